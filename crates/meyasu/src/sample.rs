//! 見本の市: travels inside the program, and comes in through the same door as everything else.

use desk::Desk;
use jiff::Timestamp;
use plan::decision::{Source, StaffId};
use plan::edition::Edition;
use plan::municipality::{Municipality, MunicipalityCode};
use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::failure::{Failure, SOFTWARE};
use crate::folder::{COVER, Folder};

#[derive(RustEmbed)]
#[folder = "../../sample"]
struct Files;

#[derive(Deserialize)]
struct Town {
    code: String,
    name: String,
    notice: String,
}

/// Who signs where a cover sheet names nobody.
const BY: &str = "企画部企画課";

/// What became of the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loaded {
    /// This many decisions were made for it.
    Decisions(usize),
    /// The ledger holds the sample as an older program had it. What is decided is never changed, not even here.
    Older,
}

/// Loads the sample into a ledger that holds no municipality, and goes on where a program that was stopped left off;
/// leaves any other ledger alone.
pub(crate) fn load(
    desk: &Desk,
    now: Timestamp,
    mut progress: impl FnMut(u64, u64),
) -> Result<Loaded, Failure> {
    let towns = desk.municipalities()?;
    let town: Town =
        toml::from_str(&text("municipality.toml")?).map_err(|error| broken("municipality.toml", &error))?;
    let code = MunicipalityCode::parse(&town.code)?;
    if towns.iter().any(|it| *it != code) {
        return Ok(Loaded::Decisions(0));
    }
    let read = |name: &String| Folder::read(|file| Ok(bytes(&format!("{name}/{file}"))?.into_owned()));
    let names = folders();
    let folders = names.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if towns.is_empty() {
        let day =
            folders.first().and_then(|it| it.cover.decided_on).and_then(plan::date::PartialDate::last_day);
        let at = day.and_then(|it| it.in_tz("Asia/Tokyo").ok()).map_or(now, |it| it.timestamp());
        let municipality =
            Municipality { notice: Some(town.notice.clone()), ..Municipality::new(town.name.clone()) };
        desk::founding::found(desk, &code, municipality, &StaffId(BY.to_owned()), at)?;
    }
    let edition = desk.edition(&code)?;
    if !is_ours(&edition, &town) {
        return Ok(Loaded::Decisions(0));
    }
    if is_older(&edition, &names, &folders) {
        return Ok(Loaded::Older);
    }
    let Some(taken) = taken(&edition, &folders) else { return Ok(Loaded::Decisions(0)) };
    if let Some(last) = taken.checked_sub(1).and_then(|last| folders.get(last)) {
        last.finish(desk, &code, BY, now)?;
    }
    let (all, left) = (folders.len() as u64, folders.len() - taken);
    for (done, folder) in (0..).zip(folders).skip(taken) {
        progress(done, all);
        take(desk, &code, folder, now)?;
    }
    Ok(Loaded::Decisions(left + usize::from(towns.is_empty())))
}

fn take(desk: &Desk, code: &MunicipalityCode, folder: Folder, now: Timestamp) -> Result<(), Failure> {
    let taken = folder.take(desk, code, BY, now)?;
    for problem in taken.imported.files.iter().flat_map(|file| &file.problems) {
        tracing::warn!(place = problem.place, "sample: {}", problem.en);
    }
    taken.decision.map(drop)
}

/// Whether the municipality is the sample, and no city that has its code.
fn is_ours(edition: &Edition, town: &Town) -> bool {
    edition.profile().is_some_and(|it| it.name == town.name && it.notice.as_ref() == Some(&town.notice))
}

/// Whether a decision of the sample rests on other files than those that travel in this program.
fn is_older(edition: &Edition, names: &[String], folders: &[Folder]) -> bool {
    let decided = edition.decisions().iter().skip(1);
    decided.zip(names.iter().zip(folders)).any(|(decision, (name, folder))| {
        let is_other =
            |source: &Source| digest(&format!("{name}/{}", source.name)).as_ref() != Some(&source.sha256);
        decision.reason != folder.cover.reason.trim() || decision.sources.iter().any(is_other)
    })
}

/// SHA-256 of a file that travels in the program, as the ledger writes it.
fn digest(path: &str) -> Option<String> {
    let hash = Files::get(path)?.metadata.sha256_hash();
    Some(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// How many of the folders are decided already; none where somebody went on with it.
fn taken(edition: &Edition, folders: &[Folder]) -> Option<usize> {
    let decided = edition.decisions().get(1..)?;
    (decided.len() <= folders.len()).then_some(decided.len())
}

/// The folders that hold a cover sheet, in the order of their names.
fn folders() -> Vec<String> {
    let covers = Files::iter().filter_map(|path| path.strip_suffix(&format!("/{COVER}")).map(str::to_owned));
    let mut folders: Vec<String> = covers.collect();
    folders.sort();
    folders
}

fn bytes(path: &str) -> Result<std::borrow::Cow<'static, [u8]>, Failure> {
    Files::get(path).map(|file| file.data).ok_or_else(|| broken(path, &"missing"))
}

fn text(path: &str) -> Result<String, Failure> {
    String::from_utf8(bytes(path)?.into_owned()).map_err(|error| broken(path, &error))
}

fn broken(path: &str, why: &dyn std::fmt::Display) -> Failure {
    Failure::new(
        SOFTWARE,
        format!("見本の {path} を読めません（{why}）"),
        format!("the sample’s {path} cannot be read: {why}"),
    )
}
