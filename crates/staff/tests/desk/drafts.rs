//! 起案 as somebody saw it: what was replaced meanwhile is neither decided nor withdrawn, and nobody decides what they alone wrote.

use axum::http::StatusCode;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::Browser;
use crate::office::{TownHall, later, town};

const DRAFT: &str = "/990019/drafts/round-x";

async fn planner(hall: &TownHall, login: &str) -> Browser {
    hall.signed_in(login, &[(Role::Planning, None)]).await
}

/// A draft that founds a department of this name waits under the one id, over whatever waits there.
fn waits(hall: &TownHall, name: &str, begun: i64) {
    let edition = hall.desk.edition(&town()).unwrap();
    let record = Record::new(RecordId::new("new"), Organisation::new(name));
    let edits = draft::edits(vec![Proposal::put(record)], &edition);
    let draft: Draft = serde_json::from_value(serde_json::json!({
        "id": "round-x", "title": "新しい部", "by": "s-somebody", "begun": later(begun), "edits": edits,
    }))
    .unwrap();
    let save = move |tx: &mut ledger::Tx<'_>| {
        let there = ledger::draft::find(tx, &town(), &draft.id)?.map(|it| it.revision);
        ledger::draft::save(tx, &town(), &draft, there)
    };
    hall.ledger.write(save).unwrap();
}

fn name(hall: &TownHall) -> Option<String> {
    let edition = hall.desk.edition(&town()).unwrap();
    edition.find::<Organisation>(&RecordId::new("new")).map(|it| it.name().to_owned())
}

#[tokio::test]
async fn a_draft_that_was_replaced_after_it_was_shown_is_shown_again_and_not_decided() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    waits(&hall, "見せた部", 1);
    let seen = kikaku.get(DRAFT).await.hidden("seen");
    waits(&hall, "すり替えた部", 2);

    let typed = [("seen", seen.as_str()), ("reason", "長く考えた理由"), ("erratum", "誤りのこと")];
    let refused = kikaku.post(&format!("{DRAFT}/decide"), &typed).await;
    assert_eq!((refused.status, name(&hall)), (StatusCode::CONFLICT, None), "{}", refused.body);
    for words in ["作り直しました", "すり替えた部", "長く考えた理由", "誤りのこと"] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    let blind = kikaku.post(&format!("{DRAFT}/decide"), &[("reason", "見ずに")]).await;
    assert_eq!(blind.status, StatusCode::CONFLICT, "whoever names nothing has seen nothing");
    let kept = kikaku.post(&format!("{DRAFT}/withdraw"), &[("seen", &seen)]).await;
    assert_eq!(kept.status, StatusCode::CONFLICT, "{}", kept.body);

    let again = [("seen", refused.hidden("seen")), ("reason", "確かめた".to_owned())];
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(kikaku.post(&format!("{DRAFT}/decide"), &again).await.location.ends_with("done=decided"));
    let twice = kikaku.post(&format!("{DRAFT}/decide"), &again).await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND, "{}", twice.body);
    assert!(twice.body.contains("決裁を待っていません") && twice.body.contains("確かめた"), "{}", twice.body);
    assert_eq!(name(&hall).as_deref(), Some("すり替えた部"));
}

#[tokio::test]
async fn a_draft_that_was_withdrawn_and_proposed_again_is_another() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    waits(&hall, "見せた部", 1);
    let seen = kikaku.get(DRAFT).await.hidden("seen");
    desk::deciding::withdraw(&hall.desk, &town(), &DraftId("round-x".to_owned())).unwrap();
    waits(&hall, "別の部", 2);

    let refused = kikaku.post(&format!("{DRAFT}/decide"), &[("seen", &seen), ("reason", "決める")]).await;
    assert_eq!((refused.status, name(&hall)), (StatusCode::CONFLICT, None), "{}", refused.body);
}

const ROUND: [(&str, &str); 6] = [
    ("title", "福祉の目標の案"),
    ("from", "R8.11.1"),
    ("to", "R8.12.1"),
    ("form", "on"),
    ("kept", "R9.3.31"),
    ("purpose", "意見を聴く"),
];
const EDIT: &str = "/990019/comments/comments-2026-1/edit";

async fn speaker(hall: &TownHall, login: &str) -> Browser {
    hall.signed_in(login, &[(Role::PublicRelations, None)]).await
}

fn asked<'a>(purpose: &'a str, based: &'a str) -> Vec<(&'a str, &'a str)> {
    [&ROUND[..5], &[("purpose", purpose), ("based", based)]].concat()
}

