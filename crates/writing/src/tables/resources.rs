//! resources.csv: one row a means beside money: people, facilities, property, information.

use plan::resource::Resource;

use super::dated::{Kept, belonging, decided, japanese, year};
use crate::code;
use crate::column::{Field, Kind, Unit, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "resources",
    title: ("経営資源", "Resources"),
    about: (
        "1行が、要素が1年度に使う一つの経営資源です。予算と決算は amounts.csv にあります。",
        "One row a resource that an element uses in a year. Money is in amounts.csv.",
    ),
    key: &["id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Resource>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![
        id(|it: &Row<'a>| it.id.into()),
        belonging(
            ("資源を使う要素または計画", "the element or plan that uses it"),
            |it: &Row<'a>| (&it.it.element).into(),
        ),
    ];
    fields.extend(year(|it: &Row<'a>| it.it.fiscal_year.into(), |it| japanese(it.it.fiscal_year)));
    fields.extend(means());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn means<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "resource_kind",
            "経営資源の種別",
            Kind::Code(code::RESOURCE_KIND),
            ("職員、施設、財産、情報のどれか", "staff, facilities, property or information"),
            |it: &Row<'a>| code::resource_kind(it.it.kind).into(),
        )
        .required(),
        field(
            "resource_name",
            "経営資源",
            Kind::Text,
            ("資源の名称", "what it is"),
            |it: &Row<'a>| (&it.it.name).into(),
        )
        .required(),
        field(
            "quantity",
            "数量",
            Kind::Decimal,
            ("数えられる場合。空欄は0ではない", "where it is counted; blank is not zero"),
            |it: &Row<'a>| it.it.quantity.into(),
        )
        .in_unit(Unit::In("unit")),
        field(
            "unit",
            "単位",
            Kind::Text,
            ("数量の単位", "the unit of the quantity"),
            |it: &Row<'a>| it.it.unit.as_str().into(),
        ),
        field("note", "説明", Kind::Text, ("どう使うか", "how it is used"), |it: &Row<'a>| {
            it.it.note.as_ref().into()
        }),
    ]
}
