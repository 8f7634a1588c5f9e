//! 判定できるか: what keeps the rule that applies from judging an indicator at all.

use super::scene::{Notes, Scene};
use super::text::{BASELINE, DIRECTION, Subject};
use super::{Check, Severity};
use crate::condition::Condition;
use crate::indicator::{Direction, Indicator};
use crate::rating::held;
use crate::record::Body;
use crate::target::Target;

pub(super) const CHECKS: &[&Check] = &[&NO_DIRECTION, &HOLD_UNDEFINED, &NO_BASELINE];

const NO_DIRECTION: Check = Check {
    code: "no-direction",
    severity: Severity::Warning,
    ja: "望ましい方向がなく、目標値にも「以上・以下」がないため、判定できない",
    en: "neither the indicator nor its target says which way is better, so nothing can be judged",
    example: "方向の記載がない指標に、目標値「60件」",
};
const HOLD_UNDEFINED: Check = Check {
    code: "hold-undefined",
    severity: Severity::Warning,
    ja: "「維持」の目標だが、判定基準に維持の判定（下回らない、上回らない、許容幅）がなく、同じ値のほかは判定できない",
    en: "a target is to be held, but the rule does not say what that means: only an equal figure can be judged",
    example: "望ましい方向が「維持」の指標に「284便を維持」、実績は290便",
};
const NO_BASELINE: Check = Check {
    code: "no-baseline",
    severity: Severity::Warning,
    ja: "判定基準や目標値の言葉が基準値からの変化を測るのに、指標に基準値がない",
    en: "the rule or the target's words measure a change from the baseline, and the indicator has none",
    example: "「基準値からの道のり」の判定基準で、基準値が空欄",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let Body::Indicator(indicator) = &subject.record.body else { return };
    let targets: Vec<&Target> =
        scene.edition.naming::<Target>(&subject.record.id).map(|(_, target)| target).collect();
    direction(indicator, &targets, notes);
    hold(scene, indicator, &targets, notes);
    baseline(scene, indicator, &targets, notes);
}

fn direction(indicator: &Indicator, targets: &[&Target], notes: &mut Notes<'_>) {
    let bare = targets.iter().find(|it| matches!(it.condition, Condition::Bare(_)));
    if let Some(bare) = bare.filter(|_| indicator.direction.is_none()) {
        let words = &bare.words;
        notes
            .say(
                &NO_DIRECTION,
                format!("望ましい方向がありません。目標値「{words}」に届いたかを判定できません"),
                format!("no direction is given: whether “{words}” was reached cannot be judged"),
            )
            .at(DIRECTION);
    }
}

fn hold(scene: &Scene<'_>, indicator: &Indicator, targets: &[&Target], notes: &mut Notes<'_>) {
    if indicator.direction.and_then(Direction::higher_is_better).is_some() {
        return;
    }
    let Some((_, rule)) = scene.edition.rule(indicator).filter(|(_, it)| it.hold.is_none()) else { return };
    if let Some(target) = targets.iter().find(|it| held(indicator, it).is_some()) {
        let (words, name) = (&target.words, &rule.name);
        notes
            .say(
                &HOLD_UNDEFINED,
                format!("目標値「{words}」の維持が何を指すか、判定基準「{name}」に定めがありません（下回らない、上回らない、許容幅）"),
                format!("the rule “{name}” does not say what it means to hold “{words}”"),
            )
            .at(DIRECTION);
    }
}

fn baseline(scene: &Scene<'_>, indicator: &Indicator, targets: &[&Target], notes: &mut Notes<'_>) {
    if indicator.baseline.is_some() {
        return;
    }
    let rule = scene.edition.rule(indicator).map(|(_, rule)| rule);
    let by_rule = rule.filter(|it| it.needs_baseline(indicator, targets));
    let is_change = |it: &&&Target| {
        matches!(it.condition, Condition::Increase(_) | Condition::Decrease(_) | Condition::Maintain(None))
    };
    let (ja, en) = match (by_rule, targets.iter().find(is_change)) {
        (Some(rule), _) => (format!("判定基準「{}」は", rule.name), format!("the rule “{}”", rule.name)),
        (None, Some(it)) => (format!("目標値「{}」は", it.words), format!("the target “{}”", it.words)),
        (None, None) => return,
    };
    notes
        .say(
            &NO_BASELINE,
            format!("{ja}基準値からの変化で判定しますが、基準値がありません"),
            format!("{en} measures a change from the baseline, and there is none"),
        )
        .at(BASELINE);
}
