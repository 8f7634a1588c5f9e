//! elements.csv: one row a node of a plan's tree: 政策, 施策, 事業, 経営課題 …

use plan::element::Element;
use plan::plan::Plan;

use super::dated::{Kept, decided};
use crate::cell::Cell;
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "elements",
    title: ("計画の要素", "Elements of plans"),
    about: (
        "1行が計画の木の一つの枝です。政策、施策、事業、経営課題など。本文は sections.csv にあります。",
        "One row a node of a plan's tree: a policy, a program, a project, an issue. Its texts are in sections.csv.",
    ),
    key: &["element_id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Element>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| it.id.into())];
    fields.extend(place());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn place<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field("element_id", "要素ID", Kind::Id, ("要素", "the element"), |it: &Row<'a>| it.id.into())
            .required(),
        field(
            "plan_id",
            "計画ID",
            Kind::Id,
            ("要素がある計画", "the plan in which it stands"),
            |it: &Row<'a>| (&it.it.plan).into(),
        )
        .required(),
        field(
            "parent_id",
            "上位要素ID",
            Kind::Id,
            ("一つ上の要素。空欄はいちばん上", "the element above it; blank at the top"),
            |it: &Row<'a>| it.it.parent.as_ref().into(),
        ),
        field(
            "level",
            "階層の深さ",
            Kind::Place,
            ("いちばん上が1", "1 at the top"),
            |it: &Row<'a>| (u32::from(it.it.level) + 1).into(),
        )
        .required(),
        field(
            "level_name",
            "階層",
            Kind::Text,
            ("その計画での階層の名", "what the plan calls the level"),
            |it: &Row<'a>| {
                it.edition
                    .find::<Plan>(&it.it.plan)
                    .map_or(Cell::Blank, |plan| plan.level(it.it.level).into())
            },
        ),
        field(
            "number",
            "番号",
            Kind::Text,
            ("計画にある番号", "its number, as printed"),
            |it: &Row<'a>| (&it.it.number).into(),
        ),
        field("title", "名称", Kind::Text, ("要素の名称", "its title"), |it: &Row<'a>| {
            (&it.it.title).into()
        })
        .required(),
        field(
            "organisation_id",
            "組織ID",
            Kind::Id,
            (
                "担当する組織。ほかの担当は links.csv にある",
                "the organisation in charge; further ones are in links.csv",
            ),
            |it: &Row<'a>| it.edition.in_charge(it.id).into(),
        ),
    ]
}
