//! `/{code}/years/{year}`: 年度のまとめ: what was promised, what came of it, what is open: by department and by plan.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::plan::{Plan, PlanKind};
use plan::rating::Outcome;
use plan::record::RecordId;
use plan::tally::Tally;
use plan::yearbook::Yearbook;

use crate::choice;
use crate::doubt::{self, Doubted};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::means::Figures;
use crate::rows::IndicatorRow;
use crate::tally::{self, Count, Stretch};
use crate::visit::Visit;

mod parts;

use parts::{AnswerCounts, Moved, TallyRow};

#[derive(Template)]
#[template(path = "yearbook/index.html")]
struct Index {
    frame: Frame,
    /// What the table shows, and how far back figures go, in sentences.
    said: Vec<String>,
    rows: Vec<TallyRow>,
}

#[derive(Template)]
#[template(path = "yearbook/show.html")]
struct Show {
    frame: Frame,
    year: String,
    sentences: Vec<String>,
    /// 達成とも未達とも言えない: of all verdicts, and of the missed ones.
    doubt: Option<Doubted>,
    missed_doubt: Option<Doubted>,
    neighbours: Vec<(String, String)>,
    bar: Vec<Stretch>,
    legend: Vec<Count>,
    /// Other pages of the year: name, address, what they tell.
    pages: Vec<(&'static str, String, String)>,
    departments: Vec<TallyRow>,
    plans: Vec<TallyRow>,
    statements: Vec<TallyRow>,
    missed: Vec<IndicatorRow>,
    missed_more: Option<String>,
    moves: Vec<Moved>,
    remarks: Option<AnswerCounts>,
    money: Vec<(String, String, Figures)>,
}

/// How many missed indicators are listed before the page points to the list.
const LISTED: usize = 20;

/// `GET /{code}/years/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("年度のまとめ", "Year by year"), Part::Years);
    let years: Vec<(FiscalYear, Tally)> = edition.years_promised();
    let row = |(year, tally): &(FiscalYear, Tally)| {
        let (name, target) = (here.lang.short_year(*year), year.year().to_string());
        TallyRow::of(&here, name, address(&here, *year), tally, &[("year", &target)])
    };
    let rows = years.iter().map(row).collect();
    Ok(Html(Index { said: parts::over_years(here.lang, &edition, &years), rows, frame }.render()?))
}

/// `GET /{code}/years/{year}`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let year = choice::year_in_path(&here, &year)?;
    if !edition.years_begun().contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    Ok(Html(view(&here, &edition, year).render()?))
}

/// The page of a year.
pub(crate) fn address(here: &Here, year: FiscalYear) -> String {
    here.to(&format!("/years/{}", year.year()))
}

fn view(here: &Here, edition: &Edition, year: FiscalYear) -> Show {
    let lang = here.lang;
    let book = edition.yearbook(year);
    let name = lang.short_year(year);
    let title = lang.say(format!("{name}のまとめ"), format!("{name} at a glance"));
    let missed = missed(here, edition, &book);
    let digits = year.year().to_string();
    let all = here.to_with("/indicators/", &[("year", &digits), ("status", "missed")]);
    Show {
        frame: Frame::new(here, edition, title, Part::Years)
            .via(lang.say("年度のまとめ", "Year by year"), here.to("/years/")),
        year: lang.year(year),
        sentences: sentences(lang, year, &book),
        neighbours: neighbours(here, edition, year),
        doubt: doubt::of_year(here, edition, year),
        missed_doubt: doubt::of_missed(here, edition, year),
        bar: tally::bar(&book.whole),
        legend: tally::legend(lang, &book.whole),
        pages: parts::pages(here, edition, year),
        departments: departments(here, edition, &book),
        plans: plans(here, &book),
        statements: statements(here, edition, &book),
        missed_more: (book.whole.missed > missed.len()).then_some(all),
        missed,
        moves: book.moves.iter().map(|it| Moved::of(here, edition, it)).collect(),
        remarks: AnswerCounts::of(here, &book),
        money: money(here, edition, year),
    }
}

fn neighbours(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String)> {
    let others = edition.years_promised().into_iter().map(|it| it.0).filter(|it| *it != year);
    others.map(|it| (here.lang.short_year(it), address(here, it))).collect()
}

