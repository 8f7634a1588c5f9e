//! 年間予定の引継ぎ: last year's entries on the days of the new year; where nobody had any work, the usual stages.

use super::deadline::{Moved, choose, moved};
use super::heir::all_heirs;
use super::making::Making;
use super::{Dated, Weight, identity, usual};
use crate::calendar::{CalendarEntry, Work};
use crate::fiscal_year::{FiscalYear, rolled};
use crate::record::{Kind, RecordId};

/// An entry of the new year, and whether it is internal.
type New = (CalendarEntry, bool);

pub(super) fn carry(making: &mut Making<'_>) {
    let edition = making.edition;
    let year = making.year;
    let all = || edition.all::<CalendarEntry>();
    let last = all().map(|(_, it)| it.fiscal_year).filter(|it| *it < year).max();
    let had_work =
        all().any(|(_, it)| it.work.is_some() && (Some(it.fiscal_year) == last || it.fiscal_year == year));
    let mut entries: Vec<(Moved, Option<New>)> = vec![];
    for (id, entry) in all().filter(|(_, it)| Some(it.fiscal_year) == last) {
        entries.push(roll(making, id, entry));
    }
    if let Some(last) = last {
        tell(making, last, entries.iter().filter(|(_, new)| new.is_some()).count());
    }
    if !had_work {
        propose(making, &mut entries);
    }
    leave_out(making, &mut entries);
    let (mut dates, news): (Vec<Moved>, Vec<Option<New>>) = entries.into_iter().unzip();
    choose(making, &mut dates);
    for (moved, new) in dates.into_iter().zip(news) {
        if let Some((entry, internal)) = new.filter(|_| !moved.dated.left_out) {
            let (from, to) = (moved.dated.from, moved.dated.to);
            making.put(moved.dated.id.clone(), CalendarEntry { from, to, ..entry }, internal);
        }
        making.dates.push(moved.dated);
    }
    making.dates.sort_by(|a, b| (a.to, a.from, &a.id).cmp(&(b.to, b.from, &b.id)));
}

/// Marks what the person does not want. What is there already stays: its own page retires it.
fn leave_out(making: &mut Making<'_>, entries: &mut [(Moved, Option<New>)]) {
    let unwanted = &making.choices.without;
    let mut titles = vec![];
    for (moved, _) in entries.iter_mut().filter(|(it, new)| new.is_some() && unwanted.contains(&it.dated.id))
    {
        moved.dated.left_out = true;
        titles.push(format!("「{}」", moved.dated.title));
    }
    if !titles.is_empty() {
        let (ja, en) = (titles.join(""), titles.len());
        making.say(Weight::Kept, format!("予定{ja}は外します"), format!("{en} entries are left out"));
    }
}

/// One entry of last year as it will be; without a record where it is there already.
fn roll(making: &mut Making<'_>, id: &RecordId, entry: &CalendarEntry) -> (Moved, Option<New>) {
    let (edition, year) = (making.edition, making.year);
    let made = identity::candidates(id, entry.fiscal_year, year);
    let there = { made }.find_map(|it| Some((edition.find::<CalendarEntry>(&it)?, it)));
    if let Some((kept, id)) = there.filter(|(it, _)| it.fiscal_year == year) {
        return (placed(id, kept, entry, true), None);
    }
    let new = making.fresh(id, entry.fiscal_year, Kind::CalendarEntry);
    let work = entry.work.as_ref().and_then(|work| rolled_work(making, entry, work));
    let years = year.year().saturating_sub(entry.fiscal_year.year());
    let (from, to) = moved((entry.from, entry.to), years, work.is_some());
    let rolled = CalendarEntry {
        fiscal_year: year,
        phase: entry.phase,
        title: rolled(&entry.title, entry.fiscal_year, year),
        from,
        to,
        organisations: organisations(making, entry),
        work,
    };
    let internal = making.is_internal(id);
    (placed(new, &rolled, entry, false), Some((rolled, internal)))
}

fn placed(id: RecordId, entry: &CalendarEntry, last: &CalendarEntry, kept: bool) -> Moved {
    let dated = Dated {
        id,
        title: entry.title.clone(),
        from: entry.from,
        to: entry.to,
        last: Some(last.to),
        is_work: entry.work.is_some(),
        kept,
        left_out: false,
    };
    Moved { dated, order: (last.from, last.to) }
}

