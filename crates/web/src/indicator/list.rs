//! `/{code}/indicators/`: the list of indicators, narrowed by what stands in its address.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use plan::browse::Point;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use plan::selection::{Candidate, Filter, Order, Selection};

use super::form::{self, Chip, Question, Quick};
use crate::chart::{Bullet, Spark};
use crate::doubt::{self, Doubted};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::rows::IndicatorRow;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "indicator/index.html")]
struct Index {
    frame: Frame,
    said: String,
    /// 達成とも未達とも言えない: among the missed, where the list shows exactly those.
    doubt: Option<Doubted>,
    /// 判定 as links with counts: the question that most visitors have.
    quick: Vec<Quick>,
    /// What the visitor chose, each with the list without it.
    chips: Vec<Chip>,
    questions: Vec<Question>,
    /// The list with nothing left out.
    whole: String,
    /// The same rows as a file, and how many they are.
    file: String,
    count: usize,
    caption: String,
    /// By what the rows are sorted, where that needs a word.
    order: &'static str,
    rows: Vec<Row>,
    /// Where ticked rows are compared.
    compare: String,
    pager: Pager,
}

/// An indicator with its charts; the cells beside them say the same in words.
struct Row {
    id: String,
    it: IndicatorRow,
    bullet: Option<Bullet>,
    spark: Option<Spark>,
    /// 前の年度との差 and how sure it is, in the list by change.
    change: Option<(String, &'static str)>,
}

/// Rows of one part of the list: with their charts they stay below 100 KB.
const LISTED: usize = 50;

/// What the address asks for.
struct Asked {
    here: Here,
    year: Option<FiscalYear>,
    selection: Selection,
}

impl Asked {
    /// 400 where an answer is none that this edition knows.
    fn of(here: Here, edition: &Edition) -> Result<Self, PageError> {
        let year = form::year(&here, edition)?;
        let asked = |word: &str| if word == "q" { here.words.as_deref() } else { here.one(word) };
        let selection = Selection::parse(edition, asked).map_err(|it| form::refused(&here, edition, &it))?;
        let usual = edition.reported_year().map_or(String::new(), |it| it.year().to_string());
        let here = here.without_usual("year", &usual).without_usual("sort", Order::default().word());
        Ok(Self { here, year, selection })
    }

    fn candidates<'a>(&self, edition: &'a Edition) -> Vec<Candidate<'a>> {
        self.year.map_or(vec![], |year| Candidate::all(edition, year))
    }
}

/// `GET /{code}/indicators/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Response, PageError> {
    let here = here.keeping(&form::words());
    if let Some(tidy) = here.tidy() {
        return Ok(Redirect::temporary(&tidy).into_response());
    }
    let asked = Asked::of(here, &edition)?;
    let candidates = asked.candidates(&edition);
    Ok(Html(view(&asked, &edition, &candidates)?.render()?).into_response())
}

/// `GET /{code}/indicators.csv`: all that the same words in the address leave, in the same order.
pub(crate) async fn file(Visit { edition, here }: Visit) -> Result<Response, PageError> {
    let asked = Asked::of(here.keeping(&form::words()), &edition)?;
    let candidates = asked.candidates(&edition);
    let found: Vec<&RecordId> = asked.selection.of(&candidates).iter().map(|it| it.id).collect();
    Ok(crate::data::list(&edition, &asked.here, asked.year, &found))
}

