//! An indicator line as records: the series that it continues or begins, its target, its results.

use plan::actual::{Actual, Figure, Status};
use plan::condition::{Comparator, Condition};
use plan::decision::StaffId;
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::plan::Plan;
use plan::rating::{Basis, Measure};
use plan::record::{Record, RecordId};
use plan::survey::{Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;

use super::similar::likeness;
use super::{Context, id, result, survey};
use crate::document::{self, Stage};
use crate::file::Reading;

pub(super) fn propose(
    it: &document::Indicator,
    place: usize,
    element: &RecordId,
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let (id, indicator) = measured(it, place, element, context, reading);
    reading.put(Record::new(id.clone(), indicator.clone()), &it.text, it.line);
    let target = target(it, &id, &indicator.unit, context.year);
    let known = |it: &Target| context.edition.target(&id, it.fiscal_year);
    let is_new = |it: &&Target| known(it).is_none_or(|known| known.condition != it.condition);
    if let Some(target) = target.as_ref().filter(is_new) {
        reading.put(Record::new(target.id(), target.clone()), &it.text, it.line);
    }
    let actual = result::exact(it, &indicator.unit, reading)
        .and_then(|text| actual(text, it, (&id, &indicator.unit), context.year));
    let actual = actual.map(|it| reported(it, context.edition.actual(&id, context.year)));
    if let Some(actual) = &actual {
        reading.put(
            Record::new(actual.id(), actual.clone()),
            it.raw_actual.as_deref().unwrap_or_default(),
            it.line,
        );
    }
    previous(it, (&id, &indicator.unit), context, reading);
    judge(it, &id, &indicator, (target.as_ref(), actual.as_ref()), context, reading);
}

/// 指標 that the line measures: the series that it continues, under its newest name, or a new one.
fn measured(
    it: &document::Indicator,
    place: usize,
    element: &RecordId,
    context: &Context<'_>,
    reading: &mut Reading,
) -> (RecordId, Indicator) {
    let name = it.name.clone().unwrap_or_else(|| it.text.clone());
    let unit = Unit::new(it.unit.as_deref().unwrap_or_default());
    let (id, known) = series(&name, &unit, context);
    let mut indicator = known.cloned().unwrap_or_else(|| Indicator {
        order: u32::try_from(place + 1).unwrap_or(u32::MAX),
        ..begin(it, &name, unit)
    });
    if plan::key::squeeze(&indicator.name) != plan::key::squeeze(&name) && !is_newer(&indicator, context) {
        let before = &indicator.name;
        reading.ask(
            it.line,
            format!("指標名が「{before}」から「{name}」に変わっています。同じ指標の続きとして扱いました"),
            format!("the indicator was called “{before}” and is now “{name}”; taken as the same series"),
        );
        indicator.name = name;
    }
    if !indicator.elements.contains(element) {
        indicator.elements.push(element.clone());
    }
    (id, indicator)
}

/// A result as it stands in the document, with what is known of it beside its figure.
fn reported(actual: Actual, known: Option<&Actual>) -> Actual {
    match known {
        Some(known) if known.value() == actual.value() => known.clone(),
        Some(known) => Actual { figure: actual.figure, ..known.clone() },
        None => actual,
    }
}

/// The indicator of the same organisation whose series this line continues; else a new id.
///
/// A changed wording continues the series; it does so only where nothing else is as alike.
fn series<'a>(name: &str, unit: &Unit, context: &Context<'a>) -> (RecordId, Option<&'a Indicator>) {
    let key = plan::key::squeeze(name);
    let new = RecordId::new(format!("i-{}", id::short(&format!("{}{key}", context.organisation))));
    let own = own(context);
    if let Some((id, it)) = own.iter().find(|(id, it)| **id == new || plan::key::squeeze(&it.name) == key) {
        return ((*id).clone(), Some(it));
    }
    let mut alike: Vec<_> = own
        .into_iter()
        .filter(|(_, it)| it.unit.is_same(unit))
        .filter(|(_, it)| !context.is_named_elsewhere(&it.name))
        .map(|(id, it)| (likeness(&it.name, name), id, it))
        .filter(|(alike, ..)| *alike > 0.7)
        .collect();
    alike.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    let clear = match alike.as_slice() {
        [only] => Some(only),
        [first, second, ..] if first.0 - second.0 > 0.1 => Some(first),
        _ => None,
    };
    clear.map_or((new, None), |(_, id, it)| ((*id).clone(), Some(it)))
}

/// Whether a statement of a later year uses the indicator: then its name there is the newer one.
fn is_newer(indicator: &Indicator, context: &Context<'_>) -> bool {
    let plan = |element| context.edition.find::<Plan>(&context.edition.find::<Element>(element)?.plan);
    indicator.elements.iter().filter_map(plan).any(|plan| plan.first_year > context.year)
}

/// All indicators of the organisation's statements.
fn own<'a>(context: &Context<'a>) -> Vec<(&'a RecordId, &'a Indicator)> {
    let edition = context.edition;
    let mut own: Vec<(&RecordId, &Indicator)> = Vec::new();
    for (plan, _) in edition.statements(context.organisation) {
        for (element, _) in edition.naming::<Element>(plan) {
            for found in edition.indicators(element) {
                if own.iter().all(|(id, _)| *id != found.0) {
                    own.push(found);
                }
            }
        }
    }
    own
}

impl Context<'_> {
    /// Whether another line of this very statement has the name: then that line continues the series.
    fn is_named_elsewhere(&self, name: &str) -> bool {
        let key = plan::key::squeeze(name);
        let names =
            self.statement.issues.iter().flat_map(|it| &it.indicators).filter_map(|it| it.name.as_ref());
        names.map(|it| plan::key::squeeze(it)).any(|it| it == key)
    }
}

