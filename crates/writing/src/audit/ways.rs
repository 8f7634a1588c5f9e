//! 票の経過: the steps of sheets, what was asked about them, and their extended deadlines.

use super::Audit;
use plan::consultation::{Handled, Mark};

use super::rows::{count, id, moment, name};
use crate::cell::Cell;
use crate::table::Row;

pub(super) fn steps<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let all = audit.sheets.iter().flat_map(|it| it.sheet.events().iter().map(move |event| (it, event)));
    let row = |(sheet, it): (&'a super::Reviewed, &'a plan::sheet::life::Event)| {
        vec![
            sheet.stage.as_str().into(),
            sheet.organisation.as_str().into(),
            moment(it.at),
            it.act.name().0.into(),
            id(&it.by),
            name(audit, &it.by),
            it.role.name().0.into(),
            it.stands_in_for.as_ref().map(|it| it.0.as_str()).into(),
            i64::try_from(it.version).ok().into(),
            it.reason.as_str().into(),
        ]
    };
    all.map(row).collect()
}

pub(super) fn requests<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let all = audit.sheets.iter().flat_map(|it| it.sheet.requests().iter().map(move |asked| (it, asked)));
    let row = |(sheet, it): (&'a super::Reviewed, &'a plan::sheet::request::Request)| {
        let answer = it.answer.as_ref();
        vec![
            sheet.stage.as_str().into(),
            sheet.organisation.as_str().into(),
            it.field.as_ref().map(ToString::to_string).into(),
            it.kind.name().0.into(),
            moment(it.at),
            id(&it.by),
            name(audit, &it.by),
            it.quote.as_str().into(),
            it.text.as_str().into(),
            answer.map_or(Cell::Blank, |it| moment(it.at)),
            answer.map(|it| it.by.0.as_str()).into(),
            answer.map(|it| it.text.as_str()).into(),
        ]
    };
    all.map(row).collect()
}

pub(super) fn opinions<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let row = |it: &'a Handled| {
        let because = match &it.mark {
            Mark::Withheld { because, note } => [because.name().0, note.as_str()],
            _ => [""; 2],
        };
        let summary = if let Mark::Listed { summary } = &it.mark { summary.as_str() } else { "" };
        vec![
            it.round.as_str().into(),
            it.letter.as_str().into(),
            count(it.number),
            it.received.into(),
            it.by.name().0.into(),
            it.mark.state().name().0.into(),
            because[0].into(),
            because[1].into(),
            summary.into(),
            it.marked_by.iter().map(|it| it.0.as_str()).collect::<Vec<_>>().join("、").into(),
        ]
    };
    audit.opinions.iter().map(row).collect()
}

pub(super) fn extensions<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let row = |it: &'a super::Deadline| {
        vec![
            it.stage.as_str().into(),
            it.organisation.as_str().into(),
            it.to.into(),
            it.reason.as_str().into(),
            id(&it.by),
            moment(it.at),
        ]
    };
    audit.extensions.iter().map(row).collect()
}
