//! A folder with a cover sheet (`decision.toml`): files that become one decision.

use std::path::Path;

use desk::Desk;
use desk::deciding::Dated;
use desk::importing::{self, File, Imported};
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::MunicipalityCode;
use reading::cover::{BadCover, Cover};

use crate::failure::{DATA, Failure, NO_INPUT};
use crate::input;

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
    /// None where nothing changed. Where it was refused, the draft stays.
    pub(crate) decision: Result<Option<DecisionNumber>, Failure>,
}

impl Folder {
    /// Reads the cover sheet and the files that it names; `find` gives the bytes of a file by its name.
    pub(crate) fn read(find: impl Fn(&str) -> Result<Vec<u8>, Failure>) -> Result<Self, Failure> {
        let text = String::from_utf8(find(COVER)?).map_err(|_| {
            Failure::new(DATA, format!("{COVER} は UTF-8 ではありません"), format!("{COVER} is not UTF-8"))
        })?;
        let cover = Cover::parse(&text).map_err(|bad| Failure::new(DATA, bad.ja(), bad.to_string()))?;
        let file = |name: &String| Ok::<_, Failure>(File { name: name.clone(), bytes: find(name)? });
        let files = cover.files.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Self { cover, files })
    }

    /// A folder on the disk. What lies outside is not read, whichever way a name leads there.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        if !path.join(COVER).is_file() {
            let name = path.display();
            return Err(Failure::new(
                NO_INPUT,
                format!("フォルダー「{name}」に {COVER} がありません"),
                format!("the folder “{name}” has no {COVER}"),
            ));
        }
        let whole = path.canonicalize().map_err(|error| Failure::unread(path, &error))?;
        Self::read(|name| {
            let named = path.join(name);
            let found = named.canonicalize().map_err(|error| Failure::unread(&named, &error))?;
            if found.parent() == Some(&whole) { input::bytes(&named) } else { Err(outside(name)) }
        })
    }

    /// Imports, decides and, where the cover says so, publishes: on the day that the cover names, else now.
    pub(crate) fn take(
        mut self,
        desk: &Desk,
        town: &MunicipalityCode,
        by: &str,
        now: Timestamp,
    ) -> Result<Taken, Failure> {
        let files = std::mem::take(&mut self.files);
        let (by, at) = self.signature(by, now);
        let imported = importing::propose(desk, town, files, &self.cover.reason, &by, at.at)?;
        let decision = match &imported.draft {
            Some(draft) => desk::deciding::take_over(desk, town, draft, &by, &self.cover.reason, at)
                .map(Some)
                .map_err(|error| Failure::from(error).keeping(draft)),
            None => self.unpublished(desk, town),
        };
        let published = |number: &Option<DecisionNumber>| match number {
            Some(number) => self.publish(desk, town, *number, &by, at),
            None => Ok(()),
        };
        let decision = decision.and_then(|number| published(&number).map(|()| number));
        Ok(Taken { imported, decision })
    }

    /// Publishes what a run that was cut off decided and did not publish.
    pub(crate) fn finish(
        &self,
        desk: &Desk,
        town: &MunicipalityCode,
        by: &str,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let (by, at) = self.signature(by, now);
        let left = self.unpublished(desk, town)?;
        left.map_or(Ok(()), |number| self.publish(desk, town, number, &by, at))
    }

    /// Who decides, and when.
    fn signature(&self, by: &str, now: Timestamp) -> (StaffId, Dated) {
        let by = self.cover.decided_by.clone().unwrap_or_else(|| by.to_owned());
        let decided = self.cover.decided_on.and_then(plan::date::PartialDate::last_day).map(at_noon);
        (StaffId(by), decided.map_or(Dated::from(now), |at| Dated { at, recorded_at: Some(now) }))
    }

    /// The newest decision, if it is that of this folder and the public should see it but never did. What was published and
    /// taken back is not published again by a second run.
    fn unpublished(&self, desk: &Desk, town: &MunicipalityCode) -> Result<Option<DecisionNumber>, Failure> {
        let edition = desk.edition(town)?;
        let own = edition.decisions().last().filter(|it| it.reason == self.cover.reason.trim());
        let seen = desk.publications(town)?.iter().map(|it| it.decision).max();
        Ok(own.map(|it| it.number).filter(|number| self.cover.publish.is_some() && Some(*number) > seen))
    }

    fn publish(
        &self,
        desk: &Desk,
        town: &MunicipalityCode,
        number: DecisionNumber,
        by: &StaffId,
        at: Dated,
    ) -> Result<(), Failure> {
        let Some(label) = self.cover.publish.clone() else { return Ok(()) };
        let announcement = Announcement { label, note: None, despite: self.cover.despite.clone() };
        publishing::publish(desk, town, Some(number), announcement, by, at)?;
        Ok(())
    }
}

fn outside(name: &str) -> Failure {
    let why = BadCover::Outside(name.to_owned());
    Failure::new(DATA, why.ja(), why.to_string())
}

/// Noon of a day in Japan.
fn at_noon(day: jiff::civil::Date) -> Timestamp {
    let noon = day.at(12, 0, 0, 0);
    jiff::tz::offset(9).to_timestamp(noon).unwrap_or(Timestamp::MAX)
}
