//! A folder with a cover sheet (`decision.toml`): files that become one decision.

use std::path::Path;

use desk::Desk;
use desk::importing::{self, File, Imported};
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::MunicipalityCode;
use reading::cover::Cover;

use crate::failure::{DATA, Failure, NO_INPUT};

/// The name of a cover sheet.
pub(crate) const COVER: &str = "decision.toml";

/// Files with their cover sheet, wherever they came from.
pub(crate) struct Folder {
    pub(crate) cover: Cover,
    pub(crate) files: Vec<File>,
}

/// What became of a folder.
pub(crate) struct Taken {
    pub(crate) imported: Imported,
    pub(crate) decision: Option<DecisionNumber>,
}

impl Folder {
    /// Reads the cover sheet and the files that it names; `find` gives the bytes of a file by its name.
    pub(crate) fn read(find: impl Fn(&str) -> Result<Vec<u8>, Failure>) -> Result<Self, Failure> {
        let text = String::from_utf8(find(COVER)?)
            .map_err(|_| Failure::new(DATA, format!("{COVER} は UTF-8 ではありません"), format!("{COVER} is not UTF-8")))?;
        let cover = Cover::parse(&text).map_err(|bad| Failure::new(DATA, bad.ja(), bad.to_string()))?;
        let file = |name: &String| Ok::<_, Failure>(File { name: name.clone(), bytes: find(name)? });
        let files = cover.files.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Self { cover, files })
    }

    /// A folder on the disk.
    pub(crate) fn at(path: &Path) -> Result<Self, Failure> {
        if !path.join(COVER).is_file() {
            let name = path.display();
            return Err(Failure::new(
                NO_INPUT,
                format!("フォルダー「{name}」に {COVER} がありません"),
                format!("the folder “{name}” has no {COVER}"),
            ));
        }
        Self::read(|name| std::fs::read(path.join(name)).map_err(|error| Failure::unread(&path.join(name), &error)))
    }

    /// Imports, decides and, where the cover says so, publishes: on the day that the cover names, else now.
    pub(crate) fn take(self, desk: &Desk, town: &MunicipalityCode, by: &str, now: Timestamp) -> Result<Taken, Failure> {
        let at = self.cover.decided_on.and_then(plan::date::PartialDate::last_day).map_or(now, at_noon);
        let by = StaffId(self.cover.decided_by.clone().unwrap_or_else(|| by.to_owned()));
        let imported = importing::propose(desk, town, self.files, &self.cover.reason, &by, at)?;
        let Some(draft) = &imported.draft else { return Ok(Taken { imported, decision: None }) };
        let decision = desk::deciding::approve(desk, town, draft, &by, &self.cover.reason, at)?;
        if let Some(label) = self.cover.publish {
            let announcement = Announcement { label, note: None };
            publishing::publish(desk, town, Some(decision), announcement, &by, at)?;
        }
        Ok(Taken { imported, decision: Some(decision) })
    }
}

/// Noon of a day in Japan.
fn at_noon(day: jiff::civil::Date) -> Timestamp {
    let noon = day.at(12, 0, 0, 0);
    jiff::tz::offset(9).to_timestamp(noon).unwrap_or(Timestamp::MAX)
}
