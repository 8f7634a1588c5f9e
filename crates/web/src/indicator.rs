//! `/{code}/indicators/`: all indicators in one table; each with chart, sentence, table, definition and target history.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::actual::Actual;
use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::{Indicator, Window};
use plan::plan::Plan;
use plan::record::RecordId;

use crate::chart::{self, Chart};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::rows::Assessment;
use crate::said::Said;
use crate::visit::Visit;
use crate::words::{self, Badge};

mod corrections;
mod form;
mod list;
mod revisions;

pub(crate) use list::index;

use corrections::Corrected;
use revisions::Revision;

#[derive(Template)]
#[template(path = "indicator/show.html")]
struct Show {
    frame: Frame,
    kind: &'static str,
    sentence: String,
    charts: Vec<Chart>,
    /// The legend: shape, class, words.
    key: Vec<(&'static str, &'static str, &'static str)>,
    unit: String,
    years: Vec<YearRow>,
    facts: Vec<(&'static str, String)>,
    survey: Option<Survey>,
    breaks: Vec<String>,
    elements: Vec<(String, String)>,
    corrections: Vec<Corrected>,
    revisions: Vec<Revision>,
    assessments: Vec<Assessment>,
    remarks: Vec<Said>,
    rule: Option<(String, String)>,
    record: String,
    /// The same figures as a file.
    csv: String,
}

/// One year in the table that equals the chart.
struct YearRow {
    year: String,
    target: String,
    /// Whether the target was revised.
    moved: bool,
    actual: String,
    /// 「回答1,236／発送3,000」, for surveys.
    sample: Option<String>,
    badge: Badge,
    why: Option<String>,
}

/// 調査設計, and what may be said about its figures.
struct Survey {
    facts: Vec<(&'static str, String)>,
    meaning: &'static str,
}

/// `GET /{code}/indicators/{id}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let indicator = visit.edition.find::<Indicator>(&id).ok_or_else(|| visit.missing(&id))?;
    Ok(Html(view(&visit, &id, indicator).render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, indicator: &Indicator) -> Show {
    let lang = here.lang;
    let series = edition.series(id, indicator);
    let outlook = plan::outlook::outlook(indicator, &series);
    let charts = chart::both(lang, indicator, &series, outlook.as_ref().ok());
    let frame = Frame::new(here, edition, indicator.name.clone(), Part::Indicators)
        .via(lang.say("指標の一覧", "Indicators"), here.to("/indicators/"));
    let years = series.iter().rev().map(|it| YearRow {
        year: lang.year(it.year),
        target: it.target.map_or("―".to_owned(), |it| it.words.clone()),
        actual: words::actual(lang, it.actual, &indicator.unit),
        moved: it.target.is_some_and(|it| edition.has_moved(it)),
        sample: it.actual.and_then(|it| answers(here, it)),
        badge: Badge::of(lang, &it.judgement, edition.overruled(id, it.year)),
        why: why(it.actual),
    });
    Show {
        frame,
        kind: lang.of_pair(indicator.kind.name()),
        sentence: crate::sentence::of(lang, indicator, &series),
        key: charts.first().map_or(vec![], |it| it.key(lang)),
        charts,
        unit: words::unit(&indicator.unit),
        years: years.collect(),
        facts: facts(here, indicator),
        survey: survey(here, indicator),
        breaks: indicator
            .breaks
            .iter()
            .map(|it| format!("{}{}：{}", lang.short_year(it.year), lang.say("から", " on"), it.note))
            .collect(),
        elements: elements(here, edition, indicator),
        corrections: corrections::of(here, edition, indicator, &series),
        revisions: revisions::of(here, edition, id),
        assessments: edition.evaluations(id).into_iter().map(|it| Assessment::of(here, it)).collect(),
        remarks: crate::said::about(here, edition, id),
        rule: edition.rule(indicator).map(|(_, it)| (it.name.clone(), here.to("/about/"))),
        record: here.record("records", id),
        csv: crate::data::of(here, id),
    }
}

/// How many answered, and how many were asked where that is known.
fn answers(here: &Here, actual: &Actual) -> Option<String> {
    let sample = actual.sample?;
    let count = |number: u32| plan::number::print(number.into());
    let (valid, sent) = (count(sample.valid), sample.sent.map(count));
    Some(match sent {
        Some(sent) => {
            here.lang.say(format!("回答{valid}／発送{sent}"), format!("{valid} of {sent} answered"))
        }
        None => format!("n={valid}"),
    })
}

fn why(actual: Option<&Actual>) -> Option<String> {
    words::reason(actual).or_else(|| actual.and_then(|it| it.explanation.clone()))
}

/// この数値は何か: definition, source, direction, baseline, next due. A number never stands alone.
fn facts(here: &Here, it: &Indicator) -> Vec<(&'static str, String)> {
    let lang = here.lang;
    let baseline = it
        .baseline
        .map(|at| format!("{}（{}）", words::figure(at.value, &it.unit), lang.short_year(at.year)));
    let cumulative = lang.say("累計（基準年度からの合計）", "cumulative since the baseline");
    let unknown = || lang.say("記載なし", "not stated").to_owned();
    [
        (lang.say("定義", "Definition"), Some(it.definition.clone().unwrap_or_else(unknown))),
        (lang.say("出典", "Source"), Some(it.source.clone().unwrap_or_else(unknown))),
        (
            lang.say("望ましい方向", "Direction"),
            Some(it.direction.map_or_else(unknown, |it| lang.of_pair(it.name()).to_owned())),
        ),
        (lang.say("集計", "Counted"), (it.window == Window::Cumulative).then(|| cumulative.to_owned())),
        (lang.say("基準値", "Baseline"), baseline),
        (lang.say("次回更新", "Next update"), it.next_due.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

fn survey(here: &Here, indicator: &Indicator) -> Option<Survey> {
    use plan::survey::Sampling::{Census, Other, Probability};
    let lang = here.lang;
    let design = indicator.survey.as_ref()?;
    let meaning = match design.sampling {
        Probability => lang.say(
            "無作為に選んだ人への調査です。回答者の割合から住民全体の割合を推し量れますが、誤差があります。",
            "A random sample: the share of residents can be estimated from it, with a margin of error.",
        ),
        Census => lang.say("対象者全員への調査です。", "Everybody concerned was asked."),
        Other if is_undescribed(design) => lang.say(
            "アンケートなどの回答による数値ですが、調査の方法は公表された文書に書かれていません。住民全体の割合とみなすことはできません。",
            "The figure rests on answers, but the published document does not say how people were asked. It must not be taken for a share of all residents.",
        ),
        _ => lang.say(
            "無作為抽出ではないため、この割合は回答した人の割合であり、住民全体の割合ではありません。誤差の範囲も計算できません。",
            "Not a random sample: this is a share of those who answered, not of residents, and no margin of error can be given.",
        ),
    };
    let facts = [
        (lang.say("母集団", "Population"), design.population.clone()),
        (lang.say("抽出枠", "Frame"), design.frame.clone()),
        (
            lang.say("抽出方法", "Sampling"),
            (!is_undescribed(design)).then(|| lang.of_pair(design.sampling.name()).to_owned()),
        ),
        (lang.say("調査方法", "Mode"), design.mode.clone()),
        (lang.say("設問", "Question"), design.question.clone()),
        (lang.say("回答の選択肢", "Choices"), design.choices.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    Some(Survey { facts, meaning })
}

/// A survey that was recognised by its words alone.
fn is_undescribed(it: &plan::survey::SurveyDesign) -> bool {
    let said = [&it.population, &it.frame, &it.mode, &it.question, &it.choices];
    it.sampling == plan::survey::Sampling::Other && said.into_iter().all(Option::is_none)
}

/// The elements that the indicator measures: plan and title.
fn elements(here: &Here, edition: &Edition, indicator: &Indicator) -> Vec<(String, String)> {
    let row = |id: &RecordId| {
        let it = edition.find::<Element>(id)?;
        let plan = edition.find::<Plan>(&it.plan).map_or("", |plan| &plan.name);
        Some((format!("{plan}　{} {}", it.number, it.title), here.record("plan", id)))
    };
    indicator.elements.iter().rev().filter_map(row).collect()
}
