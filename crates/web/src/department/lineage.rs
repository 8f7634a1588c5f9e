//! 沿革 as a line in time: what happened, when, and to whom the way leads.

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

fn step(here: &Here, event: &Event<'_>) -> Step {
    let lang = here.lang;
    let link =
        |id: &RecordId, it: &Organisation| Some((it.name().to_owned(), here.record("departments", id)));
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
