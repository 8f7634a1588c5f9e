//! `meyasu export`: a whole edition as data.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use desk::Desk;
use ledger::Place;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::refusal::Refusal;

use crate::cli::Export;
use crate::failure::{CANNOT_CREATE, Failure, REFUSED, SOFTWARE};
use crate::say::tell;

pub(crate) fn run(asked: &Export) -> Result<ExitCode, Failure> {
    let place = crate::data::place(&asked.place)?;
    if let (Some(file), Place::File(ledger)) = (&asked.output, &place)
        && is_ledger(file, ledger)
    {
        let name = file.display();
        return Err(Failure::new(
            CANNOT_CREATE,
            format!("「{name}」は台帳のファイルです。別の名前を指定してください"),
            format!("“{name}” belongs to the ledger; choose another name"),
        ));
    }
    let edition = edition(&crate::data::desk(&asked.place)?, asked)?;
    let bytes = writing::json::write(&edition)
        .map_err(|error| Failure::new(SOFTWARE, error.to_string(), error.to_string()))?;
    let Some(file) = &asked.output else {
        crate::output::print(&bytes)?;
        return Ok(ExitCode::SUCCESS);
    };
    crate::output::write(file, &bytes)?;
    let records = edition.records().count();
    tell(
        format!("{records}件の記録を「{}」に書き出しました", file.display()),
        format!("{records} records are in “{}”", file.display()),
    );
    Ok(ExitCode::SUCCESS)
}

/// The edition that was asked for: the newest, that of a decision, and of either only what the public sees.
fn edition(desk: &Desk, asked: &Export) -> Result<Arc<Edition>, Failure> {
    let town = &asked.municipality.0;
    let edition = desk.edition(town)?;
    let asked_for = asked.decision.map(DecisionNumber);
    if let Some(number) = asked_for {
        edition.decision(number).ok_or(Refusal::NoSuchDecision(number.0))?;
    }
    if !asked.public {
        return Ok(asked_for.map_or(edition.clone(), |number| Arc::new(edition.as_of(number))));
    }
    let seen = desk.publications(town)?.last().map(|it| it.decision).ok_or_else(|| {
        Failure::new(REFUSED, "まだ何も公表されていません", "nothing has been published yet")
    })?;
    let number = asked_for.unwrap_or(seen);
    if number > seen {
        return Err(Failure::new(
            REFUSED,
            format!("決裁第{number}号は、まだ公表されていません"),
            format!("decision {number} has not been published yet"),
        ));
    }
    Ok(Arc::new(edition.as_of(number).public()))
}

/// Whether a name is that of the ledger's file or of its logs, by whichever way it is written.
fn is_ledger(file: &Path, ledger: &Path) -> bool {
    let (Ok(ledger), Some(name)) = (ledger.canonicalize(), file.file_name()) else { return false };
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = file.canonicalize().or_else(|_| Ok::<_, std::io::Error>(folder.canonicalize()?.join(name)));
    let beside = |end: &str| {
        let mut name = ledger.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    file.is_ok_and(|file| ["", "-wal", "-shm"].iter().any(|end| beside(end) == file))
}
