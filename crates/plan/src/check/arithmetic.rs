//! 計算: what a sentence says of numbers is recomputed from the numbers that it says.

use rust_decimal::Decimal;

use super::figures::{Said, consists_of, distance, is_rounding_of, numbers, percent, rounded};
use super::scene::{Notes, Scene};
use super::text::{ACTUAL, EXPLANATION, Subject, Text};
use super::{Check, Field, Severity};
use crate::actual::Actual;
use crate::amount::Amount;
use crate::indicator::Indicator;
use crate::key::Folded;
use crate::number::print;
use crate::record::{Body, Record};

mod expression;

pub(super) const CHECKS: &[&Check] = &[&RATIO, &SUM, &TOTAL_COST];

const RATIO: Check = Check {
    code: "ratio",
    severity: Severity::Warning,
    ja: "文中の割合が、文中の数から計算した割合と合わない",
    en: "a share in a text is not what its own numbers give",
    example: "81人中44人（54.4％）→ 54.3％",
};
const SUM: Check = Check {
    code: "sum",
    severity: Severity::Warning,
    ja: "文中の計算式や内訳の合計が合わない",
    en: "a calculation or a breakdown in a text does not add up",
    example: "10,836＋4,118＝14,594 → 14,954",
};
const TOTAL_COST: Check = Check {
    code: "total-cost",
    severity: Severity::Warning,
    ja: "総事業費が、事業費と人件費の和でない",
    en: "a total cost is not the project's cost and the staff's",
    example: "総事業費1,200千円（事業費900千円、人件費200千円）→ 1,100千円",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    for it in subject.told().iter().filter(|it| it.numbers.len() > 1) {
        ratios(&it.folded, &it.numbers, it.field, notes);
        sums(&it.folded, &it.numbers, it.field, notes);
        breakdown(&it.folded, &it.numbers, it.field, notes);
    }
    for text in subject.texts().filter(|it| it.words.contains("総事業費")) {
        total_cost(record, text, notes);
    }
    if let Body::Actual(actual) = &record.body {
        own_ratio(scene, subject, actual, notes);
    }
}

/// What may stand between a share and the numbers that it comes from.
const JOINTS: &[&str] =
    &["(", "約", "≒", "で", ":", "達成率", "達成割合", "割合", "回収率", "回答率", "率", "は"];

/// 44/81 and 81人中44人: the part and the whole, if these two numbers are told so.
fn part_of(key: &str, first: &Said, second: &Said) -> Option<(Decimal, Decimal)> {
    match key[first.at.end..second.at.start].trim() {
        "/" | "÷" => Some((first.value, second.value)),
        "中" | "のうち" | "のうち、" | "中、" => Some((second.value, first.value)),
        _ => None,
    }
}

fn ratios(sentence: &Folded<'_>, numbers: &[Said], field: Field, notes: &mut Notes<'_>) {
    let key = sentence.key();
    for (at, pair) in numbers.windows(2).enumerate() {
        let Some((part, whole)) = part_of(key, &pair[0], &pair[1]) else { continue };
        let after = numbers
            .get(at + 2)
            .filter(|it| it.is_percent() && consists_of(&key[pair[1].at.end..it.at.start], JOINTS));
        let before = at
            .checked_sub(1)
            .and_then(|at| numbers.get(at))
            .filter(|it| it.is_percent() && consists_of(&key[it.at.end..pair[0].at.start], &["(", "約"]));
        let (Some(printed), Some(exact)) = (after.or(before), percent(part, whole)) else { continue };
        // Far apart they tell of different things.
        let near = distance(printed.value, exact) <= Decimal::TEN;
        if near && !is_rounding_of(printed.value, exact) {
            let right = rounded(exact, printed.value.scale());
            let (part, whole, said) = (print(part), print(whole), print(printed.value));
            notes
                .say(
                    &RATIO,
                    format!("{whole}のうち{part}は{right}％ですが、{said}％と書かれています"),
                    format!("{part} of {whole} is {right}%, but {said}% is written"),
                )
                .at(field)
                .fix(sentence.raw(printed.at.clone()), format!("{right}％"));
        }
    }
}

