//! `meyasu publish`: the public sees a decision.

use std::process::ExitCode;

use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};

use crate::cli::Publish;
use crate::failure::Failure;
use crate::say::tell;

pub(crate) fn run(asked: &Publish) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let announcement = Announcement { label: asked.label.clone(), note: asked.note.clone() };
    let (town, by) = (&asked.municipality.0, StaffId(asked.by.clone()));
    let number = asked.decision.map(DecisionNumber);
    let published = publishing::publish(&desk, town, number, announcement, &by, Timestamp::now())?;
    tell(
        format!("決裁第{}号を公表しました（{}）", published.decision, published.label),
        format!("decision {} is published ({})", published.decision, published.label),
    );
    Ok(ExitCode::SUCCESS)
}
