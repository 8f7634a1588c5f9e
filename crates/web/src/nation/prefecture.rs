//! `/prefectures/{two digits}/`: the municipalities of a prefecture, by code.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use plan::digest::Named;
use plan::prefecture::Prefecture;

use crate::error::PageError;
use crate::lang::Lang;
use crate::nation::home::Line;
use crate::nation::{There, Town};
use crate::site::Site;

#[derive(Template)]
#[template(path = "nation/prefecture.html")]
struct Show {
    there: There,
    title: &'static str,
    rows: Vec<Row>,
    /// The prefectures before and after: name, address.
    neighbours: Vec<(&'static str, String)>,
}

/// A municipality as a row of the table.
struct Row {
    line: Line,
    code: String,
    year: String,
    indicators: usize,
    reached: usize,
    missed: usize,
    open: usize,
}

/// `GET /prefectures/{digits}/`.
pub(crate) async fn show(
    State(site): State<Site>,
    there: There,
    Path(digits): Path<String>,
) -> Result<Html<String>, PageError> {
    let there = there.keeping(&[]);
    let nation = site.nation().await;
    let towns = nation.towns();
    let prefecture = Prefecture::parse(&digits).ok_or_else(|| PageError::not_found(there.lang))?;
    let of = |it: &&std::sync::Arc<Town>| it.prefecture() == prefecture;
    let rows: Vec<Row> = towns.values().filter(of).map(|it| Row::of(there.lang, it)).collect();
    if rows.is_empty() {
        return Err(PageError::not_found(there.lang));
    }
    let before = towns.values().rev().map(|it| it.prefecture()).find(|it| *it < prefecture);
    let after = towns.values().map(|it| it.prefecture()).find(|it| *it > prefecture);
    let way = |it: Prefecture| (there.lang.of_pair(it.name()), super::home::address(&there, it));
    let neighbours = before.into_iter().chain(after).map(way).collect();
    Ok(Html(Show { title: there.lang.of_pair(prefecture.name()), rows, neighbours, there }.render()?))
}

impl Row {
    fn of(lang: Lang, town: &Town) -> Self {
        let digest = &town.digest;
        Self {
            line: Line::of(lang, town),
            code: town.code().to_string(),
            year: digest.year.map_or("―".to_owned(), |year| lang.short_year(year)),
            indicators: digest.count(Named::Indicator),
            reached: digest.tally.reached,
            missed: digest.tally.missed,
            open: digest.tally.open(),
        }
    }
}
