//! 跳び: figures that jump by powers of ten.

use rust_decimal::Decimal;

use super::figures::distance;
use super::scene::{Notes, Scene};
use super::text::{ACTUAL, AMOUNT, Subject};
use super::{Check, Severity};
use crate::actual::Actual;
use crate::amount::{Amount, AmountKind};
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, Window};
use crate::number::print;
use crate::record::Body;

pub(super) const CHECKS: &[&Check] = &[&ORDER_OF_MAGNITUDE];

const ORDER_OF_MAGNITUDE: Check = Check {
    code: "order-of-magnitude",
    severity: Severity::Warning,
    ja: "前年度、目標、予算と桁が違う（万と千、千円と円の取り違えなど）",
    en: "a power of ten away from last year, the target or the budget",
    example: "前年度1,250人、今年度12.8人（千人の取り違え）",
};
pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    match &subject.record.body {
        Body::Actual(actual) => jump(scene, actual, notes),
        Body::Amount(amount) => budget_jump(scene, amount, notes),
        _ => {}
    }
}

/// The size of a jump in words: the power of ten that is nearest.
fn times(small: Decimal, large: Decimal) -> Option<&'static str> {
    let ratio = large.checked_div(small)?;
    Some(match () {
        () if ratio >= Decimal::from(300_000) => "100万倍前後",
        () if ratio >= Decimal::from(3_000) => "1万倍前後",
        () if ratio >= Decimal::from(300) => "1,000倍前後",
        () if ratio >= Decimal::from(30) => "100倍前後",
        () => "10倍以上",
    })
}

/// Small and large of two figures, where the large one is at least `least` times the small one; none of zero.
fn apart(a: Decimal, b: Decimal, least: Decimal) -> Option<(Decimal, Decimal)> {
    let (a, b) = (a.abs(), b.abs());
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let far = !small.is_zero() && large.checked_div(small)? >= least;
    far.then_some((small, large))
}

/// 桁違い. Counts below thirty jump by chance, and running totals begin small.
fn jump(scene: &Scene<'_>, actual: &Actual, notes: &mut Notes<'_>) {
    let Some(indicator) = scene.edition.find::<Indicator>(&actual.indicator) else { return };
    let Some(now) = actual.value() else { return };
    let year = actual.fiscal_year;
    let measured = |year: FiscalYear| scene.edition.actual(&actual.indicator, year).and_then(Actual::value);
    let last = measured(year.previous()).map(|it| ("前年度の", "last year", it, 10));
    let baseline = indicator.baseline.map(|it| ("基準値", "the baseline", it.value, 100));
    let level = indicator.baseline.map(|it| it.value);
    let target = scene.edition.target(&actual.indicator, year).and_then(|it| it.level(level));
    let target = target.map(|it| ("目標値", "the target", it, 100));
    let running = indicator.window == Window::Cumulative || indicator.breaks.iter().any(|it| it.year == year);
    let compared = [last.filter(|_| !running), baseline.filter(|_| !running && last.is_none()), target];
    for (ja, en, base, least) in compared.into_iter().flatten() {
        let Some((small, large)) = apart(base, now, Decimal::from(least)) else { continue };
        let Some(times) = times(small, large).filter(|_| large >= Decimal::from(30)) else { continue };
        let (from, to) = (print(base), print(now));
        notes
            .say(
                &ORDER_OF_MAGNITUDE,
                format!("{ja}{from}に対して{to}で、{times}違います（桁や単位の誤りではありませんか）"),
                format!(
                    "{to} against {en}, {from}: ten times apart or more; are the digits and the unit right?"
                ),
            )
            .at(ACTUAL);
        return;
    }
}

/// 予算と決算の桁違い: a hundred times apart, or ten times to the nearest tenth.
fn budget_jump(scene: &Scene<'_>, amount: &Amount, notes: &mut Notes<'_>) {
    if amount.kind == AmountKind::Supplementary {
        return;
    }
    let of = |year, kind| scene.edition.amount(&amount.element, year, kind).map(|it| it.yen);
    let budget = of(amount.fiscal_year, AmountKind::Initial).filter(|_| amount.kind != AmountKind::Initial);
    let last = of(amount.fiscal_year.previous(), amount.kind);
    let compared =
        [budget.map(|it| ("当初予算", "the budget", it)), last.map(|it| ("前年度", "last year", it))];
    for (ja, en, base) in compared.into_iter().flatten() {
        let Some((small, large)) = apart(base.into(), amount.yen.into(), Decimal::from(8)) else { continue };
        let ratio = large.checked_div(small).unwrap_or_default();
        let by_thousand = (Decimal::from(800)..=Decimal::from(1250)).contains(&ratio);
        let exactly =
            [10, 100].map(Decimal::from).iter().any(|it| distance(ratio, *it) * Decimal::from(50) <= *it);
        if by_thousand || exactly || ratio >= Decimal::from(300) {
            let times = times(small, large).unwrap_or_default();
            let (from, to) = (print(base.into()), print(amount.yen.into()));
            notes
                .say(
                    &ORDER_OF_MAGNITUDE,
                    format!("{ja}の{from}円に対して{to}円で、{times}違います（千円と円の取り違えではありませんか）"),
                    format!("{to} yen against {en}, {from} yen: is it a slip of thousands?"),
                )
                .at(AMOUNT);
            return;
        }
    }
}
