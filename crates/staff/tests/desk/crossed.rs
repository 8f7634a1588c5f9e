//! 行き違い: texts that crossed wait until their author has made them one, and a page of yesterday takes no decision of today back.

use plan::element::{Meaning, Section};
use plan::plan::Plan;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

const SHEET: &str = "/990019/sheets/goals/fukushi";
const MERGE: &str = "/990019/sheets/goals/fukushi/merge";
const VISION: (&str, &str) = ("f:fukushi-2026#vision", "r:fukushi-2026#vision");
const TARGET: (&str, &str) = ("f:i-fukushi/target/2026#words", "r:i-fukushi/target/2026#words");

/// Two writers of one department, the second of whom was overtaken in the field of the vision.
async fn crossed(hall: &TownHall) -> (Browser, Browser) {
    let writer = [(Role::Writer, Some("fukushi"))];
    let mut sato = hall.signed_in("sato", &writer).await;
    let mut tanaka = hall.signed_in("tanaka", &writer).await;
    sato.get(SHEET).await;
    tanaka.get(SHEET).await;
    sato.post(SHEET, &[(VISION.0, "一つめの文。二つめの文。"), (VISION.1, "0")]).await;
    sato.post(SHEET, &[(VISION.0, "一つめの文を直した。二つめの文。"), (VISION.1, "1")]).await;
    let late = tanaka.post(SHEET, &[(VISION.0, "一つめの文。二つめも直した。"), (VISION.1, "1")]).await;
    assert!(late.location.ends_with("/merge?done=overtaken"), "{late:?}");
    (sato, tanaka)
}

#[tokio::test]
async fn saving_other_fields_of_the_page_merges_nothing() {
    let hall = TownHall::new();
    let (_, mut tanaka) = crossed(&hall).await;
    // Back on the sheet the field shows the other's text; the button sends it along.
    let page = tanaka.get(SHEET).await;
    let revision = page.hidden(VISION.1);
    let fields = [
        (VISION.0, "一つめの文を直した。二つめの文。"),
        (VISION.1, revision.as_str()),
        (TARGET.0, "48%以上"),
        (TARGET.1, "0"),
    ];
    assert!(tanaka.post(SHEET, &fields).await.location.ends_with("?done=saved"));
    assert!(tanaka.get(SHEET).await.body.contains("行き違った欄があります"));
    let merge = tanaka.get(MERGE).await;
    assert!(merge.body.contains("一つめの文を直した。二つめも直した。"), "{}", merge.body);
    // Whoever keeps the other's text on the page of merging has merged.
    let revision = merge.hidden(VISION.1);
    let theirs = "一つめの文を直した。二つめの文。";
    tanaka.post(MERGE, &[("m:fukushi-2026#vision", theirs), (VISION.1, &revision)]).await;
    assert!(tanaka.get(MERGE).await.body.contains("行き違いはありません"));
}

#[tokio::test]
async fn what_is_typed_on_after_a_crossing_still_begins_where_both_began() {
    let hall = TownHall::new();
    let (_, mut tanaka) = crossed(&hall).await;
    let field = |text| {
        let base = "一つめの文。二つめも直した。"; // What the script holds for saved: its own text.
        [("field", "fukushi-2026#vision"), ("text", text), ("seen", "1"), ("key", "k2"), ("base", base)]
    };
    let path = format!("{SHEET}/field");
    let answer = tanaka.post(&path, &field("一つめの文。二つめも直した。三つめ。")).await;
    assert!(answer.body.contains("overtaken"), "{}", answer.body);
    let merge = tanaka.get(MERGE).await;
    assert!(
        merge.body.contains("\n一つめの文を直した。二つめも直した。三つめ。</textarea>"),
        "{}",
        merge.body
    );
}