/// The same work on the new year's form; none, and told, where that form is not there.
fn rolled_work(making: &mut Making<'_>, entry: &CalendarEntry, work: &Work) -> Option<Work> {
    let Some(form) = making.forms.get(&work.form).cloned() else {
        making.say(
            Weight::Look,
            format!("「{}」の様式が引き継がれないので、予定だけを写します", entry.title),
            format!("“{}” is copied as a mere date: its form is not taken over", entry.title),
        );
        return None;
    };
    let label = rolled(&work.label, entry.fiscal_year, making.year);
    Some(Work { label, form, route: work.route.clone() })
}

/// Who owes it in the new year. Where all are gone without an heir the entry is nobody's, and not everybody's.
fn organisations(making: &mut Making<'_>, entry: &CalendarEntry) -> Vec<RecordId> {
    let new = all_heirs(making.edition, &entry.organisations, making.year.starts());
    if new == entry.organisations {
        return new;
    }
    let names: Vec<&str> = new.iter().map(|id| making.edition.organisation_name(id, making.year)).collect();
    let (ja, en) = match new.is_empty() {
        true => ("引き継いだ組織の記録がないので、元のままにします".to_owned(), "stays as it was".to_owned()),
        false => (format!("「{}」にします", names.join("、")), format!("becomes “{}”", names.join(", "))),
    };
    making.say(
        Weight::Look,
        format!("「{}」の担当組織に廃止されたものがあり、{ja}", entry.title),
        format!("“{}” is owed by an organisation that is no more: it {en}", entry.title),
    );
    if new.is_empty() { entry.organisations.clone() } else { new }
}

/// The usual stages, where neither last year nor the new one has any work.
fn propose(making: &mut Making<'_>, entries: &mut Vec<(Moved, Option<New>)>) {
    let year = making.year;
    // Whoever has dates of their own lacks the stages only.
    let is_bare = entries.is_empty();
    let mut usual = usual::calendar(year);
    usual.retain(|(_, it)| is_bare || it.work.is_some());
    let works = usual.iter().filter(|(_, it)| it.work.is_some()).count();
    let known = |id: &RecordId| making.edition.find::<CalendarEntry>(id).is_some();
    let missing: Vec<_> = usual.into_iter().filter(|(id, _)| !known(id)).collect();
    let forms = usual::forms(year);
    let is_there = |work: &Work| {
        let proposed = making.edition.all::<crate::form::Form>().next().is_none();
        making.edition.get(&work.form).is_some() || (proposed && forms.iter().any(|(id, _)| *id == work.form))
    };
    let (doable, undone): (Vec<_>, Vec<_>) =
        missing.into_iter().partition(|(_, it)| it.work.as_ref().is_none_or(is_there));
    if undone.is_empty() {
        making.say(
            Weight::Done,
            format!(
                "票を出す予定がまだないので、標準の年間予定{}件（うち票の提出{works}件）を提案します",
                doable.len()
            ),
            format!(
                "no entry asks for sheets yet: {} usual ones are proposed, {works} of them with sheets",
                doable.len()
            ),
        );
    } else {
        let (ja, en) = (
            "票を出す予定がありません。様式があるので、どの様式をいつ求めるかを年間予定に加えてください",
            "no entry asks for sheets: there are forms, so add to the calendar which is due when",
        );
        making.say(Weight::Look, ja.to_owned(), en.to_owned());
        return;
    }
    for (id, entry) in doable {
        let dated = Dated {
            id,
            title: entry.title.clone(),
            from: entry.from,
            to: entry.to,
            last: None,
            is_work: entry.work.is_some(),
            kept: false,
            left_out: false,
        };
        let order = (entry.from, entry.to);
        entries.push((Moved { dated, order }, Some((entry, false))));
    }
}

fn tell(making: &mut Making<'_>, last: FiscalYear, count: usize) {
    if count > 0 {
        let year = making.year;
        making.say(
            Weight::Done,
            format!(
                "{}の年間予定{count}件を{}に写し、期限を開庁日に合わせます",
                last.japanese(),
                year.japanese()
            ),
            format!(
                "{count} calendar entries of FY{} are copied to FY{}, with deadlines on working days",
                last.year(),
                year.year()
            ),
        );
    }
}
