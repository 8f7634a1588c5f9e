//! `/{code}/`: the municipality in three sentences, with ways in.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::rating::Outcome;
use plan::record::RecordId;
use plan::selection::{Candidate, Filter, Selection};
use plan::tally::Tally;

use crate::change::ChangeRow;
use crate::doubt::{self, Doubted};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::rows::IndicatorRow;
use crate::site::Site;
use crate::tally::{self, Count, Stretch};
use crate::topic::Card;
use crate::visit::Visit;

mod ways;

use ways::Way;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    frame: Frame,
    year: String,
    sentences: Vec<String>,
    /// 募集中の意見募集.
    rounds: Vec<crate::comment::Row>,
    /// 達成とも未達とも言えない: of all verdicts, and of the missed ones.
    doubt: Option<Doubted>,
    missed_doubt: Option<Doubted>,
    bar: Vec<Stretch>,
    /// Counts with the list of those that are counted.
    legend: Vec<(Count, String)>,
    programs: Option<Programs>,
    ways: Vec<Way>,
    better: Vec<ChangeRow>,
    worse: Vec<ChangeRow>,
    cards: Vec<Card>,
    missed: Vec<IndicatorRow>,
    missed_all: usize,
    missed_address: String,
    plans: Vec<(String, String, String)>,
    departments: Vec<Department>,
    latest: Vec<(String, String, String)>,
}

/// 施策 of the main plan, by their standing.
struct Programs {
    caption: String,
    bar: Vec<Stretch>,
    counts: Vec<Count>,
    address: String,
}

/// A department, and how many of the indicators that it answers for missed their target.
struct Department {
    name: String,
    address: String,
    missed: usize,
    /// 「主担当4件、共に担当9件」; empty where it answers for all of them itself.
    of_which: String,
    missed_address: String,
}

/// How many missed indicators the home page lists before it points to the list.
const LISTED: usize = 5;
/// How many better and worse ones it names at most.
const MOVED: usize = 5;

/// `GET /{code}/`.
pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Html<String>, PageError> {
    Ok(Html(view(&site, &visit).render()?))
}

fn view(site: &Site, Visit { edition, here }: &Visit) -> Show {
    let frame = Frame::new(here, edition, "", Part::Home);
    let title = frame.town.clone();
    let year = edition.reported_year();
    let tally = year.map_or_else(Tally::default, |year| edition.tally(year));
    let movers = year.map(|year| edition.movers(year, MOVED)).unwrap_or_default();
    Show {
        year: year.map_or(String::new(), |year| here.lang.year(year)),
        rounds: crate::comment::open(site, here, edition),
        sentences: sentences(here.lang, &title, year, &tally),
        doubt: year.and_then(|it| doubt::of_year(here, edition, it)),
        missed_doubt: year.and_then(|it| doubt::of_missed(here, edition, it)),
        bar: tally::bar(&tally),
        legend: legend(here, &tally),
        programs: year.and_then(|year| programs(here, edition, year)),
        ways: ways::ways(here, frame.noun),
        better: movers.better.iter().map(|it| ChangeRow::of(here, it)).collect(),
        worse: movers.worse.iter().map(|it| ChangeRow::of(here, it)).collect(),
        cards: crate::topic::cards(here, edition),
        missed: year.map_or(vec![], |year| missed(here, edition, year)),
        missed_all: tally.missed,
        missed_address: here.to_with("/indicators/", &[("status", "missed")]),
        plans: plans(here, edition),
        departments: departments(here, edition, year),
        latest: crate::decision::latest(here, edition, 5),
        frame: Frame { title, ..frame },
    }
}