#[tokio::test]
async fn a_round_that_waits_is_edited_on_and_nobody_elses_proposal_is_discarded_unseen() {
    let hall = TownHall::new();
    let (mut a, mut b) = (speaker(&hall, "koho").await, speaker(&hall, "kocho").await);
    for _ in 0..2 {
        let new = a.post("/990019/comments/new", &ROUND).await;
        assert!(new.location.ends_with("done=opened"), "{}", new.body);
    }
    assert_eq!(hall.desk.drafts(&town()).unwrap().len(), 1, "a form sent twice makes one round");
    assert!(b.get("/990019/comments").await.body.contains(EDIT), "a round that waits can be edited");

    let (of_a, of_b) = (a.get(EDIT).await, b.get(EDIT).await);
    assert!(
        of_b.body.contains("意見を聴く") && of_b.body.contains("決裁を待つ起案の内容です"),
        "{}",
        of_b.body
    );
    let based = of_b.hidden("based");
    let done = b.post(EDIT, &asked("広く聴く", &based)).await;
    assert!(done.location.ends_with("done=opened"), "{}", done.body);
    let again = b.post(EDIT, &asked("広く聴く", &based)).await;
    assert!(again.location.ends_with("done=opened"), "the same sent twice is done: {}", again.body);

    let late = a.post(EDIT, &asked("遅れた趣旨", &of_a.hidden("based"))).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
    assert!(late.body.contains("上書きはしていません") && late.body.contains("遅れた趣旨"), "{}", late.body);
    let late = a.post(EDIT, &asked("遅れた趣旨", &late.hidden("based"))).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "sent again it is as late as before");
    assert!(a.get(EDIT).await.body.contains("広く聴く"), "what was proposed first stands");
    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    assert_eq!(draft.writers().len(), 2, "who edits a draft on has written it too");
}

#[tokio::test]
async fn a_round_that_staff_alone_see_stays_so_when_it_is_edited() {
    let hall = TownHall::new();
    let mut koho = speaker(&hall, "koho").await;
    koho.post("/990019/comments/new", &ROUND).await;
    let id = DraftId("round-comments-2026-1".to_owned());
    let by = plan::decision::StaffId("企画課".to_owned());
    desk::deciding::approve(&hall.desk, &town(), &id, &by, "募集する", later(1)).unwrap();
    let round = RecordId::new("comments-2026-1");
    let edition = hall.desk.edition(&town()).unwrap();
    hall.decide(vec![Record { internal: true, ..edition.get(&round).unwrap().clone() }]);

    let based = koho.get(EDIT).await.hidden("based");
    koho.post(EDIT, &asked("直した趣旨", &based)).await;
    let based = koho.get(EDIT).await.hidden("based");
    koho.post(EDIT, &asked("もう一度直した趣旨", &based)).await;
    desk::deciding::approve(&hall.desk, &town(), &id, &by, "直す", later(2)).unwrap();
    let edition = hall.desk.edition(&town()).unwrap();
    let plan::record::Body::Consultation(it) = &edition.get(&round).unwrap().body else { panic!("{round}") };
    assert_eq!(it.purpose, ["もう一度直した趣旨"]);
    assert!(edition.get(&round).unwrap().internal, "an edit makes nothing public");
}

const PREPARED: &str = "/990019/reorganisations/r1";

async fn prepared(browser: &mut Browser, part: &str, fields: &[(&str, &str)]) {
    let revision = browser.get(PREPARED).await.hidden("revision");
    let fields = [fields, &[("revision", revision.as_str())]].concat();
    let done = browser.post(&format!("{PREPARED}/{part}"), &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
}

async fn proposed(browser: &mut Browser) {
    let revision = browser.get(&format!("{PREPARED}/confirm")).await.hidden("revision");
    let done = browser.post(&format!("{PREPARED}/draft"), &[("revision", &revision)]).await;
    assert_eq!(done.location, "/990019/drafts/reorganisation-r1?done=opened", "{}", done.body);
}

#[tokio::test]
async fn whoever_wrote_all_of_it_does_not_decide_it_because_somebody_else_pressed_the_button() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    b.post("/990019/reorganisations/", &[]).await;
    prepared(&mut a, "frame", &[("title", "改正"), ("effective", "R9.4.1"), ("note", "改正による")]).await;
    prepared(&mut a, "steps", &[("kind", "rename"), ("organisation", "kankyo"), ("name", "環境局")]).await;
    proposed(&mut b).await;

    let draft = "/990019/drafts/reorganisation-r1";
    let alone = a.decide(draft, "決める").await;
    assert_eq!(alone.status, StatusCode::CONFLICT, "{}", alone.body);
    assert!(b.decide(draft, "決める").await.location.ends_with("done=decided"));
}

