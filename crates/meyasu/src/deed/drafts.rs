//! `meyasu drafts`: what waits for its decision; one of them decided or given up.

use std::process::ExitCode;

use jiff::Timestamp;
use plan::decision::StaffId;
use plan::draft::DraftId;

use crate::cli::Drafts;
use crate::failure::{Failure, IO};
use crate::say::{plain, tell};

pub(crate) fn run(asked: &Drafts) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let town = &asked.municipality.0;
    let draft = asked.draft.clone().map(DraftId);
    match (draft, &asked.deed.decide) {
        (Some(draft), Some(reason)) => {
            let by = StaffId(asked.by.clone());
            let number = desk::deciding::approve(&desk, town, &draft, &by, reason, Timestamp::now())?;
            tell(format!("決裁第{number}号として記録しました"), format!("recorded as decision {number}"));
        }
        (Some(draft), None) => {
            desk::deciding::withdraw(&desk, town, &draft)?;
            tell(format!("起案「{}」を取り下げました", draft.0), format!("draft “{}” was given up", draft.0));
        }
        (None, _) => list(&desk, town)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One draft a line: id, day, changes, title.
fn list(desk: &desk::Desk, town: &plan::municipality::MunicipalityCode) -> Result<(), Failure> {
    use std::io::Write as _;
    let drafts = desk.drafts(town)?;
    let mut out = std::io::stdout().lock();
    for draft in &drafts {
        let day = plan::decision::date_in_japan(draft.begun);
        writeln!(out, "{}\t{day}\t{}\t{}", draft.id.0, draft.edits.len(), plain(&draft.title)).map_err(
            |error| {
                Failure::new(
                    IO,
                    format!("出力できません（{error}）"),
                    format!("the output cannot be written: {error}"),
                )
            },
        )?;
    }
    let count = drafts.len();
    tell(format!("決裁を待つ起案は{count}件です"), format!("{count} drafts wait for their decision"));
    Ok(())
}
