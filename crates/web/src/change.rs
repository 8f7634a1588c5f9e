//! 変化: by how much a figure moved, in words, and what proves it.

use plan::change::{Change, Evidence, Measure, NoChange};
use plan::movers::{Mover, is_tested};
use plan::survey::NoInterval;
use plan::unit::Unit;

use crate::here::Here;
use crate::lang::Lang;
use crate::words;

/// One indicator that moved.
pub(crate) struct ChangeRow {
    pub(crate) name: String,
    pub(crate) address: String,
    /// 「41.6% → 45.0%」.
    pub(crate) figures: String,
    /// 「3.4ポイント増加」.
    pub(crate) by: String,
    /// What proves the change, where it comes from samples.
    pub(crate) evidence: &'static str,
}

impl ChangeRow {
    pub(crate) fn of(here: &Here, it: &Mover<'_>) -> Self {
        let (lang, change, unit) = (here.lang, &it.change, &it.indicator.unit);
        let (before, after) = (words::figure(change.before, unit), words::figure(change.after, unit));
        Self {
            name: it.indicator.name.clone(),
            address: here.record("indicators", it.id),
            figures: format!("{before} → {after}"),
            by: by(lang, change, unit),
            evidence: if is_tested(change) { evidence(lang, change) } else { "" },
        }
    }
}

/// 「3.4ポイント増加」, 「12人減少（令和4年度から）」.
fn by(lang: Lang, change: &Change, unit: &Unit) -> String {
    let size = match change.measure {
        Measure::Points => {
            let by = plan::number::print(change.by.abs());
            lang.say(format!("{by}ポイント"), format!("{by} points"))
        }
        Measure::Units => words::figure(change.by.abs(), unit),
    };
    let (ja, en) = if change.by.is_sign_positive() { ("増加", "up by") } else { ("減少", "down by") };
    let by = lang.say(format!("{size}{ja}"), format!("{en} {size}"));
    if change.since == change.year.previous() {
        return by;
    }
    let since = lang.short_year(change.since);
    lang.say(format!("{by}（{since}から）"), format!("{by} (since {since})"))
}

/// How sure a change is; of what was counted there is nothing to say.
fn evidence(lang: Lang, change: &Change) -> &'static str {
    match change.evidence {
        Evidence::Counted => "",
        Evidence::BeyondError { .. } => lang.say("調査の誤差を超える変化", "beyond the error of the survey"),
        Evidence::WithinError { .. } => {
            lang.say("横ばい（調査の誤差の範囲）", "unchanged: within the error of the survey")
        }
        Evidence::Untested(NoInterval::NotRandom(_)) => {
            lang.say("回答した人の間での変化", "among those who answered")
        }
        Evidence::Untested(_) => lang.say("調査の誤差は不明", "error of the survey not known"),
    }
}

/// What stands beside an indicator in a list by change: how much, and how sure; or why nothing can be said.
pub(crate) fn told(lang: Lang, change: &Result<Change, NoChange>, unit: &Unit) -> (String, &'static str) {
    let change = match change {
        Ok(change) => change,
        Err(NoChange::NoFigure) => return (String::new(), ""),
        Err(NoChange::NothingBefore) => {
            return (lang.say("前の実績なし", "nothing before").to_owned(), "");
        }
        Err(NoChange::Broken { .. }) => {
            let words = lang.say("集計方法が変わり比べられません", "not comparable: the method changed");
            return (words.to_owned(), "");
        }
    };
    if change.by.is_zero() {
        return (lang.say("増減なし", "the same").to_owned(), "");
    }
    (by(lang, change, unit), evidence(lang, change))
}
