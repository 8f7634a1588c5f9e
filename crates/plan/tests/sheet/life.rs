//! 票の一生.

use std::collections::BTreeSet;

use jiff::Timestamp;
use plan::decision::DecisionNumber;
use plan::form::FieldId;
use plan::role::Role;
use plan::sheet::life::{Act, Back, Hand, Lacks, Sheet, Stand, may_be_decided_by};
use plan::sheet::refusal::Refusal;
use plan::sheet::request::{Checklist, LONGEST, MOST, Request, RequestId, RequestKind};
use proptest::prelude::*;

use crate::town::{by, field};

const ROUTE: [Role; 2] = [Role::SectionChief, Role::DepartmentHead];

fn hand(name: &str, role: Role) -> Hand {
    Hand { by: by(name), role, stands_in_for: None, at: Timestamp::UNIX_EPOCH }
}

fn writer() -> Hand {
    hand("sato", Role::Writer)
}

fn chief() -> Hand {
    hand("kato", Role::SectionChief)
}

fn planning() -> Hand {
    hand("kikaku", Role::Planning)
}

fn request(name: &str, kind: RequestKind) -> Request {
    Request {
        id: RequestId(name.to_owned()),
        field: Some(field("e-1#problem")),
        quote: "人手が 足りない".to_owned(),
        kind,
        text: "数を入れてください".to_owned(),
        by: by("kato"),
        at: Timestamp::UNIX_EPOCH,
        answer: None,
    }
}

/// Saved twice and submitted.
fn submitted() -> Sheet {
    let mut sheet = Sheet::default();
    sheet.save(&writer()).unwrap();
    sheet.save(&writer()).unwrap();
    sheet.submit(&writer(), 2, &Lacks::default(), &ROUTE).unwrap();
    sheet
}

#[test]
fn a_sheet_goes_from_hand_to_hand_to_its_decision_and_keeps_every_step() {
    let mut sheet = submitted();
    assert_eq!(sheet.stand(), Stand::With { role: Role::SectionChief, place: 0 });
    sheet.pass(&chief(), 2, &ROUTE).unwrap();
    sheet.pass(&hand("ito", Role::DepartmentHead), 2, &ROUTE).unwrap();
    assert_eq!(sheet.stand(), Stand::Reviewing);
    sheet.decide(&planning(), 2, (DecisionNumber(7), true), false).unwrap();
    assert_eq!(sheet.stand(), Stand::Decided { number: DecisionNumber(7) });
    let acts: Vec<Act> = sheet.events().iter().map(|it| it.act).collect();
    assert_eq!(acts, [Act::Begun, Act::Submitted, Act::Passed, Act::Passed, Act::Decided]);
    assert_eq!(sheet.stand().name().0, "決裁済み（第7号）");
    let stored = serde_json::to_string(&sheet).unwrap();
    assert_eq!(serde_json::from_str::<Sheet>(&stored).unwrap(), sheet);
}

#[test]
fn what_is_missing_and_what_is_not_understood_is_named() {
    let mut sheet = Sheet::default();
    sheet.save(&writer()).unwrap();
    let lacks = Lacks { missing: vec![field("e-1#title")], unread: vec![field("i/actual/2025#figure")] };
    let refusal = sheet.submit(&writer(), 1, &lacks, &ROUTE).unwrap_err();
    assert_eq!(refusal, Refusal::Incomplete(lacks));
    assert!(
        refusal.ja().contains("必須の欄が1件")
            && refusal.to_string().contains("required fields are blank: 1")
    );
}

#[test]
fn who_names_an_older_version_is_shown_what_changed_first() {
    let mut sheet = submitted();
    sheet.save(&chief()).unwrap();
    let refusal = sheet.pass(&chief(), 2, &ROUTE).unwrap_err();
    assert_eq!(refusal, Refusal::Overtaken { seen: 2, now: 3 });
    sheet.pass(&chief(), 3, &ROUTE).unwrap();
}

#[test]
fn only_whose_turn_it_is_may_pass_or_write() {
    let mut sheet = submitted();
    assert_eq!(sheet.pass(&planning(), 2, &ROUTE), Err(Refusal::NotYourTurn(sheet.stand())));
    assert!(sheet.save(&writer()).is_err() && sheet.save(&chief()).is_ok());
}

