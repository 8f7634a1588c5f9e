//! The columns of figures.csv.

use plan::condition::Condition;

use super::Row;
use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::id;
use crate::tables::dated::{day, decided, japanese, number, year};
use crate::tables::named::{indicator, indicator_kind, unit};

/// All of them, in the order in which they were published.
pub(super) fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(Row::name)];
    fields.extend(belonging());
    fields.extend(measured());
    fields.extend(year(|it: &Row<'a>| it.year.into(), |it| japanese(it.year)));
    fields.extend(figure());
    fields.extend(background());
    fields.extend(decided(
        |it: &Row<'a>| number(it.edition.since(&it.record())).into(),
        |it| day(it.edition, it.edition.since(&it.record())).into(),
    ));
    fields.extend(further());
    fields
}

/// What the figure belongs to.
fn belonging<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "plan_id",
            "計画ID",
            Kind::Id,
            ("指標がその年度に属する計画", "the plan to which the indicator belongs in that year"),
            |it: &Row<'a>| it.element.map(|(_, it)| &it.plan).into(),
        ),
        field(
            "element_id",
            "要素ID",
            Kind::Id,
            (
                "指標が成果を測る政策、施策、事業、課題など",
                "the policy, program, project or issue that it measures",
            ),
            |it: &Row<'a>| it.element.map(|(id, _)| id).into(),
        ),
        field(
            "element_number",
            "番号",
            Kind::Text,
            ("計画の中での要素の番号", "its number in the plan, as printed"),
            |it: &Row<'a>| it.element.map(|(_, it)| &it.number).into(),
        ),
        field(
            "organisation_id",
            "組織ID",
            Kind::Id,
            ("担当する組織", "the organisation in charge"),
            |it: &Row<'a>| it.organisation.into(),
        ),
        field(
            "organisation_name",
            "組織名（当時）",
            Kind::Text,
            ("その年度の終わりの組織名", "its name at the end of that year"),
            |it: &Row<'a>| it.organisation.map(|id| it.edition.organisation_name(id, it.year)).into(),
        ),
    ]
}

/// The indicator, as every table names it.
fn measured<'a>() -> [Field<'a, Row<'a>>; 3] {
    let [own, name] = indicator(|it: &Row<'a>| it.id.into(), |it| (&it.indicator.name).into());
    [own, name, indicator_kind(|it| code::indicator_kind(it.indicator.kind).into())]
}

/// The figure itself.
fn figure<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "figure_kind",
            "区分",
            Kind::Code(code::FIGURE_KIND),
            ("基準値、目標値、実績値のどれか", "baseline, target or result"),
            |it: &Row<'a>| it.kind().into(),
        )
        .required(),
        field(
            "comparator",
            "比較",
            Kind::Code(code::COMPARATOR),
            (
                "目標値と実績値をどう比べるか。目標値の行だけにある",
                "how a result is compared; on rows of targets only",
            ),
            |it: &Row<'a>| it.target().map(|it| code::comparator(&it.condition)).into(),
        ),
        field(
            "value",
            "値",
            Kind::Decimal,
            (
                "数値。空欄は数値がないことを示し、0ではない",
                "the number; blank means that there is none, not zero",
            ),
            |it: &Row<'a>| it.value().into(),
        )
        .in_unit(Unit::In("unit")),
        unit(|it| it.indicator.unit.as_str().into()),
        field(
            "status",
            "状態",
            Kind::Code(code::STATUS),
            ("数値の確かさ、または数値がないわけ", "how sure the number is, or why there is none"),
            |it: &Row<'a>| it.status().into(),
        )
        .required(),
        field(
            "reason",
            "理由",
            Kind::Text,
            ("測定しなかった理由", "why it was not measured"),
            |it: &Row<'a>| it.reason().into(),
        ),
        field(
            "as_written",
            "原文",
            Kind::Text,
            ("目標値の元の書き方", "the target as it was written"),
            |it: &Row<'a>| it.target().map(|it| &it.words).into(),
        ),
    ]
}

/// What the figure rests on.
fn background<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "sample_size",
            "回答数",
            Kind::Whole,
            ("アンケートの有効回答数", "valid answers, for figures of a survey"),
            |it: &Row<'a>| it.sample().map(|it| it.valid).into(),
        )
        .in_unit(Unit::Is("件", "answers")),
        field(
            "probability_sample",
            "無作為抽出",
            Kind::Flag,
            (
                "回答者を無作為に選んだか。trueでないとき、値は回答者の割合で、住民全体の割合ではない",
                "whether those asked were drawn by chance; where not, the figure is one of respondents, not of residents",
            ),
            |it: &Row<'a>| it.is_probability().into(),
        ),
        field(
            "source",
            "出典",
            Kind::Text,
            ("数値の出所", "where the figure comes from"),
            |it: &Row<'a>| it.indicator.source.as_ref().into(),
        ),
    ]
}

/// Added behind the columns that were proposed first: what would be lost without them.
fn further<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "value_to",
            "値の上限",
            Kind::Decimal,
            ("比較が範囲のときの上限", "the upper end, where the target is a range"),
            |it: &Row<'a>| match it.target().map(|it| &it.condition) {
                Some(Condition::Range { to, .. }) => (*to).into(),
                _ => Cell::Blank,
            },
        )
        .in_unit(Unit::In("unit")),
        field(
            "sample_sent",
            "発送数",
            Kind::Whole,
            ("アンケートを送った数", "how many were asked"),
            |it: &Row<'a>| it.sample().and_then(|it| it.sent).into(),
        )
        .in_unit(Unit::Is("件", "people")),
        field(
            "sample_counted",
            "該当回答数",
            Kind::Whole,
            ("値に数えた回答の数", "how many gave the answers that are counted"),
            |it: &Row<'a>| it.sample().and_then(|it| it.counted).into(),
        )
        .in_unit(Unit::Is("件", "answers")),
        field(
            "explanation",
            "増減の説明",
            Kind::Text,
            ("実績値が増減したわけ", "why the result rose or fell"),
            |it: &Row<'a>| it.actual().and_then(|it| it.explanation.as_ref()).into(),
        ),
        field(
            "revision_reason",
            "改定理由",
            Kind::Text,
            ("目標値を改めた理由", "why the target was changed"),
            |it: &Row<'a>| it.target().and_then(|it| it.revision_reason.as_ref()).into(),
        ),
    ]
}
