//! What strangers try: guessing, forging, replaying, and sending from other sites.

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, COOKIE, ORIGIN};
use plan::role::Role;

use crate::house::{House, PASSWORD, SITE, TOWN, house, is_asked_in, post, request, text, token};

fn with_admin<const N: usize>() -> House {
    let house = house::<N>();
    house.person(TOWN, "admin", vec![post(Role::Administrator, None, None)], true);
    house.person(TOWN, "newcomer", vec![post(Role::Planning, None, None)], false);
    house
}

const HOME: &str = "/990019/";

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let house = with_admin::<10>();
    let mut answers = Vec::new();
    for login in ["admin", "nobody", "newcomer"] {
        let answer = house.sign_in(login, "ちがうパスワードです").await;
        let status = answer.status();
        answers.push((status, text(answer).await.replace(login, "…")));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert!(answers.iter().all(|it| *it == answers[0]), "they differ");
}

#[tokio::test]
async fn many_tries_must_wait_and_may_try_again_after_a_while() {
    let house = with_admin::<11>();
    for _ in 0..10 {
        assert_eq!(house.sign_in("admin", "ちがうパスワードです").await.status(), StatusCode::UNAUTHORIZED);
    }
    let late = house.sign_in("admin", PASSWORD).await;
    assert_eq!(late.status(), StatusCode::TOO_MANY_REQUESTS);
    let again: u64 = late.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=90).contains(&again), "and says when to come again: {again}");
    house.turn(2);
    assert_eq!(
        house.sign_in("admin", PASSWORD).await.status(),
        StatusCode::SEE_OTHER,
        "nobody is locked out"
    );
}

#[tokio::test]
async fn a_forged_cookie_opens_nothing() {
    let house = with_admin::<12>();
    let pass = house.session(TOWN, "admin");
    let good = format!("__Host-meyasu={}", pass.text());
    let zeros = "0".repeat(64);
    let forged = [
        format!("__Host-meyasu=admin.{zeros}"),
        format!("__Host-meyasu=newcomer.{}", pass.secret.text()),
        format!("meyasu={}", pass.text()),
        format!("__Host-meyasu=admin.{}", pass.secret.hash()),
        format!("__Host-meyasu={}", pass.text().to_uppercase()),
        format!("{good}; __Host-meyasu=admin.{zeros}"),
        "__Host-meyasu=".to_owned(),
        format!("__Host-meyasu=../../x.{}", pass.secret.text()),
    ];
    for cookie in forged {
        let asked = request("GET", HOME, None).header(COOKIE, &cookie).body(Body::empty()).unwrap();
        assert!(is_asked_in(&house.ask(asked).await), "{cookie}");
    }
    let asked = request("GET", HOME, None).header(COOKIE, &good).body(Body::empty()).unwrap();
    assert_eq!(house.ask(asked).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_form_sent_from_another_site_does_nothing() {
    let house = with_admin::<13>();
    let pass = house.session(TOWN, "admin");
    let form = "application/x-www-form-urlencoded";
    let body = format!("token={}", token(&pass));
    let send = |headers: &[(&'static str, &str)]| {
        let start = request("POST", "/990019/sign-out", Some(&pass)).header(CONTENT_TYPE, form);
        let all = headers.iter().fold(start, |request, (name, value)| request.header(*name, *value));
        house.ask(all.body(Body::from(body.clone())).unwrap())
    };
    for headers in [
        &[("origin", "http://evil.example")][..],
        &[("origin", "null")],
        &[],
        &[("origin", SITE), ("sec-fetch-site", "cross-site")],
        &[("origin", SITE), ("sec-fetch-site", "same-site")],
    ] {
        assert_eq!(send(headers).await.status(), StatusCode::FORBIDDEN, "{headers:?}");
        assert_eq!(house.get(HOME, Some(&pass)).await.status(), StatusCode::OK, "still signed in");
    }
    assert_eq!(send(&[("origin", SITE)]).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_script_of_ours_may_carry_the_token_in_a_header_and_a_wrong_one_does_nothing() {
    let house = with_admin::<14>();
    let (pass, other) = (house.session(TOWN, "admin"), house.session(TOWN, "newcomer"));
    let send = |sent: String| {
        let asked = request("POST", "/990019/sign-out", Some(&pass)).header(ORIGIN, SITE);
        house.ask(asked.header("x-meyasu-token", sent).body(Body::empty()).unwrap())
    };
    for wrong in [String::new(), token(&other), token(&pass).to_uppercase(), token(&pass)[1..].to_owned()] {
        assert_eq!(send(wrong).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(send(token(&pass)).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_address_for_the_first_account_is_good_once() {
    let house = house::<15>();
    let edge = staff::Edge {
        now: || jiff::Timestamp::from_second(1_795_230_000).unwrap(),
        chance: crate::house::chance,
    };
    let office = staff::Office::new(house.desk.clone(), edge, true, None);
    let path = office.offer_setup(false).unwrap().unwrap();
    let house = house.behind(staff::router(office));
    let fields =
        [("code", TOWN), ("login", "first"), ("name", "最初"), ("password", PASSWORD), ("again", PASSWORD)];
    let wrong = format!("/setup/{}", "0".repeat(64));
    assert_eq!(house.get(&wrong, None).await.status(), StatusCode::GONE);
    assert_eq!(house.get(&path, None).await.status(), StatusCode::OK);
    assert_eq!(house.post(&path, None, &fields).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(house.post(&path, None, &fields).await.status(), StatusCode::GONE);
    assert_eq!(house.get(&path, None).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn one_more_municipality_gets_its_first_account_where_that_is_asked_for() {
    let house = with_admin::<18>();
    let edge = staff::Edge {
        now: || jiff::Timestamp::from_second(1_795_230_000).unwrap(),
        chance: crate::house::chance,
    };
    let office = staff::Office::new(house.desk.clone(), edge, true, None);
    assert_eq!(office.offer_setup(false).unwrap(), None, "somebody has an account");
    let path = office.offer_setup(true).unwrap().unwrap();
    let house = house.behind(staff::router(office));
    let first = |code| {
        [("code", code), ("login", "first"), ("name", "最初"), ("password", PASSWORD), ("again", PASSWORD)]
    };
    let taken = house.post(&path, None, &first(TOWN)).await;
    assert_eq!(taken.status(), StatusCode::GONE, "never where somebody has one already");
    let mut founding = first("990035").to_vec();
    founding.push(("town", "霞市"));
    let begun = house.post(&path, None, &founding).await;
    assert_eq!(begun.status(), StatusCode::SEE_OTHER, "{}", text(begun).await);
}

#[tokio::test]
async fn too_large_a_form_is_refused_with_a_sentence() {
    let house = with_admin::<16>();
    let pass = house.session(TOWN, "admin");
    let huge = "あ".repeat(400_000);
    let answer = house.post("/990019/people/new", Some(&pass), &[("name", &huge)]).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(answer).await.contains("1MBまで"));
}
