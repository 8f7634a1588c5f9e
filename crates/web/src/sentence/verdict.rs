//! What the figure means against the year's target, how far there is to go, and whether the error leaves doubt.

use plan::actual::{Actual, Status};
use plan::browse::Point;
use plan::condition::Condition;
use plan::indicator::Direction;
use plan::rating::{Outcome, Undecided};
use plan::survey::{Certainty, certainty};
use plan::target::Target;
use rust_decimal::Decimal;

use super::Told;

pub(super) fn of(told: &Told<'_>, point: &Point<'_>) -> String {
    published(told, point) + &today(told, point)
}

/// What today's figures say.
fn today(told: &Told<'_>, point: &Point<'_>) -> String {
    let lang = told.lang;
    if point.actual.and_then(Actual::value).is_none() {
        return String::new(); // Why there is no figure was said; nothing follows from that.
    }
    let Some(target) = point.target else {
        return lang.say("この年度の目標値はありません。", "There is no target for the year. ").to_owned();
    };
    let words = &target.said();
    let judged = match point.judgement.outcome {
        Outcome::Reached => reached(told, point, target),
        Outcome::Missed => missed(told, point, target),
        Outcome::Undecided(Undecided::CannotTell) => {
            return lang.say(
                format!("目標（{words}）は数値だけでは判定できません。"),
                format!("The target ({words}) cannot be judged by number. "),
            );
        }
        Outcome::Undecided(_) => return String::new(),
    };
    judged + doubt(told, point, target)
}

/// 公表時の判定 first, where today's figures would say something else: it is the one that counts.
fn published(told: &Told<'_>, point: &Point<'_>) -> String {
    let counted = point.judgement.counted();
    if counted == point.judgement.outcome {
        return String::new();
    }
    let (ja, en) = counted.name();
    told.lang.say(
        format!("公表時の判定は「{ja}」で、件数もこれによります。その後の変更を入れると次のとおりです。"),
        format!("The published verdict was “{en}”, and it is counted so. With what was changed since: "),
    )
}

/// Beside the verdict, never in its place.
fn doubt(told: &Told<'_>, point: &Point<'_>, target: &Target) -> &'static str {
    let sure = point.actual.map(|actual| certainty(told.indicator, Some(target), actual, told.hold));
    match sure {
        Some(Certainty::WithinError(_)) => told.lang.say(
            "ただし、誤差の範囲では達成とも未達とも言えません。",
            "Within the margin of error, however, neither reached nor missed can be said. ",
        ),
        _ => "",
    }
}

fn reached(told: &Told<'_>, point: &Point<'_>, target: &Target) -> String {
    let (early, words) = (early(point.actual), &target.said());
    let held = is_held(told, target);
    let (ja, en) = match &target.condition {
        Condition::Range { .. } => (
            format!("目標の範囲（{words}）に収まっています。"),
            format!("it lies within the target range ({words}). "),
        ),
        _ if held || told.indicator.direction == Some(Direction::Hold) => (
            format!("目標（{words}）のとおり維持しています。"),
            format!("it is held as targeted ({words}). "),
        ),
        _ => {
            let done = if early.is_some() { "達成しています" } else { "達成しました" };
            (format!("目標（{words}）を{done}。"), format!("the target ({words}) was reached. "))
        }
    };
    begun(told, early, ja, &en)
}

/// Whether the figure is to be held, by the target's own words or as a bare number of what is to be held.
fn is_held(told: &Told<'_>, target: &Target) -> bool {
    plan::rating::held(told.indicator, target).is_some()
}

fn missed(told: &Told<'_>, point: &Point<'_>, target: &Target) -> String {
    let (early, words) = (early(point.actual), &target.said());
    let value = point.actual.and_then(Actual::value);
    let baseline = told.indicator.baseline.map(|it| it.value);
    let far = value.and_then(|it| target.distance(it, baseline)).filter(|it| !it.is_zero());
    let (way, way_en) = if far.is_some_and(|it| it > Decimal::ZERO) {
        ("上回りました", "above")
    } else {
        ("下回りました", "below")
    };
    let (ja, en) = match (&target.condition, far.map(|it| told.by(it))) {
        (Condition::Range { .. }, Some(by)) => (
            format!("目標の範囲（{words}）を{by}{way}。"),
            format!("it lies {by} {way_en} the target range ({words}). "),
        ),
        (_, Some(by)) if is_held(told, target) => (
            format!("目標（{words}）を{by}{way}。"),
            format!("it was not held: it lies {by} {way_en} the target ({words}). "),
        ),
        (_, far) => match far {
            Some(by) => (
                format!("目標（{words}）に届かず、あと{by}でした。"),
                format!("the target ({words}) was missed. It fell short by {by}. "),
            ),
            None => {
                (format!("目標（{words}）に届きませんでした。"), format!("the target ({words}) was missed. "))
            }
        },
    };
    begun(told, early, ja, &en)
}

/// A sentence behind its reservation, if it has one; in English the first letter shows where it begins.
fn begun(told: &Told<'_>, early: Option<(&str, &str)>, ja: String, en: &str) -> String {
    match early {
        Some((reserve, reserve_en)) => told.lang.say(format!("{reserve}{ja}"), format!("{reserve_en}{en}")),
        None => {
            let capital = en.chars().next().map_or(String::new(), |first| first.to_uppercase().collect());
            told.lang.say(ja, capital + en.get(1..).unwrap_or_default())
        }
    }
}

/// 速報値では: what is not final yet is not said as if it were.
fn early(actual: Option<&Actual>) -> Option<(&'static str, &'static str)> {
    match actual?.status {
        Status::Provisional => Some(("速報値では、", "By the provisional figure, ")),
        Status::Expected => Some(("見込みでは、", "As expected now, ")),
        Status::Final | Status::Corrected => None,
    }
}
