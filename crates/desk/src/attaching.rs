//! 根拠資料を添付する: files beside the fields of a sheet. What is kept and what is not is told file by file.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::source::Named;
use ledger::{Tx, paper, source};
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::evidence::{Attachment, Evidence, NotKept, Room, admit};
use plan::form::{Asks, FieldId};
use plan::municipality::MunicipalityCode;
use plan::role::Role;
use plan::sheet::life::{Act, Hand};
use reading::package::Effort;
use serde::{Deserialize, Serialize};

use crate::filling::save_sheet;
use crate::policy::Deed;
use crate::sheet::{self, Opened, Place, Share};
use crate::{Actor, Desk, Error};

mod discarding;
mod weighing;

pub use discarding::discard_early;
use weighing::Weighed;

/// 添付, as the ledger keeps it: what is known of a file. Its bytes lie elsewhere and are never read for a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// The file.
    #[serde(flatten)]
    pub file: Attachment,
    /// The version of the sheet that it made.
    pub version: u64,
    /// 取外し: who took it away, and when; then it stands in the past only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Removal>,
}

/// 取外し of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// The version of the sheet that it made.
    pub version: u64,
    /// 提出前: the sheet had not been handed in with it: then its bytes go, and that it was there stays known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unseen: bool,
}

impl Paper for Attached {
    const KIND: &'static str = "evidence";
}

/// A file that somebody wants to attach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its name on the sheet, by chance.
    pub id: String,
    /// ファイル名 as it was sent.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What became of a file that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is on disk.
    Kept,
    /// It was there already.
    Same,
    /// It is not kept.
    NotKept(NotKept),
}

/// 添付する: several files beside one field, in one transaction. Gives for each what became of it, in their order. Nothing is looked into
/// for somebody who may not write there.
pub fn attach(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    field: &FieldId,
    files: Vec<Offered>,
    now: Timestamp,
) -> Result<Vec<(String, Fate)>, Error> {
    desk.ledger.read(|tx| begin(tx, desk, actor, place, field, now).map(drop))?;
    let mut effort = Effort::default();
    let files: Vec<Weighed> = files.into_iter().map(|it| Weighed::of(it, &mut effort)).collect();
    let files = std::sync::Arc::new(files);
    let (here, actor, place, field) = (desk.clone(), actor.clone(), place.clone(), field.clone());
    crate::again(move || {
        let (inner, actor, place, field) = (here.clone(), actor.clone(), place.clone(), field.clone());
        let files = files.clone();
        here.ledger.write(move |tx| {
            let (mut opened, hand) = begin(tx, &inner, &actor, &place, &field, now)?;
            let before = opened.sheet.version();
            let mut known = list(tx, &actor.town, &place)?;
            let mut fates = vec![];
            for file in files.iter() {
                let fate = one(tx, (&actor, &hand), &mut opened, &mut known, (&field, file))?;
                fates.push((file.offered.name.clone(), fate));
            }
            if opened.sheet.version() != before {
                save_sheet(tx, &actor, &opened)?;
            }
            Ok(fates)
        })
    })
}

/// The sheet, and the hand of somebody who may write in the field now.
fn begin(
    tx: &mut Tx<'_>,
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    field: &FieldId,
    at: Timestamp,
) -> Result<(Opened, Hand), Error> {
    let opened = sheet::read(tx, desk, actor, place)?;
    let layout = opened.layout();
    let (subject, asked) = layout.field(field).ok_or(Error::NotFound)?;
    let about = (Some(&subject.id), asked.asks);
    let role = Share::of(actor, &opened, &layout).may_write(actor, &opened, about)?;
    let hand = actor.hand(role, (&place.organisation, &opened.edition), at);
    Ok((opened, hand))
}

fn one(
    tx: &mut Tx<'_>,
    (actor, hand): (&Actor, &Hand),
    opened: &mut Opened,
    known: &mut Vec<Attached>,
    (field, file): (&FieldId, &Weighed),
) -> Result<Fate, Error> {
    let Weighed { offered, sha256, odd } = file;
    let room = Room::of(known.iter().map(|it| &it.file), field);
    let why = match admit(&offered.name, &offered.bytes, room) {
        Err(why @ (NotKept::FieldFull | NotKept::SheetFull | NotKept::SheetTooLarge)) => Some(why),
        Err(why) => return Ok(Fate::NotKept(why)),
        Ok(()) => None,
    };
    if let Some(odd) = odd {
        return Ok(Fate::NotKept(odd.clone()));
    }
    if known.iter().any(|it| it.file.is_same(field, &offered.name, sha256)) {
        return Ok(Fate::Same); // Sent twice, it is one, however full the field is.
    }
    if let Some(why) = why {
        return Ok(Fate::NotKept(why));
    }
    source::keep(tx, Named::hashed(sha256, &offered.bytes))?;
    let version = opened.sheet.save(hand).map_err(Error::Sheet)?;
    let file = Attachment {
        id: offered.id.clone(),
        field: field.clone(),
        name: offered.name.clone(),
        size: offered.bytes.len() as u64,
        sha256: sha256.clone(),
        by: hand.by.clone(),
        at: hand.at,
    };
    let attached = Attached { file, version, removed: None };
    paper::save(tx, &actor.town, &opened.place.folder(), &offered.id, &attached, None)?;
    known.push(attached);
    Ok(Fate::Kept)
}

