//! What a person should look at before deciding: said where it is odd, and not said where it is not.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::check::cautions;
use plan::condition::Condition;
use plan::decision::{Decision, StaffId};
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::record::{Record, RecordId};
use plan::survey::{Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;

const TODAY: FiscalYear = FiscalYear::new(2024);

fn with(edition: &Edition, records: Vec<Record>) -> Edition {
    let edits = draft::edits(records.into_iter().map(Proposal::put).collect(), edition);
    edition.with(Arc::new(Decision {
        municipality: edition.municipality().clone(),
        number: edition.number().next(),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        by: StaffId(String::new()),
        reason: String::new(),
        sources: vec![],
        edits,
    }))
}

/// What is said about `new`, decided after `old`.
/// The record is taken over: each test makes its own.
#[expect(clippy::needless_pass_by_value, reason = "a test reads better without borrowing what it makes")]
fn said(old: Vec<Record>, new: Record) -> Vec<String> {
    let before = with(&Edition::empty(MunicipalityCode::parse("990019").unwrap()), old);
    let after = with(&before, vec![new.clone()]);
    cautions(&before, &after, [&new.id], TODAY).into_iter().map(|it| it.ja).collect()
}

fn indicator(name: &str, unit: &str, survey: bool) -> Record {
    let indicator = Indicator {
        direction: Some(Direction::Down),
        survey: survey.then(|| SurveyDesign::new(Sampling::Panel)),
        ..Indicator::new(name, IndicatorKind::Outcome, Unit::new(unit))
    };
    Record::new(RecordId::new("i"), indicator)
}

fn actual(year: i16, value: &str) -> Record {
    let (indicator, fiscal_year) = (RecordId::new("i"), FiscalYear::new(year));
    let figure = Figure::Value(value.parse().unwrap());
    let actual =
        Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None };
    Record::new(actual.id(), actual)
}

fn target(words: &str) -> Record {
    let target = Target {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(2023),
        condition: Condition::parse(words, None).unwrap().condition,
        words: words.to_owned(),
        revision_reason: None,
    };
    Record::new(target.id(), target)
}

#[test]
fn ten_times_last_year_is_asked_about_and_nine_times_is_not() {
    let last = || vec![indicator("件数", "件", false), actual(2022, "40")];
    assert_eq!(said(last(), actual(2023, "400")).len(), 1);
    assert_eq!(said(last(), actual(2023, "4")).len(), 1);
    assert_eq!(said(last(), actual(2023, "399")), Vec::<String>::new());
    assert_eq!(
        said(last(), actual(2023, "0")),
        Vec::<String>::new(),
        "zero is a figure, not a slip of digits"
    );
    assert_eq!(
        said(last(), actual(2024, "4000")),
        Vec::<String>::new(),
        "there is no figure of the year before"
    );
}

#[test]
fn a_figure_of_a_year_that_has_not_begun_is_asked_about() {
    let town = || vec![indicator("件数", "件", false)];
    assert_eq!(said(town(), actual(2025, "1")), ["まだ始まっていない2025年度の実績値です"]);
    assert_eq!(said(town(), actual(2024, "1")), Vec::<String>::new());
}

#[test]
fn a_share_of_answers_lies_between_0_and_100() {
    assert_eq!(said(vec![indicator("割合", "%", true)], actual(2023, "100.1")).len(), 1);
    assert_eq!(said(vec![indicator("割合", "%", true)], actual(2023, "100")), Vec::<String>::new());
    assert_eq!(said(vec![indicator("達成率", "%", false)], actual(2023, "246.9")), Vec::<String>::new());
}

#[test]
fn a_target_made_easier_is_said_and_whether_the_result_was_known() {
    let old = |known: bool| {
        let figure = known.then(|| actual(2023, "35"));
        [Some(indicator("事故件数", "件", false)), Some(target("30件以下")), figure]
            .into_iter()
            .flatten()
            .collect()
    };
    assert_eq!(
        said(old(false), target("40件以下")),
        ["目標値が「30件以下」から「40件以下」へ引き下げられています"]
    );
    assert!(said(old(true), target("40件以下"))[0].starts_with("結果が判明した後に"));
    assert_eq!(said(old(true), target("20件以下")), Vec::<String>::new());
    let bare = vec![indicator("事故件数", "件", false), target("30件")];
    assert_eq!(said(bare, target("40件")).len(), 1, "fewer is better, so more is easier");
}

#[test]
fn another_unit_is_said_and_another_spelling_is_not() {
    assert_eq!(said(vec![indicator("数", "箇所", false)], indicator("数", "人", false)).len(), 1);
    assert_eq!(
        said(vec![indicator("数", "箇所", false)], indicator("数", "か所", false)),
        Vec::<String>::new()
    );
}

#[test]
fn respondents_are_not_called_residents() {
    let said = said(vec![], indicator("安心と感じる区民の割合", "%", true));
    assert!(said[0].contains("区民アンケート回答者の割合"), "{said:?}");
    assert_eq!(
        self::said(vec![], indicator("安心と感じる区民アンケート回答者の割合", "%", true)),
        Vec::<String>::new()
    );
    assert_eq!(self::said(vec![], indicator("検診を受けた区民の割合", "%", false)), Vec::<String>::new());
}
