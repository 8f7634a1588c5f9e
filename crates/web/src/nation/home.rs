//! `/`: the municipality itself where there is one; where there are several, the ways to each of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use plan::digest::Named;
use plan::prefecture::Prefecture;

use crate::error::PageError;
use crate::lang::Lang;
use crate::nation::{There, Town, Towns};
use crate::site::Site;

/// 都道府県: name, address, how many municipalities.
type Way = (&'static str, String, usize);

#[derive(Template)]
#[template(path = "nation/home.html")]
struct Home {
    there: There,
    title: &'static str,
    count: String,
    indicators: String,
    awaited: usize,
    /// Whether nobody has published yet.
    is_empty: bool,
    /// 地方, then the prefectures in it.
    regions: Vec<(&'static str, Vec<Way>)>,
    /// Every municipality by prefecture, where that is not too long a list.
    all: Vec<(&'static str, Vec<Line>)>,
    latest: Vec<Line>,
}

/// A municipality in a list.
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) prefecture: &'static str,
    /// 公表日 and as what.
    pub(crate) published: String,
}

/// How many municipalities the first page lists by name before it only counts them.
const LISTED: usize = 60;
/// Newest publications on the first page.
const LATEST: usize = 10;

/// `GET /`.
pub(crate) async fn show(
    State(site): State<Site>,
    there: There,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let nation = site.nation().await;
    let towns = nation.towns();
    if let (Some(code), 1, 0) = (towns.keys().next(), towns.len(), nation.awaited()) {
        let query = query.filter(|it| !it.is_empty()).map_or(String::new(), |it| format!("?{it}"));
        return Ok(Redirect::temporary(&format!("/{code}/{query}")).into_response());
    }
    Ok(Html(view(there.keeping(&[]), &towns, nation.awaited()).render()?).into_response())
}

fn view(there: There, towns: &Towns, awaited: usize) -> Home {
    let lang = there.lang;
    let mut newest: Vec<&Arc<Town>> = towns.values().collect();
    newest.sort_by_key(|it| std::cmp::Reverse(it.digest.published_on)); // Stable: by code within a day.
    Home {
        title: lang.say("自治体を選ぶ", "Municipalities"),
        count: number(towns.len()),
        indicators: number(towns.values().map(|it| it.digest.count(Named::Indicator)).sum()),
        is_empty: towns.is_empty() && awaited == 0,
        awaited,
        regions: regions(&there, towns),
        all: if towns.len() <= LISTED { by_prefecture(lang, towns) } else { vec![] },
        latest: newest.into_iter().take(LATEST).map(|it| Line::of(lang, it)).collect(),
        there,
    }
}

/// 22,900.
fn number(count: usize) -> String {
    plan::number::print(count.into())
}

fn regions(there: &There, towns: &Towns) -> Vec<(&'static str, Vec<Way>)> {
    let mut counts: BTreeMap<Prefecture, usize> = BTreeMap::new();
    for town in towns.values() {
        *counts.entry(town.prefecture()).or_default() += 1;
    }
    let mut regions: Vec<(&'static str, Vec<_>)> = Vec::new();
    for (prefecture, count) in counts {
        let name = there.lang.of_pair(prefecture.region());
        let way = (there.lang.of_pair(prefecture.name()), address(there, prefecture), count);
        match regions.last_mut().filter(|(last, _)| *last == name) {
            Some((_, ways)) => ways.push(way),
            None => regions.push((name, vec![way])),
        }
    }
    regions
}

/// The page of a prefecture.
pub(crate) fn address(there: &There, prefecture: Prefecture) -> String {
    there.to(&format!("/prefectures/{}/", prefecture.digits()))
}

fn by_prefecture(lang: Lang, towns: &Towns) -> Vec<(&'static str, Vec<Line>)> {
    let mut groups: Vec<(&'static str, Vec<Line>)> = Vec::new();
    for town in towns.values() {
        let line = Line::of(lang, town);
        match groups.last_mut().filter(|(last, _)| *last == line.prefecture) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((line.prefecture, vec![line])),
        }
    }
    groups
}

impl Line {
    pub(crate) fn of(lang: Lang, town: &Town) -> Self {
        let (digest, date) = (&town.digest, lang.date(town.digest.published_on));
        let label = lang.label(&digest.label);
        Self {
            name: digest.name.clone(),
            address: home_address(lang, town),
            prefecture: lang.of_pair(town.prefecture().name()),
            published: lang.say(format!("{date}（{label}）"), format!("{date} ({label})")),
        }
    }
}

/// The first page of a municipality.
pub(crate) fn home_address(lang: Lang, town: &Town) -> String {
    format!("/{}/{}", town.code(), lang.say("", "?lang=en"))
}
