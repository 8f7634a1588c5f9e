//! 兼務: people with two posts find and do what is theirs by each of them.

use plan::element::Element;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::TownHall;

const SHEET: &str = "/990019/sheets/goals/fukushi";
const TITLE: &str = "部の目標の作成　福祉部";
const TURN: &str = "あなたの番です";
const TASKS: &str = "あなたが書く欄のある票";

/// 福祉部 has a second element, of which 高齢福祉課 is in charge.
fn share(hall: &TownHall) {
    let element = Element {
        organisations: vec![RecordId::new("korei")],
        ..Element::new(RecordId::new("fukushi-2026"), 0, "2", "見守りの課題")
    };
    hall.decide(vec![Record::new(RecordId::new("fukushi-2"), element)]);
}

/// The part of a page below one of its headings.
fn part<'a>(page: &'a Answer, heading: &str) -> &'a str {
    page.body.split("<section").find(|it| it.contains(heading)).unwrap_or_default()
}

async fn write(who: &mut Browser, field: &str, text: &str) -> Answer {
    let (name, seen) = (format!("f:{field}"), format!("r:{field}"));
    who.get(SHEET).await;
    who.post(SHEET, &[(&name, text), (&seen, "0")]).await
}

/// The sheet of 福祉部 lies with the planning section, its amount is blank.
async fn handed_in(hall: &TownHall) {
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    write(&mut writer, "fukushi-2026#vision", "安心して暮らせるまち").await;
    let seen = writer.get(&format!("{SHEET}/submit")).await.hidden("seen");
    writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    for (login, role) in [("kacho", Role::SectionChief), ("bucho", Role::DepartmentHead)] {
        let mut chief = hall.signed_in(login, &[(role, Some("fukushi"))]).await;
        let seen = chief.get(&format!("{SHEET}/review")).await.hidden("seen");
        let done = chief.post(&format!("{SHEET}/pass"), &[("seen", &seen)]).await;
        assert!(done.location.contains("done=passed"), "{login}: {done:?}");
    }
}

#[tokio::test]
async fn who_reads_every_sheet_by_one_post_writes_the_part_of_their_section_by_the_other() {
    for role in [Role::Finance, Role::PublicRelations, Role::Evaluator, Role::Auditor] {
        let hall = TownHall::new();
        share(&hall);
        let posts = [(role, None), (Role::Writer, Some("korei"))];
        let mut both = hall.signed_in("sato", &posts).await;
        let saved = write(&mut both, "fukushi-2#problem", "一人暮らしが増えている。").await;
        assert!(saved.location.ends_with("?done=saved"), "{role:?}: {saved:?}");
        let sheet = both.get(SHEET).await;
        assert_eq!(sheet.body.matches("あなたの課の担当</strong>").count(), 1, "{role:?}");
        let refused = write(&mut both, "fukushi-1#problem", "部の課題").await;
        assert_eq!(refused.status, axum::http::StatusCode::FORBIDDEN, "{role:?}: no more than the part");
    }
}

#[tokio::test]
async fn the_finance_section_finds_blank_amounts_and_its_own_part_on_one_sheet() {
    let hall = TownHall::new();
    share(&hall);
    let mut both = hall.signed_in("zaisei", &[(Role::Finance, None), (Role::Writer, Some("korei"))]).await;
    let home = both.get("/990019/").await;
    let tasks = part(&home, TASKS);
    assert!(tasks.contains("担当の欄1件のうち1件が空欄"), "{tasks}");
    assert!(tasks.contains("空いている金額の欄2件"), "{tasks}");
    assert!(tasks.contains("環境部"), "the other departments' amounts too: {tasks}");
}

#[tokio::test]
async fn the_planning_section_has_its_turn_though_it_also_fills_in_amounts() {
    let hall = TownHall::new();
    handed_in(&hall).await;
    let mut both = hall.signed_in("kikaku", &[(Role::Planning, None), (Role::Finance, None)]).await;
    let home = both.get("/990019/").await;
    assert!(part(&home, TURN).contains(TITLE), "{}", home.body);
    assert!(
        part(&home, TURN).contains("空いている金額の欄1件"),
        "what is to be written is told: {}",
        home.body
    );
    assert!(!part(&home, TASKS).contains(TITLE), "and nothing twice: {}", home.body);
    assert!(part(&home, TASKS).contains("環境部"), "{}", home.body);
}

#[tokio::test]
async fn who_hands_a_sheet_in_and_fills_in_amounts_is_not_told_that_others_hand_it_in() {
    let hall = TownHall::new();
    let mut both = hall.signed_in("sato", &[(Role::Writer, Some("fukushi")), (Role::Finance, None)]).await;
    let home = both.get("/990019/").await;
    assert!(part(&home, TURN).contains(TITLE), "{}", home.body);
    assert!(part(&home, TURN).contains("空いている金額の欄1件"), "{}", home.body);
    assert!(!part(&home, TASKS).contains(TITLE), "{}", home.body);
}

#[tokio::test]
async fn a_sheet_that_lies_with_nobody_is_shown_although_an_amount_is_blank() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    write(&mut writer, "fukushi-2026#vision", "安心して暮らせるまち").await;
    let seen = writer.get(&format!("{SHEET}/submit")).await.hidden("seen");
    writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    let mut both = hall.signed_in("kikaku", &[(Role::Planning, None), (Role::Finance, None)]).await;
    let home = both.get("/990019/").await;
    assert!(part(&home, "担当する職員がいない票").contains(TITLE), "{}", home.body);
}

#[tokio::test]
async fn whoever_writes_by_two_posts_writes_by_that_whose_turn_it_is() {
    let hall = TownHall::new();
    handed_in(&hall).await;
    let posts = [(Role::Writer, Some("fukushi")), (Role::Planning, None)];
    let mut both = hall.signed_in("kikaku", &posts).await;
    let saved = write(&mut both, "fukushi-1#problem", "一人暮らしが増えている。").await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
}
