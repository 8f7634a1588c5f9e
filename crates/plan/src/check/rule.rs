//! 判定基準の点検: rules that contradict themselves, and rules named where they cannot judge.

use super::{Check, Finding, Severity};
use crate::edition::Edition;
use crate::rating::{Measure, Points, RatingRule, RuleShape};
use crate::record::{Body, Record, RecordId};

pub(super) const CHECKS: &[&Check] = &[&CONTRADICTORY_RULE, &UNKNOWN_MARK, &RULE_OF_OTHERS];

const CONTRADICTORY_RULE: Check = Check {
    code: "contradictory-rule",
    severity: Severity::Error,
    ja: "判定基準が自らと矛盾している",
    en: "a rating rule contradicts itself",
    example: "Aの下限50％、Bの下限80％で、Bに届くことがない",
};
const UNKNOWN_MARK: Check = Check {
    code: "unknown-mark",
    severity: Severity::Error,
    ja: "点数のある評語が、どの判定基準にもない",
    en: "a mark has points, but no rule gives it",
    example: "A～Dの点数表に「E」",
};
const RULE_OF_OTHERS: Check = Check {
    code: "rule-of-others",
    severity: Severity::Error,
    ja: "要素のための判定基準が指標に、または指標のためのものが要素に使われている",
    en: "a rule for elements is named for indicators, or the other way round",
    example: "「達成した指標の割合」の基準を、一つの指標に使う",
};

/// What is wrong with a rule, or with the naming of one. Each finding stops the decision.
pub(super) fn contradictory(after: &Edition, record: &Record) -> Vec<Finding> {
    let id = &record.id;
    let of = |check: &'static Check| move |(ja, en): (String, String)| Finding::new(check, id, ja, en);
    let other = of(&RULE_OF_OTHERS);
    match &record.body {
        Body::RatingRule(rule) => {
            let own = rule.contradictions().into_iter();
            let own = own.map(|it| {
                (
                    format!("判定基準「{}」：{}", rule.name, it.ja()),
                    format!("rating rule “{}”: {it}", rule.name),
                )
            });
            let unknown = unknown_marks(after, rule).into_iter().map(of(&UNKNOWN_MARK));
            own.map(of(&CONTRADICTORY_RULE)).chain(unknown).collect()
        }
        Body::Indicator(it) => {
            misnamed(after, it.rule.as_ref(), Of::Indicator).map(other).into_iter().collect()
        }
        Body::Plan(it) => {
            let each = it.element_rules.iter().filter_map(|rule| misnamed(after, rule.as_ref(), Of::Element));
            each.map(other).collect()
        }
        Body::Municipality(it) => {
            let both = [
                misnamed(after, it.rule.as_ref(), Of::Indicator),
                misnamed(after, it.element_rule.as_ref(), Of::Element),
            ];
            both.into_iter().flatten().map(other).collect()
        }
        _ => vec![],
    }
}

/// Points for a grade that no rule gives.
fn unknown_marks(after: &Edition, rule: &RatingRule) -> Vec<(String, String)> {
    let RuleShape::Scale(scale) = &rule.shape else { return vec![] };
    let Measure::Points(Points { points, .. }) = &scale.measure else { return vec![] };
    let is_known = |mark: &str| {
        let given = |it: &RatingRule| {
            it.grades().iter().any(|grade| grade.mark == mark)
                || it.off_scale.iter().any(|off| off.grade.mark == mark)
        };
        after.all::<RatingRule>().any(|(_, it)| given(it))
    };
    let unknown = points.iter().filter(|it| !is_known(&it.mark));
    let said = |mark: &str| {
        (
            format!("判定基準「{}」：点数のある評語「{mark}」は、どの判定基準にもありません", rule.name),
            format!("rating rule “{}”: “{mark}” has points, but no rule gives that grade", rule.name),
        )
    };
    unknown.map(|it| said(&it.mark)).collect()
}

/// What a rule is named for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Indicator,
    Element,
}

/// A rule of elements named for indicators, or the other way round. People may judge both.
fn misnamed(after: &Edition, named: Option<&RecordId>, of: Of) -> Option<(String, String)> {
    let rule = after.find::<RatingRule>(named?)?;
    let fits = match of {
        Of::Indicator => !rule.measure().is_of_elements(),
        Of::Element => rule.measure().is_of_elements() || *rule.measure() == Measure::Person,
    };
    let name = &rule.name;
    let said = match of {
        Of::Indicator => (
            format!("判定基準「{name}」は要素のためのもので、指標を判定できません"),
            format!("the rating rule “{name}” is for elements and cannot judge indicators"),
        ),
        Of::Element => (
            format!("判定基準「{name}」は指標のためのもので、要素を判定できません"),
            format!("the rating rule “{name}” is for indicators and cannot judge elements"),
        ),
    };
    (!fits).then_some(said)
}
