//! `/{code}/status/{year}`: 報告状況: of what was promised for a year, what is reported, provisional, not measured, or missing.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;
use plan::reporting::{self, Due, Report, Reports};

use crate::choice::{self, Choice};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "status/show.html")]
struct Show {
    frame: Frame,
    sentence: String,
    neighbours: Vec<(String, String)>,
    /// Class, shape, words, count, and the list of those alone.
    counts: Vec<(&'static str, &'static str, &'static str, usize, String)>,
    heads: Vec<(&'static str, &'static str)>,
    departments: Vec<Row>,
    choices: Vec<Choice>,
    caption: String,
    due: Vec<DueRow>,
    pager: Pager,
}

/// The counts of one department.
struct Row {
    name: String,
    address: String,
    cells: Vec<(usize, String)>,
    all: usize,
}

/// One indicator that owes a figure.
struct DueRow {
    name: String,
    address: String,
    department: String,
    class: &'static str,
    shape: &'static str,
    words: &'static str,
    actual: String,
    /// Why it was not measured; when it comes.
    why: String,
}

/// Indicators of one part of the list.
const LISTED: usize = 100;

/// `GET /{code}/status/`: the year that is reported on.
pub(crate) async fn index(Visit { edition, here }: Visit) -> Result<axum::response::Redirect, PageError> {
    let year = edition.reported_year().or_else(|| edition.years_begun().iter().copied().next_back());
    let year = year.ok_or_else(|| PageError::not_found(here.lang).on(&here))?;
    Ok(axum::response::Redirect::temporary(&here.to(&format!("/status/{}", year.year()))))
}

/// `GET /{code}/status/{year}?report=…&department=…`.
pub(crate) async fn show(
    Visit { edition, here }: Visit,
    Path((_, year)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::STATUS);
    let year = choice::year_in_path(&here, &year)?;
    if !edition.years_begun().contains(&year) {
        return Err(PageError::not_found(here.lang).on(&here));
    }
    Ok(Html(view(&here, &edition, year)?.render()?))
}

fn view(here: &Here, edition: &Edition, year: FiscalYear) -> Result<Show, PageError> {
    let lang = here.lang;
    let all = edition.due(year);
    let report = choice::asked(here, "report", |word| Report::ALL.into_iter().find(|it| it.word() == word))?;
    let known = |word: &str| all.iter().filter_map(|it| it.department).find(|it| it.as_str() == word);
    let department = choice::asked(here, "department", known)?;
    let is_asked = |it: &&Due<'_>| {
        report.is_none_or(|report| it.report() == report)
            && department.is_none_or(|department| it.department == Some(department))
    };
    let mut taken: Vec<&Due<'_>> = all.iter().filter(is_asked).collect();
    taken.sort_by_key(|it| it.report());
    let (pager, part) = Pager::of(here, taken.len(), LISTED)?;
    let title = lang.say(
        format!("{}の報告状況", lang.short_year(year)),
        format!("Reporting status of {}", lang.short_year(year)),
    );
    let choices = choices(here, edition, year, &all);
    let title = choice::titled(lang, title, &choices);
    Ok(Show {
        frame: Frame::new(here, edition, pager.titled(&title), Part::Years)
            .via(lang.say("年度のまとめ", "Year by year"), here.to("/years/"))
            .via(lang.short_year(year), crate::yearbook::address(here, year)),
        sentence: sentence(lang, year, &reporting::count(&all)),
        neighbours: neighbours(here, edition, year),
        counts: counts(here, reporting::count(&all)),
        heads: Report::ALL.map(|it| (mark(it).1, lang.of_pair(it.name()))).into(),
        departments: departments(here, edition, year, reporting::by_department(&all)),
        choices,
        caption: lang
            .say(format!("指標ごとの状況（{}件）", taken.len()), format!("By indicator ({})", taken.len())),
        due: taken[part].iter().map(|it| row(here, edition, year, it)).collect(),
        pager,
    })
}

/// Class and shape of a state.
fn mark(report: Report) -> (&'static str, &'static str) {
    match report {
        Report::None => ("missed", "□"),
        Report::Counting => ("open", "◇"),
        Report::Provisional => ("person", "○"),
        Report::NotMeasured => ("open", "―"),
        Report::Final => ("reached", "●"),
    }
}

