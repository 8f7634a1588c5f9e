//! Several people at one form: what each of them wants is kept, and where they meet it is told.

use axum::http::StatusCode;
use plan::record::RecordId;

use crate::forms::{FORM, decided, edited, planner, send};
use crate::office::TownHall;

#[tokio::test]
async fn two_people_in_different_fields_of_a_form_lose_nothing_and_in_one_field_are_told() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let (mine, theirs) = (a.get(FORM).await, b.get(FORM).await);
    send(&mut a, &mine, &[("fl:0-0", "Aの名前"), ("do", "save")]).await;
    let other = send(&mut b, &theirs, &[("fl:1-0", "Bの名前"), ("do", "part-up 2")]).await;
    assert_eq!(other.status, StatusCode::SEE_OTHER, "{}", other.body);
    let form = edited(&hall);
    assert_eq!(
        (form.parts[0].fields[0].label.as_str(), form.parts[2].fields[0].label.as_str()),
        ("Aの名前", "Bの名前")
    );
    let late =
        send(&mut b, &theirs, &[("fl:0-0", "Bも直した"), ("fh:0-0", "大事な記入要領"), ("do", "save")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in ["Bも直した", "大事な記入要領", "ほかの人が先に直しました", "名前：Aの名前"]
    {
        assert!(late.body.contains(words), "{words}: {}", late.body);
    }
    assert_eq!(edited(&hall).parts[0].fields[0].label, "Aの名前", "nothing is overwritten unseen");
    let knowing = send(&mut b, &late, &[("do", "save")]).await;
    assert_eq!(knowing.status, StatusCode::SEE_OTHER, "{}", knowing.body);
    assert_eq!(edited(&hall).parts[0].fields[0].label, "Bも直した", "who has seen both may choose");
}

#[tokio::test]
async fn a_page_that_was_opened_before_a_decision_takes_nothing_of_it_back() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let old = kikaku.get(FORM).await;
    let mut form = decided(&hall);
    form.parts[1].fields[0].label = "決裁で直した名前".to_owned();
    hall.decide(vec![plan::record::Record::new(RecordId::new("form-goals"), form)]);

    let saved = send(&mut kikaku, &old, &[("fl:0-0", "あとから直した名前"), ("do", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let form = edited(&hall);
    let label = |part: usize| form.parts[part].fields[0].label.as_str();
    assert_eq!((label(0), label(1)), ("あとから直した名前", "決裁で直した名前"));
}

#[tokio::test]
async fn what_somebody_else_removed_is_told_with_what_was_typed() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let (mine, theirs) = (a.get(FORM).await, b.get(FORM).await);
    send(&mut a, &mine, &[("do", "remove 1-0")]).await;
    let late = send(&mut b, &theirs, &[("fh:1-0", "長い記入要領"), ("do", "save")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("長い記入要領") && late.body.contains("ほかの人が除いた欄"), "{}", late.body);
    let stale = send(&mut b, &theirs, &[("do", "remove 1-0")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "the next field is not removed in its place");
    assert_eq!(edited(&hall).parts[1].fields.len(), 1);
}

#[tokio::test]
async fn the_script_is_told_the_revision_only_where_nobody_else_was() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let (mine, theirs) = (a.get(FORM).await, b.get(FORM).await);
    let first = send(&mut a, &mine, &[("fl:0-0", "Aの名前"), ("do", "auto")]).await;
    assert!(first.body.contains("\"revision\":1") && first.body.contains("\"said\":\"\""), "{}", first.body);
    let other = send(&mut b, &theirs, &[("fl:1-0", "Bの名前"), ("do", "auto")]).await;
    assert!(other.body.contains("\"revision\":0") && other.body.contains("ほかの人も"), "{}", other.body);
    let again = send(&mut b, &theirs, &[("fl:1-0", "Bの新しい名前"), ("do", "auto")]).await;
    assert_eq!(again.status, StatusCode::OK);
    let form = edited(&hall);
    assert_eq!(
        form.parts[0].fields[0].label, "Aの名前",
        "B's page, which does not show it, takes nothing back"
    );
}

#[tokio::test]
async fn what_is_edited_after_the_proposal_waits_for_the_next_and_what_was_decided_meanwhile_is_seen_first() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let page = a.get(FORM).await;
    send(&mut a, &page, &[("fl:0-0", "一"), ("do", "save")]).await;
    let page = a.get(FORM).await;
    a.post(&format!("{FORM}/propose"), &[("seen", &page.hidden("seen"))]).await;
    let page = b.get(FORM).await;
    send(&mut b, &page, &[("fl:1-0", "二"), ("do", "save")]).await;
    assert!(b.get(FORM).await.body.contains("もう一度起案するまで入りません"));
    let late = a.post(&format!("{FORM}/propose"), &[("seen", &page.hidden("seen"))]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody proposes what they have not seen");
    let done = b.decide("/990019/drafts/form-form-goals", "一だけ").await;
    assert!(done.location.ends_with("done=decided"), "{done:?} {}", done.body);
    assert_eq!(decided(&hall).parts[0].fields[0].label, "一");
    assert_eq!(decided(&hall).parts[1].fields[0].label, "", "the second name was not in the draft");
    assert_eq!(edited(&hall).parts[1].fields[0].label, "二", "and is not lost");

    let mut other = decided(&hall);
    other.name = "様式1 改".to_owned();
    hall.decide(vec![plan::record::Record {
        internal: true,
        ..plan::record::Record::new(RecordId::new("form-goals"), other)
    }]);
    let page = b.get(FORM).await;
    assert!(page.body.contains("直し始めたあとに、この様式が決裁で変わりました"), "{}", page.body);
    let seen = page.hidden("seen");
    b.post(&format!("{FORM}/propose"), &[("seen", &seen)]).await;
    let stale = a.decide("/990019/drafts/form-form-goals", "二").await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    let go = b.post(&format!("{FORM}/go-on"), &[("seen", &seen)]).await;
    assert_eq!(go.status, StatusCode::SEE_OTHER, "{}", go.body);
    assert!(!b.get(FORM).await.body.contains("決裁で変わりました"));
}
