//! plans.csv: one row a plan, from the ten-year vision to a ward's yearly statement.

use plan::plan::Plan;

use super::dated::{Kept, decided, japanese};
use crate::code;
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "plans",
    title: ("計画", "Plans"),
    about: (
        "1行が一つの計画です。組織の1年の運営方針も一つの計画として数えます。",
        "One row a plan; the yearly statement of an organisation is one too.",
    ),
    key: &["plan_id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, Plan>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| it.id.into())];
    fields.extend(naming());
    fields.extend(period());
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}

fn naming<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field("plan_id", "計画ID", Kind::Id, ("計画", "the plan"), |it: &Row<'a>| it.id.into()).required(),
        field(
            "plan_kind",
            "計画種別",
            Kind::Code(code::PLAN_KIND),
            ("どのような計画か", "what kind of plan it is"),
            |it: &Row<'a>| code::plan_kind(it.it.kind).into(),
        )
        .required(),
        field("plan_name", "計画名", Kind::Text, ("計画の名称", "its name"), |it: &Row<'a>| {
            (&it.it.name).into()
        })
        .required(),
        field(
            "organisation_id",
            "組織ID",
            Kind::Id,
            (
                "運営方針の組織。空欄は団体全体の計画",
                "whose statement it is; blank for plans of the whole municipality",
            ),
            |it: &Row<'a>| it.edition.owner(it.it).into(),
        ),
        field(
            "organisation_name",
            "組織名（当時）",
            Kind::Text,
            ("初めの年度の終わりの組織名", "its name at the end of the first year"),
            |it: &Row<'a>| {
                it.edition.owner(it.it).map(|id| it.edition.organisation_name(id, it.it.first_year)).into()
            },
        ),
    ]
}

fn period<'a>() -> Vec<Field<'a, Row<'a>>> {
    vec![
        field(
            "first_year",
            "開始年度（西暦）",
            Kind::Year,
            ("初めの年度", "the first fiscal year"),
            |it: &Row<'a>| it.it.first_year.into(),
        )
        .required(),
        field(
            "first_year_ja",
            "開始年度（和暦）",
            Kind::Text,
            ("同じ年度の和暦", "the same year in the Japanese calendar"),
            |it: &Row<'a>| japanese(it.it.first_year),
        )
        .required(),
        field(
            "last_year",
            "終了年度（西暦）",
            Kind::Year,
            (
                "終わりの年度。その年度を含む。空欄は定めがない",
                "the last fiscal year, itself included; blank where none is said",
            ),
            |it: &Row<'a>| it.it.last_year.into(),
        ),
        field(
            "last_year_ja",
            "終了年度（和暦）",
            Kind::Text,
            ("同じ年度の和暦", "the same year in the Japanese calendar"),
            |it: &Row<'a>| it.it.last_year.map(japanese).into(),
        ),
        field(
            "adopted_on",
            "策定日",
            Kind::Date,
            ("文書にある精度の日付", "as precise as the document"),
            |it: &Row<'a>| it.it.adopted_on.into(),
        ),
        field(
            "revised_on",
            "改定日",
            Kind::Date,
            ("文書にある精度の日付", "as precise as the document"),
            |it: &Row<'a>| it.it.revised_on.into(),
        ),
    ]
}
