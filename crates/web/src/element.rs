//! An element of a plan: 政策, 施策, 事業, 経営課題. Its address is `/{code}/plan/{id}`.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::link::LinkKind;
use plan::plan::Plan;
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::means::MoneyTable;
use crate::rows::{self, Assessment, IndicatorRow, Prose};
use crate::said::Said;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "element/show.html")]
struct Show {
    frame: Frame,
    level: String,
    owners: Vec<(String, String)>,
    texts: Vec<Prose>,
    caption: String,
    indicators: Vec<IndicatorRow>,
    money: MoneyTable,
    below_name: String,
    below: Vec<(String, String, String)>,
    ties: Vec<(&'static str, Vec<(String, String)>)>,
    assessments: Vec<Assessment>,
    remarks: Vec<Said>,
    record: String,
}

pub(crate) fn show(visit: &Visit, id: &RecordId, element: &Element) -> Result<Html<String>, PageError> {
    Ok(Html(view(visit, id, element).render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, element: &Element) -> Show {
    let plan = edition.find::<Plan>(&element.plan);
    let year = edition.year_shown(plan);
    let level = |depth| plan.map_or(String::new(), |it| it.level(depth).to_owned());
    Show {
        frame: frame(here, edition, id, element, plan),
        level: level(element.level),
        owners: crate::plan::owners(here, edition, &element.organisations),
        texts: element.sections.iter().map(|it| Prose::of(here, it)).collect(),
        caption: year.map_or(String::new(), |it| rows::caption(here.lang, it)),
        indicators: year.map_or(vec![], |year| indicators(here, edition, id, year)),
        money: crate::means::of(here, edition, id, year),
        below_name: level(element.level + 1),
        below: edition
            .below(id)
            .map(|(id, it)| (it.number.clone(), it.title.clone(), here.record("plan", id)))
            .collect(),
        ties: ties(here, edition, id),
        assessments: edition.evaluations(id).into_iter().map(|it| Assessment::of(here, it)).collect(),
        remarks: crate::said::about(here, edition, id),
        record: here.record("records", id),
    }
}

fn frame(here: &Here, edition: &Edition, id: &RecordId, element: &Element, plan: Option<&Plan>) -> Frame {
    let title = crate::difference::element(edition, element);
    let mut frame = Frame::new(here, edition, title, Part::Plan);
    if let Some(plan) = plan {
        frame = frame.via(plan.name.clone(), here.record("plan", &element.plan));
    }
    let path = edition.path(id);
    for (above, it) in path.iter().take(path.len().saturating_sub(1)) {
        frame = frame.via(format!("{} {}", it.number, it.title), here.record("plan", above));
    }
    frame
}

pub(crate) fn indicators(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    year: FiscalYear,
) -> Vec<IndicatorRow> {
    edition.indicators(id).map(|(id, it)| IndicatorRow::of(here, edition, id, it, year)).collect()
}

/// Ties to other trees, in words: what this serves, what serves it, what it continues.
fn ties(here: &Here, edition: &Edition, id: &RecordId) -> Vec<(&'static str, Vec<(String, String)>)> {
    let lang = here.lang;
    let named = |list: Vec<(&RecordId, &Element)>| {
        let name = |(id, it): (&RecordId, &Element)| {
            (crate::difference::element(edition, it), here.record("plan", id))
        };
        list.into_iter().map(name).collect::<Vec<_>>()
    };
    let mut related = edition.linked_from(id, LinkKind::Related);
    related.extend(edition.linked_to(id, LinkKind::Related));
    [
        (
            lang.say("重点プロジェクト", "Serves the priority project"),
            named(edition.linked_from(id, LinkKind::Serves)),
        ),
        (lang.say("支える施策・事業", "Served by"), named(edition.linked_to(id, LinkKind::Serves))),
        (
            lang.say("前の計画・年度から継続", "Continues"),
            named(edition.linked_from(id, LinkKind::Continues)),
        ),
        (lang.say("次の計画・年度へ継続", "Continued by"), named(edition.linked_to(id, LinkKind::Continues))),
        (lang.say("関連", "Related"), named(related)),
    ]
    .into_iter()
    .filter(|(_, list)| !list.is_empty())
    .collect()
}
