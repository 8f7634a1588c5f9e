//! A year is opened on a page: what it would do stands there first, and what was unticked can be ticked again.

use axum::http::StatusCode;
use plan::calendar::CalendarEntry;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::role::Role;

use crate::office::{TownHall, later, town};

#[tokio::test]
async fn what_opening_does_is_told_and_nothing_is_done_by_looking() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let page = kikaku.get("/990019/open/2027").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in [
        "令和8年度の運営方針2件（要素2件）を令和9年度に引き継ぎます",
        "令和9年度 福祉部の目標",
        "令和9年11月30日",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(hall.desk.drafts(&town()).unwrap().is_empty());
}

#[tokio::test]
async fn what_is_left_out_stays_on_the_page_and_out_of_the_draft() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let page = kikaku.get("/990019/open/2027?chosen=yes&organisation=fukushi&without=goals-2027").await;
    assert!(page.body.contains("value=\"kankyo\">"), "it can be ticked again: {}", page.body);
    assert!(
        page.body.contains("value=\"fukushi\" checked") && page.body.contains("value=\"goals-2027\" checked")
    );
    let choices = [("chosen", "yes"), ("organisation", "fukushi"), ("without", "goals-2027")];
    let done = kikaku.post("/990019/open/2027", &choices).await;
    assert!(done.location.ends_with("/drafts/opening-2027?done=opened"), "{done:?}");

    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    let by = plan::decision::StaffId("企画課".to_owned());
    desk::deciding::approve(&hall.desk, &town(), &draft.id, &by, "年度を開く", later(60)).unwrap();
    let edition = hall.desk.edition(&town()).unwrap();
    let there = |id: &str| edition.find::<Plan>(&RecordId::new(id)).is_some();
    assert!(there("fukushi-2027") && !there("kankyo-2027"));
    assert!(edition.find::<CalendarEntry>(&RecordId::new("goals-2027")).is_none());
}

#[tokio::test]
async fn a_deadline_is_typed_as_people_write_days() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let page = kikaku.get("/990019/open/2027?d:goals-2027=R9.11.3").await;
    assert!(
        page.body.contains("閉庁日（文化の日）") && page.body.contains("令和9年11月2日"),
        "{}",
        page.body
    );
    let wrong = kikaku.get("/990019/open/2027?d:goals-2027=%E3%81%9D%E3%81%AE%E3%81%86%E3%81%A1").await;
    assert!(wrong.body.contains("入力内容に問題があります"), "{}", wrong.body);
    let far = kikaku.get("/990019/open/2050").await;
    assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", far.body);
}

#[tokio::test]
async fn who_has_just_begun_is_led_to_what_comes_first_as_far_as_it_is_theirs() {
    let hall = TownHall::new();
    let posts = [(Role::Administrator, None), (Role::Planning, None)];
    let mut both = hall.signed_in("both", &posts).await;
    let page = both.get("/990019/?done=begun").await;
    for to in ["people/new", "people/transfer", "forms", "open", "manual/"] {
        let address = format!("/990019/{to}");
        assert!(page.body.contains(&format!("<li><a href=\"{address}\">")), "{to}: {}", page.body);
        let there = both.get(&address).await.status;
        assert!(there == StatusCode::OK || there == StatusCode::SEE_OTHER, "{to}: {there}");
    }
    assert!(!both.get("/990019/").await.body.contains("はじめに行うこと"));
    let mut admin = hall.signed_in("admin", &posts[..1]).await;
    let page = admin.get("/990019/?done=begun").await;
    assert!(page.body.contains("職員を招待する") && !page.body.contains("次の年度を開く"), "{}", page.body);
}
