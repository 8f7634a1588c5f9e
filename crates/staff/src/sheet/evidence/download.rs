//! `…/evidence/{id}`: the file itself, to be saved and never to be shown by the browser.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use desk::attaching;

use crate::office::Office;
use crate::refused::Refused;
use crate::sheet::Here;

/// `GET …/evidence/{id}`.
pub(crate) async fn download(
    State(office): State<Office>,
    Path((_, _, _, id)): Path<(String, String, String, String)>,
    here: Here,
) -> Result<Response, Refused> {
    let (actor, place) = (here.clerk.actor().clone(), here.place.clone());
    let found = office.deed(move |office| attaching::file(office.desk(), &actor, &place, &id)).await;
    let (attached, bytes) = found.map_err(|fault| fault.page(here.clerk.lang))?;
    let headers = [
        // Whatever it is, no browser runs it: it is bytes.
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, disposition(&attached.file.name)),
    ];
    Ok((headers, bytes).into_response())
}

/// 「添付」 with the name as RFC 8187 writes it, and a plain one for what does not know that. A name with slashes in it is no path.
fn disposition(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric();
    let ending = name.rsplit_once('.').map_or("bin", |(_, it)| it);
    let ending = if ending.chars().all(plain) { ending } else { "bin" };
    let safe: String = name.chars().map(|c| if matches!(c, '/' | '\\') { '_' } else { c }).collect();
    format!("attachment; filename=\"evidence.{ending}\"; filename*=UTF-8''{}", encoded(&safe))
}

/// Everything but letters, digits and a few marks, byte by byte.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_breaks_no_header() {
        let check = |name: &str, end: &str| {
            let line = disposition(name);
            assert!(line.ends_with(end), "{line}");
            assert!(line.is_ascii() && !line.contains(['\r', '\n', '\\', '/']), "{line}");
        };
        check("a.pdf", "filename=\"evidence.pdf\"; filename*=UTF-8''a.pdf");
        check("../../etc/x.pdf", "filename*=UTF-8''.._.._etc_x.pdf");
        check("C:\\調査\".pdf", "UTF-8''C%3A_%E8%AA%BF%E6%9F%BB%22.pdf");
        check("葛\u{E0100}.csv", "UTF-8''%E8%91%9B%F3%A0%84%80.csv");
        check("a.\"x", "filename=\"evidence.bin\"; filename*=UTF-8''a.%22x");
    }
}
