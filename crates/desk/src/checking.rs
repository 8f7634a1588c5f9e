//! 点検する: what is odd in what was decided, or in what a draft would make of it.

use std::sync::Arc;

use jiff::Timestamp;
use plan::check::{self, Finding};
use plan::decision::{DecisionNumber, Edit, StaffId};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::form::FieldId;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::refusal::Refusal;
use plan::sheet::layout::Layout;

use crate::settling::ForeseenSheet;
use crate::sheet::Opened;
use crate::{Desk, Error, settling};

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

/// 票の指摘: what a check would say about what stands on a sheet, once the sheet is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// What it says.
    pub finding: Finding,
    /// The field of the sheet that it is about; none where it stands beside the sheet.
    pub field: Option<FieldId>,
    /// Where it stands, in Japanese and in English.
    pub place: (String, String),
    /// Whether it is not so in what is decided already.
    pub is_new: bool,
}

/// Checks what a sheet would make of the plan: its own records and those around what it changes. The new ones come first.
pub fn sheet(opened: &Opened, by: &StaffId, at: Timestamp) -> Vec<Noted> {
    brought_by(opened, &settling::foresee(opened, vec![], by, at), at)
}

/// The same of a sheet that was looked ahead of already.
pub(crate) fn brought_by(opened: &Opened, foreseen: &ForeseenSheet, at: Timestamp) -> Vec<Noted> {
    let (before, after, layout) = (&*opened.edition, &foreseen.after, opened.layout());
    let changed = foreseen.edits.iter().map(|edit| edit.change.id().clone());
    let mut own: Vec<RecordId> = layout.fields().map(|(_, it)| it.id.record()).collect();
    own.extend(layout.subjects.iter().map(|it| it.id.clone()).chain(changed));
    own.sort_unstable();
    own.dedup();
    let known: Vec<&RecordId> = own.iter().filter(|id| before.get(id).is_some()).collect();
    let known = check::draft(before, before, known, year_of(at));
    let now: Vec<&RecordId> = own.iter().filter(|id| after.get(id).is_some()).collect();
    let findings = check::draft(before, after, now, year_of(at));
    let mut noted: Vec<Noted> = findings
        .into_iter()
        .map(|finding| Noted {
            field: field_of(&layout, &finding),
            place: check::place(after, &finding),
            is_new: !known.contains(&finding),
            finding,
        })
        .collect();
    noted.sort_by_key(|it| !it.is_new); // Stable: within both, the gravest stay first.
    noted
}

/// The field in which a finding can be mended: the one that holds the words, else the first of its record, else of its subject.
fn field_of(layout: &Layout, finding: &Finding) -> Option<FieldId> {
    let of_record = || layout.fields().filter(|(_, it)| it.id.record() == finding.record);
    let named = finding.field.and_then(|field| of_record().find(|(_, it)| it.id.part() == field.key));
    let quoted = || {
        let words = finding.fix.as_ref().map(|fix| fix.from.as_str())?;
        of_record().find(|(_, it)| it.current.contains(words))
    };
    let found = named.or_else(quoted).or_else(|| of_record().next());
    let of_subject = || layout.fields().find(|(subject, _)| subject.id == finding.record);
    found.or_else(of_subject).map(|(_, it)| it.id.clone())
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
