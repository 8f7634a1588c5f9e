//! `/{code}/matrix/`: 施策と年度の一覧表, what became of every program of a plan, year by year.

use std::cmp::Ordering;

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Redirect, Response};
use plan::edition::Edition;
use plan::matrix::{Matrix, MatrixRow};
use plan::plan::Plan;
use plan::record::RecordId;
use plan::tally::{Standing, Tally};

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::tally::{self, Count, StandingMark, Stretch};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "matrix/show.html")]
struct Show {
    frame: Frame,
    /// 施策, or what the plan calls the level.
    level: String,
    lead: String,
    /// What the bars show, in one sentence.
    said: String,
    /// Other levels and other plans that have such a table.
    levels: Vec<Link>,
    plans: Vec<Link>,
    years: Vec<String>,
    groups: Vec<Group>,
    totals: Vec<Total>,
    pager: Pager,
}

struct Link {
    words: String,
    address: String,
    current: bool,
}

/// The rows below one element of the level above.
struct Group {
    title: String,
    address: String,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    address: String,
    cells: Vec<StandingMark>,
}

/// One year of the whole table: the bar, and its counts in words.
struct Total {
    year: String,
    bar: Vec<Stretch>,
    counts: Vec<Count>,
}

/// Rows of one part of the table: it stays below 100 KB.
const LISTED: usize = 120;

/// `GET /{code}/matrix/`: the table of the main plan.
pub(crate) async fn index(visit: Visit) -> Result<Response, PageError> {
    let Visit { edition, here } = &visit;
    match edition.main_plan() {
        Some((id, _)) => Ok(Redirect::temporary(&here.record("matrix", id)).into_response()),
        None => Err(PageError::not_found(here.lang).on(here)),
    }
}

/// `GET /{code}/matrix/{plan}?level=…`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let plan = visit.find::<Plan>(&id)?;
    let here = visit.here.clone().keeping(known::MATRIX);
    let level = level(&here, &visit.edition, &id, plan)?;
    let here = here.without_usual("level", plan.level(visit.edition.program_level(&id, plan)));
    Ok(Html(view(&here, &visit.edition, (&id, plan), level)?.render()?))
}

/// The level asked for by its name, else the one on which the plan is judged.
fn level(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan) -> Result<u8, PageError> {
    let Some(asked) = here.one("level") else { return Ok(edition.program_level(id, plan)) };
    let found = plan.levels.iter().position(|it| it == asked).and_then(|it| u8::try_from(it).ok());
    found.ok_or_else(|| {
        PageError::bad_answer(here, ("level", here.lang.say("階層", "Level")), asked, &plan.levels)
    })
}

fn view(
    here: &Here,
    edition: &Edition,
    (id, plan): (&RecordId, &Plan),
    level: u8,
) -> Result<Show, PageError> {
    let lang = here.lang;
    let matrix = edition.matrix(id, plan, level);
    let (pager, part) = Pager::of(here, matrix.rows.len(), LISTED)?;
    let name = match plan.level(level) {
        "" => lang.say("項目", "elements").to_owned(),
        name => name.to_owned(),
    };
    let title =
        lang.say(format!("{}：{name}と年度の一覧表", plan.name), format!("{}: {name} by year", plan.name));
    let frame = Frame::new(here, edition, pager.titled(&title), Part::Plan)
        .via(plan.name.clone(), here.record("plan", id));
    Ok(Show {
        lead: lead(here, &matrix, &name),
        said: said(here, &matrix, &name),
        levels: levels(here, edition, (id, plan), level),
        plans: plans(here, edition, id),
        years: matrix.years.iter().map(|it| lang.short_year(*it)).collect(),
        totals: totals(here, &matrix),
        groups: groups(here, edition, &matrix.rows[part]),
        level: name,
        frame,
        pager,
    })
}

fn lead(here: &Here, matrix: &Matrix<'_>, name: &str) -> String {
    let (count, years) = (matrix.rows.len(), matrix.years.len());
    match years {
        0 => here.lang.say(
            format!("{name}{count}件です。実績が報告された年度はまだありません。"),
            format!("{count} rows. No year has been reported yet."),
        ),
        _ => here.lang.say(
            format!("{name}{count}件について、年度ごとに、目標のある指標（下の階層のものを含む）のうちいくつが達成したかを示します。平均や点数にはしません。"),
            format!("{count} rows: how many of their indicators with a target, those further down included, reached it each year. Nothing is averaged."),
        ),
    }
}

