//! 困りごと: why there is no answer, as RFC 9457 has it, in both languages.

use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

use crate::error::PageError;

/// Why there is no answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Problem(Box<Said>);

/// Why there is no answer (RFC 9457). `title` and `detail` are English; the same stands in Japanese beside them.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
struct Said {
    /// What kind of problem it is. `about:blank`: what the status says, and no more.
    r#type: &'static str,
    /// The status code of the answer.
    #[schemars(range(min = 400, max = 599))]
    status: u16,
    /// What is wrong.
    title: String,
    /// 何が起きたか.
    title_ja: String,
    /// What can be done.
    detail: String,
    /// どうすればよいか.
    detail_ja: String,
    /// The address that was asked for.
    instance: String,
}

impl Problem {
    fn new(status: StatusCode, title: (&str, &str), detail: (String, String)) -> Self {
        Self(Box::new(Said {
            r#type: "about:blank",
            status: status.as_u16(),
            title: title.1.to_owned(),
            title_ja: title.0.to_owned(),
            detail: detail.1,
            detail_ja: detail.0,
            instance: String::new(),
        }))
    }

    /// With the address that was asked for.
    pub(super) fn at(mut self, uri: &Uri) -> Self {
        uri.path().clone_into(&mut self.0.instance);
        self
    }

    /// 404: no address of the API.
    pub(super) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ("見つかりません", "Not found"),
            (
                "APIにこのアドレスはありません。/api/v1/openapi.json に一覧があります。".to_owned(),
                "The API has no such address; /api/v1/openapi.json lists them.".to_owned(),
            ),
        )
    }

    /// 404: the list has no such part.
    pub(super) fn no_such_page(last: usize) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            ("この頁はありません", "No such page"),
            (format!("最後の頁は{last}です。"), format!("The last page is {last}.")),
        )
    }

    /// 400: a parameter that the address does not know.
    pub(super) fn unknown(name: &str, known: &str) -> Self {
        let ja = format!("知らない引数「{name}」です。使えるもの：{known}");
        let en = format!("Unknown parameter “{name}”. Known: {known}");
        Self::new(StatusCode::BAD_REQUEST, ("引数が正しくありません", "Bad parameter"), (ja, en))
    }

    /// 400: a parameter with a value that it cannot have.
    pub(super) fn bad(name: &str, about: (&str, &str)) -> Self {
        let detail = (format!("引数「{name}」：{}", about.0), format!("Parameter “{name}”: {}", about.1));
        Self::new(StatusCode::BAD_REQUEST, ("引数が正しくありません", "Bad parameter"), detail)
    }

    /// 405: the API is only read.
    pub(super) fn not_allowed(method: &Method) -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            ("この操作はできません", "Method not allowed"),
            (
                format!("{method}はできません。GETだけができます。"),
                format!("{method} cannot be done here; the API is only read (GET)."),
            ),
        )
    }

    /// 406: the program takes nothing that the API has.
    pub(super) fn not_acceptable() -> Self {
        Self::new(
            StatusCode::NOT_ACCEPTABLE,
            ("求められた形式がありません", "Not acceptable"),
            (
                "このAPIの答えはapplication/jsonだけです。Acceptを確かめてください。".to_owned(),
                "The API answers with application/json only; please check the Accept header.".to_owned(),
            ),
        )
    }

    /// 500: said without detail; the log has the rest.
    pub(super) fn internal() -> Self {
        PageError::internal(crate::lang::Lang::Ja).into()
    }
}

/// What a page would say, in both languages.
impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        let status = StatusCode::from_u16(error.told).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // A municipality with another code now: programs are told, not led to a page.
        let status = if status.is_redirection() { StatusCode::GONE } else { status };
        let [title, advice] = *error.both;
        Self::new(status, (&title.0, &title.1), advice)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let heads = response.headers_mut();
        heads.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        heads.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        heads.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        crate::gate::retry_after(status, heads);
        response
    }
}
