//! 約束: targets that ask for too little, that moved, or that cannot be judged.

use rust_decimal::Decimal;

use super::scene::{Notes, Scene};
use super::text::{REVISION_REASON, Subject, TARGET};
use super::{Check, Severity};
use crate::condition::{Comparator, Condition};
use crate::indicator::{Direction, Indicator, IndicatorKind, Window};
use crate::key::squeeze;
use crate::number::print;
use crate::rating::held;
use crate::record::{Body, RecordId};
use crate::target::Target;

pub(super) const CHECKS: &[&Check] = &[
    &LOWERED_AFTER_RESULT,
    &TARGET_LOWERED,
    &REVISION_WITHOUT_REASON,
    &EASED_NEXT_YEAR,
    &BEHIND_BASELINE,
    &AGAINST_DIRECTION,
    &NO_TARGET,
    &TARGET_UNIT,
    &TARGET_WINDOW,
];

const LOWERED_AFTER_RESULT: Check = Check {
    code: "lowered-after-result",
    severity: Severity::Warning,
    ja: "結果が分かった後に、目標値がやさしくなっている",
    en: "a target was made easier after the result was known",
    example: "51.9％と分かった後に、52.5％以上から51.5％以上へ",
};
const TARGET_LOWERED: Check = Check {
    code: "target-lowered",
    severity: Severity::Warning,
    ja: "目標値がやさしくなっている（結果はまだ分かっていない）",
    en: "a target was made easier, its result not yet known",
    example: "30件以下から40件以下へ",
};
const REVISION_WITHOUT_REASON: Check = Check {
    code: "revision-without-reason",
    severity: Severity::Warning,
    ja: "目標値が改定されたが、改定理由がない",
    en: "a target was revised and no reason is given",
    example: "48％以上から50％以上へ、改定理由なし",
};
const EASED_NEXT_YEAR: Check = Check {
    code: "eased-next-year",
    severity: Severity::Warning,
    ja: "前の年度の目標値より、やさしい目標値になっている",
    en: "a year's target is easier than the one before it",
    example: "令和5年度62％以上、令和6年度60％以上",
};
const BEHIND_BASELINE: Check = Check {
    code: "behind-baseline",
    severity: Severity::Warning,
    ja: "最後の目標値が、基準値より悪い側にある",
    en: "the last target lies on the worse side of the baseline",
    example: "上がるほど良い指標で、基準値55.8％、目標値51.5％以上",
};
const AGAINST_DIRECTION: Check = Check {
    code: "against-direction",
    severity: Severity::Warning,
    ja: "目標値の「以上・以下」が、望ましい方向と逆である",
    en: "the target's own words go against the indicator's direction",
    example: "下がるほど良い事故件数に「30件以上」",
};
const NO_TARGET: Check = Check {
    code: "no-target",
    severity: Severity::Warning,
    ja: "目標値が一つもない指標（対象指標を除く）",
    en: "an indicator without any target (the size of a target group needs none)",
    example: "成果指標に目標値がない",
};
const TARGET_UNIT: Check = Check {
    code: "target-unit",
    severity: Severity::Warning,
    ja: "目標値の単位が、指標の単位と違う",
    en: "the target's unit is not the indicator's",
    example: "単位「人」の指標に「30％以上」",
};
const TARGET_WINDOW: Check = Check {
    code: "target-window",
    severity: Severity::Warning,
    ja: "目標値が累計や数年の合計で、実績が単年（またはその逆）",
    en: "the target counts several years and the figures one, or the other way round",
    example: "「10,000世帯以上（R3～R5合計）」に対して単年の実績",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Target(target) => {
            let Some(indicator) = scene.edition.find::<Indicator>(&target.indicator) else { return };
            moved(scene, &record.id, indicator, notes);
            eased(scene, indicator, target, notes);
            behind(scene, indicator, target, notes);
            against(indicator, target, notes);
            words(indicator, target, notes);
        }
        Body::Indicator(indicator) => {
            let is_empty = scene.edition.naming::<Target>(&record.id).next().is_none();
            if is_empty && indicator.kind != IndicatorKind::Target {
                let ja = "目標値がありません（設定しないなら、その理由を定義に書いてください）";
                notes.say(
                    &NO_TARGET,
                    ja,
                    "there is no target; where none is meant, say why in the definition",
                );
            }
        }
        _ => {}
    }
}

