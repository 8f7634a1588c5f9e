//! 一括承認, 定型文, and the list of findings: what a chief and the planning section do with many sheets at once.

use axum::http::StatusCode;
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

pub(crate) const PLACES: [&str; 2] = ["fukushi", "kankyo"];

pub(crate) fn sheet(place: &str) -> String {
    format!("/990019/sheets/goals/{place}")
}

pub(crate) fn ticked(place: &str) -> String {
    format!("stage=goals&organisation={place}")
}

/// Fills a sheet in and hands it in.
pub(crate) async fn hand_in(who: &mut Browser, place: &str, vision: &str) {
    let page = who.get(&sheet(place)).await;
    let of_vision = format!("r:{place}-2026#vision");
    let revision = page.hidden(&of_vision);
    let field = format!("f:{place}-2026#vision");
    who.post(&sheet(place), &[(&field, vision), (&of_vision, &revision)]).await;
    let seen = who.get(&format!("{}/submit", sheet(place))).await.hidden("seen");
    let sent = who.post(&format!("{}/submit", sheet(place)), &[("seen", &seen)]).await;
    assert!(sent.location.contains("done=submitted"), "{sent:?}");
}

/// Two sheets, handed in by one writer, confirmed by one chief, approved by one head: all of both departments.
pub(crate) async fn reviewed(hall: &TownHall) -> Browser {
    let both = |role| PLACES.map(|place| (role, Some(place)));
    let mut writer = hall.signed_in("sato", &both(Role::Writer)).await;
    for place in PLACES {
        hand_in(&mut writer, place, "安心して暮らせるまち").await;
    }
    for (login, role) in [("kacho", Role::SectionChief), ("bucho", Role::DepartmentHead)] {
        let mut who = hall.signed_in(login, &both(role)).await;
        let done = all_at_once(&mut who, &[]).await;
        assert_eq!(done.body.matches("次の段階へ進めました").count(), 2, "{}", done.body);
    }
    hall.signed_in("kikaku", &[(Role::Planning, None)]).await
}

/// Everything that was handed in: looked at together, and approved.
async fn all_at_once(who: &mut Browser, more: &[(&str, &str)]) -> Answer {
    let home = who.get("/990019/").await;
    assert!(home.body.contains("/990019/approve"), "{}", home.body);
    let offered = PLACES.map(ticked);
    let mut fields: Vec<(&str, &str)> = offered.iter().map(|it| ("offered", it.as_str())).collect();
    fields.push(("all", "1"));
    let shown = who.post("/990019/approve", &fields).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    let values = boxes(&shown);
    let mut fields: Vec<(&str, &str)> = values.iter().map(|it| ("sheet", it.as_str())).collect();
    fields.extend_from_slice(more);
    who.post("/990019/approve/done", &fields).await
}

/// What the boxes of a page say.
pub(crate) fn boxes(page: &Answer) -> Vec<String> {
    let mark = "name=\"sheet\" value=\"";
    let values = page.body.match_indices(mark).map(|(at, _)| &page.body[at + mark.len()..]);
    values.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")).collect()
}

#[tokio::test]
async fn sheets_that_wait_are_decided_together_each_by_a_decision_of_its_own() {
    let hall = TownHall::new();
    let mut planner = reviewed(&hall).await;
    let before = hall.desk.edition(&town()).unwrap().number().0;
    let board = planner.get("/990019/board/2026").await;
    assert_eq!(boxes(&board).len(), 2, "{}", board.body);
    let done = all_at_once(&mut planner, &[("reason", "令和8年度の目標の決定")]).await;
    assert_eq!(done.body.matches("決裁しました").count(), 2, "{}", done.body);
    assert_eq!(hall.desk.edition(&town()).unwrap().number().0, before + 2);
    // The same form, sent twice, decides nothing again and says so.
    let offered = PLACES.map(|it| format!("{}&seen=1", ticked(it)));
    let again: Vec<(&str, &str)> = offered.iter().map(|it| ("sheet", it.as_str())).collect();
    let again = planner.post("/990019/approve/done", &again).await;
    assert!(again.body.contains("承認していない票") && again.body.contains("2件"), "{}", again.body);
    assert_eq!(hall.desk.edition(&town()).unwrap().number().0, before + 2);
}

