//! The pages of people: invited, let in, moved.

use axum::http::StatusCode;
use plan::role::Role;

use crate::house::{House, PASSWORD, TOWN, cookie, house, is_asked_in, post, text};

fn with_admin<const N: usize>() -> House {
    let house = house::<N>();
    house.person(TOWN, "admin", vec![post(Role::Administrator, None, None)], true);
    house
}

/// The address on the slip, without the site.
fn address(page: &str) -> String {
    let rest =
        page.split("value=\"http://staff.example").nth(1).unwrap_or_else(|| panic!("no address: {page}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_on_a_page_that_opens_once() {
    let house = with_admin::<20>();
    let admin = house.session(TOWN, "admin");
    let fields = [
        ("login", "Ａ０１"),
        ("name", "佐藤 花子"),
        ("role", "writer"),
        ("organisation", "o-own"),
        ("from", "令和８年４月１日"),
    ];
    let slip = text(house.post("/990019/people/new", Some(&admin), &fields).await).await;
    let address = address(&slip);
    assert!(text(house.get(&address, None).await).await.contains("佐藤 花子"));

    let list = text(house.get("/990019/people?state=invited", Some(&admin)).await).await;
    assert!(
        list.contains("佐藤 花子") && list.contains("招待中") && list.contains("入力者　環境課"),
        "{list}"
    );
    let wrong = house.post(&address, None, &[("password", PASSWORD), ("again", "ちがう")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let inside = house.post(&address, None, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    let (pass, _) = cookie(&inside).unwrap();
    assert_eq!(house.get("/990019/", Some(&pass)).await.status(), StatusCode::OK);
    for again in
        [house.get(&address, None).await, house.post(&address, None, &[("password", PASSWORD)]).await]
    {
        assert_eq!(again.status(), StatusCode::GONE);
    }
    let elsewhere = address.replace(TOWN, crate::house::ELSEWHERE);
    assert_eq!(house.get(&elsewhere, None).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn what_was_typed_stays_in_the_form_and_the_mistake_is_named_at_its_field() {
    let house = with_admin::<21>();
    let admin = house.session(TOWN, "admin");
    let fields =
        [("login", "a01"), ("name", "髙橋 \u{8FBB}\u{E0100}子"), ("role", "writer"), ("from", "きのう")];
    let answer = house.post("/990019/people/new", Some(&admin), &fields).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("「きのう」は日付として読めません") && page.contains("href=\"#from\""), "{page}");
    assert!(page.contains("value=\"髙橋 \u{8FBB}\u{E0100}子\""), "to the code point");
}

#[tokio::test]
async fn whoever_leaves_is_signed_out_and_the_last_administrator_stays() {
    let house = with_admin::<22>();
    house.person(TOWN, "a01", vec![post(Role::Planning, None, None)], true);
    let (admin, other) = (house.session(TOWN, "admin"), house.session(TOWN, "a01"));
    let own = house.post("/990019/people/admin/leave", Some(&admin), &[("on", "R8.11.21")]).await;
    assert_eq!(own.status(), StatusCode::CONFLICT.max(StatusCode::UNPROCESSABLE_ENTITY));
    assert!(text(own).await.contains("システム管理者がいなくなります"));
    let left = house.post("/990019/people/a01/leave", Some(&admin), &[("on", "R8.11.21")]).await;
    assert_eq!(left.status(), StatusCode::SEE_OTHER);
    assert!(is_asked_in(&house.get("/990019/", Some(&other)).await));
    let page = text(house.get("/990019/people/a01", Some(&admin)).await).await;
    assert!(page.contains("退職日：令和8年11月21日") && page.contains("adminさん"), "{page}");
}

#[tokio::test]
async fn the_second_factor_is_on_only_after_the_app_has_shown_its_digits() {
    let house = with_admin::<23>();
    let pass = house.session(TOWN, "admin");
    let page = text(house.get("/990019/account/second", Some(&pass)).await).await;
    assert!(page.contains("<svg class=\"qr\"") && !page.contains("style="), "{page}");
    let wrong = [("digits", "000000"), ("password", PASSWORD)];
    let answer = house.post("/990019/account/second", Some(&pass), &wrong).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let key = |page: &str| page.split("class=\"key\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(key(&text(answer).await), key(&page), "the picture that was taken stays good");
}
