//! 期限の繰上げ: last year's days as working days of the new year, in the order of the stages.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Dated;
use super::making::Making;
use crate::era::day_name;
use crate::opening::Weight;
use crate::working_day::{after, closed, is_working_day, on_or_after, on_or_before};

/// How many working days are given for what would have been due already.
const GRACE: u32 = 10;

/// One entry on its way to the new year.
pub(super) struct Moved {
    /// As it will be.
    pub(super) dated: Dated,
    /// The days as they were in last year's calendar, or as they are usual, by which the stages are ordered.
    pub(super) order: (Date, Date),
}

/// So many years later: the same day of the month; of 29 February the 28th.
pub(super) fn later(day: Date, years: i16) -> Date {
    day.saturating_add(i32::from(years).years())
}

/// First and last day of an entry so many years later.
///
/// What ended on a working day, or is work, ends on the working day on or before; what began on one begins on the one on or
/// after. An event on a Sunday keeps its date, for nobody knows whether it was the day or the date that was meant.
pub(super) fn moved((from, to): (Date, Date), years: i16, is_work: bool) -> (Date, Date) {
    let bound = is_work || is_working_day(to);
    let end = later(to, years);
    let end = if bound { on_or_before(end) } else { end };
    let start = later(from, years);
    let start = if is_work || is_working_day(from) { on_or_after(start) } else { start };
    (if from == to { end } else { start.min(end) }, end)
}

/// Puts the person's deadlines in the place of the proposed ones, on working days and never after the next stage begins.
pub(super) fn choose(making: &mut Making<'_>, entries: &mut [Moved]) {
    for entry in entries.iter_mut().map(|it| &mut it.dated).filter(|it| !it.kept && !it.left_out) {
        // What is kept is in force: its own page changes it.
        let Some(chosen) = making.choices.deadlines.get(&entry.id).copied() else { continue };
        entry.to = if entry.is_work { open_day(making, &entry.title, chosen) } else { chosen };
        entry.from = entry.from.min(entry.to);
    }
    for at in 0..entries.len() {
        give_time(making, entries, at);
    }
    // The last stages first: one that is held back may begin earlier itself.
    let mut places: Vec<usize> = (0..entries.len()).collect();
    places.sort_by_key(|at| std::cmp::Reverse(entries[*at].order));
    for at in places {
        hold_back(making, entries, at);
    }
}

/// The chosen day, or the working day before it.
fn open_day(making: &mut Making<'_>, title: &str, chosen: Date) -> Date {
    let Some(why) = closed(chosen) else { return chosen };
    let day = on_or_before(chosen);
    let (ja, en) = why.name();
    making.say(
        Weight::Look,
        format!("「{title}」の期限{}は閉庁日（{ja}）なので、{}とします", day_name(chosen), day_name(day)),
        format!("the deadline {chosen} of “{title}” is {en}: it is {day}"),
    );
    day
}

/// Work that would have been due before today: some days more, where the next stage has not begun by then; else it is told.
fn give_time(making: &mut Making<'_>, entries: &mut [Moved], at: usize) {
    let entry = &entries[at].dated;
    let Some(today) = making.choices.today.filter(|today| is_moving(entry) && entry.to < *today) else {
        return;
    };
    let (title, due) = (entry.title.clone(), day_name(entry.to));
    let chosen = making.choices.deadlines.contains_key(&entry.id);
    let later = after(today, GRACE);
    let later = next_stage(entries, at).map_or(later, |next| later.min(on_or_before(next.from)));
    if chosen || later < today {
        making.say(
            Weight::Look,
            format!("「{title}」の期限{due}は、もう過ぎています。期限を決め直すか、この予定を外してください"),
            format!("the deadline of “{title}”, {}, is over: set another, or do without the entry", entry.to),
        );
        return;
    }
    making.say(
        Weight::Look,
        format!("「{title}」の期限{due}は、もう過ぎているので、{}とします", day_name(later)),
        format!("the deadline of “{title}”, {}, is over: it is {later}", entry.to),
    );
    let entry = &mut entries[at].dated;
    entry.to = later;
}

/// A stage of the new year: work that will be there.
fn is_stage(entry: &Dated) -> bool {
    entry.is_work && !entry.left_out
}

/// A stage whose days are still open.
fn is_moving(entry: &Dated) -> bool {
    is_stage(entry) && !entry.kept
}

/// The stage that begins first of those that follow one.
fn next_stage(entries: &[Moved], at: usize) -> Option<&Dated> {
    let (id, end) = (&entries[at].dated.id, entries[at].order.1);
    let stages = entries.iter().filter(|it| is_stage(&it.dated) && it.dated.id != *id && it.order.0 >= end);
    stages.map(|it| &it.dated).min_by_key(|it| it.from)
}

/// A deadline is never later than the day on which the next stage begins.
fn hold_back(making: &mut Making<'_>, entries: &mut [Moved], at: usize) {
    let entry = &entries[at].dated;
    let Some(next) = next_stage(entries, at).filter(|_| is_moving(entry)) else { return };
    if entry.to <= next.from {
        return;
    }
    let day = on_or_before(next.from);
    making.say(
        Weight::Look,
        format!(
            "「{}」の期限は、次の「{}」が始まる{}を過ぎるので、{}とします",
            entry.title,
            next.title,
            day_name(next.from),
            day_name(day)
        ),
        format!(
            "the deadline of “{}” would lie after “{}” begins ({}): it is {day}",
            entry.title, next.title, next.from
        ),
    );
    let entry = &mut entries[at].dated;
    entry.to = day;
    entry.from = entry.from.min(day);
}
