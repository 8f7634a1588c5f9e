//! 公表後の訂正・改定: what was done since to what a published verdict rests on, in words, and the decisions that did it.

use std::collections::BTreeSet;

use plan::edition::Edition;
use plan::rating::{Correction, Deed, Frozen};

use crate::here::Here;
use crate::lang::Lang;

/// A decision that corrected something, or changed it.
pub(crate) struct Decided {
    /// 「実績値を訂正（令和8年7月10日、決裁第16号）」.
    pub(crate) words: String,
    pub(crate) address: String,
    pub(crate) reason: String,
}

impl Decided {
    /// Those that lie between a published verdict and the one of today, the oldest first.
    pub(crate) fn list(here: &Here, edition: &Edition, then: &Frozen) -> Vec<Self> {
        steps(here.lang, then).map(|(it, done)| decided(here, edition, it, &done)).collect()
    }
}

/// 「実績値を訂正（令和8年7月10日）」, decision by decision, the oldest first.
pub(crate) fn said(lang: Lang, then: &Frozen) -> String {
    let dated = |(it, done): (&Correction, String)| {
        let day = lang.date(it.on);
        lang.say(format!("{done}（{day}）"), format!("{done} on {day}"))
    };
    steps(lang, then).map(dated).collect::<Vec<_>>().join(lang.say("、", "; "))
}

fn decided(here: &Here, edition: &Edition, it: &Correction, done: &str) -> Decided {
    let (lang, number) = (here.lang, it.decision);
    let day = lang.date(it.on);
    Decided {
        words: lang.say(
            format!("{done}（{day}、決裁第{number}号）"),
            format!("{done} on {day} (decision {number})"),
        ),
        address: here.to(&format!("/decisions/{number}")),
        reason: edition.decision(number).map_or(String::new(), |it| it.reason.clone()),
    }
}

/// 「公表したあとの訂正・改定」: a heading by what was done; 変更 where nothing is told of it.
pub(crate) fn heading<'a>(lang: Lang, all: impl IntoIterator<Item = &'a Frozen>) -> String {
    let all = all.into_iter().flat_map(|it| &it.corrections).flat_map(|it| &it.deeds);
    let done: BTreeSet<Deed> = all.map(|it| it.1).collect();
    let done = if done.is_empty() { BTreeSet::from([Deed::Changed]) } else { done };
    let words: Vec<_> = done.into_iter().map(|it| lang.of_pair(it.plural())).collect();
    let words = words.join(lang.say("・", " and "));
    lang.say(format!("公表したあとの{words}"), format!("After publication: {words}"))
}

/// The decisions, and what each did.
fn steps(lang: Lang, then: &Frozen) -> impl Iterator<Item = (&Correction, String)> {
    then.corrections.iter().map(move |it| (it, done(lang, it)))
}

/// 「実績値を訂正、目標値を改定、体系を変更」.
fn done(lang: Lang, it: &Correction) -> String {
    let of = |deed: Deed| {
        let those = it.deeds.iter().filter(|it| it.1 == deed);
        let names: Vec<_> = those.map(|it| lang.of_pair(it.0.name())).collect();
        let (names, did) = (names.join(lang.say("・", ", ")), lang.of_pair(deed.name()));
        (!names.is_empty()).then(|| lang.say(format!("{names}を{did}"), format!("{names} {did}")))
    };
    Deed::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(lang.say("、", ", "))
}

#[cfg(test)]
mod tests {
    use plan::decision::DecisionNumber;
    use plan::rating::{Corrected, Judgement, Outcome, RestedOn};

    use super::*;

    fn frozen(deeds: &[&[(Corrected, Deed)]]) -> Frozen {
        let day = jiff::civil::date(2026, 7, 10);
        let correction = |(at, deeds): (u64, &&[(Corrected, Deed)])| Correction {
            decision: DecisionNumber(at),
            on: day,
            deeds: deeds.to_vec(),
        };
        Frozen {
            judgement: Judgement::of(Outcome::Missed),
            decision: DecisionNumber(1),
            on: day,
            label: "評価".to_owned(),
            rested_on: RestedOn::Figures { target: None, actual: None },
            corrections: (2..).zip(deeds).map(correction).collect(),
        }
    }

    #[test]
    fn a_figure_is_corrected_a_target_revised_and_a_moved_work_is_a_change() {
        let all = frozen(&[&[
            (Corrected::Actual, Deed::Corrected),
            (Corrected::Target, Deed::Revised),
            (Corrected::Structure, Deed::Changed),
        ]]);
        assert_eq!(said(Lang::Ja, &all), "実績値を訂正、目標値を改定、体系を変更（令和8年7月10日）");
        let english = said(Lang::En, &all);
        assert!(
            english.starts_with("result corrected, target revised, structure of the plan changed on "),
            "{english}"
        );
    }

    #[test]
    fn a_first_judgement_is_added_and_the_next_one_changes_it() {
        let twice = frozen(&[&[(Corrected::Person, Deed::Added)], &[(Corrected::Person, Deed::Changed)]]);
        let added = "人による判定を追加（令和8年7月10日）、人による判定を変更（令和8年7月10日）";
        assert_eq!(said(Lang::Ja, &twice), added);
    }

    #[test]
    fn the_heading_names_what_was_done_and_nothing_else() {
        let eased = frozen(&[&[(Corrected::Target, Deed::Revised)]]);
        assert_eq!(heading(Lang::Ja, [&eased]), "公表したあとの改定");
        let wrong = frozen(&[&[(Corrected::Actual, Deed::Corrected)]]);
        assert_eq!(heading(Lang::Ja, [&eased, &wrong]), "公表したあとの訂正・改定");
        assert_eq!(heading(Lang::En, [&eased, &wrong]), "After publication: corrections and revisions");
        assert_eq!(heading(Lang::Ja, [&frozen(&[])]), "公表したあとの変更");
    }
}