fn begin(it: &document::Indicator, name: &str, unit: Unit) -> Indicator {
    let asked = survey::is_survey(name, &unit);
    let kind = match it.stage {
        Some(Stage::Process) => IndicatorKind::Output,
        _ if asked => IndicatorKind::Perception,
        _ => IndicatorKind::Outcome,
    };
    Indicator {
        direction: it.condition.as_ref().and_then(direction),
        survey: asked.then(|| SurveyDesign::new(Sampling::Other)),
        ..Indicator::new(name, kind, unit)
    }
}

/// Which way is better, where the target's own words say it.
fn direction(condition: &Condition) -> Option<Direction> {
    match condition.comparator()? {
        Comparator::AtLeast | Comparator::MoreThan | Comparator::Increase => Some(Direction::Up),
        Comparator::AtMost | Comparator::LessThan | Comparator::Decrease => Some(Direction::Down),
        Comparator::Maintain => Some(Direction::Hold),
        Comparator::Equal => None,
    }
}

fn target(it: &document::Indicator, id: &RecordId, unit: &Unit, year: FiscalYear) -> Option<Target> {
    let condition = it.condition.as_ref()?.told_in(written(it).as_ref(), unit);
    let rest = it.name.as_deref().and_then(|name| it.text.split_once(name)).map(|(_, rest)| rest);
    let rest = rest
        .map(|it| it.trim_start_matches([':', '：', ' ', '　', '\t', '、']).trim())
        .filter(|it| !it.is_empty());
    let words = rest.map_or_else(|| condition.written(unit.as_str()), str::to_owned);
    let fiscal_year = it.due_year.unwrap_or(year);
    Some(Target { indicator: id.clone(), fiscal_year, condition, words, revision_reason: None })
}

/// The unit of the document.
fn written(it: &document::Indicator) -> Option<Unit> {
    it.unit.as_deref().and_then(Unit::parse)
}

/// A figure of the document, told in the unit of its series.
fn actual(
    text: &str,
    it: &document::Indicator,
    (id, unit): (&RecordId, &Unit),
    year: FiscalYear,
) -> Option<Actual> {
    let value = plan::number::parse(text)?;
    let is_own = written(it).is_some_and(|it| it.fits(unit));
    let figure = Figure::Value(if is_own { unit.own(value) } else { value });
    Some(Actual {
        indicator: id.clone(),
        fiscal_year: year,
        figure,
        status: Status::Final,
        sample: None,
        explanation: None,
    })
}

/// 前年度実績: taken where the edition has none; where it has another figure, somebody is told.
fn previous(
    it: &document::Indicator,
    (id, unit): (&RecordId, &Unit),
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let year = context.year.previous();
    if let Some(written) = it.previous_actual.as_deref().filter(|_| it.previous_approximate) {
        return result::about(it.line, written, reading);
    }
    let Some(last) = it.previous_actual.as_deref().and_then(|text| actual(text, it, (id, unit), year)) else {
        return;
    };
    match context.edition.actual(id, year).map(Actual::value) {
        None | Some(None) => {
            let words = it.previous_actual.as_deref().unwrap_or_default();
            reading.put(Record::new(last.id(), last.clone()), words, it.line);
        }
        Some(known) if known == last.value() => {}
        Some(Some(known)) => {
            let written = it.previous_actual.as_deref().unwrap_or_default();
            reading.ask(
                it.line,
                format!("前年度実績「{written}」が、台帳の{}の実績{known}と違います（台帳のままにしました）", year.japanese()),
                format!("last year's result “{written}” differs from {known} in the ledger, which was left as it is"),
            );
        }
    }
}

/// The verdict as written: taken as it is where the rule agrees, else beside the rule's own.
fn judge(
    it: &document::Indicator,
    id: &RecordId,
    indicator: &Indicator,
    (target, actual): (Option<&Target>, Option<&Actual>),
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let Some(written) = &it.judgement else { return };
    let Some((rule_id, rule)) = context.edition.rule(indicator) else {
        let ja = format!("判定「{written}」を照らす判定基準が、まだ台帳にありません");
        return reading.ask(
            it.line,
            ja,
            format!("there is no rating rule yet to hold the verdict “{written}” against"),
        );
    };
    let judgement = context.edition.now().judge_as(id, indicator, context.year, (target, actual));
    let computed = judgement.grade.as_ref();
    if computed.is_some_and(|grade| grade.mark == *written || grade.words == *written) {
        return;
    }
    let by = StaffId("document".to_owned());
    let reason = "公表された文書に書かれた判定";
    let evaluation = Evaluation::new(id.clone(), context.year, EvaluationKind::OwnAssessment)
        .resting_on(Basis::of(rule, indicator, (target, actual), &judgement));
    if *rule.measure() == Measure::Person && rule.grade(written).is_some() {
        if let Ok(chosen) = evaluation.chosen(rule_id.clone(), written, by, reason) {
            reading.put(Record::new(chosen.id(), chosen), written, it.line);
        }
        return;
    }
    let said = computed.map_or("判定できない".to_owned(), |grade| format!("「{}」", grade.mark));
    let ja = format!("書かれた判定「{written}」が、判定基準による判定（{said}）と違います");
    reading.ask(it.line, ja, format!("the verdict “{written}” differs from the one by rule ({said})"));
    let overruled = evaluation.judged(rule_id.clone(), &judgement).overrule(written, by, reason);
    if let Ok(overruled) = overruled {
        reading.put(Record::new(overruled.id(), overruled), written, it.line);
    }
}
