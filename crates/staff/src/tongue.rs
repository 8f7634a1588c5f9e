//! 表示言語: chosen once, kept in a cookie that says nothing else.

use axum::extract::Path;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use web::Lang;

use crate::entrance::own_path;
use crate::typed::Typed;

const NAME: &str = "meyasu-language";

/// The language that a visitor chose; Japanese where none was.
pub(crate) fn of(headers: &HeaderMap) -> Lang {
    Lang::of(cookie(headers, NAME))
}

/// `POST /{code}/language`: from now on in this language, on the page where one was.
pub(crate) async fn choose(Path(code): Path<String>, typed: Typed) -> Response {
    let lang = Lang::of(Some(typed.get("language")));
    let back = own_path(typed.get("back")).unwrap_or(format!("/{code}/"));
    let mut response = Redirect::to(&back).into_response();
    let cookie = format!("{NAME}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", lang.code());
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

/// The value of a cookie; none where two of the name came, for then one of them is not ours.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
    let first = values.next()?;
    values.next().is_none().then_some(first)
}
