//! 意見と対応: who said what, and what became of it.

use std::collections::{BTreeMap, HashSet};

use plan::amount::AmountKind;
use plan::date::PartialDate;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::{Answer, FollowUp};
use plan::indicator::Indicator;
use plan::remark::{ResponseStatus, Speaker};

use super::town::{id, town};

#[test]
fn everybody_has_spoken_in_four_years() {
    let mut by_year: BTreeMap<FiscalYear, HashSet<Speaker>> = BTreeMap::new();
    for it in town().follow_ups() {
        by_year.entry(it.remark.fiscal_year).or_default().insert(it.remark.by);
    }
    assert_eq!(by_year.keys().map(|it| it.year()).collect::<Vec<_>>(), [2022, 2023, 2024, 2025]);
    assert!(by_year.values().all(|it| it.len() >= 4), "{by_year:?}");
    assert_eq!(by_year.values().flatten().collect::<HashSet<_>>().len(), 5);
}

#[test]
fn only_remarks_of_the_newest_year_wait_for_an_answer() {
    let open: Vec<_> = town().follow_ups().into_iter().filter(|it| it.answer() == Answer::None).collect();
    assert_eq!(open.len(), 4);
    assert!(open.iter().all(|it| it.remark.fiscal_year == FiscalYear::new(2025)));
}

/// The remarks that were answered.
fn answered() -> Vec<FollowUp<'static>> {
    town().follow_ups().into_iter().filter(|it| it.response.is_some()).collect()
}

#[test]
fn every_answer_has_a_day_and_comes_after_the_remark() {
    for it in answered() {
        let day = it.response.unwrap().responded_on.and_then(PartialDate::last_day);
        let said = it.remark.said_on.and_then(PartialDate::last_day);
        assert!(day.is_some() && day > said, "{}", it.id);
    }
}

#[test]
fn what_was_done_shows_somewhere_and_a_no_shows_nowhere() {
    let mut declined = 0;
    for it in answered() {
        let response = it.response.unwrap();
        match response.status {
            ResponseStatus::Done => assert!(!response.reflected_in.is_empty(), "{}", it.id),
            ResponseStatus::Declined => {
                assert!(response.reflected_in.is_empty() && response.reflected_yen.is_none(), "{}", it.id);
                assert!(response.text.concat().chars().count() > 40, "{}", it.id);
                declined += 1;
            }
            ResponseStatus::Doing | ResponseStatus::Considering => {}
        }
        assert!(response.reflected_in.iter().all(|it| town().get(it).is_some()), "{}", it.id);
    }
    assert_eq!(declined, 3);
}

fn response(remark: &str) -> &'static plan::remark::Response {
    town().find(&id(&format!("{remark}/response"))).unwrap()
}

#[test]
fn two_answers_changed_a_target_that_is_there() {
    for (remark, indicator, year) in
        [("r22-01", "online-applications", 2024), ("r24-12", "respite-refused", 2026)]
    {
        let answer = response(remark);
        assert!(answer.reflected_in.contains(&id(indicator)), "{remark}");
        let target = id(indicator).target(FiscalYear::new(year));
        let (set, answered) = (town().since(&target), town().since(&answer.id()));
        assert_eq!(set, answered, "{remark}: the target was set in another decision");
    }
}

#[test]
fn what_an_answer_says_was_added_is_in_the_budget() {
    let mut checked = 0;
    for (remark, project, year) in [
        ("r22-02", "p2-1-2", 2024),
        ("r22-03", "p6-1-2", 2024),
        ("r22-04", "p3-1-1", 2024),
        ("r23-01", "p1-3-1", 2025),
        ("r23-04", "kw25-1-2", 2025),
        ("r23-05", "p1-1-2", 2025),
        ("r24-12", "p5-2-2", 2026),
    ] {
        let answer = response(remark);
        assert!(answer.reflected_in.contains(&id(project)), "{remark}");
        let budget = |year| initial(project, FiscalYear::new(year));
        let more = budget(year) - budget(year - 1);
        assert!(more >= answer.reflected_yen.unwrap(), "{remark}: {more}");
        checked += 1;
    }
    assert!(checked >= 2);
    let added = town().amount(&id("p1-2-2"), FiscalYear::new(2026), AmountKind::Supplementary).unwrap();
    assert_eq!(response("r25-08").reflected_yen, Some(added.yen));
}

/// 当初予算; of a ward's issue, that of the statement before for the year before.
fn initial(project: &str, year: FiscalYear) -> i64 {
    town().amount(&id(project), year, AmountKind::Initial).unwrap().yen
}

#[test]
fn an_answer_that_went_on_keeps_what_it_said_first() {
    let first =
        |remark: &str| match &town().history(&response(remark).id())[0].record.as_deref().unwrap().body {
            plan::record::Body::Response(it) => it.status,
            other => panic!("{other:?}"),
        };
    assert_eq!(
        (first("r24-06"), response("r24-06").status),
        (ResponseStatus::Considering, ResponseStatus::Done)
    );
    assert_eq!(
        (first("r23-09"), response("r23-09").status),
        (ResponseStatus::Doing, ResponseStatus::Considering)
    );
}

#[test]
fn an_indicator_can_say_which_remark_it_came_from() {
    let found = town().reflected_in(&id("respite-refused"));
    assert_eq!(found.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["r24-12"]);
    assert!(town().find::<Indicator>(&id("respite-refused")).is_some());
}
