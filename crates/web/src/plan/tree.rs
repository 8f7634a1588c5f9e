//! A plan as a page: what it says, how it fares, and its tree.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::tally::Tally;

use crate::chart::{Icicle, icicle_said, icicles};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::rows::Prose;
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;
use crate::works::{Kept, Work, Works};

#[derive(Template)]
#[template(path = "plan/show.html")]
struct Show {
    frame: Frame,
    name: String,
    kind: &'static str,
    period: String,
    lead: Vec<String>,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    /// The list of its indicators, and the table of its programs by year.
    ways: Vec<(&'static str, String)>,
    texts: Vec<Prose>,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
    dates: Vec<(&'static str, String)>,
    /// 重点プロジェクト by which the tree can be narrowed.
    projects: Vec<Project>,
    icicles: Vec<Icicle>,
    /// What the icicle shows, in one sentence.
    icicle_said: String,
    tree: Vec<Work>,
    /// Whether the second level shows without a click: where there is little to see.
    open: bool,
    pager: Pager,
}

/// A priority project that something in the plan serves.
struct Project {
    name: String,
    address: String,
    chosen: bool,
}

/// Rows of the top level on one page.
const LISTED: usize = 100;
/// As many branches are shown open.
const FEW: usize = 4;
/// Rows of a tree on one page: more would make it larger than 100 KB. Deeper levels are then on the pages of what is above.
const ROWS: usize = 200;

/// `GET /{code}/plan/{id}` of a plan.
pub(super) fn show(visit: &Visit, id: &RecordId, plan: &Plan) -> Result<Html<String>, PageError> {
    let here = visit.here.clone().keeping(known::PLAN);
    Ok(Html(view(&here, &visit.edition, id, plan)?.render()?))
}

fn view(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan) -> Result<Show, PageError> {
    let lang = here.lang;
    let (kept, chosen) = kept(here, edition)?;
    let all: Vec<_> = edition.top(id).filter(|(id, _)| kept.has(id)).collect();
    let (pager, part) = Pager::of(here, all.len(), LISTED)?;
    let year = edition.year_shown(Some(plan));
    let works = Works::of(here, edition, year);
    let down_to = deepest(edition, id, &kept);
    let tree: Vec<Work> = all[part].iter().map(|(id, it)| works.tree(id, it, down_to, &kept)).collect();
    let tally = works.tally(id);
    let title = chosen.map_or(plan.name.clone(), |project| format!("{}：{project}", plan.name));
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&title), Part::Plan)
            .via(lang.say("計画の一覧", "Plans"), here.to("/plan/")),
        name: plan.name.clone(),
        kind: lang.of_pair(plan.kind.name()),
        period: super::period(lang, edition, plan),
        lead: lead(lang, edition, (id, plan), year, &tally),
        bar: tally::bar(&tally),
        legend: tally::legend(lang, &tally),
        ways: ways(here, id, &tally),
        dates: dates(lang, plan),
        texts: plan.sections.iter().map(|it| Prose::of(here, it)).collect(),
        errata: crate::erratum::of(here, edition, id),
        projects: projects(here, edition, id),
        icicles: icicles(&tree),
        icicle_said: year.map_or(String::new(), |year| icicle_said(lang, year, &tree)),
        open: here.one("priority").is_some() || all.len() <= FEW,
        tree,
        pager,
    })
}

/// What the address leaves of the tree, and the name of the project that it asks for.
fn kept<'a>(here: &'a Here, edition: &'a Edition) -> Result<(Kept<'a>, Option<String>), PageError> {
    let Some(asked) = here.one("priority") else { return Ok((Kept::All, None)) };
    let projects = edition.priority_projects();
    if let Some((id, it)) = projects.iter().find(|(id, _)| id.as_str() == asked) {
        return Ok((Kept::Only(edition.branches_serving(id)), Some(it.title.clone())));
    }
    let known: Vec<String> = projects.iter().map(|(id, _)| id.to_string()).collect();
    let name = here.lang.say("重点プロジェクト", "Priority project");
    Err(PageError::bad_answer(here, ("priority", name), asked, &known))
}

/// The deepest level that the page has room for.
fn deepest(edition: &Edition, id: &RecordId, kept: &Kept<'_>) -> u8 {
    let mut rows = 0;
    for level in 0..u8::MAX {
        let count = edition.on_level(id, level).filter(|(id, _)| kept.has(id)).count();
        rows += count;
        if count == 0 || rows > ROWS {
            return level.saturating_sub(1);
        }
    }
    u8::MAX
}

/// Of what the plan consists, and how it fared.
fn lead(
    lang: Lang,
    edition: &Edition,
    (id, plan): (&RecordId, &Plan),
    year: Option<FiscalYear>,
    tally: &Tally,
) -> Vec<String> {
    let levels = plan.levels.iter().enumerate().filter_map(|(at, name)| {
        let count = edition.on_level(id, u8::try_from(at).ok()?).count();
        (count > 0).then(|| lang.say(format!("{name}{count}件"), format!("{count} {name}")))
    });
    let levels: Vec<String> = levels.collect();
    let mut said = Vec::new();
    if !levels.is_empty() {
        let list = levels.join(lang.say("、", ", "));
        said.push(lang.say(format!("{list}からなる計画です。"), format!("The plan consists of {list}.")));
    }
    if let Some(year) = year.filter(|_| tally.all() > 0) {
        said.push(tally::fared(lang, year, ("指標", "indicators"), tally));
    }
    said
}

fn ways(here: &Here, id: &RecordId, tally: &Tally) -> Vec<(&'static str, String)> {
    if tally.all() == 0 {
        return vec![];
    }
    let lang = here.lang;
    vec![
        (
            lang.say("この計画の指標の一覧", "Its indicators"),
            here.to_with("/indicators/", &[("plan", id.as_str())]),
        ),
        (lang.say("年度ごとの達成状況の表", "Year by year"), here.record("matrix", id)),
    ]
}

fn dates(lang: Lang, plan: &Plan) -> Vec<(&'static str, String)> {
    let dates =
        [(lang.say("策定", "adopted"), plan.adopted_on), (lang.say("改定", "revised"), plan.revised_on)];
    let said = |(name, date): (&'static str, Option<plan::date::PartialDate>)| {
        Some((name, lang.say(date?.japanese(), date?.to_string())))
    };
    dates.into_iter().filter_map(said).collect()
}

/// The projects that something in this plan serves, as chips.
fn projects(here: &Here, edition: &Edition, plan: &RecordId) -> Vec<Project> {
    let serves = |id: &RecordId| {
        edition
            .carriers(id)
            .iter()
            .flat_map(|it| &it.elements)
            .any(|(_, it): &(_, &Element)| it.plan == *plan)
    };
    let chosen = here.one("priority");
    let chip = |(id, it): (&RecordId, &Element)| {
        let chosen = chosen == Some(id.as_str());
        (chosen || serves(id)).then(|| Project {
            name: it.title.clone(),
            address: here.with("priority", (!chosen).then_some(id.as_str())),
            chosen,
        })
    };
    edition.priority_projects().into_iter().filter_map(chip).collect()
}
