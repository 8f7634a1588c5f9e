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
use crate::rows::Prose;
use crate::visit::Visit;

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

#[derive(Template)]
#[template(path = "plan/show.html")]
struct Show {
    frame: Frame,
    kind: &'static str,
    period: String,
    levels: String,
    dates: Vec<(&'static str, String)>,
    texts: Vec<Prose>,
    tree: Vec<Branch>,
    counts: Vec<(String, usize)>,
}

/// One element of a tree with what hangs below it.
pub(crate) struct Branch {
    pub(crate) level: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) indicators: usize,
    /// The upper two levels show what is below them without a click.
    pub(crate) open: bool,
    pub(crate) below: Vec<Branch>,
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
        Some(Body::Plan(plan)) => Ok(Html(view(&visit, &id, plan).render()?).into_response()),
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
        period: period(here.lang, it),
        elements: edition.naming::<Element>(id).count(),
    };
    let mut rows: Vec<_> = plans.map(row).collect();
    if kind == PlanKind::Statement {
        rows.reverse(); // The newest year first.
    }
    rows
}

/// 「令和3年度～令和7年度」; of a plan that was only named with a date, that date.
pub(crate) fn period(lang: Lang, plan: &Plan) -> String {
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

fn view(Visit { edition, here }: &Visit, id: &RecordId, plan: &Plan) -> Show {
    let lang = here.lang;
    let frame = Frame::new(here, edition, plan.name.clone(), Part::Plan)
        .via(lang.say("計画の一覧", "Plans"), here.to("/plan/"));
    let dates =
        [(lang.say("策定", "adopted"), plan.adopted_on), (lang.say("改定", "revised"), plan.revised_on)];
    let elements = || edition.naming::<Element>(id).map(|(_, it)| it);
    let counts = plan.levels.iter().enumerate();
    let counts = counts
        .map(|(depth, name)| (name.clone(), elements().filter(|it| usize::from(it.level) == depth).count()));
    Show {
        frame,
        kind: lang.of_pair(plan.kind.name()),
        period: period(lang, plan),
        levels: plan.levels.join(" → "),
        dates: dates
            .into_iter()
            .filter_map(|(name, date)| Some((name, lang.say(date?.japanese(), date?.to_string()))))
            .collect(),
        texts: plan.sections.iter().map(|it| Prose::of(here, it)).collect(),
        tree: edition.top(id).map(|(id, it)| branch(here, edition, plan, id, it)).collect(),
        counts: counts.filter(|(_, count)| *count > 0).collect(),
    }
}

fn branch(here: &Here, edition: &Edition, plan: &Plan, id: &RecordId, element: &Element) -> Branch {
    Branch {
        level: plan.level(element.level).to_owned(),
        number: element.number.clone(),
        title: element.title.clone(),
        address: here.record("plan", id),
        indicators: edition.indicators(id).count(),
        open: element.level == 0,
        below: edition.below(id).map(|(id, it)| branch(here, edition, plan, id, it)).collect(),
    }
}

impl Branch {
    /// This branch and all below as nested HTML: askama has no recursive templates.
    fn html(&self, lang: Lang) -> Result<String, askama::Error> {
        BranchView { it: self, lang }.render()
    }
}

#[derive(Template)]
#[template(path = "plan/branch.html")]
struct BranchView<'a> {
    it: &'a Branch,
    lang: Lang,
}

/// 担当組織: today's names, with addresses; their pages tell what they were called before.
pub(crate) fn owners(here: &Here, edition: &Edition, ids: &[RecordId]) -> Vec<(String, String)> {
    let owner = |id: &RecordId| {
        let name = edition.find::<Organisation>(id).map_or_else(|| id.to_string(), |it| it.name().to_owned());
        (name, here.record("departments", id))
    };
    ids.iter().map(owner).collect()
}
