//! 沿革 as a line in time: what happened, when, and to whom the way leads.

use jiff::civil::Date;
use plan::edition::Edition;
use plan::lineage::{Event, Happened};
use plan::organisation::Organisation;
use plan::record::RecordId;

use crate::here::Here;

/// One step of the story.
pub(super) struct Step {
    pub(super) on: String,
    /// ●, ◆, ←, →, ■: the shape tells what kind of step it is.
    pub(super) shape: &'static str,
    pub(super) words: String,
    pub(super) other: Option<(String, String)>,
}

/// The story, oldest first.
pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, it: &Organisation) -> Vec<Step> {
    edition.lineage(id, it).iter().map(|it| step(here, it)).collect()
}

/// 旧○○課: what it was called, or whose work came to it, on the day of its last change.
pub(super) fn formerly(here: &Here, edition: &Edition, id: &RecordId, it: &Organisation) -> Option<String> {
    let before = |event: &Event<'_>| match event.what {
        Happened::Renamed { before, .. } => Some((event.on?, before.to_owned())),
        Happened::Joined(_, other) => {
            Some((event.on?, other.name_on(event.on?.yesterday().ok()?).to_owned()))
        }
        _ => None,
    };
    let past = |day: &Date| edition.today().is_none_or(|today| *day <= today);
    let all: Vec<(Date, String)> =
        edition.lineage(id, it).iter().filter_map(before).filter(|(day, _)| past(day)).collect();
    let last = all.iter().map(|(day, _)| *day).max()?;
    let lang = here.lang;
    let names = all
        .iter()
        .filter(|(day, _)| *day == last)
        .map(|(_, name)| lang.say(format!("旧{name}"), name.clone()));
    let (names, day) = (names.collect::<Vec<_>>().join(lang.say("・", ", ")), lang.date(last));
    Some(lang.say(format!("{names}（{day}から）"), format!("Formerly {names} (until {day})")))
}

/// What is decided for a day to come: said with its day, and not done yet.
pub(super) fn coming(here: &Here, edition: &Edition, id: &RecordId, it: &Organisation) -> Vec<String> {
    let later = |day: Option<Date>| Option::zip(day, edition.today()).is_some_and(|(day, today)| today < day);
    let all = edition.lineage(id, it);
    let told = all.iter().filter(|event| later(event.on)).map(|event| step(here, event));
    let name = |it: &Step| it.other.as_ref().map_or(String::new(), |(name, _)| name.clone());
    told.map(|it| format!("{}{}{}{}", it.on, here.lang.say("　", ": "), it.words, name(&it))).collect()
}

fn step(here: &Here, event: &Event<'_>) -> Step {
    let lang = here.lang;
    // On its day it was called as the next day finds it, whatever it is called now.
    let link = |id: &RecordId, it: &Organisation| {
        let name = event.on.map_or(it.name(), |day| it.name_on(day));
        Some((name.to_owned(), here.record("departments", id)))
    };
    let (shape, words, other) = match event.what {
        Happened::Founded(name) => {
            ("●", lang.say(format!("「{name}」を設置"), format!("Founded as “{name}”")), None)
        }
        Happened::Renamed { before, after } => (
            "◆",
            lang.say(
                format!("「{before}」から「{after}」に改称"),
                format!("Renamed from “{before}” to “{after}”"),
            ),
            None,
        ),
        Happened::Moved(Some((id, it))) => {
            ("◇", lang.say("所属替え：", "Moved under ").to_owned(), link(id, it))
        }
        Happened::Moved(None) => {
            ("◇", lang.say("部と並ぶ組織になる", "Stands by itself from then on").to_owned(), None)
        }
        Happened::Joined(id, it) if is_divided(it) => {
            let words = lang.say("次の組織から分かれた業務を引き継ぐ：", "Took over part of the work of ");
            ("←", words.to_owned(), link(id, it))
        }
        Happened::Joined(id, it) => (
            "←",
            lang.say("次の組織を統合し、業務を引き継ぐ：", "Took over the work of ").to_owned(),
            link(id, it),
        ),
        Happened::Ended => ("■", lang.say("廃止", "Ended").to_owned(), None),
        Happened::Passed(id, it) => {
            ("→", lang.say("業務を次の組織に引き継ぐ：", "Its work went to ").to_owned(), link(id, it))
        }
    };
    let unknown = || lang.say("日付の記載なし", "day not stated").to_owned();
    Step { on: event.on.map_or_else(unknown, |day| lang.date(day)), shape, words, other }
}

/// 分割: its work went to several, so none of them is what it was joined to.
fn is_divided(it: &Organisation) -> bool {
    it.ended.as_ref().is_some_and(|end| end.into.len() > 1)
}
