//! An address without a page: the same with or without its last slash, else a page that helps.

use ::plan::municipality::MunicipalityCode;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};

use crate::api;
use crate::error::PageError;
use crate::here::Here;
use crate::site::{self, Site};

/// What has a list of its own, below `/{code}/`.
const LISTED: [&str; 15] = [
    "topics",
    "plan",
    "departments",
    "indicators",
    "priority",
    "years",
    "status",
    "calendar",
    "pdca",
    "budget",
    "matrix",
    "remarks",
    "decisions",
    "about",
    "data",
];

/// Leads on to the address that was meant, else says that there is no such page.
pub(crate) async fn show(State(site): State<Site>, request: Request) -> Response {
    let uri = request.uri();
    if api::is_below(uri.path()) {
        return api::lost(uri);
    }
    let lang = site::lang_of(&request);
    let mut parts = uri.path().split('/').skip(1);
    let code =
        parts.next().and_then(|code| MunicipalityCode::parse(code).ok().filter(|it| it.as_str() == code));
    let Some(code) = code else { return PageError::not_found(lang).into_response() };
    if let Some(path) = meant(&parts.collect::<Vec<_>>()) {
        let query = uri.query().map_or(String::new(), |it| format!("?{it}"));
        return Redirect::permanent(&format!("/{code}{path}{query}")).into_response();
    }
    let error = PageError::not_found(lang);
    if site.is_published(&code) { error.on(&Here::at(code, lang)) } else { error }.into_response()
}

/// The page that stands under nearly the same address.
fn meant(rest: &[&str]) -> Option<String> {
    let path = match rest {
        [] => "/".to_owned(),
        [list @ ("search" | "compare"), ""] => format!("/{list}"),
        [list] if *list == "evaluations" || LISTED.contains(list) => format!("/{list}/"),
        ["evaluations", year] => format!("/evaluations/{year}/"),
        [list @ ("evaluations" | "departments" | "plan"), a, b, ""] if !b.is_empty() => {
            format!("/{list}/{a}/{b}")
        }
        [list, id, ""] if LISTED.contains(list) && !id.is_empty() => format!("/{list}/{id}"),
        _ => return None,
    };
    Some(path)
}
