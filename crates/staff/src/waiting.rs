//! 待っている起案: a page that makes a draft tells of the one that it would replace, and names it when it is sent.

use desk::names::Names;
use desk::proposing::{Version, Waiting};

use crate::account::moment;
use crate::clerk::Clerk;
use crate::typed::Typed;

/// The field that carries which draft a page showed.
const FIELD: &str = "over";

/// The draft that waits, as a page tells of it.
pub(crate) struct Waits {
    pub(crate) title: String,
    pub(crate) address: String,
    /// Who proposed it, and when.
    pub(crate) by: String,
    pub(crate) at: String,
    /// Sent back with the form.
    pub(crate) version: String,
}

impl Waits {
    pub(crate) fn of(waiting: Option<&Waiting>, names: &Names, clerk: &Clerk) -> Option<Self> {
        let Waiting { draft, version } = waiting?;
        Some(Self {
            title: draft.title.clone(),
            address: clerk.to(&format!("/drafts/{}", web::encode(&draft.id.0))),
            by: names.of(&draft.by),
            at: moment(draft.begun, clerk.lang),
            version: version.to_string(),
        })
    }
}

/// Which draft the page showed that sent this; none where it showed none.
pub(crate) fn over(typed: &Typed) -> Option<Version> {
    Version::sent(typed.get(FIELD))
}
