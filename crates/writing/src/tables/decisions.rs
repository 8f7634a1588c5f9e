//! decisions.csv: one row a decision: when, why, and how many records it changed.

use std::sync::Arc;

use plan::decision::Decision;

use super::dated::number;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "decisions",
    title: ("決裁", "Decisions"),
    about: (
        "1行が一つの決裁です。ほかの表の「決裁番号」はここの行を指します。",
        "One row a decision; the column “decision” of all other files names a row here.",
    ),
    key: &["decision"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), edition.decisions()),
};

type Row<'a> = &'a Arc<Decision>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("decision/{}", it.number).into()),
        field(
            "decision",
            "決裁番号",
            Kind::Place,
            ("1からの番号", "its number, from 1"),
            |it: &Row<'a>| number(Some(it.number)).into(),
        )
        .required(),
        field("decided_on", "決裁日", Kind::Day, ("決裁の日", "its day"), |it: &Row<'a>| {
            it.date().into()
        })
        .required(),
        field("reason", "理由", Kind::Text, ("決めた理由", "why it was made"), |it: &Row<'a>| {
            it.reason.as_str().into()
        }),
        field(
            "changes",
            "変更した記録の数",
            Kind::Whole,
            ("公表された記録だけを数える", "how many public records it changed"),
            |it: &Row<'a>| u32::try_from(it.edits.len()).ok().into(),
        )
        .required()
        .in_unit(Unit::Is("件", "records")),
        field(
            "erratum",
            "正誤",
            Kind::Text,
            (
                "公表済みの内容の誤りを直した決裁で、何が誤りで正しくは何か",
                "what was wrong and what is right, where it corrects what had been published",
            ),
            |it: &Row<'a>| it.erratum.as_deref().into(),
        ),
    ]
}
