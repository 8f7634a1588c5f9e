//! An element of a plan: 政策, 施策, 事業, 経営課題. Its address is `/{code}/plan/{id}`.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::link::LinkKind;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::tally::Tally;

use crate::chain::ChainView;
use crate::chart::{Multiple, multiples, multiples_said};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::means::MoneyTable;
use crate::pager::Pager;
use crate::rows::{self, IndicatorRow};
use crate::said::Said;
use crate::tally::StandingMark;
use crate::visit::Visit;
use crate::works::{Kept, Work, Works};

mod story;
mod verdict;

use story::Story;
use verdict::Verdict;

#[derive(Template)]
#[template(path = "element/show.html")]
struct Show {
    frame: Frame,
    name: String,
    level: String,
    left_open: Vec<crate::left_open::LeftOpen>,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
    owners: Vec<(String, String)>,
    handed: Vec<String>,
    topics: Vec<(String, String)>,
    mark: StandingMark,
    said: String,
    /// 要素の判定, where the municipality has a rule for it.
    verdict: Option<Verdict>,
    story: Story,
    multiples: Vec<Multiple>,
    /// What the small charts show, in one sentence.
    multiples_said: String,
    caption: String,
    indicators: Vec<IndicatorRow>,
    /// How many there are, and the list of them all, where the page does not hold them.
    all_indicators: Option<(usize, String)>,
    chain: Option<ChainView>,
    money: MoneyTable,
    below_name: String,
    below: Vec<Work>,
    pager: Pager,
    ties: Vec<(&'static str, Vec<(String, String)>)>,
    remarks: Vec<Said>,
    opinions: Vec<crate::comment::Changed>,
    record: String,
}

/// Indicators of an element and all below it that its page lists itself.
const MEASURED: usize = 30;
/// Elements right below that one part of the page lists.
const LISTED: usize = 100;

pub(crate) fn show(visit: &Visit, id: &RecordId, element: &Element) -> Result<Html<String>, PageError> {
    Ok(Html(view(visit, id, element)?.render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, element: &Element) -> Result<Show, PageError> {
    let lang = here.lang;
    let plan = edition.find::<Plan>(&element.plan);
    let year = edition.year_shown(plan);
    let level = |depth| plan.map_or("", |it| it.level(depth)).to_owned();
    let works = Works::of(here, edition, year);
    let below: Vec<_> = edition.below(id).collect();
    let (pager, part) = Pager::of(here, below.len(), LISTED)?;
    let row = |(id, it): &(&RecordId, &Element)| works.tree(id, it, it.level, &Kept::All);
    let frame = frame(here, edition, id, element, plan);
    let measured = edition.indicators_within(id);
    let charts = year.map_or(vec![], |year| multiples(here, edition, measured.iter().copied(), year));
    Ok(Show {
        name: frame.title.clone(),
        frame: Frame { title: pager.titled(&frame.title), ..frame },
        level: level(element.level),
        owners: crate::plan::owners(here, edition, edition.owners(element)),
        handed: handed(here, edition, element),
        topics: element.topics.iter().map(|it| (it.clone(), crate::topic::address(here, it))).collect(),
        mark: works.row(id, element).mark,
        said: said(lang, year, &works.tally(id)),
        verdict: year.and_then(|year| verdict::of(here, edition, id, year)),
        errata: crate::erratum::of(here, edition, id),
        left_open: crate::left_open::of(here, edition, id),
        story: Story::of(here, edition, id, element),
        multiples_said: year
            .map_or(String::new(), |year| multiples_said(lang, year, &charts, measured.len())),
        multiples: charts,
        caption: year.map_or(String::new(), |it| rows::caption(lang, it)),
        all_indicators: (measured.len() > MEASURED)
            .then(|| (measured.len(), here.to_with("/indicators/", &[("plan", id.as_str())]))),
        indicators: year.map_or(vec![], |year| {
            measured
                .iter()
                .take(MEASURED)
                .map(|(id, it)| IndicatorRow::of(here, edition, id, it, year))
                .collect()
        }),
        chain: year.and_then(|year| ChainView::of(here, edition, &edition.logic_model(id, element, year))),
        money: crate::means::of(here, edition, id, year),
        below_name: level(element.level + 1),
        below: below[part].iter().map(row).collect(),
        pager,
        ties: ties(here, edition, id),
        remarks: crate::said::about(here, edition, id),
        opinions: crate::comment::changed_by(here, edition, id),
        record: here.record("records", id),
    })
}

/// 引継ぎ: since when it is whose, from whom, and why; also of a day to come.
fn handed(here: &Here, edition: &Edition, element: &Element) -> Vec<String> {
    let lang = here.lang;
    let names = |ids: &[RecordId], day| {
        let name = |id: &RecordId| {
            let found = edition.find::<plan::organisation::Organisation>(id);
            found.map_or_else(|| id.to_string(), |it| it.name_on(day).to_owned())
        };
        ids.iter().map(name).collect::<Vec<_>>().join(lang.say("、", ", "))
    };
    let one = |it: &plan::handover::Handover| {
        let before = names(&it.from, it.on.yesterday().unwrap_or(it.on));
        let (now, day) = (names(element.organisations_on(it.on), it.on), lang.date(it.on));
        let note = if it.note.is_empty() {
            String::new()
        } else {
            lang.say(format!("（{}）", it.note), format!(" ({})", it.note))
        };
        lang.say(
            format!("{day}から{now}が担当（それまで{before}）{note}"),
            format!("From {day}: {now}; before: {before}{note}"),
        )
    };
    element.handed_over.iter().map(one).collect()
}

/// How the year went, in one sentence; empty where nothing has a target.
fn said(lang: Lang, year: Option<FiscalYear>, tally: &Tally) -> String {
    let Some(year) = year.filter(|_| tally.all() > 0) else { return String::new() };
    crate::tally::fared(lang, year, ("指標", "indicators"), tally)
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