/// The three sentences: how many were reached, how many missed, what cannot be said.
fn sentences(lang: Lang, town: &str, year: Option<FiscalYear>, tally: &Tally) -> Vec<String> {
    let Some(year) = year else {
        return vec![lang.say(
            format!("{town}の目標と成果を公表しています。実績はまだ報告されていません。"),
            format!("The goals of {town}. No results have been reported yet."),
        )];
    };
    let (reached, missed, open) = (tally.reached, tally.missed, tally.open());
    let all = tally.all();
    let (ja, en) = (year.japanese(), year.year());
    vec![
        lang.say(
            format!("{ja}に目標を置いた指標は{all}件で、{reached}件が目標を達成しました。"),
            format!("In FY{en}, {reached} of {all} indicators with a target reached it."),
        ),
        match missed {
            0 => lang.say("目標に届かなかった指標はありません。", "None missed it.").to_owned(),
            _ => lang.say(
                format!("{missed}件は目標に届きませんでした。わかっている理由とともに示します。"),
                format!("{missed} missed it; the reasons that are known are given."),
            ),
        },
        match open {
            0 => lang.say("すべての指標を判定できました。", "All of them could be judged.").to_owned(),
            _ => lang.say(
                format!("{open}件は、未測定、集計中、判定対象外などのため判定していません。"),
                format!(
                    "{open} are not judged, because they were not measured, are awaited, or were put aside."
                ),
            ),
        },
    ]
}

/// Every count leads to the list of what it counts.
fn legend(here: &Here, tally: &Tally) -> Vec<(Count, String)> {
    let address = |it: &Count| here.to_with("/indicators/", &[("status", it.0)]);
    tally::legend(here.lang, tally).into_iter().map(|it| (it, address(&it))).collect()
}

/// 施策 of the main plan, where there is one with results.
fn programs(here: &Here, edition: &Edition, year: FiscalYear) -> Option<Programs> {
    let (id, plan) = edition.main_plan().filter(|(_, it)| it.covers(year))?;
    let level = edition.program_level(id, plan);
    let standing = |id| edition.tallies().get(id, year).standing();
    let all: Vec<_> = edition.on_level(id, level).map(|(id, _)| standing(id)).collect();
    let (count, name) = (all.len(), plan.level(level));
    let counts = tally::by_standing(here.lang, all);
    Some(Programs {
        caption: here.lang.say(
            format!("{}の状況：{}の{name}{count}件", here.lang.short_year(year), plan.name),
            format!("The {count} programs ({name}) of the main plan in {}", here.lang.short_year(year)),
        ),
        bar: tally::bar_of(&counts),
        counts,
        address: here.to("/matrix/"),
    })
}

fn missed(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<IndicatorRow> {
    let missed =
        edition.all::<Indicator>().filter(|(id, it)| edition.outcome(id, it, year) == Outcome::Missed);
    missed.take(LISTED).map(|(id, it)| IndicatorRow::of(here, edition, id, it, year)).collect()
}

/// Departments of today, each with its list of missed indicators.
fn departments(here: &Here, edition: &Edition, year: Option<FiscalYear>) -> Vec<Department> {
    let candidates = year.map_or(vec![], |year| Candidate::all(edition, year));
    let missed = Selection::parse(edition, |word| (word == "status").then_some("missed")).unwrap_or_default();
    let counts = missed.counts(&candidates, Filter::Department);
    let own = missed.of(&candidates);
    let own =
        year.map_or_else(Default::default, |it| edition.answered_for(own.iter().map(|it| it.indicator), it));
    let count = |id: &RecordId| counts.get(id.as_str()).copied().unwrap_or_default();
    let row = |(id, it): (&RecordId, &Organisation)| Department {
        name: edition.called(it).to_owned(),
        address: here.record("departments", id),
        missed: count(id),
        of_which: crate::department::of_which(here.lang, own.get(id).copied().unwrap_or_default(), count(id)),
        missed_address: here.to_with("/indicators/", &[("department", id.as_str()), ("status", "missed")]),
    };
    crate::department::active(edition).map(row).collect()
}

/// Plans of the whole municipality: name, address, period.
fn plans(here: &Here, edition: &Edition) -> Vec<(String, String, String)> {
    let whole =
        edition.all::<Plan>().filter(|(_, it)| it.organisation.is_none() && it.kind != PlanKind::Statement);
    let mut whole: Vec<_> = whole.collect();
    whole.sort_by_key(|(_, it)| (it.kind, it.first_year));
    whole
        .into_iter()
        .map(|(id, it)| {
            (it.name.clone(), here.record("plan", id), crate::plan::period(here.lang, edition, it))
        })
        .collect()
}
