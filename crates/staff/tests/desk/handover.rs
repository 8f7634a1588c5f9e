//! 職の引継ぎ on its page: who keeps the accounts hands over the posts of what ended, each by its name.

use axum::http::StatusCode;
use jiff::civil::date;
use plan::record::RecordId;
use plan::role::Role;
use plan::staff::Post;

use crate::office::{PASSWORD, TownHall};
use crate::reorganisation::{SHEET, begun, decided, merged, planning};

const HERE_POSTS: &str = "/990019/people/handover";

#[tokio::test]
async fn posts_are_handed_over_by_who_keeps_the_accounts_and_once() {
    let hall = TownHall::new();
    let mut old = hall.signed_in("old", &[(Role::Writer, Some("fukushi"))]).await;
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2026-11-21").await;
    merged(&mut kikaku).await;
    decided(&hall, &mut kikaku).await;
    assert_eq!(old.get(SHEET).await.status, StatusCode::FORBIDDEN);
    let home = old.get("/990019/").await;
    assert_eq!(home.status, StatusCode::FORBIDDEN);
    assert!(home.body.contains("今日使える職がありません"), "they are told what to ask for: {}", home.body);
    let token = home.hidden("token");
    let left = old.post_from("/990019/", "/990019/sign-out", &[("token", &token)]).await;
    assert_eq!(
        (left.status, left.location.as_str()),
        (StatusCode::SEE_OTHER, "/990019/sign-in"),
        "{}",
        left.body
    );
    old.sign_in("old", PASSWORD).await;
    let seen = kikaku.get(HERE_POSTS).await;
    assert!(seen.body.contains("引き継ぐのはシステム管理者です"), "{}", seen.body);
    assert_eq!(kikaku.post(HERE_POSTS, &[]).await.status, StatusCode::FORBIDDEN);

    let mut admin = hall.signed_in("admin", &[(Role::Administrator, None)]).await;
    let page = admin.get(HERE_POSTS).await;
    assert!(page.body.contains("name=\"post:s-old:writer:fukushi:2020-04-01:\""), "{}", page.body);
    let forged = admin.post(HERE_POSTS, &[("post:s-old:writer:fukushi:2020-04-01:", "korei")]).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forged.body);
    for _ in 0..2 {
        let done = admin.post(HERE_POSTS, &[("post:s-old:writer:fukushi:2020-04-01:", "kankyo")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    assert_eq!(old.get(SHEET).await.status, StatusCode::OK);
    let person = admin.get("/990019/people/s-old").await;
    assert_eq!(
        person.body.matches("<strong>").count(),
        2,
        "the old post, ended, and the new one: {}",
        person.body
    );
}

#[tokio::test]
async fn a_page_of_posts_that_is_old_by_now_moves_nobody_and_says_so() {
    let hall = TownHall::new();
    hall.person("old", &[(Role::Writer, Some("fukushi"))]);
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2026-11-21").await;
    merged(&mut kikaku).await;
    decided(&hall, &mut kikaku).await;
    let mut admin = hall.signed_in("admin", &[(Role::Administrator, None)]).await;
    let field = "post:s-old:writer:fukushi:2020-04-01:";
    assert!(admin.get(HERE_POSTS).await.body.contains(field));

    // 先に別の職が入り、見ていた職は前からのものに直った.
    hall.rewrite("s-old", |account| {
        let other = Post { role: Role::SectionChief, ..account.posts[0].clone() };
        account.posts.insert(0, other);
        account.posts[1].from = date(2026, 10, 1);
    });
    let stale = admin.post(HERE_POSTS, &[(field, "kankyo")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains("この画面を開いたあとに"), "{}", stale.body);
    assert!(stale.body.contains("post:s-old:writer:fukushi:2026-10-01:"), "it shows what is there now");
    hall.rewrite("s-old", |account| assert!(account.posts.iter().all(|it| it.until.is_none())));

    // The place in the list is nothing: the post that is named goes.
    let named = admin.post(HERE_POSTS, &[("post:s-old:writer:fukushi:2026-10-01:", "kankyo")]).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.body);
    hall.rewrite("s-old", |account| {
        let ended: Vec<_> = account.posts.iter().filter(|it| it.until.is_some()).map(|it| it.role).collect();
        assert_eq!(ended, [Role::Writer]);
        assert_eq!(account.posts.last().unwrap().organisation, Some(RecordId::new("kankyo")));
    });
    let unknown = admin.post(HERE_POSTS, &[("post:s-nobody:writer:fukushi:2020-04-01:", "kankyo")]).await;
    assert_eq!(unknown.status, StatusCode::CONFLICT, "{}", unknown.body);
}
