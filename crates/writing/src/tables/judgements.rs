//! judgements.csv: one row an indicator and year: whether the target was reached, by which rule, and what a person says.

use plan::browse::Point;
use plan::edition::Edition;
use plan::indicator::Indicator;
use plan::rating::{Frozen, Judgement};
use plan::record::RecordId;
use plan::survey::{self, Interval};

use super::dated::{japanese, year};
use super::graded::{Judged, graded, published_on, today_grade};
use super::named::indicator;
use crate::code::{self, Code};
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "judgements",
    title: ("判定", "Judgements"),
    about: (
        "1行が一つの指標の1年度の判定です。公表された基準で計算し、人が変えたときはその理由も示します。",
        "One row an indicator and year: the judgement that the published rule makes, and where a person overruled it, why.",
    ),
    key: &["indicator_id", "fiscal_year"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

/// 判定 of an indicator in a year, with the figures that it rests on.
pub(super) struct Row<'a> {
    pub(super) edition: &'a Edition,
    pub(super) id: &'a RecordId,
    pub(super) indicator: &'a Indicator,
    pub(super) point: Point<'a>,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let of = |(id, indicator)| {
        edition.series(id, indicator).into_iter().map(move |point| Row { edition, id, indicator, point })
    };
    edition.all::<Indicator>().flat_map(of).collect()
}

impl Row<'_> {
    fn range(&self) -> Option<Interval> {
        survey::interval(self.indicator, self.point.actual?).ok()
    }

    fn certainty(&self) -> Option<Code> {
        let hold = self.edition.hold(self.indicator);
        let certainty = survey::certainty(self.indicator, self.point.target, self.point.actual?, hold);
        code::certainty(&certainty)
    }
}

impl<'a> Judged<'a> for Row<'a> {
    fn today(&self) -> &Judgement {
        &self.point.judgement
    }

    fn rule(&self) -> Option<&'a RecordId> {
        self.edition.rule(self.indicator).map(|(id, _)| id)
    }
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| format!("{}/judgement/{}", it.id, it.point.year.year()).into())];
    fields.extend(indicator(|it: &Row<'a>| it.id.into(), |it| (&it.indicator.name).into()));
    fields.extend(year(|it: &Row<'a>| it.point.year.into(), |it| japanese(it.point.year)));
    fields.extend(verdict());
    fields
}

/// What target and result say, the rule, and a person, as published; what they say today, where that rests on something else.
pub(super) fn verdict<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = judged();
    fields.extend(graded());
    fields.extend([published_on(), published_target(), published_actual(), today_outcome(), today_grade()]);
    fields
}

/// The target by which it was judged when it was published; the one of today stands with the figures.
fn published_target<'a>() -> Field<'a, Row<'a>> {
    field(
        "published_target",
        "公表時の目標値",
        Kind::Text,
        (
            "公表したときの目標値の原文。空欄は公表後に変更がない",
            "the target then, in the document's words; blank where nothing was changed since",
        ),
        |it: &Row<'a>| it.published().and_then(Frozen::target).map(|it| it.words.clone()).into(),
    )
}

/// The result by which it was judged when it was published.
fn published_actual<'a>() -> Field<'a, Row<'a>> {
    field(
        "published_actual",
        "公表時の実績値",
        Kind::Decimal,
        (
            "公表したときの実績値。空欄は公表後に変更がない",
            "the result then; blank where nothing was changed since",
        ),
        |it: &Row<'a>| it.published().and_then(Frozen::actual).into(),
    )
    .in_unit(Unit::Is("指標による", "that of the indicator"))
}

/// What target and result say today. Only an indicator has a target.
fn today_outcome<'a>() -> Field<'a, Row<'a>> {
    field(
        "today_outcome",
        "いまの達成",
        Kind::Code(code::OUTCOME),
        (
            "公表後の訂正や改定を入れたときに、目標値と実績値から言えること。空欄はどれもない",
            "what they say with what was corrected or revised since; blank where nothing was",
        ),
        |it: &Row<'a>| it.since().map(|it| code::outcome(it.outcome)).into(),
    )
}

/// What target and result say, and how sure one may be.
fn judged<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "outcome",
            "達成したか",
            Kind::Code(code::OUTCOME),
            (
                "目標値と実績値だけから言えること。公表した判定はそのまま残す。各ページの件数はこの列の数",
                "what target and result alone say, as it was published; pages count by this column",
            ),
            |it: &Row<'a>| code::outcome(it.standing().outcome).into(),
        )
        .required(),
        field(
            "error_low",
            "誤差の下限（%）",
            Kind::Decimal,
            (
                "無作為抽出の調査で、95%の確かさで住民全体の値がある範囲の下の端",
                "of a random sample: the lower end of the 95 % interval",
            ),
            |it: &Row<'a>| it.range().map(|it| it.low).into(),
        )
        .in_unit(Unit::Is("%", "percent")),
        field(
            "error_high",
            "誤差の上限（%）",
            Kind::Decimal,
            ("同じ範囲の上の端", "the upper end of that interval"),
            |it: &Row<'a>| it.range().map(|it| it.high).into(),
        )
        .in_unit(Unit::Is("%", "percent")),
        field(
            "certainty",
            "確かさ",
            Kind::Code(code::CERTAINTY),
            (
                "誤差を考えても達成や未達成と言えるか。空欄は標本調査ではない数値",
                "whether the margin of error leaves room for doubt; blank where there is no sample",
            ),
            |it: &Row<'a>| it.certainty().into(),
        ),
    ]
}
