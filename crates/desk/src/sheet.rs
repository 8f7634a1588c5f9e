//! 票: which there are, and what stands in one. Reading only; what is done with a sheet stands in `filling` and `reviewing`.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use ledger::draft::Revision;
use ledger::paper::{Kept, Paper};
use ledger::{Tx, paper};
use plan::calendar::{CalendarEntry, Work};
use plan::decision::{DecisionNumber, StaffId};
use plan::edition::Edition;
use plan::form::{Field, FieldId, Form};
use plan::record::RecordId;
use plan::sheet::entry::{Entries, Entry};
use plan::sheet::layout::{Asked, Layout, Subject, Whose, layout, owing};
use plan::sheet::life::Sheet;
use plan::sheet::proposals::{Compiled, proposals};
use plan::sheet::understood::{Context, understood};
use serde::{Deserialize, Serialize};

use crate::filling::Meaning;
use crate::policy::Deed;
use crate::{Actor, Desk, Error, is_by_share};

mod extension;
mod outside;
mod owed;
mod past;
mod share;
mod task;

pub use extension::{Extended, Extension, Wish, extend};
pub use outside::{Outside, label, outside};
pub use owed::{Owed, board, own};
pub(crate) use owed::{every, is_own};
pub use past::{Changed, changes_since};
pub use share::Share;
pub use task::{Task, blank_amounts, tasks};

/// 票の名: one stage of the year, one organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The calendar entry whose work it is.
    pub stage: RecordId,
    /// Who owes it.
    pub organisation: RecordId,
}

impl Place {
    /// The folder of its entries. Ids of records have no line break in them.
    pub(crate) fn folder(&self) -> String {
        format!("{}\n{}", self.stage, self.organisation)
    }
}

/// 記入済みの欄, as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// What was typed, by whom, when.
    #[serde(flatten)]
    pub entry: Entry,
    /// The version of the sheet that the save made.
    pub version: u64,
    /// The save's own name, given by the page: the same save twice is one.
    #[serde(default)]
    pub key: String,
}

impl Paper for Filled {
    const KIND: &'static str = "entry";
}

/// 行き違いの記入: what somebody typed while somebody else saved the same field. It waits until its author has merged it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// Their text.
    pub entry: Entry,
    /// The revision of the field that they had seen.
    pub seen: u64,
    /// What stood there then: from where both began.
    pub base: String,
    /// The name of the save that brought it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
}

impl Paper for Clash {
    const KIND: &'static str = "clash";
}

/// A sheet as it stands.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub place: Place,
    /// The edition it was laid out from.
    pub edition: Arc<Edition>,
    /// The stage.
    pub stage: CalendarEntry,
    /// Its work.
    pub work: Work,
    /// Its form.
    pub form: Form,
    /// Its way so far, and what was asked about it.
    pub sheet: Sheet,
    /// How often the sheet's own row was saved; none: never.
    pub(crate) row: Option<Revision>,
    /// What was typed, by field, with the revision to name at the next save.
    pub filled: BTreeMap<FieldId, Kept<Filled>>,
    /// 期限の延長.
    pub extension: Option<Extension>,
    /// What the reader typed that somebody else overtook.
    pub clashes: BTreeMap<FieldId, Clash>,
}

impl Opened {
    /// What was typed, as `plan` takes it.
    pub fn entries(&self) -> Entries {
        self.filled.iter().map(|(id, it)| (id.clone(), it.value.entry.clone())).collect()
    }

    /// Whose it is: what is handed over after its stage began stays on it, and the heirs finish it.
    pub fn whose(&self) -> Whose<'_> {
        Whose { organisation: &self.place.organisation, on: Some(self.stage.from) }
    }

    /// The sheet's subjects and fields, in order.
    pub fn layout(&self) -> Layout {
        layout(&self.edition, &self.form, self.whose(), &self.entries())
    }

    /// The same as it was laid out when a decision was the newest.
    pub(crate) fn layout_as_of(&self, number: DecisionNumber) -> Layout {
        layout(&self.edition.as_of(number), &self.form, self.whose(), &self.entries())
    }

    /// What the sheet comes to: proposals, and a sentence at each field that cannot be decided as it is.
    pub fn compiled(&self) -> Compiled {
        proposals(&self.edition, &self.form, self.whose(), &self.entries())
    }

    /// What a text means in a field, among the entries of the sheet.
    pub fn meaning(&self, entries: &Entries, (subject, asked): (&Subject, &Asked), text: &str) -> Meaning {
        let field = self.form.parts.get(subject.part).and_then(|part| part.fields.get(asked.field));
        let usual = Field::new(asked.asks);
        let field = field.unwrap_or(&usual);
        understood(text, &Context::new(&self.edition, &self.form, field, &subject.id, entries))
    }

    /// 期限: the last day on which it is due.
    pub fn due(&self) -> jiff::civil::Date {
        self.extension.as_ref().map_or(self.stage.to, |it| it.to.max(self.stage.to))
    }

    /// The revision of a field to name at the next save; 0 where nothing was typed yet.
    pub fn revision(&self, field: &FieldId) -> u64 {
        self.filled.get(field).map_or(0, |it| it.revision.0)
    }
}

