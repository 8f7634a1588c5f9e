//! 送られた内容: the fields of a form, as they were typed. Nothing is trimmed, folded or cut here.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;

use crate::refused::Refused;
use crate::sheet::Shown;

/// Bytes of one form. A sheet of 200 long texts is far smaller.
pub(crate) const LARGEST: usize = 1024 * 1024;

/// Bytes of one file, with what stands around it in the form.
pub(crate) const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Bytes of several files that come at once.
pub(crate) const LARGEST_FILES: usize = 32 * 1024 * 1024;

/// Bytes of a form that is too large and is still read, to give back what was typed in it.
pub(crate) const GIVEN_BACK: usize = 8 * LARGEST;

/// Fields beside those of a sheet in which people write sentences.
const WORDS: [&str; 7] = ["reason", "erratum", "note", "despite", "title", "text", "quote"];

/// The fields of a form in their order, and the files that came with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed(Vec<(String, String)>, Vec<Sent>);

/// A file that came with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// What its sender calls it.
    pub(crate) name: String,
    pub(crate) bytes: Bytes,
}

impl Typed {
    /// Fields that nobody typed: what a form begins with.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs, vec![])
    }

    /// Fields as browsers encode them.
    pub(crate) fn decode(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect(), vec![])
    }

    /// Fields and files, as browsers encode them together; none where the encoding is broken.
    pub(crate) async fn decode_with_files(headers: &HeaderMap, body: Bytes) -> Option<Self> {
        let mut request = Request::new(Body::from(body));
        request.headers_mut().clone_from(headers);
        DefaultBodyLimit::max(LARGEST_FILES).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        let mut typed = Self::default();
        while let Some(part) = parts.next_field().await.ok()? {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(sent) = part.file_name().map(str::to_owned) {
                typed.1.push(Sent { name: sent, bytes: part.bytes().await.ok()? });
            } else {
                typed.0.push((name, part.text().await.ok()?));
            }
        }
        Some(typed)
    }

    /// Whether a request carries fields and a file.
    pub(crate) fn has_file(headers: &HeaderMap) -> bool {
        let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
        kind.starts_with("multipart/form-data")
    }

    /// The file that came with the form.
    pub(crate) fn file(&self) -> Option<&Bytes> {
        self.1.iter().map(|it| &it.bytes).find(|it| !it.is_empty())
    }

    /// Every file that came with the form. A browser sends one without name and bytes where nobody chose any.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Sent> {
        self.1.iter().filter(|it| !it.name.is_empty() || !it.bytes.is_empty())
    }

    /// Every value of a name: boxes that were ticked.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The first field of a name; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Whether a box of this name was ticked, or a button of this name was pressed.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Whether people write sentences in a field of this name: what they wrote there is nowhere lost.
    pub(crate) fn is_prose(name: &str) -> bool {
        name.starts_with(['f', 'm']) && name.contains(':') || WORDS.contains(&name)
    }

    /// Sentences that somebody wrote, with the names of their fields: not those that stood in the fields before.
    pub(crate) fn written(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        all.filter(|(name, text)| {
            Self::is_prose(name) && !text.trim().is_empty() && !self.is_as_shown(name, text)
        })
    }

    /// Whether a field of a sheet came back as its page showed it: nobody touched it.
    pub(crate) fn is_as_shown(&self, name: &str, text: &str) -> bool {
        let id = name.strip_prefix("f:").or_else(|| name.strip_prefix("m:"));
        id.is_some_and(|id| self.shown(id).is(text))
    }

    /// What a page showed in a field of a sheet.
    pub(crate) fn shown(&self, id: &str) -> Shown {
        Shown::read(self.get(&format!("r:{id}")))
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
