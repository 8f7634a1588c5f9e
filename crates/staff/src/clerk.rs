//! 職員: whoever is signed in, as a handler knows them.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use desk::Actor;
use desk::session::SignedIn;
use plan::municipality::MunicipalityCode;
use web::Lang;

use crate::refused::Refused;
use crate::tongue;

/// Somebody who is signed in, in which language they read, and where they are.
#[derive(Clone, Debug)]
pub(crate) struct Clerk {
    pub(crate) signed_in: SignedIn,
    pub(crate) lang: Lang,
    /// The page's path, for the way back to it.
    pub(crate) path: String,
    /// The door through which they came.
    pub(crate) door: &'static str,
    /// What the last deed came to, as the address tells it.
    pub(crate) done: Option<String>,
}

impl Clerk {
    pub(crate) fn actor(&self) -> &Actor {
        &self.signed_in.actor
    }

    pub(crate) fn town(&self) -> &MunicipalityCode {
        &self.signed_in.actor.town
    }

    /// An address of this municipality.
    pub(crate) fn to(&self, path: &str) -> String {
        format!("/{}{path}", self.town())
    }

    /// What every form carries, so that no other site can send it.
    pub(crate) fn token(&self) -> String {
        token(&self.signed_in)
    }
}

/// The token of a session: made of its secret, so that it need not be kept.
pub(crate) fn token(who: &SignedIn) -> String {
    who.pass.secret.derived("form")
}

impl<S: Send + Sync> FromRequestParts<S> for Clerk {
    type Rejection = Refused;

    /// The guard of the door has let them in.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Refused::internal(tongue::of(&parts.headers)))
    }
}
