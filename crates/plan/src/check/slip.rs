//! 書き違い: figures that change their sign or their unit, fall where they cannot, come too early, or are zero where nothing was said.

use rust_decimal::Decimal;

use super::figures::numbers;
use super::scene::{Notes, Scene};
use super::text::{ACTUAL, BASELINE, STATUS, Subject, UNIT};
use super::{Check, Severity};
use crate::actual::{Actual, Status};
use crate::indicator::{Indicator, Window};
use crate::key::key;
use crate::missing::Missing;
use crate::number::print;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] =
    &[&UNIT_CHANGED, &SIGN_LOST, &ZERO_FOR_BLANK, &SILENT_CORRECTION, &FUTURE_ACTUAL, &CUMULATIVE_FELL];

const UNIT_CHANGED: Check = Check {
    code: "unit-changed",
    severity: Severity::Warning,
    ja: "指標の単位が変わったが、断絶の記録がない",
    en: "the unit of an indicator changed and no break is recorded",
    example: "「件」から「人」へ",
};
const SIGN_LOST: Check = Check {
    code: "sign-lost",
    severity: Severity::Warning,
    ja: "原文や前の値と符号が逆になっている",
    en: "the sign is not that of the source, or of the value before",
    example: "原文「▲1,577人」が1577として記録されている",
};
const ZERO_FOR_BLANK: Check = Check {
    code: "zero-for-blank",
    severity: Severity::Warning,
    ja: "未実施・未集計・空欄が0として記録されている",
    en: "what was not done, not counted or left blank is recorded as zero",
    example: "説明に「中止した」とあり、実績値が0",
};
const SILENT_CORRECTION: Check = Check {
    code: "silent-correction",
    severity: Severity::Warning,
    ja: "確定した実績値が変わったが、状態が「訂正」でない",
    en: "a final figure changes without being called corrected",
    example: "確定45件が、確定の48件になる",
};
const FUTURE_ACTUAL: Check = Check {
    code: "future-actual",
    severity: Severity::Warning,
    ja: "まだ始まっていない年度の実績値がある",
    en: "an actual is recorded for a year that has not begun",
    example: "令和6年度のうちに、令和7年度の実績値",
};
const CUMULATIVE_FELL: Check = Check {
    code: "cumulative-fell",
    severity: Severity::Warning,
    ja: "累計の指標なのに、前年度より減っている",
    en: "a running total is smaller than a year before",
    example: "累計1,206件の翌年度が858件",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Actual(actual) => {
            future(scene, actual, notes);
            sign(scene, &record.id, actual, notes);
            zero(scene, &record.id, actual, notes);
            silent(scene, &record.id, actual, notes);
            fell(scene, actual, notes);
        }
        Body::Indicator(indicator) => indicator_changes(scene, &record.id, indicator, notes),
        _ => {}
    }
}

fn future(scene: &Scene<'_>, actual: &Actual, notes: &mut Notes<'_>) {
    if actual.fiscal_year > scene.today && actual.value().is_some() {
        let year = actual.fiscal_year.year();
        notes
            .say(
                &FUTURE_ACTUAL,
                format!("まだ始まっていない{year}年度の実績値です"),
                format!("an actual for {year}, which has not begun"),
            )
            .at(ACTUAL);
    }
}

/// 符号: the words that it was read from have a minus, or have none.
fn sign(scene: &Scene<'_>, id: &RecordId, actual: &Actual, notes: &mut Notes<'_>) {
    let (Some(value), Some(words)) = (actual.value(), scene.written(id)) else { return };
    let written = crate::number::parse(words)
        .or_else(|| crate::quantity::Quantity::parse(words, None).map(|it| it.value));
    if written.is_some_and(|written| !value.is_zero() && written == -value) {
        notes
            .say(
                &SIGN_LOST,
                format!("原文は「{words}」ですが、{value}と記録されています"),
                format!("the source says “{words}”, but {value} is recorded"),
            )
            .at(ACTUAL)
            .fix(value.to_string(), (-value).to_string());
    }
}

const NOTHING_DONE: &[&str] = &[
    "未実施",
    "実施せず",
    "実施しなかった",
    "実施していない",
    "中止し",
    "中止と",
    "すべて中止",
    "全て中止",
    "測定していない",
    "測定しなかった",
    "調査していない",
    "調査しなかった",
    "集計中",
    "未集計",
    "未調査",
    "未測定",
    "把握していない",
    "データなし",
    "休止し",
    "開催せず",
    "行っていない",
    "行わなかった",
];

