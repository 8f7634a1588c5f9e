//! 取下げ: what was withdrawn stays withdrawn, whichever page is still open and whatever was planned.

use axum::http::StatusCode;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, later, town};
use crate::publishing::{Shown, due, publish, shown};

/// Decides one organisation more.
fn decide(hall: &TownHall, name: &str) {
    hall.decide(vec![Record::new(RecordId::new(name), Organisation::new(name))]);
}

async fn public_relations(hall: &TownHall, login: &str) -> Browser {
    hall.signed_in(login, &[(Role::PublicRelations, None)]).await
}

/// Publishes what the page shows now. Tells what it showed.
async fn published(browser: &mut Browser) -> Shown {
    let page = shown(browser).await;
    let done = publish(browser, &page, &[("label", "確定")]).await;
    assert!(done.location.ends_with("done=published"), "{done:?}");
    page
}

async fn back(browser: &mut Browser, to: &str) -> Answer {
    let seen = browser.get("/990019/publish").await.hidden("seen");
    take_back(browser, to, &seen, "個人情報の誤掲載").await
}

/// Takes back to a decision, from a page on which a publication was the latest.
async fn take_back(browser: &mut Browser, to: &str, seen: &str, reason: &str) -> Answer {
    let fields = [("decision", to), ("seen", seen), ("reason", reason)];
    browser.post("/990019/publish/back", &fields).await
}

/// The decisions that the public saw, one after the other.
fn seen(hall: &TownHall) -> Vec<String> {
    hall.desk.publications(&town()).unwrap().iter().map(|it| it.decision.to_string()).collect()
}

#[tokio::test]
async fn a_page_from_before_a_withdrawal_brings_nothing_back_neither_now_nor_on_a_day() {
    let hall = TownHall::new();
    let (mut a, mut b) = (public_relations(&hall, "a").await, public_relations(&hall, "b").await);
    let first = published(&mut b).await.decision;
    decide(&hall, "漏えい部");
    let open = shown(&mut a).await;
    let leak = published(&mut b).await.decision;
    assert_eq!(open.decision, leak);
    assert!(back(&mut b, &first).await.location.ends_with("done=taken-back"));

    for fields in [&[("label", "確定"), ("note", "打った文")][..], &[("label", "確定"), ("day", "R8.11.23")]]
    {
        let stale = publish(&mut a, &open, fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT, "{fields:?}: {}", stale.body);
        assert!(stale.body.contains("ほかの公表か取下げがありました"), "{}", stale.body);
        assert!(stale.body.contains(&format!("決裁第{first}号まで")), "{}", stale.body);
        let typed = fields[1].1;
        assert!(stale.body.contains(typed), "what was typed is kept: {}", stale.body);
        assert_ne!(stale.hidden("seen"), open.seen, "the page beneath is that of now");
    }
    assert!(due(&hall, later(72 * 3600)).is_empty(), "nothing was planned");
    assert_eq!(seen(&hall), [first.as_str(), &leak, &first]);

    let anew = published(&mut a).await;
    assert_eq!(anew.decision, leak, "whoever sees that it was withdrawn may publish it");
}

#[tokio::test]
async fn a_number_that_cannot_be_read_publishes_nothing() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    let page = shown(&mut koho).await;
    let (decision, none) = (page.decision.as_str(), page.seen.as_str());
    for (decision, none) in [("", none), ("すべて", none), ("-1", none), (decision, ""), (decision, "x")] {
        let it = Shown { decision: decision.to_owned(), seen: none.to_owned() };
        for fields in [&[("label", "確定")][..], &[("label", "確定"), ("day", "R8.11.23")]] {
            let refused = publish(&mut koho, &it, fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{decision}: {}", refused.body);
            assert!(refused.body.contains("読み取れません"), "{}", refused.body);
        }
    }
    for (to, seen) in [("x", none), ("", none), (decision, ""), (decision, "x")] {
        let nothing = take_back(&mut koho, to, seen, "誤り").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nothing.body);
        assert!(nothing.body.contains("どの決裁に戻すのか読み取れません"), "{}", nothing.body);
        assert!(!nothing.body.contains("どの決裁を公表するのか"), "nobody publishes: {}", nothing.body);
    }
    assert!(seen(&hall).is_empty() && due(&hall, later(72 * 3600)).is_empty());
}

#[tokio::test]
async fn of_two_who_take_back_at_once_the_later_publishes_nothing_again() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    let mut numbers = vec![];
    for name in ["一部", "二部", "三部"] {
        decide(&hall, name);
        numbers.push(published(&mut koho).await.decision);
    }
    assert!(back(&mut koho, &numbers[0]).await.location.ends_with("done=taken-back"));
    let forward = back(&mut koho, &numbers[1]).await;
    assert_eq!(forward.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", forward.body);
    assert_eq!(seen(&hall).last(), Some(&numbers[0]));
}

