//! 住民と回答者: texts that tell of residents where only respondents were asked.

use std::cell::LazyCell;

use rust_decimal::Decimal;

use crate::actual::Actual;
use crate::check::figures::{distance, is_rounding_of};
use crate::check::scene::{Notes, Scene};
use crate::check::text::{Sentence, Subject};
use crate::check::{Check, Severity};
use crate::indicator::Indicator;
use crate::record::RecordId;
use crate::survey::{RESIDENTS, Sampling};

pub(super) const RESIDENTS_IN_TEXT: Check = Check {
    code: "residents-in-text",
    severity: Severity::Warning,
    ja: "調査の指標の説明や評価で、回答者の割合を住民全体の割合として書いている",
    en: "an explanation or an evaluation tells of residents where respondents were asked",
    example: "「区民の54％が備えをしている」→「回答者の54％が…」",
};
/// 「区民の54％が」, 「区民の割合は54％」 in a text about a surveyed indicator, or about a work of which one is.
pub(super) fn told(scene: &Scene<'_>, about: &RecordId, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let own = scene.edition.find::<Indicator>(about);
    let surveyed = |it: &Indicator| it.survey.as_ref().is_some_and(|it| it.sampling != Sampling::Census);
    if own.is_some_and(|it| !surveyed(it)) {
        return;
    }
    // Of a work other shares are told too: only one that a survey gave is one of respondents.
    let shares = LazyCell::new(|| match own {
        Some(_) => Vec::<Decimal>::new(),
        None => {
            let all = scene.edition.indicators_within(about).into_iter();
            let asked = all.filter(|(_, it)| surveyed(it) && it.unit.is_percent());
            asked
                .flat_map(|(id, _)| scene.edition.naming::<Actual>(id))
                .filter_map(|(_, it)| it.value())
                .collect()
        }
    });
    for it in subject.told() {
        for (who, share) in RESIDENTS.iter().filter_map(|who| Some((who, share_of(it, who)?))) {
            let is_asked = own.is_some() || shares.iter().any(|exact| share.is(*exact));
            if is_asked {
                say(who, it, notes);
            }
        }
    }
}

fn say(who: &str, it: &Sentence<'_>, notes: &mut Notes<'_>) {
    notes
        .say(
            &RESIDENTS_IN_TEXT,
            format!("回答者の割合が「{who}の…」と書かれています（「回答者の…」が正しい）"),
            format!("a share of respondents is told as “{who}の…”; it is “回答者の…”"),
        )
        .at(it.field)
        .fix(format!("{who}の"), "回答者の");
}

/// A share as a sentence says it, in percent.
struct Share {
    percent: Decimal,
    /// 5割 may stand for anything from 45% to 55%.
    tenths: bool,
}

impl Share {
    /// Whether it is what a survey gave.
    fn is(&self, exact: Decimal) -> bool {
        if self.tenths {
            return distance(exact, self.percent) < Decimal::from(5);
        }
        is_rounding_of(self.percent, exact)
    }
}

/// 区民の約54％が, 区民の割合は54％: the people, and with them a share.
fn share_of(it: &Sentence<'_>, who: &str) -> Option<Share> {
    let key = it.folded.key();
    let said = format!("{who}の");
    let at = key.find(&said)? + said.len();
    let gap = |from: usize, to: usize| key.get(from..to).map(|words| words.trim_matches(['約', ' ']));
    let number = it.numbers.iter().find(|number| number.at.start >= at)?;
    let rest = &key[number.at.end..];
    let tenths = number.unit.as_ref().is_some_and(|unit| unit.as_str() == "割");
    let predicate = ["が", "は", "の人が"].iter().any(|it| rest.starts_with(it));
    let behind = gap(at, number.at.start)?;
    let named = ["割合は", "割合が", "割合:", "比率は", "比率が"].contains(&behind);
    if !(number.is_percent() || tenths) || !(behind.is_empty() && predicate || named) {
        return None;
    }
    let percent = if tenths { number.value.checked_mul(Decimal::TEN)? } else { number.value };
    Some(Share { percent, tenths })
}
