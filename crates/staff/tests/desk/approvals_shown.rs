//! The page before sheets are approved together: all that their decisions would change, and nobody approves what was not on it.

use axum::http::StatusCode;
use plan::role::Role;

use crate::approvals::{PLACES, boxes, hand_in, sheet, ticked};
use crate::browser::{Answer, Browser};
use crate::evidence::pdf;
use crate::office::{TownHall, growing_form, town};

/// What was handed in passes both chiefs; gives somebody of the planning section.
async fn passed(hall: &TownHall) -> Browser {
    let both = |role| PLACES.map(|place| (role, Some(place)));
    for (login, role) in [("kacho", Role::SectionChief), ("bucho", Role::DepartmentHead)] {
        let mut who = hall.signed_in(login, &both(role)).await;
        let shown = look(&mut who).await;
        let values = boxes(&shown);
        let fields: Vec<(&str, &str)> = values.iter().map(|it| ("sheet", it.as_str())).collect();
        let done = who.post("/990019/approve/done", &fields).await;
        assert!(done.body.contains("次の段階へ進めました"), "{}", done.body);
    }
    hall.signed_in("kettei", &[(Role::Planning, None)]).await
}

/// The page with both sheets, where they can be read.
async fn look(who: &mut Browser) -> Answer {
    who.get("/990019/").await;
    let both = PLACES.map(ticked);
    let fields: Vec<(&str, &str)> = both.iter().map(|it| ("sheet", it.as_str())).collect();
    who.post("/990019/approve", &fields).await
}

async fn writer(hall: &TownHall) -> Browser {
    hall.signed_in("sato", &PLACES.map(|place| (Role::Writer, Some(place)))).await
}

/// Types into a field of 福祉部 that nobody typed in before.
async fn type_in(who: &mut Browser, field: &str, text: &str) {
    who.get(&sheet("fukushi")).await;
    let fields = [(&*format!("f:{field}"), text), (&*format!("r:{field}"), "0")];
    let saved = who.post(&sheet("fukushi"), &fields).await;
    assert!(saved.location.contains("done=saved"), "{saved:?}");
}

/// The form of the page as it would be sent: with its boxes, ticked or not, and a reason.
fn form(page: &Answer, ticked: &[String], reason: &str) -> Vec<(String, String)> {
    let mark = "name=\"offered\" value=\"";
    let offered = page.body.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap());
    let offered = offered.map(|it| ("offered".to_owned(), it.replace("&#38;", "&").replace("&amp;", "&")));
    let ticked = ticked.iter().map(|it| ("sheet".to_owned(), it.clone()));
    offered.chain(ticked).chain([("reason".to_owned(), reason.to_owned())]).collect()
}

async fn approve(who: &mut Browser, form: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    who.post("/990019/approve/done", &fields).await
}

/// The part of the page about one sheet.
fn about<'a>(page: &'a Answer, title: &str) -> &'a str {
    let of = page.body.split("<section class=\"block inner\">").find(|it| it.contains(title));
    of.unwrap_or_else(|| panic!("nothing about {title}: {}", page.body))
}

#[tokio::test]
async fn what_a_sheet_ends_is_told_and_what_is_typed_into_it_is_not() {
    let hall = TownHall::new();
    hall.decide(vec![growing_form()]);
    let mut sato = writer(&hall).await;
    type_in(&mut sato, "fukushi-1#problem", "担い手が足りない").await;
    hand_in(&mut sato, "fukushi", "安心して暮らせるまち").await;
    let mut planner = passed(&hall).await;
    let before = look(&mut planner).await;
    assert!(about(&before, "福祉部").contains("<ins>担い手が足りない</ins>"), "{}", before.body);
    planner.post(&sheet("fukushi"), &[("grow", "end fukushi-1")]).await;

    let page = look(&mut planner).await;

    let told = about(&page, "福祉部");
    assert!(told.contains("<strong>廃止</strong>　計画の要素　1 福祉部の課題"), "{told}");
    assert!(told.contains("<ins>安心して暮らせるまち</ins>"), "{told}");
    assert!(!told.contains("担い手が足りない"), "it ends with what it would be about: {told}");
}

#[tokio::test]
async fn a_sheet_that_only_ends_something_is_not_called_the_same_as_what_is_decided() {
    let hall = TownHall::new();
    hall.decide(vec![growing_form()]);
    let mut sato = writer(&hall).await;
    hand_in(&mut sato, "fukushi", "安心して暮らせるまち").await;
    let mut planner = passed(&hall).await;
    let opened = planner.get(&sheet("fukushi")).await;
    let of_vision = "r:fukushi-2026#vision";
    let revision = opened.hidden(of_vision);
    let blank = [("f:fukushi-2026#vision", ""), (of_vision, &*revision), ("grow", "end fukushi-1")];
    planner.post(&sheet("fukushi"), &blank).await;

    let page = look(&mut planner).await;

    let told = about(&page, "福祉部");
    assert!(told.contains("<strong>廃止</strong>") && told.contains("うち廃止 2件"), "{told}");
    assert!(!told.contains("いま決裁されている内容と同じです"), "{told}");
    let alone = planner.get(&format!("{}/review", sheet("fukushi"))).await;
    assert!(alone.body.contains("<li>計画の要素　1 福祉部の課題（令和8年度）</li>"), "{}", alone.body);
    assert!(!alone.body.contains("変わったところはありません"), "{}", alone.body);
}

