//! `/compare`: indicators of one name in all municipalities, those side by side that may be compared, the others with the reason.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use plan::digest::{Measure, Name, Named};
use plan::fiscal_year::FiscalYear;
use plan::likeness::Nature;
use plan::prefecture::Prefecture;
use plan::side_by_side::{self, SideBySide};

use crate::choice;
use crate::error::PageError;
use crate::gate::known;
use crate::lang::Lang;
use crate::nation::search::asked;
use crate::nation::{There, Town, Towns, find};
use crate::pager::Pager;
use crate::search::{Piece, Question, fold, marked};
use crate::site::Site;

mod rows;

use rows::Table;

#[derive(Template)]
#[template(path = "nation/compare.html")]
struct Show {
    there: There,
    title: String,
    said: String,
    /// Names of indicators to choose from: name, address, municipalities, units.
    names: Vec<(Vec<Piece>, String, usize, String)>,
    pager: Pager,
    table: Option<Table>,
}

/// Names in one part of the list.
const LISTED: usize = 50;

/// An indicator of a municipality.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    town: &'a Town,
    name: &'a Name,
    measure: &'a Measure,
}

/// `GET /compare?q=…`, then `?name=…&like=…&year=…&pref=…`.
pub(crate) async fn show(State(site): State<Site>, there: There) -> Result<Html<String>, PageError> {
    let there = there.keeping(known::NATIONAL_COMPARE);
    let towns = site.nation().await.towns();
    let page = match there.one("name") {
        Some(name) => of_one_name(&there, &towns, name)?,
        None => names(&there, &towns)?,
    };
    Ok(Html(page.render()?))
}

/// The names of indicators in which the words stand.
fn names(there: &There, towns: &Towns) -> Result<Show, PageError> {
    let lang = there.lang;
    let question = Question::of(there.words());
    let mut names: BTreeMap<&str, Vec<Candidate<'_>>> = BTreeMap::new();
    for hits in find(towns, &question, None, Some(Named::Indicator)) {
        for index in &hits.names {
            if let Some(it) = candidate(hits.town, *index) {
                names.entry(hits.town.folded(*index)).or_default().push(it);
            }
        }
    }
    let mut names: Vec<_> = names.into_values().collect();
    names.sort_by_key(|it| std::cmp::Reverse(it.len())); // Stable: by name where as many have it.
    let (pager, part) = Pager::over(there.page(), names.len(), LISTED, lang, |it| there.part(it))
        .ok_or_else(|| PageError::not_found(lang))?;
    let said = match (question.is_empty(), names.len()) {
        (true, _) => lang.say(
            "指標の名前を入れると、同じ名前の指標をもつ自治体を探します。並べるのは、単位、種別、望ましい方向、単年か累計か、調査の方法、年度がそろう値だけです。",
            "Type the name of an indicator. Only figures with the same unit, kind, desired direction, window, sort of survey and year are set side by side.",
        ).to_owned(),
        (_, 0) => lang.say("その言葉を含む名前の指標は見つかりませんでした。", "No indicator has these words in its name.").to_owned(),
        (_, count) => lang.say(
            format!("{count}通りの名前の指標が見つかりました。比べたい名前を選んでください。"),
            format!("Indicators of {count} names were found. Choose one."),
        ),
    };
    let title = lang.say("指標を並べて見る", "Indicators side by side");
    let title = if question.is_empty() { title.to_owned() } else { format!("{title}：{}", there.words()) };
    let names = names[part].iter().filter_map(|it| choice_of_name(there, it, &question)).collect();
    Ok(Show { there: there.clone(), title: pager.titled(&title), said, names, pager, table: None })
}

