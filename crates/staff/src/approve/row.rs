//! One sheet among those that are approved together: what the reader is told of it before.

use desk::approving::Candidate;
use desk::sheet::Place;
use plan::check::Severity;
use plan::diff::How;
use web::Lang;

use super::{title, value};
use crate::clerk::Clerk;
use crate::difference::{Changed, of_edits};
use crate::findings::Found;
use crate::sheet::{due, path, seen_of};

/// One sheet.
pub(super) struct Row {
    /// What its box says.
    pub(super) value: String,
    pub(super) title: String,
    pub(super) address: String,
    pub(super) stand: String,
    pub(super) version: u64,
    pub(super) due: String,
    /// All that its decision would change, record by record.
    pub(super) changes: Vec<Changed>,
    /// How many of them end.
    pub(super) ended: usize,
    /// Fields that cannot be decided as they are: once they are mended the changes are others.
    pub(super) unsettled: usize,
    pub(super) demands: usize,
    pub(super) findings: Vec<Found>,
    /// Whether it is ticked.
    pub(super) ticked: bool,
    /// Why it is not, where the reader did not say so.
    pub(super) unticked: Option<&'static str>,
    /// Why it cannot be approved.
    pub(super) against: Option<String>,
    /// Whether approving it is deciding it.
    pub(super) decides: bool,
}

/// What a page showed before, where it is shown once more: boxes, each a sheet as it was then.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) offered: Vec<(Place, String)>,
    pub(super) ticked: Vec<(Place, String)>,
}

impl Row {
    /// As the sheet is now. What was ticked stays ticked only where it is still what was looked at.
    pub(super) fn of(it: &Candidate, before: Option<&Shown>, clerk: &Clerk) -> Self {
        let (l, opened, after) = (clerk.lang, &it.opened, &it.foreseen.after);
        let (place, now) = (&opened.place, seen_of(&opened.sheet));
        let has = |boxes: &[(Place, String)]| boxes.iter().any(|(of, seen)| of == place && *seen == now);
        let ticked = before.map_or(!it.wants_a_look(), |before| has(&before.ticked));
        let moved = before.is_some_and(|before| !has(&before.offered));
        let told = it.findings.iter().filter(|it| it.severity() != Severity::Hint);
        let changes: Vec<_> = of_edits(&opened.edition, after, &it.foreseen.edits).collect();
        Self {
            value: value(place, Some(&now)),
            title: title(&opened.edition, place, l),
            address: format!("{}/review", clerk.to(&path(place))),
            stand: l.of_pair(opened.sheet.stand().name()),
            version: opened.sheet.version(),
            due: due(opened.due(), clerk.actor().today, l),
            ended: changes.iter().filter(|it| it.how == How::Retired).count(),
            changes: changes.iter().map(|it| Changed::of(it, after, clerk)).collect(),
            unsettled: it.foreseen.unsettled,
            demands: it.open_demands(),
            findings: told.map(|it| Found::of(it, plan::check::place(after, it), l)).collect(),
            ticked,
            unticked: if ticked { None } else { unticked(moved, it.wants_a_look(), l) },
            against: it.against.as_ref().map(|error| l.say(error.ja(), error.to_string())),
            decides: it.role == Some(plan::role::Role::Planning),
        }
    }
}

/// Why a sheet is not ticked that is another than the one that was shown before, or that should be looked at first.
fn unticked(moved: bool, wants_a_look: bool, l: Lang) -> Option<&'static str> {
    match (moved, wants_a_look) {
        (true, _) => Some(l.say(
            "表示してから変わったので、チェックを外してあります。いまの内容を確かめてから、チェックを付けてください。",
            "It changed after it was shown, so it is not ticked: look at it as it is now before you tick it.",
        )),
        (false, true) => Some(l.say(
            "先に確かめたいことがあるので、チェックを外してあります。",
            "Not ticked to begin with: something should be looked at first.",
        )),
        (false, false) => None,
    }
}
