//! `/{code}/priority/`: 重点プロジェクト across the departments: who carries each with what, how it fares, what it costs.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::{Element, Meaning};
use plan::fiscal_year::FiscalYear;
use plan::plan::{Plan, PlanKind};
use plan::priority::Carrier;
use plan::record::RecordId;
use plan::tally::Tally;

use crate::chart::{Multiple, multiples, multiples_said};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::means::Figures;
use crate::rows::{self, IndicatorRow, Prose};
use crate::tally::{self, Count, StandingMark, Stretch};
use crate::visit::Visit;
use crate::words;
use crate::works::{Work, Works};

#[derive(Template)]
#[template(path = "priority/index.html")]
struct Index {
    frame: Frame,
    /// What nobody carries yet.
    said: Vec<String>,
    projects: Vec<Project>,
}

/// A project at a glance.
struct Project {
    title: String,
    address: String,
    aim: Vec<String>,
    mark: StandingMark,
    bar: Vec<Stretch>,
    said: String,
    departments: String,
}

#[derive(Template)]
#[template(path = "priority/show.html")]
struct Show {
    frame: Frame,
    name: String,
    period: String,
    mark: StandingMark,
    said: String,
    aim: Vec<String>,
    texts: Vec<Prose>,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    carriers: Vec<Department>,
    multiples: Vec<Multiple>,
    /// What the small charts show, in one sentence.
    multiples_said: String,
    caption: String,
    indicators: Vec<IndicatorRow>,
    money_year: String,
    money: Vec<MoneyLine>,
    /// The plans in which the work stands, narrowed to it.
    trees: Vec<(String, String)>,
    record: String,
    element: String,
}

/// 支える部署.
struct Department {
    name: String,
    address: Option<String>,
    works: Vec<Work>,
}

/// The money of one work that serves the project, and the stated part of it.
struct MoneyLine {
    name: String,
    address: String,
    figures: Figures,
}

/// Indicators that the page of a project lists.
const LISTED: usize = 60;

/// `GET /{code}/priority/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let title = here.lang.say("重点プロジェクト", "Priority projects");
    let frame = Frame::new(&here, &edition, title, Part::Priority);
    let projects = edition.priority_projects();
    let said = unserved(here.lang, &edition, &projects);
    let projects = projects.into_iter().map(|(id, it)| project(&here, &edition, id, it)).collect();
    Ok(Html(Index { frame, said, projects }.render()?))
}

/// `GET /{code}/priority/{id}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let element = visit.find::<Element>(&id)?;
    let plan = visit.edition.find::<Plan>(&element.plan).filter(|it| it.kind == PlanKind::PriorityProjects);
    let plan = plan.ok_or_else(|| PageError::not_found(visit.here.lang).on(&visit.here))?;
    Ok(Html(view(&visit, &id, element, plan).render()?))
}

/// Projects that no work serves are said, not hidden.
fn unserved(lang: Lang, edition: &Edition, projects: &[(&RecordId, &Element)]) -> Vec<String> {
    let alone = projects.iter().filter(|(id, _)| edition.carriers(id).is_empty());
    alone
        .map(|(_, it)| {
            let title = &it.title;
            lang.say(
                format!("「{title}」を支える施策・事業は、まだ登録されていません。"),
                format!("No program or project is recorded that serves “{title}” yet."),
            )
        })
        .collect()
}

fn project(here: &Here, edition: &Edition, id: &RecordId, it: &Element) -> Project {
    let year = edition.year_shown(edition.find::<Plan>(&it.plan));
    let works = Works::of(here, edition, year);
    let (tally, carriers) = (works.tally(id), edition.carriers(id));
    let names: Vec<&str> = carriers.iter().filter_map(|it| Some(it.department?.1.name())).collect();
    Project {
        title: format!("{} {}", it.number, it.title).trim().to_owned(),
        address: here.record("priority", id),
        aim: aim(it),
        mark: works.row(id, it).mark,
        bar: tally::bar(&tally),
        said: said(here.lang, year, &tally, &carriers),
        departments: names.join("、"),
    }
}

