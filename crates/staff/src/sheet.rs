//! `/{code}/sheets/{stage}/{organisation}`: 票, to write in, to review, to follow.

use axum::extract::FromRequestParts;
use axum::extract::RawPathParams;
use axum::http::request::Parts;
use axum::response::Redirect;
use desk::Actor;
use desk::names::Names;
use desk::sheet::{Opened, Place, Seen};
use plan::organisation::Organisation;
use plan::record::RecordId;

use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;
use crate::tongue;
use crate::typed::Typed;

mod checked;
mod decide;
mod evidence;
mod field;
mod head;
mod history;
mod live;
mod marked;
mod merge;
mod next;
mod proof;
mod requests;
mod review;
mod save;
mod show;
mod shown;
mod submit;
mod told;
mod way;

pub(crate) use decide::{decide, grounds};
pub(crate) use evidence::{attach, download, remove as detach, show as evidence};
pub(crate) use field::anchor;
pub(crate) use head::{Head, begins, due, is_undone, seen_of, stand};
pub(crate) use history::history;
pub(crate) use live::{Presence, look};
pub(crate) use merge::{merge, settle};
pub(crate) use next::Next;
pub(crate) use proof::Proofs;
pub(crate) use requests::{answer, ask};
pub(crate) use review::{pass, reopen, review, send_back};
pub(crate) use save::{save, save_field};
pub(crate) use show::{Block, blocks, show};
pub(crate) use shown::Shown;
pub(crate) use submit::{confirm, pull_back, submit};

/// Which sheet an address names, and who asks.
pub(crate) struct Here {
    pub(crate) clerk: Clerk,
    pub(crate) place: Place,
}

impl FromRequestParts<Office> for Here {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, office: &Office) -> Result<Self, Refused> {
        let lang = tongue::of(&parts.headers);
        let lost = || Refused::not_found(lang);
        let params = RawPathParams::from_request_parts(parts, office).await.map_err(|_| lost())?;
        let param = |wanted: &str| {
            let found = params.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| RecordId::new(value)).ok_or_else(lost)
        };
        let place = Place { stage: param("stage")?, organisation: param("organisation")? };
        Ok(Self { clerk: Clerk::from_request_parts(parts, office).await?, place })
    }
}

impl Here {
    /// The sheet's own address, with what follows it.
    pub(crate) fn to(&self, rest: &str) -> String {
        self.clerk.to(&format!("{}{rest}", path(&self.place)))
    }

    /// The sheet.
    pub(crate) async fn open(&self, office: &Office) -> Result<Opened, Refused> {
        let (actor, place) = (self.clerk.actor().clone(), self.place.clone());
        let opened = office.deed(move |office| desk::sheet::open(office.desk(), &actor, &place)).await;
        opened.map_err(|fault| fault.page(self.clerk.lang))
    }
}

impl Here {
    /// Who is behind the names of the sheet.
    pub(crate) async fn names(&self, office: &Office) -> Result<Names, Refused> {
        let actor = self.clerk.actor().clone();
        let names = office.deed(move |office| desk::names::of(office.desk(), &actor)).await;
        names.map_err(|fault| fault.page(self.clerk.lang))
    }

    /// Takes a step with the sheet, as the page showed it, and goes back to it.
    pub(crate) async fn step(
        &self,
        office: &Office,
        typed: &Typed,
        done: &str,
        take: impl FnOnce(&Office, &Actor, &Place, Seen, &Typed) -> Result<(), desk::Error> + Send + 'static,
    ) -> Result<Redirect, Refused> {
        let (actor, place, sent) = (self.clerk.actor().clone(), self.place.clone(), typed.clone());
        let seen = seen(typed.get("seen"), office.now());
        let taken = office.deed(move |office| take(office, &actor, &place, seen, &sent)).await;
        taken.map_err(|fault| fault.page(self.clerk.lang).keeping(typed))?;
        let rest = if typed.get("back") == "review" { "/review" } else { "" };
        Ok(Redirect::to(&self.to(&format!("{rest}?done={done}"))))
    }
}

/// What a page showed: 「12.5」, version and steps, as [`Head`] writes it. Of what cannot be read nothing was seen.
pub(crate) fn seen(text: &str, at: jiff::Timestamp) -> Seen {
    let (version, steps) = text.split_once('.').unwrap_or((text, ""));
    Seen { version: version.parse().unwrap_or(u64::MAX), steps: steps.parse().ok(), at }
}

/// The path of a sheet within its municipality.
pub(crate) fn path(place: &Place) -> String {
    let [stage, organisation] = [&place.stage, &place.organisation].map(|id| web::encode(id.as_str()));
    format!("/sheets/{stage}/{organisation}")
}

/// What an organisation is called in the year of a stage.
pub(crate) fn organisation(opened: &Opened) -> String {
    let found = opened.edition.find::<Organisation>(&opened.place.organisation);
    found.map_or_else(|| opened.place.organisation.to_string(), |it| it.name_on(opened.stage.to).to_owned())
}
