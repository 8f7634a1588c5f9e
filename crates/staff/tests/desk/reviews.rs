//! From hand to hand: submitted, returned, mended, confirmed, approved, decided.

use axum::http::StatusCode;
use plan::element::Meaning;
use plan::form::{About, Form};
use plan::plan::Plan;
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::target::Target;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

pub(crate) const SHEET: &str = "/990019/sheets/goals/fukushi";

pub(crate) struct People {
    pub(crate) writer: Browser,
    pub(crate) chief: Browser,
    pub(crate) head: Browser,
    pub(crate) planner: Browser,
}

pub(crate) async fn people(hall: &TownHall) -> People {
    People {
        writer: hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await,
        chief: hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await,
        head: hall.signed_in("bucho", &[(Role::DepartmentHead, Some("fukushi"))]).await,
        planner: hall.signed_in("kikaku", &[(Role::Planning, None)]).await,
    }
}

/// Fills two fields in.
pub(crate) async fn fill(writer: &mut Browser, vision: &str, target: &str) {
    let page = writer.get(SHEET).await;
    let (of_vision, of_target) = ("r:fukushi-2026#vision", "r:i-fukushi/target/2026#words");
    let fields = [
        ("f:fukushi-2026#vision", vision),
        (of_vision, &page.hidden(of_vision)),
        ("f:i-fukushi/target/2026#words", target),
        (of_target, &page.hidden(of_target)),
    ];
    let saved = writer.post(SHEET, &fields).await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
}

/// Opens a page and sends its form, naming the version that it shows.
pub(crate) async fn send(who: &mut Browser, page: &str, deed: &str, more: &[(&str, &str)]) -> Answer {
    let shown = who.get(&format!("{SHEET}/{page}")).await;
    let seen = shown.hidden("seen");
    let mut fields = vec![("seen", seen.as_str())];
    fields.extend_from_slice(more);
    who.post(&format!("{SHEET}/{deed}"), &fields).await
}

pub(crate) fn done(answer: &Answer, word: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{word}: {}", answer.body);
    assert!(answer.location.contains(&format!("done={word}")), "{answer:?}");
}

#[tokio::test]
async fn a_sheet_goes_its_way_and_becomes_a_decision() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "安心して暮らせるまち", "４８％以上").await;
    done(&send(&mut all.writer, "submit", "submit", &[]).await, "submitted");
    done(&send(&mut all.chief, "review", "pass", &[]).await, "passed");
    done(&send(&mut all.head, "review", "pass", &[]).await, "passed");
    let page = all.planner.get(&format!("{SHEET}/review")).await;
    assert!(
        page.body.contains("安心して暮らせるまち") && page.body.contains("と理解しました"),
        "{}",
        page.body
    );
    done(&send(&mut all.planner, "review", "decide", &[("reason", "福祉部の目標の決定")]).await, "decided");

    let edition = hall.desk.edition(&town()).unwrap();
    let plan = edition.find::<Plan>(&RecordId::new("fukushi-2026")).unwrap();
    let vision = plan.sections.iter().find(|it| it.meaning == Meaning::Vision).unwrap();
    assert_eq!(vision.paragraphs, ["安心して暮らせるまち"]);
    let target = edition.find::<Target>(&RecordId::new("i-fukushi/target/2026")).unwrap();
    assert_eq!(target.condition, plan::condition::Condition::AtLeast(48.into()));
    let decision = edition.decisions().last().unwrap();
    assert_eq!((decision.by.0.as_str(), decision.signed()), ("s-kikaku", "企画課"));
}