/// Whether more is better: as the indicator says, else as the target's own words do; of what is to be held, as its rule does.
fn rises(scene: &Scene<'_>, indicator: &Indicator, target: &Target) -> Option<bool> {
    let own = indicator.direction.and_then(Direction::higher_is_better);
    let said = own.or_else(|| says(&target.condition));
    said.or_else(|| {
        held(indicator, target)?;
        scene.edition.rule(indicator)?.1.hold?.higher_is_better()
    })
}

/// Whether the words 以上 or 以下 ask for more or for less.
fn says(condition: &Condition) -> Option<bool> {
    match condition.comparator()? {
        Comparator::AtLeast | Comparator::MoreThan | Comparator::Increase => Some(true),
        Comparator::AtMost | Comparator::LessThan | Comparator::Decrease => Some(false),
        Comparator::Equal | Comparator::Maintain => None,
    }
}

fn level(indicator: &Indicator, target: &Target) -> Option<Decimal> {
    target.level(indicator.baseline.map(|it| it.value))
}

/// Whether a target asks for less than another: a lower level where more is better, a wider range.
fn is_easier(scene: &Scene<'_>, indicator: &Indicator, old: &Target, new: &Target) -> bool {
    if let (Condition::Range { from, to }, Condition::Range { from: low, to: high }) =
        (&old.condition, &new.condition)
    {
        return (low < from && high >= to) || (high > to && low <= from);
    }
    let (Some(was), Some(is)) = (level(indicator, old), level(indicator, new)) else { return false };
    match rises(scene, indicator, new) {
        Some(true) => is < was,
        Some(false) => is > was,
        None => false,
    }
}

fn moved(scene: &Scene<'_>, id: &RecordId, indicator: &Indicator, notes: &mut Notes<'_>) {
    let Some(now) = scene.edition.find::<Target>(id) else { return };
    let moves = scene.edition.target_moves(&now.indicator);
    let own = moves.iter().filter(|it| it.before.id() == *id && it.decision > scene.since);
    for it in own {
        let Some(after) = it.after.filter(|after| after.condition != it.before.condition) else { continue };
        let (from, to) = (&it.before.words, &after.words);
        if is_easier(scene, indicator, it.before, after) && it.result_known {
            let ja = format!("結果が判明した後に目標値が「{from}」から「{to}」へ緩められています");
            let en = format!("after the result was known, the target was eased from “{from}” to “{to}”");
            notes.say(&LOWERED_AFTER_RESULT, ja, en).at(TARGET);
        } else if is_easier(scene, indicator, it.before, after) {
            let ja = format!("目標値が「{from}」から「{to}」へ緩められています");
            let en = format!("the target was eased from “{from}” to “{to}”");
            notes.say(&TARGET_LOWERED, ja, en).at(TARGET);
        }
        if after.revision_reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
            let ja = format!("目標値が「{from}」から「{to}」へ改定されましたが、改定理由がありません");
            let en = format!("the target was revised from “{from}” to “{to}” without a reason");
            notes.say(&REVISION_WITHOUT_REASON, ja, en).at(REVISION_REASON);
        }
    }
}

/// 年度ごとの緩和: easier than the target of the year before, or of the last one that has any.
fn eased(scene: &Scene<'_>, indicator: &Indicator, target: &Target, notes: &mut Notes<'_>) {
    let all = scene.edition.naming::<Target>(&target.indicator).map(|(_, it)| it);
    let earlier = all.filter(|it| it.fiscal_year < target.fiscal_year).max_by_key(|it| it.fiscal_year);
    let Some(earlier) = earlier.filter(|it| is_easier(scene, indicator, it, target)) else { return };
    let between = earlier.fiscal_year.next()..=target.fiscal_year;
    if indicator.breaks.iter().any(|it| between.contains(&it.year)) {
        return;
    }
    let (before, from, to) = (earlier.fiscal_year.japanese(), &earlier.words, &target.words);
    notes
        .say(
            &EASED_NEXT_YEAR,
            format!("{before}の目標値「{from}」より、やさしい「{to}」です"),
            format!("easier than the target of {}: “{from}”, now “{to}”", earlier.fiscal_year.year()),
        )
        .at(TARGET);
}

