//! 運営方針: one organisation, one year, as a sheet with the fields of the form.

use std::collections::BTreeSet;

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::{Element, Meaning, Section};
use plan::evaluation::EvaluationKind;
use plan::fiscal_year::FiscalYear;
use plan::plan::Plan;
use plan::record::RecordId;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::means::ThreeYearsRow;
use crate::rows::{Assessment, IndicatorRow, Prose};
use crate::said::Said;
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;

pub(crate) mod changes;

#[derive(Template)]
#[template(path = "statement/show.html")]
struct Show {
    frame: Frame,
    organisation: Option<(String, String)>,
    head: Option<String>,
    year: String,
    /// 「令和7年度は11件中7件が目標を達成し、4件が届きませんでした。」
    sentence: String,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    /// Where it is compared with last year's.
    changes: Option<String>,
    texts: Vec<Prose>,
    issue_name: String,
    issues: Vec<Issue>,
    own: Vec<Assessment>,
    future: Vec<String>,
    /// Words where nothing was written yet: the form keeps its fields.
    remarks: Vec<Said>,
    /// As what it was published, as it stands; none before anything was.
    published: Option<String>,
    /// 正誤 of the statement, its works and their indicators.
    errata: Vec<crate::erratum::Erratum>,
    others: Vec<(String, String)>,
    record: String,
}

/// 経営課題 on the sheet.
struct Issue {
    number: String,
    title: String,
    address: String,
    /// 前々年度決算, 前年度予算, 当年度予算.
    money: Option<ThreeYearsRow>,
    texts: Vec<Prose>,
    caption: String,
    indicators: Vec<IndicatorRow>,
}

/// The sheet of a statement.
pub(crate) fn of_plan(visit: &Visit, id: &RecordId, plan: &Plan) -> Result<Html<String>, PageError> {
    Ok(Html(view(visit, id, plan).render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, plan: &Plan) -> Show {
    let lang = here.lang;
    let year = plan.first_year;
    let organisation = plan
        .organisation
        .as_ref()
        .map(|id| (edition.organisation_name(id, year).to_owned(), here.record("departments", id)));
    let mut frame = Frame::new(here, edition, plan.name.clone(), Part::Departments)
        .via(lang.say("組織の一覧", "Departments"), here.to("/departments/"));
    if let Some((name, address)) = &organisation {
        frame = frame.via(name.clone(), address.clone());
    }
    let evaluations = edition.evaluations(id);
    let tally = edition.tally_of_plan(id, year);
    Show {
        frame,
        organisation,
        head: plan.head.clone(),
        year: lang.short_year(year),
        sentence: summary(here, edition, id, plan),
        bar: tally::bar(&tally),
        legend: tally::legend(lang, &tally),
        changes: changes::address(here, edition, id, plan),
        texts: plan.sections.iter().map(|it| Prose::of(here, it)).collect(),
        issue_name: plan.level(0).to_owned(),
        issues: edition.top(id).map(|(id, it)| issue(here, edition, id, it, year)).collect(),
        own: evaluations
            .iter()
            .map(|it| Assessment::of(here, it))
            .map(|it| if it.is_own { Assessment { future: vec![], ..it } } else { it })
            .collect(),
        future: evaluations
            .iter()
            .find(|it| it.kind == EvaluationKind::OwnAssessment)
            .map_or(vec![], |it| it.future.clone()),
        remarks: remarks(here, edition, id),
        published: edition.stage_of(id).map(|it| crate::left_open::said(here, it)),
        errata: crate::erratum::of_all(here, edition, parts(edition, id)),
        others: others(here, edition, id, plan),
        record: here.record("records", id),
    }
}

/// 「令和7年度は11件中7件が目標を達成し、4件が届きませんでした。」
fn summary(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan) -> String {
    let tally = edition.tally_of_plan(id, plan.first_year);
    crate::yearbook::summary(here.lang, &here.lang.short_year(plan.first_year), &tally)
}

/// The statement, its works, and the indicators of these.
fn parts<'a>(edition: &'a Edition, id: &'a RecordId) -> BTreeSet<&'a RecordId> {
    let works = || edition.naming::<Element>(id).map(|(id, _)| id);
    let indicators = works().flat_map(|id| edition.indicators(id)).map(|(id, _)| id);
    std::iter::once(id).chain(works()).chain(indicators).collect()
}

/// 意見と対応 on the statement and on each of its works, the unanswered first.
fn remarks(here: &Here, edition: &Edition, id: &RecordId) -> Vec<Said> {
    let works = edition.naming::<Element>(id).map(|(id, _)| id);
    let mut all: Vec<_> = std::iter::once(id).chain(works).flat_map(|id| edition.follow_ups_of(id)).collect();
    all.sort_by_key(|it| it.response.is_some());
    all.iter().map(|it| Said::of(here, edition, it)).collect()
}

fn issue(here: &Here, edition: &Edition, id: &RecordId, element: &Element, year: FiscalYear) -> Issue {
    let shown = |meaning| {
        matches!(
            meaning,
            Meaning::Problem | Meaning::Strategy | Meaning::Aim | Meaning::Action | Meaning::Other
        )
    };
    Issue {
        number: element.number.clone(),
        title: element.title.clone(),
        address: here.record("plan", id),
        money: crate::means::three_years(here, edition, id, year),
        texts: element.sections.iter().filter(|it| shown(it.meaning)).map(|it| on_form(here, it)).collect(),
        caption: format!(
            "{}（{}）",
            here.lang.say("アウトカム指標と達成状況", "Outcome indicators and results"),
            element.number
        ),
        indicators: crate::element::indicators(here, edition, id, year),
    }
}

/// A text of an issue under the heading of the form, where the document's own heading is not known.
fn on_form(here: &Here, section: &Section) -> Prose {
    let prose = Prose::of(here, section);
    match (section.meaning, section.heading.is_empty()) {
        (Meaning::Problem, true) => {
            Prose { heading: here.lang.say("課題認識", "Problems").to_owned(), ..prose }
        }
        _ => prose,
    }
}

/// Statements of other years of the same organisation.
fn others(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan) -> Vec<(String, String)> {
    let Some(organisation) = edition.owner(plan) else { return vec![] };
    let statements = edition.statements(organisation).into_iter().filter(|(it, _)| *it != id);
    statements.map(|(id, it)| (here.lang.short_year(it.first_year), here.record("plan", id))).collect()
}
