//! 履歴を見る: who decided what, when and why, with what only staff see. Reading only; what is brought back stands in `restoring`.

use std::collections::HashMap;
use std::sync::Arc;

use ledger::paper;
use plan::decision::{Decision, DecisionNumber, Edit, StaffId};
use plan::edition::{Edition, Version};
use plan::fiscal_year::FiscalYear;
use plan::key::squeeze;
use plan::publication::{self, Publication};
use plan::record::{Kind, RecordId};
use plan::sheet::life::{Act, Event, Sheet};
use plan::staff_note::StaffNote;

use crate::names::Names;
use crate::policy::Deed;
use crate::sheet::Place;
use crate::{Actor, Desk, Error, belongs};

/// 庁内の履歴, as far as somebody may read it.
#[derive(Clone, Debug)]
pub struct History {
    /// The newest edition.
    pub edition: Arc<Edition>,
    /// 公表の一覧, oldest first.
    pub publications: Vec<Publication>,
    /// Who is behind the names.
    pub names: Names,
    /// Whose records are shown; none: everybody's.
    pub organisation: Option<RecordId>,
    sheets: Vec<(Place, Sheet)>,
    /// The day on which it is read: nothing that is to be handed over later is shown.
    day: jiff::civil::Date,
}

/// 絞り込み of a list of decisions; what is blank narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    /// Decided in this fiscal year.
    pub year: Option<FiscalYear>,
    /// Decided by this person.
    pub by: Option<StaffId>,
    /// Changed a record of this kind.
    pub kind: Option<Kind>,
    /// Words of the reason, or of the name or id of a record that it changed.
    pub words: String,
}

/// 元になった票: a sheet that became a decision, and the steps that led there.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// Which sheet.
    pub place: &'a Place,
    /// The sheet as it stands today.
    pub sheet: &'a Sheet,
    /// 経過 up to the decision, since the one before.
    pub events: &'a [Event],
}

/// Opens the history of one organisation, or of the whole municipality.
pub fn open(desk: &Desk, actor: &Actor, organisation: Option<&RecordId>) -> Result<History, Error> {
    let (edition, publications, sheets) = desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        let whole = actor.may(Deed::ReadHistory, None, &edition);
        match organisation {
            None => whole?,
            Some(_) => whole.or_else(|_| actor.may(Deed::ReadHistory, organisation, &edition))?,
        };
        let publications = ledger::publication::list(tx, &actor.town)?;
        Ok::<_, Error>((edition, publications, paper::all::<Sheet>(tx, &actor.town)?))
    })?;
    let place =
        |folder: &str, id: &str| Place { stage: RecordId::new(folder), organisation: RecordId::new(id) };
    Ok(History {
        edition,
        publications,
        names: crate::names::of(desk, actor)?,
        organisation: organisation.cloned(),
        day: actor.today,
        sheets: sheets.into_iter().map(|it| (place(&it.folder, &it.id), it.value)).collect(),
    })
}

impl History {
    /// Whether a record is one whose history is read here.
    pub fn is_shown(&self, id: &RecordId) -> bool {
        let Some(organisation) = &self.organisation else { return true };
        let charged = self.edition.charged_with_record(id);
        charged.into_iter().any(|it| belongs(it, organisation, &self.edition, self.day))
    }

    /// 決裁の一覧, the newest first. What a record is called is asked of whoever shows it.
    pub fn decisions<'a>(
        &'a self,
        sieve: &Sieve,
        name: impl Fn(&RecordId) -> String,
    ) -> Vec<&'a Arc<Decision>> {
        let words = squeeze(&sieve.words).to_lowercase();
        let mut known: HashMap<&'a RecordId, (bool, bool)> = HashMap::new();
        let mut record = |id: &'a RecordId| {
            *known.entry(id).or_insert_with(|| {
                let says = |text: &str| squeeze(text).to_lowercase().contains(&words);
                (self.is_shown(id), says(id.as_str()) || !words.is_empty() && says(&name(id)))
            })
        };
        let mut is_asked = |it: &&'a Arc<Decision>| {
            let in_year = sieve.year.is_none_or(|year| FiscalYear::containing(it.date()) == year);
            if !in_year || sieve.by.as_ref().is_some_and(|by| *by != it.by) {
                return false;
            }
            let in_words = squeeze(&it.reason).to_lowercase().contains(&words);
            it.edits.iter().any(|edit| {
                let (is_shown, is_named) = record(edit.change.id());
                is_shown && (in_words || is_named) && self.is_of(edit, it.number, sieve.kind)
            })
        };
        self.edition.decisions().iter().rev().filter(|it| is_asked(it)).collect()
    }

    fn is_of(&self, edit: &Edit, number: DecisionNumber, kind: Option<Kind>) -> bool {
        let Some(kind) = kind else { return true };
        let history = self.edition.history(edit.change.id()).iter().rev();
        let mut then = history.filter(|it| it.decision <= number).filter_map(|it| it.record.as_ref());
        then.next().is_some_and(|it| it.body.kind() == kind)
    }

    /// One decision, if anything of it is read here.
    pub fn decision(&self, number: DecisionNumber) -> Result<&Arc<Decision>, Error> {
        let found = self.edition.decision(number).ok_or(Error::NotFound)?;
        let shown = found.edits.iter().any(|edit| self.is_shown(edit.change.id()));
        if shown { Ok(found) } else { Err(Error::NotFound) }
    }

    /// Every version of a record, oldest first.
    pub fn versions(&self, id: &RecordId) -> Result<&[Version], Error> {
        let versions = self.edition.history(id);
        if versions.is_empty() || !self.is_shown(id) { Err(Error::NotFound) } else { Ok(versions) }
    }

    /// 庁内メモ about a record.
    pub fn notes(&self, id: &RecordId) -> Vec<(&RecordId, &StaffNote)> {
        self.edition.naming::<StaffNote>(id).collect()
    }

    /// The publication since which the public sees a decision without a break; of one that was taken back the last that showed it; none: the
    /// public has not seen it.
    pub fn shown_by(&self, number: DecisionNumber) -> Option<&Publication> {
        let last_shown = || self.publications.iter().rfind(|it| it.decision >= number);
        publication::standing(&self.publications, number).or_else(last_shown)
    }

    /// The sheet that became a decision; none: it came from a draft, or from the sheet of somebody whose reviews are not read here.
    pub fn origin(&self, number: DecisionNumber) -> Option<Origin<'_>> {
        let decision = self.edition.decision(number)?;
        let find = |is_behind: fn(&Event, &Decision) -> bool| {
            self.sheets.iter().find_map(|(place, sheet)| {
                let end = sheet.events().iter().position(|it| is_behind(it, decision))? + 1;
                Some((place, sheet, end))
            })
        };
        let (place, sheet, end) = find(made).or_else(|| find(may_have_made))?;
        let own = self.organisation.as_ref();
        if own.is_some_and(|own| !belongs(&place.organisation, own, &self.edition, self.day)) {
            return None;
        }
        let events = &sheet.events()[..end];
        let before = events[..end - 1].iter().rposition(|it| it.act == Act::Decided).map_or(0, |it| it + 1);
        Some(Origin { place, sheet, events: &events[before..] })
    }
}

/// Whether a step of a sheet made a decision.
fn made(step: &Event, decision: &Decision) -> bool {
    step.decision == Some(decision.number)
}

/// The same for steps from before they named it: several that were taken at once cannot be told apart.
fn may_have_made(step: &Event, decision: &Decision) -> bool {
    step.act == Act::Decided && step.decision.is_none() && step.at == decision.at && step.by == decision.by
}
