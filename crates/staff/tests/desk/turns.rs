//! Whose turn it is: a sheet lies with somebody who finds it, whenever it was handed in and whoever is there.

use jiff::civil::date;
use plan::calendar::CalendarEntry;
use plan::decision::StaffId;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

const SHEET: &str = "/990019/sheets/goals/fukushi";
const TITLE: &str = "部の目標の作成　福祉部";

/// The stage begins only in the next year.
fn begin_later(hall: &TownHall) {
    let edition = hall.desk.edition(&town()).unwrap();
    let id = RecordId::new("goals");
    let stage = edition.find::<CalendarEntry>(&id).unwrap().clone();
    let later = CalendarEntry { from: date(2027, 3, 1), to: date(2027, 3, 25), ..stage };
    hall.decide(vec![Record::new(id, later)]);
}

/// The part of a page below one of its headings.
fn part<'a>(page: &'a Answer, heading: &str) -> &'a str {
    page.body.split("<section").find(|it| it.contains(heading)).unwrap_or_default()
}

async fn hand_in(writer: &mut Browser) -> Answer {
    let fields = [("f:fukushi-2026#vision", "安心して暮らせるまち"), ("r:fukushi-2026#vision", "0")];
    writer.get(SHEET).await;
    writer.post(SHEET, &fields).await;
    let shown = writer.get(&format!("{SHEET}/submit")).await;
    let seen = shown.hidden("seen");
    let done = writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    assert!(done.location.ends_with("?done=submitted"), "{done:?}");
    shown
}

#[tokio::test]
async fn a_sheet_handed_in_before_its_stage_begins_lies_at_once_with_whoever_acts_next() {
    let hall = TownHall::new();
    begin_later(&hall);
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await;
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;

    let sheet = writer.get(SHEET).await;
    assert!(sheet.body.contains("令和9年3月1日（100日後）"), "{}", sheet.body);
    let asked = hand_in(&mut writer).await;
    assert!(asked.body.contains("その前でも提出できます"), "{}", asked.body);
    assert!(asked.body.contains("提出すると、課長（kacho）の確認に進みます。"), "{}", asked.body);

    let home = chief.get("/990019/").await;
    let mine = part(&home, "あなたの番です");
    assert!(mine.contains(TITLE) && mine.contains("開始 令和9年3月1日"), "{}", home.body);
    let sheet = writer.get(SHEET).await;
    assert!(sheet.body.contains("いまは課長（kacho）の番です。"), "{}", sheet.body);
    let board = planner.get("/990019/board/2026").await;
    assert!(board.body.contains("開始 令和9年3月1日") && board.body.contains("確認待ち"), "{}", board.body);
    let passed = chief.get(&format!("{SHEET}/review")).await.hidden("seen");
    let done = chief.post(&format!("{SHEET}/pass"), &[("seen", &passed)]).await;
    assert!(done.location.contains("done=passed"), "{done:?}");
}

#[tokio::test]
async fn a_sheet_that_lies_with_a_role_nobody_holds_is_shown_to_those_who_run_the_year() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    // A chief of a section below is not the chief of the department's sheet.
    hall.person("kakari", &[(Role::SectionChief, Some("korei"))]);
    assert!(!planner.get("/990019/").await.body.contains("担当する職員がいない票"));

    let asked = hand_in(&mut writer).await;
    assert!(asked.body.contains("次の人がいません。"), "{}", asked.body);
    let home = planner.get("/990019/").await;
    let stranded = part(&home, "担当する職員がいない票");
    assert!(stranded.contains(TITLE) && stranded.contains("担当者なし：課長"), "{}", home.body);
    assert!(planner.get("/990019/board/2026").await.body.contains("担当者なし：課長"));
    assert!(writer.get(SHEET).await.body.contains("この番にあたる職を持つ職員が登録されていません"));

    hall.person("kacho", &[(Role::SectionChief, Some("fukushi"))]);
    assert!(!planner.get("/990019/").await.body.contains("担当する職員がいない票"));
    assert!(!planner.get("/990019/board/2026").await.body.contains("担当者なし"));
}

#[tokio::test]
async fn a_step_in_somebodys_place_says_whose_place_it_was() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    hall.person("kacho", &[(Role::SectionChief, Some("fukushi"))]);
    let mut deputy = hall.signed_in("daiko", &[(Role::SectionChief, Some("fukushi"))]).await;
    hall.rewrite("s-daiko", |it| it.posts[0].stands_in_for = Some(StaffId("s-kacho".to_owned())));
    hand_in(&mut writer).await;

    let seen = deputy.get(&format!("{SHEET}/review")).await.hidden("seen");
    let done = deputy.post(&format!("{SHEET}/pass"), &[("seen", &seen)]).await;
    assert!(done.location.contains("done=passed"), "{done:?}");
    let history = writer.get(&format!("{SHEET}/history")).await;
    assert!(history.body.contains("daiko（課長、kachoさんの代理）"), "{}", history.body);
    assert!(history.body.contains("sato（入力者）"), "one's own step stays as it is: {}", history.body);
    let mut auditor = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let file = auditor.get("/990019/audit/export").await;
    assert!(file.body.contains("s-daiko,daiko,課長,s-kacho,"), "the auditor reads it too");
}
