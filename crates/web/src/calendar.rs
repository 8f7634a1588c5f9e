//! `/{code}/calendar/{year}`: 年間予定: the year of PLAN, DO, CHECK, ACTION, month by month, and who owes what.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, Redirect};
use jiff::civil::Date;
use plan::calendar::CalendarEntry;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;

use crate::choice;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "calendar/show.html")]
struct Show {
    frame: Frame,
    neighbours: Vec<(String, String)>,
    caption: String,
    months: Vec<(String, Vec<Row>)>,
}

/// One entry.
struct Row {
    id: String,
    phase: &'static str,
    period: String,
    title: String,
    owners: Vec<(String, String)>,
}

/// `GET /{code}/calendar/`: the newest year that has one.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Redirect, PageError> {
    let newest = years(&edition).last().copied();
    let year = newest.ok_or_else(|| PageError::not_found(here.lang).on(&here))?;
    Ok(Redirect::temporary(&address(&here, year)))
}

/// `GET /{code}/calendar/{year}`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let year = choice::year_in_path(&here, &year)?;
    let known = years(&edition);
    if !known.contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    let lang = here.lang;
    let title = lang.say(
        format!("{}の年間予定", lang.short_year(year)),
        format!("Calendar of {}", lang.short_year(year)),
    );
    let others = known.into_iter().rev().filter(|it| *it != year);
    let page = Show {
        frame: Frame::new(&here, &edition, title, Part::Years)
            .via(lang.say("年度のまとめ", "Year by year"), here.to("/years/")),
        neighbours: others.map(|it| (lang.short_year(it), address(&here, it))).collect(),
        caption: lang
            .say("目標の作成・実施・評価・改善の予定", "Planning, doing, checking, improving")
            .to_owned(),
        months: months(&here, &edition, year),
    };
    Ok(Html(page.render()?))
}

/// The calendar of a year, where there is one.
pub(crate) fn of_year(here: &Here, edition: &Edition, year: FiscalYear) -> Option<String> {
    years(edition).contains(&year).then(|| address(here, year))
}

fn address(here: &Here, year: FiscalYear) -> String {
    here.to(&format!("/calendar/{}", year.year()))
}

fn years(edition: &Edition) -> Vec<FiscalYear> {
    let mut years: Vec<FiscalYear> = edition.all::<CalendarEntry>().map(|(_, it)| it.fiscal_year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Entries under the month in which they end: that is when something is due.
fn months(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, Vec<Row>)> {
    let mut entries: Vec<_> =
        edition.all::<CalendarEntry>().filter(|(_, it)| it.fiscal_year == year).collect();
    entries.sort_by_key(|(id, it)| (it.to, it.from, *id));
    let same_month = |a: &CalendarEntry, b: &CalendarEntry| a.to.first_of_month() == b.to.first_of_month();
    let months = entries.chunk_by(|a, b| same_month(a.1, b.1));
    let row = |(id, it): &(&plan::record::RecordId, &CalendarEntry)| Row {
        id: id.to_string(),
        phase: here.lang.of_pair(it.phase.name()),
        period: period(here, it.from, it.to),
        title: it.title.clone(),
        owners: crate::plan::owners(here, edition, &it.organisations),
    };
    let month = |it: Date| {
        here.lang.say(format!("{}年{}月", it.year(), it.month()), it.strftime("%B %Y").to_string())
    };
    months
        .map(|all| (all.first().map_or(String::new(), |it| month(it.1.to)), all.iter().map(row).collect()))
        .collect()
}

/// 「4月13日～5月15日」, 「6月12日」.
fn period(here: &Here, from: Date, to: Date) -> String {
    let day = |it: Date| {
        here.lang.say(format!("{}月{}日", it.month(), it.day()), it.strftime("%-d %B").to_string())
    };
    if from == to { day(to) } else { format!("{}{}{}", day(from), here.lang.say("～", " to "), day(to)) }
}
