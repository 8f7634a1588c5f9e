//! The manual within the product: whose work comes first, the way to it from every page, one document to print.

use axum::http::StatusCode;
use plan::role::Role;

use crate::office::TownHall;

#[tokio::test]
async fn the_contents_begin_with_what_concerns_the_readers_own_posts() {
    let hall = TownHall::new();
    let mut buchou = hall.signed_in("buchou", &[(Role::DepartmentHead, Some("fukushi"))]).await;
    let page = buchou.get("/990019/manual/").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let (own, others) = page.body.split_once("ほかの職の手引き").unwrap();
    assert!(own.contains("<h2>どの人にも</h2>") && own.contains("<h2>課長・部長</h2>"), "{own}");
    assert!(others.contains("<h2>財政課</h2>") && others.contains("<h2>システム管理者</h2>"), "{others}");
    assert!(!own.contains("<h2>財政課</h2>"), "{own}");
}

#[tokio::test]
async fn every_page_leads_to_the_chapter_about_it() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    for (page, chapter) in [
        ("/990019/", "work"),
        ("/990019/sheets/goals/fukushi", "writing"),
        ("/990019/sheets/goals/fukushi/history", "submitting"),
        ("/990019/publish", "publishing"),
        ("/990019/people", "people"),
        ("/990019/manual/people", ""),
    ] {
        let body = kikaku.get(page).await.body;
        let link = format!("<a href=\"/990019/manual/{chapter}\">この画面の手引き</a>");
        assert!(body.contains(&link), "{page} does not lead to {chapter}");
    }
}

#[tokio::test]
async fn every_chapter_is_a_page_and_a_part_of_the_whole() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let whole = kikaku.get("/990019/manual/all").await.body;
    let contents = kikaku.get("/990019/manual/").await.body;
    let chapters: Vec<&str> = whole
        .split("<article aria-labelledby=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(chapters.len() > 15, "{chapters:?}");
    for chapter in chapters {
        let page = kikaku.get(&format!("/990019/manual/{chapter}")).await;
        assert_eq!(page.status, StatusCode::OK, "{chapter}");
        assert!(page.body.contains("<h2 id=\""), "{chapter} has no part");
        assert!(
            contents.contains(&format!("<a href=\"{chapter}\" lang=\"ja\">")),
            "{chapter} is not in the contents"
        );
        assert!(whole.contains(&format!("<h2 id=\"{chapter}\">")), "{chapter} has no place in the whole");
    }
    assert_eq!(kikaku.get("/990019/manual/no-such").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_english_page_says_that_the_chapters_are_japanese() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    kikaku.post("/990019/language", &[("language", "en"), ("back", "/990019/")]).await;
    let page = kikaku.get("/990019/manual/writing").await.body;
    assert!(page.contains("<p>The manual is written in Japanese.</p>"), "{page}");
    assert!(
        page.contains("<div class=\"manual\" lang=\"ja\">") && page.contains("About this page"),
        "{page}"
    );
}
