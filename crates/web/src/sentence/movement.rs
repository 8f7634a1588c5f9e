//! How a figure moved since the last year that was measured, and whether that is more than the error.

use plan::actual::Actual;
use plan::browse::Point;
use plan::change::{self, Change, Evidence, Meaning, NoChange, Unclear};
use plan::indicator::Direction;
use plan::survey::NoInterval;

use super::Told;

pub(super) fn of(told: &Told<'_>, point: &Point<'_>, actual: &Actual, earlier: &[Point<'_>]) -> String {
    let before = earlier.iter().rev().filter_map(|it| it.actual).find(|it| it.value().is_some());
    let lang = told.lang;
    match change::between(told.indicator, before, actual, point.target) {
        Err(NoChange::NoFigure | NoChange::NothingBefore) => lang
            .say("比べられる前の実績はありません。", "there is no earlier figure to compare with. ")
            .to_owned(),
        Err(NoChange::Broken { .. }) => lang
            .say(
                "集計方法が変わったため前の年度とは比べられません。",
                "it cannot be compared with earlier years, for the method changed. ",
            )
            .to_owned(),
        Ok(change) => moved(told, &change),
    }
}

fn moved(told: &Told<'_>, it: &Change) -> String {
    let (lang, by) = (told.lang, told.by(it.by));
    let since = match it.since == it.year.previous() {
        true => lang.say("前年度".to_owned(), "the year before".to_owned()),
        false => lang.short_year(it.since),
    };
    if it.by.is_zero() {
        return lang.say(format!("{since}と同じです。"), format!("the same as {since}. "));
    }
    if it.meaning == Meaning::WithinError {
        let before = told.figure(it.before);
        return lang.say(
            format!("{since}（{before}）から横ばいです（差{by}は誤差の範囲）。"),
            format!(
                "unchanged from {since} ({before}): the difference of {by} is within the margin of error. "
            ),
        );
    }
    let (verb, up) = verb(told, it);
    let (note_ja, note_en) = note(it);
    lang.say(format!("{since}より{by}{verb}{note_ja}。"), format!("{up} {by} from {since}{note_en}. "))
}

/// Shares rise and fall; what is counted grows and shrinks. Where fewer is better, it is said which of the two that is.
fn verb(told: &Told<'_>, it: &Change) -> (&'static str, &'static str) {
    let unit = &told.indicator.unit;
    let is_rate = unit.is_percent() || ["‰", "割", "点", "ポイント", "倍"].contains(&unit.as_str());
    let fewer = told.indicator.direction == Some(Direction::Down);
    match (it.by.is_sign_positive(), is_rate, fewer, it.meaning) {
        (true, true, true, Meaning::Worse) => ("上がり、悪化しました", "worse: up"),
        (true, false, true, Meaning::Worse) => ("増え、悪化しました", "worse: up"),
        (false, true, true, Meaning::Better) => ("下がり、改善しました", "better: down"),
        (false, false, true, Meaning::Better) => ("減り、改善しました", "better: down"),
        (true, true, ..) => ("上がりました", "up"),
        (true, false, ..) => ("増えました", "up"),
        (false, true, ..) => ("下がりました", "down"),
        (false, false, ..) => ("減りました", "down"),
    }
}

/// How sure the change is: of a survey it is said, of what is counted there is nothing to say.
fn note(it: &Change) -> (&'static str, &'static str) {
    match (it.evidence, it.meaning) {
        (Evidence::BeyondError { .. }, _) => ("（誤差を超える変化）", " (more than the margin of error)"),
        (_, Meaning::Unknown(Unclear::Untested(NoInterval::NotRandom(_)))) => {
            ("（回答した人の間での変化）", " (among those who answered)")
        }
        (Evidence::Untested(_), _) => ("（誤差の範囲は不明）", " (margin of error not known)"),
        _ => ("", ""),
    }
}
