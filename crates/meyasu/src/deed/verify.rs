//! `meyasu verify`: every byte of the ledger is read and held against its tree.

use std::process::ExitCode;

use crate::cli::Verify;
use crate::failure::{DATA, Failure};
use crate::say::tell;

pub(crate) fn run(asked: &Verify) -> Result<ExitCode, Failure> {
    let ledger = crate::data::existing(&asked.place)?;
    let bar = super::bar("検証中", "verifying");
    let report = ledger::verify(&ledger, |it| super::show(&bar, it));
    bar.finish_and_clear();
    let report = report?;
    let line = |head: &ledger::municipality::Head| {
        format!("{}\t{}\t{}\n", head.municipality, head.number, head.root())
    };
    crate::output::print(report.heads.iter().map(line).collect::<String>().as_bytes())?;
    tell(
        format!("決裁{}件、原資料{}件を確かめました", report.decisions, report.sources),
        format!("{} decisions and {} source files were checked", report.decisions, report.sources),
    );
    if report.is_sound() {
        tell(
            "決裁と原資料は、すべて記録されたときのままです",
            "every decision and source file is as it was recorded",
        );
        return Ok(ExitCode::SUCCESS);
    }
    for fault in &report.faults {
        tell(format!("  {}", fault.ja()), format!("  {fault}"));
    }
    let count = report.faults.len();
    Err(Failure::new(
        DATA,
        format!("台帳に{count}件の異常があります"),
        format!("the ledger has {count} faults"),
    ))
}
