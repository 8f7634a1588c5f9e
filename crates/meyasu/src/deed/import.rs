//! `meyasu import`: files become a draft, or with a reason a decision.

use std::path::Path;
use std::process::ExitCode;

use desk::Desk;
use desk::importing::{self, File, Imported};
use jiff::Timestamp;
use plan::check::Severity;
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::DraftId;
use plan::municipality::MunicipalityCode;

use crate::cli::Import;
use crate::failure::{Failure, NOTHING, REFUSED};
use crate::findings;
use crate::folder::Folder;
use crate::say::tell;
use crate::told;

pub(crate) fn run(asked: &Import) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let (folders, files): (Vec<_>, Vec<_>) = asked.files.iter().partition(|path| path.is_dir());
    // All of it is read before any of it is decided.
    let folders = folders.into_iter().map(|path| Folder::open(path)).collect::<Result<Vec<_>, _>>()?;
    let files = files.into_iter().map(|path| file(path)).collect::<Result<Vec<_>, _>>()?;
    let mut came = Came::default();
    for folder in folders {
        came.add(&take_folder(&desk, asked, folder)?);
    }
    if !files.is_empty() {
        came.add(&take_files(&desk, asked, files)?);
    }
    Ok(came.code())
}

/// What came of all that was named, for the exit code.
#[derive(Default)]
struct Came {
    /// How many records were read.
    records: usize,
    /// Whether something was left out, or must be looked at.
    left: bool,
}

impl Came {
    fn add(&mut self, imported: &Imported) {
        self.records += imported.files.iter().map(|it| it.records).sum::<usize>();
        self.left |= !is_clean(imported);
    }

    /// All of it taken in, a part of it, or nothing.
    fn code(&self) -> ExitCode {
        match (self.left, self.records) {
            (false, _) => ExitCode::SUCCESS,
            (true, 0) => ExitCode::from(NOTHING),
            (true, _) => ExitCode::from(REFUSED),
        }
    }
}

fn file(path: &Path) -> Result<File, Failure> {
    let name =
        path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned());
    Ok(File { name, bytes: crate::input::bytes(path)? })
}

/// A folder is decided for the reason on its cover sheet.
fn take_folder(desk: &Desk, asked: &Import, folder: Folder) -> Result<Imported, Failure> {
    let label = folder.cover.publish.clone();
    let taken = folder.take(desk, &asked.municipality.0, &asked.by, Timestamp::now())?;
    report(&taken.imported);
    if let Some(number) = taken.decision? {
        recorded(number);
        if let Some(label) = label {
            tell(
                format!("decision.toml に従い、決裁第{number}号を公表しました（{label}）"),
                format!("decision {number} is published ({label}), as decision.toml says"),
            );
        }
    }
    Ok(taken.imported)
}

fn recorded(number: DecisionNumber) {
    tell(format!("決裁第{number}号として記録しました"), format!("recorded as decision {number}"));
}

fn take_files(desk: &Desk, asked: &Import, files: Vec<File>) -> Result<Imported, Failure> {
    let (town, by, now) = (&asked.municipality.0, StaffId(asked.by.clone()), Timestamp::now());
    let title = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
    let imported = importing::propose(desk, town, files, &title, &by, now)?;
    report(&imported);
    let Some(draft) = &imported.draft else { return Ok(imported) };
    match &asked.decide {
        Some(reason) => {
            let number = desk::deciding::approve(desk, town, draft, &by, reason, now)
                .map_err(|error| Failure::from(error).keeping(draft))?;
            recorded(number);
            tell(
                format!("公表するには：meyasu publish --municipality {town}"),
                format!("to publish it: meyasu publish --municipality {town}"),
            );
        }
        None => kept(&imported, draft, town),
    }
    Ok(imported)
}

/// Where the draft waits, and whether it can be decided as it is.
fn kept(imported: &Imported, draft: &DraftId, town: &MunicipalityCode) {
    let errors = imported.findings.iter().filter(|it| it.severity() == Severity::Error).count();
    match errors {
        0 => tell(
            format!(
                "起案「{0}」として保存しました（まだ決裁していません）。決裁するには：meyasu drafts --municipality {town} {0} --decide 理由",
                draft.0
            ),
            format!(
                "kept as draft “{0}”, not decided yet; to decide it: meyasu drafts --municipality {town} {0} --decide REASON",
                draft.0
            ),
        ),
        _ => tell(
            format!(
                "起案「{}」として保存しましたが、上の誤り{errors}件があるため、このままでは決裁できません（台帳の内容は元のままです）",
                draft.0
            ),
            format!(
                "kept as draft “{}”, which cannot be decided as it is: {errors} errors above (all in the ledger is as it was)",
                draft.0
            ),
        ),
    }
}

fn is_clean(imported: &Imported) -> bool {
    imported.files.iter().all(|it| it.problems.is_empty() && it.unread.is_empty())
        && imported.findings.iter().all(|it| it.severity() != Severity::Error)
}

/// What was read, what was not, and what to look at.
fn report(imported: &Imported) {
    for file in &imported.files {
        tell(
            format!("{}（{}）：{}件の記録", file.name, file.kind, file.records),
            format!("{} ({}): {} records", file.name, file.kind, file.records),
        );
        told::problems(&file.problems);
        told::notes(&file.notes);
        for (place, words) in &file.unread {
            tell(format!("  読めなかった {place}：{words}"), format!("  not understood, {place}: {words}"));
        }
    }
    findings::tell(&imported.after, &imported.findings);
    tell(
        format!("変更{}件、変更なし{}件", imported.changes, imported.unchanged),
        format!("{} changes, {} the same as before", imported.changes, imported.unchanged),
    );
    if imported.draft.is_none() {
        tell("変更がないため、決裁していません", "nothing changed, so nothing was decided");
    }
}
