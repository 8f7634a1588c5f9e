//! `meyasu publish`: the public sees a decision.

use std::process::ExitCode;

use desk::checking;
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};

use crate::cli::Publish;
use crate::failure::Failure;
use crate::findings;
use crate::say::tell;

pub(crate) fn run(asked: &Publish) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let (town, by, now) = (&asked.municipality.0, StaffId(asked.by.clone()), Timestamp::now());
    let number = asked.decision.map(DecisionNumber);
    let left = checking::before_publication(&desk, town, number, now)?;
    findings::tell(&left.edition, &left.findings);
    let (label, note, despite) = (asked.label.clone(), asked.note.clone(), asked.despite.clone());
    let announcement = Announcement { label, note, despite };
    let published = publishing::publish(&desk, town, number, announcement, &by, now)?;
    tell(
        format!("決裁第{}号を公表しました（{}）", published.decision, published.label),
        format!("decision {} is published ({})", published.decision, published.label),
    );
    Ok(ExitCode::SUCCESS)
}
