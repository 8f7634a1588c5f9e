//! 指標の一覧: one row an indicator in one year, as a list on the site shows it: target, result, the result before, and the verdict.

use plan::actual::{Actual, Figure};
use plan::browse::Point;
use plan::condition::Condition;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;
use plan::target::Target;

use super::dated::{japanese, year};
use super::judgements::{self, Row};
use super::named::{indicator, indicator_kind, unit};
use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{self, Table, columns, filled, id};

/// 指標の一覧 as a file. It joins what other tables hold one by one, so it is none of them: who chooses rows on a page gets those.
pub const LISTED: Table = Table {
    name: "list",
    title: ("指標の一覧", "List of indicators"),
    about: (
        "1行が一つの指標の1年度です。サイトの一覧で選んだ条件に合うものを、一覧と同じ順に並べています。",
        "One row an indicator in one year: those that fit what was chosen on the site, in the order of the list.",
    ),
    key: &["indicator_id", "fiscal_year"],
    columns: || columns(&fields()),
    rows: |edition| edition.reported_year().map_or(vec![], |year| of(edition, year, all(edition))),
};

fn all(edition: &Edition) -> impl Iterator<Item = &RecordId> {
    edition.all::<Indicator>().map(|(id, _)| id)
}

/// The rows of some indicators in a year, in their order.
pub fn of<'a>(
    edition: &'a Edition,
    year: FiscalYear,
    indicators: impl IntoIterator<Item = &'a RecordId>,
) -> Vec<table::Row<'a>> {
    let row = |id: &'a RecordId| {
        let indicator = edition.find::<Indicator>(id)?;
        let (target, actual) = (edition.target(id, year), edition.actual(id, year));
        let point = Point { year, target, actual, judgement: edition.judge(id, indicator, year).into() };
        Some(Row { edition, id, indicator, point })
    };
    filled(edition, &fields(), indicators.into_iter().filter_map(row))
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| format!("{}/judgement/{}", it.id, it.point.year.year()).into())];
    fields.extend(indicator(|it: &Row<'a>| it.id.into(), |it| (&it.indicator.name).into()));
    fields.push(indicator_kind(|it| code::indicator_kind(it.indicator.kind).into()));
    fields.extend(charged());
    fields.extend(year(|it: &Row<'a>| it.point.year.into(), |it| japanese(it.point.year)));
    fields.push(unit(|it| it.indicator.unit.as_str().into()));
    fields.extend(promised());
    fields.extend(measured());
    fields.extend(judgements::verdict());
    fields
}

/// Whose it is.
fn charged<'a>() -> [Field<'a, Row<'a>>; 2] {
    let about = ("主に担当する部", "the department that answers for it");
    [
        field("department_id", "担当部ID", Kind::Id, about, |it: &Row<'a>| department(it).into()),
        field(
            "department_name",
            "担当部名（当時）",
            Kind::Text,
            ("その年度の終わりの名称", "its name at the end of that year"),
            |it: &Row<'a>| department(it).map(|id| it.edition.organisation_name(id, it.point.year)).into(),
        ),
    ]
}

fn department<'a>(it: &Row<'a>) -> Option<&'a RecordId> {
    it.edition.department_of(it.indicator, it.point.year).map(|(id, _)| id)
}

/// 目標値.
fn promised<'a>() -> Vec<Field<'a, Row<'a>>> {
    let compared = ("目標値と実績値をどう比べるか", "how a result is compared with the target");
    let upper = ("比較が範囲のときの上限", "the upper end, where the target is a range");
    vec![
        field("comparator", "比較", Kind::Code(code::COMPARATOR), compared, |it: &Row<'a>| {
            it.point.target.map(|it| code::comparator(&it.condition)).into()
        }),
        field(
            "target",
            "目標値",
            Kind::Decimal,
            ("空欄は目標がないか、言葉の目標", "blank where there is none, or one in words"),
            |it: &Row<'a>| it.point.target.and_then(least).into(),
        )
        .in_unit(Unit::In("unit")),
        field("target_to", "目標値の上限", Kind::Decimal, upper, |it: &Row<'a>| {
            match it.point.target.map(|it| &it.condition) {
                Some(Condition::Range { to, .. }) => (*to).into(),
                _ => Cell::Blank,
            }
        })
        .in_unit(Unit::In("unit")),
        field(
            "as_written",
            "原文",
            Kind::Text,
            ("目標値の元の書き方", "the target as it was written"),
            |it: &Row<'a>| it.point.target.map(|it| &it.words).into(),
        ),
    ]
}

fn least(target: &Target) -> Option<rust_decimal::Decimal> {
    match &target.condition {
        Condition::Range { from, .. } => Some(*from),
        condition => condition.target(),
    }
}

/// 実績値, and the one before.
fn measured<'a>() -> Vec<Field<'a, Row<'a>>> {
    let blank = ("空欄は数値がないことを示し、0ではない", "blank means that there is none, not zero");
    let status = ("数値の確かさ、または数値がないわけ", "how sure the number is, or why there is none");
    vec![
        field("actual", "実績値", Kind::Decimal, blank, |it: &Row<'a>| {
            it.point.actual.and_then(Actual::value).into()
        })
        .in_unit(Unit::In("unit")),
        field("status", "状態", Kind::Code(code::STATUS), status, |it: &Row<'a>| {
            it.point.actual.map(|it| code::status(&it.figure, it.status)).into()
        }),
        field(
            "reason",
            "理由",
            Kind::Text,
            ("測定しなかった理由、または増減の説明", "why it was not measured, or why it rose or fell"),
            |it: &Row<'a>| it.point.actual.and_then(why).into(),
        ),
        field("previous", "前年度の実績値", Kind::Decimal, blank, |it: &Row<'a>| {
            it.edition.actual(it.id, it.point.year.previous()).and_then(Actual::value).into()
        })
        .in_unit(Unit::In("unit")),
    ]
}

fn why(actual: &Actual) -> Option<&str> {
    match &actual.figure {
        Figure::NotMeasured { because } => Some(because),
        Figure::NotYet | Figure::Value(_) => actual.explanation.as_deref(),
    }
}
