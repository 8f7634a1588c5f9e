//! 操作: one address of the API: what it is called, what may be asked, how it is answered, and what the answer is like.

use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::JSON;
use super::ask::Ask;
use super::parameter::{ASOF, PAGE, PER_PAGE, Parameter};
use super::problem::Problem;
use super::value::{Listing, One};

/// What is told of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    /// Its address below that of the municipality's API, or below the site's.
    pub(super) path: &'static str,
    /// Its name for programs.
    pub(super) name: &'static str,
    /// What it answers, in Japanese and in English.
    pub(super) about: (&'static str, &'static str),
    /// Whether it belongs to one municipality, or to the site.
    pub(super) of_town: bool,
    /// Whether it answers with a list in parts.
    pub(super) is_list: bool,
    /// What may be asked besides what may be asked of all.
    pub(super) own: &'static [Parameter],
    /// What the answer is like.
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
}

/// How an operation is answered.
type Make = dyn Fn(&Ask) -> Result<Answer, Problem> + Send + Sync;

/// An operation on the edition of a municipality.
pub(super) struct Operation {
    pub(super) told: Told,
    pub(super) answer: Box<Make>,
}

/// An answer as bytes.
pub(super) struct Answer {
    bytes: Vec<u8>,
    /// Of a list, which part it is.
    part: Option<Place>,
}

/// Where a part stands in its list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) page: usize,
    pub(super) last: usize,
}

impl Told {
    /// The whole address, with its parameters in braces.
    pub(super) fn address(&self) -> String {
        format!("{}/api/v1/{}", if self.of_town { "/{code}" } else { "" }, self.path)
    }

    /// Everything that may be asked.
    pub(super) fn parameters(&self) -> Vec<Parameter> {
        let time = self.of_town.then_some(ASOF);
        let parts = if self.is_list { vec![PAGE, PER_PAGE] } else { vec![] };
        self.own.iter().copied().chain(parts).chain(time).collect()
    }
}

/// An operation that answers with one thing.
pub(super) fn one<T: Serialize + JsonSchema + 'static>(
    path: &'static str,
    name: &'static str,
    about: (&'static str, &'static str),
    make: fn(&Ask) -> Result<T, Problem>,
) -> Operation {
    let schema = |generator: &mut SchemaGenerator| generator.subschema_for::<One<T>>();
    let told = Told { path, name, about, of_town: true, is_list: false, own: &[], schema };
    let answer = move |ask: &Ask| Answer::of(&One { edition: ask.head(), data: make(ask)? }, None);
    Operation { told, answer: Box::new(answer) }
}

/// An operation that answers with a part of a list.
pub(super) fn list<T: Serialize + JsonSchema + 'static>(
    path: &'static str,
    name: &'static str,
    about: (&'static str, &'static str),
    own: &'static [Parameter],
    make: fn(&Ask) -> Result<Part<T>, Problem>,
) -> Operation {
    let schema = |generator: &mut SchemaGenerator| generator.subschema_for::<Listing<T>>();
    let told = Told { path, name, about, of_town: true, is_list: true, own, schema };
    let answer = move |ask: &Ask| {
        let Part { total, page, per_page, last, items } = make(ask)?;
        let listing = Listing { edition: ask.head(), total, page, per_page, items };
        Answer::of(&listing, Some(Place { page, last }))
    };
    Operation { told, answer: Box::new(answer) }
}

/// A part of a list, and how much there is of it.
pub(super) struct Part<T> {
    pub(super) total: usize,
    pub(super) page: usize,
    pub(super) per_page: usize,
    pub(super) last: usize,
    pub(super) items: Vec<T>,
}

impl<T> Part<T> {
    /// The part that was asked for. Only what is in it is made.
    pub(super) fn of<X>(
        all: &[X],
        page: usize,
        per_page: usize,
        make: impl Fn(&X) -> T,
    ) -> Result<Self, Problem> {
        let (total, last) = (all.len(), all.len().div_ceil(per_page).max(1));
        if page > last {
            return Err(Problem::no_such_page(last));
        }
        let items = all.iter().skip((page - 1) * per_page).take(per_page).map(make).collect();
        Ok(Self { total, page, per_page, last, items })
    }
}

impl Answer {
    pub(super) fn of(body: &impl Serialize, part: Option<Place>) -> Result<Self, Problem> {
        let bytes = serde_json::to_vec(body).map_err(|error| {
            tracing::error!(%error, "an answer of the API could not be written");
            Problem::internal()
        })?;
        Ok(Self { bytes, part })
    }

    /// The answer, with the addresses of the neighbouring parts (RFC 8288).
    pub(super) fn response(self, uri: &Uri) -> Response {
        let links = self.part.map(|it| links(uri, it)).unwrap_or_default();
        let mut response = ([(header::CONTENT_TYPE, JSON)], self.bytes).into_response();
        if let Ok(links) = HeaderValue::try_from(links)
            && !links.is_empty()
        {
            response.headers_mut().insert(header::LINK, links);
        }
        response
    }
}

fn links(uri: &Uri, Place { page, last }: Place) -> String {
    let query = uri.query().unwrap_or_default().split('&');
    let kept: Vec<&str> = query.filter(|it| !it.is_empty() && !it.starts_with("page=")).collect();
    let to = |name: &str, number: usize| {
        let all = [&kept[..], &[&format!("page={number}")]].concat().join("&");
        format!("<{}?{all}>; rel=\"{name}\"", uri.path())
    };
    let before = (page > 1).then(|| to("prev", page - 1));
    let after = (page < last).then(|| to("next", page + 1));
    let all = [Some(to("first", 1)), before, after, Some(to("last", last))];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
