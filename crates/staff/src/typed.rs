//! 送られた内容: the fields of a form, as they were typed. Nothing is trimmed, folded or cut here.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::refused::Refused;

/// Bytes of one form. A sheet of 200 long texts is far smaller.
pub(crate) const LARGEST: usize = 1024 * 1024;

/// The fields of a form in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Fields as browsers encode them.
    pub(crate) fn decode(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first field of a name; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether a box of this name was ticked, or a button of this name was pressed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// All fields, in order.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Typed {
    type Rejection = Refused;

    /// The guard of the door has read it.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
