//! `meyasu import`: files become a draft, or with a reason a decision.

use std::path::Path;
use std::process::ExitCode;

use desk::Desk;
use desk::importing::{self, File, Imported};
use jiff::Timestamp;
use plan::check::Severity;
use plan::decision::StaffId;

use crate::cli::Import;
use crate::failure::{Failure, REFUSED};
use crate::folder::Folder;
use crate::say::{say, tell};

pub(crate) fn run(asked: &Import) -> Result<ExitCode, Failure> {
    let desk = crate::data::desk(&asked.place)?;
    let (folders, files): (Vec<_>, Vec<_>) = asked.files.iter().partition(|path| path.is_dir());
    let mut clean = true;
    for folder in folders {
        clean &= take_folder(&desk, asked, folder)?;
    }
    if !files.is_empty() {
        let bar = super::bar("読み取り中", "reading").with_elapsed(std::time::Duration::ZERO);
        bar.set_length(files.len() as u64);
        let read = files.into_iter().inspect(|_| bar.inc(1)).map(|path| file(path)).collect::<Result<Vec<_>, _>>()?;
        bar.finish_and_clear();
        clean &= take_files(&desk, asked, read)?;
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
}

fn file(path: &Path) -> Result<File, Failure> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned());
    let bytes = std::fs::read(path).map_err(|error| Failure::unread(path, &error))?;
    Ok(File { name, bytes })
}

/// A folder is decided for the reason on its cover sheet.
fn take_folder(desk: &Desk, asked: &Import, path: &Path) -> Result<bool, Failure> {
    let taken = Folder::at(path)?.take(desk, &asked.municipality.0, &asked.by, Timestamp::now())?;
    report(&taken.imported);
    if let Some(number) = taken.decision {
        tell(format!("決裁第{number}号として記録しました"), format!("recorded as decision {number}"));
    }
    Ok(is_clean(&taken.imported))
}

fn take_files(desk: &Desk, asked: &Import, files: Vec<File>) -> Result<bool, Failure> {
    let (town, by, now) = (&asked.municipality.0, StaffId(asked.by.clone()), Timestamp::now());
    let title = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
    let imported = importing::propose(desk, town, files, &title, &by, now)?;
    report(&imported);
    let Some(draft) = &imported.draft else { return Ok(is_clean(&imported)) };
    match &asked.decide {
        Some(reason) => {
            let number = desk::deciding::approve(desk, town, draft, &by, reason, now)?;
            tell(format!("決裁第{number}号として記録しました"), format!("recorded as decision {number}"));
            tell(
                format!("公表するには：meyasu publish --municipality {town}"),
                format!("to publish it: meyasu publish --municipality {town}"),
            );
        }
        None => tell(
            format!("起案「{}」として保存しました（まだ決裁していません。--decide 理由 を付けると決裁します）", draft.0),
            format!("kept as draft “{}”, not decided (with --decide REASON it would be)", draft.0),
        ),
    }
    Ok(is_clean(&imported))
}

fn is_clean(imported: &Imported) -> bool {
    imported.files.iter().all(|it| it.problems.is_empty() && it.unread.is_empty())
        && imported.findings.iter().all(|it| it.severity != Severity::Error)
}

/// What was read, what was not, and what to look at.
fn report(imported: &Imported) {
    for file in &imported.files {
        tell(
            format!("{}（{}）：{}件の記録", file.name, file.kind, file.records),
            format!("{} ({}): {} records", file.name, file.kind, file.records),
        );
        for problem in &file.problems {
            tell(format!("  要確認 {}：{}", problem.place, problem.ja), format!("  look at {}: {}", problem.place, problem.en));
        }
        for (place, words) in &file.unread {
            tell(format!("  読めなかった {place}：{words}"), format!("  not understood, {place}: {words}"));
        }
    }
    for finding in &imported.findings {
        let weight = match finding.severity {
            Severity::Error => say("誤り", "error"),
            Severity::Warning => say("要確認", "look at"),
        };
        eprintln!("  {weight} {}：{}", finding.record, say(&finding.ja, &finding.en));
    }
    tell(
        format!("変更{}件、変更なし{}件", imported.changes, imported.unchanged),
        format!("{} changes, {} the same as before", imported.changes, imported.unchanged),
    );
}