/// 0と空欄: zero where all the other years are far from it, and the words say that nothing was counted.
fn zero(scene: &Scene<'_>, id: &RecordId, actual: &Actual, notes: &mut Notes<'_>) {
    if !actual.value().is_some_and(|value| value.is_zero()) {
        return;
    }
    let others = scene.edition.naming::<Actual>(&actual.indicator).map(|(_, it)| it);
    let others: Vec<Decimal> =
        others.filter(|it| it.fiscal_year != actual.fiscal_year).filter_map(Actual::value).collect();
    let never = !others.is_empty() && others.iter().all(|it| !it.is_zero());
    let far = others.len() >= 2 && others.iter().all(|it| *it >= Decimal::TEN);
    let told = actual.explanation.as_deref().unwrap_or_default();
    let words = NOTHING_DONE.iter().find(|words| told.contains(**words));
    let blank = scene.written(id).filter(|words| Missing::parse(words).is_some());
    // 「…中止したため0人」: somebody counted, and says so.
    let counted = numbers(&key(told)).iter().any(|it| it.value.is_zero()) || told.contains("ゼロ");
    if counted {
        return;
    }
    let why = match (words, blank) {
        (Some(words), _) if never || others.is_empty() => format!("説明に「{words}」とあります"),
        (_, Some(words)) => format!("原文は「{words}」です"),
        _ if far => "ほかの年度はすべて10以上です".to_owned(),
        _ => return,
    };
    notes
        .say(
            &ZERO_FOR_BLANK,
            format!("実績値が0ですが、{why}。数えて0だったのでなければ、未測定と理由を記録してください"),
            "the figure is zero: if nothing was counted, record that it was not measured, and why",
        )
        .at(ACTUAL);
}

/// 訂正でない訂正: a final figure that becomes another without being called a correction.
fn silent(scene: &Scene<'_>, id: &RecordId, actual: &Actual, notes: &mut Notes<'_>) {
    let Some(old) = scene.before::<Actual>(id) else { return };
    let is_silent = old.status == Status::Final && actual.status != Status::Corrected;
    let (Some(from), Some(to)) = (old.value(), actual.value()) else { return };
    if is_silent && from != to {
        notes
            .say(
                &SILENT_CORRECTION,
                format!("確定した実績値が{from}から{to}へ変わりますが、状態が「訂正」ではありません"),
                format!("a final figure changes from {from} to {to}, but is not called corrected"),
            )
            .at(STATUS)
            .fix(actual.status.name().0, Status::Corrected.name().0);
    }
}

/// 累計の減: a running total does not fall.
fn fell(scene: &Scene<'_>, actual: &Actual, notes: &mut Notes<'_>) {
    let Some(indicator) = scene.edition.find::<Indicator>(&actual.indicator) else { return };
    let year = actual.fiscal_year;
    let last = scene.edition.actual(&actual.indicator, year.previous()).and_then(Actual::value);
    let broken = indicator.breaks.iter().any(|it| it.year == year);
    let (Some(last), Some(now)) = (last, actual.value()) else { return };
    if indicator.window == Window::Cumulative && now < last && !broken {
        let (from, to) = (print(last), print(now));
        notes
            .say(
                &CUMULATIVE_FELL,
                format!("累計の指標ですが、前年度の{from}から{to}へ減っています（単年の値ではありませんか）"),
                format!("a running total that falls from {from} to {to}: is it the year's own figure?"),
            )
            .at(ACTUAL);
    }
}

fn indicator_changes(scene: &Scene<'_>, id: &RecordId, indicator: &Indicator, notes: &mut Notes<'_>) {
    let Some(old) = scene.before::<Indicator>(id) else { return };
    if !old.unit.is_same(&indicator.unit) && indicator.breaks.is_empty() {
        notes
            .say(
                &UNIT_CHANGED,
                format!("単位が「{}」から「{}」に変わっています", old.unit, indicator.unit),
                format!("the unit changes from “{}” to “{}”", old.unit, indicator.unit),
            )
            .at(UNIT);
    }
    let (Some(was), Some(is)) = (old.baseline, indicator.baseline) else { return };
    if was.value == -is.value && !is.value.is_zero() {
        notes
            .say(
                &SIGN_LOST,
                format!("基準値の符号が{}から{}へ逆になっています", was.value, is.value),
                format!("the baseline changes its sign, from {} to {}", was.value, is.value),
            )
            .at(BASELINE);
    }
}