fn aim(it: &Element) -> Vec<String> {
    let aims = it.sections.iter().filter(|it| it.meaning == Meaning::Aim);
    aims.flat_map(|it| it.paragraphs.clone()).collect()
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, element: &Element, plan: &Plan) -> Show {
    let lang = here.lang;
    let year = edition.year_shown(Some(plan));
    let works = Works::of(here, edition, year);
    let (tally, carriers) = (works.tally(id), edition.carriers(id));
    let name = format!("{} {}", element.number, element.title).trim().to_owned();
    let title = lang.say(format!("{name}（部署を越えた見方）"), format!("{name}, across departments"));
    let measured = edition.indicators_serving(id);
    let charts = year.map_or(vec![], |year| multiples(here, edition, measured.iter().copied(), year));
    let rows = |year| {
        measured.iter().take(LISTED).map(|(id, it)| IndicatorRow::of(here, edition, id, it, year)).collect()
    };
    Show {
        frame: Frame::new(here, edition, title, Part::Priority)
            .via(lang.say("重点プロジェクト", "Priority projects"), here.to("/priority/")),
        name,
        period: format!("{}　{}", plan.name, crate::plan::period(lang, edition, plan)),
        mark: works.row(id, element).mark,
        said: said(lang, year, &tally, &carriers),
        aim: aim(element),
        texts: element
            .sections
            .iter()
            .filter(|it| it.meaning != Meaning::Aim)
            .map(|it| Prose::of(here, it))
            .collect(),
        bar: tally::bar(&tally),
        legend: tally::legend(lang, &tally),
        multiples_said: year
            .map_or(String::new(), |year| multiples_said(lang, year, &charts, measured.len())),
        multiples: charts,
        caption: year.map_or(String::new(), |it| rows::caption(lang, it)),
        indicators: year.map_or(vec![], rows),
        money_year: year.map_or(String::new(), |it| lang.short_year(it)),
        money: year.map_or(vec![], |year| money(here, edition, id, &carriers, year)),
        trees: trees(here, edition, id, &carriers),
        carriers: carriers.iter().map(|it| department(here, &works, it)).collect(),
        record: here.record("records", id),
        element: here.record("plan", id),
    }
}

/// How many departments carry it, and how the year went.
fn said(lang: Lang, year: Option<FiscalYear>, tally: &Tally, carriers: &[Carrier<'_>]) -> String {
    let works: usize = carriers.iter().map(|it| it.elements.len()).sum();
    let departments = carriers.iter().filter(|it| it.department.is_some()).count();
    let carried = match works {
        0 => lang
            .say("支える施策・事業は登録されていません。", "No work is recorded that serves it.")
            .to_owned(),
        _ => lang.say(
            format!(
                "{}部署の{works}件の取組が支えています（年度をまたいで続く取組は、最新の年度のものを1件と数えます）。",
                words::things(departments)
            ),
            format!(
                "{works} works of {departments} departments serve it (work that goes on from year to year counts once, with its newest year)."
            ),
        ),
    };
    let Some(year) = year.filter(|_| tally.all() > 0) else { return carried };
    carried + lang.say("", " ") + &tally::fared(lang, year, ("関わる指標", "indicators concerned"), tally)
}

fn department(here: &Here, works: &Works<'_>, it: &Carrier<'_>) -> Department {
    let unknown = here.lang.say("担当組織の記載なし", "no department named");
    Department {
        name: it.department.map_or(unknown, |(_, it)| it.name()).to_owned(),
        address: it.department.map(|(id, _)| here.record("departments", id)),
        works: it.elements.iter().map(|(id, it)| works.row_apart(id, it)).collect(),
    }
}

/// The year's money of the project itself and of each work that serves it; works without any are left out.
fn money(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    carriers: &[Carrier<'_>],
    year: FiscalYear,
) -> Vec<MoneyLine> {
    let own = edition.find::<Element>(id).map(|it| (id, it));
    let all = own.into_iter().chain(carriers.iter().flat_map(|it| it.elements.iter().copied()));
    let line = |(id, it): (&RecordId, &Element)| {
        let purse = edition.purse(id, year);
        purse.says_something().then(|| MoneyLine {
            name: crate::difference::element(edition, it),
            address: here.record("plan", id),
            figures: Figures::of(here.lang, &purse),
        })
    };
    all.filter_map(line).collect()
}

/// Every plan in which work for the project stands, with the address of its tree narrowed to it.
fn trees(here: &Here, edition: &Edition, id: &RecordId, carriers: &[Carrier<'_>]) -> Vec<(String, String)> {
    let mut plans: Vec<&RecordId> = Vec::new();
    for (_, it) in carriers.iter().flat_map(|it| &it.elements) {
        if !plans.contains(&&it.plan) {
            plans.push(&it.plan);
        }
    }
    let tree = |plan: &RecordId| {
        let it = edition.find::<Plan>(plan).filter(|it| it.kind != PlanKind::Statement)?;
        Some((
            it.name.clone(),
            here.to_with(
                &format!("/plan/{}", crate::here::encode(plan.as_str())),
                &[("priority", id.as_str())],
            ),
        ))
    };
    plans.into_iter().filter_map(tree).collect()
}
