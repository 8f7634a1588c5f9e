//! `/{code}/plan/`: plans and their trees. An id below it is a plan or an element of one.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use plan::edition::Edition;
use plan::element::Element;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, RecordId};

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::visit::Visit;

mod tree;

#[derive(Template)]
#[template(path = "plan/index.html")]
struct Index {
    frame: Frame,
    /// Kind, and its plans: name, address, period, whose.
    groups: Vec<(&'static str, Vec<PlanRow>)>,
}

struct PlanRow {
    name: String,
    address: String,
    period: String,
    elements: usize,
}

/// `GET /{code}/plan/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("計画の一覧", "Plans"), Part::Plan);
    let kinds = [
        PlanKind::BasicConcept,
        PlanKind::BasicPlan,
        PlanKind::ImplementationPlan,
        PlanKind::PriorityProjects,
        PlanKind::ManagementStrategy,
        PlanKind::Other,
        PlanKind::Statement,
    ];
    let groups = kinds.into_iter().map(|kind| (here.lang.of_pair(kind.name()), rows(&here, &edition, kind)));
    let groups = groups.filter(|(_, rows)| !rows.is_empty()).collect();
    Ok(Html(Index { frame, groups }.render()?))
}

/// `GET /{code}/plan/{id}`: a plan, or an element of one.
pub(crate) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, PageError> {
    let id = RecordId::new(id);
    match visit.edition.get(&id).map(|record| &record.body) {
        Some(Body::Plan(plan)) if plan.kind == PlanKind::Statement => {
            Ok(crate::statement::of_plan(&visit, &id, plan)?.into_response())
        }
        Some(Body::Plan(plan)) => Ok(tree::show(&visit, &id, plan)?.into_response()),
        Some(Body::Element(element)) => Ok(crate::element::show(&visit, &id, element)?.into_response()),
        Some(_) => Err(PageError::not_found(visit.here.lang).on(&visit.here)),
        None => Err(visit.missing(&id)),
    }
}

fn rows(here: &Here, edition: &Edition, kind: PlanKind) -> Vec<PlanRow> {
    let plans = edition.all::<Plan>().filter(|(_, it)| it.kind == kind);
    let row = |(id, it): (&RecordId, &Plan)| PlanRow {
        name: it.name.clone(),
        address: here.record("plan", id),
        period: period(here.lang, edition, it),
        elements: edition.naming::<Element>(id).count(),
    };
    let mut rows: Vec<_> = plans.map(row).collect();
    if kind == PlanKind::Statement {
        rows.reverse(); // The newest year first.
    }
    rows
}

/// 「令和3年度～令和7年度（期間終了）」; of a plan that was only named with a date, that date.
pub(crate) fn period(lang: Lang, edition: &Edition, plan: &Plan) -> String {
    let ended = if edition.has_ended(plan) { lang.say("（期間終了）", " (ended)") } else { "" };
    format!("{}{ended}", years(lang, plan))
}

fn years(lang: Lang, plan: &Plan) -> String {
    let first = lang.short_year(plan.first_year);
    match plan.last_year {
        Some(last) if last == plan.first_year => first,
        Some(last) => format!("{first}{}{}", lang.say("～", " to "), lang.short_year(last)),
        None => match (plan.revised_on, plan.adopted_on) {
            (Some(date), _) => lang.say(format!("{}改定", date.japanese()), format!("revised {date}")),
            (None, Some(date)) => lang.say(format!("{}策定", date.japanese()), format!("adopted {date}")),
            (None, None) => format!("{first}{}", lang.say("から", " onwards")),
        },
    }
}

/// 担当組織: today's names, with addresses; their pages tell what they were called before.
pub(crate) fn owners(here: &Here, edition: &Edition, ids: &[RecordId]) -> Vec<(String, String)> {
    let owner = |id: &RecordId| {
        let name = edition
            .find::<Organisation>(id)
            .map_or_else(|| id.to_string(), |it| edition.called(it).to_owned());
        (name, here.record("departments", id))
    };
    ids.iter().map(owner).collect()
}