#[tokio::test]
async fn a_return_says_what_to_mend_and_comes_back_with_what_changed() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "安心して暮らせるまち", "48%以上").await;
    send(&mut all.writer, "submit", "submit", &[]).await;

    let refused = send(&mut all.chief, "review", "return", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "neither a reason nor a request");
    let asked = [
        ("field", "fukushi-2026#vision"),
        ("kind", "demand"),
        ("quote", "安心"),
        ("text", "何が安心か、書いてください。"),
    ];
    all.chief.post(&format!("{SHEET}/ask"), &asked).await;
    done(&send(&mut all.chief, "review", "return", &[]).await, "returned");

    let page = all.writer.get(SHEET).await;
    assert!(
        page.body.contains("何が安心か、書いてください。") && page.body.contains("1件中0件対応済み"),
        "{}",
        page.body
    );
    let request = page.hidden("request");
    fill(&mut all.writer, "ひとりでも安心して暮らせるまち", "48%以上").await;
    all.writer.post(&format!("{SHEET}/answer"), &[("request", &request), ("text", "書き足しました。")]).await;
    done(&send(&mut all.writer, "submit", "submit", &[]).await, "submitted");

    let again = all.chief.get(&format!("{SHEET}/review")).await;
    assert!(again.body.contains("<ins>ひとりでも</ins>"), "{}", again.body);
    assert!(!again.body.contains("48%以上"), "what did not change is not shown again");
    assert!(again.body.contains("書き足しました。"));
    let history = all.chief.get(&format!("{SHEET}/history")).await;
    assert!(history.body.contains("差戻し") && history.body.matches("提出").count() >= 2);
}

#[tokio::test]
async fn something_is_asked_about_a_whole_sheet_that_has_no_field() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    let (id, edition) = (RecordId::new("form-goals"), hall.desk.edition(&town()).unwrap());
    let mut form = edition.find::<Form>(&id).unwrap().clone();
    form.parts.retain(|part| part.about == About::Indicator);
    hall.decide(vec![Record { internal: true, ..Record::new(id, form) }]);
    hall.retire("i-fukushi");

    let about_all = [("field", ""), ("kind", "question"), ("quote", ""), ("text", "指標は要りませんか。")];
    let asked = all.planner.post(&format!("{SHEET}/ask"), &about_all).await;
    done(&asked, "asked");
    assert!(all.writer.get(SHEET).await.body.contains("指標は要りませんか。"));
    let quoting = [("field", ""), ("kind", "question"), ("quote", "安心"), ("text", "何がですか。")];
    let refused = all.planner.post(&format!("{SHEET}/ask"), &quoting).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "words that stand nowhere");
}

#[tokio::test]
async fn an_approval_names_what_was_seen() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "安心して暮らせるまち", "48%以上").await;
    send(&mut all.writer, "submit", "submit", &[]).await;
    let shown = all.chief.get(&format!("{SHEET}/review")).await.hidden("seen");
    // The chief mends a word in another tab, and then approves what the first tab still shows.
    let page = all.chief.get(SHEET).await;
    let of_vision = "r:fukushi-2026#vision";
    let mended = [("f:fukushi-2026#vision", "安心して暮らせる街"), (of_vision, &page.hidden(of_vision))];
    all.chief.post(SHEET, &mended).await;
    let late = all.chief.post(&format!("{SHEET}/pass"), &[("seen", &shown)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("表示してから票が変わりました"), "{}", late.body);
}

#[tokio::test]
async fn nobody_acts_out_of_turn() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "安心して暮らせるまち", "48%以上").await;
    send(&mut all.writer, "submit", "submit", &[]).await;
    let by_head = all.head.post(&format!("{SHEET}/pass"), &[("seen", "2")]).await;
    assert_eq!(by_head.status, StatusCode::CONFLICT, "it is the chief's turn");
    let by_writer = all.writer.post(&format!("{SHEET}/pass"), &[("seen", "2")]).await;
    assert_eq!(by_writer.status, StatusCode::FORBIDDEN);
    let early = all.planner.post(&format!("{SHEET}/decide"), &[("seen", "2"), ("reason", "早い")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    let late = all
        .writer
        .post(SHEET, &[("f:fukushi-2026#vision", "あとから"), ("r:fukushi-2026#vision", "1")])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it is not the writer's turn to write");
    assert!(late.body.contains("あとから"), "what was typed stands on the page");
    let back = all.writer.post(&format!("{SHEET}/pull-back"), &[]).await;
    done(&back, "pulled-back");
}

#[tokio::test]
async fn nobody_decides_what_they_alone_wrote() {
    let hall = TownHall::new();
    let mut planner = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let mut all = people_after(&hall).await;
    fill(&mut planner, "企画課が書いた", "48%以上").await;
    done(&send(&mut planner, "submit", "submit", &[]).await, "submitted");
    send(&mut all.0, "review", "pass", &[]).await;
    send(&mut all.1, "review", "pass", &[]).await;
    let page = planner.get(&format!("{SHEET}/review")).await;
    assert!(page.body.contains("ほかに決裁できる職員が登録されていません"), "{}", page.body);
    hall.person("kikaku3", &[(Role::Planning, None)]);
    let page = planner.get(&format!("{SHEET}/review")).await;
    assert!(page.body.contains("決裁できる人：kikaku3") && !page.body.contains("/decide\""), "{}", page.body);
    let own = send(&mut planner, "review", "decide", &[("reason", "自分で")]).await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.body.contains("職務の分離"), "{}", own.body);
    let mut other = hall.signed_in("kikaku2", &[(Role::Planning, None)]).await;
    assert!(other.get(&format!("{SHEET}/review")).await.body.contains("/decide\""));
    done(&send(&mut other, "review", "decide", &[("reason", "確かめて決裁")]).await, "decided");
}