#[tokio::test]
async fn whoever_puts_it_aside_or_leaves_words_half_typed_or_chooses_what_was_proposed_wrote_nothing() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    a.post("/990019/reorganisations/", &[]).await;
    prepared(&mut b, "abandon", &[]).await;
    prepared(&mut b, "abandon", &[("again", "yes")]).await;
    prepared(&mut a, "frame", &[("title", "改正"), ("effective", "R8.12.1"), ("note", "改正による")]).await;
    let split = [("kind", "split"), ("organisation", "fukushi"), ("stays", "yes"), ("into", "kankyo")];
    prepared(&mut a, "steps", &split).await;
    prepared(&mut a, "steps", &[("kind", "rename"), ("organisation", "kankyo"), ("name", "環境局")]).await;

    prepared(&mut b, "abandon", &[]).await;
    prepared(&mut b, "abandon", &[("again", "yes")]).await;
    prepared(&mut b, "records", &[("to:fukushi:fukushi-1", "fukushi")]).await;
    let revision = b.get(PREPARED).await.hidden("revision");
    let wrong = [("revision", revision.as_str()), ("kind", "rename"), ("organisation", ""), ("name", "甲課")];
    let half = b.post(&format!("{PREPARED}/steps"), &wrong).await;
    assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", half.body);
    assert!(b.get(PREPARED).await.body.contains("甲課"), "it is kept");
    proposed(&mut b).await;

    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    assert_eq!(draft.authors, [plan::decision::StaffId("s-kikaku".to_owned())].into());
    let alone = a.decide("/990019/drafts/reorganisation-r1", "決める").await;
    assert_eq!(alone.status, StatusCode::CONFLICT, "{}", alone.body);

    prepared(&mut b, "records", &[("to:fukushi:fukushi-1", "kankyo")]).await;
    proposed(&mut b).await;
    let together = a.decide("/990019/drafts/reorganisation-r1", "決める").await;
    assert!(together.location.ends_with("done=decided"), "who chose something else wrote: {}", together.body);
}

#[tokio::test]
async fn whoever_wrote_a_form_does_not_decide_it_after_the_edited_version_was_given_up() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let form = "/990019/forms/form-goals";
    let page = a.get(form).await;
    crate::forms::send(&mut a, &page, &[("fl:0-0", "一"), ("do", "save")]).await;
    let seen = b.get(form).await.hidden("seen");
    let proposed = b.post(&format!("{form}/propose"), &[("seen", &seen)]).await;
    assert!(proposed.location.ends_with("done=form-proposed"), "{}", proposed.body);
    let gone = b.post(&format!("{form}/give-up"), &[("seen", &seen)]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);

    let alone = a.decide("/990019/drafts/form-form-goals", "決める").await;
    assert_eq!(alone.status, StatusCode::CONFLICT, "{}", alone.body);
}

#[tokio::test]
async fn a_split_that_goes_on_is_decided_when_it_was_decided_and_not_before() {
    let hall = TownHall::new();
    let mut a = planner(&hall, "kikaku").await;
    a.post("/990019/reorganisations/", &[]).await;
    prepared(&mut a, "frame", &[("title", "改正"), ("effective", "2026-12-01"), ("note", "改正による")])
        .await;
    let split = [("kind", "split"), ("organisation", "fukushi"), ("stays", "yes"), ("into", "kankyo")];
    prepared(&mut a, "steps", &split).await;
    let page = a.get(&format!("{PREPARED}/records")).await;
    let fields = [("revision", page.hidden("revision")), ("to:fukushi:fukushi-1", "kankyo".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let chosen = a.post(&format!("{PREPARED}/records"), &fields).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    proposed(&mut a).await;

    let draft = DraftId("reorganisation-r1".to_owned());
    desk::deciding::withdraw(&hall.desk, &town(), &draft).unwrap();
    let list = "/990019/reorganisations/";
    assert!(!a.get(list).await.body.contains("決裁済み"), "what was withdrawn is not decided");
    proposed(&mut a).await;
    let by = plan::decision::StaffId("企画課".to_owned());
    desk::deciding::approve(&hall.desk, &town(), &draft, &by, "改正", later(60)).unwrap();
    assert!(a.get(list).await.body.contains("決裁済み"));
}
