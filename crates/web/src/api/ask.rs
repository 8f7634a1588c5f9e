//! 問い: what a program asks of a municipality's edition, understood and checked.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::publication::Publication;
use plan::record::{RecordId, Recorded};

use super::operation::{Part, Told};
use super::parameter::{PAGE, PER_PAGE, Parameter};
use super::problem::Problem;
use super::value::Head;
use super::{JSON, path_of};
use crate::here::Here;
use crate::search::Texts;
use crate::site::Site;
use crate::visit::Visit;

/// What is asked, of which edition.
pub(super) struct Ask {
    pub(super) edition: Arc<Edition>,
    pub(super) here: Here,
    /// The publication that showed just this edition.
    pub(super) publication: Option<Publication>,
    /// All of them, oldest first.
    pub(super) publications: Vec<Publication>,
    /// All texts, where words are looked for.
    pub(super) texts: Option<Arc<Texts>>,
    path: Vec<(String, String)>,
    query: Query,
}

/// Parameters that were checked.
pub(super) struct Query(Vec<(String, String)>);

impl Ask {
    /// Understands a request, or says what is wrong with it.
    pub(super) async fn of(parts: &mut Parts, site: &Site, told: &Told) -> Result<Self, Problem> {
        let query = only(parts, &told.parameters())?;
        let path = path_of(parts).await?;
        let Visit { edition, here, .. } = Visit::from_request_parts(parts, site).await?;
        let publication = site.edition(&here).await?.1;
        let publications = site.publications(&here).await?;
        let texts = if query.get("q").is_some() { Some(site.texts(&edition).await) } else { None };
        Ok(Self { edition, here, publication, publications, texts, path, query })
    }

    /// The record that the address names, if it is of the kind asked for.
    pub(super) fn named<T: Recorded>(&self) -> Result<(RecordId, &T), Problem> {
        let id = RecordId::new(self.path("id"));
        let found = self.edition.find::<T>(&id);
        match found {
            Some(found) => Ok((id, found)),
            None => Err(Visit { edition: self.edition.clone(), here: self.here.clone() }.missing(&id).into()),
        }
    }

    /// A part of the address.
    pub(super) fn path(&self, name: &str) -> &str {
        self.path.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }

    /// A parameter as it was given.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.query.get(name)
    }

    /// Whether a record passes the filter of this name: any where none is set.
    pub(super) fn is_wanted(&self, name: &str, id: &RecordId) -> bool {
        self.text(name).is_none_or(|wanted| wanted == id.as_str())
    }

    /// Whether a year passes the filter by year.
    pub(super) fn is_year_wanted(&self, year: FiscalYear) -> bool {
        self.text("fiscal_year").is_none_or(|wanted| wanted.parse() == Ok(year.year()))
    }

    /// The part of a list that was asked for.
    pub(super) fn part<X, T>(&self, all: &[X], make: impl Fn(&X) -> T) -> Result<Part<T>, Problem> {
        Part::of(all, self.query.number(PAGE), self.query.number(PER_PAGE), make)
    }

    /// What every answer begins with.
    pub(super) fn head(&self) -> Head {
        Head::of(&self.edition, self.publication.as_ref())
    }
}

impl Query {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// A number, or the one that is meant where none is given.
    pub(super) fn number(&self, parameter: Parameter) -> usize {
        let usual = match parameter.kind {
            super::parameter::Kind::Number { usual, .. } => usual.and_then(|it| usize::try_from(it).ok()),
            _ => None,
        };
        self.get(parameter.name).and_then(|it| it.parse().ok()).or(usual).unwrap_or(1)
    }
}

/// The parameters of a request, if these are the only ones, each once, each as it may be, and JSON is taken.
pub(super) fn only(parts: &Parts, known: &[Parameter]) -> Result<Query, Problem> {
    if !crate::accept::takes(&parts.headers, JSON) {
        return Err(Problem::not_acceptable());
    }
    let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let mut seen: Vec<(String, String)> = vec![];
    for (name, value) in pairs {
        let Some(parameter) = known.iter().find(|it| it.name == name) else {
            let names: Vec<&str> = known.iter().map(|it| it.name).collect();
            return Err(Problem::unknown(&name, &names.join(", ")));
        };
        if seen.iter().any(|(it, _)| *it == name) {
            return Err(Problem::bad(
                parameter.name,
                ("一つだけ指定してください。", "stands more than once."),
            ));
        }
        parameter.check(&value)?;
        seen.push((name.into_owned(), value.into_owned()));
    }
    match known.iter().find(|it| it.is_required && !seen.iter().any(|(name, _)| name == it.name)) {
        Some(missing) => Err(Problem::bad(missing.name, ("必要です。", "is missing."))),
        None => Ok(Query(seen)),
    }
}