#[tokio::test]
async fn what_a_colleague_published_meanwhile_is_not_taken_back_unseen() {
    let hall = TownHall::new();
    let (mut a, mut b) = (public_relations(&hall, "a").await, public_relations(&hall, "b").await);
    let first = published(&mut a).await.decision;
    decide(&hall, "一部");
    let second = published(&mut a).await.decision;
    let open = a.get("/990019/publish").await.hidden("seen");
    decide(&hall, "二部");
    let newest = published(&mut b).await.decision;

    let unseen = take_back(&mut a, &first, &open, "二番目の決裁の誤り").await;

    assert_eq!(unseen.status, StatusCode::CONFLICT, "{}", unseen.body);
    assert!(unseen.body.contains("ほかの公表か取下げがありました"), "{}", unseen.body);
    assert!(unseen.body.contains("二番目の決裁の誤り"), "what was typed is kept: {}", unseen.body);
    assert_eq!(seen(&hall), [first.as_str(), &second, &newest]);
    assert!(back(&mut a, &first).await.location.ends_with("done=taken-back"), "once it was seen");
}

#[tokio::test]
async fn what_was_never_public_is_nothing_to_go_back_to() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    published(&mut koho).await;
    decide(&hall, "誤りのある部");
    let never = hall.desk.edition(&town()).unwrap().number().to_string();
    decide(&hall, "直した部");
    let newest = published(&mut koho).await.decision;
    let refused = back(&mut koho, &never).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(seen(&hall).last(), Some(&newest));
}

#[tokio::test]
async fn a_correction_says_what_was_wrong_and_a_publication_can_be_taken_back() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    let first = published(&mut koho).await.decision;
    decide(&hall, "新設部");
    let page = shown(&mut koho).await;
    let silent = publish(&mut koho, &page, &[("label", "訂正")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("正誤"), "{}", silent.body);
    let told = [("label", "訂正"), ("note", "誤：新設課　正：新設部")];
    assert!(publish(&mut koho, &page, &told).await.location.ends_with("done=published"));

    let seen = koho.get("/990019/publish").await.hidden("seen");
    let unsaid = take_back(&mut koho, &first, &seen, "").await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT);
    let forward = take_back(&mut koho, &page.decision, &seen, "戻す").await;
    assert_eq!(forward.status, StatusCode::UNPROCESSABLE_ENTITY, "not back but to where it is");
    let back = take_back(&mut koho, &first, &seen, "掲載時期の誤り").await;
    assert!(back.location.ends_with("done=taken-back"), "{back:?}");
    let all = hall.desk.publications(&town()).unwrap();
    assert_eq!(all.last().unwrap().decision.0.to_string(), first);
    assert_eq!(all.last().unwrap().note.as_deref(), Some("掲載時期の誤り"));
}

#[tokio::test]
async fn a_page_of_yesterday_takes_nothing_back_and_neither_does_a_plan_of_last_month() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    let old = shown(&mut koho).await;
    publish(&mut koho, &old, &[("label", "案"), ("day", "2026-11-22")]).await;

    decide(&hall, "新設部");
    let new = shown(&mut koho).await;
    publish(&mut koho, &new, &[("label", "訂正"), ("note", "新設部の記載漏れ")]).await;

    let stale = publish(&mut koho, &old, &[("label", "確定")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains(&format!("決裁第{}号まで", new.decision)), "{}", stale.body);
    assert!(due(&hall, later(48 * 3600)).is_empty());
    assert_eq!(seen(&hall), [new.decision], "residents go on to see the correction");
    assert!(koho.get("/990019/publish").await.body.contains("戻すことになるため"), "and the plan says why");
}

#[tokio::test]
async fn what_is_withdrawn_is_not_brought_back_by_a_plan() {
    let hall = TownHall::new();
    let mut koho = public_relations(&hall, "koho").await;
    let first = published(&mut koho).await.decision;
    decide(&hall, "新設部");
    published(&mut koho).await;
    decide(&hall, "別設部");
    let page = shown(&mut koho).await;
    let planned = publish(&mut koho, &page, &[("label", "確定"), ("day", "2026-11-23")]).await;
    assert!(planned.location.ends_with("done=scheduled"), "{planned:?}");
    assert!(back(&mut koho, &first).await.location.ends_with("done=taken-back"));
    assert!(due(&hall, later(72 * 3600)).is_empty());
    assert_eq!(hall.desk.publications(&town()).unwrap().last().unwrap().label, "取下げ");
}
