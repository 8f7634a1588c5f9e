//! 訂正: the decisions that corrected what a published verdict rests on, each with its page.

use plan::edition::Edition;
use plan::rating::{Correction, Frozen};

use crate::here::Here;

/// A decision that corrected something.
pub(crate) struct Decided {
    /// 「実績値（令和8年7月10日、決裁第16号）」.
    pub(crate) words: String,
    pub(crate) address: String,
    pub(crate) reason: String,
}

impl Decided {
    /// Those that lie between a published verdict and the one of today, the oldest first.
    pub(crate) fn list(here: &Here, edition: &Edition, then: &Frozen) -> Vec<Self> {
        then.corrections.iter().map(|it| decided(here, edition, it)).collect()
    }
}

fn decided(here: &Here, edition: &Edition, it: &Correction) -> Decided {
    let lang = here.lang;
    let what: Vec<_> = it.what.iter().map(|it| lang.of_pair(it.name())).collect();
    let (what, day, number) = (what.join(lang.say("・", ", ")), lang.date(it.on), it.decision);
    Decided {
        words: lang.say(
            format!("{what}の訂正（{day}、決裁第{number}号）"),
            format!("{what} corrected on {day} (decision {number})"),
        ),
        address: here.to(&format!("/decisions/{number}")),
        reason: edition.decision(number).map_or(String::new(), |it| it.reason.clone()),
    }
}
