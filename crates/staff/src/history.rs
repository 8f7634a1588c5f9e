//! `/{code}/history/…`: 庁内の履歴: what was decided, by whom, when, why, before and after, with what only staff see.
//!
//! The same pages stand twice: for the whole municipality, and below `by/{organisation}` for those who read that of their own.

use axum::extract::{FromRequestParts, RawPathParams, RawQuery};
use axum::http::request::Parts;
use desk::looking_back::{self, History};
use desk::policy::{Deed, Relation};
use plan::decision::DecisionNumber;
use plan::record::RecordId;

use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

mod decision;
mod find;
mod index;
mod origin;
mod part;
mod record;
mod restore;
mod undo;

pub(crate) use decision::show as decision;
pub(crate) use find::find;
pub(crate) use index::index;
pub(crate) use record::show as record;
pub(crate) use restore::{foresee as foresee_restore, restore};
pub(crate) use undo::{foresee as foresee_undo, undo};

/// Whose history is read, and who reads it.
pub(crate) struct Reader {
    pub(crate) clerk: Clerk,
    organisation: Option<RecordId>,
    number: Option<DecisionNumber>,
    record: Option<RecordId>,
}

impl FromRequestParts<Office> for Reader {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Refused> {
        let clerk = Clerk::from_request_parts(parts, office).await?;
        let lost = || Refused::not_found(clerk.lang);
        let params = RawPathParams::from_request_parts(parts, office).await.map_err(|_| lost())?;
        let param = |wanted: &str| params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        let number =
            param("number").map(|it| it.parse().map(DecisionNumber).map_err(|_| lost())).transpose()?;
        let (organisation, record) =
            (param("organisation").map(RecordId::new), param("id").map(RecordId::new));
        Ok(Self { clerk, organisation, number, record })
    }
}

impl Reader {
    /// The history, as far as it is open to them.
    pub(crate) async fn open(&self, office: &Office) -> Result<History, Refused> {
        let (actor, organisation) = (self.clerk.actor().clone(), self.organisation.clone());
        let opened =
            office.deed(move |office| looking_back::open(office.desk(), &actor, organisation.as_ref()));
        opened.await.map_err(|fault| fault.page(self.clerk.lang))
    }

    /// The same for a page that is asked for with words: what they are.
    async fn asked(&self, office: &Office, RawQuery(query): RawQuery) -> Result<(History, Typed), Refused> {
        let asked = Typed::decode(query.unwrap_or_default().as_bytes());
        Ok((self.open(office).await?, asked))
    }

    /// An address of this history.
    fn to(&self, rest: &str) -> String {
        format!("{}{rest}", self.clerk.to(&base(self.organisation.as_ref())))
    }

    /// The history of a record.
    fn to_record(&self, id: &RecordId) -> String {
        self.to(&format!("/records/{}", encoded(id)))
    }

    /// The histories of other organisations of theirs, where each is read by itself.
    fn others(&self, history: &History) -> Vec<(String, String)> {
        let Some(here) = &self.organisation else { return vec![] };
        let others = own(&self.clerk).into_iter().filter(|id| *id != here);
        others.map(|id| (self.title(history, id), of_organisation(&self.clerk, id))).collect()
    }

    /// What a record is called today.
    fn title(&self, history: &History, id: &RecordId) -> String {
        web::title_on(&history.edition, id, self.clerk.actor().today)
    }

    /// The page of a decision.
    fn to_decision(&self, number: DecisionNumber) -> String {
        self.to(&format!("/decisions/{number}"))
    }

    /// The public site as it would be as of a decision, where the reader may see it.
    fn as_of(&self, number: DecisionNumber, history: &History) -> Option<String> {
        let may = self.clerk.actor().may(Deed::ReadHistory, None, &history.edition).is_ok();
        may.then(|| self.clerk.to(&format!("/as-of/{number}/")))
    }

    /// Whether the reader may bring back what was.
    fn may_restore(&self, history: &History) -> bool {
        self.clerk.actor().may(Deed::Restore, None, &history.edition).is_ok()
    }

    /// The decision that the address names.
    fn number(&self) -> Result<DecisionNumber, Refused> {
        self.number.ok_or_else(|| Refused::not_found(self.clerk.lang))
    }

    /// The record that the address names.
    fn id(&self) -> Result<&RecordId, Refused> {
        self.record.as_ref().ok_or_else(|| Refused::not_found(self.clerk.lang))
    }

    fn refused(&self, error: &desk::Error) -> Refused {
        Refused::of(self.clerk.lang, error)
    }
}

/// `/history`, or that of one organisation.
fn base(organisation: Option<&RecordId>) -> String {
    let of = |id: &RecordId| format!("/history/by/{}", web::encode(id.as_str()));
    organisation.map_or_else(|| "/history".to_owned(), of)
}

/// An id as it stands at the end of an address.
fn encoded(id: &RecordId) -> String {
    id.as_str().split('/').map(web::encode).collect::<Vec<_>>().join("/")
}

/// Where somebody reads histories: that of everybody, or that of their own organisation.
pub(crate) fn way_in(clerk: &Clerk) -> Option<String> {
    let actor = clerk.actor();
    let mut held = actor.posts.iter().filter(|post| post.is_held(actor.today));
    if held.any(|post| desk::policy::allows(post.role, Deed::ReadHistory, Relation::Town)) {
        return Some(clerk.to("/history/"));
    }
    own(clerk).first().map(|id| of_organisation(clerk, id))
}

/// The organisations of their own whose histories somebody reads, in the order of their posts.
fn own(clerk: &Clerk) -> Vec<&RecordId> {
    let actor = clerk.actor();
    let held = actor.posts.iter().filter(|post| post.is_held(actor.today));
    let allowed = held.filter(|post| desk::policy::allows(post.role, Deed::ReadHistory, Relation::Own));
    let mut own: Vec<&RecordId> = vec![];
    for id in allowed.filter_map(|post| post.organisation.as_ref()) {
        if !own.contains(&id) {
            own.push(id);
        }
    }
    own
}

fn of_organisation(clerk: &Clerk, id: &RecordId) -> String {
    format!("{}/", clerk.to(&base(Some(id))))
}

/// The history of a record for whoever is asked here; none where it is not open to them.
pub(crate) fn of_record(
    clerk: &Clerk,
    edition: &plan::edition::Edition,
    organisation: Option<&RecordId>,
    id: &RecordId,
) -> Option<String> {
    let actor = clerk.actor();
    let address = |of: Option<&RecordId>| clerk.to(&format!("{}/records/{}", base(of), encoded(id)));
    if actor.may(Deed::ReadHistory, None, edition).is_ok() {
        return Some(address(None));
    }
    actor.may(Deed::ReadHistory, Some(organisation?), edition).ok().map(|_| address(organisation))
}
