//! 評語: grades that are not the rule's, or the same for all.

use std::collections::{BTreeSet, HashMap};

use super::scene::{Notes, Scene};
use super::text::{FUTURE_DIRECTION, GRADE, Subject};
use super::{Check, Severity};
use crate::actual::{Actual, Status};
use crate::edition::Edition;
use crate::evaluation::{Evaluation, Verdict};
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::rating::RatingRule;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[
    &GRADE_OFF_RULE,
    &GRADE_UNKNOWN,
    &DIRECTION_UNKNOWN,
    &SAME_DIRECTION_EVERYWHERE,
    &SAME_GRADE_EVERYWHERE,
];

const GRADE_OFF_RULE: Check = Check {
    code: "grade-off-rule",
    severity: Severity::Warning,
    ja: "記録された判定が、いまの目標値と実績値に判定基準を当てた結果と違う",
    en: "the recorded grade is not what the rule gives for target and actual as they are",
    example: "判定「A」だが、基準では「B」",
};
const GRADE_UNKNOWN: Check = Check {
    code: "grade-unknown",
    severity: Severity::Warning,
    ja: "判定の評語が、判定基準にない",
    en: "a grade that the rule does not have",
    example: "A・Bの基準に、判定「S」",
};
const DIRECTION_UNKNOWN: Check = Check {
    code: "direction-unknown",
    severity: Severity::Warning,
    ja: "今後の方向性が、団体の定めた語のどれでもない",
    en: "the future direction is none of the words that the municipality chose",
    example: "拡充・維持・縮小のほかに「見直し」",
};
const SAME_DIRECTION_EVERYWHERE: Check = Check {
    code: "same-direction-everywhere",
    severity: Severity::Hint,
    ja: "部の評価の「今後の方向性」が、すべて同じである",
    en: "all evaluations of a department name the same direction",
    example: "8件すべて「現状維持」",
};
const SAME_GRADE_EVERYWHERE: Check = Check {
    code: "same-grade-everywhere",
    severity: Severity::Hint,
    ja: "部の評価で人が付けた判定が、すべて同じである",
    en: "all grades that people gave in a department are the same",
    example: "8件すべて「C」",
};

/// From how many on it is no chance that all are alike.
const MANY: usize = 8;

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Evaluation(evaluation) => {
            recorded(scene.edition, evaluation, notes);
            chosen(scene.edition, evaluation, notes);
        }
        Body::Organisation(organisation) if organisation.parent.is_none() => {
            spread(scene, &record.id, notes);
        }
        _ => {}
    }
}

/// 今後の方向性, where the municipality has a list of words for it.
fn chosen(edition: &Edition, evaluation: &Evaluation, notes: &mut Notes<'_>) {
    let known = edition.profile().map_or(&[][..], |it| &it.directions);
    let said =
        evaluation.direction.as_deref().filter(|it| !known.is_empty() && known.iter().all(|one| one != it));
    if let Some(said) = said {
        let all = known.join("、");
        notes
            .say(
                &DIRECTION_UNKNOWN,
                format!("今後の方向性「{said}」は、定めた語（{all}）にありません"),
                format!("“{said}” is none of the words for directions ({all})"),
            )
            .at(FUTURE_DIRECTION);
    }
}

/// 判定 as recorded, against the rule. A figure that was corrected since explains itself: the page shows both.
fn recorded(edition: &Edition, evaluation: &Evaluation, notes: &mut Notes<'_>) {
    let (rule, computed, given) = match evaluation.verdict() {
        Verdict::Pending => return,
        Verdict::ByRule { rule, grade } => (rule, Some(grade), None),
        Verdict::Overruled { rule, computed, grade, .. } => (rule, Some(computed), Some(grade)),
        Verdict::ByPerson { rule, grade, .. } => (rule, None, Some(grade)),
    };
    let Some(found) = edition.find::<RatingRule>(rule) else { return };
    if let Some(grade) = given.filter(|grade| found.grade(grade).is_none()) {
        notes
            .say(
                &GRADE_UNKNOWN,
                format!("判定「{grade}」は、判定基準「{}」にありません", found.name),
                format!("the rule “{}” has no grade “{grade}”", found.name),
            )
            .at(GRADE);
    }
    let year = evaluation.fiscal_year;
    let corrected = |it: &Actual| it.status == Status::Corrected;
    if edition.actual(&evaluation.subject, year).is_some_and(corrected) {
        return;
    }
    let (Some(computed), Some(now)) = (computed, by_rule(edition, &evaluation.subject, year)) else { return };
    if *computed != now {
        notes
            .say(
                &GRADE_OFF_RULE,
                format!("判定「{computed}」と記録されていますが、判定基準では「{now}」です"),
                format!("“{computed}” is recorded, but the rule gives “{now}”"),
            )
            .at(GRADE)
            .fix(computed.as_str(), now.as_str());
    }
}

/// What the rule gives today: its own grade, before any person's.
fn by_rule(edition: &Edition, subject: &RecordId, year: FiscalYear) -> Option<String> {
    let indicator = edition.find::<Indicator>(subject)?;
    edition.judge(subject, indicator, year).grade.map(|it| it.mark)
}

/// 分布: what people said of all the work of a department in the newest year of which they said anything.
fn spread(scene: &Scene<'_>, department: &RecordId, notes: &mut Notes<'_>) {
    let Some(year) = scene.edition.reported_year() else { return };
    let own = scene.by_department(evaluations_by_department).get(department);
    let own: Vec<&Evaluation> =
        own.into_iter().flatten().copied().filter(|it| it.fiscal_year == year).collect();
    let directions: Vec<&str> = own.iter().filter_map(|it| it.direction.as_deref()).collect();
    let grades: Vec<&str> = own.iter().filter_map(|it| Some(it.verdict().by_person()?.0)).collect();
    let told = [
        (&SAME_DIRECTION_EVERYWHERE, "今後の方向性", "directions", directions),
        (&SAME_GRADE_EVERYWHERE, "判定", "grades", grades),
    ];
    for (check, ja, en, words) in told {
        let kinds: BTreeSet<&str> = words.iter().copied().collect();
        let only = kinds.first().filter(|_| kinds.len() == 1 && words.len() >= MANY);
        if let Some(only) = only {
            let (count, year) = (words.len(), year.japanese());
            notes.say(
                check,
                format!("{year}の{ja}が、{count}件すべて「{only}」です"),
                format!("all {count} {en} of the year are “{only}”"),
            );
        }
    }
}

/// The evaluations of elements and indicators, by the department that answers for them.
fn evaluations_by_department(edition: &Edition) -> HashMap<&RecordId, Vec<&Evaluation>> {
    let mut found: HashMap<&RecordId, Vec<&Evaluation>> = HashMap::new();
    for (_, it) in edition.all::<Evaluation>() {
        let of_element = || edition.department(edition.in_charge(&it.subject)?).map(|(id, _)| id);
        let department = match edition.find::<Indicator>(&it.subject) {
            Some(indicator) => edition.department_of(indicator, it.fiscal_year).map(|(id, _)| id),
            None => of_element(),
        };
        if let Some(department) = department {
            found.entry(department).or_default().push(it);
        }
    }
    found
}
