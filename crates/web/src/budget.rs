//! `/{code}/budget/`: money by goal and by department, year by year; in the order of the plan, never ranked by money.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::amount::{Amount, AmountKind};
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;

use crate::choice;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::means::{Figures, ShareLine};
use crate::pager::Pager;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "budget/index.html")]
struct Index {
    frame: Frame,
    /// Years with their addresses, newest first.
    years: Vec<(String, String)>,
    plans: Vec<PlanYears>,
}

/// One plan over the years.
struct PlanYears {
    name: String,
    address: String,
    rows: Vec<(String, String, Figures)>,
}

#[derive(Template)]
#[template(path = "budget/show.html")]
struct Show {
    frame: Frame,
    year: String,
    neighbours: Vec<(String, String)>,
    sentence: String,
    /// Which plan is shown, and the others that speak of money in this year.
    plans: Vec<(String, String, bool)>,
    caption: String,
    rows: Vec<GoalRow>,
    pager: Pager,
    notes: Vec<String>,
    departments: Vec<(String, String, Figures)>,
    shares: Vec<(String, String, ShareLine)>,
    silent: Vec<(String, String)>,
}

/// One element with all that lies below it.
struct GoalRow {
    /// How deep it stands in the tree: the indentation.
    depth: u8,
    level: String,
    name: String,
    address: String,
    figures: Figures,
    /// Whether its own amount speaks for all below it.
    is_own: bool,
}

/// Rows of one part of the tree.
const LISTED: usize = 150;
/// How many elements without an amount are named.
const NAMED: usize = 60;

/// `GET /{code}/budget/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let frame = Frame::new(&here, &edition, lang.say("予算と決算", "Budget and settlement"), Part::Budget);
    let years = edition.years_of_money();
    let whole = edition.all::<Plan>().filter(|(_, it)| it.kind != PlanKind::Statement);
    let plans = whole.map(|(id, it)| over_years(&here, &edition, id, it, &years));
    let plans = plans.filter(|it| !it.rows.is_empty()).collect();
    let years = years.into_iter().map(|it| (lang.short_year(it), address(&here, it, None))).collect();
    Ok(Html(Index { frame, years, plans }.render()?))
}

fn over_years(here: &Here, edition: &Edition, id: &RecordId, plan: &Plan, years: &[FiscalYear]) -> PlanYears {
    let purses = years.iter().map(|year| (*year, edition.purse(id, *year)));
    let row = |(year, purse)| {
        (here.lang.short_year(year), address(here, year, Some(id.as_str())), Figures::of(here.lang, &purse))
    };
    PlanYears {
        name: plan.name.clone(),
        address: here.record("plan", id),
        rows: purses.filter(|(_, it)| it.says_something()).map(row).collect(),
    }
}

/// The page of a year, and of a plan where it is not the usual one.
fn address(here: &Here, year: FiscalYear, plan: Option<&str>) -> String {
    let asked = plan.map(|id| [("plan", id)]);
    here.to_with(&format!("/budget/{}", year.year()), asked.as_ref().map_or(&[], |it| it.as_slice()))
}

/// `GET /{code}/budget/{year}?plan=…`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::BUDGET);
    let year = choice::year_in_path(&here, &year)?;
    let plans = edition.plans_with_money(year);
    if plans.is_empty() && !edition.years_of_money().contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    let find = |id: &str| plans.iter().copied().find(|(it, _)| it.as_str() == id);
    let usual = plans.iter().copied().min_by_key(|it| it.1.kind);
    let chosen = choice::asked(&here, "plan", find)?.or(usual);
    let here = here.without_usual("plan", usual.map_or("", |it| it.0.as_str()));
    Ok(Html(view(&here, &edition, year, &plans, chosen)?.render()?))
}

fn view(
    here: &Here,
    edition: &Edition,
    year: FiscalYear,
    plans: &[(&RecordId, &Plan)],
    chosen: Option<(&RecordId, &Plan)>,
) -> Result<Show, PageError> {
    let lang = here.lang;
    let nodes = chosen.map_or(vec![], |(id, _)| nodes(edition, id));
    let (pager, part) = Pager::of(here, nodes.len(), LISTED)?;
    let name = chosen.map_or(String::new(), |(_, it)| format!("：{}", it.name));
    let title = lang.say(
        format!("{}の予算と決算{name}", lang.short_year(year)),
        format!("Budget and settlement of {}{name}", lang.short_year(year)),
    );
    let root = chosen.map(|(id, _)| id);
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&title), Part::Budget)
            .via(lang.say("予算と決算", "Budget and settlement"), here.to("/budget/")),
        year: lang.year(year),
        neighbours: neighbours(here, edition, year),
        sentence: root.map_or(String::new(), |id| sentence(here, edition, id, year)),
        plans: plans.iter().map(|it| link(here, *it, chosen)).collect(),
        caption: lang.say("目標ごとの金額（下の段を含む）", "Money by goal, with all below it").to_owned(),
        rows: nodes[part].iter().map(|it| goal(here, edition, it, year)).collect(),
        pager,
        notes: root.map_or(vec![], |id| crate::means::uncovered(lang, edition, id, year)),
        departments: root.map_or(vec![], |id| departments(here, edition, id, year)),
        shares: root.map_or(vec![], |id| shares(here, edition, id, year)),
        silent: root.map_or(vec![], |id| silent(here, edition, id, year)),
    })
}

