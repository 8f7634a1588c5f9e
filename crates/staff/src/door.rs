//! 扉: one address, how it is asked, and the deed behind it. There is no other way to put a page on the staff's side.

use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, on};
use axum::{Router, handler::Handler, routing::MethodFilter};
use desk::policy::Deed;

use crate::entrance;
use crate::office::Office;
use crate::typed::{LARGEST, LARGEST_FILE, LARGEST_FILES};

/// To whom a door opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To anybody: signing in, setting up, style sheets.
    Anyone,
    /// To those who may do the deed by the policy table.
    To(Deed),
    /// To those who may do one of these deeds: which of them it is, what is typed tells.
    ToAny(&'static [Deed]),
}

impl Access {
    /// The deeds of which one is needed; none: anybody may come.
    pub fn deeds(&self) -> &[Deed] {
        match self {
            Self::Anyone => &[],
            Self::To(deed) => std::slice::from_ref(deed),
            Self::ToAny(deeds) => deeds,
        }
    }
}

/// A door, as the table of all doors tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// GET or POST.
    pub method: Method,
    /// The address, with names in braces.
    pub path: &'static str,
    /// To whom it opens.
    pub access: Access,
    /// Whether it asks for the password anew where it was shown long ago.
    pub proof: bool,
    /// Whether files may come with its form.
    pub files: bool,
    /// Bytes that may come at once.
    pub room: usize,
}

/// A door with what is behind it.
pub(crate) struct Opening {
    door: Door,
    behind: MethodRouter<Office>,
}

impl Opening {
    /// A page to look at.
    pub(crate) fn get<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Office>,
        T: 'static,
    {
        Self {
            door: Door { method: Method::GET, path, access, proof: false, files: false, room: LARGEST },
            behind: on(MethodFilter::GET, handler),
        }
    }

    /// A deed.
    pub(crate) fn post<H, T>(path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Office>,
        T: 'static,
    {
        let proof = access.deeds().iter().any(|deed| deed.wants_proof());
        Self {
            door: Door { method: Method::POST, path, access, proof, files: false, room: LARGEST },
            behind: on(MethodFilter::POST, handler),
        }
    }

    /// The same for a file that is looked at first: larger than a form may be, and as it changes nothing yet, the password is not
    /// asked for anew.
    pub(crate) fn taking_a_file(mut self) -> Self {
        (self.door.proof, self.door.files, self.door.room) = (false, true, LARGEST_FILE);
        self
    }

    /// The same for several files at once, which are kept.
    pub(crate) fn taking_files(mut self) -> Self {
        (self.door.files, self.door.room) = (true, LARGEST_FILES);
        self
    }

    pub(crate) fn door(&self) -> &Door {
        &self.door
    }

    /// Hangs it into a router, with the guard in front of it.
    pub(crate) fn hang(self, router: Router<Office>, office: &Office) -> Router<Office> {
        let guard = from_fn_with_state((office.clone(), self.door.clone()), entrance::guard);
        router.route(self.door.path, self.behind.layer(guard))
    }
}

/// A path for the log: one-time addresses are left out.
pub(crate) fn without_secret(path: &str) -> String {
    let part = |part: &str| if part.len() >= 64 { "…".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
