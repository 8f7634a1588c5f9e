//! 判定基準 field by field: a change of any part of a rule shows in its history.

use super::{Facets, Value};
use crate::rating::{Grade, RatingRule, RuleShape, Said};
use crate::record::RecordId;

/// Every field of a rule.
pub(super) fn facets(it: &RatingRule, out: &mut Facets) {
    out.add("判定基準名", "name", &it.name);
    let explained = it.explained();
    if matches!(it.shape, RuleShape::Scale(_)) {
        out.add("測るもの", "what is measured", explained.measure);
    }
    for how in explained.details {
        out.add("測り方", "how it is measured", how);
    }
    match &it.shape {
        RuleShape::MeetsTarget { met, missed } => {
            out.add("達成の評語", "grade when met", graded(met)).add(
                "未達成の評語",
                "grade when missed",
                graded(missed),
            );
        }
        RuleShape::Scale(scale) => {
            let own = scale.steps.iter().map(|step| &step.grade);
            for (grade, (_, when)) in own.zip(explained.steps) {
                out.add("評語", "grade", given(grade, when));
            }
        }
    }
    for (off, (_, when)) in it.off_scale.iter().zip(explained.off_scale) {
        out.add("段階外の評語", "grade off the scale", given(&off.grade, when));
    }
    out.maybe("説明", "description", it.description.as_ref());
}

/// 「A 達成（reached、●）」: with the English words and the tone where the municipality chose them.
fn graded(grade: &Grade) -> String {
    let words = if grade.mark == grade.words { String::new() } else { format!(" {}", grade.words) };
    let own = [grade.en.clone(), grade.tone.map(|it| it.shape().to_owned())];
    let own: Vec<_> = own.into_iter().flatten().collect();
    let own = if own.is_empty() { String::new() } else { format!("（{}）", own.join("、")) };
    format!("{}{words}{own}", grade.mark)
}

fn given(grade: &Grade, when: Said) -> Value {
    Value::from(graded(grade)).and(("：", ": ")).and(when)
}

/// One a level; 「―」 for a level without one.
pub(super) fn of_levels(rules: &[Option<RecordId>]) -> Option<Value> {
    let each = rules.iter().map(|it| it.as_ref().map_or_else(|| "―".into(), Value::from));
    (!rules.is_empty()).then(|| Value::listed(each))
}
