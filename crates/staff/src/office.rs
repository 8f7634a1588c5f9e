//! 職場: what all handlers of the staff's side share.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use desk::Desk;
use desk::attempts::Attempts;
use desk::secret::{Chance, Secret};
use jiff::Timestamp;
use openid::Provider;
use plan::municipality::MunicipalityCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::publication::preview::Previews;
use crate::refused::Refused;
use crate::sheet::Presence;

/// What enters from outside: time and chance.
#[derive(Clone, Copy)]
pub struct Edge {
    /// What tells the time.
    pub now: fn() -> Timestamp,
    /// Where chance comes from.
    pub chance: Chance,
}

/// The office. Cheap to clone: every request gets one.
#[derive(Clone)]
pub struct Office(Arc<Inner>);

struct Inner {
    desk: Desk,
    edge: Edge,
    attempts: Attempts,
    /// The hash of the one-time address for the first account, while that is open.
    setup: Mutex<Option<String>>,
    /// Passwords that may be checked at once: each takes 19 MiB and tens of milliseconds of one core.
    hashing: Semaphore,
    /// Uploads that may be read at once: each holds up to 32 MB, more than once.
    uploading: Arc<Semaphore>,
    presence: Presence,
    previews: Previews,
    /// Whether cookies are sent over encrypted connections, or to this machine itself, only.
    secure: bool,
    /// Where the public site is, for links to it.
    public: Option<String>,
    /// 庁内アカウント: what vouches for the staff of a municipality, where it has its own.
    providers: OnceLock<Vec<Vouching>>,
    /// What reads the files that are sent.
    reader: OnceLock<Reader>,
    /// Whether letters go out by mail, and where the staff's side is for those who get them.
    mail: OnceLock<Option<String>>,
    /// Who is believed as to whom they ask for.
    proxies: OnceLock<web::Proxies>,
}

/// Reads a file that was sent: the cells of one sheet as JSON, or what is wrong with it in Japanese and English. Whoever serves gives
/// it, because a file that a stranger made is read in a process of its own.
pub type Reader = fn(&[u8]) -> Result<String, (String, String)>;

/// What vouches for the staff of one municipality, and how many may ask it at once: one that does not answer holds up nobody else.
struct Vouching {
    provider: Provider,
    places: Semaphore,
}

/// How many may ask one identity provider at once, …
const ASKED_AT_ONCE: usize = 8;
/// … and how long others stand in line.
const IN_LINE: std::time::Duration = std::time::Duration::from_secs(5);
/// Uploads read at once.
const UPLOADED_AT_ONCE: usize = 4;
/// Passwords checked at once.
const HASHED_AT_ONCE: usize = 2;

impl Office {
    /// An office over a desk. `secure`: cookies travel over https, or within this machine, only; an office without is for a closed
    /// network that has no certificates, and says so on every page.
    pub fn new(desk: Desk, edge: Edge, secure: bool, public: Option<String>) -> Self {
        Self(Arc::new(Inner {
            desk,
            edge,
            attempts: Attempts::default(),
            setup: Mutex::new(None),
            hashing: Semaphore::new(HASHED_AT_ONCE),
            uploading: Arc::new(Semaphore::new(UPLOADED_AT_ONCE)),
            presence: Presence::default(),
            previews: Previews::default(),
            secure,
            public,
            providers: OnceLock::new(),
            reader: OnceLock::new(),
            mail: OnceLock::new(),
            proxies: OnceLock::new(),
        }))
    }

    /// The same office with somebody who reads files.
    pub fn read_by(self, reader: Reader) -> Self {
        let _ = self.0.reader.set(reader); // There was none before: it is said once, when the office is made.
        self
    }

    /// The same office with what vouches for the staff of some municipalities.
    pub fn vouched_by(self, providers: Vec<Provider>) -> Self {
        let places = |provider| Vouching { provider, places: Semaphore::new(ASKED_AT_ONCE) };
        let _ = self.0.providers.set(providers.into_iter().map(places).collect()); // There were none before: it is said once, when the office is made.
        self
    }

    /// What vouches for the staff of a municipality.
    pub(crate) fn provider(&self, town: &MunicipalityCode) -> Option<&Provider> {
        Some(&self.vouching(town)?.provider)
    }

    fn vouching(&self, town: &MunicipalityCode) -> Option<&Vouching> {
        self.0.providers.get()?.iter().find(|it| it.provider.settings().municipality == *town)
    }

    /// The same office behind these proxies; without them nobody is believed as to whom they ask for.
    pub fn behind(self, proxies: web::Proxies) -> Self {
        let _ = self.0.proxies.set(proxies); // There were none before: it is said once, when the office is made.
        self
    }

    pub(crate) fn proxies(&self) -> web::Proxies {
        self.0.proxies.get().cloned().unwrap_or_default()
    }

    /// The same office whose letters go out by mail, with the address under which the staff's side is known.
    pub fn sending_mail(self, address: Option<String>) -> Self {
        let _ = self.0.mail.set(address); // There was none before: it is said once, when the office is made.
        self
    }

