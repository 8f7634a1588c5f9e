//! Sessions: opened, renewed, ended; and what was typed when one ended.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use desk::session::{IDLE, LONGEST, PROVEN};
use desk::vouching::{self, Witness};
use plan::municipality::MunicipalityCode;
use plan::role::Role;
use plan::staff::Outside;

use crate::house::{House, PASSWORD, TOWN, chance, cookie, house, is_asked_in, post, text, token};

fn with_admin<const N: usize>() -> House {
    let house = house::<N>();
    house.person(TOWN, "admin", vec![post(Role::Administrator, None, None)], true);
    house
}

const HOME: &str = "/990019/";

#[tokio::test]
async fn signing_in_sets_a_cookie_that_only_this_site_sees_over_encrypted_lines() {
    let house = with_admin::<1>();
    let answer = house.sign_in("ＡＤＭＩＮ", PASSWORD).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let (pass, flags) = cookie(&answer).unwrap();
    for flag in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(flags.split("; ").any(|it| it == flag), "{flags}");
    }
    assert!(!flags.contains("Domain"), "{flags}");
    assert_eq!(house.get(HOME, Some(&pass)).await.status(), StatusCode::OK);

    let again = cookie(&house.sign_in("admin", PASSWORD).await).unwrap().0;
    assert_ne!(again.secret, pass.secret, "every sign-in has a secret of its own");
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_a_visit() {
    let house = with_admin::<2>();
    let pass = house.session(TOWN, "admin");
    for _ in 0..3 {
        house.turn(IDLE - 1);
        assert_eq!(house.get(HOME, Some(&pass)).await.status(), StatusCode::OK, "each visit keeps it");
    }
    house.turn(IDLE);
    assert!(is_asked_in(&house.get(HOME, Some(&pass)).await));
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_whatever_is_done() {
    let house = with_admin::<3>();
    let pass = house.session(TOWN, "admin");
    for _ in 0..(LONGEST * 2 - 1) {
        house.turn(30);
        assert_eq!(house.get(HOME, Some(&pass)).await.status(), StatusCode::OK);
    }
    house.turn(30);
    assert!(is_asked_in(&house.get(HOME, Some(&pass)).await));
}

#[tokio::test]
async fn signing_out_ends_the_session_and_clears_the_browser() {
    let house = with_admin::<4>();
    let pass = house.session(TOWN, "admin");
    let left = house.post("/990019/sign-out", Some(&pass), &[]).await;
    assert_eq!(left.headers().get("clear-site-data").unwrap(), "\"cache\", \"storage\"");
    let cookie = left.headers().get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("__Host-meyasu=; ") && cookie.contains("Max-Age=0"), "{cookie}");
    assert!(is_asked_in(&house.get(HOME, Some(&pass)).await), "whoever copied the cookie has nothing");
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_kept_and_sent_after_signing_in() {
    let house = with_admin::<5>();
    let pass = house.session(TOWN, "admin");
    house.turn(IDLE);
    let fields = [("name", "佐藤 \"花子\" & <b>"), ("login", "a01")];
    let asked = house.post("/990019/people/new", Some(&pass), &fields).await;
    assert_eq!(asked.status(), StatusCode::UNAUTHORIZED);
    let (action, kept) = kept(&text(asked).await);
    assert_eq!(action, "/990019/people/new");

    let fields = [("login", "admin"), ("password", PASSWORD), ("action", &action), ("kept", &kept)];
    let inside = house.post("/990019/sign-in", None, &fields).await;
    let (renewed, _) = cookie(&inside).unwrap();
    let page = text(inside).await;
    assert!(page.contains(&token(&renewed)), "the page sends the token of the new session");
    assert!(page.contains("action=\"/990019/people/new\"") && page.contains("佐藤 "), "{page}");
    assert!(page.contains("name=\"login\"") && page.contains("a01"), "{page}");
    assert!(!page.contains("<b>"), "and it is text, whatever it says");
}

#[tokio::test]
async fn a_link_to_the_sign_in_page_brings_no_form_with_it() {
    let house = with_admin::<17>();
    let link = "/990019/sign-in?action=%2F990019%2Fpublish&kept=decision%3D1%26label%3D%E7%A2%BA%E5%AE%9A&login=admin";
    let page = text(house.get(link, None).await).await;
    assert!(page.contains("value=\"admin\""), "who and where to go may be named: {page}");
    assert!(!page.contains("name=\"kept\"") && !page.contains("/990019/publish"), "{page}");
}

/// What a page keeps of a form: where it was to go, and its fields.
fn kept(page: &str) -> (String, String) {
    let value = |name: &str| {
        let rest = page
            .split(&format!("name=\"{name}\" value=\""))
            .nth(1)
            .unwrap_or_else(|| panic!("no {name}: {page}"));
        rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&")
    };
    (value("action"), value("kept"))
}

#[tokio::test]
async fn a_deed_of_weight_asks_for_the_password_again_and_keeps_what_was_typed() {
    let house = with_admin::<6>();
    let pass = house.session(TOWN, "admin");
    house.turn(PROVEN);
    let fields = [("name", "佐藤 花子"), ("login", "a01")];
    let asked = house.post("/990019/people/new", Some(&pass), &fields).await;
    assert_eq!(asked.status(), StatusCode::FORBIDDEN);
    let (action, kept) = kept(&text(asked).await);

    let prove = |password: &'static str| {
        let (house, pass, action, kept) = (&house, &pass, action.clone(), kept.clone());
        async move {
            let fields = [("password", password), ("action", &action), ("kept", &kept)];
            house.post("/990019/prove", Some(pass), &fields).await
        }
    };
    assert_eq!(prove("ちがう言葉です").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = prove(PASSWORD).await;
    let (renewed, _) = cookie(&shown).unwrap();
    assert!(text(shown).await.contains("佐藤 花子"));
    assert!(is_asked_in(&house.get(HOME, Some(&pass)).await), "the earlier secret opens nothing any more");
    let invited = house.post("/990019/people/new", Some(&renewed), &fields).await;
    assert_eq!(invited.status(), StatusCode::OK);
    assert!(text(invited).await.contains("http://staff.example/990019/invitation/"));
}

#[tokio::test]
async fn who_one_is_can_be_shown_in_another_tab_and_what_was_typed_goes_on_in_this_one() {
    let house = with_admin::<9>();
    let pass = house.session(TOWN, "admin");
    house.turn(PROVEN);
    let fields = [("name", "佐藤 花子"), ("login", "a01")];
    let (action, kept) = kept(&text(house.post("/990019/people/new", Some(&pass), &fields).await).await);
    let fields_kept = [("already", "yes"), ("action", action.as_str()), ("kept", kept.as_str())];
    let go_on = || house.post("/990019/prove", Some(&pass), &fields_kept);
    let too_early = go_on().await;
    assert_eq!(too_early.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(too_early).await.contains("name=\"kept\""), "and it is still kept");

    let outside = Outside { issuer: "https://id.example".to_owned(), subject: "u-1".to_owned() };
    let (login, browser) = ("admin".to_owned(), String::new());
    let witness = Witness { outside: outside.clone(), login, shown: None, browser };
    let town = MunicipalityCode::parse(TOWN).unwrap();
    vouching::sign_in(&house.desk, &town, &witness, chance, house.now()).unwrap();
    let who = desk::session::resume(&house.desk, &town, &pass, house.now()).unwrap().unwrap();
    let renewed = vouching::prove(&house.desk, &who, &outside, chance, house.now()).unwrap().pass;
    assert!(is_asked_in(&house.get(HOME, Some(&pass)).await), "the earlier secret opens nothing any more");
    let of_the_old_page = token(&pass);
    let mut fields_of_then = fields_kept.to_vec();
    fields_of_then.push(("token", &of_the_old_page));
    let shown = text(house.post("/990019/prove", Some(&renewed), &fields_of_then).await).await;
    assert!(shown.contains("佐藤 花子") && shown.contains("action=\"/990019/people/new\""), "{shown}");
    assert!(shown.contains(&token(&renewed)));
    assert_eq!(house.post("/990019/people/new", Some(&renewed), &fields).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn one_can_sign_in_in_another_tab_and_what_was_typed_goes_on_in_this_one() {
    let house = with_admin::<10>();
    let fields = [("name", "佐藤 花子"), ("login", "a01")];
    let asked = house.post("/990019/people/new", None, &fields).await;
    assert_eq!(asked.status(), StatusCode::UNAUTHORIZED);
    let (action, kept) = kept(&text(asked).await);
    let fields = [("already", "yes"), ("action", action.as_str()), ("kept", kept.as_str())];
    let too_early = house.post("/990019/sign-in", None, &fields).await;
    assert_eq!(too_early.status(), StatusCode::UNAUTHORIZED);
    assert!(text(too_early).await.contains("%E4%BD%90"), "and it is still kept");
    let pass = house.session(TOWN, "admin");
    let goes_on = house.post("/990019/sign-in", Some(&pass), &fields).await;
    let page = text(goes_on).await;
    assert!(page.contains("佐藤 花子") && page.contains(&token(&pass)), "{page}");
}

#[tokio::test]
async fn a_house_without_a_provider_offers_none_and_sends_nobody_to_one() {
    let house = with_admin::<11>();
    assert!(!text(house.get("/990019/sign-in", None).await).await.contains("openid"));
    assert_eq!(house.get("/990019/sign-in/openid", None).await.status(), StatusCode::NOT_FOUND);
    let back = house.get("/990019/sign-in/openid/back?code=a&state=b", None).await;
    assert_eq!(back.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_page_of_an_earlier_session_does_nothing_and_loses_nothing() {
    let house = with_admin::<7>();
    let (old, new) = (house.session(TOWN, "admin"), house.session(TOWN, "admin"));
    let fields = [("token", token(&old)), ("name", "佐藤 花子".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let stale = house.post("/990019/people/new", Some(&new), &fields).await;
    assert_eq!(stale.status(), StatusCode::FORBIDDEN);
    let page = text(stale).await;
    assert!(page.contains("佐藤 花子") && page.contains(&token(&new)), "{page}");
}

#[tokio::test]
async fn an_ended_session_of_another_browser_is_over_at_once() {
    let house = with_admin::<8>();
    let (here, there) = (house.session(TOWN, "admin"), house.session(TOWN, "admin"));
    let path = format!("/990019/account/sessions/{}/end", there.secret.hash());
    let ended = house.post(&path, Some(&here), &[]).await;
    assert_eq!(ended.headers().get(LOCATION).unwrap(), "/990019/account?done=session-ended");
    assert!(is_asked_in(&house.get(HOME, Some(&there)).await));
    assert_eq!(house.get(HOME, Some(&here)).await.status(), StatusCode::OK);
}
