//! evaluations.csv: one row an evaluation: what people say about a year's result.

use plan::evaluation::{Evaluation, VerdictParts};

use super::dated::{Kept, decided, japanese, year};
use super::named::subject;
use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "evaluations",
    title: ("評価", "Evaluations"),
    about: (
        "1行が一つの評価です。中間、自己、内部、外部の評価と、今後の方向性。",
        "One row an evaluation: midterm, self, internal or external, and what is to come of it.",
    ),
    key: &["subject_id", "fiscal_year", "evaluation_kind"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Evaluation>;

/// One part of the verdict, where there is one.
fn part<'a>(it: &Row<'a>, of: fn(VerdictParts<'a>) -> Option<&'a str>) -> Cell<'a> {
    it.it.verdict().parts().and_then(of).into()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| it.id.into())];
    let about = ("評価された計画、要素または指標", "the plan, element or indicator that is evaluated");
    let kind = |it: &Row<'a>| code::kind_of(it.edition, &it.it.subject).into();
    fields.extend(subject(about, |it: &Row<'a>| (&it.it.subject).into(), kind));
    fields.extend(year(|it: &Row<'a>| it.it.fiscal_year.into(), |it| japanese(it.it.fiscal_year)));
    fields.extend(said());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn said<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "evaluation_kind",
            "評価種別",
            Kind::Code(code::EVALUATION_KIND),
            ("誰が、いつ評価したか", "who evaluates, and when"),
            |it: &Row<'a>| code::evaluation_kind(it.it.kind).into(),
        )
        .required(),
        field("text", "評価", Kind::Text, ("評価の文", "the evaluation"), |it: &Row<'a>| {
            (&it.it.text).into()
        }),
        field(
            "direction_word",
            "今後の方向性",
            Kind::Text,
            ("継続、拡充、改善など、団体の言葉", "in the municipality's own word"),
            |it: &Row<'a>| it.it.direction.as_ref().into(),
        ),
        field(
            "future",
            "今後の方針",
            Kind::Text,
            ("これからどうするか", "what comes next"),
            |it: &Row<'a>| (&it.it.future).into(),
        ),
        field(
            "rule_id",
            "判定基準ID",
            Kind::Id,
            ("判定に使った基準", "the rule that was used"),
            |it: &Row<'a>| part(it, |it| Some(it.rule.as_str())),
        ),
        field(
            "computed_grade",
            "基準による評語",
            Kind::Text,
            ("基準で計算した評語", "the rule's grade"),
            |it: &Row<'a>| part(it, |it| it.computed),
        ),
        field("grade", "評語", Kind::Text, ("公表する評語", "the grade in force"), |it: &Row<'a>| {
            part(it, |it| Some(it.grade))
        }),
        field(
            "grade_reason",
            "変更の理由",
            Kind::Text,
            ("評語を計算と変えた理由", "why it differs from the rule's"),
            |it: &Row<'a>| part(it, |it| it.reason),
        ),
    ]
}