/// 68人中53人 in the explanation of a rate: the rate is theirs, and must come out.
fn own_ratio(scene: &Scene<'_>, subject: &Subject<'_>, actual: &Actual, notes: &mut Notes<'_>) {
    let Some(value) = actual.value() else { return };
    let in_percent =
        scene.edition.find::<Indicator>(&actual.indicator).is_some_and(|it| it.unit.is_percent());
    if !in_percent {
        return;
    }
    for it in subject.told().iter().filter(|it| it.field == EXPLANATION) {
        let [first, second] = it.numbers.as_slice() else { continue };
        let Some((part, whole)) = part_of(it.folded.key(), first, second) else { continue };
        let Some(exact) = percent(part, whole) else { continue };
        let near = distance(value, exact) <= Decimal::ONE;
        if near && !is_rounding_of(value, exact) {
            let right = rounded(exact, value.scale());
            let (part, whole) = (print(part), print(whole));
            notes
                .say(
                    &RATIO,
                    format!("説明の「{whole}のうち{part}」は{right}％ですが、実績値は{value}％です"),
                    format!("“{part} of {whole}” in the explanation is {right}%, but the figure is {value}%"),
                )
                .at(ACTUAL)
                .fix(value.to_string(), right.to_string());
        }
    }
}

fn sums(sentence: &Folded<'_>, numbers: &[Said], field: Field, notes: &mut Notes<'_>) {
    for wrong in expression::unequal(sentence.key(), numbers) {
        let written = sentence.raw(wrong.printed.at.clone());
        let right = print(rounded(wrong.exact, wrong.printed.value.scale()));
        notes
            .say(
                &SUM,
                format!("式を計算すると{right}ですが、「{written}」と書かれています"),
                format!("the calculation gives {right}, but “{written}” is written"),
            )
            .at(field);
    }
}

/// 合計X（内訳：A、B、C）: a breakdown says that it is whole.
fn breakdown(sentence: &Folded<'_>, numbers: &[Said], field: Field, notes: &mut Notes<'_>) {
    let key = sentence.key();
    let Some(start) = key.find("(内訳") else { return };
    let Some(end) = key[start..].find(')').map(|at| start + at) else { return };
    let Some(total) = numbers.iter().rfind(|it| it.at.end == start) else { return };
    let parts: Vec<&Said> = numbers
        .iter()
        .filter(|it| it.at.start > start && it.at.end <= end && !it.differs_in_unit(total))
        .collect();
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value));
    let slack = parts.iter().map(|it| it.step).fold(total.step, Decimal::max);
    let slack = if slack > Decimal::ONE { slack } else { Decimal::ZERO };
    let Some(sum) = sum.filter(|sum| parts.len() > 1 && distance(*sum, total.value) > slack) else { return };
    let (said, sum) = (print(total.value), print(sum));
    notes
        .say(
            &SUM,
            format!("内訳を足すと{sum}ですが、合計は{said}と書かれています"),
            format!("the breakdown adds up to {sum}, but the total is written as {said}"),
        )
        .at(field);
}

/// The number behind a label, the label being all that stands between it and the words before.
fn labelled<'a>(key: &str, numbers: &'a [Said], label: &str, not: Option<&str>) -> Option<&'a Said> {
    numbers.iter().find(|it| {
        let before = key[..it.at.start].trim_end_matches([':', 'は', ' ', '(', 'が', '約']);
        before.ends_with(label) && not.is_none_or(|not| !before.ends_with(not))
    })
}

fn total_cost(record: &Record, text: Text<'_>, notes: &mut Notes<'_>) {
    let folded = Folded::new(text.words);
    let key = folded.key();
    let numbers = numbers(key);
    let Some(total) = labelled(key, &numbers, "総事業費", None) else { return };
    let own = match &record.body {
        Body::Amount(it @ Amount { staff_cost: Some(staff), .. }) if text.field == EXPLANATION => {
            Some((Decimal::from(it.yen), Decimal::from(*staff), Decimal::ZERO))
        }
        _ => None,
    };
    let said = || {
        let cost = labelled(key, &numbers, "事業費", Some("総事業費"))?;
        let staff = labelled(key, &numbers, "人件費", None)?;
        Some((cost.value, staff.value, if total.step > Decimal::ONE { cost.step } else { Decimal::ZERO }))
    };
    let Some((cost, staff, slack)) = said().or(own) else { return };
    let Some(sum) = cost.checked_add(staff) else { return };
    let slack = slack.max(if total.step > Decimal::ONE { total.step } else { Decimal::ZERO });
    if distance(sum, total.value) > slack {
        let (said, sum) = (print(total.value), print(sum));
        notes
            .say(
                &TOTAL_COST,
                format!("事業費と人件費の和は{sum}円ですが、総事業費は{said}円と書かれています"),
                format!("the project's cost and the staff's make {sum} yen, but the total is written as {said} yen"),
            )
            .at(text.field);
    }
}