#[tokio::test]
async fn what_one_person_typed_in_two_tabs_is_all_kept() {
    let hall = TownHall::new();
    let (_, mut tanaka) = crossed(&hall).await;
    let (text, base) = ("別のタブの文。一つめの文。二つめの文。", "一つめの文。二つめの文。");
    let fields =
        [("field", "fukushi-2026#vision"), ("text", text), ("seen", "1"), ("key", "k3"), ("base", base)];
    let answer = tanaka.post(&format!("{SHEET}/field"), &fields).await;
    assert!(answer.body.contains("overtaken"), "{}", answer.body);
    let merge = tanaka.get(MERGE).await;
    let proposal = merge.body.split("<textarea").nth(1).unwrap();
    for words in ["別のタブの文。", "一つめの文を直した。", "二つめも直した。"] {
        assert!(proposal.contains(words), "{words}: {}", merge.body);
    }
}

#[tokio::test]
async fn what_is_typed_on_a_newer_page_and_crosses_again_loses_neither() {
    let hall = TownHall::new();
    let (mut sato, mut tanaka) = crossed(&hall).await;
    let seen = tanaka.get(SHEET).await.hidden(VISION.1);
    sato.post(SHEET, &[(VISION.0, "佐藤がすべて書き直した。"), (VISION.1, &seen)]).await;
    let anew = [(VISION.0, "一つめの文を直した。二つめの文。末尾に足した。"), (VISION.1, seen.as_str())];
    assert!(tanaka.post(SHEET, &anew).await.location.ends_with("overtaken"));
    let merge = tanaka.get(MERGE).await;
    for words in ["二つめも直した。", "末尾に足した。", "佐藤がすべて書き直した。"]
    {
        assert!(merge.body.split("<textarea").nth(1).is_some_and(|it| it.contains(words)), "{}", merge.body);
    }
}

/// Somebody decides a vision past the sheet.
fn decided(hall: &TownHall, vision: &str) {
    let id = RecordId::new("fukushi-2026");
    let edition = hall.desk.edition(&town()).unwrap();
    let sections = vec![Section {
        meaning: Meaning::Vision,
        heading: String::new(),
        paragraphs: vec![vision.to_owned()],
    }];
    let plan = Plan { sections, ..edition.find::<Plan>(&id).unwrap().clone() };
    hall.decide(vec![Record::new(id, plan)]);
}

#[tokio::test]
async fn a_page_that_was_opened_before_a_decision_takes_nothing_of_it_back() {
    let hall = TownHall::new();
    decided(&hall, "はじめの目標");
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let page = sato.get(SHEET).await;
    let (shown, seen) = (page.hidden("decided"), page.hidden(VISION.1));
    decided(&hall, "あとから決裁された目標");
    let untouched = [
        (VISION.0, "はじめの目標"),
        (VISION.1, seen.as_str()),
        (TARGET.0, "48%以上"),
        (TARGET.1, "0"),
        ("decided", shown.as_str()),
    ];
    assert!(sato.post(SHEET, &untouched).await.location.ends_with("?done=saved"));
    let now = sato.get(SHEET).await;
    assert!(now.body.contains("\nあとから決裁された目標</textarea>"), "{}", now.body);
    assert!(now.body.contains("48%以上"));

    // Who changed the field on the old page keeps what was typed; what was decided stands beside it, and is not overwritten unseen.
    let touched = [(VISION.0, "はじめの目標を直した"), (VISION.1, "0"), ("decided", shown.as_str())];
    assert!(sato.post(SHEET, &touched).await.location.ends_with("?done=saved"));
    let now = sato.get(SHEET).await;
    assert!(now.body.contains("\nはじめの目標を直した</textarea>"), "{}", now.body);
    assert!(now.body.contains("あとから決裁された目標"), "{}", now.body);
    hand(&mut sato, "submit", "submit").await;
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await;
    hand(&mut chief, "review", "pass").await;
    let mut head = hall.signed_in("bucho", &[(Role::DepartmentHead, Some("fukushi"))]).await;
    hand(&mut head, "review", "pass").await;
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let refused = hand(&mut planner, "review", "decide").await;
    assert!(refused.body.contains("ほかの決裁で内容が変わった欄が1件"), "{}", refused.body);
}

