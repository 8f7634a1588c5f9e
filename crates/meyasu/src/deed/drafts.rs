//! `meyasu drafts`: what waits for its decision; one of them decided or given up.

use std::process::ExitCode;

use jiff::Timestamp;
use plan::decision::StaffId;
use plan::draft::{Draft, DraftId};

use crate::cli::Drafts;
use crate::failure::Failure;
use crate::say::{plain, say, tell};

mod one;

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
        (Some(draft), None) if !asked.deed.withdraw => one::show(&desk, town, &draft)?,
        (Some(draft), None) => {
            desk::deciding::withdraw(&desk, town, &draft)?;
            tell(format!("起案「{}」を取り下げました", draft.0), format!("draft “{}” was given up", draft.0));
        }
        (None, _) => list(&desk, town)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One draft a line: id, day, changes, title, and whether later decisions have overtaken it.
fn list(desk: &desk::Desk, town: &plan::municipality::MunicipalityCode) -> Result<(), Failure> {
    let (drafts, edition) = (desk.drafts(town)?, desk.edition(town)?);
    let line = |draft: &Draft| {
        let day = plan::decision::date_in_japan(draft.begun);
        let overtaken = match draft.overtaken(&edition).is_empty() {
            true => "",
            false => say("\t追い越された起案", "\tovertaken"),
        };
        format!("{}\t{day}\t{}\t{}{overtaken}\n", draft.id.0, draft.edits.len(), plain(&draft.title))
    };
    crate::output::print(drafts.iter().map(line).collect::<String>().as_bytes())?;
    let count = drafts.len();
    tell(format!("決裁を待つ起案は{count}件です"), format!("{count} drafts wait for their decision"));
    Ok(())
}
