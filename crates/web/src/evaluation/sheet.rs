//! 評価票: everything said about one subject for one year: figures, evaluations with their versions, remarks and answers, money.

use askama::Template;
use axum::response::Html;
use plan::edition::Edition;
use plan::evaluation::Evaluation;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;

use super::{KINDS, address, is_subject, sheet_address, years};
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::means::MoneyTable;
use crate::rows::{self, Assessment, IndicatorRow};
use crate::said::Said;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "evaluation/sheet.html")]
struct Sheet {
    frame: Frame,
    subject: (String, String),
    owners: Vec<(String, String)>,
    neighbours: Vec<(String, String)>,
    caption: String,
    indicators: Vec<IndicatorRow>,
    assessments: Vec<Dated>,
    remarks: Vec<Said>,
    money: MoneyTable,
    /// 正誤 of the evaluations.
    errata: Vec<crate::erratum::Erratum>,
}

/// An evaluation with the day of its decision and the number of its versions.
struct Dated {
    it: Assessment,
    on: String,
    decision: String,
    versions: usize,
    history: String,
}

pub(super) fn show(visit: &Visit, id: &RecordId, year: FiscalYear) -> Result<Html<String>, PageError> {
    let Visit { edition, here } = visit;
    let body = edition.get(id).map(|it| &it.body).ok_or_else(|| visit.missing(id))?;
    let evaluated = KINDS.into_iter().any(|kind| edition.evaluation(id, year, kind).is_some());
    let is_there = is_subject(body)
        && (evaluated || edition.follow_ups_of(id).iter().any(|it| it.remark.fiscal_year == year));
    if !is_there {
        return Err(PageError::not_found(here.lang).on(here));
    }
    Ok(Html(view(here, edition, id, year).render()?))
}

fn view(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Sheet {
    let lang = here.lang;
    let subject = crate::said::place(here, edition, id);
    let name = lang.short_year(year);
    let title = lang
        .say(format!("{name}の評価票：{}", subject.0), format!("Evaluation sheet of {name}: {}", subject.0));
    let charged = edition.in_charge(id).or_else(|| edition.department_evaluated(id, year));
    let kept = edition.follow_ups_of(id).into_iter().filter(|it| it.remark.fiscal_year == year);
    Sheet {
        frame: Frame::new(here, edition, title, Part::Evaluations)
            .via(lang.say("評価", "Evaluations"), here.to("/evaluations/"))
            .via(name.clone(), address(here, year)),
        owners: charged.map_or(vec![], |it| crate::plan::owners(here, edition, std::slice::from_ref(it))),
        neighbours: neighbours(here, edition, id, year),
        caption: rows::caption(lang, year),
        indicators: indicators(here, edition, id, year),
        assessments: KINDS
            .into_iter()
            .filter_map(|kind| edition.evaluation(id, year, kind))
            .map(|it| dated(here, edition, it))
            .collect(),
        remarks: kept.map(|it| Said::of(here, edition, &it)).collect(),
        money: crate::means::of(here, edition, id, Some(year)),
        errata: errata(here, edition, id, year),
        subject,
    }
}

fn errata(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<crate::erratum::Erratum> {
    let shown = KINDS.into_iter().filter_map(|kind| edition.evaluation(id, year, kind));
    let ids: Vec<RecordId> = shown.map(Evaluation::id).collect();
    crate::erratum::of_all(here, edition, &ids)
}

/// The indicators of an element; an indicator itself.
fn indicators(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<IndicatorRow> {
    match edition.find::<Indicator>(id) {
        Some(it) => vec![IndicatorRow::of(here, edition, id, it, year)],
        None => crate::element::indicators(here, edition, id, year),
    }
}

fn neighbours(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Vec<(String, String)> {
    let said =
        |year: &FiscalYear| KINDS.into_iter().any(|kind| edition.evaluation(id, *year, kind).is_some());
    let others = years(edition).into_iter().filter(|it| *it != year && said(it));
    others.map(|it| (here.lang.short_year(it), sheet_address(here, id, it))).collect()
}

fn dated(here: &Here, edition: &Edition, it: &Evaluation) -> Dated {
    let id = it.id();
    let decision = edition.since(&id).and_then(|number| edition.decision(number));
    Dated {
        it: Assessment::of(here, it),
        on: decision.map_or(String::new(), |it| here.lang.date(it.date())),
        decision: decision.map_or(String::new(), |it| here.to(&format!("/decisions/{}", it.number))),
        versions: edition.history(&id).len(),
        history: here.record("records", &id),
    }
}
