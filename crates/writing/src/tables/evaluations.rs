//! evaluations.csv: one row an evaluation: what people say about a year's result.

use plan::evaluation::{Evaluation, Verdict};

use super::dated::{Kept, decided, japanese, year};
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

/// The verdict taken apart: rule, computed grade, grade in force, reason.
fn verdict<'a>(it: &Row<'a>) -> [Option<&'a str>; 4] {
    match it.it.verdict() {
        Verdict::Pending => [None; 4],
        Verdict::ByRule { rule, grade } => [Some(rule.as_str()), Some(grade), Some(grade), None],
        Verdict::ByPerson { rule, grade, reason, .. } => {
            [Some(rule.as_str()), None, Some(grade), Some(reason)]
        }
        Verdict::Overruled { rule, computed, grade, reason, .. } => {
            [Some(rule.as_str()), Some(computed), Some(grade), Some(reason)]
        }
    }
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        field(
            "subject_id",
            "対象ID",
            Kind::Id,
            ("評価された計画、要素または指標", "the plan, element or indicator that is evaluated"),
            |it: &Row<'a>| (&it.it.subject).into(),
        )
        .required(),
        field(
            "subject_kind",
            "対象の種別",
            Kind::Code(code::RECORD_KIND),
            ("対象が何か", "what that is"),
            |it: &Row<'a>| {
                it.edition.get(&it.it.subject).and_then(|it| code::record_kind(it.body.kind())).into()
            },
        ),
    ];
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
            |it: &Row<'a>| verdict(it)[0].into(),
        ),
        field(
            "computed_grade",
            "基準による評語",
            Kind::Text,
            ("基準で計算した評語", "the rule's grade"),
            |it: &Row<'a>| verdict(it)[1].into(),
        ),
        field("grade", "評語", Kind::Text, ("公表する評語", "the grade in force"), |it: &Row<'a>| {
            verdict(it)[2].into()
        }),
        field(
            "grade_reason",
            "変更の理由",
            Kind::Text,
            ("評語を計算と変えた理由", "why it differs from the rule's"),
            |it: &Row<'a>| verdict(it)[3].into(),
        ),
    ]
}
