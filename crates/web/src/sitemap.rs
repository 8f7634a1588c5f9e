//! `/sitemap.xml`, `/{code}/sitemap.xml`, `/robots.txt`: every page by its address, for search engines.

use std::fmt::Write;

use axum::extract::State;
use axum::response::Response;
use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::{RecordId, Recorded};

use crate::address::Address;
use crate::error::PageError;
use crate::feed::answer;
use crate::here::encode;
use crate::pager::Pager;
use crate::site::Site;
use crate::visit::Visit;

/// Addresses that one file may hold (sitemaps.org).
const MOST: usize = 50_000;

/// Lists that every municipality has. What else there is, these lead to.
const LISTS: &[&str] = &[
    "/",
    "/plan/",
    "/indicators/",
    "/departments/",
    "/topics/",
    "/priority/",
    "/years/",
    "/evaluations/",
    "/pdca/",
    "/budget/",
    "/remarks/",
    "/comments/",
    "/decisions/",
    "/data/",
    "/about/",
];

/// `GET /robots.txt`. Answers to somebody's words and pages of the past are not for search engines.
pub(crate) async fn robots(address: Address) -> Response {
    let text = format!(
        "User-agent: *\nAllow: /\nDisallow: /search?\nDisallow: /*/search?\nDisallow: /*?*asof=\n\nSitemap: {}/sitemap.xml\n",
        address.site
    );
    answer("text/plain; charset=utf-8", text, &address)
}

/// `GET /sitemap.xml`: the site maps of all municipalities.
pub(crate) async fn index(State(site): State<Site>, address: Address) -> Response {
    let mut xml = head("sitemapindex");
    for town in site.nation().await.towns().values() {
        let (code, day) = (town.code(), town.digest.published_on);
        for part in 1..=parts(town.digest.pages + LISTS.len()) {
            let query = if part == 1 { String::new() } else { format!("?page={part}") };
            let loc = format!("{}/{code}/sitemap.xml{query}", address.site);
            let _ = writeln!(xml, "<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>");
        }
    }
    xml.push_str("</sitemapindex>\n");
    answer("application/xml; charset=utf-8", xml, &address)
}

/// `GET /{code}/sitemap.xml`: the pages of one municipality; from 50,000 on in several parts.
pub(crate) async fn of_town(Visit { edition, here }: Visit, address: Address) -> Result<Response, PageError> {
    let paths = paths(&edition);
    let (_, part) = Pager::of(&here, paths.len(), MOST)?;
    let day = edition.publications().last().map(|it| format!("<lastmod>{}</lastmod>", it.date()));
    let (town, day) = (format!("{}/{}", address.site, here.code), day.unwrap_or_default());
    let mut xml = head("urlset");
    for path in &paths[part] {
        let _ = writeln!(xml, "<url><loc>{town}{path}</loc>{day}</url>"); // Paths are percent-encoded: nothing to escape.
    }
    xml.push_str("</urlset>\n");
    Ok(answer("application/xml; charset=utf-8", xml, &address))
}

/// How many files so many addresses take.
fn parts(addresses: usize) -> usize {
    addresses.div_ceil(MOST).max(1)
}

fn head(root: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
}

/// The address of every page, below the municipality.
fn paths(edition: &Edition) -> Vec<String> {
    let mut paths: Vec<String> = LISTS.iter().map(|it| (*it).to_owned()).collect();
    paths.extend(of::<Plan>(edition, "plan"));
    paths.extend(of::<Element>(edition, "plan"));
    paths.extend(of::<Indicator>(edition, "indicators"));
    paths.extend(of::<Organisation>(edition, "departments"));
    paths.extend(edition.decisions().iter().map(|it| format!("/decisions/{}", it.number)));
    paths
}

fn of<T: Recorded>(edition: &Edition, place: &'static str) -> impl Iterator<Item = String> {
    let path = move |id: &RecordId| format!("/{place}/{}", encode(id.as_str()));
    edition.all::<T>().map(move |(id, _)| path(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_fifty_thousand_addresses_and_the_rest_has_files_of_its_own() {
        assert_eq!([0, 1, 50_000, 50_001, 100_001].map(parts), [1, 1, 1, 2, 3]);
    }
}