fn link(
    here: &Here,
    (id, it): (&RecordId, &Plan),
    chosen: Option<(&RecordId, &Plan)>,
) -> (String, String, bool) {
    let is_chosen = chosen.is_some_and(|(chosen, _)| chosen == id);
    (it.name.clone(), here.with("plan", Some(id.as_str())), is_chosen)
}

/// The years before and after of which money is said, of the same plan where it has any.
fn neighbours(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String)> {
    let has = |year, plan: &str| edition.plans_with_money(year).iter().any(|(id, _)| id.as_str() == plan);
    let others = edition.years_of_money().into_iter().filter(|it| *it != year);
    let link =
        |it| (here.lang.short_year(it), address(here, it, here.one("plan").filter(|plan| has(it, plan))));
    others.map(link).collect()
}

/// 「令和7年度の予算現額は…、決算は…（執行率97.3%）です。」
fn sentence(here: &Here, edition: &Edition, root: &RecordId, year: FiscalYear) -> String {
    let lang = here.lang;
    let purse = edition.purse(root, year);
    let figures = Figures::of(lang, &purse);
    let year = lang.short_year(year);
    let mut said = match purse.budget() {
        Some(_) => lang.say(
            format!("{year}の予算現額は{}です。", figures.budget),
            format!("The budget of {year} is {}. ", figures.budget),
        ),
        None => lang.say("当初予算の記載はありません。", "No initial budget is stated. ").to_owned(),
    };
    if purse.spent().is_some() {
        said += &lang.say(format!("決算は{}", figures.settled), format!("{} was spent", figures.settled));
        if purse.execution().is_ok() {
            said += &lang
                .say(format!("で、執行率は{}", figures.execution), format!(", {} of it", figures.execution));
        }
        said += lang.say("です。", ".");
    } else {
        said += lang.say("決算はまだありません。", "It is not settled yet.");
    }
    said
}

/// The tree from the top, in its own order.
fn nodes<'a>(edition: &'a Edition, root: &RecordId) -> Vec<(&'a RecordId, &'a Element)> {
    fn walk<'a>(
        edition: &'a Edition,
        id: &'a RecordId,
        it: &'a Element,
        all: &mut Vec<(&'a RecordId, &'a Element)>,
    ) {
        all.push((id, it));
        for (id, it) in edition.below(id) {
            walk(edition, id, it, all);
        }
    }
    let mut all = Vec::new();
    for (id, it) in edition.top(root) {
        walk(edition, id, it, &mut all);
    }
    all
}

fn goal(here: &Here, edition: &Edition, (id, it): &(&RecordId, &Element), year: FiscalYear) -> GoalRow {
    let plan = edition.find::<Plan>(&it.plan);
    let kinds = [AmountKind::Initial, AmountKind::Settled];
    GoalRow {
        depth: it.level.min(4),
        level: plan.map_or(String::new(), |plan| plan.level(it.level).to_owned()),
        name: format!("{} {}", it.number, it.title).trim().to_owned(),
        address: here.record("plan", id),
        figures: crate::means::figures(here.lang, edition, id, year),
        is_own: kinds.iter().any(|kind| edition.amount(id, year, *kind).is_some())
            && edition.below(id).next().is_some(),
    }
}

/// 部ごとの金額, in the order of the departments; together they are the plan.
fn departments(
    here: &Here,
    edition: &Edition,
    root: &RecordId,
    year: FiscalYear,
) -> Vec<(String, String, Figures)> {
    let purses = edition.by_department(root, year);
    let order = |id: &Option<&RecordId>| {
        let found = id.and_then(|id| edition.find::<Organisation>(id));
        (found.is_none(), found.map_or(0, |it| it.order))
    };
    let mut rows: Vec<_> = purses.into_iter().collect();
    rows.sort_by_key(|(id, _)| order(id));
    let name = |id: Option<&RecordId>| match id {
        Some(id) => (edition.organisation_name(id, year).to_owned(), here.record("departments", id)),
        None => (here.lang.say("担当の記載なし", "nobody named").to_owned(), String::new()),
    };
    let row = |(id, purse)| {
        let (name, address) = name(id);
        (name, address, Figures::of(here.lang, &purse))
    };
    rows.into_iter().map(row).collect()
}

/// 按分 of the year that touches the plan: whose money, and each share of it.
fn shares(
    here: &Here,
    edition: &Edition,
    root: &RecordId,
    year: FiscalYear,
) -> Vec<(String, String, ShareLine)> {
    let shared = edition.all::<Amount>().map(|(_, it)| it);
    let shared = shared.filter(|it| it.fiscal_year == year && !it.shares.is_empty());
    let touches = |it: &&Amount| {
        edition.is_within(&it.element, root)
            || it.shares.iter().any(|to| edition.is_within(&to.element, root))
    };
    let mut lines = Vec::new();
    for amount in shared.filter(touches) {
        let from = (crate::difference::title(edition, &amount.element), here.record("plan", &amount.element));
        let given = crate::means::given(here, edition, amount);
        lines.extend(given.into_iter().map(|it| (from.0.clone(), from.1.clone(), it)));
    }
    lines
}

/// The elements of which no amount is said, neither a budget nor a settlement.
fn silent(here: &Here, edition: &Edition, root: &RecordId, year: FiscalYear) -> Vec<(String, String)> {
    let of = |kind| edition.roll_up(root, year, kind).silent;
    let settled = of(AmountKind::Settled);
    let silent = of(AmountKind::Initial).into_iter().filter(|id| settled.contains(id)).take(NAMED);
    silent.map(|id| (crate::difference::title(edition, id), here.record("plan", id))).collect()
}
