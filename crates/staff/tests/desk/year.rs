//! What people met while they went through a year: where the board opens, what begins later, what somebody answers, and as what it
//! is published.

use axum::http::StatusCode;
use ledger::paper::{self, Paper};
use plan::element::Meaning;
use plan::evaluation::EvaluationKind;
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::record::{Record, RecordId};
use plan::remark::{Remark, Speaker};
use plan::role::Role;

use crate::browser::Browser;
use crate::office::{TownHall, later, town};

const SHEET: &str = "/990019/sheets/goals/fukushi";

/// 令和9年度 is opened and decided.
async fn next_year(hall: &TownHall, kikaku: &mut Browser) {
    kikaku.post("/990019/open/2027", &[]).await;
    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    let by = plan::decision::StaffId("企画課".to_owned());
    desk::deciding::approve(&hall.desk, &town(), &draft.id, &by, "年度を開く", later(60)).unwrap();
}

#[tokio::test]
async fn the_board_opens_at_the_year_in_which_sheets_are_due() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    assert_eq!(kikaku.get("/990019/board").await.location, "/990019/board/2026");
    next_year(&hall, &mut kikaku).await;
    assert_eq!(kikaku.get("/990019/board").await.location, "/990019/board/2026", "this year comes first");
    hall.retire("goals");
    assert_eq!(kikaku.get("/990019/board").await.location, "/990019/board/2027");
}

#[tokio::test]
async fn from_a_year_that_is_ready_one_goes_on_to_the_next() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    assert!(!kikaku.get("/990019/open/2027").await.body.contains("/990019/open/2028"));
    next_year(&hall, &mut kikaku).await;
    let ready = kikaku.get("/990019/open/2027").await;
    assert!(ready.body.contains("href=\"/990019/open/2028\""), "{}", ready.body);
}

#[tokio::test]
async fn what_begins_later_is_found_by_those_who_will_write_it() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    assert!(!writer.get("/990019/").await.body.contains("もっと先に始まるもの"));
    next_year(&hall, &mut kikaku).await;
    let work = writer.get("/990019/").await;
    let (near, far) = work.body.split_once("もっと先に始まるもの").unwrap();
    assert!(near.contains("/sheets/goals/fukushi") && !near.contains("/sheets/goals-2027/"), "{near}");
    assert!(far.contains("/sheets/goals-2027/fukushi") && !far.contains("kankyo"), "{far}");
}

#[tokio::test]
async fn an_answer_about_a_field_that_did_not_change_is_shown_again() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await;
    write(&mut writer, "f:fukushi-2026#vision", "安心して暮らせるまち").await;
    hand(&mut writer, "submit", "submit").await;
    let asked = [
        ("field", "i-fukushi/target/2026#words"),
        ("kind", "question"),
        ("text", "目標値はいつ決めますか。"),
    ];
    chief.post(&format!("{SHEET}/ask"), &asked).await;
    chief
        .post(&format!("{SHEET}/ask"), &[("kind", "demand"), ("field", ""), ("text", "直してください。")])
        .await;
    hand(&mut chief, "review", "return").await;
    let page = writer.get(SHEET).await;
    let answer = [("request", page.hidden("request")), ("text", "十二月に決めます。".to_owned())];
    let answer: Vec<(&str, &str)> = answer.iter().map(|(name, text)| (*name, text.as_str())).collect();
    writer.post(&format!("{SHEET}/answer"), &answer).await;
    write(&mut writer, "f:fukushi-2026#vision", "ひとりでも安心して暮らせるまち").await;
    hand(&mut writer, "submit", "submit").await;

    let again = chief.get(&format!("{SHEET}/review")).await;
    assert!(again.body.contains("変わっていない欄への質問・修正依頼"), "{}", again.body);
    assert!(again.body.contains("十二月に決めます。"), "{}", again.body);
}

#[tokio::test]
async fn whoever_answers_a_remark_reads_it_and_the_words_to_choose_from() {
    let hall = TownHall::new();
    hall.decide(remarked());
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let page = writer.get(SHEET).await;
    assert!(page.body.contains("聴いた人の年代を示すこと。"), "{}", page.body);
    assert!(page.body.contains("福祉部の課題"), "what it is about: {}", page.body);
    assert!(page.body.contains("「対応済」「対応中」「検討中」「対応しない」のどれか"), "{}", page.body);
}

