use jiff::SignedDuration;
use ledger::{Ledger, Place};
use plan::municipality::Municipality;
use tempfile::TempDir;

use super::*;

fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

/// One more decision: the town takes another name.
fn decided(desk: &Desk, name: &str) {
    let edition = desk.edition(&town()).unwrap();
    let renamed = plan::record::Record::new(plan::record::RecordId::municipality(), Municipality::new(name));
    let by = StaffId("企画課".to_owned());
    let draft = plan::draft::Draft {
        id: plan::draft::DraftId(name.to_owned()),
        title: name.to_owned(),
        by: by.clone(),
        begun: now(),
        authors: [].into(),
        sources: vec![],
        edits: plan::draft::edits(vec![plan::draft::Proposal::put(renamed)], &edition),
    };
    let id = draft.id.clone();
    desk.ledger.write(move |tx| ledger::draft::save(tx, &town(), &draft, None).map(drop)).unwrap();
    crate::deciding::approve(desk, &town(), &id, &by, name, now()).unwrap();
}

/// A town with two decisions, the first of which is published, and a plan to publish the second.
fn planned(folder: &TempDir) -> (Desk, Kept<Scheduled>) {
    let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
    let by = StaffId("企画課".to_owned());
    crate::founding::found(&desk, &town(), Municipality::new("目安市"), &by, now()).unwrap();
    let (first, note) =
        (DecisionNumber(1), Announcement { label: "確定".to_owned(), note: None, despite: None });
    publishing::publish(&desk, &town(), Some(first), note, &by, now()).unwrap();
    decided(&desk, "二つめ");
    let plan = Scheduled {
        decision: DecisionNumber(2),
        label: "確定".to_owned(),
        note: None,
        despite: None,
        due: now(),
        by,
        at: now(),
        failed: None,
    };
    let place = town();
    desk.ledger.write(move |tx| paper::save(tx, &place, "", "p", &plan, None).map(drop)).unwrap();
    let due = all(&desk, &town()).unwrap().pop().unwrap();
    (desk, due)
}

#[test]
fn a_plan_that_is_cancelled_while_it_is_looked_at_publishes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    put_away(&desk, &town(), "p").unwrap();
    assert!(matches!(carry_out(&desk, &town(), &due, now()), Err(Error::NotFound)));
    assert_eq!(desk.publications(&town()).unwrap().len(), 1);
}

#[test]
fn a_plan_that_was_given_up_while_it_is_looked_at_publishes_nothing_and_keeps_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    desk.ledger.write(|tx| give_up_later(tx, &town(), DecisionNumber(1))).unwrap();
    assert!(matches!(carry_out(&desk, &town(), &due, now()), Err(Error::NotFound)));
    failed(&desk, &town(), due, "ほかの理由".to_owned()).unwrap();
    let told = all(&desk, &town()).unwrap().pop().unwrap().value.failed.unwrap();
    assert!(told.contains("取り下げたため"), "{told}");
}

#[test]
fn what_takes_a_publication_back_gives_up_what_was_planned_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    carry_out(&desk, &town(), &due, now()).unwrap();
    let (place, again) = (town(), Scheduled { due: now() + SignedDuration::from_hours(1), ..due.value });
    desk.ledger.write(move |tx| paper::save(tx, &place, "", "q", &again, None).map(drop)).unwrap();
    let back = Announcement { label: "取下げ".to_owned(), note: None, despite: None };
    let by = StaffId("企画課".to_owned());
    publishing::publish(&desk, &town(), Some(DecisionNumber(1)), back, &by, now()).unwrap();
    assert!(all(&desk, &town()).unwrap().pop().unwrap().value.failed.is_some());
}

#[test]
fn a_plan_is_carried_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    let none = |_: &MunicipalityCode, error: &Error| panic!("{error}");
    assert_eq!(publish_due(&desk, now(), &none).unwrap().len(), 1);
    assert!(all(&desk, &town()).unwrap().is_empty());
    assert!(carry_out(&desk, &town(), &due, now()).is_err());
    assert_eq!(desk.publications(&town()).unwrap().len(), 2);
}

#[test]
fn of_two_withdrawals_at_once_the_later_one_publishes_nothing_again() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    carry_out(&desk, &town(), &due, now()).unwrap();
    let back = |to: u64, seen: u64| withdrawn(&desk, (to, seen));
    assert_eq!(back(1, 2).unwrap().decision, DecisionNumber(1));
    for to in [1, 2] {
        let late = back(to, 2);
        assert!(matches!(late, Err(Error::Refused(Refusal::PublishedMeanwhile(1)))), "{to}: {late:?}");
    }
    assert!(
        matches!(back(2, 3), Err(Error::Invalid(it)) if it.field == "decision"),
        "2 was public before, and is no more"
    );
    assert!(back(1, 3).is_err(), "it is there already");
    assert_eq!(desk.publications(&town()).unwrap().len(), 3);
}

#[test]
fn what_a_colleague_published_meanwhile_is_not_withdrawn_unseen_nor_are_later_plans_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, due) = planned(&folder);
    carry_out(&desk, &town(), &due, now()).unwrap();
    decided(&desk, "三つめ");
    let note = Announcement { label: "確定".to_owned(), note: None, despite: None };
    let by = StaffId("企画課".to_owned());
    publishing::publish(&desk, &town(), Some(DecisionNumber(3)), note, &by, now()).unwrap();
    let later = Scheduled { decision: DecisionNumber(3), ..due.value };
    desk.ledger.write(move |tx| paper::save(tx, &town(), "", "q", &later, None).map(drop)).unwrap();
    let unseen = withdrawn(&desk, (1, 2));
    assert!(matches!(unseen, Err(Error::Refused(Refusal::PublishedMeanwhile(3)))), "{unseen:?}");
    assert_eq!(desk.publications(&town()).unwrap().len(), 3);
    assert!(all(&desk, &town()).unwrap().pop().unwrap().value.failed.is_none(), "what was planned stays so");
    assert_eq!(withdrawn(&desk, (1, 3)).unwrap().decision, DecisionNumber(1));
}

/// Goes back to a decision, after the publication that was seen as the latest.
fn withdrawn(desk: &Desk, (to, seen): (u64, u64)) -> Result<Publication, Error> {
    let why = Announcement { label: "取下げ".to_owned(), note: None, despite: None };
    let asked = (Some(DecisionNumber(to)), Way::Back(seen));
    publishing::go(desk, &town(), asked, why, &StaffId("企画課".to_owned()), now().into())
}
