//! A visit: whose page, in which language, as of when. Every handler of a municipality's page starts from it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use plan::record::{RecordId, Recorded};

use crate::error::PageError;
use crate::here::Here;
use crate::lang::Lang;
use crate::site::Site;

/// What this visitor may see: an edition of the published past or present.
pub(crate) struct Visit {
    /// The edition that the page shows.
    pub(crate) edition: Arc<Edition>,
    /// Where the visitor is.
    pub(crate) here: Here,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        let mut here = here(parts).await?;
        let (edition, publication) = site.edition(&here).await?;
        here.site = site.address().map(Arc::from);
        here.published = publication.map(|it| said(here.lang, &it));
        Ok(Self { edition, here })
    }
}

impl Visit {
    /// The record of an address, where it is of the kind that the page shows.
    pub(crate) fn find<T: Recorded>(&self, id: &RecordId) -> Result<&T, PageError> {
        self.edition.find::<T>(id).ok_or_else(|| self.missing(id))
    }

    /// The page for an id that leads nowhere: 410 where the record was retired, else 404.
    pub(crate) fn missing(&self, id: &RecordId) -> PageError {
        // A record of another kind than the address has was never here.
        match self.edition.history(id).last() {
            Some(version) if version.record.is_none() => PageError::gone(&self.here, id),
            _ => PageError::not_found(self.here.lang).on(&self.here),
        }
    }
}

async fn here(parts: &mut Parts) -> Result<Here, PageError> {
    let query = parts.uri.query().unwrap_or_default().to_owned();
    let asked = |name: &str| asked(&query, name);
    let lang = Lang::of(asked("lang").as_deref());
    let params =
        RawPathParams::from_request_parts(parts, &()).await.map_err(|_| PageError::not_found(lang))?;
    let code = params.iter().find(|(name, _)| *name == "code").map(|(_, value)| value).unwrap_or_default();
    let written = code;
    let code = MunicipalityCode::parse(code).map_err(|refusal| PageError::unknown_town(lang, &refusal))?;
    if code.as_str() != written {
        return Err(PageError::not_found(lang)); // One page, one address: five or full-width digits are none.
    }
    let path = parts.uri.path();
    let path = path.strip_prefix('/').and_then(|rest| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
    let asof = asked("asof").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    Ok(Here {
        asof,
        path: path.to_owned(),
        words: asked("q").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()),
        page: asked("page"),
        asked: others(&query),
        ..Here::at(code, lang)
    })
}

/// What else the address asks, for the page that understands it.
fn others(query: &str) -> Vec<(String, String)> {
    const OWN: [&str; 4] = ["lang", "asof", "q", "page"];
    let pairs = form_urlencoded::parse(query.as_bytes());
    let pairs = pairs.filter(|(name, _)| !OWN.contains(&name.as_ref()));
    pairs.map(|(name, value)| (name.into_owned(), value.trim().to_owned())).collect()
}

/// 「令和8年6月12日公表（速報）」 and the sentence for the reader.
fn said(lang: Lang, publication: &Publication) -> String {
    let note = publication.told().map_or(String::new(), |told| format!("　{told}"));
    lang.published(publication.date(), &publication.label) + &note
}

/// One value of a query string, decoded; the first where there are several.
pub(crate) fn asked(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