/// Opens a sheet to read it.
pub fn open(desk: &Desk, actor: &Actor, place: &Place) -> Result<Opened, Error> {
    desk.ledger.read(|tx| read(tx, desk, actor, place))
}

/// The same within a transaction. What an organisation above owes is open only where something of it is the reader's own.
pub(crate) fn read(tx: &mut Tx<'_>, desk: &Desk, actor: &Actor, place: &Place) -> Result<Opened, Error> {
    let edition = desk.current(tx, &actor.town)?;
    let (role, relation) = actor.stands(Deed::ReadSheet, Some(&place.organisation), &edition)?;
    let opened = load(tx, edition, actor, place)?;
    if is_by_share(role, relation) && Share::of(actor, &opened, &opened.layout()).is_nothing() {
        return Err(Error::Forbidden(Deed::ReadSheet));
    }
    Ok(opened)
}

/// Opens a sheet for those who look at all of a year's: what they are shown of it is what checks say.
pub(crate) fn to_look(desk: &Desk, actor: &Actor, place: &Place) -> Result<Opened, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::ReadBoard, None, &edition)?;
        load(tx, edition, actor, place)
    })
}

/// A sheet with all that was typed into it. Whether the reader may see it was asked before.
pub(crate) fn load(
    tx: &mut Tx<'_>,
    edition: Arc<Edition>,
    actor: &Actor,
    place: &Place,
) -> Result<Opened, Error> {
    let (stage, work, form) = stage(&edition, place)?;
    let (town, folder) = (&actor.town, place.folder());
    let sheet = paper::find::<Sheet>(tx, town, place.stage.as_str(), place.organisation.as_str())?;
    let (row, sheet) = sheet.map_or((None, Sheet::default()), |it| (Some(it.revision), it.value));
    let filled = paper::list::<Filled>(tx, town, &folder)?;
    let filled = filled.into_iter().filter_map(|it| Some((FieldId::parse(&it.id)?, it)));
    let clashes = paper::list::<Clash>(tx, town, &mine(&folder, &actor.id))?;
    let clashes = clashes.into_iter().filter_map(|it| Some((FieldId::parse(&it.id)?, it.value)));
    Ok(Opened {
        filled: filled.collect(),
        clashes: clashes.collect(),
        extension: extension::find(tx, town, place)?,
        place: place.clone(),
        edition,
        stage,
        work,
        form,
        sheet,
        row,
    })
}

/// The folder of what one person typed on a sheet and others overtook.
pub(crate) fn mine(folder: &str, staff: &StaffId) -> String {
    format!("{folder}\n{}", staff.0)
}

/// The stage of a sheet, if the organisation owes one in it.
pub(crate) fn stage(edition: &Edition, place: &Place) -> Result<(CalendarEntry, Work, Form), Error> {
    let stage = edition.find::<CalendarEntry>(&place.stage).ok_or(Error::NotFound)?;
    let work = stage.work.as_ref().ok_or(Error::NotFound)?;
    let form = edition.find::<Form>(&work.form).ok_or(Error::NotFound)?;
    if !owing(edition, stage, form).contains(&place.organisation) {
        return Err(Error::NotFound);
    }
    Ok((stage.clone(), work.clone(), form.clone()))
}

/// A moment and the version that a page showed: what is done names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The version that was shown.
    pub version: u64,
    /// How many steps of its way were shown: a form that is sent twice is known by it.
    pub steps: Option<usize>,
    /// Now.
    pub at: Timestamp,
}
