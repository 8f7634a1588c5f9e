//! 提出すべき票: every stage with work × every organisation that owes a sheet in it, begun or not.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use ledger::paper::{self, Paper};
use plan::calendar::CalendarEntry;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::form::Form;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::sheet::layout::owing;
use plan::sheet::life::{Sheet, Stand};

use super::{Extension, Place};
use crate::policy::Deed;
use crate::{Actor, Desk, Error, is_by_share};

/// A sheet that is owed.
#[derive(Clone, Debug)]
pub struct Owed {
    /// Which.
    pub place: Place,
    /// The stage it belongs to.
    pub stage: CalendarEntry,
    /// How far it is, and what was asked.
    pub sheet: Sheet,
    /// 期限, with its extension.
    pub due: Date,
    /// Why the deadline is later than that of the stage, or is so no more.
    pub extension: Option<Extension>,
}

impl Owed {
    /// Whether its authors have not handed it in although the day is over.
    pub fn is_late(&self, today: Date) -> bool {
        matches!(self.sheet.stand(), Stand::NotBegun | Stand::Writing) && self.due < today
    }
}

/// 提出状況: every sheet of a year, by stage and then in the order of organisations.
pub fn board(desk: &Desk, actor: &Actor, year: FiscalYear) -> Result<Vec<Owed>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::ReadBoard, None, &edition)?;
        every(tx, &actor.town, &edition, |stage, _| stage.fiscal_year == year)
    })
}

/// 自分の組織の票: every sheet of one's own organisations.
pub fn own(desk: &Desk, actor: &Actor) -> Result<Vec<Owed>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::ReadWork, None, &edition)?;
        let mut known: HashMap<RecordId, bool> = HashMap::new();
        let is_own = |id: &RecordId| is_own(actor, id, &edition);
        every(tx, &actor.town, &edition, |_, id| *known.entry(id.clone()).or_insert_with(|| is_own(id)))
    })
}

/// Whether somebody has to do with the sheets of an organisation. Those of which only a part is theirs are found among their tasks.
pub(crate) fn is_own(actor: &Actor, id: &RecordId, edition: &Edition) -> bool {
    let deeds = [Deed::WriteText, Deed::WriteMoney, Deed::WriteOpinion, Deed::Pass, Deed::Decide];
    let whole = |deed| actor.stands(deed, Some(id), edition).is_ok_and(|(role, it)| !is_by_share(role, it));
    deeds.into_iter().any(whole)
}

/// Every sheet that is wanted, whoever asks: whether they may was asked before.
pub(crate) fn every(
    tx: &mut ledger::Tx<'_>,
    town: &MunicipalityCode,
    edition: &Edition,
    mut wanted: impl FnMut(&CalendarEntry, &RecordId) -> bool,
) -> Result<Vec<Owed>, Error> {
    let mut stages: Vec<_> = edition.all::<CalendarEntry>().filter(|(_, it)| it.work.is_some()).collect();
    stages.sort_by_key(|(id, it)| (it.fiscal_year, it.to, (*id).clone()));
    let mut places = vec![];
    for (id, stage) in stages {
        let form = stage.work.as_ref().and_then(|work| edition.find::<Form>(&work.form));
        let owing = form.map_or(vec![], |form| owing(edition, stage, form));
        let wanted = owing.into_iter().filter(|it| wanted(stage, it));
        places.extend(wanted.map(|organisation| (Place { stage: id.clone(), organisation }, stage)));
    }
    if places.is_empty() {
        return Ok(vec![]); // No sheet is read for nothing.
    }
    let (mut sheets, extensions) = (papers::<Sheet>(tx, town, &places)?, papers(tx, town, &places)?);
    let owed = |(place, stage): (Place, &CalendarEntry)| {
        let key = (place.stage.to_string(), place.organisation.to_string());
        let extension: Option<Extension> = extensions.get(&key).cloned();
        Owed {
            due: extension.as_ref().map_or(stage.to, |it| it.to.max(stage.to)),
            sheet: sheets.remove(&key).unwrap_or_default(),
            place,
            stage: stage.clone(),
            extension,
        }
    };
    Ok(places.into_iter().map(owed).collect())
}

/// Up to so many papers of one stage are found one by one: most people have to do with a few organisations.
const FEW: usize = 8;

/// What is kept of a kind for these places: no row of a stage or a year that nobody asked for is read.
fn papers<T: Paper>(
    tx: &mut ledger::Tx<'_>,
    town: &MunicipalityCode,
    places: &[(Place, &CalendarEntry)],
) -> Result<HashMap<(String, String), T>, Error> {
    let mut stages: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (place, _) in places {
        stages.entry(place.stage.as_str()).or_default().push(place.organisation.as_str());
    }
    let mut found = vec![];
    for (stage, organisations) in stages {
        if organisations.len() > FEW {
            found.extend(paper::list::<T>(tx, town, stage)?);
            continue;
        }
        for organisation in organisations {
            found.extend(paper::find::<T>(tx, town, stage, organisation)?);
        }
    }
    Ok(found.into_iter().map(|it| ((it.folder, it.id), it.value)).collect())
}