fn choice_of_name(
    there: &There,
    candidates: &[Candidate<'_>],
    question: &Question,
) -> Option<(Vec<Piece>, String, usize, String)> {
    let name = &candidates.first()?.name.text;
    let mut towns: Vec<_> = candidates.iter().map(|it| it.town.code()).collect();
    towns.dedup();
    let natures = side_by_side::natures(candidates.iter().map(|it| it.measure));
    let mut units: Vec<String> = natures.iter().map(|(it, _)| crate::words::unit(&it.unit)).collect();
    units.dedup();
    units.truncate(3);
    let address = there.to_with("/compare", &[("q", there.words()), ("name", name)]);
    Some((marked(name, question), address, towns.len(), units.join("、")))
}

/// All indicators of one name.
fn of_one_name(there: &There, towns: &Towns, name: &str) -> Result<Show, PageError> {
    let lang = there.lang;
    let prefecture = asked(there, "pref", Prefecture::parse)?;
    let candidates = named(towns, name, prefecture);
    let first = candidates.first().ok_or_else(|| PageError::not_found(lang))?;
    let like = like(there, &candidates)?;
    let years = side_by_side::years(candidates.iter().map(|it| it.measure), like);
    let year = asked(there, "year", choice::year)?.or_else(|| side_by_side::usual_year(&years));
    let compared = match year {
        Some(year) => side_by_side::compare(candidates.iter().map(|it| (*it, it.measure)), like, year),
        None => nothing(&candidates, like),
    };
    let (pager, part) = Pager::over(there.page(), compared.alike.len(), LISTED, lang, |it| there.part(it))
        .ok_or_else(|| PageError::not_found(lang))?;
    let title =
        pager.titled(&lang.say(
            format!("「{}」を並べて見る", first.name.text),
            format!("“{}” side by side", first.name.text),
        ));
    let asked = rows::Asked { there, like, year, prefecture, years: &years };
    let table = Some(Table::of(&asked, &candidates, &compared, part));
    Ok(Show { there: there.clone(), title, said: String::new(), names: vec![], pager, table })
}

/// Where nothing of this nature was ever reported, or can be compared at all: every indicator with its reasons.
fn nothing<'a>(candidates: &[Candidate<'a>], like: &Nature) -> SideBySide<Candidate<'a>> {
    let no_year = FiscalYear::new(0);
    side_by_side::compare(candidates.iter().map(|it| (*it, it.measure)), like, no_year)
}

fn candidate(town: &Town, index: u32) -> Option<Candidate<'_>> {
    let name = town.name(index)?;
    Some(Candidate { town, name, measure: name.measure.as_deref()? })
}

/// The indicators with just this name, whatever the width of its letters, by code.
fn named<'a>(towns: &'a Towns, name: &str, prefecture: Option<Prefecture>) -> Vec<Candidate<'a>> {
    let folded = fold(name);
    let question = Question::of(&format!("「{name}」"));
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    for hits in find(towns, &question, prefecture, Some(Named::Indicator)) {
        let same = hits.names.iter().filter(|it| hits.town.folded(**it) == folded);
        candidates.extend(same.filter_map(|it| candidate(hits.town, *it)));
    }
    candidates.sort_by(|a, b| a.town.code().cmp(b.town.code())); // Stable: within a town as its pages have them.
    candidates
}

/// The nature that is compared: that of the indicator named by `like=code:id`, else the most frequent one.
fn like<'a>(there: &There, candidates: &[Candidate<'a>]) -> Result<&'a Nature, PageError> {
    let (Some(first), wanted) = (candidates.first(), there.one("like")) else {
        return Err(PageError::not_found(there.lang));
    };
    let natures = side_by_side::natures(candidates.iter().map(|it| it.measure));
    let usual = natures.iter().find(|(it, _)| it.alone().is_none()).or(natures.first());
    let Some(wanted) = wanted else { return Ok(usual.map_or(&first.measure.nature, |(it, _)| it)) };
    let found = candidates.iter().find(|it| representative(it) == wanted);
    let wrong = || PageError::no_such_choice(there.lang, "like", wanted, there.with(&[("like", None)]));
    found.map(|it| &it.measure.nature).ok_or_else(wrong)
}

/// How an address names an indicator whose nature is meant.
fn representative(it: &Candidate<'_>) -> String {
    format!("{}:{}", it.town.code(), it.name.id)
}

/// 「％、成果指標、上がるほど良い、単年」.
fn nature(lang: Lang, it: &Nature) -> String {
    use plan::indicator::Window;
    use plan::likeness::Respondents;
    let unit = match crate::words::unit(&it.unit) {
        unit if unit.is_empty() => lang.say("単位なし", "no unit").to_owned(),
        unit => unit,
    };
    let window = match it.window {
        Window::Yearly => lang.say("単年", "yearly"),
        Window::Cumulative => lang.say("累計", "cumulative"),
    };
    let respondents = match it.respondents() {
        Respondents::Counted => None,
        Respondents::Everybody => Some(lang.say("無作為抽出・全数の調査", "random sample or census")),
        Respondents::Themselves => Some(lang.say("答えた人だけの調査", "survey of volunteers or visitors")),
        Respondents::Unstated => Some(lang.say("相手の選び方が不明の調査", "survey without a stated sample")),
    };
    let direction = it
        .direction
        .map_or(lang.say("方向の記載なし", "direction not stated"), |it| lang.of_pair(it.name()));
    let parts = [unit.as_str(), lang.of_pair(it.kind.name()), direction, window];
    parts.into_iter().chain(respondents).collect::<Vec<_>>().join(lang.say("、", ", "))
}
