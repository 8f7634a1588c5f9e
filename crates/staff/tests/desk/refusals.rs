//! What is refused: it leads back to where it was asked, what was typed stands where it was typed, and what was done is done once.

use axum::http::StatusCode;
use plan::element::{Meaning, Section};
use plan::plan::Plan;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::approvals::{boxes, reviewed};
use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

const SHEET: &str = "/990019/sheets/goals/fukushi";
const VISION: &str = "f:fukushi-2026#vision";
const SEEN: &str = "r:fukushi-2026#vision";

async fn people(hall: &TownHall) -> (Browser, Browser) {
    (
        hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await,
        hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await,
    )
}

async fn hand_in(writer: &mut Browser) -> String {
    writer.get(SHEET).await;
    writer.post(SHEET, &[(VISION, "安心して暮らせるまち"), (SEEN, "0")]).await;
    let seen = writer.get(&format!("{SHEET}/submit")).await.hidden("seen");
    let done = writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    assert!(done.location.ends_with("?done=submitted"), "{done:?}");
    seen
}

/// The page is the one from which it was asked, and it says why nothing was done.
fn led_back(answer: &Answer, status: StatusCode, page: &str, why: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.body.contains("class=\"menu\"") && answer.body.contains(page), "{}", answer.body);
    let said = answer.body.split("role=\"alert\"").nth(1).unwrap_or_default();
    assert!(said.split("</div>").next().unwrap().contains(why), "{}", answer.body);
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_in_it() {
    let hall = TownHall::new();
    let (mut writer, mut chief) = people(&hall).await;
    hand_in(&mut writer).await;
    let page = chief.get(&format!("{SHEET}/review")).await;
    let asked = [
        ("back", "review"),
        ("field", "fukushi-2026#vision"),
        ("kind", "question"),
        ("quote", "ないことば"),
        ("text", "なぜですか。"),
    ];
    let refused = chief.post(&format!("{SHEET}/ask"), &asked).await;
    // The browser did not tell from where: the sheet is above the address, and has no such form.
    led_back(
        &refused,
        StatusCode::CONFLICT,
        "部の目標の作成　福祉部",
        "引用「ないことば」は、この欄の文にありません",
    );
    assert!(refused.body.contains("なぜですか。"), "{}", refused.body);

    let from = format!("{SHEET}/review?done=asked");
    let refused = chief.post_from(&from, &format!("{SHEET}/ask"), &asked).await;
    led_back(&refused, StatusCode::CONFLICT, "内容の確認", "引用「ないことば」は、この欄の文にありません");
    assert!(!refused.body.contains("書き込みました"), "what an earlier deed came to is not said again");
    let form = refused.body.split("<form").find(|it| it.contains("value=\"fukushi-2026#vision\"")).unwrap();
    assert!(
        form.contains("value=\"ないことば\" autocomplete=\"off\" data-unsaved=\"\"")
            && form.contains("なぜですか。</textarea>"),
        "{form}"
    );
    assert!(
        form.contains("value=\"question\" selected") || form.contains("value=\"question\" checked"),
        "{form}"
    );
    assert_eq!(page.body.matches("なぜですか。").count(), 0);

    let asked = [
        ("field", "fukushi-2026#vision"),
        ("kind", "question"),
        ("quote", "安心 して"),
        ("text", "なぜですか。"),
    ];
    let done = chief.post_from(&from, &format!("{SHEET}/ask"), &asked).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "however it is spaced: {}", done.body);
    let again = chief.post_from(&from, &format!("{SHEET}/ask"), &asked).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(chief.get(SHEET).await.body.contains("1件中0件対応済み"), "sent twice it is one request");
}

#[tokio::test]
async fn a_text_that_is_too_long_says_by_how_much_and_stands_in_its_field() {
    let hall = TownHall::new();
    let (mut writer, _) = people(&hall).await;
    writer.get(SHEET).await;
    writer.post(SHEET, &[(VISION, "前の文"), (SEEN, "0")]).await;
    let long = "字".repeat(desk::filling::LONGEST / 3 + 21);
    let refused = writer.post_from(SHEET, SHEET, &[(VISION, &long), (SEEN, "1")]).await;
    led_back(
        &refused,
        StatusCode::UNPROCESSABLE_ENTITY,
        "部の目標の作成　福祉部",
        "あと21字減らしてください",
    );
    assert!(refused.body.contains(&format!("data-unsaved=\"\">\n{long}</textarea>")));
    assert!(refused.body.contains("もとの欄に残してあります"));

    let huge = "字".repeat(200_000);
    let refused = writer.post_from(SHEET, SHEET, &[(VISION, &huge), (SEEN, "1")]).await;
    led_back(&refused, StatusCode::PAYLOAD_TOO_LARGE, "部の目標の作成　福祉部", "1MBまで");
    assert!(refused.body.contains(&format!("{huge}</textarea>")));
    // A script is answered as before: its page keeps what was typed by itself.
    assert!(writer.get(SHEET).await.body.contains("前の文"));
}

