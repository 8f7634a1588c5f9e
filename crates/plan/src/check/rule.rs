//! 判定基準の点検: rules that contradict themselves, and rules named where they cannot judge.

use super::Finding;
use crate::edition::Edition;
use crate::rating::{Measure, Points, RatingRule, RuleShape};
use crate::record::{Body, Record, RecordId};

/// What is wrong with a rule, or with the naming of one. Each finding stops the decision.
pub(super) fn contradictory(after: &Edition, record: &Record) -> Vec<Finding> {
    let id = &record.id;
    let error = |(ja, en): (String, String)| Finding::error(id, ja, en);
    match &record.body {
        Body::RatingRule(rule) => {
            let own = rule.contradictions().into_iter();
            let own = own.map(|it| {
                (
                    format!("判定基準「{}」：{}", rule.name, it.ja()),
                    format!("rating rule “{}”: {it}", rule.name),
                )
            });
            own.chain(unknown_marks(after, rule)).map(error).collect()
        }
        Body::Indicator(it) => {
            misnamed(after, it.rule.as_ref(), Of::Indicator).map(error).into_iter().collect()
        }
        Body::Plan(it) => {
            misnamed(after, it.element_rule.as_ref(), Of::Element).map(error).into_iter().collect()
        }
        Body::Municipality(it) => {
            let both = [
                misnamed(after, it.rule.as_ref(), Of::Indicator),
                misnamed(after, it.element_rule.as_ref(), Of::Element),
            ];
            both.into_iter().flatten().map(error).collect()
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
