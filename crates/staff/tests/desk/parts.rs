//! Parts of sheets: what a section, the finance section or an evaluator writes where others hand the sheet in.

use axum::http::StatusCode;
use plan::element::Element;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::Answer;
use crate::office::TownHall;

const SHEET: &str = "/990019/sheets/goals/fukushi";
const PROBLEM: &str = "f:fukushi-2#problem";
const MONEY: &str = "fukushi-1/amount/2026/initial#yen";

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

#[tokio::test]
async fn a_section_is_led_to_its_own_fields_of_the_departments_sheet_and_writes_them() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("korei"))]).await;
    assert!(!sato.get("/990019/").await.body.contains("部の目標の作成"), "nothing of it is theirs yet");
    assert_eq!(sato.get(SHEET).await.status, StatusCode::FORBIDDEN);

    share(&hall);
    let home = sato.get("/990019/").await;
    let tasks = part(&home, "あなたが書く欄のある票");
    assert!(tasks.contains("部の目標の作成　福祉部"), "{}", home.body);
    assert!(tasks.contains("担当の欄1件のうち1件が空欄"), "{tasks}");
    assert!(tasks.contains("/sheets/goals/fukushi#f-fukushi-2_problem"), "{tasks}");

    let sheet = sato.get(SHEET).await;
    assert!(sheet.body.contains("この票を提出するのは福祉部です"), "{}", sheet.body);
    assert_eq!(sheet.body.matches("あなたの課の担当</strong>").count(), 1, "{}", sheet.body);
    assert!(sheet.body.contains("福祉部か、担当の課が記入します"), "what is the department's is shut");
    let saved =
        sato.post(SHEET, &[(PROBLEM, "一人暮らしが増えている。"), ("r:fukushi-2#problem", "0")]).await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
    let home = sato.get("/990019/").await;
    assert!(part(&home, "あなたが書く欄のある票").contains("担当の欄1件"), "{}", home.body);

    let mut head = hall.signed_in("bucho", &[(Role::Writer, Some("fukushi"))]).await;
    assert!(head.get(SHEET).await.body.contains("一人暮らしが増えている。"));
}

#[tokio::test]
async fn a_section_does_nothing_else_with_the_departments_sheet() {
    let hall = TownHall::new();
    share(&hall);
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("korei"))]).await;
    sato.get(SHEET).await;
    let vision = [("f:fukushi-2026#vision", "部の目標"), ("r:fukushi-2026#vision", "0")];
    assert_eq!(sato.post(SHEET, &vision).await.status, StatusCode::FORBIDDEN);
    let problem = [("f:fukushi-1#problem", "部の課題"), ("r:fukushi-1#problem", "0")];
    assert_eq!(sato.post(SHEET, &problem).await.status, StatusCode::FORBIDDEN);
    for page in ["submit", "review"] {
        assert_eq!(sato.get(&format!("{SHEET}/{page}")).await.status, StatusCode::FORBIDDEN, "{page}");
    }
    for deed in ["submit", "pull-back", "pass", "return", "ask", "answer", "decide", "extend"] {
        let answer = sato.post(&format!("{SHEET}/{deed}"), &[("seen", "0"), ("text", "x")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{deed}");
    }
    let mut road = hall.signed_in("doro", &[(Role::Writer, Some("kankyo"))]).await;
    assert_eq!(road.get(SHEET).await.status, StatusCode::FORBIDDEN, "another department's section");
}

#[tokio::test]
async fn what_a_section_wrote_is_shut_once_the_department_has_handed_it_in() {
    let hall = TownHall::new();
    share(&hall);
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("korei"))]).await;
    let mut writer = hall.signed_in("bu", &[(Role::Writer, Some("fukushi"))]).await;
    writer.get(SHEET).await;
    writer.post(SHEET, &[("f:fukushi-2026#vision", "安心"), ("r:fukushi-2026#vision", "0")]).await;
    let seen = writer.get(&format!("{SHEET}/submit")).await.hidden("seen");
    writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    // It is the turn of a section chief: the department's, not this one.
    let late = [(PROBLEM, "遅れて"), ("r:fukushi-2#problem", "0")];
    chief.get(SHEET).await;
    assert_eq!(chief.post(SHEET, &late).await.status, StatusCode::CONFLICT);
    assert!(!chief.get("/990019/").await.body.contains("あなたが書く欄のある票"));
}

#[tokio::test]
async fn the_finance_section_finds_where_amounts_are_missing_and_no_more_once_they_stand() {
    let hall = TownHall::new();
    let mut zaisei = hall.signed_in("zaisei", &[(Role::Finance, None)]).await;
    let home = zaisei.get("/990019/").await;
    let tasks = part(&home, "あなたが書く欄のある票");
    assert_eq!(tasks.matches("空いている金額の欄1件").count(), 2, "one for each department: {}", home.body);
    assert!(tasks.contains("/sheets/goals/fukushi#f-fukushi-1_amount_2026_initial_yen"), "{tasks}");

    zaisei.get(SHEET).await;
    let field = format!("f:{MONEY}");
    zaisei.post(SHEET, &[(field.as_str(), "12百万円")]).await;
    let home = zaisei.get("/990019/").await;
    assert_eq!(
        part(&home, "あなたが書く欄のある票").matches("空いている金額の欄").count(),
        1,
        "{}",
        home.body
    );
    assert!(part(&home, "ほかの人の番").contains("福祉部"), "{}", home.body);
}