fn sentences(lang: Lang, year: FiscalYear, book: &Yearbook<'_>) -> Vec<String> {
    let (all, tally, name) = (book.whole.all(), book.whole, lang.short_year(year));
    let mut said = vec![summary(lang, &name, &tally)];
    if tally.open() > 0 && tally.open() < all {
        said.push(lang.say(
            format!("{}件は、未測定、集計中、判定対象外などのため判定していません。", tally.open()),
            format!(
                "{} are not judged, because they were not measured, are awaited, or were put aside.",
                tally.open()
            ),
        ));
    }
    if !book.moves.is_empty() {
        let late = book.moves.iter().filter(|(.., it)| it.result_known).count();
        said.push(lang.say(
            format!("この年度の目標は{}回改定されました（うち結果判明後{late}回）。", book.moves.len()),
            format!(
                "Its targets were revised {} times ({late} after the result was known).",
                book.moves.len()
            ),
        ));
    }
    said
}

/// 「令和7年度は12件中7件達成、4件未達成です。」: the same sentence for a town, a department, a statement.
pub(crate) fn summary(lang: Lang, name: &str, tally: &Tally) -> String {
    let (all, reached, missed) = (tally.all(), tally.reached, tally.missed);
    match (all, tally.judged()) {
        (0, _) => lang.say(
            format!("{name}に目標を定めた指標はありません。"),
            format!("No indicator has a target for {name}."),
        ),
        (_, 0) => lang.say(
            format!("{name}は目標のある指標が{all}件あり、まだ1件も判定していません。"),
            format!("{name}: {all} indicators have a target; none is judged yet."),
        ),
        _ => lang.say(
            format!("{name}は{all}件中{reached}件が目標を達成し、{missed}件が届きませんでした。"),
            format!("{name}: {reached} of {all} indicators reached their target, {missed} missed it."),
        ),
    }
}

fn missed(here: &Here, edition: &Edition, book: &Yearbook<'_>) -> Vec<IndicatorRow> {
    let missed = book.judged.iter().filter(|it| it.judgement.counted() == Outcome::Missed).take(LISTED);
    missed.map(|it| IndicatorRow::of(here, edition, it.id, it.indicator, book.year)).collect()
}

fn departments(here: &Here, edition: &Edition, book: &Yearbook<'_>) -> Vec<TallyRow> {
    let row = |(id, tally): &(Option<&RecordId>, Tally)| match id {
        Some(id) => {
            let name = edition.organisation_name(id, book.year).to_owned();
            TallyRow::of(here, name, crate::department::address(here, id, book.year), tally, &[])
        }
        None => TallyRow::plain(here.lang.say("担当の記載なし", "nobody named"), tally),
    };
    book.departments.iter().map(row).collect()
}

fn plans(here: &Here, book: &Yearbook<'_>) -> Vec<TallyRow> {
    let digits = book.year.year().to_string();
    let row = |(id, plan, tally): &(&RecordId, &Plan, Tally)| {
        let asked = [("year", digits.as_str()), ("plan", id.as_str())];
        TallyRow::of(here, plan.name.clone(), here.record("plan", id), tally, &asked)
    };
    book.plans.iter().map(row).collect()
}

/// 運営方針 of the year, each with its own count.
fn statements(here: &Here, edition: &Edition, book: &Yearbook<'_>) -> Vec<TallyRow> {
    let of_year =
        edition.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::Statement && it.covers(book.year));
    let mut rows: Vec<_> = of_year.collect();
    rows.sort_by_key(|(_, it)| edition.rank_of(it.organisation.as_ref()));
    let row = |(id, it): (&RecordId, &Plan)| {
        let tally = edition.tally_in(&book.judged, id, book.year);
        TallyRow::of(here, it.name.clone(), here.record("plan", id), &tally, &[])
    };
    rows.into_iter().map(row).collect()
}

fn money(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String, Figures)> {
    let plans = edition.plans_with_money(year).into_iter().filter(|(_, it)| it.kind != PlanKind::Statement);
    let row = |(id, it): (&RecordId, &Plan)| {
        let address = here.to_with(&format!("/budget/{}", year.year()), &[("plan", id.as_str())]);
        (it.name.clone(), address, Figures::of(here.lang, &edition.purse(id, year)))
    };
    plans.map(row).collect()
}