#[test]
fn a_return_needs_a_reason_or_an_open_request_for_a_change() {
    let mut sheet = submitted();
    let back = |sheet: &mut Sheet, reason| sheet.send_back(&chief(), 2, (Back::Author, reason), &ROUTE);
    assert_eq!(back(&mut sheet, " "), Err(Refusal::NothingToMend));
    sheet.ask(request("q", RequestKind::Question)).unwrap();
    assert_eq!(back(&mut sheet, ""), Err(Refusal::NothingToMend), "a question alone is no reason");
    sheet.ask(request("d", RequestKind::Demand)).unwrap();
    back(&mut sheet, "").unwrap();
    assert_eq!(sheet.stand(), Stand::Writing);
}

#[test]
fn a_return_goes_one_step_or_to_those_who_write() {
    let reviewing = || {
        let mut sheet = submitted();
        sheet.pass(&chief(), 2, &ROUTE).unwrap();
        sheet.pass(&hand("ito", Role::DepartmentHead), 2, &ROUTE).unwrap();
        sheet
    };
    let (mut step, mut author) = (reviewing(), reviewing());
    step.send_back(&planning(), 2, (Back::Step, "金額"), &ROUTE).unwrap();
    author.send_back(&planning(), 2, (Back::Author, "金額"), &ROUTE).unwrap();
    let asked: Vec<_> =
        author.requests().iter().map(|it| (it.text.as_str(), it.kind, it.is_open())).collect();
    assert_eq!(asked, [("金額", RequestKind::Demand, true)], "a return always asks for something");
    assert_eq!(step.stand(), Stand::With { role: Role::DepartmentHead, place: 1 });
    assert_eq!(author.stand(), Stand::Writing);
    assert_eq!(author.events().last().unwrap().reason, "金額");
}

#[test]
fn a_sheet_is_pulled_back_only_before_anybody_passed_it() {
    let mut sheet = submitted();
    assert_eq!(sheet.pull_back(&hand("yamada", Role::Writer)), Err(Refusal::NotYours));
    sheet.pull_back(&writer()).unwrap();
    assert_eq!(sheet.stand(), Stand::Writing);
    let mut passed = submitted();
    passed.pass(&chief(), 2, &ROUTE).unwrap();
    assert_eq!(passed.pull_back(&writer()), Err(Refusal::TooLate(passed.stand())));
}

#[test]
fn nobody_decides_what_they_alone_wrote_unless_the_town_lets_them() {
    let one = BTreeSet::from([by("kikaku")]);
    let two = BTreeSet::from([by("kikaku"), by("sato")]);
    assert!(!may_be_decided_by(&one, &by("kikaku"), false) && may_be_decided_by(&one, &by("kikaku"), true));
    assert!(may_be_decided_by(&two, &by("kikaku"), false) && may_be_decided_by(&one, &by("sato"), false));
    let mut sheet = Sheet::default();
    sheet.save(&planning()).unwrap();
    sheet.submit(&planning(), 1, &Lacks::default(), &[]).unwrap();
    assert_eq!(sheet.decide(&planning(), 1, (DecisionNumber(1), true), false), Err(Refusal::OnlyAuthor));
    sheet.decide(&planning(), 1, (DecisionNumber(1), true), true).unwrap();
}

#[test]
fn a_decided_sheet_is_reopened_with_a_reason_only() {
    let mut sheet = Sheet::default();
    sheet.save(&writer()).unwrap();
    sheet.submit(&writer(), 1, &Lacks::default(), &[]).unwrap();
    sheet.decide(&planning(), 1, (DecisionNumber(1), true), false).unwrap();
    assert_eq!(sheet.reopen(&planning(), ""), Err(Refusal::NoReason));
    sheet.reopen(&planning(), "誤記の訂正").unwrap();
    assert!(sheet.stand() == Stand::Writing && sheet.authors().is_empty());
}