/// Opens a page and sends its form as it was seen.
async fn hand(who: &mut Browser, page: &str, deed: &str) -> Answer {
    let seen = who.get(&format!("{SHEET}/{page}")).await.hidden("seen");
    who.post(&format!("{SHEET}/{deed}"), &[("seen", &seen), ("reason", "決定")]).await
}

#[tokio::test]
async fn an_answer_that_was_lost_makes_nobody_cross_with_themselves() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    sato.get(SHEET).await;
    let field = |text, key| {
        [("field", "fukushi-2026#vision"), ("text", text), ("seen", "0"), ("key", key), ("base", "")]
    };
    let path = format!("{SHEET}/field");
    sato.post(&path, &field("一つめの文", "k1")).await;
    // The answer never came: the script still holds revision 0 for seen, and knows what it sent.
    let on = [&field("一つ目の文を直した", "k2")[..], &[("after", "k1")]].concat();
    let saved = sato.post(&path, &on).await;
    assert!(saved.body.contains("\"revision\":2") && !saved.body.contains("overtaken"), "{}", saved.body);
    // The old words typed again are a change, too.
    let back = [&field("", "k3")[..], &[("after", "k1"), ("after", "k2")]].concat();
    assert!(sato.post(&path, &back).await.body.contains("\"revision\":3"));
    let unknown = [&field("別の文", "k4")[..], &[("after", "k9")]].concat();
    assert!(
        sato.post(&path, &unknown).await.body.contains("overtaken"),
        "what somebody else sent is not one's own"
    );
}

#[tokio::test]
async fn who_takes_back_what_crossed_unseen_does_not_leave_it_waiting_as_theirs() {
    let hall = TownHall::new();
    let writer = [(Role::Writer, Some("fukushi"))];
    let mut sato = hall.signed_in("sato", &writer).await;
    let mut tanaka = hall.signed_in("tanaka", &writer).await;
    sato.get(SHEET).await;
    sato.post(SHEET, &[(VISION.0, "もとの文"), (VISION.1, "0")]).await;
    tanaka.get(SHEET).await;
    sato.post(SHEET, &[(VISION.0, "佐藤が直した文"), (VISION.1, "1")]).await;
    let path = format!("{SHEET}/field");
    let field = |text, key| {
        [("field", "fukushi-2026#vision"), ("text", text), ("seen", "1"), ("key", key), ("base", "もとの文")]
    };
    // Set aside, and its author never heard of it.
    assert!(tanaka.post(&path, &field("書きかけて、やめる文", "k1")).await.body.contains("overtaken"));
    let back = [&field("もとの文", "k2")[..], &[("after", "k1")]].concat();
    let answer = tanaka.post(&path, &back).await;
    assert!(
        answer.body.contains("overtaken"),
        "what stands there is not what the page shows: {}",
        answer.body
    );
    let merge = tanaka.get(MERGE).await;
    assert!(!merge.body.contains("書きかけて、やめる文"), "{}", merge.body);
    assert!(merge.body.contains("\n佐藤が直した文</textarea>"), "{}", merge.body);
    // Whoever goes on to what stands there has merged.
    let on = [&field("佐藤が直した文", "k3")[..], &[("after", "k1"), ("after", "k2")]].concat();
    assert!(tanaka.post(&path, &on).await.body.contains("\"revision\":2"));
    assert!(tanaka.get(MERGE).await.body.contains("行き違いはありません"));
    // What another page of theirs sends unchanged takes nothing back.
    tanaka.post(&path, &field("またべつの文", "k5")).await;
    assert!(tanaka.post(&path, &field("もとの文", "k6")).await.body.contains("\"revision\":1"));
    assert!(tanaka.get(MERGE).await.body.contains("またべつの文"));
}
