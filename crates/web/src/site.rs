//! What all handlers share: the desk, the published editions in memory, and the pages made from them.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::extract::Request;
use axum::http::Method;
use desk::hearing::Hearing;
use desk::{Desk, Shelf};
use jiff::Timestamp;
use jiff::civil::Date;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use quick_cache::sync::Cache;
use tokio::sync::{OnceCell, Semaphore};

use crate::data::Inventories;
use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;
use crate::metrics::Metrics;
use crate::nation::Nation;
use crate::pages::Pages;
use crate::proxies::Proxies;
use crate::search::Texts;
use crate::visit::asked;

mod edge;
mod folded;
mod published;
mod standing;

use published::Published;

/// The site. Cheap to clone: every request gets one.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    desk: Desk,
    /// Under which address the world knows the site, where somebody said so.
    address: OnceLock<String>,
    /// What tells the time; none: no day is known to be yet to come.
    clock: OnceLock<fn() -> Timestamp>,
    /// Who is believed as to whom they ask for, where somebody said so.
    proxies: OnceLock<Proxies>,
    /// What takes opinions in, where the public form is switched on.
    hearing: OnceLock<Hearing>,
    published: Shelf<Arc<Published>>,
    /// 下見: what is on the shelf is all there is.
    is_preview: bool,
    /// Taken by code: two municipalities may share one, which costs a wait and nothing else.
    turns: [Mutex<()>; 16],
    /// By what was published when, for verdicts rest on that too, and by decision.
    pasts: Cache<(MunicipalityCode, usize, DecisionNumber), Arc<Edition>>,
    texts: Shelf<(DecisionNumber, Arc<Texts>)>,
    nation: Nation,
    gathered: OnceCell<()>,
    inventories: Inventories,
    pages: Pages,
    metrics: Metrics,
    /// 席: pages that may be made at once.
    places: Semaphore,
}

/// How many editions of the past stay in memory.
const PASTS: usize = 6;
/// Bytes of search texts that stay in memory.
const TEXTS: usize = 64 * 1024 * 1024;

/// Pages that are made at once. A page takes milliseconds: whoever finds no place does better to come again.
const PLACES: usize = 256;

impl Site {
    /// A site over a desk. It follows the ledger: what is decided elsewhere shows here too.
    pub fn new(desk: Desk) -> Self {
        Self::with_places(desk, PLACES)
    }

    /// A site that makes so many pages at once and no more; what is in memory already takes no place.
    pub fn with_places(desk: Desk, places: usize) -> Self {
        Self(Arc::new(Self::inner(desk, places)))
    }

    /// 下見: a site of one municipality as it would be after a publication that is yet to come. It follows nothing.
    pub fn preview(desk: Desk, edition: &Edition, publications: Vec<Publication>) -> Self {
        let inner = Inner { is_preview: true, ..Self::inner(desk, PLACES) };
        let public = Arc::new(edition.shown(&publications));
        let published = Arc::new(Published { edition: public, publications });
        inner.published.put(edition.municipality(), published.edition.size(), published);
        Self(Arc::new(inner))
    }

    fn inner(desk: Desk, places: usize) -> Inner {
        Inner {
            desk,
            address: OnceLock::new(),
            clock: OnceLock::new(),
            proxies: OnceLock::new(),
            hearing: OnceLock::new(),
            published: Shelf::new(),
            turns: Default::default(),
            pasts: Cache::new(PASTS),
            texts: Shelf::holding(TEXTS),
            nation: Nation::default(),
            gathered: OnceCell::new(),
            inventories: Inventories::new(),
            pages: Pages::new(),
            metrics: Metrics::new(),
            places: Semaphore::new(places),
            is_preview: false,
        }
    }

    /// Takes in what changed in the ledger of a municipality, if its pages are in memory. Blocks.
    pub fn refresh(&self, town: &MunicipalityCode) {
        drop(self.turn(town)); // A first load under way may have looked before the change: it must have ended.
        if self.known(town).is_some() {
            match self.load(town) {
                Ok(published) => self.fold_again(published.as_deref()),
                Err(error) => {
                    tracing::error!(%error, code = %town, "the published edition could not be refreshed");
                    self.0.published.remove(town); // The next visit looks again.
                }
            }
        }
        self.look_again(town);
    }

    /// Folds the texts anew where somebody has searched them: the next search need not wait for it.
    fn fold_again(&self, published: Option<&Published>) {
        if let Some(published) = published
            && self.0.texts.get(published.edition.municipality().as_str()).is_some()
        {
            self.fold(&published.edition);
        }
    }

    /// One load at a time for a municipality: what is read last is kept last, and nobody reads the same twice.
    fn turn(&self, town: &MunicipalityCode) -> MutexGuard<'_, ()> {
        let number: usize = town.as_str().parse().unwrap_or_default();
        let turns = &self.0.turns;
        turns[number % turns.len()].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads the published edition of a municipality, or what is new in it. Blocks.
    fn load(&self, code: &MunicipalityCode) -> Result<Option<Arc<Published>>, desk::Error> {
        if self.0.is_preview {
            return Ok(self.known(code));
        }
        let _turn = self.turn(code);
        let publications = self.0.desk.publications(code)?;
        if publications.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.known(code).filter(|it| it.publications.len() == publications.len()) {
            return Ok(Some(known));
        }
        let public = Arc::new(self.0.desk.edition(code)?.shown(&publications));
        let published = Arc::new(Published { edition: public, publications });
        self.0.published.put(code, published.edition.size(), published.clone());
        Ok(Some(published))
    }

