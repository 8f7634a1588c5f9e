//! 要確認: what is possible but often wrong. A person decides.

use rust_decimal::Decimal;

use super::{Finding, Severity, previous};
use crate::actual::{Actual, Status};
use crate::condition::Condition;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator};
use crate::record::{Body, RecordId};
use crate::target::Target;

/// What a person should look at among the changed records. `today` is the fiscal year in which one looks.
pub fn cautions<'a>(
    before: &Edition,
    after: &Edition,
    changed: impl IntoIterator<Item = &'a RecordId>,
    today: FiscalYear,
) -> Vec<Finding> {
    let records = changed.into_iter().filter_map(|id| after.get(id));
    records
        .flat_map(|record| {
            let id = &record.id;
            let said = match &record.body {
                Body::Actual(actual) => {
                    vec![
                        future(actual, today),
                        jump(after, actual),
                        beyond(after, actual),
                        changed_in_silence(before, actual),
                    ]
                }
                Body::Target(target) => vec![eased(before, after, id, target)],
                Body::Indicator(indicator) => vec![unit_changed(before, id, indicator), wording(indicator)],
                _ => vec![],
            };
            said.into_iter().flatten().map(|(ja, en)| Finding {
                severity: Severity::Warning,
                record: id.clone(),
                ja,
                en,
            })
        })
        .collect()
}

/// Japanese and English.
type Said = Option<(String, String)>;

/// 未来の実績: a figure of a year that has not begun.
fn future(actual: &Actual, today: FiscalYear) -> Said {
    (actual.fiscal_year > today && actual.value().is_some()).then(|| {
        let year = actual.fiscal_year.year();
        (
            format!("まだ始まっていない{year}年度の実績値です"),
            format!("an actual for {year}, which has not begun"),
        )
    })
}

/// 桁違い: ten times last year's figure, or a tenth of it.
fn jump(after: &Edition, actual: &Actual) -> Said {
    let (last, now) = (previous(after, actual)?.value()?, actual.value()?);
    let (small, large) = if last.abs() < now.abs() { (last, now) } else { (now, last) };
    let ten_times = !small.is_zero() && large.abs().checked_div(small.abs())? >= Decimal::TEN;
    ten_times.then(|| {
        (
            format!("前年度の{last}から{now}へ、10倍以上変わっています（桁や単位の誤りではありませんか）"),
            format!("from {last} to {now}: ten times or more; are the digits and the unit right?"),
        )
    })
}

/// 訂正でない訂正: a final figure that becomes another without being called a correction.
fn changed_in_silence(before: &Edition, actual: &Actual) -> Said {
    let old: &Actual = before.find(&actual.id())?;
    let silent =
        old.status == Status::Final && actual.status != Status::Corrected && old.value() != actual.value();
    let (from, to) = (old.value()?, actual.value()?);
    silent.then(|| {
        (
            format!("確定した実績値が{from}から{to}へ変わりますが、状態が「訂正」ではありません"),
            format!("a final figure changes from {from} to {to}, but is not called corrected"),
        )
    })
}

/// 100%超: a share of answers above one hundred.
fn beyond(after: &Edition, actual: &Actual) -> Said {
    let indicator: &Indicator = after.find(&actual.indicator)?;
    let value = actual.value()?;
    let share = indicator.survey.is_some() && indicator.unit.canonical() == "%";
    (share && (value > Decimal::ONE_HUNDRED || value < Decimal::ZERO)).then(|| {
        (
            format!("アンケートの割合が{value}%です（0から100の間でなければなりません）"),
            format!("a share of answers of {value}% (must lie between 0 and 100)"),
        )
    })
}

/// 目標の引下げ: made easier, and said whether the result was known already.
fn eased(before: &Edition, after: &Edition, id: &RecordId, target: &Target) -> Said {
    let old: &Target = before.find(id)?;
    let indicator: &Indicator = after.find(&target.indicator)?;
    if !is_easier(&old.condition, &target.condition, indicator.direction) {
        return None;
    }
    let known = after.is_result_known(old, after.number());
    let (ja, en) =
        if known { ("結果が判明した後に", "after the result was known, ") } else { ("", "") };
    Some((
        format!("{ja}目標値が「{}」から「{}」へ引き下げられています", old.words, target.words),
        format!("{en}the target was eased from “{}” to “{}”", old.words, target.words),
    ))
}

fn is_easier(old: &Condition, new: &Condition, direction: Option<Direction>) -> bool {
    match (old, new) {
        (Condition::AtLeast(a), Condition::AtLeast(b)) | (Condition::MoreThan(a), Condition::MoreThan(b)) => {
            b < a
        }
        (Condition::AtMost(a), Condition::AtMost(b)) | (Condition::LessThan(a), Condition::LessThan(b)) => {
            b > a
        }
        (Condition::Bare(a), Condition::Bare(b)) => match direction {
            Some(Direction::Up) => b < a,
            Some(Direction::Down) => b > a,
            _ => false,
        },
        _ => false,
    }
}

/// 単位の変更.
fn unit_changed(before: &Edition, id: &RecordId, indicator: &Indicator) -> Said {
    let old: &Indicator = before.find(id)?;
    (old.unit.canonical() != indicator.unit.canonical()).then(|| {
        (
            format!("単位が「{}」から「{}」に変わっています", old.unit, indicator.unit),
            format!("the unit changes from “{}” to “{}”", old.unit, indicator.unit),
        )
    })
}

/// 調査の言い方: respondents are not residents.
fn wording(indicator: &Indicator) -> Said {
    let people = ["区民の割合", "市民の割合", "町民の割合", "村民の割合", "県民の割合"];
    let said = people.into_iter().find(|words| indicator.name.contains(words))?;
    let right = said.replace("の割合", "アンケート回答者の割合");
    indicator.survey.as_ref().map(|_| {
        (
            format!("アンケートの回答者の割合を「{said}」と書いています（正しくは「{right}」など）"),
            format!("a share of respondents is called “{said}” (right: “{right}”)"),
        )
    })
}
