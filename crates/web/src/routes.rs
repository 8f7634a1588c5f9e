//! Every address of the site's pages and files, and what answers it. Those of the API stand in its own table.

use axum::Router;
use axum::routing::get;

use crate::site::Site;
use crate::{
    about, api, assets, budget, calendar, comment, compare, data, decision, department, evaluation, feed,
    health, home, indicator, matrix, nation, pdca, plan, priority, record, remark, search, sitemap,
    statement, status, topic, yearbook,
};

/// All of them.
pub(crate) fn all() -> Router<Site> {
    of_country().merge(of_plans()).merge(of_years()).merge(of_figures()).merge(of_records())
}

/// Pages over all municipalities, and what no municipality owns.
fn of_country() -> Router<Site> {
    Router::new()
        .route("/", get(nation::home::show))
        .route("/prefectures/{digits}/", get(nation::prefecture::show))
        .route("/search", get(nation::search::show))
        .route("/compare", get(nation::compare::show))
        .route("/assets/{name}", get(assets::show))
        .route("/feed.xml", get(feed::atom_of_all))
        .route("/feed.json", get(feed::json_of_all))
        .route("/robots.txt", get(sitemap::robots))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/.well-known/csvm", get(data::well_known))
        .route("/healthz", get(health::show))
        .route("/metrics", get(health::metrics))
}

/// What a municipality plans, and who does it.
fn of_plans() -> Router<Site> {
    Router::new()
        .route("/{code}/topics/", get(topic::index))
        .route("/{code}/topics/{topic}", get(topic::show))
        .route("/{code}/plan/", get(plan::index))
        .route("/{code}/plan/{id}", get(plan::show))
        .route("/{code}/plan/{id}/changes", get(statement::changes::show))
        .route("/{code}/matrix/", get(matrix::index))
        .route("/{code}/matrix/{id}", get(matrix::show))
        .route("/{code}/departments/", get(department::index))
        .route("/{code}/departments/{id}", get(department::show))
        .route("/{code}/departments/{id}/{year}", get(department::in_year))
        .route("/{code}/priority/", get(priority::index))
        .route("/{code}/priority/{id}", get(priority::show))
}

/// A municipality year by year.
fn of_years() -> Router<Site> {
    Router::new()
        .route("/{code}/years/", get(yearbook::index))
        .route("/{code}/years/{year}", get(yearbook::show))
        .route("/{code}/evaluations/", get(evaluation::index))
        .route("/{code}/evaluations/{year}/", get(evaluation::show))
        .route("/{code}/evaluations/{year}/{id}", get(evaluation::sheet))
        .route("/{code}/calendar/", get(calendar::index))
        .route("/{code}/calendar/{year}", get(calendar::show))
        .route("/{code}/status/", get(status::index))
        .route("/{code}/status/{year}", get(status::show))
        .route("/{code}/pdca/", get(pdca::index))
        .route("/{code}/pdca/{year}", get(pdca::show))
        .route("/{code}/budget/", get(budget::index))
        .route("/{code}/budget/{year}", get(budget::show))
}

/// Indicators and files.
fn of_figures() -> Router<Site> {
    Router::new()
        .route("/{code}/indicators/", get(indicator::index))
        .route("/{code}/indicators/{id}", get(indicator::show))
        .route("/{code}/indicators.csv", get(indicator::file))
        .route("/{code}/indicators.csv-metadata.json", get(data::list_described))
        .route("/{code}/data/", get(data::index))
        .route("/{code}/data/api", get(api::page))
        .route("/{code}/data/{name}", get(data::show))
        .route("/{code}/data/ascii/{name}", get(data::ascii))
        .route("/{code}/data/indicators/{name}", get(data::of_indicator))
        .route("/{code}/compare", get(compare::show))
}

/// Decisions, records, remarks, and the ways to find anything.
fn of_records() -> Router<Site> {
    Router::new()
        .route("/{code}/", get(home::show))
        .route("/{code}/remarks/", get(remark::index))
        .route("/{code}/remarks/{id}", get(remark::show))
        .route("/{code}/comments/", get(comment::index))
        .route("/{code}/comments/{id}", get(comment::show))
        .route("/{code}/comments/{id}/paper", get(comment::paper))
        .route("/{code}/comments/{id}/send", get(comment::lead).post(comment::send))
        .route("/{code}/decisions/", get(decision::index))
        .route("/{code}/decisions/{number}", get(decision::show))
        .route("/{code}/records/{*id}", get(record::show))
        .route("/{code}/search", get(search::show))
        .route("/{code}/feed.xml", get(feed::atom))
        .route("/{code}/feed.json", get(feed::json))
        .route("/{code}/sitemap.xml", get(sitemap::of_town))
        .route("/{code}/about/", get(about::show))
}