/// 取り外す: takes a file away before the decision names it. What it was stays in the past of the sheet.
pub fn remove(desk: &Desk, actor: &Actor, place: &Place, id: &str, now: Timestamp) -> Result<(), Error> {
    let (here, actor, place, id) = (desk.clone(), actor.clone(), place.clone(), id.to_owned());
    crate::again(move || {
        let (inner, actor, place, id) = (here.clone(), actor.clone(), place.clone(), id.clone());
        here.ledger.write(move |tx| {
            let mut opened = sheet::read(tx, &inner, &actor, &place)?;
            let found = paper::find::<Attached>(tx, &actor.town, &place.folder(), &id)?;
            let found = found.ok_or(Error::NotFound)?;
            let role = may_take_away(&actor, &opened, &found.value.file.field)?;
            if is_decided(&opened.edition, &place, &id) {
                return Err(decided());
            }
            let hand = actor.hand(role, (&place.organisation, &opened.edition), now);
            let version = opened.sheet.save(&hand).map_err(Error::Sheet)?;
            let unseen = !was_handed_on(&opened, found.value.version);
            let removed = Some(Removal { by: hand.by, at: now, version, unseen });
            let last = Kept { value: Attached { removed, ..found.value }, ..found };
            paper::keep(tx, &actor.town, &last)?;
            paper::remove::<Attached>(tx, &actor.town, &place.folder(), &id)?;
            save_sheet(tx, &actor, &opened)?;
            Ok(())
        })
    })
}

/// Whether the sheet went from hand to hand with a file: then somebody may have judged by it, and it stays.
fn was_handed_on(opened: &Opened, version: u64) -> bool {
    opened.sheet.events().iter().any(|it| it.act != Act::Begun && it.version >= version)
}

/// As which role somebody may take a file away: whoever may write in its field. Where the form asks for it no more, it is a text of
/// the whole sheet.
fn may_take_away(actor: &Actor, opened: &Opened, field: &FieldId) -> Result<Role, Error> {
    let layout = opened.layout();
    let found = layout.field(field).map(|(subject, asked)| (Some(&subject.id), asked.asks));
    Share::of(actor, opened, &layout).may_write(actor, opened, found.unwrap_or((None, Asks::Title)))
}

fn is_decided(edition: &Edition, place: &Place, id: &str) -> bool {
    let record = Evidence::id(&place.stage, &place.organisation);
    edition.find::<Evidence>(&record).is_some_and(|it| it.names(id))
}

fn decided() -> Error {
    Error::invalid(
        "file",
        "決裁が根拠とした資料なので、取り外せません。差し替えるときは、新しい資料を添付してください",
        "a decision rests on this file, so it stays; attach a new one beside it",
    )
}

/// 添付の一覧 of a sheet, by field and then as they came.
pub fn of(desk: &Desk, actor: &Actor, place: &Place) -> Result<Vec<Attached>, Error> {
    desk.ledger.read(|tx| {
        sheet::read(tx, desk, actor, place)?;
        list(tx, &actor.town, place)
    })
}

/// 取り外した資料: what once lay beside the fields of a sheet.
pub fn removed(desk: &Desk, actor: &Actor, place: &Place) -> Result<Vec<Attached>, Error> {
    desk.ledger.read(|tx| {
        sheet::read(tx, desk, actor, place)?;
        let past = paper::past_of_folder::<Attached>(tx, &actor.town, &place.folder())?;
        let mut gone: Vec<Attached> =
            past.into_iter().map(|it| it.value).filter(|it| it.removed.is_some()).collect();
        gone.sort_by_key(|it| it.removed.as_ref().map(|it| it.at));
        Ok(gone)
    })
}

/// One file with what it holds. What was taken away is shown to those only who may read the history.
pub fn file(desk: &Desk, actor: &Actor, place: &Place, id: &str) -> Result<(Attached, Vec<u8>), Error> {
    desk.ledger.read(|tx| {
        let edition = sheet::read(tx, desk, actor, place)?.edition;
        let (town, folder) = (&actor.town, place.folder());
        let mut found = paper::find::<Attached>(tx, town, &folder, id)?;
        if found.is_none() {
            let may = |about| actor.may(Deed::ReadHistory, about, &edition).is_ok();
            let may = may(Some(&place.organisation)) || may(None);
            found = paper::past::<Attached>(tx, town, &folder, id)?.pop().filter(|_| may);
        }
        let found = found.ok_or(Error::NotFound)?.value;
        let bytes = source::find(tx, &found.file.sha256)?.ok_or(Error::NotFound)?;
        Ok((found, bytes))
    })
}

/// The same within a transaction; who may see it was asked before.
pub(crate) fn list(tx: &mut Tx<'_>, town: &MunicipalityCode, place: &Place) -> Result<Vec<Attached>, Error> {
    let mut files: Vec<Attached> =
        paper::list::<Attached>(tx, town, &place.folder())?.into_iter().map(|it| it.value).collect();
    files.sort_by(|a, b| (&a.file.field, a.version).cmp(&(&b.file.field, b.version)));
    Ok(files)
}

/// What the decision of a sheet says of its files; none where it has none and never had.
pub(crate) fn record(opened: &Opened, files: Vec<Attached>) -> Option<plan::record::Record> {
    let Place { stage, organisation } = opened.place.clone();
    let evidence = Evidence {
        stage,
        organisation,
        fiscal_year: opened.stage.fiscal_year,
        files: files.into_iter().map(|it| it.file).collect(),
    };
    (!evidence.files.is_empty()).then(|| evidence.into_record())
}
