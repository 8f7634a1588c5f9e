//! `/{code}/`: the municipality in three sentences, with ways in.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::plan::{Plan, PlanKind};
use plan::rating::Outcome;
use plan::tally::Tally;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::rows::IndicatorRow;
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "home/show.html")]
struct Show {
    frame: Frame,
    year: String,
    sentences: Vec<String>,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    missed: Vec<IndicatorRow>,
    missed_more: usize,
    plans: Vec<(String, String, String)>,
    departments: Vec<(String, String)>,
    latest: Vec<(String, String, String)>,
}

/// `GET /{code}/`.
pub(crate) async fn show(visit: Visit) -> Result<Html<String>, PageError> {
    Ok(Html(view(&visit).render()?))
}

/// How many missed indicators the home page lists before it points to the list.
const LISTED: usize = 8;

fn view(Visit { edition, here }: &Visit) -> Show {
    let frame = Frame::new(here, edition, "", Part::Home);
    let title = frame.town.clone();
    let year = edition.reported_year();
    let tally = year.map_or_else(Tally::default, |year| edition.tally(year));
    let missed = year.map_or(vec![], |year| missed(here, edition, year));
    Show {
        year: year.map_or(String::new(), |year| here.lang.year(year)),
        sentences: sentences(here.lang, &title, year, &tally),
        bar: tally::bar(&tally),
        legend: tally::legend(here.lang, &tally),
        missed_more: missed.len().saturating_sub(LISTED),
        missed: missed.into_iter().take(LISTED).collect(),
        plans: plans(here, edition),
        departments: crate::department::active(here, edition),
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
                format!("{missed}件は目標に届きませんでした。下の表に、わかっている理由とともに示します。"),
                format!("{missed} missed it; the table below gives the reasons that are known."),
            ),
        },
        match open {
            0 => lang.say("すべての指標を判定できました。", "All of them could be judged.").to_owned(),
            _ => lang.say(
                format!("{open}件は、未測定や集計中などのため判定していません。"),
                format!("{open} are not judged, because they were not measured or cannot be."),
            ),
        },
    ]
}

fn missed(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<IndicatorRow> {
    edition
        .all::<Indicator>()
        .filter(|(id, it)| edition.judge(id, it, year).outcome == Outcome::Missed)
        .map(|(id, it)| IndicatorRow::of(here, edition, id, it, year))
        .collect()
}

/// Plans of the whole municipality: name, address, period.
fn plans(here: &Here, edition: &Edition) -> Vec<(String, String, String)> {
    let whole =
        edition.all::<Plan>().filter(|(_, it)| it.organisation.is_none() && it.kind != PlanKind::Statement);
    let mut whole: Vec<_> = whole.collect();
    whole.sort_by_key(|(_, it)| (it.kind, it.first_year));
    whole
        .into_iter()
        .map(|(id, it)| (it.name.clone(), here.record("plan", id), crate::plan::period(here.lang, it)))
        .collect()
}
