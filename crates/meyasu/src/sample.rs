//! 見本の市: travels inside the program, and comes in through the same door as everything else.

use desk::Desk;
use jiff::Timestamp;
use plan::decision::StaffId;
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

/// Loads the sample into a ledger that holds no municipality; leaves any other alone. Tells how many decisions it made.
pub(crate) fn load(desk: &Desk, now: Timestamp, mut progress: impl FnMut(u64, u64)) -> Result<usize, Failure> {
    if !desk.municipalities()?.is_empty() {
        return Ok(0);
    }
    let town: Town = toml::from_str(&text("municipality.toml")?).map_err(|error| broken("municipality.toml", &error))?;
    let code = MunicipalityCode::parse(&town.code)?;
    let folders = folders();
    let all = folders.len() as u64 + 1;
    let mut first = true;
    for (index, folder) in folders.iter().enumerate() {
        progress(index as u64, all);
        let read = Folder::read(|name| Ok(bytes(&format!("{folder}/{name}"))?.into_owned()))?;
        if std::mem::take(&mut first) {
            let at = read.cover.decided_on.and_then(plan::date::PartialDate::last_day);
            let at = at.and_then(|day| day.in_tz("Asia/Tokyo").ok()).map_or(now, |day| day.timestamp());
            let municipality = Municipality { name: town.name.clone(), notice: Some(town.notice.clone()) };
            desk::founding::found(desk, &code, municipality, &StaffId("企画部企画課".to_owned()), at)?;
        }
        let taken = read.take(desk, &code, "企画部企画課", now)?;
        for problem in taken.imported.files.iter().flat_map(|file| &file.problems) {
            tracing::warn!(folder, place = problem.place, "sample: {}", problem.en);
        }
    }
    progress(all, all);
    Ok(folders.len() + 1)
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
    Failure::new(SOFTWARE, format!("見本の {path} を読めません（{why}）"), format!("the sample’s {path} cannot be read: {why}"))
}