    /// Whether letters go out by mail.
    pub(crate) fn sends_mail(&self) -> bool {
        self.0.mail.get().is_some()
    }

    /// Where a municipality's staff sign in, as letters say it; none where nobody said it.
    pub(crate) fn desk_address(&self, town: &plan::municipality::MunicipalityCode) -> Option<String> {
        let address = self.0.mail.get()?.as_deref()?;
        Some(format!("{}/{town}/", address.trim_end_matches('/')))
    }

    /// The table in a file.
    pub(crate) fn read_file(&self, bytes: &[u8]) -> Result<String, desk::Error> {
        let reader = self.0.reader.get().ok_or(desk::Error::NotFound)?;
        reader(bytes).map_err(|(ja, en)| desk::Error::invalid("file", ja, en))
    }

    /// Opens the one-time address for a first account, and gives its path: where nobody has an account yet, or where it is asked for, for
    /// one more municipality.
    pub fn offer_setup(&self, asked: bool) -> Result<Option<String>, desk::Error> {
        if !asked && !desk::setting_up::is_needed(&self.0.desk)? {
            return Ok(None);
        }
        let secret = Secret::new(self.0.edge.chance);
        *self.setup_hash() = Some(secret.hash());
        Ok(Some(format!("/setup/{}", secret.text())))
    }

    /// Whether a one-time address is the open one.
    pub(crate) fn is_setup(&self, typed: &str) -> bool {
        let known = self.setup_hash();
        Secret::parse(typed)
            .zip(known.as_deref())
            .is_some_and(|(it, known)| desk::secret::same(&it.hash(), known))
    }

    /// Shuts the one-time address: the first account is there.
    pub(crate) fn close_setup(&self) {
        *self.setup_hash() = None;
    }

    fn setup_hash(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.0.setup.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a deed where blocking is allowed.
    pub(crate) async fn deed<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, desk::Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let office = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&office)).await;
        done.map_err(|_| Fault::Fell)?.map_err(Fault::Desk)
    }

    /// The same for deeds that check a password: only so many at once.
    pub(crate) async fn slow_deed<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, desk::Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let _place = self.0.hashing.acquire().await.map_err(|_| Fault::Fell)?;
        self.deed(work).await
    }

    /// Asks the identity provider of a municipality: only so many at once, and nobody waits in a long line for one that does not answer.
    /// None: all places are taken.
    pub(crate) async fn asking<T: Send + 'static>(
        &self,
        town: &MunicipalityCode,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<Option<T>, Fault> {
        let Some(vouching) = self.vouching(town) else { return Err(Fault::Desk(desk::Error::NotFound)) };
        let place = tokio::time::timeout(IN_LINE, vouching.places.acquire()).await;
        let Ok(place) = place else { return Ok(None) };
        let _place = place.map_err(|_| Fault::Fell)?;
        let office = self.clone();
        tokio::task::spawn_blocking(move || Some(work(&office))).await.map_err(|_| Fault::Fell)
    }

    /// A place for one upload: others wait for it. None is given where the house is closing.
    pub(crate) async fn place_for_files(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.uploading).acquire_owned().await.ok()
    }

    /// Every municipality of the ledger: code and name.
    pub(crate) fn named_towns(&self) -> Result<Vec<(String, String)>, desk::Error> {
        let towns = self.0.desk.municipalities()?;
        let named = |town: MunicipalityCode| {
            let edition = self.0.desk.edition(&town)?;
            Ok((town.to_string(), self.town_name(&edition)))
        };
        towns.into_iter().map(named).collect()
    }

    /// 団体名 of whoever is signed in.
    pub(crate) async fn town_of(&self, clerk: &crate::clerk::Clerk) -> Result<String, Refused> {
        let town = clerk.town().clone();
        let found = self.deed(move |office| Ok(office.town_name(&*office.desk().edition(&town)?)));
        found.await.map_err(|fault| fault.page(clerk.lang))
    }

    /// 団体名 of an edition.
    pub(crate) fn town_name(&self, edition: &plan::edition::Edition) -> String {
        edition.profile().map_or_else(|| edition.municipality().to_string(), |it| it.name.clone())
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.0.edge.now)()
    }

    pub(crate) fn chance(&self) -> Chance {
        self.0.edge.chance
    }

    pub(crate) fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// 在席.
    pub(crate) fn presence(&self) -> &Presence {
        &self.0.presence
    }

    /// 下見の控え.
    pub(crate) fn previews(&self) -> &Previews {
        &self.0.previews
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.0.secure
    }

    /// The public site's address.
    pub(crate) fn public(&self) -> Option<&str> {
        self.0.public.as_deref()
    }
}

/// Why a deed was not done.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The desk says so.
    Desk(desk::Error),
    /// The program failed.
    Fell,
}

impl Fault {
    /// As a page.
    pub(crate) fn page(self, lang: web::Lang) -> Refused {
        match self {
            Self::Desk(error) => Refused::of(lang, &error),
            Self::Fell => Refused::internal(lang),
        }
    }
}
