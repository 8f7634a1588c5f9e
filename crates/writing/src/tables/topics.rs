//! topics.csv: one row a word by which a resident looks for an element.

use plan::edition::Edition;
use plan::element::Element;
use plan::record::RecordId;

use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "topics",
    title: ("くらしの分野", "Topics"),
    about: (
        "1行が、一つの要素と一つのくらしの分野の組です。",
        "One row an element and a word by which a resident looks for it.",
    ),
    key: &["element_id", "position"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

type Row<'a> = (&'a RecordId, u32, &'a str);

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let elements = edition.all::<Element>();
    elements.flat_map(|(id, it)| (1..).zip(&it.topics).map(move |(at, it)| (id, at, it.as_str()))).collect()
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("{}/topic/{}", it.0, it.1).into()),
        field("element_id", "要素ID", Kind::Id, ("要素", "the element"), |it: &Row<'a>| it.0.into())
            .required(),
        field("position", "順", Kind::Place, ("1からの順", "its place, from 1"), |it: &Row<'a>| {
            it.1.into()
        })
        .required(),
        field(
            "topic",
            "分野",
            Kind::Text,
            ("防災、子育てなど", "e.g. 防災, 子育て"),
            |it: &Row<'a>| it.2.into(),
        )
        .required(),
    ]
}
