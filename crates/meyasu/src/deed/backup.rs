//! `meyasu backup` and `meyasu restore`: verified before they say done.

use std::process::ExitCode;

use ledger::backup::Existing;

use crate::cli::{Backup, Restore};
use crate::failure::Failure;
use crate::say::tell;

pub(crate) fn run(asked: &Backup) -> Result<ExitCode, Failure> {
    let ledger = crate::data::existing(&asked.place)?;
    let bar = super::bar("控えを作成中", "backing up");
    let report = ledger.backup(&asked.file, Existing::Keep, |it| super::show(&bar, it));
    bar.finish_and_clear();
    let report = report?;
    let (name, count) = (asked.file.display(), report.decisions);
    tell(
        format!("控え「{name}」を作り、確かめました（決裁{count}件）"),
        format!("the backup “{name}” was made and verified ({count} decisions)"),
    );
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn restore(asked: &Restore) -> Result<ExitCode, Failure> {
    if !asked.file.is_file() {
        return Err(Failure::unread(&asked.file, &std::io::ErrorKind::NotFound.into()));
    }
    let place = crate::data::place(&asked.place)?;
    let bar = super::bar("復元中", "restoring");
    let report = ledger::backup::restore(&asked.file, &place, |it| super::show(&bar, it));
    bar.finish_and_clear();
    let count = report?.decisions;
    tell(
        format!("台帳を復元し、確かめました（決裁{count}件）"),
        format!("the ledger was restored and verified ({count} decisions)"),
    );
    Ok(ExitCode::SUCCESS)
}