#[tokio::test]
async fn each_decision_leads_to_its_own_sheet_and_names_its_organisation() {
    let hall = TownHall::new();
    let mut planner = reviewed(&hall).await;
    let first = hall.desk.edition(&town()).unwrap().number().0 + 1;
    let offered = PLACES.map(ticked);
    let fields: Vec<(&str, &str)> = offered.iter().map(|it| ("sheet", it.as_str())).collect();
    let shown = planner.post("/990019/approve", &fields).await;
    assert!(
        shown.body.contains("決裁されると変わる記録 1件")
            && shown.body.contains("<ins>安心して暮らせるまち</ins>"),
        "{}",
        shown.body
    );
    let values = boxes(&shown);
    let all = values.iter().flat_map(|it| [("offered", it.as_str()), ("sheet", it.as_str())]);
    let mut fields: Vec<(&str, &str)> = all.collect();

    fields.push(("reason", "　"));
    let blank = planner.post("/990019/approve/done", &fields).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.body.contains("href=\"#reason\"") && boxes(&blank) == values, "{}", blank.body);
    assert_eq!(blank.body.matches(" checked").count(), 2, "what was ticked stays ticked: {}", blank.body);

    fields.pop();
    fields.push(("reason", "目標の決定"));
    let done = planner.post("/990019/approve/done", &fields).await;
    assert_eq!(done.body.matches("決裁しました").count(), 2, "{}", done.body);
    let again = planner.post("/990019/approve/done", &fields).await;
    assert_eq!(
        again.body.matches("決裁しました").count(),
        2,
        "sent twice it is done, and done once: {}",
        again.body
    );
    assert_eq!(hall.desk.edition(&town()).unwrap().number().0, first + 1);
    for (number, place, name) in [(first, "fukushi", "福祉部"), (first + 1, "kankyo", "環境部")] {
        let page = planner.get(&format!("/990019/history/decisions/{number}")).await;
        assert!(page.body.contains(&format!("目標の決定　{name}")), "{}", page.body);
        let others = PLACES.iter().filter(|it| **it != place);
        assert!(page.body.contains(&sheet(place)), "{}", page.body);
        others.for_each(|it| assert!(!page.body.contains(&sheet(it)), "{it}: {}", page.body));
    }
}

#[tokio::test]
async fn what_changed_after_it_was_shown_is_left_and_the_others_go_on() {
    let hall = TownHall::new();
    let mut planner = reviewed(&hall).await;
    let fields = PLACES.map(ticked);
    let fields: Vec<(&str, &str)> = fields.iter().map(|it| ("sheet", it.as_str())).collect();
    let shown = planner.post("/990019/approve", &fields).await;
    let mut other = hall.signed_in("kikaku2", &[(Role::Planning, None)]).await;
    let page = other.get(&sheet("fukushi")).await;
    let of_vision = "r:fukushi-2026#vision";
    let mended = [("f:fukushi-2026#vision", "安心して暮らせる街"), (of_vision, &page.hidden(of_vision))];
    other.post(&sheet("fukushi"), &mended).await;
    let values = boxes(&shown);
    let mut fields: Vec<(&str, &str)> = values.iter().map(|it| ("sheet", it.as_str())).collect();
    fields.push(("reason", "決定"));
    let done = planner.post("/990019/approve/done", &fields).await;
    assert_eq!(done.body.matches("決裁しました").count(), 1, "{}", done.body);
    assert!(done.body.contains("表示してから票が変わりました"), "{}", done.body);
}

#[tokio::test]
async fn duties_stay_separate_sheet_by_sheet() {
    let hall = TownHall::new();
    let mut author = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("kankyo"))]).await;
    hand_in(&mut author, "fukushi", "自分で書いた").await;
    hand_in(&mut writer, "kankyo", "課が書いた").await;
    for (login, role) in [("kacho", Role::SectionChief), ("bucho", Role::DepartmentHead)] {
        let mut who = hall.signed_in(login, &PLACES.map(|place| (role, Some(place)))).await;
        all_at_once(&mut who, &[]).await;
    }
    let fields = PLACES.map(ticked);
    let fields: Vec<(&str, &str)> = fields.iter().map(|it| ("sheet", it.as_str())).collect();
    let shown = author.post("/990019/approve", &fields).await;
    assert_eq!(boxes(&shown).len(), 1, "only the other one can be ticked: {}", shown.body);
    assert!(shown.body.contains("職務の分離"), "{}", shown.body);
    // Whoever sends it all the same is refused for that sheet alone.
    let forged = PLACES.map(|it| format!("{}&seen=1", ticked(it)));
    let mut fields: Vec<(&str, &str)> = forged.iter().map(|it| ("sheet", it.as_str())).collect();
    fields.push(("reason", "決定"));
    let done = author.post("/990019/approve/done", &fields).await;
    assert!(
        done.body.matches("決裁しました").count() == 1 && done.body.contains("職務の分離"),
        "{}",
        done.body
    );
}

