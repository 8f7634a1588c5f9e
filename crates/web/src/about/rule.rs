//! 判定基準 as published: in plain words that are made from the rule's own data.

use plan::edition::Edition;
use plan::plan::Plan;
use plan::rating::{Grade, RatingRule, Said};
use plan::record::RecordId;

use crate::lang::Lang;

/// One rule.
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) description: Option<String>,
    /// What is judged by it.
    pub(super) judges: Vec<String>,
    /// What is measured.
    pub(super) measure: String,
    /// How.
    pub(super) details: Vec<String>,
    pub(super) grades: Vec<Row>,
}

/// A grade and when it is given.
pub(super) struct Row {
    pub(super) class: &'static str,
    pub(super) shape: &'static str,
    pub(super) mark: String,
    pub(super) words: String,
    pub(super) when: String,
}

/// Every rule in force.
pub(super) fn all(lang: Lang, edition: &Edition) -> Vec<Rule> {
    edition.all::<RatingRule>().map(|(id, it)| Rule::of(lang, edition, id, it)).collect()
}

impl Rule {
    fn of(lang: Lang, edition: &Edition, id: &RecordId, it: &RatingRule) -> Self {
        let explained = it.explained();
        let row = |(grade, when): (Grade, Said)| Row {
            class: grade.tone().as_str(),
            shape: grade.tone().shape(),
            when: lang.of_pair(when),
            words: lang.say(grade.words.clone(), grade.en.unwrap_or(grade.words)),
            mark: grade.mark,
        };
        Self {
            name: it.name.clone(),
            description: it.description.clone(),
            judges: judges(lang, edition, id),
            measure: lang.of_pair(explained.measure),
            details: explained.details.into_iter().map(|it| lang.of_pair(it)).collect(),
            grades: explained.steps.into_iter().chain(explained.off_scale).map(row).collect(),
        }
    }
}

/// 「この基準を名指ししていない指標すべて」, 「指標 12件」, 「基本計画の施策」: what is judged by a rule.
fn judges(lang: Lang, edition: &Edition, id: &RecordId) -> Vec<String> {
    let mut list = Vec::new();
    let plain = plan::indicator::Indicator::new(
        "",
        plan::indicator::IndicatorKind::Outcome,
        plan::unit::Unit::new(""),
    );
    if edition.rule(&plain).is_some_and(|(usual, _)| usual == id) {
        list.push(lang.say("基準を別に定めていない指標", "indicators that name no other rule").to_owned());
    }
    let named = edition.naming::<plan::indicator::Indicator>(id).count();
    if named > 0 {
        list.push(
            lang.say(
                format!("この基準を定めた指標（{named}件）"),
                format!("indicators that name it ({named})"),
            ),
        );
    }
    if edition.profile().is_some_and(|it| it.element_rule.as_ref() == Some(id)) {
        let words = lang.say("基準を別に定めていない計画の要素", "elements of plans that name no other rule");
        list.push(words.to_owned());
    }
    for (_, plan) in edition.naming::<Plan>(id) {
        list.push(of_plan(lang, plan, id));
    }
    list
}

/// 「基本計画の施策、事業」.
fn of_plan(lang: Lang, plan: &Plan, id: &RecordId) -> String {
    let levels = (0..).zip(&plan.levels);
    let levels = levels.filter(|(level, _)| plan.element_rule(*level).flatten() == Some(id));
    let levels: Vec<_> = levels.map(|(_, name)| name.as_str()).collect();
    let levels = levels.join(lang.say("、", ", "));
    lang.say(format!("{}の{levels}", plan.name), format!("{levels} of {}", plan.name))
}
