//! calendar.csv: one row an entry of the year of PLAN, DO, CHECK, ACTION.

use plan::calendar::CalendarEntry;

use super::dated::{Kept, decided, japanese, year};
use crate::code;
use crate::column::{Field, Kind, field};
use crate::table::{Table, columns, filled, id};

pub(super) const TABLE: Table = Table {
    name: "calendar",
    title: ("年間予定", "Calendar"),
    about: ("1行が年間予定の一件です。", "One row an entry of the yearly round."),
    key: &["id"],
    columns: || columns(&fields()),
    rows: |edition| filled(edition, &fields(), Kept::all(edition)),
};

type Row<'a> = Kept<'a, CalendarEntry>;

fn fields<'a>() -> Vec<Field<'a, Row<'a>>> {
    let mut fields = vec![id(|it: &Row<'a>| it.id.into())];
    fields.extend(year(|it: &Row<'a>| it.it.fiscal_year.into(), |it| japanese(it.it.fiscal_year)));
    fields.extend([
        field(
            "phase",
            "段階",
            Kind::Code(code::PHASE),
            ("PDCAのどの段階か", "which part of the round"),
            |it: &Row<'a>| code::phase(it.it.phase).into(),
        )
        .required(),
        field("title", "予定", Kind::Text, ("何をするか", "what is due"), |it: &Row<'a>| {
            (&it.it.title).into()
        })
        .required(),
        field("from", "開始日", Kind::Day, ("初めの日", "the first day"), |it: &Row<'a>| {
            it.it.from.into()
        })
        .required(),
        field(
            "to",
            "終了日",
            Kind::Day,
            ("締切の日", "the last day, the deadline"),
            |it: &Row<'a>| it.it.to.into(),
        )
        .required(),
    ]);
    fields.extend(decided(|it: &Row<'a>| it.decision().into(), |it| it.decided_on().into()));
    fields
}
