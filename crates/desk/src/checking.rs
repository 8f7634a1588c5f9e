//! 点検する: what is odd in what was decided, or in what a draft would make of it.

use std::sync::Arc;

use jiff::Timestamp;
use plan::check::{self, Finding};
use plan::decision::{DecisionNumber, Edit};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use plan::refusal::Refusal;

use crate::{Desk, Error};

/// An edition with what its checks say, the gravest first.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was looked at; of a draft, as if it were decided.
    pub edition: Arc<Edition>,
    /// 指摘.
    pub findings: Vec<Finding>,
}

/// Checks all that is decided, the newest of it or as of a decision.
pub fn edition(
    desk: &Desk,
    town: &MunicipalityCode,
    decision: Option<DecisionNumber>,
    at: Timestamp,
) -> Result<Checked, Error> {
    let edition = as_of(desk, town, decision)?;
    let findings = check::edition(&edition, year_of(at));
    Ok(Checked { edition, findings })
}

fn as_of(
    desk: &Desk,
    town: &MunicipalityCode,
    decision: Option<DecisionNumber>,
) -> Result<Arc<Edition>, Error> {
    let newest = desk.edition(town)?;
    let Some(number) = decision else { return Ok(newest) };
    newest.decision(number).ok_or(Refusal::NoSuchDecision(number.0))?;
    Ok(Arc::new(newest.as_of(number)))
}

/// Checks what a waiting draft would bring.
pub fn draft(desk: &Desk, town: &MunicipalityCode, id: &DraftId, at: Timestamp) -> Result<Checked, Error> {
    let before = desk.edition(town)?;
    let draft = desk.draft(town, id)?;
    Ok(proposed(&before, &draft, at))
}

/// 公表前に解決: what the public would see wrong with a decision, the newest where none is named, and nobody has answered for.
pub fn before_publication(
    desk: &Desk,
    town: &MunicipalityCode,
    decision: Option<DecisionNumber>,
    at: Timestamp,
) -> Result<Checked, Error> {
    let edition = desk.edition(town)?;
    let decision = decision.unwrap_or_else(|| edition.number());
    edition.decision(decision).ok_or(Refusal::NoSuchDecision(decision.0))?;
    let findings = check::before_publication(&edition, decision, year_of(at));
    let findings = check::unanswered(&findings, decision, &desk.publications(town)?);
    Ok(Checked { edition, findings })
}

fn proposed(before: &Edition, draft: &Draft, at: Timestamp) -> Checked {
    let after = before.imagined(draft.edits.clone(), &draft.by, at);
    let findings = brought(before, &after, &draft.edits, at);
    Checked { edition: Arc::new(after), findings }
}

/// What edits bring to an edition.
pub(crate) fn brought(before: &Edition, after: &Edition, edits: &[Edit], at: Timestamp) -> Vec<Finding> {
    check::draft(before, after, edits.iter().map(|edit| edit.change.id()), year_of(at))
}

pub(crate) fn year_of(at: Timestamp) -> FiscalYear {
    FiscalYear::containing(plan::decision::date_in_japan(at))
}
