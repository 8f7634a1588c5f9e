//! `/{code}/evaluations/{year}/`: self, internal and external evaluations of a year, their grades as counts, and corrections.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::distribution::Distribution;
use plan::edition::Edition;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::rating::RatingRule;
use plan::record::{Body, RecordId};

use crate::choice::{self, Choice};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::visit::Visit;

mod correction;
mod sheet;

use correction::Corrected;

#[derive(Template)]
#[template(path = "evaluation/index.html")]
struct Index {
    frame: Frame,
    years: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "evaluation/show.html")]
struct Show {
    frame: Frame,
    sentence: String,
    neighbours: Vec<(String, String)>,
    spreads: Vec<Spread>,
    kinds: Vec<&'static str>,
    choices: Vec<Choice>,
    sheets: Vec<SheetRow>,
    pager: Pager,
    corrections: Vec<Corrected>,
}

/// 分布 as a table.
struct Spread {
    caption: String,
    words: Vec<String>,
    /// A department, its address, its counts.
    rows: Vec<(String, String, Vec<usize>)>,
    sums: Vec<usize>,
}

/// What is evaluated, and by whom it was.
struct SheetRow {
    name: String,
    address: String,
    department: String,
    /// For each kind: the direction, or that there is an evaluation; 「―」 where there is none.
    cells: Vec<String>,
}

/// All kinds, in the order in which they come.
pub(super) const KINDS: [EvaluationKind; 4] = [
    EvaluationKind::Midterm,
    EvaluationKind::OwnAssessment,
    EvaluationKind::Internal,
    EvaluationKind::External,
];
/// Sheets of one part of the list.
const LISTED: usize = 100;

/// `GET /{code}/evaluations/`.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let frame = Frame::new(&here, &edition, here.lang.say("評価", "Evaluations"), Part::Evaluations);
    let row = |year: FiscalYear| {
        (here.lang.short_year(year), address(&here, year), said(here.lang, &of_year(&edition, year)))
    };
    let years = years(&edition).into_iter().map(row).collect();
    Ok(Html(Index { frame, years }.render()?))
}

/// `GET /{code}/evaluations/{year}/?department=…`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::EVALUATIONS);
    let year = choice::year_in_path(&here, &year)?;
    if !years(&edition).contains(&year) && !edition.years_begun().contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    Ok(Html(view(&here, &edition, year)?.render()?))
}

/// `GET /{code}/evaluations/{year}/{id}`: 評価票.
pub(crate) async fn sheet(
    visit: Visit,
    Path((_, year, id)): Path<(String, String, String)>,
) -> Result<Html<String>, PageError> {
    let year = choice::year_in_path(&visit.here, &year)?;
    sheet::show(&visit, &RecordId::new(id), year)
}

/// The page of a year.
pub(crate) fn address(here: &Here, year: FiscalYear) -> String {
    here.to(&format!("/evaluations/{}/", year.year()))
}

/// 評価票 of one subject.
fn sheet_address(here: &Here, id: &RecordId, year: FiscalYear) -> String {
    here.record(&format!("evaluations/{}", year.year()), id)
}

fn years(edition: &Edition) -> Vec<FiscalYear> {
    let mut years: Vec<FiscalYear> = edition.all::<Evaluation>().map(|(_, it)| it.fiscal_year).collect();
    years.sort_unstable();
    years.dedup();
    years.reverse();
    years
}

fn of_year(edition: &Edition, year: FiscalYear) -> Vec<&Evaluation> {
    edition.all::<Evaluation>().map(|(_, it)| it).filter(|it| it.fiscal_year == year).collect()
}

/// 「自己評価50件、内部評価10件、外部評価5件」.
fn said(lang: Lang, all: &[&Evaluation]) -> String {
    let count = |kind: EvaluationKind| all.iter().filter(|it| it.kind == kind).count();
    let parts = KINDS.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(kind, count)| {
            let name = lang.of_pair(kind.name());
            lang.say(format!("{name}{count}件"), format!("{count} × {name}"))
        })
        .collect();
    if parts.is_empty() {
        return lang.say("評価はまだ公表されていません", "no evaluation is published yet").to_owned();
    }
    parts.join(lang.say("、", ", "))
}

fn view(here: &Here, edition: &Edition, year: FiscalYear) -> Result<Show, PageError> {
    let lang = here.lang;
    let all = of_year(edition, year);
    let kinds: Vec<EvaluationKind> =
        KINDS.into_iter().filter(|kind| all.iter().any(|it| it.kind == *kind)).collect();
    let known = |word: &str| edition.get(&RecordId::new(word)).map(|it| it.id.clone());
    let department = choice::asked(here, "department", known)?;
    let subjects = subjects(edition, &all, year, department.as_ref());
    let (pager, part) = Pager::of(here, subjects.len(), LISTED)?;
    let title = lang
        .say(format!("{}の評価", lang.short_year(year)), format!("Evaluations of {}", lang.short_year(year)));
    let choices = choices(here, edition, &all, year);
    let title = choice::titled(lang, title, &choices);
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&title), Part::Evaluations)
            .via(lang.say("評価", "Evaluations"), here.to("/evaluations/")),
        sentence: sentence(lang, year, &all),
        neighbours: neighbours(here, edition, year),
        spreads: spreads(here, edition, year, &kinds),
        kinds: kinds.iter().map(|it| lang.of_pair(it.name())).collect(),
        choices,
        sheets: subjects[part].iter().map(|id| row(here, edition, id, year, &kinds)).collect(),
        pager,
        corrections: correction::of(here, edition, year),
    })
}