#[tokio::test]
async fn a_stage_gives_its_label_to_what_is_published() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await;
    let mut head = hall.signed_in("bucho", &[(Role::DepartmentHead, Some("fukushi"))]).await;
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let offered = |page: &str, label: &str| page.contains(&format!("value=\"{label}\" checked"));
    assert!(offered(&koho.get("/990019/publish").await.body, "確定"));
    write(&mut writer, "f:fukushi-2026#vision", "安心して暮らせるまち").await;
    hand(&mut writer, "submit", "submit").await;
    hand(&mut chief, "review", "pass").await;
    hand(&mut head, "review", "pass").await;
    hand(&mut kikaku, "review", "decide").await;
    let page = koho.get("/990019/publish").await;
    assert!(offered(&page.body, "案") && !offered(&page.body, "確定"), "{}", page.body);
}

/// Types into one field of the sheet.
async fn write(writer: &mut Browser, field: &str, text: &str) {
    let revision = field.replacen("f:", "r:", 1);
    let seen = writer.get(SHEET).await.hidden(&revision);
    let saved = writer.post(SHEET, &[(field, text), (&revision, &seen)]).await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
}

/// Sends the form of a page, naming the version that it shows.
async fn hand(who: &mut Browser, page: &str, deed: &str) {
    let seen = who.get(&format!("{SHEET}/{page}")).await.hidden("seen");
    let done = who.post(&format!("{SHEET}/{deed}"), &[("seen", &seen), ("reason", "確かめた")]).await;
    assert!(done.location.contains("done="), "{deed}: {}", done.body);
}

/// A remark about an element, and a form that asks for answers.
fn remarked() -> Vec<Record> {
    let year = FiscalYear::new(2026);
    let remark = Remark {
        subject: RecordId::new("fukushi-1"),
        fiscal_year: year,
        by: Speaker::ExternalEvaluator,
        by_name: None,
        text: vec!["聴いた人の年代を示すこと。".to_owned()],
        said_on: None,
    };
    let part = |about, fields: Vec<Asks>| Part {
        about,
        title: "部".to_owned(),
        help: String::new(),
        fields: fields.into_iter().map(Field::new).collect(),
        grows: false,
    };
    let form = Form {
        fiscal_year: year,
        name: "意見への対応".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, vec![Asks::Section(Meaning::Vision)]),
            part(About::Element, vec![Asks::Assessment { kind: EvaluationKind::Midterm, year: 0 }]),
            part(About::Remark, vec![Asks::ResponseStatus, Asks::Response]),
        ],
    };
    vec![
        Record::new(RecordId::new("r26-1"), remark),
        Record { internal: true, ..Record::new(RecordId::new("form-goals"), form) },
    ]
}

/// A sheet that nobody can read.
#[derive(serde::Serialize, serde::Deserialize)]
struct Damaged;

impl Paper for Damaged {
    const KIND: &'static str = "sheet";
}

#[tokio::test]
async fn no_sheet_is_read_of_a_year_or_an_organisation_that_nobody_asked_for() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    next_year(&hall, &mut kikaku).await;
    let damage = |stage: &'static str, organisation: &'static str| {
        let save =
            move |tx: &mut ledger::Tx<'_>| paper::save(tx, &town(), stage, organisation, &Damaged, None);
        hall.ledger.write(save).unwrap_or_else(|error: ledger::LedgerError| panic!("{error}"));
    };
    damage("goals-2027", "kankyo");
    assert_eq!(kikaku.get("/990019/board/2026").await.status, StatusCode::OK);
    let there = kikaku.get("/990019/board/2027").await.status;
    assert_eq!(there, StatusCode::SERVICE_UNAVAILABLE, "it is there");
    assert_eq!(writer.get("/990019/").await.status, StatusCode::OK);
    damage("goals-2027", "fukushi");
    assert_eq!(writer.get("/990019/").await.status, StatusCode::SERVICE_UNAVAILABLE, "that one is theirs");
}
