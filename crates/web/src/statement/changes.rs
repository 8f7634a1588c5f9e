//! `/{code}/plan/{id}/changes`: a statement beside last year's of the same organisation: texts, targets and what became of them, money.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;
use plan::round::Thread;

use crate::badge::Badge;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::pdca::Block;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "statement/changes.html")]
struct Show {
    frame: Frame,
    this: (String, String),
    last: Option<(String, String)>,
    summaries: Vec<String>,
    caption: String,
    heads: (String, String),
    rows: Vec<Row>,
    blocks: Vec<Block>,
}

/// One indicator over the two years.
struct Row {
    name: String,
    address: String,
    /// Last year's target, result and verdict; this year's target and result.
    target_before: String,
    actual_before: String,
    badge: Badge,
    target: String,
    actual: String,
}

/// `GET /{code}/plan/{id}/changes`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let plan = visit.find::<Plan>(&id)?;
    if plan.kind != PlanKind::Statement {
        return Err(PageError::not_found(visit.here.lang).on(&visit.here));
    }
    Ok(Html(view(&visit, &id, plan).render()?))
}

/// Where a statement is compared with last year's; none where there is no statement to compare it with.
pub(super) fn address(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan) -> Option<String> {
    last(edition, plan).map(|_| here.record("plan", &RecordId::new(format!("{id}/changes"))))
}

fn last<'a>(edition: &'a Edition, plan: &'a Plan) -> Option<(&'a RecordId, &'a Plan)> {
    let statements = edition.statements(edition.owner(plan)?);
    statements.into_iter().find(|(_, it)| it.first_year == plan.first_year.previous())
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, plan: &Plan) -> Show {
    let (lang, year) = (here.lang, plan.first_year);
    let last = last(edition, plan);
    let threads = edition.round_of(id);
    let title =
        lang.say(format!("{}：前年度との違い", plan.name), format!("{}: against last year", plan.name));
    let link = |(id, it): (&RecordId, &Plan)| (it.name.clone(), here.record("plan", id));
    let summaries = last.into_iter().chain([(id, plan)]).map(|it| super::summary(here, edition, it.0, it.1));
    Show {
        frame: Frame::new(here, edition, title, Part::Departments)
            .via(lang.say("組織の一覧", "Departments"), here.to("/departments/"))
            .via(plan.name.clone(), here.record("plan", id)),
        this: link((id, plan)),
        last: last.map(link),
        summaries: summaries.collect(),
        caption: lang.say("指標の目標と実績", "Targets and results").to_owned(),
        heads: (lang.short_year(year.previous()), lang.short_year(year)),
        rows: rows(here, edition, &threads, year),
        blocks: threads
            .iter()
            .filter(|it| it.says_something())
            .map(|it| Block::of(here, edition, it, year))
            .collect(),
    }
}

/// The indicators of both years' works, each once, in the order of this year's sheet.
fn rows(here: &Here, edition: &Edition, threads: &[Thread<'_>], year: FiscalYear) -> Vec<Row> {
    let works = threads.iter().flat_map(Thread::ids);
    let mut seen = std::collections::HashSet::new();
    let all = works.flat_map(|id| edition.indicators(id)).filter(|(id, _)| seen.insert(*id));
    all.map(|(id, it)| row(here, edition, id, it, year)).collect()
}

fn row(here: &Here, edition: &Edition, id: &RecordId, it: &Indicator, year: FiscalYear) -> Row {
    let (lang, last) = (here.lang, year.previous());
    let target = |year| edition.target(id, year).map_or("―".to_owned(), plan::target::Target::said);
    let actual = |year| words::actual(lang, edition.actual(id, year), &it.unit);
    Row {
        name: it.name.clone(),
        address: here.record("indicators", id),
        target_before: target(last),
        actual_before: actual(last),
        badge: Badge::of(lang, &edition.judge(id, it, last)),
        target: target(year),
        actual: actual(year),
    }
}
