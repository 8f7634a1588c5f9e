//! The desk: a ledger, and the editions that were loaded from it.

use std::sync::Arc;

use ledger::{Ledger, LedgerError, Tx};
use plan::draft::{Draft, DraftId};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use plan::refusal::Refusal;

use crate::anomalies::Found;
use crate::{Error, Shelf};

/// Where deeds are done. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    pub(crate) ledger: Ledger,
    editions: Arc<Shelf<Arc<Edition>>>,
    /// What checks said of editions and sheets.
    pub(crate) found: Found,
}

/// Who is told what went wrong in one municipality, where the others go on.
pub type Trouble<'a> = &'a dyn Fn(&MunicipalityCode, &Error);

impl Desk {
    /// A desk over a ledger.
    pub fn new(ledger: Ledger) -> Self {
        Self { ledger, editions: Arc::default(), found: Found::default() }
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
        let edition = self.passing(tx, town)?;
        self.editions.put(town, edition.size(), edition.clone());
        Ok(edition)
    }

    /// The newest edition for one look: it pushes no other out of memory.
    pub(crate) fn passing(&self, tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<Arc<Edition>, Error> {
        Ok(match self.editions.get(town.as_str()) {
            None => Arc::new(Edition::fold(town.clone(), ledger::decision::load(tx, town)?)),
            Some(known) => {
                let newer = ledger::decision::after(tx, town, known.number())?;
                newer.into_iter().fold(known, |edition, decision| Arc::new(edition.with(decision)))
            }
        })
    }

    /// 団体の一覧: every municipality in the ledger.
    pub fn municipalities(&self) -> Result<Vec<MunicipalityCode>, Error> {
        self.ledger
            .read(|tx| Ok(ledger::municipality::list(tx)?.into_iter().map(|it| it.municipality).collect()))
    }

    /// 起案の一覧: drafts that wait for their decision, oldest first.
    pub fn drafts(&self, town: &MunicipalityCode) -> Result<Vec<Draft>, Error> {
        self.ledger.read(|tx| {
            self.current(tx, town)?; // So that an unknown municipality is said, not shown as one without drafts.
            Ok(ledger::draft::list(tx, town)?.into_iter().map(|it| it.draft).collect())
        })
    }

    /// A draft that waits, by its id.
    pub fn draft(&self, town: &MunicipalityCode, id: &DraftId) -> Result<Draft, Error> {
        self.ledger.read(|tx| {
            self.current(tx, town)?; // An unknown municipality is another answer than a draft that is not there.
            Ok(ledger::draft::find(tx, town, id)?.ok_or(Error::NotFound)?.draft)
        })
    }

    /// Every municipality that has published, by code.
    pub fn published(&self) -> Result<Vec<MunicipalityCode>, Error> {
        self.ledger.read(|tx| Ok(ledger::digest::published(tx)?))
    }

    /// 公表の一覧 of a municipality, oldest first.
    pub fn publications(&self, town: &MunicipalityCode) -> Result<Vec<Publication>, Error> {
        self.ledger.read(|tx| Ok(ledger::publication::list(tx, town)?))
    }
}
