//! A small town for the tests of this folder: records made short, decided on days that a test chooses.

use jiff::civil::Date;
use plan::actual::{Actual, Figure, Status};
use plan::amount::{Amount, AmountKind, Share};
use plan::condition::Condition;
use plan::decision::StaffId;
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::municipality::MunicipalityCode;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::target::Target;
use plan::unit::Unit;

pub(crate) const YEAR: FiscalYear = FiscalYear::new(2024);

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

/// An edition after one decision on a day.
pub(crate) fn decided(edition: &Edition, on: Date, proposals: Vec<Proposal>) -> Edition {
    let at = on.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    let edits = draft::edits(proposals, edition);
    edition.imagined(edits, &StaffId("企画課".to_owned()), at)
}

pub(crate) fn put(records: Vec<Record>) -> Vec<Proposal> {
    records.into_iter().map(Proposal::put).collect()
}

/// A town in which all this was decided at once.
pub(crate) fn town(records: Vec<Record>) -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    decided(&empty, jiff::civil::date(2024, 3, 1), put(records))
}

pub(crate) fn plan(name: &str, first: i16, last: i16) -> Record {
    let plan = Plan {
        levels: ["政策", "施策", "事業", "取組"].map(str::to_owned).to_vec(),
        ..Plan::new(PlanKind::BasicPlan, name, FiscalYear::new(first), Some(FiscalYear::new(last)))
    };
    Record::new(id(name), plan)
}

/// `p/1/2` hangs below `p/1`, and that hangs at the top of plan `p`.
pub(crate) fn element(path: &str) -> Record {
    let (above, _) = path.rsplit_once('/').unwrap();
    let plan = path.split('/').next().unwrap();
    let level = u8::try_from(path.matches('/').count() - 1).unwrap();
    let parent = (above != plan).then(|| id(above));
    Record::new(id(path), Element { parent, ..Element::new(id(plan), level, path, path) })
}

pub(crate) fn amount(element: &str, kind: AmountKind, yen: i64, shares: &[(&str, &str)]) -> Amount {
    let share = |(element, part): &(&str, &str)| Share { element: id(element), part: part.parse().unwrap() };
    let shares = shares.iter().map(share).collect();
    Amount { shares, ..Amount::new(id(element), YEAR, kind, yen) }
}

pub(crate) fn settled(element: &str, yen: i64, shares: &[(&str, &str)]) -> Record {
    let amount = amount(element, AmountKind::Settled, yen, shares);
    Record::new(amount.id(), amount)
}

pub(crate) fn indicator(name: &str, unit: &str, elements: &[&str]) -> Indicator {
    let elements = elements.iter().map(|it| id(it)).collect();
    let direction = Some(Direction::Up);
    Indicator { elements, direction, ..Indicator::new(name, IndicatorKind::Outcome, Unit::new(unit)) }
}

pub(crate) fn actual(indicator: &str, year: i16, figure: Figure) -> Record {
    let (indicator, fiscal_year) = (id(indicator), FiscalYear::new(year));
    let actual =
        Actual { indicator, fiscal_year, figure, status: Status::Final, sample: None, explanation: None };
    Record::new(actual.id(), actual)
}

pub(crate) fn value(value: i64) -> Figure {
    Figure::Value(value.into())
}

pub(crate) fn target(indicator: &str, year: i16, value: i64) -> Record {
    let target = Target {
        indicator: id(indicator),
        fiscal_year: FiscalYear::new(year),
        condition: Condition::AtLeast(value.into()),
        words: format!("{value}以上"),
        revision_reason: None,
    };
    Record::new(target.id(), target)
}
