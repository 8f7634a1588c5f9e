//! `/{code}/data/`: everything on the pages as files: what each holds, for people and for programs, and a self-check.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use writing::csv::Reader;
use writing::csvw;
use writing::tables;

use crate::error::PageError;
use crate::here::Here;
use crate::site::Site;
use crate::visit::Visit;

mod file;
mod index;
mod inventory;
mod links;
mod table;

pub(crate) use inventory::Inventories;
pub(crate) use links::of_indicator as of;

/// `GET /{code}/data/`.
pub(crate) async fn index(State(site): State<Site>, visit: Visit) -> Result<Response, PageError> {
    let published = site.edition(&visit.here).await?.1;
    let inventory = site.inventories().of(&visit.edition).await?;
    index::page(&visit.edition, &visit.here, &inventory, published.as_ref())
}

/// `GET /{code}/data/{name}`: a table's page, its file, what describes its file, or the catalogue.
pub(crate) async fn show(
    State(site): State<Site>,
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let table = tables::find(&name);
    if table.is_none() && name != "catalog.jsonld" {
        return made(visit, move |edition, here| file::of(edition, here, &name, Reader::Person)).await;
    }
    let published = site.edition(&visit.here).await?.1;
    let inventory = site.inventories().of(&visit.edition).await?;
    let Visit { edition, here } = visit;
    match table {
        Some(table) => table::page(&edition, &here, (table, &inventory), published.as_ref()),
        None => file::catalogue(&edition, &here, &inventory, published.as_ref()),
    }
}

/// `GET /{code}/data/ascii/{name}`: the same files for programs.
pub(crate) async fn ascii(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    made(visit, move |edition, here| file::of(edition, here, &name, Reader::Program)).await
}

/// `GET /{code}/data/indicators/{name}`: `{id}.csv`, the figures of one indicator as `figures.csv` has them.
pub(crate) async fn of_indicator(
    visit: Visit,
    Path((_, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let id = name.strip_suffix(".csv").map(RecordId::new);
    let id = id.ok_or_else(|| PageError::not_found(visit.here.lang).on(&visit.here))?;
    if visit.edition.find::<plan::indicator::Indicator>(&id).is_none() {
        return Err(visit.missing(&id));
    }
    made(visit, move |edition, here| file::of_indicator(edition, here, &id)).await
}

/// The file of a list of indicators: exactly those that are chosen, in their order.
pub(crate) fn list(edition: &Edition, here: &Here, year: Option<FiscalYear>, ids: &[&RecordId]) -> Response {
    file::of_list(edition, here, year, ids)
}

/// `GET /{code}/indicators.csv-metadata.json`: what the columns of such a file hold.
pub(crate) async fn list_described(Visit { edition, here }: Visit) -> Result<Response, PageError> {
    file::of_list_described(&edition, &here)
}

/// `GET /.well-known/csvm`: where descriptions of CSV files are, for programs that look (RFC 8615).
pub(crate) async fn well_known() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], csvw::SITE_WIDE).into_response()
}

/// Makes an answer off the threads that serve others: a whole edition takes its time. None: there is no such file.
async fn made(
    Visit { edition, here }: Visit,
    make: impl FnOnce(&Edition, &Here) -> Result<Option<Response>, PageError> + Send + 'static,
) -> Result<Response, PageError> {
    let lost = PageError::not_found(here.lang).on(&here);
    let lang = here.lang;
    let made = tokio::task::spawn_blocking(move || make(&edition, &here)).await;
    made.map_err(|_| PageError::internal(lang))??.ok_or(lost)
}

/// A description could not be written; the log has why.
#[expect(clippy::needless_pass_by_value, reason = "the signature that map_err asks for")]
fn unwritten(error: serde_json::Error) -> PageError {
    tracing::error!(%error, "a description of data could not be written");
    PageError::internal(crate::lang::Lang::Ja)
}
