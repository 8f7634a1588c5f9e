//! `/{code}/priority/`: 重点プロジェクト, and the departments that carry each.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::Element;
use plan::link::LinkKind;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::rows::{IndicatorRow, Prose};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "priority/index.html")]
struct Index {
    frame: Frame,
    projects: Vec<Project>,
}

struct Project {
    title: String,
    address: String,
    texts: Vec<Prose>,
    /// A department and the elements with which it serves the project.
    departments: Vec<(String, Vec<(String, String)>)>,
    caption: String,
    indicators: Vec<IndicatorRow>,
}

/// `GET /{code}/priority/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame =
        Frame::new(&here, &edition, here.lang.say("重点プロジェクト", "Priority projects"), Part::Priority);
    let plans = edition.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::PriorityProjects);
    let projects = plans.flat_map(|(plan, it)| {
        let year = edition.year_shown(Some(it));
        edition.top(plan).map(move |(id, it)| (id, it, year)).collect::<Vec<_>>()
    });
    let projects = projects.map(|(id, it, year)| project(&here, &edition, id, it, year)).collect();
    Ok(Html(Index { frame, projects }.render()?))
}

fn project(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    element: &Element,
    year: Option<plan::fiscal_year::FiscalYear>,
) -> Project {
    let served = edition.linked_to(id, LinkKind::Serves);
    let mut rows: Vec<IndicatorRow> = Vec::new();
    for id in std::iter::once(id).chain(served.iter().map(|(id, _)| *id)) {
        for row in year.map_or(vec![], |year| crate::element::indicators(here, edition, id, year)) {
            if rows.iter().all(|it| it.address != row.address) {
                rows.push(row);
            }
        }
    }
    Project {
        title: format!("{} {}", element.number, element.title).trim().to_owned(),
        address: here.record("plan", id),
        texts: element.sections.iter().map(|it| Prose::of(here, it)).collect(),
        departments: departments(here, edition, &served),
        caption: year.map_or(String::new(), |it| {
            format!("{}　{}", element.title, crate::rows::caption(here.lang, it))
        }),
        indicators: rows,
    }
}

/// The serving elements, gathered by the department of the section in charge.
fn departments(
    here: &Here,
    edition: &Edition,
    served: &[(&RecordId, &Element)],
) -> Vec<(String, Vec<(String, String)>)> {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (id, it) in served {
        let row = (crate::difference::element(edition, it), here.record("plan", id));
        let unknown = here.lang.say("担当組織の記載なし", "no department named").to_owned();
        let name = it.organisations.first().and_then(|id| edition.department(id));
        let name = name.map_or(unknown, |(_, it)| it.name().to_owned());
        match groups.iter_mut().find(|(group, _)| *group == name) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((name, vec![row])),
        }
    }
    groups
}
