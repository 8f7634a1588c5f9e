//! The style sheet, the scripts and the icon: compiled in, served under an address that changes with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::refused::Refused;

const OWN_STYLE: &str = concat!(
    include_str!("style/desk.css"),
    include_str!("style/fields.css"),
    include_str!("style/people.css"),
    include_str!("style/sheet.css"),
    include_str!("style/manual.css"),
    include_str!("style/print.css")
);
const SCRIPT: &str = concat!(
    "'use strict';\n",
    include_str!("script/focus.js"),
    include_str!("script/phrase.js"),
    include_str!("script/autosave.js"),
    include_str!("script/form.js")
);
const ICON: &str = include_str!("icon.svg");

struct Files {
    style: String,
    style_address: String,
    script_address: String,
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let style = format!("{}{OWN_STYLE}", web::HOUSE_STYLE);
    Files {
        style_address: format!("/assets/{}.css", short(&style)),
        script_address: format!("/assets/{}.js", short(SCRIPT)),
        style,
    }
});

/// The first digits of the hash of a file: another content has another address.
fn short(text: &str) -> String {
    Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn style_address() -> &'static str {
    &FILES.style_address
}

pub(crate) fn script_address() -> &'static str {
    &FILES.script_address
}

/// `GET /assets/{name}`. An address of an older build still gets what there is now, but nobody may keep it.
pub(crate) async fn show(Path(name): Path<String>) -> Response {
    let address = format!("/assets/{name}");
    let is_of_this_build = address == FILES.style_address || address == FILES.script_address;
    let cache = if is_of_this_build { "public, max-age=31536000, immutable" } else { "no-store" };
    let (kind, body): (_, &'static str) = match name.rsplit_once('.') {
        Some((_, "css")) => ("text/css; charset=utf-8", &FILES.style),
        Some((_, "js")) => ("text/javascript; charset=utf-8", SCRIPT),
        Some(("icon", "svg")) => ("image/svg+xml", ICON),
        _ => return Refused::not_found(web::Lang::Ja).into_response(),
    };
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, cache)], body).into_response()
}
