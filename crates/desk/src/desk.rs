//! The desk: a ledger, and the editions that were loaded from it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ledger::{Ledger, LedgerError, Tx};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use plan::refusal::Refusal;

use crate::Error;

/// Where deeds are done. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) ledger: Ledger,
    editions: Arc<Mutex<HashMap<MunicipalityCode, Arc<Edition>>>>,
}

/// How many versions of records stay in memory, all municipalities together; beyond that the largest others go.
const ROOM: usize = 400_000;

impl Desk {
    /// A desk over a ledger.
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger, editions: Arc::default() }
    }

    /// The newest edition of a municipality. Only what was decided since the last look is read.
    pub fn edition(&self, town: &MunicipalityCode) -> Result<Arc<Edition>, Error> {
        self.ledger.read(|tx| self.current(tx, town))
    }

    /// The newest edition, to which nobody else adds a decision until the transaction ends.
    pub(crate) fn reserved(&self, tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Arc<Edition>, Error> {
        match ledger::municipality::reserve(tx, town) {
            Err(LedgerError::NotFounded(_)) => Err(Refusal::NotFounded(town.to_string()).into()),
            Err(error) => Err(error.into()),
            Ok(_) => self.current(tx, town),
        }
    }

    /// The newest edition as one transaction sees it.
    pub(crate) fn current(&self, tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Arc<Edition>, Error> {
        if ledger::municipality::find(tx, town)?.is_none() {
            return Err(Refusal::NotFounded(town.to_string()).into());
        }
        let known = self.editions.lock().unwrap_or_else(PoisonError::into_inner).get(town).cloned();
        let edition = match known {
            None => Arc::new(Edition::fold(town.clone(), ledger::decision::load(tx, town)?)),
            Some(known) => {
                let newer = ledger::decision::after(tx, town, known.number())?;
                newer.into_iter().fold(known, |edition, decision| Arc::new(edition.with(decision)))
            }
        };
        self.keep(&edition);
        Ok(edition)
    }

    /// Keeps an edition unless a newer one is kept already; makes room where all of them grew too large.
    fn keep(&self, edition: &Arc<Edition>) {
        let mut editions = self.editions.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = editions.get(edition.municipality()).is_some_and(|kept| kept.number() > edition.number());
        if !newer {
            editions.insert(edition.municipality().clone(), edition.clone());
        }
        let size = |it: &HashMap<_, Arc<Edition>>| it.values().map(|it| it.size()).sum::<usize>();
        while editions.len() > 1 && size(&editions) > ROOM {
            let largest = editions.iter().filter(|(code, _)| *code != edition.municipality());
            let Some(largest) = largest.max_by_key(|(_, it)| it.size()).map(|(code, _)| code.clone()) else {
                break;
            };
            editions.remove(&largest);
        }
    }

    /// 団体の一覧: every municipality in the ledger.
    pub fn municipalities(&self) -> Result<Vec<MunicipalityCode>, Error> {
        self.ledger
            .read(|tx| Ok(ledger::municipality::list(tx)?.into_iter().map(|it| it.municipality).collect()))
    }

    /// 公表の一覧 of a municipality, oldest first.
    pub fn publications(&self, town: &MunicipalityCode) -> Result<Vec<Publication>, Error> {
        self.ledger.read(|tx| Ok(ledger::publication::list(tx, town)?))
    }
}
