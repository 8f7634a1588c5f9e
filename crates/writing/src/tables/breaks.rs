//! breaks.csv: one row a break: from this year on figures cannot be compared with those before.

use plan::edition::Edition;
use plan::indicator::{Break, Indicator};
use plan::record::RecordId;

use super::dated::{japanese, year};
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "breaks",
    title: ("集計方法の変更", "Breaks in series"),
    about: (
        "1行が一つの変更です。この年度から集計の範囲や方法が変わり、前の年度とは比べられません。",
        "One row a change of definition or method: figures from this year on cannot be compared with those before.",
    ),
    key: &["indicator_id", "fiscal_year"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

type Row<'a> = (&'a RecordId, &'a Break);

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    edition.all::<Indicator>().flat_map(|(id, it)| it.breaks.iter().map(move |it| (id, it))).collect()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| format!("{}/break/{}", it.0, it.1.year.year()).into()),
        field("indicator_id", "指標ID", Kind::Id, ("指標", "the indicator"), |it: &Row<'a>| it.0.into())
            .required(),
    ];
    fields.extend(year(|it: &Row<'a>| it.1.year.into(), |it| japanese(it.1.year)));
    fields.push(field(
        "note",
        "内容",
        Kind::Text,
        ("何が変わったか", "what changed"),
        |it: &Row<'a>| (&it.1.note).into(),
    ));
    fields
}
