//! 異常値・点検の一覧: all that the checks say of what is decided and not yet published, and of what stands on the sheets under way.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use plan::check::{self, Finding};
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::form::FieldId;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use plan::sheet::life::Stand;

use crate::checking::{self, Noted, year_of};
use crate::policy::Deed;
use crate::sheet::{self, Owed, Place};
use crate::{Actor, Desk, Error};

/// One of them.
#[derive(Clone, Debug)]
pub struct Anomaly {
    /// What a check says.
    pub finding: Finding,
    /// Where it stands, in Japanese and in English.
    pub place: (String, String),
    /// Which organisation answers for it; none: the whole municipality.
    pub organisation: Option<RecordId>,
    /// The sheet on which it stands, and its field there; none: it stands in what is decided.
    pub sheet: Option<(Place, Option<FieldId>)>,
    /// Whether it is not so in what is published; of a sheet, whether it is not so in what is decided.
    pub is_new: bool,
}

/// What was found before, so that the list is made anew only where something changed. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Found(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    decided: HashMap<(MunicipalityCode, FiscalYear), OfEdition>,
    sheets: HashMap<(MunicipalityCode, Place), OfSheet>,
}

/// Of an edition, by its decision and the published one.
type OfEdition = (DecisionNumber, Option<DecisionNumber>, Arc<Vec<Anomaly>>);
/// Of a sheet, by the decision it stands on, its version and the fiscal year in which it was looked at.
type OfSheet = ((DecisionNumber, u64, FiscalYear), Arc<Vec<Anomaly>>);

/// So many sheets are remembered; when there are more, all are looked at anew.
const ROOM: usize = 4_000;

impl Found {
    fn with<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The list: first what stands on the sheets of a year that are under way, then what is decided, the gravest first in both.
pub fn list(desk: &Desk, actor: &Actor, year: FiscalYear, at: Timestamp) -> Result<Vec<Anomaly>, Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::ReadBoard, None, &edition)?;
    let mut list = vec![];
    for owed in sheet::board(desk, actor, year)? {
        if matches!(owed.sheet.stand(), Stand::Writing | Stand::With { .. } | Stand::Reviewing) {
            list.extend(of_sheet(desk, actor, &owed, &edition, at)?.iter().cloned());
        }
    }
    list.sort_by_key(|it: &Anomaly| std::cmp::Reverse(it.finding.severity()));
    list.extend(of_edition(desk, &edition, at)?.iter().cloned());
    Ok(list)
}

/// What is said of a sheet: only what would be new with it, for the rest is said of what is decided.
fn of_sheet(
    desk: &Desk,
    actor: &Actor,
    owed: &Owed,
    edition: &Edition,
    at: Timestamp,
) -> Result<Arc<Vec<Anomaly>>, Error> {
    let place = &owed.place;
    let (key, now) =
        ((actor.town.clone(), place.clone()), (edition.number(), owed.sheet.version(), year_of(at)));
    let known = desk.found.with(|it| it.sheets.get(&key).cloned());
    if let Some((_, list)) = known.filter(|(seen, _)| *seen == now) {
        return Ok(list);
    }
    let opened = sheet::to_look(desk, actor, place)?;
    let anomaly = |it: Noted| Anomaly {
        finding: it.finding,
        place: it.place,
        organisation: Some(place.organisation.clone()),
        sheet: Some((place.clone(), it.field)),
        is_new: true,
    };
    let noted = checking::sheet(&opened, &actor.id, at);
    let list: Arc<Vec<_>> = Arc::new(noted.into_iter().filter(|it| it.is_new).map(anomaly).collect());
    desk.found.with(|it| {
        if it.sheets.len() >= ROOM {
            it.sheets.clear();
        }
        it.sheets.insert(key, (now, list.clone()));
    });
    Ok(list)
}

fn of_edition(desk: &Desk, edition: &Arc<Edition>, at: Timestamp) -> Result<Arc<Vec<Anomaly>>, Error> {
    let town = edition.municipality();
    let published = desk.publications(town)?.last().map(|it| it.decision);
    let (number, today) = (edition.number(), year_of(at));
    let key = (town.clone(), today);
    let known = desk.found.with(|it| it.decided.get(&key).cloned());
    if let Some((of, seen, list)) = known
        && of == number
        && seen == published
    {
        return Ok(list);
    }
    let list = Arc::new(judged(edition, published, today));
    desk.found.with(|it| it.decided.insert(key, (number, published, list.clone())));
    Ok(list)
}

fn judged(edition: &Edition, published: Option<DecisionNumber>, today: FiscalYear) -> Vec<Anomaly> {
    let findings = check::edition(edition, today);
    let before: Vec<Finding> = match published {
        Some(number) if number == edition.number() => findings.clone(),
        Some(number) => check::edition(&edition.as_of(number), today),
        None => vec![],
    };
    // By record, because lists of findings are long and nearly the same.
    let mut known: HashMap<&RecordId, Vec<&Finding>> = HashMap::new();
    before.iter().for_each(|it| known.entry(&it.record).or_default().push(it));
    let is_known = |it: &Finding| known.get(&it.record).is_some_and(|list| list.contains(&it));
    let anomaly = |it: &Finding| Anomaly {
        place: check::place(edition, it),
        organisation: edition.answering(&it.record).cloned(),
        sheet: None,
        is_new: !is_known(it),
        finding: it.clone(),
    };
    findings.iter().map(anomaly).collect()
}
