//! `meyasu export`: a whole edition as data.

use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use plan::decision::DecisionNumber;
use plan::refusal::Refusal;

use crate::cli::Export;
use crate::failure::{CANNOT_CREATE, Failure, IO, SOFTWARE};
use crate::say::tell;

pub(crate) fn run(asked: &Export) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let town = &asked.municipality.0;
    let mut edition = desk.edition(town)?;
    let newest = if asked.public { desk.publications(town)?.last().map(|it| it.decision) } else { None };
    if let Some(number) = asked.decision.map(DecisionNumber).or(newest) {
        edition.decision(number).ok_or(Refusal::NoSuchDecision(number.0))?;
        edition = Arc::new(edition.as_of(number));
    }
    if asked.public {
        edition = Arc::new(edition.public());
    }
    let bytes = writing::json::write(&edition)
        .map_err(|error| Failure::new(SOFTWARE, error.to_string(), error.to_string()))?;
    match &asked.output {
        None => std::io::stdout().write_all(&bytes).map_err(|error| {
            Failure::new(IO, format!("出力できません（{error}）"), format!("the output cannot be written: {error}"))
        })?,
        Some(file) => {
            std::fs::write(file, &bytes).map_err(|error| {
                let name = file.display();
                Failure::new(
                    CANNOT_CREATE,
                    format!("「{name}」に書き込めません（{error}）"),
                    format!("“{name}” cannot be written: {error}"),
                )
            })?;
            let records = edition.records().count();
            tell(
                format!("{records}件の記録を「{}」に書き出しました", file.display()),
                format!("{records} records are in “{}”", file.display()),
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}
