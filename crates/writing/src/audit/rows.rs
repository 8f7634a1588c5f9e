//! 監査の表の行: decisions, publications, drafts and posts.

use jiff::Timestamp;
use plan::decision::{Change, Source, StaffId};
use plan::diff;
use plan::organisation::Organisation;

use super::Audit;
use crate::cell::Cell;
use crate::table::Row;

/// A moment in Japan, as precise as it was kept: to the second.
pub(super) fn moment<'a>(at: Timestamp) -> Cell<'a> {
    jiff::tz::offset(9).to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S+09:00").to_string().into()
}

/// 氏名 of somebody; blank where it was erased or there is no account.
pub(super) fn name<'a>(audit: &Audit<'a>, id: &StaffId) -> Cell<'a> {
    let account = audit.accounts.iter().find(|it| it.id == *id);
    account.map(|it| it.name.as_str()).filter(|it| !it.is_empty()).into()
}

pub(super) fn id<'a>(id: &'a StaffId) -> Cell<'a> {
    id.0.as_str().into()
}

pub(super) fn count<'a>(count: usize) -> Cell<'a> {
    i64::try_from(count).ok().into()
}

fn number<'a>(number: u64) -> Cell<'a> {
    i64::try_from(number).ok().into()
}

fn sources<'a>(sources: &[Source]) -> Cell<'a> {
    let one = |it: &Source| format!("{}（{}）", it.name, it.sha256);
    sources.iter().map(one).collect::<Vec<_>>().join("、").into()
}

pub(super) fn decisions<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let all = audit.edition.decisions().iter().zip(&audit.leaves);
    let row = |(it, leaf): (&'a std::sync::Arc<plan::decision::Decision>, &'a super::Leaf)| {
        vec![
            number(it.number.0),
            moment(it.at),
            it.recorded_at.map_or(Cell::Blank, moment),
            id(&it.by),
            name(audit, &it.by),
            it.office.as_deref().into(),
            it.reason.as_str().into(),
            it.erratum.as_deref().into(),
            sources(&it.sources),
            count(it.edits.len()),
            leaf.leaf.as_str().into(),
            leaf.root.as_str().into(),
        ]
    };
    all.map(row).collect()
}

pub(super) fn changes<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let edition = audit.edition;
    let edits = edition.decisions().iter().flat_map(|it| it.edits.iter().map(move |edit| (it.number, edit)));
    let row = |(decision, edit): (plan::decision::DecisionNumber, &'a plan::decision::Edit)| {
        let record = edit.change.id();
        let history = edition.history(record);
        let at = history.partition_point(|it| it.decision < decision);
        let before = history[..at].last().and_then(|it| it.record.as_deref());
        let after = match &edit.change {
            Change::Put(record) => Some(record.as_ref()),
            Change::Retire(_) => None,
        };
        let how = diff::difference(record, before, after).map(|it| it.how.name().0);
        vec![
            number(decision.0),
            record.into(),
            after.or(before).map(|it| it.body.kind().name().0).into(),
            how.into(),
            after.or(before).map(|it| it.for_public().is_none()).into(),
            edit.seen.and_then(|it| i64::try_from(it.0).ok()).into(),
            edit.written.as_ref().map(|it| it.place.as_str()).into(),
        ]
    };
    edits.map(row).collect()
}

pub(super) fn publications<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let row = |it: &'a plan::publication::Publication| {
        vec![
            number(it.number),
            number(it.decision.0),
            moment(it.at),
            it.recorded_at.map_or(Cell::Blank, moment),
            id(&it.by),
            name(audit, &it.by),
            it.label.as_str().into(),
            it.note.as_deref().into(),
            it.despite.as_deref().into(),
            count(it.unsolved.len()),
        ]
    };
    audit.publications.iter().map(row).collect()
}

pub(super) fn scheduled<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let row = |it: &'a super::Waiting| {
        vec![
            number(it.decision.0),
            moment(it.due),
            it.label.as_str().into(),
            it.note.as_deref().into(),
            id(&it.by),
            moment(it.at),
            it.failed.as_deref().into(),
        ]
    };
    audit.scheduled.iter().map(row).collect()
}

pub(super) fn drafts<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let row = |it: &'a plan::draft::Draft| {
        vec![
            it.id.0.as_str().into(),
            it.title.as_str().into(),
            moment(it.begun),
            id(&it.by),
            name(audit, &it.by),
            count(it.edits.len()),
            sources(&it.sources),
        ]
    };
    audit.drafts.iter().map(row).collect()
}

pub(super) fn posts<'a>(audit: &'a Audit<'a>) -> Vec<Row<'a>> {
    let held = audit.accounts.iter().flat_map(|it| it.posts.iter().map(move |post| (it, post)));
    let row = |(it, post): (&'a plan::staff::Account, &'a plan::staff::Post)| {
        let organisation = post.organisation.as_ref();
        let named = organisation.and_then(|id| audit.edition.find::<Organisation>(id));
        vec![
            id(&it.id),
            it.name.as_str().into(),
            post.role.name().0.into(),
            organisation.into(),
            named.map(|it| it.name_on(post.from)).into(),
            post.from.into(),
            post.until.into(),
            post.stands_in_for.as_ref().map(|it| it.0.as_str()).into(),
            id(&post.given_by),
            it.left_on.into(),
        ]
    };
    held.map(row).collect()
}
