//! 見本の市: travels inside the program, and comes in through the same door as everything else.

use desk::Desk;
use jiff::Timestamp;
use plan::decision::StaffId;
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

/// Loads the sample into a ledger that holds no municipality, and goes on where a program that was stopped left off;
/// leaves any other ledger alone. Tells how many decisions it made.
pub(crate) fn load(
    desk: &Desk,
    now: Timestamp,
    mut progress: impl FnMut(u64, u64),
) -> Result<usize, Failure> {
    let towns = desk.municipalities()?;
    let town: Town =
        toml::from_str(&text("municipality.toml")?).map_err(|error| broken("municipality.toml", &error))?;
    let code = MunicipalityCode::parse(&town.code)?;
    if towns.iter().any(|it| *it != code) {
        return Ok(0);
    }
    let read = |name: &String| Folder::read(|file| Ok(bytes(&format!("{name}/{file}"))?.into_owned()));
    let folders = folders().iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if towns.is_empty() {
        let day =
            folders.first().and_then(|it| it.cover.decided_on).and_then(plan::date::PartialDate::last_day);
        let at = day.and_then(|it| it.in_tz("Asia/Tokyo").ok()).map_or(now, |it| it.timestamp());
        let municipality =
            Municipality { notice: Some(town.notice.clone()), ..Municipality::new(town.name.clone()) };
        desk::founding::found(desk, &code, municipality, &StaffId(BY.to_owned()), at)?;
    }
    let Some(taken) = taken(&*desk.edition(&code)?, &town, &folders) else { return Ok(0) };
    if let Some(last) = taken.checked_sub(1).and_then(|last| folders.get(last)) {
        last.finish(desk, &code, BY, now)?;
    }
    let (all, left) = (folders.len() as u64, folders.len() - taken);
    for (done, folder) in (0..).zip(folders).skip(taken) {
        progress(done, all);
        take(desk, &code, folder, now)?;
    }
    Ok(left + usize::from(towns.is_empty()))
}

fn take(desk: &Desk, code: &MunicipalityCode, folder: Folder, now: Timestamp) -> Result<(), Failure> {
    let taken = folder.take(desk, code, BY, now)?;
    for problem in taken.imported.files.iter().flat_map(|file| &file.problems) {
        tracing::warn!(place = problem.place, "sample: {}", problem.en);
    }
    taken.decision.map(drop)
}

/// How many of the folders are decided already; none where this is not the sample, or somebody went on with it.
fn taken(edition: &Edition, town: &Town, folders: &[Folder]) -> Option<usize> {
    let ours =
        edition.profile().is_some_and(|it| it.name == town.name && it.notice.as_ref() == Some(&town.notice));
    let decided = edition.decisions().get(1..)?;
    let same =
        decided.iter().zip(folders).all(|(decision, folder)| decision.reason == folder.cover.reason.trim());
    (ours && same && decided.len() <= folders.len()).then_some(decided.len())
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
