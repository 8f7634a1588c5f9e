//! `/`: the municipality itself where there is one, a list where there are several.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::error::PageError;
use crate::lang::Lang;
use crate::site::Site;
use crate::visit::asked;

#[derive(Template)]
#[template(path = "towns/index.html")]
struct Index {
    lang: Lang,
    towns: Vec<(String, String, String)>,
}

/// `GET /`.
pub(crate) async fn index(
    State(site): State<Site>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let lang = Lang::of(asked(query.as_deref().unwrap_or_default(), "lang").as_deref());
    let towns = site.towns().await.map_err(|_| PageError::internal(lang))?;
    if let [(code, _)] = towns.as_slice() {
        let query = query.filter(|it| !it.is_empty()).map_or(String::new(), |it| format!("?{it}"));
        return Ok(Redirect::temporary(&format!("/{code}/{query}")).into_response());
    }
    let suffix = lang.say("", "?lang=en");
    let towns =
        towns.into_iter().map(|(code, name)| (name, format!("/{code}/{suffix}"), code.to_string())).collect();
    Ok(Html(Index { lang, towns }.render()?).into_response())
}