/// 基準値より悪い目標: said of the last target only, for a plan may begin with a dip.
fn behind(scene: &Scene<'_>, indicator: &Indicator, target: &Target, notes: &mut Notes<'_>) {
    let mut all = scene.edition.naming::<Target>(&target.indicator).map(|(_, it)| it.fiscal_year);
    if all.any(|year| year > target.fiscal_year) {
        return;
    }
    let (Some(baseline), Some(level)) = (indicator.baseline, level(indicator, target)) else { return };
    let behind = match rises(scene, indicator, target) {
        Some(true) => level < baseline.value,
        Some(false) => level > baseline.value,
        None => false,
    };
    if behind && baseline.year < target.fiscal_year {
        let (base, words) = (print(baseline.value), &target.words);
        notes
            .say(
                &BEHIND_BASELINE,
                format!("目標値「{words}」は、基準値{base}より悪い側にあります"),
                format!("the target “{words}” lies on the worse side of the baseline, {base}"),
            )
            .at(TARGET);
    }
}

fn against(indicator: &Indicator, target: &Target, notes: &mut Notes<'_>) {
    let Some(direction) = indicator.direction else { return };
    let (Some(better), Some(asked)) = (direction.higher_is_better(), says(&target.condition)) else { return };
    if better != asked {
        let (words, (ja, en)) = (&target.words, direction.name());
        let other = if better { Direction::Down } else { Direction::Up };
        notes
            .say(
                &AGAINST_DIRECTION,
                format!("「{ja}」指標に、目標値「{words}」は逆向きです"),
                format!("“{words}” goes against “{en}”; is it “{}”?", other.name().1),
            )
            .at(TARGET);
    }
}

/// 単位と期間: what the target's own words say, held against the indicator.
fn words(indicator: &Indicator, target: &Target, notes: &mut Notes<'_>) {
    let said = squeeze(&target.words);
    let own = squeeze(indicator.unit.as_str());
    let summed =
        ["合計", "累計", "か年計", "延べ計", "各年度", "毎年", "単年"].iter().any(|it| said.contains(it));
    if !own.is_empty() && said.contains(&own) && !summed {
        return; // As almost always.
    }
    let Some(written) = Condition::parse(&target.words, None) else { return };
    let is_change = matches!(
        written.condition,
        Condition::Increase(_) | Condition::Decrease(_) | Condition::Against(_) | Condition::Words
    );
    let base = |unit: &crate::unit::Unit| unit.scale().1.map(|it| it.canonical()).unwrap_or_default();
    if let Some(unit) = written.unit.as_ref().filter(|_| !is_change) {
        let (own, asked) = (base(&indicator.unit), base(unit));
        if !own.is_empty() && !asked.is_empty() && !own.contains(&asked) && !asked.contains(&own) {
            notes
                .say(
                    &TARGET_UNIT,
                    format!("目標値「{}」の単位が、指標の単位「{}」と違います", target.words, indicator.unit),
                    format!("the unit of “{}” is not the indicator's, “{}”", target.words, indicator.unit),
                )
                .at(TARGET);
        }
    }
    let said = squeeze(&target.words);
    let summed =
        written.cumulative || ["合計", "累計", "か年計", "延べ計"].iter().any(|it| said.contains(it));
    let yearly = ["各年度", "毎年", "単年"].iter().any(|it| said.contains(it));
    let wrong = match indicator.window {
        Window::Yearly => summed.then_some(("単年", "one year")),
        Window::Cumulative => (yearly && !summed).then_some(("累計", "a running total")),
    };
    if let Some((ja, en)) = wrong {
        notes
            .say(
                &TARGET_WINDOW,
                format!("目標値「{}」と、指標の集計「{ja}」が合いません", target.words),
                format!("“{}” does not go with figures of {en}", target.words),
            )
            .at(TARGET);
    }
}