#[tokio::test]
async fn files_and_notes_of_staff_are_among_what_would_be_decided() {
    let hall = TownHall::new();
    let mut sato = writer(&hall).await;
    type_in(&mut sato, "fukushi-2026/note/2026#text", "庁内だけの覚え").await;
    let vision = [("field", "fukushi-2026#vision")];
    sato.send(&format!("{}/evidence", sheet("fukushi")), &vision, &[("調査結果.pdf", &pdf("調査"))]).await;
    hand_in(&mut sato, "fukushi", "安心して暮らせるまち").await;
    let mut planner = passed(&hall).await;

    let page = look(&mut planner).await;

    let told = about(&page, "福祉部");
    assert!(told.contains("庁内だけの覚え"), "{told}");
    assert!(told.contains("調査結果.pdf"), "{told}");
}

#[tokio::test]
async fn a_change_at_the_end_of_a_long_text_is_seen() {
    let hall = TownHall::new();
    let mut sato = writer(&hall).await;
    let long = format!("{}目標は30件です。", "暮らしを支える。".repeat(20));
    hand_in(&mut sato, "fukushi", &long).await;
    let mut planner = passed(&hall).await;

    let page = look(&mut planner).await;

    assert!(about(&page, "福祉部").contains("目標は30件です。</ins>"), "{}", page.body);
}

#[tokio::test]
async fn what_changed_before_a_reason_was_given_is_not_ticked_any_more_and_says_so() {
    let hall = TownHall::new();
    let mut sato = writer(&hall).await;
    for place in PLACES {
        hand_in(&mut sato, place, "安心して暮らせるまち").await;
    }
    let mut planner = passed(&hall).await;
    let shown = look(&mut planner).await;
    let mut other = hall.signed_in("kikaku2", &[(Role::Planning, None)]).await;
    let page = other.get(&sheet("fukushi")).await;
    let of_vision = "r:fukushi-2026#vision";
    let mended = [("f:fukushi-2026#vision", "だれも見ていない文"), (of_vision, &page.hidden(of_vision))];
    other.post(&sheet("fukushi"), &mended).await;

    let again = approve(&mut planner, &form(&shown, &boxes(&shown), "　")).await;

    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.body);
    let (moved, same) = (about(&again, "福祉部"), about(&again, "環境部"));
    assert!(moved.contains("だれも見ていない文") && !moved.contains(" checked"), "{moved}");
    assert!(moved.contains("表示してから変わった"), "{moved}");
    assert!(same.contains(" checked") && !same.contains("表示してから変わった"), "{same}");
}

#[tokio::test]
async fn what_its_reader_did_not_tick_stays_so_and_what_cannot_be_approved_stays_on_the_page() {
    let hall = TownHall::new();
    let mut author = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    hand_in(&mut author, "fukushi", "自分で書いた").await;
    let mut sato = writer(&hall).await;
    hand_in(&mut sato, "kankyo", "課が書いた").await;
    passed(&hall).await;
    let shown = look(&mut author).await;
    assert!(shown.body.contains("承認できない票") && boxes(&shown).len() == 1, "{}", shown.body);

    let again = approve(&mut author, &form(&shown, &boxes(&shown), "")).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.body);
    assert!(again.body.contains("承認できない票") && again.body.contains("職務の分離"), "{}", again.body);

    let none = approve(&mut author, &form(&again, &[], "")).await;
    assert!(none.body.contains("何も承認していません"), "nothing is decided without a tick: {}", none.body);
}

#[tokio::test]
async fn a_reason_in_which_the_name_stands_within_another_word_names_the_organisation_all_the_same() {
    let hall = TownHall::new();
    let mut sato = writer(&hall).await;
    hand_in(&mut sato, "fukushi", "安心して暮らせるまち").await;
    let mut planner = passed(&hall).await;
    let shown = look(&mut planner).await;

    approve(&mut planner, &form(&shown, &boxes(&shown), "福祉部会の意見による決定")).await;

    let edition = hall.desk.edition(&town()).unwrap();
    let decided = edition.decision(edition.number()).unwrap();
    assert_eq!(decided.reason, "福祉部会の意見による決定　福祉部");
}

#[tokio::test]
async fn without_a_reason_nothing_is_decided_and_what_only_passes_needs_none() {
    let hall = TownHall::new();
    let mut sato = writer(&hall).await;
    hand_in(&mut sato, "fukushi", "安心して暮らせるまち").await;
    let mut planner = passed(&hall).await;
    let shown = look(&mut planner).await;
    let before = hall.desk.edition(&town()).unwrap().number();
    let sent: Vec<_> = boxes(&shown).into_iter().map(|it| ("sheet".to_owned(), it)).collect();

    let refused = approve(&mut planner, &sent).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a form without the field at all");
    assert!(refused.body.contains("理由を書いてください") && boxes(&refused) == boxes(&shown));
    assert_eq!(hall.desk.edition(&town()).unwrap().number(), before);
}
