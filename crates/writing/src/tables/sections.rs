//! sections.csv: one row a paragraph of what plans and their elements say under headings.

use plan::edition::Edition;
use plan::element::{Element, Section};
use plan::plan::Plan;
use plan::record::{Kind as RecordKind, RecordId};

use crate::cell::Cell;
use crate::code;
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "sections",
    title: ("計画の本文", "Texts of plans"),
    about: (
        "1行が一つの段落です。計画と要素の本文を、見出しとその意味とともに示します。",
        "One row a paragraph of a plan or an element, with its heading and what the heading means.",
    ),
    key: &["record_id", "section", "paragraph"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

struct Row<'a> {
    id: &'a RecordId,
    of: RecordKind,
    section: &'a Section,
    /// Places, from 1.
    at: (u32, u32),
    text: &'a str,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let plans = edition.all::<Plan>().flat_map(|(id, it)| of(id, RecordKind::Plan, &it.sections));
    let elements = edition.all::<Element>().flat_map(|(id, it)| of(id, RecordKind::Element, &it.sections));
    plans.chain(elements).collect()
}

fn of<'a>(id: &'a RecordId, of: RecordKind, sections: &'a [Section]) -> impl Iterator<Item = Row<'a>> {
    (1..).zip(sections).flat_map(move |(first, section)| {
        let row = move |(second, text): (u32, &'a String)| Row { id, of, section, at: (first, second), text };
        (1..).zip(&section.paragraphs).map(row)
    })
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("{}/section/{}/{}", it.id, it.at.0, it.at.1).into()),
        field(
            "record_id",
            "記録ID",
            Kind::Id,
            ("計画または要素", "the plan or the element"),
            |it: &Row<'a>| it.id.into(),
        )
        .required(),
        field(
            "record_kind",
            "記録の種別",
            Kind::Code(code::RECORD_KIND),
            ("計画か要素か", "a plan or an element"),
            |it: &Row<'a>| code::record_kind(it.of).into(),
        )
        .required(),
        field(
            "section",
            "見出しの順",
            Kind::Place,
            ("1からの順", "its place, from 1"),
            |it: &Row<'a>| it.at.0.into(),
        )
        .required(),
        field(
            "meaning",
            "見出しの意味",
            Kind::Code(code::MEANING),
            ("言い方が違っても同じ意味", "the same whatever the wording"),
            |it: &Row<'a>| code::meaning(it.section.meaning).into(),
        )
        .required(),
        field(
            "heading",
            "見出し",
            Kind::Text,
            ("文書にある見出し。空欄は見出しがない", "as printed; blank where there is none"),
            |it: &Row<'a>| Cell::from(&it.section.heading),
        ),
        field(
            "paragraph",
            "段落の順",
            Kind::Place,
            ("見出しの中での1からの順", "its place under the heading, from 1"),
            |it: &Row<'a>| it.at.1.into(),
        )
        .required(),
        field("text", "本文", Kind::Text, ("段落の文", "the paragraph"), |it: &Row<'a>| it.text.into()),
    ]
}