async fn people_after(hall: &TownHall) -> (Browser, Browser) {
    (
        hall.signed_in("kacho", &[(Role::SectionChief, Some("fukushi"))]).await,
        hall.signed_in("bucho", &[(Role::DepartmentHead, Some("fukushi"))]).await,
    )
}

#[tokio::test]
async fn the_author_sees_before_handing_in_what_the_reviewers_will_see() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "満足度を10%増やし、20%から30%にします。連絡先 090-1234-5678", "48%以上").await;
    let before = all.writer.get(&format!("{SHEET}/submit")).await;
    let found = |page: &Answer| {
        let list = page.body.split("<ul class=\"findings\">").nth(1).unwrap_or_default();
        list.split("</ul>").next().unwrap().trim().to_owned()
    };
    assert!(before.body.contains("点検の指摘") && found(&before).contains("#f-"), "{}", before.body);
    assert!(before.body.contains("財政課がまだ書いていない金額"), "{}", before.body);
    assert!(before.body.contains("#f-fukushi-1_amount_2026_initial_yen"), "{}", before.body);
    send(&mut all.writer, "submit", "submit", &[]).await;
    assert_eq!(found(&all.chief.get(&format!("{SHEET}/review")).await), found(&before));

    let mut zaisei = hall.signed_in("zaisei", &[(Role::Finance, None)]).await;
    all.writer.post(&format!("{SHEET}/pull-back"), &[]).await;
    zaisei.get(SHEET).await;
    zaisei.post(SHEET, &[("f:fukushi-1/amount/2026/initial#yen", "12百万円")]).await;
    let after = all.writer.get(&format!("{SHEET}/submit")).await;
    assert!(!after.body.contains("財政課がまだ書いていない金額"), "{}", after.body);
}

#[tokio::test]
async fn what_is_required_or_not_understood_keeps_a_sheet() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    fill(&mut all.writer, "", "約半分").await;
    let page = all.writer.get(&format!("{SHEET}/submit")).await;
    assert!(
        page.body.contains("このままでは提出できません") && page.body.contains("#f-fukushi-2026_vision"),
        "{}",
        page.body
    );
    let forced = all.writer.post(&format!("{SHEET}/submit"), &[("seen", "1")]).await;
    assert_eq!(forced.status, StatusCode::CONFLICT, "{}", forced.body);
}

#[tokio::test]
async fn what_others_decided_meanwhile_is_not_overwritten_unseen() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    let hand_in = async |all: &mut People| {
        fill(&mut all.writer, "安心して暮らせるまち", "48%以上").await;
        send(&mut all.writer, "submit", "submit", &[]).await;
        send(&mut all.chief, "review", "pass", &[]).await;
        send(&mut all.head, "review", "pass", &[]).await;
    };
    hand_in(&mut all).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let mut plan = edition.find::<Plan>(&RecordId::new("fukushi-2026")).unwrap().clone();
    plan.sections = vec![plan::element::Section {
        meaning: Meaning::Vision,
        heading: String::new(),
        paragraphs: vec!["別の決裁による目標".to_owned()],
    }];
    hall.decide(vec![plan::record::Record::new(RecordId::new("fukushi-2026"), plan)]);
    let refused = send(&mut all.planner, "review", "decide", &[("reason", "決定")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("ほかの決裁で内容が変わった欄"), "{}", refused.body);

    done(&send(&mut all.planner, "review", "return", &[("reason", "見比べてください")]).await, "returned");
    hand_in(&mut all).await;
    done(&send(&mut all.planner, "review", "decide", &[("reason", "見比べて決定")]).await, "decided");
}
