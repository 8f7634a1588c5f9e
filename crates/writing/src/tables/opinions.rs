//! opinions.csv: one row a summary of opinions and the municipality's thinking.

use plan::opinion::Opinion;
use plan::record::RecordId;

use super::dated::{Kept, decided};
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "opinions",
    title: ("意見の概要と考え方", "Opinions and answers"),
    about: (
        "1行が、意見募集で出された意見の概要一つと、それに対する考え方です。いくつもの意見が一つの概要になることがあります。",
        "One row a summary of opinions of a round, which may stand for several, and the answer to it.",
    ),
    key: &["id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Opinion>;

/// Ids in one cell.
pub(super) fn joined(ids: &[RecordId]) -> String {
    ids.iter().map(RecordId::as_str).collect::<Vec<_>>().join(";")
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        field(
            "consultation_id",
            "意見募集ID",
            Kind::Id,
            ("どの意見募集か", "the round"),
            |it: &Row<'a>| (&it.it.consultation).into(),
        )
        .required(),
        field(
            "number",
            "番号",
            Kind::Place,
            ("結果の表での番号", "its number in the table of results"),
            |it: &Row<'a>| it.it.number.into(),
        )
        .required(),
        field(
            "place",
            "箇所",
            Kind::Text,
            ("案のどこについてか", "the place in the draft"),
            |it: &Row<'a>| it.it.place.as_ref().into(),
        ),
        field(
            "summary",
            "意見の概要",
            Kind::Text,
            ("意見の要約", "the opinion in summary"),
            |it: &Row<'a>| (&it.it.summary).into(),
        ),
    ];
    fields.extend(counts());
    fields.extend(answered());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn counts<'a>() -> [Field<'a, Row<'a>>; 2] {
    [
        field(
            "opinions",
            "意見件数",
            Kind::Whole,
            ("この概要にまとめた意見の件数", "opinions for which it stands"),
            |it: &Row<'a>| it.it.opinions.into(),
        )
        .in_unit(Unit::Is("件", "opinions"))
        .required(),
        field(
            "persons",
            "提出者数",
            Kind::Whole,
            ("それを出した人と団体の数", "persons and bodies who wrote them"),
            |it: &Row<'a>| it.it.persons.into(),
        )
        .in_unit(Unit::Is("人", "persons"))
        .required(),
    ]
}

fn answered<'a>() -> [Field<'a, Row<'a>>; 4] {
    [
        field(
            "answer",
            "考え方の区分",
            Kind::Code(code::ANSWER),
            ("案に反映したか。団体の言い方ではなく共通の区分", "what became of it, in words common to all"),
            |it: &Row<'a>| code::answer(it.it.answer).into(),
        )
        .required(),
        field(
            "thinking",
            "考え方",
            Kind::Text,
            ("団体の考え方", "the municipality's answer"),
            |it: &Row<'a>| (&it.it.thinking).into(),
        ),
        field(
            "changed_ids",
            "反映先ID",
            Kind::Text,
            (
                "変えた、または既に書いてある計画・要素・指標。間は「;」",
                "plans, elements and indicators changed, with ; between",
            ),
            |it: &Row<'a>| joined(&it.it.changed).into(),
        ),
        field(
            "changed_by",
            "修正した決裁番号",
            Kind::Place,
            ("案を変えた決裁の番号", "the number of the decision that changed it"),
            |it: &Row<'a>| it.it.decision.map(|it| i64::try_from(it.0).unwrap_or(i64::MAX)).into(),
        ),
    ]
}
