//! `meyasu publish`: the public sees a decision.

use std::process::ExitCode;

use desk::checking;
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};

use crate::cli::Publish;
use crate::failure::{Failure, REFUSED};
use crate::findings;
use crate::say::tell;

pub(crate) fn run(asked: &Publish) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let (town, by, now) = (&asked.municipality.0, StaffId(asked.by.clone()), Timestamp::now());
    let number = asked.decision.map(DecisionNumber);
    let left = checking::before_publication(&desk, town, number, now)?;
    findings::tell(&left.edition, &left.findings);
    let count = left.findings.len();
    if asked.strict && count > 0 && asked.answer.is_none() {
        return Err(unanswered(count));
    }
    let note = asked.note.iter().chain(&asked.answer).cloned().collect::<Vec<_>>().join("　");
    let note = (!note.is_empty()).then_some(note);
    let announcement = Announcement { label: asked.label.clone(), note };
    let published = publishing::publish(&desk, town, number, announcement, &by, now)?;
    tell(
        format!("決裁第{}号を公表しました（{}）", published.decision, published.label),
        format!("decision {} is published ({})", published.decision, published.label),
    );
    Ok(ExitCode::SUCCESS)
}

fn unanswered(count: usize) -> Failure {
    Failure::new(
        REFUSED,
        format!(
            "公表前に解決すべき指摘が{count}件あります。直してから公表するか、--answer で答えてください（答えは公表されます）"
        ),
        format!(
            "{count} things are to be solved before publishing: mend them, or answer with --answer, which is published"
        ),
    )
}
