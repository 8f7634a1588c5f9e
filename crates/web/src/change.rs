//! 大きな変化: what moved most, in rows of words.

use plan::change::Measure;
use plan::movers::{Mover, is_tested};

use crate::here::Here;
use crate::words;

/// One indicator that moved.
pub(crate) struct ChangeRow {
    pub(crate) name: String,
    pub(crate) address: String,
    /// 「41.6% → 45.0%」.
    pub(crate) figures: String,
    /// 「3.4ポイント上がりました」.
    pub(crate) by: String,
    /// What proves the change, where it comes from samples.
    pub(crate) evidence: &'static str,
}

impl ChangeRow {
    pub(crate) fn of(here: &Here, it: &Mover<'_>) -> Self {
        let (lang, change, unit) = (here.lang, &it.change, &it.indicator.unit);
        let size = match change.measure {
            Measure::Points => {
                let by = plan::number::print(change.by.abs());
                lang.say(format!("{by}ポイント"), format!("{by} points"))
            }
            Measure::Units => words::figure(change.by.abs(), unit),
        };
        let rose = change.by.is_sign_positive();
        let by = lang.say(
            format!("{size}{}", if rose { "増加" } else { "減少" }),
            format!("{} {size}", if rose { "up by" } else { "down by" }),
        );
        let since = if change.since == change.year.previous() {
            String::new()
        } else {
            lang.say(
                format!("（{}から）", lang.short_year(change.since)),
                format!(" (since {})", lang.short_year(change.since)),
            )
        };
        Self {
            name: it.indicator.name.clone(),
            address: here.record("indicators", it.id),
            figures: format!(
                "{} → {}",
                words::figure(change.before, unit),
                words::figure(change.after, unit)
            ),
            by: format!("{by}{since}"),
            evidence: match is_tested(change) {
                true => lang.say("調査の誤差を超える変化", "beyond the error of the survey"),
                false => "",
            },
        }
    }
}
