//! A statement as records: the plan of one organisation for one year, its issues, its evaluation.

use plan::edition::Edition;
use plan::element::{Meaning, Section};
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};

use super::{Context, issue, organisation};
use crate::document::Statement;
use crate::file::Reading;

pub(super) fn propose(it: &Statement, title: Option<&str>, edition: &Edition, reading: &mut Reading) {
    let Some(name) = &it.organisation else {
        let ja = "どの組織の方針かわからないため、取り込みませんでした".to_owned();
        return reading.ask(
            it.line,
            ja,
            "the statement names no organisation, so it was not taken in".to_owned(),
        );
    };
    let Some(year) = it.fiscal_year else {
        let ja = format!("「{name}」の方針の年度がわからないため、取り込みませんでした");
        return reading.ask(it.line, ja, format!("the statement of “{name}” names no fiscal year"));
    };
    let organisation = organisation::find(name, it.line, edition, reading);
    let known = edition.statements(&organisation).into_iter().find(|(_, plan)| plan.first_year == year);
    let id =
        known.map_or_else(|| RecordId::new(format!("{organisation}-{}", year.year())), |(id, _)| id.clone());
    let known = known.map(|(_, plan)| plan);
    let own_name = || title.map_or_else(|| format!("{} {name} 運営方針", year.japanese()), str::to_owned);
    let plan = Plan {
        kind: PlanKind::Statement,
        name: known.map_or_else(own_name, |plan| plan.name.clone()),
        organisation: Some(organisation.clone()),
        handed_over: known.map_or_else(Vec::new, |plan| plan.handed_over.clone()),
        head: it.head.clone().or_else(|| known.and_then(|plan| plan.head.clone())),
        first_year: year,
        last_year: Some(year),
        levels: known.map_or_else(|| vec!["経営課題".to_owned()], |plan| plan.levels.clone()),
        adopted_on: known.and_then(|plan| plan.adopted_on),
        revised_on: known.and_then(|plan| plan.revised_on),
        sections: merged(sections(it), known.map_or(&[], |plan| &plan.sections)),
        element_rules: known.map_or_else(Vec::new, |plan| plan.element_rules.clone()),
    };
    reading.put(Record::new(id.clone(), plan), name, it.line);
    let context = Context { edition, organisation: &organisation, year, plan: &id, statement: it };
    for (place, each) in it.issues.iter().enumerate() {
        issue::propose(each, place, &context, reading);
    }
    evaluate(&context, reading);
}

fn sections(it: &Statement) -> Vec<Section> {
    let own = [(Meaning::Vision, &it.vision), (Meaning::Mission, &it.mission), (Meaning::Policy, &it.policy)];
    let own = own.into_iter().map(|(meaning, texts)| (meaning, String::new(), texts));
    let others = it.sections.iter().map(|it| (Meaning::Other, it.heading.clone(), &it.texts));
    let all = own.chain(others).filter(|(_, _, texts)| !texts.is_empty());
    all.map(|(meaning, heading, texts)| Section { meaning, heading, paragraphs: texts.clone() }).collect()
}

/// The document's sections, and after them those of the edition about which it is silent.
pub(super) fn merged(mut written: Vec<Section>, known: &[Section]) -> Vec<Section> {
    for section in &mut written {
        let same =
            known.iter().find(|it| it.meaning == section.meaning && it.paragraphs == section.paragraphs);
        if let Some(same) = same {
            section.heading.clone_from(&same.heading);
        }
    }
    let silent = known.iter().filter(|it| written.iter().all(|section| section.meaning != it.meaning));
    let silent: Vec<Section> = silent.cloned().collect();
    written.extend(silent);
    written
}

/// 自己評価 and 今後の方針 of the whole.
fn evaluate(context: &Context<'_>, reading: &mut Reading) {
    let it = context.statement;
    if it.self_evaluation.is_empty() && it.future_direction.is_empty() {
        return;
    }
    let kind = EvaluationKind::OwnAssessment;
    let known = context.edition.evaluation(context.plan, context.year, kind).cloned();
    let mut evaluation = known.unwrap_or_else(|| Evaluation::new(context.plan.clone(), context.year, kind));
    if !it.self_evaluation.is_empty() {
        evaluation.text.clone_from(&it.self_evaluation);
    }
    if !it.future_direction.is_empty() {
        evaluation.future.clone_from(&it.future_direction);
    }
    let words = it.self_evaluation.iter().chain(&it.future_direction).cloned().collect::<Vec<_>>().join("\n");
    reading.put(Record::new(evaluation.id(), evaluation), &words, it.line);
}
