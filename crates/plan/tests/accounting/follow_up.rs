//! 意見の行方: no remark is lost, and one without an answer cannot hide.

use jiff::civil::date;
use plan::date::PartialDate;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::follow_up::{Answer, Answers, FollowUp, Wanted};
use plan::record::Record;
use plan::remark::{Remark, Response, ResponseStatus, Speaker};
use proptest::prelude::*;

use super::town::{self, element, id, plan};

fn remark(name: &str, year: i16, by: Speaker, said_on: Option<&str>) -> Record {
    let remark = Remark {
        subject: id("p/1"),
        fiscal_year: FiscalYear::new(year),
        by,
        by_name: None,
        text: vec!["なぜか。".to_owned()],
        said_on: said_on.and_then(PartialDate::parse),
    };
    Record::new(id(name), remark)
}

fn response(remark: &str, status: ResponseStatus) -> Record {
    let response = Response {
        remark: id(remark),
        status,
        text: vec![],
        fiscal_year: Some(FiscalYear::new(2025)),
        reflected_yen: None,
        reflected_in: vec![id("p/2")],
        responded_on: None,
    };
    Record::new(response.id(), response)
}

fn with(records: Vec<Record>) -> Edition {
    let frame = [plan("p", 2021, 2025), element("p/1"), element("p/2")];
    town::town(frame.into_iter().chain(records).collect())
}

fn ids<'a>(all: &'a [FollowUp<'a>]) -> Vec<&'a str> {
    all.iter().map(|it| it.id.as_str()).collect()
}

#[test]
fn the_unanswered_come_first_and_then_the_newest() {
    let edition = with(vec![
        remark("old", 2022, Speaker::Council, Some("2022-09-01")),
        remark("answered", 2024, Speaker::Council, Some("2024-09-01")),
        remark("new", 2024, Speaker::Auditor, Some("2024-09-01")),
        remark("undated", 2024, Speaker::Residents, None),
        response("answered", ResponseStatus::Declined),
    ]);

    let all = edition.follow_ups();

    assert_eq!(ids(&all), ["new", "undated", "old", "answered"]);
    assert_eq!(all[0].waiting(date(2024, 9, 11)), Some(10));
    assert_eq!((all[1].waiting(date(2024, 9, 11)), all[3].waiting(date(2024, 9, 11))), (None, None));
    assert_eq!(ids(&edition.reflected_in(&id("p/2"))), ["answered"]);
    assert!(all[3].takes_effect_in(FiscalYear::new(2025)) && !all[0].takes_effect_in(FiscalYear::new(2025)));
}

#[test]
fn a_list_takes_what_is_asked_for() {
    let edition = with(vec![
        remark("a", 2023, Speaker::Council, None),
        remark("b", 2024, Speaker::Council, None),
        remark("c", 2024, Speaker::Auditor, None),
        response("b", ResponseStatus::Doing),
    ]);
    let all = edition.follow_ups();
    let taken = |wanted: Wanted| {
        all.iter().filter(|it| wanted.takes(it)).map(|it| it.id.as_str()).collect::<Vec<_>>()
    };

    assert_eq!(taken(Wanted { by: Some(Speaker::Council), ..Wanted::default() }), ["a", "b"]);
    assert_eq!(taken(Wanted { answer: Some(Answer::None), ..Wanted::default() }), ["c", "a"]);
    let doing = Some(Answer::Given(ResponseStatus::Doing));
    assert_eq!(
        taken(Wanted { year: Some(FiscalYear::new(2024)), answer: doing, ..Wanted::default() }),
        ["b"]
    );
}

proptest! {
    #[test]
    fn counts_are_all_remarks(statuses in prop::collection::vec(0usize..5, 0..12)) {
        let records = statuses.iter().enumerate().flat_map(|(index, status)| {
            let name = format!("r{index}");
            let answer = match Answer::ALL[*status] {
                Answer::None => None,
                Answer::Given(status) => Some(response(&name, status)),
            };
            [Some(remark(&name, 2024, Speaker::Residents, None)), answer].into_iter().flatten()
        });
        let edition = with(records.collect());
        let counts = Answers::of(&edition.follow_ups());
        prop_assert_eq!(counts.all(), statuses.len());
        prop_assert_eq!(counts.unanswered(), statuses.iter().filter(|it| **it == 0).count());
        prop_assert_eq!(Answer::ALL.map(|it| counts.count(it)).iter().sum::<usize>(), counts.all());
    }
}
