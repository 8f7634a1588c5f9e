//! Files: CSV with the head that leads to its description, the description, and the catalogue of all.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::publication::Publication;
use plan::record::RecordId;
use writing::bundle::Inventory;
use writing::catalogue::{self, Shelf};
use writing::csv::{self, Reader};
use writing::csvw::{self, Told};
use writing::tables;

use super::links::{data, folder};
use super::unwritten;
use crate::error::PageError;
use crate::here::{Here, encode};
use crate::lang::Lang;

/// A table's file or what describes it; none where no table has the name.
pub(super) fn of(
    edition: &Edition,
    here: &Here,
    name: &str,
    reader: Reader,
) -> Result<Option<Response>, PageError> {
    let (name, is_description) = match name.strip_suffix(".csv-metadata.json") {
        Some(name) => (name, true),
        None => (name.strip_suffix(".csv").unwrap_or_default(), false),
    };
    let Some(table) = tables::find(name) else { return Ok(None) };
    if is_description {
        let url = data(here, &format!("{}{name}.csv", folder(reader)));
        let told = Told { url: &url, reader };
        let bytes = csvw::write(table, edition, told).map_err(unwritten)?;
        return Ok(Some(open("application/csvm+json", bytes)));
    }
    let bytes = csv::write(&table.columns(), &table.rows(edition), reader);
    Ok(Some(download(here, bytes, name, &table_description(here, &format!("{}{name}", folder(reader))))))
}

/// The rows of one indicator, as figures.csv has them and described as it is.
pub(super) fn of_indicator(
    edition: &Edition,
    here: &Here,
    id: &RecordId,
) -> Result<Option<Response>, PageError> {
    let (Some(table), Some(rows)) = (tables::find("figures"), tables::of_indicator(edition, id)) else {
        return Ok(None);
    };
    let bytes = csv::write(&table.columns(), &rows, Reader::Person);
    Ok(Some(download(here, bytes, id.as_str(), &table_description(here, table.name))))
}

/// Some indicators in a year, in the order of a list.
pub(super) fn of_list(
    edition: &Edition,
    here: &Here,
    year: Option<FiscalYear>,
    ids: &[&RecordId],
) -> Response {
    let rows = year.map_or(vec![], |year| tables::listed(edition, year, ids.iter().copied()));
    let bytes = csv::write(&tables::LISTED.columns(), &rows, Reader::Person);
    download(here, bytes, tables::LISTED.name, &list_description(here))
}

/// The address of such a file, which is in no language.
pub(super) fn list(here: &Here, path: &str, asked: &[(&str, &str)]) -> String {
    Here { lang: Lang::Ja, ..here.clone() }.to_with(path, asked)
}

fn list_description(here: &Here) -> String {
    list(here, "/indicators.csv-metadata.json", &[])
}

/// What describes it: whatever is chosen, its columns are the same.
pub(super) fn of_list_described(edition: &Edition, here: &Here) -> Result<Response, PageError> {
    let url = list(here, "/indicators.csv", &[]);
    let bytes = csvw::write(&tables::LISTED, edition, Told { url: &url, reader: Reader::Person });
    Ok(open("application/csvm+json", bytes.map_err(unwritten)?))
}

/// DCAT and schema.org of all files.
pub(super) fn catalogue(
    edition: &Edition,
    here: &Here,
    inventory: &Inventory,
    published: Option<&Publication>,
) -> Result<Response, PageError> {
    let (base, asked) = shelf(here);
    let shelf = Shelf { base: &base, asked: &asked, published: published.map(Publication::date) };
    let bytes = catalogue::write(edition, &inventory.entries, shelf).map_err(unwritten)?;
    Ok(open("application/ld+json", bytes))
}

/// The address below which all files are, and what stands behind each.
pub(super) fn shelf(here: &Here) -> (String, String) {
    let whole = data(here, "");
    let (path, asked) = whole.split_at(whole.find('?').unwrap_or(whole.len()));
    (here.whole(path), asked.to_owned())
}

/// A file that a browser keeps under a telling name. `description` is the address of what describes it.
fn download(here: &Here, bytes: Vec<u8>, name: &str, description: &str) -> Response {
    let mut response = open("text/csv; charset=utf-8; header=present", bytes);
    let ascii: String = name.chars().filter(|it| it.is_ascii_alphanumeric() || "-_".contains(*it)).collect();
    let kept = format!(
        "attachment; filename=\"{code}-{ascii}.csv\"; filename*=UTF-8''{code}-{}.csv",
        encode(name),
        code = here.code
    );
    let link = format!("<{description}>; rel=\"describedby\"; type=\"application/csvm+json\"");
    let heads = [(header::CONTENT_DISPOSITION, kept), (header::LINK, link)];
    for (name, value) in heads {
        // All of it is ASCII: names and addresses are encoded.
        if let Ok(value) = HeaderValue::try_from(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Where a table is described.
fn table_description(here: &Here, table: &str) -> String {
    data(here, &format!("{table}.csv-metadata.json"))
}

/// Data that pages of other sites may read, too.
fn open(kind: &'static str, bytes: Vec<u8>) -> Response {
    let heads = [(header::CONTENT_TYPE, kind), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (heads, bytes).into_response()
}