#[tokio::test]
async fn forged_sheets_come_to_nothing() {
    let hall = TownHall::new();
    let mut chief = hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await;
    let forged = [
        ("sheet", "stage=goals&organisation=kankyo"),
        ("sheet", "stage=no&organisation=no"),
        ("sheet", "？"),
    ];
    let shown = chief.post("/990019/approve", &forged).await;
    assert!(shown.status == StatusCode::OK && boxes(&shown).is_empty(), "{}", shown.body);
    let done = chief.post("/990019/approve/done", &forged).await;
    assert!(!done.body.contains("次の段階へ進めました"), "{}", done.body);
    let many: Vec<String> = (0..101).map(|at| format!("stage=s{at}&organisation=o")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|it| ("sheet", it.as_str())).collect();
    assert_eq!(chief.post("/990019/approve", &many).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_usual_sentence_is_put_in_without_a_script_and_nothing_typed_is_lost() {
    let hall = TownHall::new();
    let mut planner = reviewed(&hall).await;
    let review = format!("{}/review", sheet("fukushi"));
    let page = planner.get(&review).await;
    assert!(
        page.body.contains("数値の根拠（調査名、基準日）を書いてください。"),
        "the usual ones, to begin with"
    );
    let list = planner.get("/990019/phrases").await;
    let saved = planner
        .post(
            "/990019/phrases",
            &[
                ("seen", &list.hidden("seen")),
                ("sentences", "出典を書いてください。\n\n出典を書いてください。\n年を入れてください。"),
            ],
        )
        .await;
    assert!(saved.location.ends_with("done=phrases"), "{saved:?}");
    let page = planner.get(&review).await;
    assert_eq!(page.body.matches("<option>出典を書いてください。</option>").count(), 2, "once for each form");
    let begun = [
        ("field", "fukushi-2026#vision"),
        ("kind", "question"),
        ("quote", "安心"),
        ("text", "書きかけの文"),
        ("phrase", "年を入れてください。"),
        ("insert", "1"),
    ];
    let page = planner.post(&format!("{}/ask", sheet("fukushi")), &begun).await;
    assert!(page.body.contains("書きかけの文\n年を入れてください。"), "{}", page.body);
    assert!(page.body.contains("value=\"安心\"") && page.body.contains("autofocus"));
    assert!(!planner.get(&review).await.body.contains("書きかけの文"), "nothing was written down yet");
}

#[tokio::test]
async fn the_list_of_sentences_is_never_overwritten_unseen() {
    let hall = TownHall::new();
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    planner.get("/990019/phrases").await;
    planner.post("/990019/phrases", &[("seen", "0"), ("sentences", "先に書いた文。")]).await;
    let late = planner.post("/990019/phrases", &[("seen", "0"), ("sentences", "後から書いた文。")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        late.body.contains("後から書いた文。") && late.body.contains("ほかの人が定型文を変えました"),
        "{}",
        late.body
    );
    let long = planner.post("/990019/phrases", &[("seen", "1"), ("sentences", &"あ".repeat(301))]).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.body.contains("301字"), "{}", long.body);
    assert!(planner.get("/990019/phrases").await.body.contains("先に書いた文。"));
}

#[tokio::test]
async fn findings_stand_at_their_fields_and_in_the_list_of_the_planning_section() {
    let hall = TownHall::new();
    let mut writer = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    // Half-width katakana and a character that no other machine has: the checks say so.
    hand_in(&mut writer, "fukushi", "満足度を10%増やし、20%から30%にします。連絡先 090-1234-5678").await;
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let page = planner.get(&format!("{}/review", sheet("fukushi"))).await;
    assert!(page.body.contains("点検の指摘") && page.body.contains("class=\"new\""), "{}", page.body);
    assert!(page.body.contains("#f-fukushi-2026_vision"), "each leads to its field: {}", page.body);
    let list = planner.get("/990019/board/2026/findings").await;
    assert!(list.body.contains("#f-fukushi-2026_vision"), "{}", list.body);
    let other = planner.get("/990019/board/2026/findings?department=kankyo").await;
    assert!(!other.body.contains("#f-fukushi-2026_vision"), "{}", other.body);
    let new = planner.get("/990019/board/2026/findings?department=fukushi&new=1&from=0").await;
    assert!(new.body.contains("#f-fukushi-2026_vision"));
    for odd in ["?from=99999999999999999999", "?weight=%00&kind=%22%3E", "?from=18446744073709551615"] {
        assert_eq!(
            planner.get(&format!("/990019/board/2026/findings{odd}")).await.status,
            StatusCode::OK,
            "{odd}"
        );
    }
}