#[test]
fn requests_are_a_checklist_and_a_quote_that_is_gone_is_told() {
    let mut sheet = submitted();
    for (name, kind) in [("a", RequestKind::Demand), ("b", RequestKind::Question), ("c", RequestKind::Note)] {
        sheet.ask(request(name, kind)).unwrap();
        sheet.ask(request(name, kind)).unwrap();
    }
    sheet.answer(&RequestId("a".to_owned()), "直しました", &by("sato"), Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(Checklist::of(sheet.requests()).words().0, "2件中1件対応済み");
    assert!(request("a", RequestKind::Demand).quote_stands("まちの人手が足りない。"));
    assert!(!request("a", RequestKind::Demand).quote_stands("まちの人手は足りる。"));
    let unknown = sheet.answer(&RequestId("z".to_owned()), "?", &by("sato"), Timestamp::UNIX_EPOCH);
    assert!(matches!(unknown, Err(Refusal::NoSuchRequest(_))));
}

#[test]
fn what_is_said_on_a_sheet_is_as_long_as_a_page_and_no_longer() {
    let (most, too_long) = ("字".repeat(LONGEST), "字".repeat(LONGEST + 3));
    let mut sheet = submitted();
    let asked = |text: &str, quote: &str| Request {
        text: text.to_owned(),
        quote: quote.to_owned(),
        ..request("q", RequestKind::Demand)
    };
    for request in [asked(&too_long, ""), asked("短く", &too_long)] {
        let refusal = sheet.ask(request).unwrap_err();
        assert_eq!(refusal, Refusal::TooLong(3));
        assert!(
            refusal.ja().contains("あと3字減らして") && refusal.to_string().contains("3 characters shorter")
        );
    }
    sheet.ask(asked(&most, "")).unwrap();
    let mut answer =
        |text: &str| sheet.answer(&RequestId("q".to_owned()), text, &by("sato"), Timestamp::UNIX_EPOCH);
    assert_eq!(answer(&too_long), Err(Refusal::TooLong(3)));
    answer(&format!("{most}  \n")).unwrap();
    let back = sheet.send_back(&chief(), 2, (Back::Author, &too_long), &ROUTE);
    assert_eq!(back, Err(Refusal::TooLong(3)));

    let mut sheet = Sheet::default();
    sheet.save(&writer()).unwrap();
    sheet.submit(&writer(), 1, &Lacks::default(), &[]).unwrap();
    sheet.decide(&planning(), 1, (DecisionNumber(1), true), false).unwrap();
    assert_eq!(sheet.reopen(&planning(), &too_long), Err(Refusal::TooLong(3)));
}

#[test]
fn a_sheet_takes_so_many_requests_and_the_same_again_is_none() {
    let mut sheet = submitted();
    let asked = |number: usize| Request {
        text: format!("{number}"),
        ..request(&format!("q{number}"), RequestKind::Question)
    };
    (0..MOST).for_each(|number| sheet.ask(asked(number)).unwrap());
    assert_eq!(sheet.ask(asked(MOST)), Err(Refusal::TooMany));
    sheet.ask(asked(0)).unwrap();
    assert_eq!(sheet.requests().len(), MOST);
}

proptest! {
    #[test]
    fn whatever_is_tried_a_refused_deed_changes_nothing_and_no_event_is_lost(
        deeds in prop::collection::vec((0u8..8, 0usize..5, 0u64..4), 0..40),
    ) {
        let mut sheet = Sheet::default();
        let roles = [Role::Writer, Role::SectionChief, Role::DepartmentHead, Role::Planning, Role::Finance];
        for (deed, role, behind) in deeds {
            let who = hand(roles[role].word(), roles[role]);
            let before = sheet.clone();
            let seen = sheet.version().saturating_sub(behind / 3);
            let lacks = Lacks { missing: vec![field("e#title"); usize::from(behind == 2)], unread: Vec::<FieldId>::new() };
            let done = match deed {
                0 => sheet.save(&who).map(|_| ()),
                1 => sheet.submit(&who, seen, &lacks, &ROUTE),
                2 => sheet.pass(&who, seen, &ROUTE),
                3 => sheet.send_back(&who, seen, (Back::Step, "理由"), &ROUTE),
                4 => sheet.send_back(&who, seen, (Back::Author, ""), &ROUTE),
                5 => sheet.pull_back(&who),
                6 => sheet.decide(&who, seen, (DecisionNumber(1), true), behind == 1),
                _ => sheet.reopen(&who, "訂正"),
            };
            if let Err(refusal) = done {
                prop_assert_eq!(&sheet, &before);
                prop_assert!(!refusal.ja().is_empty() && !refusal.to_string().is_empty());
            } else {
                prop_assert!(sheet.events().starts_with(before.events()) && sheet.version() >= before.version());
            }
        }
    }
}
