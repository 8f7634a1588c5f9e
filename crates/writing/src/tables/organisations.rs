//! organisations.csv: one row a name of an organisation: a renamed one has several.

use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::{Name, Organisation};
use plan::record::RecordId;

use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "organisations",
    title: ("組織", "Organisations"),
    about: (
        "1行が組織の一つの名称です。名称が変わった組織には、名称ごとに行があります。",
        "One row a name of an organisation: one that was renamed has a row for each name.",
    ),
    key: &["organisation_id", "name_number"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), rows(edition)),
};

struct Row<'a> {
    id: &'a RecordId,
    it: &'a Organisation,
    /// Its place among the names, from 1.
    number: u32,
    name: &'a Name,
}

fn rows(edition: &Edition) -> Vec<Row<'_>> {
    let all = edition.all::<Organisation>();
    all.flat_map(|(id, it)| (1..).zip(&it.names).map(move |(number, name)| Row { id, it, number, name }))
        .collect()
}

impl Row<'_> {
    /// The day from which the next name holds.
    fn until(&self) -> Option<Date> {
        self.it.names.get(usize::try_from(self.number).ok()?)?.since
    }
}

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        id(|it: &Row<'a>| format!("{}/name/{}", it.id, it.number).into()),
        field(
            "organisation_id",
            "組織ID",
            Kind::Id,
            ("組織。名称が変わっても変わらない", "the organisation, whatever it is called"),
            |it: &Row<'a>| it.id.into(),
        )
        .required(),
        field(
            "name_number",
            "名称の順",
            Kind::Place,
            ("古いものが1", "1 for the oldest"),
            |it: &Row<'a>| it.number.into(),
        )
        .required(),
        field(
            "organisation_name",
            "組織名",
            Kind::Text,
            ("この期間の名称", "its name in this period"),
            |it: &Row<'a>| (&it.name.text).into(),
        )
        .required(),
        field(
            "name_since",
            "名称の開始日",
            Kind::Day,
            ("空欄は初めから", "blank: from the first records on"),
            |it: &Row<'a>| it.name.since.into(),
        ),
        field(
            "name_until",
            "名称の終了日",
            Kind::Day,
            (
                "次の名称が始まる日。空欄は今の名称",
                "the day on which the next name begins; blank for the present one",
            ),
            |it: &Row<'a>| it.until().into(),
        ),
        field(
            "parent_id",
            "上位組織ID",
            Kind::Id,
            ("課が属する部など", "the department of a section"),
            |it: &Row<'a>| it.it.parent.as_ref().into(),
        ),
        field("founded_on", "設置日", Kind::Day, ("わかる場合", "where known"), |it: &Row<'a>| {
            it.it.founded.into()
        }),
        field(
            "ended_on",
            "廃止日",
            Kind::Day,
            (
                "なくなった最初の日。引き継いだ組織は links.csv にある",
                "the first day on which it was no more; what took over is in links.csv",
            ),
            |it: &Row<'a>| it.it.ended.as_ref().map(|end| end.on).into(),
        ),
    ]
}