/// 「令和7年度は施策30件のうち、すべて達成5件、…でした。すべて達成は令和6年度より2件多くなりました。」 Years of which nothing is
/// judged say nothing: the newest two that are judged speak.
fn said(here: &Here, matrix: &Matrix<'_>, name: &str) -> String {
    let standings =
        |at: usize| matrix.rows.iter().filter_map(move |it| it.tallies.get(at)).map(Tally::standing);
    let is_judged = |at: &usize| standings(*at).any(|it| !matches!(it, Standing::Open | Standing::Without));
    let mut judged = (0..matrix.years.len()).rev().filter(is_judged);
    let Some(newest) = judged.next() else {
        let none = ("判定した年度はまだありません。", "No year has been judged yet.");
        return here.lang.of_pair(none).to_owned();
    };
    let (all, year) = (matrix.rows.len(), here.lang.short_year(matrix.years[newest]));
    let listed = tally::listed(here.lang, &tally::by_standing(here.lang, standings(newest)));
    let said = here.lang.say(
        format!("{year}は{name}{all}件のうち、{listed}でした。"),
        format!("{year}: of {all} {name}, {listed}."),
    );
    let Some(before) = judged.next() else { return said };
    let whole = |at| standings(at).filter(|it| *it == Standing::Reached).count();
    said + &compared(here.lang, whole(newest), whole(before), &here.lang.short_year(matrix.years[before]))
}

/// How many more or fewer elements reached all of their targets than in a year before.
fn compared(lang: Lang, now: usize, then: usize, before: &str) -> String {
    let by = now.abs_diff(then);
    match now.cmp(&then) {
        Ordering::Greater => lang.say(
            format!("すべて達成したものは、{before}より{by}件多くなりました。"),
            format!(" {by} more than in {before} reached all their targets."),
        ),
        Ordering::Less => lang.say(
            format!("すべて達成したものは、{before}より{by}件少なくなりました。"),
            format!(" {by} fewer than in {before} reached all their targets."),
        ),
        Ordering::Equal => lang.say(
            format!("すべて達成したものの数は、{before}と同じです。"),
            format!(" As many as in {before} reached all their targets."),
        ),
    }
}

/// One bar a year, newest last, as the columns stand.
fn totals(here: &Here, matrix: &Matrix<'_>) -> Vec<Total> {
    let total = |(at, year): (usize, &plan::fiscal_year::FiscalYear)| {
        let standings = matrix.rows.iter().filter_map(|it| it.tallies.get(at)).map(Tally::standing);
        let counts = tally::by_standing(here.lang, standings);
        Total { year: here.lang.short_year(*year), bar: tally::bar_of(&counts), counts }
    };
    matrix.years.iter().enumerate().map(total).collect()
}

fn groups(here: &Here, edition: &Edition, rows: &[MatrixRow<'_>]) -> Vec<Group> {
    let mut groups: Vec<(Option<&RecordId>, Group)> = Vec::new();
    for it in rows {
        let above = it.element.parent.as_ref();
        if groups.last().is_none_or(|(id, _)| *id != above) {
            let named = above.and_then(|id| edition.find::<plan::element::Element>(id));
            let title =
                named.map_or(String::new(), |it| format!("{} {}", it.number, it.title).trim().to_owned());
            let address = above.map_or(String::new(), |id| here.record("plan", id));
            groups.push((above, Group { title, address, rows: vec![] }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.rows.push(row(here, it));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn row(here: &Here, it: &MatrixRow<'_>) -> Row {
    Row {
        name: format!("{} {}", it.element.number, it.element.title).trim().to_owned(),
        address: here.record("plan", it.id),
        cells: it.tallies.iter().map(|it| StandingMark::of(here.lang, *it)).collect(),
    }
}

fn levels(here: &Here, edition: &Edition, (id, plan): (&RecordId, &Plan), level: u8) -> Vec<Link> {
    let usual = edition.program_level(id, plan);
    let link = |(at, name): (usize, &String)| {
        let at = u8::try_from(at).ok().filter(|it| edition.on_level(id, *it).next().is_some())?;
        let asked = (at != usual).then_some(name.as_str());
        Some(Link { words: name.clone(), address: here.with("level", asked), current: at == level })
    };
    let links: Vec<Link> = plan.levels.iter().enumerate().filter_map(link).collect();
    if links.len() > 1 { links } else { vec![] }
}

/// Plans of the whole municipality that have elements.
fn plans(here: &Here, edition: &Edition, shown: &RecordId) -> Vec<Link> {
    let whole = edition
        .plans_in_force()
        .into_iter()
        .filter(|(id, it)| it.organisation.is_none() && edition.top(id).next().is_some());
    let link = |(id, it): (&RecordId, &Plan)| Link {
        words: it.name.clone(),
        address: here.record("matrix", id),
        current: id == shown,
    };
    let links: Vec<Link> = whole.map(link).collect();
    if links.len() > 1 { links } else { vec![] }
}