    fn known(&self, code: &MunicipalityCode) -> Option<Arc<Published>> {
        self.0.published.get(code.as_str())
    }

    async fn published(&self, code: &MunicipalityCode, lang: Lang) -> Result<Arc<Published>, PageError> {
        if let Some(known) = self.known(code) {
            return Ok(known);
        }
        let (site, wanted) = (self.clone(), code.clone());
        let loaded = tokio::task::spawn_blocking(move || site.load(&wanted)).await;
        match loaded {
            Ok(Ok(Some(published))) => Ok(published),
            Ok(Ok(None)) => Err(self.unpublished(code, lang).await),
            Ok(Err(error)) => {
                tracing::error!(%error, %code, "the published edition could not be loaded");
                Err(PageError::internal(lang))
            }
            Err(_) => Err(PageError::internal(lang)),
        }
    }

    /// Nothing is published under a code: perhaps the municipality has another one now.
    async fn unpublished(&self, code: &MunicipalityCode, lang: Lang) -> PageError {
        match self.nation().await.successor(code) {
            Some(now) => PageError::moved(lang, format!("/{now}/{}", lang.say("", "?lang=en"))),
            None => PageError::unpublished(lang, code.as_str()),
        }
    }

    /// The edition that a visitor asked for: the published one, or that of a day or a decision. With the publication
    /// that showed just this edition, where there was one.
    pub(crate) async fn edition(
        &self,
        here: &Here,
    ) -> Result<(Arc<Edition>, Option<Publication>), PageError> {
        let published = self.published(&here.code, here.lang).await?;
        let number = match here.asof.as_deref() {
            None => published.edition.number(),
            Some(asof) => published.number_as_of(here, asof, self.today())?,
        };
        let publication = published.publications.iter().rev().find(|it| it.decision == number).cloned();
        Ok((self.edition_at(here, &published, number)?, publication))
    }

    /// Today, by the calendar of Japan: nobody can see what will be published.
    pub(crate) fn today(&self) -> Option<Date> {
        Some(plan::decision::date_in_japan(self.now()?))
    }

    /// 公表の一覧 of a municipality, oldest first.
    pub(crate) async fn publications(&self, here: &Here) -> Result<Vec<Publication>, PageError> {
        Ok(self.published(&here.code, here.lang).await?.publications.clone())
    }

    fn edition_at(
        &self,
        here: &Here,
        published: &Published,
        number: DecisionNumber,
    ) -> Result<Arc<Edition>, PageError> {
        if number == published.edition.number() {
            return Ok(published.edition.clone());
        }
        let key = (here.code.clone(), published.publications.len(), number);
        let past = || Ok::<_, PageError>(Arc::new(published.edition.as_of(number)));
        self.0.pasts.get_or_insert_with(&key, past)
    }

    pub(crate) fn address(&self) -> Option<&str> {
        self.0.address.get().map(String::as_str)
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// Whether all municipalities were gathered.
    pub(crate) fn gathered(&self) -> &OnceCell<()> {
        &self.0.gathered
    }

    /// What is known of all municipalities by now; [`Site::nation`] waits until it is gathered.
    pub(crate) fn country(&self) -> &Nation {
        &self.0.nation
    }

    /// Whether several municipalities are on this site, as far as is known.
    pub(crate) fn is_of_many(&self) -> bool {
        self.0.nation.towns().len() > 1
    }

    /// Whether the ledger answers. Blocks.
    pub(crate) fn is_healthy(&self) -> bool {
        let asked = self.0.desk.municipalities();
        if let Err(error) = &asked {
            tracing::warn!(%error, "the ledger does not answer");
        }
        asked.is_ok()
    }

    /// Whether pages of the municipality are in memory: then links to them lead somewhere.
    pub(crate) fn is_published(&self, code: &MunicipalityCode) -> bool {
        self.known(code).is_some()
    }

    /// Counts and logs an answer.
    pub(crate) fn answered(&self, method: &Method, path: &str, status: u16, took: std::time::Duration) {
        self.0.metrics.answered(status, took);
        tracing::info!(target: "web::access", %method, path, status, micros = took.as_micros() as u64);
    }

    pub(crate) fn inventories(&self) -> &Inventories {
        &self.0.inventories
    }

    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    /// 席 for those who have a page made.
    pub(crate) fn places(&self) -> &Semaphore {
        &self.0.places
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }
}

/// What the visitor typed as `lang`, before anything else is known.
pub(crate) fn lang_of(request: &Request) -> Lang {
    Lang::of(asked(request.uri().query().unwrap_or_default(), "lang").as_deref())
}