/// The form of the sheet as it stands on a page, as a browser sends it.
fn as_sent(page: &Answer) -> Vec<(String, String)> {
    let page = dom_query::Document::from(page.body.as_str());
    let field = |it: &dom_query::NodeRef<'_>| {
        let text = if it.has_name("textarea") { it.text() } else { it.attr_or("value", "") };
        (it.attr_or("name", "").to_string(), text.to_string())
    };
    let fields = page.select("#sheet input, #sheet textarea").nodes().iter().map(field).collect::<Vec<_>>();
    fields.into_iter().filter(|(name, _)| name != "token").collect()
}

/// What stands in a field of a page.
fn stands(page: &Answer, field: &str) -> String {
    let fields = as_sent(page);
    let found = fields.iter().find(|(name, _)| name == field);
    found.map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
}

/// Sends a page's form with one field changed.
async fn send(browser: &mut Browser, page: &Answer, (name, text): (&str, &str)) -> Answer {
    let mut fields = as_sent(page);
    fields.iter_mut().filter(|(known, _)| known == name).for_each(|it| it.1 = text.to_owned());
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    browser.post_from(SHEET, SHEET, &fields).await
}

const NEXT: &str = "f:fukushi-1#problem";

#[tokio::test]
async fn what_is_refused_does_not_overwrite_others_at_the_next_try() {
    let hall = TownHall::new();
    let (mut writer, _) = people(&hall).await;
    let mut tanaka = hall.signed_in("tanaka", &[(Role::Writer, Some("fukushi"))]).await;
    let page = writer.get(SHEET).await;
    send(&mut writer, &page, (VISION, "一つめ")).await;
    let page = writer.get(SHEET).await;
    let theirs = tanaka.get(SHEET).await;
    send(&mut tanaka, &theirs, (VISION, "田中の文")).await;
    let long = "字".repeat(desk::filling::LONGEST / 3 + 21);
    let refused = send(&mut writer, &page, (NEXT, &long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What nobody touched is not what was typed: its field shows what stands there.
    assert_eq!(stands(&refused, VISION), "田中の文");
    assert_eq!(refused.body.matches("data-unsaved").count(), 1, "{}", refused.body);
    let saved = send(&mut writer, &refused, (NEXT, "短くした")).await;
    assert!(
        saved.location.ends_with("?done=saved"),
        "the field that nobody touched crossed with nobody: {saved:?}"
    );
    let now = writer.get(SHEET).await;
    assert!(now.body.contains("田中の文") && now.body.contains("短くした"), "{}", now.body);
    assert!(!now.body.contains("行き違った欄があります"), "{}", now.body);
    assert_eq!(now.hidden(SEEN), refused.hidden(SEEN), "and is still as tanaka saved it");
    // Whoever changed the same field is asked to merge, from what both had seen.
    let refused = send(&mut writer, &page, (VISION, &long)).await;
    let crossed = send(&mut writer, &refused, (VISION, "一つめを直した")).await;
    assert!(crossed.location.ends_with("/merge?done=overtaken"), "{crossed:?}");
    assert!(writer.get(SHEET).await.body.contains("田中の文"));
}

#[tokio::test]
async fn a_refused_page_takes_no_decision_back_that_was_made_meanwhile() {
    let hall = TownHall::new();
    let (mut writer, _) = people(&hall).await;
    let page = writer.get(SHEET).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let id = RecordId::new("fukushi-2026");
    let decided = edition.find::<Plan>(&id).unwrap().clone();
    let words =
        Section {
            meaning: Meaning::Vision, heading: String::new(), paragraphs: vec!["決裁された文".into()]
        };
    hall.decide(vec![Record::new(id, Plan { sections: vec![words], ..decided })]);
    let long = "字".repeat(desk::filling::LONGEST / 3 + 21);
    let refused = send(&mut writer, &page, (NEXT, &long)).await;
    assert_eq!(stands(&refused, VISION), "決裁された文");
    let saved = send(&mut writer, &refused, (NEXT, "短くした")).await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
    let now = writer.get(SHEET).await;
    assert_eq!([VISION, NEXT].map(|it| stands(&now, it)), ["決裁された文", "短くした"]);
    assert!(now.hidden(SEEN).starts_with("0."), "what was decided was typed by nobody: {}", now.hidden(SEEN));
}

#[tokio::test]
async fn what_was_ticked_stays_ticked_when_the_board_refuses_it() {
    let hall = TownHall::new();
    let mut planner = reviewed(&hall).await;
    let board = planner.get("/990019/board/2026").await;
    let values = boxes(&board);
    assert!(values.len() > 1 && !board.body.contains(" checked"), "{}", board.body);
    let mut fields: Vec<(&str, &str)> = values.iter().map(|it| ("offered", it.as_str())).collect();
    let heavy = "重".repeat(500_000);
    fields.extend([("sheet", values[1].as_str()), ("heavy", &heavy)]);
    let refused = planner.post_from("/990019/board/2026", "/990019/approve", &fields).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(!refused.body.contains("あなたが開いたあとに変わりました"), "{}", refused.body);
    assert!(refused.body.contains("もとの欄に残してあります"), "{}", refused.body);
    let ticked = refused.body.split("<input").filter(|it| it.contains(" checked"));
    let ticked: Vec<_> =
        ticked.flat_map(|it| it.split('"').nth(5)).map(|it| it.replace("&amp;", "&")).collect();
    assert_eq!(ticked, [values[1].clone()]);
}

#[tokio::test]
async fn a_sheet_that_is_no_longer_open_shows_what_was_typed_where_no_field_takes_it() {
    let hall = TownHall::new();
    let (mut writer, _) = people(&hall).await;
    hand_in(&mut writer).await;
    let late = writer.post_from(SHEET, SHEET, &[(VISION, "遅れて書いた文"), (SEEN, "1")]).await;
    led_back(&late, StatusCode::CONFLICT, "いまは課長（kacho）の番です。", "確認待ち");
    assert!(late.body.contains("<p class=\"marked\">遅れて書いた文</p>"), "{}", late.body);
}

#[tokio::test]
async fn a_page_that_is_not_open_leads_back_to_the_one_before() {
    let hall = TownHall::new();
    let (mut writer, _) = people(&hall).await;
    let shut = writer.get("/990019/board").await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
    assert!(shut.body.contains("href=\"/990019/\""), "the own first page: {}", shut.body);
    let forced =
        writer.post_from("/990019/account", &format!("{SHEET}/decide"), &[("reason", "書いた理由")]).await;
    led_back(&forced, StatusCode::FORBIDDEN, "class=\"menu\"", "決裁する");
    assert!(forced.body.contains("書いた理由"), "{}", forced.body);
}

#[tokio::test]
async fn the_same_step_sent_twice_shows_what_the_first_brought_about() {
    let hall = TownHall::new();
    let (mut writer, mut chief) = people(&hall).await;
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    // One person holds both posts of the route.
    let both = [(Role::SectionChief, Some("fukushi")), (Role::DepartmentHead, Some("fukushi"))];
    let mut both = hall.signed_in("ryoho", &both).await;
    let seen = hand_in(&mut writer).await;
    let again = writer.post(&format!("{SHEET}/submit"), &[("seen", &seen)]).await;
    assert!(again.location.ends_with("?done=submitted"), "{again:?}");
    let blind = writer.post(&format!("{SHEET}/submit"), &[("seen", "1")]).await;
    assert_eq!(blind.status, StatusCode::CONFLICT, "another form is not this one");

    let seen = both.get(&format!("{SHEET}/review")).await.hidden("seen");
    for _ in 0..2 {
        let passed = both.post(&format!("{SHEET}/pass"), &[("seen", &seen)]).await;
        assert!(passed.location.contains("done=passed"), "{passed:?}");
    }
    assert!(
        writer.get(SHEET).await.body.contains("いまは部長（ryoho）"),
        "twice the same form is one step, not two"
    );
    let seen = both.get(&format!("{SHEET}/review")).await.hidden("seen");
    both.post(&format!("{SHEET}/pass"), &[("seen", &seen)]).await;

    let seen = planner.get(&format!("{SHEET}/review")).await.hidden("seen");
    let before = hall.desk.edition(&town()).unwrap().number();
    for _ in 0..2 {
        let decided = planner.post(&format!("{SHEET}/decide"), &[("seen", &seen), ("reason", "決定")]).await;
        assert!(decided.location.contains("done=decided"), "{decided:?}");
    }
    assert_eq!(hall.desk.edition(&town()).unwrap().number().0, before.0 + 1);
    let late = chief.post(&format!("{SHEET}/pass"), &[("seen", &seen)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody else did it, not this one");
}

#[tokio::test]
async fn a_request_that_is_too_long_comes_back_whole_and_says_by_how_much() {
    let hall = TownHall::new();
    let (mut writer, mut chief) = people(&hall).await;
    hand_in(&mut writer).await;
    let page = format!("{SHEET}/review");
    chief.get(&page).await;
    let long = format!("はじめ{}おわり", "字".repeat(plan::sheet::request::LONGEST));
    let asked = [("field", "fukushi-2026#vision"), ("kind", "question"), ("text", long.as_str())];
    let refused = chief.post_from(&page, &format!("{SHEET}/ask"), &asked).await;
    led_back(&refused, StatusCode::CONFLICT, "内容の確認", "あと6字減らしてください");
    assert!(refused.body.contains(&long), "nothing of it is lost");
    assert!(!chief.get(&page).await.body.contains("はじめ字"), "and nothing of it is kept");
}
