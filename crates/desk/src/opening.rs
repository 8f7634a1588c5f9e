//! 年度を開く: what it would do is shown first; then it waits as a draft, and is decided as any other.

use std::sync::Arc;

use jiff::Timestamp;
use plan::check::Finding;
use plan::draft::{self, Draft, DraftId};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::opening::{Choices, Opening};

use crate::policy::Deed;
use crate::proposing::{Version, Waiting};
use crate::{Actor, Desk, Error, checking, proposing};

/// So many years from today's may be opened: the one that goes on, and what is prepared.
const REACH: std::ops::RangeInclusive<i16> = -1..=2;

/// What opening a year would bring.
#[derive(Clone, Debug)]
pub struct ForeseenYear {
    /// In words, with statements and dates.
    pub opening: Opening,
    /// As a draft, which is not kept anywhere; without edits where everything is there already.
    pub draft: Draft,
    /// The draft of this year that waits already, and would be replaced.
    pub waiting: Option<Waiting>,
    /// The edition as it would be.
    pub after: Arc<Edition>,
    /// What a person should look at before deciding.
    pub findings: Vec<Finding>,
}

/// 見通す: what opening a year would do with these choices. Nothing is changed.
pub fn foresee(
    desk: &Desk,
    actor: &Actor,
    year: FiscalYear,
    choices: &Choices,
    at: Timestamp,
) -> Result<ForeseenYear, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::OpenYear, None, &edition)?;
        let foreseen = foreseen(&edition, actor, year, choices, at)?;
        let waiting = proposing::find(tx, &actor.town, &foreseen.draft.id)?;
        Ok(ForeseenYear { waiting, ..foreseen })
    })
}

/// 開く: keeps what was foreseen as a draft that waits for its decision. One draft a year waits: later choices take the place of
/// earlier ones that nobody decided, where their author saw those (`over`).
pub fn open(
    desk: &Desk,
    actor: &Actor,
    year: FiscalYear,
    (choices, over): (&Choices, Option<&Version>),
    at: Timestamp,
) -> Result<ForeseenYear, Error> {
    let (here, actor, choices, over) = (desk.clone(), actor.clone(), choices.clone(), over.cloned());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &actor.town)?;
        actor.may(Deed::OpenYear, None, &edition)?;

        let foreseen = foreseen(&edition, &actor, year, &choices, at)?;
        proposing::put(tx, &actor.town, foreseen.draft.clone(), over.as_ref())?;
        Ok(foreseen)
    })
}

fn foreseen(
    edition: &Edition,
    actor: &Actor,
    year: FiscalYear,
    choices: &Choices,
    at: Timestamp,
) -> Result<ForeseenYear, Error> {
    if !is_within_reach(year, at) {
        return Err(out_of_reach(year, checking::year_of(at)));
    }
    let choices = Choices { today: choices.today.or(Some(actor.today)), ..choices.clone() };
    let opening = Opening::of(edition, year, &choices);
    let edits = draft::edits(opening.proposals.clone(), edition);
    let after = edition.imagined(edits.clone(), &actor.id, at);
    let findings = checking::brought(edition, &after, &edits, at);
    let draft = Draft {
        id: DraftId(format!("opening-{}", year.year())),
        title: format!("{}を開く", year.japanese()),
        by: actor.id.clone(),
        begun: at,
        authors: [].into(),
        sources: vec![],
        edits,
    };
    Ok(ForeseenYear { opening, draft, waiting: None, after: Arc::new(after), findings })
}

/// Whether a year may be opened yet, or still.
pub fn is_within_reach(year: FiscalYear, at: Timestamp) -> bool {
    REACH.contains(&year.year().saturating_sub(checking::year_of(at).year()))
}

fn out_of_reach(year: FiscalYear, now: FiscalYear) -> Error {
    let (first, last) = (now.year() + REACH.start(), now.year() + REACH.end());
    let (first, last) = (FiscalYear::new(first), FiscalYear::new(last));
    Error::invalid(
        "year",
        format!(
            "{}は開けません。開けるのは{}から{}までです",
            year.japanese(),
            first.japanese(),
            last.japanese()
        ),
        format!("FY{} cannot be opened: only FY{} to FY{} can", year.year(), first.year(), last.year()),
    )
}
