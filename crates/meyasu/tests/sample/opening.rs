//! 年度を開く, with the whole sample city: 令和9年度 is made of 令和8年度.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use plan::calendar::CalendarEntry;
use plan::check::{self, Severity};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::link::{Link, LinkKind};
use plan::opening::{Choices, Opening, Texts, Weight};
use plan::plan::Plan;
use plan::working_day::is_working_day;

use crate::town::{id, town};

const NEXT: FiscalYear = FiscalYear::new(2027);

static FORESEEN: LazyLock<Opening> = LazyLock::new(|| {
    let choices = Choices { texts: Texts::LastYears, ..Choices::default() };
    Opening::of(town(), NEXT, &choices)
});

static OPENED: LazyLock<Edition> = LazyLock::new(|| {
    let at = "2026-11-21T00:00:00Z".parse().unwrap();
    let by = StaffId("企画部企画課".to_owned());
    let draft = Draft {
        id: DraftId("opening".to_owned()),
        title: "令和9年度を開く".to_owned(),
        by: by.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits: draft::edits(FORESEEN.proposals.clone(), town()),
    };
    let decision = draft.decide(town(), by, "令和9年度を開く", at).unwrap();
    town().with(Arc::new(decision))
});

#[test]
fn every_statement_of_the_year_is_taken_over() {
    let lines: Vec<_> =
        FORESEEN.statements.iter().map(|it| (it.to.as_str(), it.name.as_str(), it.elements)).collect();
    assert_eq!(lines.len(), 11, "{lines:?}");
    assert!(lines.contains(&("kawabata-2027", "令和9年度 川端区運営方針", 4)));
    assert!(lines.contains(&("goal27-kikaku", "令和9年度 企画部の目標", 1)));
    assert!(FORESEEN.left.is_empty());
    let done: Vec<&str> = FORESEEN.told(Weight::Done).map(|it| it.ja.as_str()).collect();
    assert!(done[0].starts_with("令和8年度の運営方針11件（要素14件）を令和9年度に引き継ぎます"), "{done:?}");
}

#[test]
fn the_new_elements_are_measured_and_tied_as_the_old_ones_were() {
    let edition = &*OPENED;
    let element: &Element = edition.find(&id("kw27-1-2")).unwrap();
    assert_eq!((element.number.as_str(), element.organisations.len(), element.topics.len()), ("1-(2)", 2, 2));
    let measuring =
        |element: &str| edition.indicators(&id(element)).map(|(id, _)| id.clone()).collect::<BTreeSet<_>>();
    for number in ["1-1", "1-2", "2-1", "3-1"] {
        let (old, new) = (measuring(&format!("kw26-{number}")), measuring(&format!("kw27-{number}")));
        assert!(!old.is_empty() && old == new, "{number}");
    }
    let tied = |element: &str, kind: LinkKind| {
        let links = edition.all::<Link>().filter(|(_, it)| it.from.as_str() == element && it.kind == kind);
        links.map(|(_, it)| it.to.clone()).collect::<BTreeSet<_>>()
    };
    for kind in [LinkKind::Serves, LinkKind::Related] {
        assert_eq!(tied("kw26-1-2", kind), tied("kw27-1-2", kind));
    }
    assert_eq!(tied("kw27-1-2", LinkKind::Continues), [id("kw26-1-2")].into());
    let indicators = edition
        .all::<Indicator>()
        .filter(|(_, it)| it.elements.iter().any(|it| it.as_str().starts_with("kw27")));
    for (id, _) in indicators {
        assert!(edition.target(id, NEXT).is_none() && edition.actual(id, NEXT).is_none(), "{id}");
    }
}

#[test]
fn the_calendar_moves_to_the_new_year_and_gets_the_usual_stages() {
    let edition = &*OPENED;
    let entry: &CalendarEntry = edition.find(&id("cal27-results-entry")).unwrap();
    assert_eq!(entry.title, "令和8年度の実績と決算見込の入力");
    assert_eq!(entry.to.to_string(), "2027-05-14", "15 May 2027 is a Saturday");
    let new = || edition.all::<CalendarEntry>().filter(|(_, it)| it.fiscal_year == NEXT).map(|(_, it)| it);
    let works: Vec<&CalendarEntry> = new().filter(|it| it.work.is_some()).collect();
    assert_eq!((new().count(), works.len()), (16 + 7, 7));
    assert!(works.iter().all(|it| is_working_day(it.to)));
}

#[test]
fn the_opened_year_holds_together_and_is_opened_once() {
    let errors: Vec<_> =
        check::edition(&OPENED, NEXT).into_iter().filter(|it| it.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let again = Opening::of(&OPENED, NEXT, &Choices::default());
    assert!(draft::edits(again.proposals, &OPENED).is_empty());
    assert!(again.statements.iter().all(|it| it.kept) && again.dates.iter().all(|it| it.kept));
}

#[test]
fn the_public_sees_the_new_plans_and_none_of_the_forms() {
    let public = OPENED.public();
    assert!(public.find::<Plan>(&id("kawabata-2027")).is_some());
    assert_eq!(public.all::<plan::form::Form>().count(), 0);
    assert!(public.all::<CalendarEntry>().all(|(_, it)| it.work.is_none()));
}

#[test]
fn the_year_after_is_opened_from_the_opened_one() {
    let opening = Opening::of(&OPENED, NEXT.next(), &Choices::default());
    assert_eq!(opening.statements.len(), 11);
    assert_eq!(opening.dates.len(), 16 + 7);
    let forms =
        opening.proposals.iter().filter(|it| it.change.id().as_str().starts_with("form-2028-")).count();
    assert_eq!(forms, 5);
}