fn sentence(lang: Lang, year: FiscalYear, all: &[&Evaluation]) -> String {
    let (name, said) = (lang.short_year(year), said(lang, all));
    if all.is_empty() {
        return lang.say(format!("{name}の{said}。"), format!("Of {name} {said}."));
    }
    lang.say(format!("{name}については、{said}があります。"), format!("Of {name} there are: {said}."))
}

fn neighbours(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String)> {
    let others = years(edition).into_iter().filter(|it| *it != year);
    others.map(|it| (here.lang.short_year(it), address(here, it))).collect()
}

/// What is evaluated, each once: the statements first, then by department and in the order of the records.
fn subjects<'a>(
    edition: &'a Edition,
    all: &[&'a Evaluation],
    year: FiscalYear,
    department: Option<&RecordId>,
) -> Vec<&'a RecordId> {
    let mut subjects: Vec<&RecordId> = all.iter().map(|it| &it.subject).collect();
    let kind = |id: &RecordId| edition.get(id).map(|it| it.body.kind());
    subjects.retain(|id| department.is_none_or(|it| edition.department_evaluated(id, year) == Some(it)));
    subjects.sort_by_cached_key(|id| {
        (edition.rank_of(edition.department_evaluated(id, year)), kind(id), (*id).clone())
    });
    subjects.dedup();
    subjects
}

fn choices(here: &Here, edition: &Edition, all: &[&Evaluation], year: FiscalYear) -> Vec<Choice> {
    let mut departments: Vec<&RecordId> =
        all.iter().filter_map(|it| edition.department_evaluated(&it.subject, year)).collect();
    departments.sort_by_key(|id| (edition.rank_of(Some(id)), *id));
    departments.dedup();
    let named =
        departments.into_iter().map(|id| (id.to_string(), edition.organisation_name(id, year).to_owned()));
    vec![Choice::of(here, "department", here.lang.say("担当の部", "Department"), named)]
}

fn row(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    year: FiscalYear,
    kinds: &[EvaluationKind],
) -> SheetRow {
    let there = here.lang.say("あり", "yes");
    let cell = |kind: &EvaluationKind| match edition.evaluation(id, year, *kind) {
        None => "―".to_owned(),
        Some(it) => it.direction.clone().unwrap_or_else(|| there.to_owned()),
    };
    let department = edition.department_evaluated(id, year);
    SheetRow {
        name: crate::difference::title(edition, id),
        address: sheet_address(here, id, year),
        department: department.map_or(String::new(), |it| edition.organisation_name(it, year).to_owned()),
        cells: kinds.iter().map(cell).collect(),
    }
}

/// 判定の分布, then 今後の方向性 by kind.
fn spreads(here: &Here, edition: &Edition, year: FiscalYear, kinds: &[EvaluationKind]) -> Vec<Spread> {
    let lang = here.lang;
    let judged = edition.judged(year);
    let mut spreads = Vec::new();
    for (rule, mut grades) in edition.grades(&judged) {
        for mark in &mut grades.words {
            *mark = worded(lang, rule, mark);
        }
        let name = rule.map_or(lang.say("基準なし", "no rule"), |it| it.name.as_str());
        let caption = lang.say(
            format!("指標の判定（件数）：判定基準「{name}」"),
            format!("Verdicts of indicators (counts) by rule “{name}”"),
        );
        spreads.push(spread(here, edition, year, caption, grades));
    }
    for kind in kinds {
        let name = lang.of_pair(kind.name());
        let caption =
            lang.say(format!("{name}の今後の方向性（件数）"), format!("Directions, {name} (counts)"));
        spreads.push(spread(here, edition, year, caption, edition.directions(year, *kind)));
    }
    spreads.retain(|it| !it.rows.is_empty());
    spreads
}

/// A mark with its words: 「A 達成」.
fn worded(lang: Lang, rule: Option<&RatingRule>, mark: &str) -> String {
    let grade = rule.and_then(|rule| rule.grade(mark));
    match (grade, mark) {
        (_, "―") => lang.say("判定なし", "not judged").to_owned(),
        (Some(grade), _) if grade.words != mark => {
            let words = grade.en.as_ref().filter(|_| lang == Lang::En).unwrap_or(&grade.words);
            format!("{mark} {words}")
        }
        _ => mark.to_owned(),
    }
}

fn spread(here: &Here, edition: &Edition, year: FiscalYear, caption: String, it: Distribution<'_>) -> Spread {
    let sums = it.sums();
    let row = |(id, counts): (Option<&RecordId>, Vec<usize>)| match id {
        Some(id) => (
            edition.organisation_name(id, year).to_owned(),
            crate::department::address(here, id, year),
            counts,
        ),
        None => (here.lang.say("担当の記載なし", "nobody named").to_owned(), String::new(), counts),
    };
    Spread { caption, words: it.words, rows: it.rows.into_iter().map(row).collect(), sums }
}

/// Whether a page may be asked for as a sheet: something that is evaluated.
fn is_subject(body: &Body) -> bool {
    matches!(body, Body::Plan(_) | Body::Element(_) | Body::Indicator(_))
}
