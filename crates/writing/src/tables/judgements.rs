//! judgements.csv: one row an indicator and year: whether the target was reached, by which rule, and what a person says.

use plan::browse::Point;
use plan::edition::Edition;
use plan::indicator::Indicator;
use plan::rating::Frozen;
use plan::record::RecordId;
use plan::survey::{self, Interval};

use super::dated::{japanese, year};
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

struct Row<'a> {
    edition: &'a Edition,
    id: &'a RecordId,
    indicator: &'a Indicator,
    point: Point<'a>,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let of = |(id, indicator)| {
        edition.series(id, indicator).into_iter().map(move |point| Row { edition, id, indicator, point })
    };
    edition.all::<Indicator>().flat_map(of).collect()
}

impl<'a> Row<'a> {
    /// The grade that a person gave beside the rule's or in its place, and the reason.
    fn by_person(&self) -> Option<(String, String)> {
        let beside = self.point.judgement.by_person.as_ref()?;
        Some((beside.grade.mark.clone(), beside.reason.clone()))
    }

    /// 公表時の判定, where something was corrected since.
    fn published(&self) -> Option<&Frozen> {
        self.point.judgement.published.as_deref()
    }

    fn range(&self) -> Option<Interval> {
        survey::interval(self.indicator, self.point.actual?).ok()
    }

    fn certainty(&self) -> Option<Code> {
        let certainty = survey::certainty(self.indicator, self.point.target, self.point.actual?);
        code::certainty(&certainty)
    }
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| format!("{}/judgement/{}", it.id, it.point.year.year()).into())];
    fields.extend(indicator(|it: &Row<'a>| it.id.into(), |it| (&it.indicator.name).into()));
    fields.extend(year(|it: &Row<'a>| it.point.year.into(), |it| japanese(it.point.year)));
    fields.extend(judged());
    fields.extend(graded());
    fields.extend(published());
    fields
}

/// What target and result say, and how sure one may be.
fn judged<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "outcome",
            "達成したか",
            Kind::Code(code::OUTCOME),
            ("目標値と実績値だけから言えること", "what target and result alone say"),
            |it: &Row<'a>| code::outcome(it.point.outcome()).into(),
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

/// What the rule says of it, and a person.
fn graded<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "rule_id",
            "判定基準ID",
            Kind::Id,
            ("使った判定基準", "the rule that was used"),
            |it: &Row<'a>| it.edition.rule(it.indicator).map(|(id, _)| id).into(),
        ),
        field(
            "measure",
            "基準が計算した値",
            Kind::Decimal,
            (
                "達成率や変化率など。率は1を100%とする",
                "what the rule measured: a rate as a part of one, a change, points",
            ),
            |it: &Row<'a>| it.point.judgement.value.into(),
        )
        .in_unit(Unit::Is("判定基準による", "as the rule says")),
        field(
            "computed_grade",
            "基準による評語",
            Kind::Text,
            ("判定基準で計算した評語", "the rule's grade"),
            |it: &Row<'a>| it.point.judgement.grade.as_ref().map(|it| it.mark.clone()).into(),
        ),
        field(
            "unrated_reason",
            "評語がない理由",
            Kind::Text,
            ("判定基準の段階に当てはめられない理由", "why the rule gives no place on its scale"),
            |it: &Row<'a>| it.point.judgement.unrated.map(|it| it.say().0).into(),
        ),
        field(
            "person_grade",
            "人による評語",
            Kind::Text,
            (
                "人が定めた評語。空欄は基準のとおり",
                "a person's grade beside the rule's; blank where there is none",
            ),
            |it: &Row<'a>| it.by_person().map(|(grade, _)| grade).into(),
        ),
        field(
            "person_reason",
            "人による評語の理由",
            Kind::Text,
            ("公表された理由", "its published reason"),
            |it: &Row<'a>| it.by_person().map(|(_, reason)| reason).into(),
        ),
    ]
}

/// What was said when it was published, where that was corrected since.
fn published<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "published_on",
            "公表日",
            Kind::Day,
            (
                "公表後に訂正があった判定を、初めて公表した日。空欄は訂正がない",
                "when a judgement that was corrected since was first published; blank where nothing was corrected",
            ),
            |it: &Row<'a>| it.published().map(|it| it.on).into(),
        ),
        field(
            "published_outcome",
            "公表時の達成",
            Kind::Code(code::OUTCOME),
            ("公表したときに、目標値と実績値から言えたこと", "what target and result said then"),
            |it: &Row<'a>| it.published().map(|it| code::outcome(it.judgement.outcome)).into(),
        ),
        field(
            "published_grade",
            "公表時の評語",
            Kind::Text,
            ("公表したときの評語", "the grade in force then"),
            |it: &Row<'a>| {
                it.published().and_then(|it| it.judgement.final_grade()).map(|it| it.mark.clone()).into()
            },
        ),
    ]
}
