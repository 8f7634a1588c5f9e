//! Every door × every role × own, other and former organisation: the answer is what the policy table says.

use axum::http::{Method, StatusCode};
use desk::policy::{self, Deed, Relation};
use desk::session::Pass;
use jiff::civil::date;
use plan::role::Role;
use staff::Door;

use crate::house::{ELSEWHERE, House, TOWN, house, is_asked_in, post};

/// What stands in a path, and what the test puts there. A new door whose path has another name needs a line here.
const PARTS: &[(&str, &str)] = &[
    ("{code}", TOWN),
    ("{name}", "icon.svg"),
    ("{secret}", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("{hash}", "0000000000000000000000000000000000000000000000000000000000000000"),
    ("{id}", "s-target"),
    ("{at}", "0"),
    ("{stage}", "goals"),
    ("{year}", "2026"),
    ("{form}", "form"),
    ("{*path}", "plan/"),
    ("{number}", "2"),
    ("{*id}", "o-own"),
    ("{chapter}", "account"),
    ("{letter}", "l-0"),
    ("{table}", "t0"),
    ("{summary}", "s-0"),
];

/// The part that names what organisation a deed is about.
const ORGANISATION: &str = "{organisation}";

/// How somebody stands to what they ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    /// Their own organisation.
    Own,
    /// The organisation above theirs.
    Above,
    /// An organisation that is not theirs.
    Other,
    /// Their post has ended.
    Former,
    /// The organisation of their post has ended.
    Gone,
}

const STANDS: [Stand; 5] = [Stand::Own, Stand::Above, Stand::Other, Stand::Former, Stand::Gone];

fn path(door: &Door, stand: Stand) -> String {
    let organisation = match stand {
        Stand::Other => "o-other",
        Stand::Above => "o-above",
        Stand::Own | Stand::Former | Stand::Gone => "o-own",
    };
    let filled = PARTS
        .iter()
        .fold(door.path.replace(ORGANISATION, organisation), |path, (part, value)| path.replace(part, value));
    assert!(
        !filled.contains('{'),
        "the door {} {} has a part that this test does not know: add a line to PARTS in {}",
        door.method,
        door.path,
        file!()
    );
    filled
}

fn relation(door: &Door, stand: Stand) -> Relation {
    match stand {
        Stand::Former | Stand::Gone => Relation::Former,
        _ if !door.path.contains(ORGANISATION) => Relation::Town,
        Stand::Own => Relation::Own,
        Stand::Above => Relation::Above,
        Stand::Other => Relation::Other,
    }
}

fn id(role: Role, stand: Stand) -> String {
    format!("{}-{stand:?}", role.word()).to_lowercase()
}

fn populated() -> House {
    let house = house::<0>();
    for role in Role::ALL {
        for stand in STANDS {
            let organisation = if stand == Stand::Gone { "o-gone" } else { "o-own" };
            let until = (stand == Stand::Former).then(|| date(2026, 11, 20));
            house.person(TOWN, &id(role, stand), vec![post(role, Some(organisation), until)], false);
        }
    }
    house.person(TOWN, "s-target", vec![post(Role::Writer, Some("o-own"), None)], false);
    house.person(
        ELSEWHERE,
        "stranger",
        Role::ALL.map(|role| post(role, Some("o-own"), None)).to_vec(),
        false,
    );
    house
}

async fn answer(
    house: &House,
    door: &Door,
    path: &str,
    pass: Option<&Pass>,
) -> axum::http::Response<axum::body::Body> {
    if door.method == Method::GET { house.get(path, pass).await } else { house.post(path, pass, &[]).await }
}

/// Every door that does not open to everybody.
fn guarded() -> Vec<Door> {
    staff::doors().into_iter().filter(|door| !door.access.deeds().is_empty()).collect()
}

#[tokio::test]
async fn every_door_opens_to_whom_the_policy_table_says_and_to_nobody_else() {
    let house = populated();
    let mut wrong = Vec::new();
    for door in guarded() {
        for (role, stand) in Role::ALL.into_iter().flat_map(|role| STANDS.map(|stand| (role, stand))) {
            let pass = house.session(TOWN, &id(role, stand)); // A new one: some deeds end it.
            let status = answer(&house, &door, &path(&door, stand), Some(&pass)).await;
            let relation = relation(&door, stand);
            // What is open for the whole municipality is open for each organisation of it.
            let town = if relation == Relation::Former { Relation::Former } else { Relation::Town };
            let allows = |deed: &Deed| [relation, town].iter().any(|it| policy::allows(role, *deed, *it));
            // Whoever is signed in signs out, whatever posts they hold.
            let expected = door.access.deeds().iter().any(allows) || door.path == "/{code}/sign-out";
            let opened = status.status() != StatusCode::FORBIDDEN && !is_asked_in(&status);
            if opened != expected || status.status().is_server_error() {
                let said = if expected { "is open by the table" } else { "is not open by the table" };
                let (method, path, got) = (&door.method, door.path, status.status());
                wrong.push(format!("{method} {path} as {role:?} {stand:?} {said}, and answered {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} answers are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn whoever_is_not_signed_in_here_is_asked_to_sign_in_at_every_door() {
    let house = populated();
    let stranger = house.session(ELSEWHERE, "stranger");
    for door in guarded() {
        for pass in [None, Some(&stranger)] {
            let answer = answer(&house, &door, &path(&door, Stand::Own), pass).await;
            assert!(is_asked_in(&answer), "{} {}: {}", door.method, door.path, answer.status());
        }
    }
}

#[tokio::test]
async fn a_session_without_its_token_does_nothing_at_any_door() {
    let house = populated();
    for door in guarded().into_iter().filter(|door| door.method == Method::POST) {
        let pass = house.session(TOWN, &id(Role::Administrator, Stand::Own));
        let request = crate::house::request("POST", &path(&door, Stand::Own), Some(&pass));
        let request = request.header("origin", crate::house::SITE).body(axum::body::Body::empty()).unwrap();
        assert_eq!(house.ask(request).await.status(), StatusCode::FORBIDDEN, "{}", door.path);
    }
}

#[tokio::test]
async fn every_answer_of_every_door_carries_the_strict_headers_and_is_kept_by_nobody() {
    let house = populated();
    for door in staff::doors() {
        let pass = house.session(TOWN, &id(Role::Administrator, Stand::Own));
        for pass in [None, Some(&pass)] {
            let answer = answer(&house, &door, &path(&door, Stand::Own), pass).await;
            let header =
                |name: &str| answer.headers().get(name).map_or("", |it| it.to_str().unwrap()).to_owned();
            let said = format!("{} {}", door.method, door.path);
            assert!(header("content-security-policy").contains("default-src 'none'"), "{said}");
            assert!(header("content-security-policy").contains("frame-ancestors 'none'"), "{said}");
            assert_eq!(header("x-content-type-options"), "nosniff", "{said}");
            let is_asset = door.path.starts_with("/assets/");
            assert!(is_asset || header("cache-control") == "no-store", "{said}: {}", header("cache-control"));
        }
    }
}

#[test]
fn a_door_that_changes_accounts_or_publishes_asks_for_the_password_anew() {
    let heavy = [Deed::ManageAccounts, Deed::Publish];
    for door in guarded().into_iter().filter(|door| door.method == Method::POST) {
        let only_looks = door.path.ends_with("/transfer");
        assert_eq!(
            door.proof,
            door.access.deeds().iter().any(|it| heavy.contains(it)) && !only_looks,
            "{}",
            door.path
        );
    }
}