/// 「令和7年度に報告すべき指標60件のうち、55件が報告済、2件が速報、…」
fn sentence(lang: Lang, year: FiscalYear, counts: &Reports) -> String {
    let all: usize = counts.iter().sum();
    let name = lang.short_year(year);
    if all == 0 {
        return lang
            .say(format!("{name}に報告すべき指標はありません。"), format!("Nothing is due for {name}."));
    }
    let parts = Report::ALL.into_iter().zip(counts).rev().filter(|(_, count)| **count > 0);
    let parts: Vec<_> = parts
        .map(|(it, count)| {
            let words = lang.of_pair(it.name());
            lang.say(format!("{words}{count}件"), format!("{count} {words}"))
        })
        .collect();
    let joined = parts.join(lang.say("、", ", "));
    lang.say(
        format!("{name}に報告すべき指標は{all}件で、{joined}です。"),
        format!("{all} indicators are due for {name}: {joined}."),
    )
}

fn counts(here: &Here, counts: Reports) -> Vec<(&'static str, &'static str, &'static str, usize, String)> {
    let one = |(it, count): (Report, usize)| {
        let (class, shape) = mark(it);
        (class, shape, here.lang.of_pair(it.name()), count, here.with("report", Some(it.word())))
    };
    Report::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(one).collect()
}

fn departments(
    here: &Here,
    edition: &Edition,
    year: FiscalYear,
    counts: BTreeMap<Option<&RecordId>, Reports>,
) -> Vec<Row> {
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(id, _)| edition.rank_of(*id));
    let path = format!("/status/{}", year.year());
    let row = |(id, counts): (Option<&RecordId>, Reports)| {
        let cell = |(report, count): (Report, usize)| {
            let asked =
                id.filter(|_| count > 0).map(|id| [("report", report.word()), ("department", id.as_str())]);
            (count, asked.map_or(String::new(), |asked| here.to_with(&path, &asked)))
        };
        Row {
            name: name(here, edition, id, year),
            address: id.map_or(String::new(), |id| crate::department::address(here, id, year)),
            cells: Report::ALL.into_iter().zip(counts).map(cell).collect(),
            all: counts.iter().sum(),
        }
    };
    rows.into_iter().map(row).collect()
}

fn name(here: &Here, edition: &Edition, id: Option<&RecordId>, year: FiscalYear) -> String {
    let nobody = || here.lang.say("担当の記載なし", "nobody named").to_owned();
    id.map_or_else(nobody, |id| edition.organisation_name(id, year).to_owned())
}

fn choices(here: &Here, edition: &Edition, year: FiscalYear, all: &[Due<'_>]) -> Vec<Choice> {
    let lang = here.lang;
    let mut departments: Vec<&RecordId> = all.iter().filter_map(|it| it.department).collect();
    departments.sort_by_key(|id| (edition.rank_of(Some(id)), *id));
    departments.dedup();
    let departments =
        departments.into_iter().map(|id| (id.to_string(), edition.organisation_name(id, year).to_owned()));
    let reports = Report::ALL.map(|it| (it.word().to_owned(), lang.of_pair(it.name()).to_owned()));
    vec![
        Choice::of(here, "report", lang.say("状況", "Status"), reports),
        Choice::of(here, "department", lang.say("担当の部", "Department"), departments),
    ]
}

fn neighbours(here: &Here, edition: &Edition, year: FiscalYear) -> Vec<(String, String)> {
    let others = edition.years_begun().iter().copied().rev().filter(|it| *it != year);
    others.map(|it| (here.lang.short_year(it), here.to(&format!("/status/{}", it.year())))).collect()
}

fn row(here: &Here, edition: &Edition, year: FiscalYear, it: &Due<'_>) -> DueRow {
    let lang = here.lang;
    let (class, shape) = mark(it.report());
    let due = it.indicator.next_due.as_ref().filter(|_| it.report() < Report::NotMeasured);
    let due = due.map(|next| lang.say(format!("次回更新：{next}"), format!("next update: {next}")));
    DueRow {
        name: it.indicator.name.clone(),
        address: here.record("indicators", it.id),
        department: name(here, edition, it.department, year),
        class,
        shape,
        words: lang.of_pair(it.report().name()),
        actual: words::actual(lang, it.actual, &it.indicator.unit),
        why: words::reason(it.actual).or(due).unwrap_or_default(),
    }
}
