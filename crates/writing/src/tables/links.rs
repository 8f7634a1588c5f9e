//! links.csv: one row a tie from one record to another, of whichever kind: pairs stand here, never in a cell.

use plan::amount::Amount;
use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::link::Link;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::remark::Response;
use rust_decimal::Decimal;

use crate::code::{self, Code};
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "links",
    title: ("つながり", "Links"),
    about: (
        "1行が二つの記録のつながりです。重点、継続、測定、担当、按分など。",
        "One row a tie between two records: what serves, continues, measures, is in charge of or pays for what.",
    ),
    key: &["from_id", "link_kind", "to_id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

struct Row<'a> {
    from: &'a RecordId,
    kind: Code,
    to: &'a RecordId,
    /// Its place among the ties of one kind, from 1.
    position: u32,
    part: Option<Decimal>,
    note: Option<&'a String>,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let recorded = edition.all::<Link>().map(|(_, it)| Row {
        note: it.note.as_ref(),
        ..Row::new(&it.from, code::link_kind(it.kind), 1, &it.to)
    });
    let measured = edition.all::<Indicator>().flat_map(|(id, it)| many(id, code::MEASURES, &it.elements));
    let charged = edition.all::<Element>().flat_map(|(id, it)| many(id, code::IN_CHARGE, edition.owners(it)));
    let paid = edition.all::<Amount>().flat_map(|(id, it)| {
        (1..).zip(&it.shares).map(move |(at, share)| Row {
            part: Some(share.part),
            ..Row::new(id, code::PAYS_FOR, at, &share.element)
        })
    });
    let reflected =
        edition.all::<Response>().flat_map(|(_, it)| many(&it.remark, code::REFLECTED_IN, &it.reflected_in));
    let merged = edition.all::<Organisation>().flat_map(|(id, it)| {
        let into = it.ended.as_ref().map_or(&[][..], |end| &end.into);
        many(id, code::MERGED_INTO, into)
    });
    recorded.chain(measured).chain(charged).chain(paid).chain(reflected).chain(merged).collect()
}

fn many<'a>(from: &'a RecordId, kind: Code, to: &'a [RecordId]) -> impl Iterator<Item = Row<'a>> {
    (1..).zip(to).map(move |(position, to)| Row::new(from, kind, position, to))
}

impl<'a> Row<'a> {
    fn new(from: &'a RecordId, kind: Code, position: u32, to: &'a RecordId) -> Self {
        Self { from, kind, to, position, part: None, note: None }
    }
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("{}/{}/{}", it.from, it.kind.code, it.to).into()),
        field(
            "from_id",
            "起点ID",
            Kind::Id,
            ("つながりの起点の記録", "the record from which it goes"),
            |it: &Row<'a>| it.from.into(),
        )
        .required(),
        field(
            "link_kind",
            "つながりの種別",
            Kind::Code(code::LINK_KIND),
            ("どのようなつながりか", "what kind of tie it is"),
            |it: &Row<'a>| it.kind.into(),
        )
        .required(),
        field(
            "to_id",
            "終点ID",
            Kind::Id,
            ("つながりの終点の記録", "the record to which it goes"),
            |it: &Row<'a>| it.to.into(),
        )
        .required(),
        field(
            "position",
            "順",
            Kind::Place,
            ("同じ起点と種別の中での1からの順", "its place among the ties of one record and kind, from 1"),
            |it: &Row<'a>| it.position.into(),
        )
        .required(),
        field(
            "part",
            "割合",
            Kind::Decimal,
            ("按分の割合。全体を1とする", "the share of an amount, of a whole of 1"),
            |it: &Row<'a>| it.part.into(),
        )
        .in_unit(Unit::Is("全体を1とする比", "ratio")),
        field("note", "説明", Kind::Text, ("つながりの説明", "what it is about"), |it: &Row<'a>| {
            it.note.into()
        }),
    ]
}