fn view(asked: &Asked, edition: &Edition, candidates: &[Candidate<'_>]) -> Result<Index, PageError> {
    let Asked { here, year, selection } = asked;
    let year = *year;
    let found = selection.of(candidates);
    let (pager, part) = Pager::of(here, found.len(), LISTED)?;
    let chips = form::chips(here, edition, selection);
    let frame =
        Frame::new(here, edition, title(here, &pager, &chips, selection, year, edition), Part::Indicators);
    let row = |it: &&Candidate<'_>| Some(row(here, edition, it, year?, selection.order));
    Ok(Index {
        doubt: year
            .filter(|_| selection.is_only(Filter::Status, "missed"))
            .and_then(|it| doubt::of_missed(here, edition, it)),
        said: said(here, frame.noun, (found.len(), candidates.len()), year),
        quick: form::quick(here, selection, candidates),
        questions: form::questions(here, edition, selection, candidates, year),
        whole: here.to("/indicators/"),
        file: as_file(here),
        count: found.len(),
        compare: format!("/{}/compare", here.code),
        order: order(here, selection.order),
        caption: year.map_or(String::new(), |it| crate::rows::caption(here.lang, it)),
        rows: found[part].iter().filter_map(row).collect(),
        chips,
        frame,
        pager,
    })
}

/// The same list as a file: the same words in the address, in no language and in one part.
fn as_file(here: &Here) -> String {
    let there = Here { path: "/indicators.csv".to_owned(), page: None, ..here.clone() };
    there.in_language(Lang::Ja)
}

/// Chart and words of one indicator.
fn row(here: &Here, edition: &Edition, it: &Candidate<'_>, year: FiscalYear, order: Order) -> Row {
    let change =
        (order == Order::Change).then(|| crate::change::told(here.lang, &it.change(), &it.indicator.unit));
    let series: Vec<Point<'_>> = edition.series(it.id, it.indicator);
    Row {
        id: it.id.to_string(),
        it: IndicatorRow::of(here, edition, it.id, it.indicator, year),
        bullet: Bullet::of(it.indicator, &series, year),
        spark: Spark::of(it.indicator, &series, year),
        change,
    }
}

/// 「指標の一覧：未達成、川端区役所」: what is left out belongs to the title.
fn title(
    here: &Here,
    pager: &Pager,
    chips: &[Chip],
    selection: &Selection,
    year: Option<FiscalYear>,
    edition: &Edition,
) -> String {
    let lang = here.lang;
    let mut parts: Vec<String> = chips.iter().map(|it| it.answer.clone()).collect();
    parts.extend(year.filter(|_| year != edition.reported_year()).map(|it| lang.short_year(it)));
    if selection.order != Order::default() {
        parts.push(lang.of_pair(selection.order.name()).to_owned());
    }
    let title = match parts.is_empty() {
        true => lang.say("指標の一覧", "Indicators").to_owned(),
        false => format!("{}{}", lang.say("指標の一覧：", "Indicators: "), parts.join(lang.say("、", ", "))),
    };
    pager.titled(&title)
}

/// What stands first, where the rows do not show it by themselves.
fn order(here: &Here, order: Order) -> &'static str {
    match order {
        Order::Change => here.lang.say(
            "調査の誤差を超えて動いたもの、数えた値が動いたもの、累計、誤差の範囲か確かめられないもの、増減のないものの順です。それぞれの中では、もとの大きさに対して大きく動いたものが先です。望ましい方向かどうかは問いません。",
            "First what moved by more than the error of its survey, then what was counted, running totals, what may be chance or cannot be tested, and what stayed the same. Within each, what moved most in relation to its size comes first, whether for the better or not.",
        ),
        Order::Number | Order::Name | Order::Status => "",
    }
}

/// How many there are, and for which year they are shown.
fn said(here: &Here, noun: &str, (found, all): (usize, usize), year: Option<FiscalYear>) -> String {
    let lang = here.lang;
    let Some(year) = year.filter(|_| all > 0) else {
        return lang.say("指標はまだ公表されていません。", "No indicator is published yet.").to_owned();
    };
    let year = lang.short_year(year);
    match found {
        0 => lang.say(
            format!("条件に合う指標はありません（全{all}件、{year}）。条件を減らすか、言葉を短くしてお試しください。"),
            format!("No indicator fits (of {all}, {year}). Take a condition away or use a shorter word."),
        ),
        found if found == all => lang.say(
            format!("{noun}の約束と結果を示す{all}の指標です。{year}の目標と実績を示します。"),
            format!("All {all} indicators, with their targets and results of {year}."),
        ),
        found => lang.say(
            format!("全{all}件のうち、条件に合う{found}件です。{year}の目標と実績を示します。"),
            format!("{found} of {all} indicators fit, with their targets and results of {year}."),
        ),
    }
}
