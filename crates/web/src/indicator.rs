//! `/{code}/indicators/`: all indicators in one table; each with chart, sentence, table, definition and target history.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::moves::TargetMove;
use plan::record::RecordId;

use crate::chart::{self, Chart};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::rows::Assessment;
use crate::said::Said;
use crate::sentence::{self, Moved, Sureness, Told};
use crate::visit::Visit;
use crate::words;

mod about;
mod corrections;
mod form;
mod list;
mod revisions;
mod source;
mod years;

pub(crate) use form::words;
pub(crate) use list::{file, index};

use about::Survey;
use corrections::Corrected;
use revisions::Revision;
use source::Source;
use years::YearRow;

#[derive(Template)]
#[template(path = "indicator/show.html")]
struct Show {
    frame: Frame,
    kind: &'static str,
    sentence: String,
    /// どこまで確かか.
    sure: Option<Sureness>,
    /// 進み具合・傾向・見通し.
    ahead: Vec<String>,
    charts: Vec<Chart>,
    /// The legend: shape, class, words.
    key: Vec<(&'static str, &'static str, &'static str)>,
    unit: String,
    years: Vec<YearRow>,
    is_surveyed: bool,
    facts: Vec<(&'static str, String)>,
    survey: Option<Survey>,
    breaks: Vec<String>,
    elements: Vec<(String, String)>,
    /// 担当組織: who answers for it in the year reported on.
    owners: Vec<(String, String)>,
    corrections_heading: String,
    corrections: Vec<Corrected>,
    revisions: Vec<Revision>,
    assessments: Vec<Assessment>,
    remarks: Vec<Said>,
    opinions: Vec<crate::comment::Changed>,
    rule: Option<(String, String)>,
    left_open: Vec<crate::left_open::LeftOpen>,
    /// 正誤.
    errata: Vec<crate::erratum::Erratum>,
    record: String,
    /// The same figures as a file.
    csv: String,
    source: Source,
    /// This indicator beside others.
    compare: String,
}

/// `GET /{code}/indicators/{id}`.
pub(crate) async fn show(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, PageError> {
    let id = RecordId::new(id);
    let indicator = visit.find::<Indicator>(&id)?;
    Ok(Html(view(&visit, &id, indicator).render()?))
}

fn view(Visit { edition, here }: &Visit, id: &RecordId, indicator: &Indicator) -> Show {
    let lang = here.lang;
    let series = edition.series(id, indicator);
    let hold = edition.hold(indicator);
    let outlook = plan::outlook::outlook(indicator, &series, hold);
    let charts = chart::both(lang, indicator, &series, outlook.as_ref().ok());
    let frame = Frame::new(here, edition, indicator.name.clone(), Part::Indicators)
        .via(lang.say("指標の一覧", "Indicators"), here.to("/indicators/"));
    let told = Told { lang, indicator, series: &series, hold, moved: None };
    let moves = edition.target_moves(id);
    let told = Told { moved: told.reported().and_then(|(it, _)| moved(&moves, it.year)), ..told };
    Show {
        source: source::of(here, &frame, id, &series),
        frame,
        kind: lang.of_pair(indicator.kind.name()),
        sentence: sentence::of(&told),
        sure: sentence::sureness(&told),
        ahead: sentence::ahead(&told, &outlook),
        key: charts.first().map_or(vec![], |it| it.key(lang)),
        charts,
        unit: words::unit(&indicator.unit),
        years: years::of(here, edition, id, indicator, &series),
        is_surveyed: indicator.survey.is_some(),
        facts: about::facts(here, indicator),
        survey: about::survey(here, indicator),
        breaks: indicator
            .breaks
            .iter()
            .map(|it| format!("{}{}：{}", lang.short_year(it.year), lang.say("から", " on"), it.note))
            .collect(),
        owners: about::owners(here, edition, indicator),
        elements: about::elements(here, edition, indicator),
        corrections_heading: corrections::heading(here, &series),
        corrections: corrections::of(here, edition, indicator, &series),
        revisions: revisions::of(here, edition, id),
        assessments: edition.evaluations(id).into_iter().map(|it| Assessment::of(here, it)).collect(),
        remarks: crate::said::about(here, edition, id),
        opinions: crate::comment::changed_by(here, edition, id),
        rule: edition.rule(indicator).map(|(_, it)| (it.name.clone(), here.to("/about/"))),
        errata: crate::erratum::of(here, edition, id),
        left_open: crate::left_open::of(here, edition, id),
        record: here.record("records", id),
        csv: crate::data::of(here, id),
        compare: here.to_with("/compare", &[("i", id.as_str())]),
    }
}

/// The last move of a year's target.
fn moved<'a>(moves: &[TargetMove<'a>], year: FiscalYear) -> Option<Moved<'a>> {
    let last = moves.iter().find(|it| it.fiscal_year() == year && it.after.is_some())?;
    Some(Moved { before: last.before, late: last.result_known })
}
