//! 公表後の訂正: what was done since to what a published verdict rests on, in words, and the decisions that did it.

use plan::edition::Edition;
use plan::rating::{Corrected, Correction, Frozen};

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

/// What a decision did. A figure, a target or a rule is corrected; who moves a work, or judges himself, mends no mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Corrected,
    Changed,
    Added,
}

impl Deed {
    const ALL: [Self; 3] = [Self::Corrected, Self::Changed, Self::Added];

    fn of(what: Corrected, is_judged: bool) -> Self {
        match what {
            Corrected::Person if !is_judged => Self::Added,
            Corrected::Person | Corrected::Structure => Self::Changed,
            _ => Self::Corrected,
        }
    }

    fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Corrected => ("訂正", "corrected"),
            Self::Changed => ("変更", "changed"),
            Self::Added => ("追加", "added"),
        }
    }
}

/// The decisions, and what each did.
fn steps(lang: Lang, then: &Frozen) -> impl Iterator<Item = (&Correction, String)> {
    let mut is_judged = then.judgement.by_person.is_some();
    then.corrections.iter().map(move |it| {
        let done = done(lang, &it.what, is_judged);
        is_judged |= it.what.contains(&Corrected::Person);
        (it, done)
    })
}

/// 「実績値・目標値を訂正、体系を変更」; `is_judged` says whether a person had judged before.
fn done(lang: Lang, what: &[Corrected], is_judged: bool) -> String {
    let of = |deed: Deed| {
        let those = what.iter().filter(|it| Deed::of(**it, is_judged) == deed);
        let names: Vec<_> = those.map(|it| lang.of_pair(it.name())).collect();
        let (names, did) = (names.join(lang.say("・", ", ")), lang.of_pair(deed.name()));
        (!names.is_empty()).then(|| lang.say(format!("{names}を{did}"), format!("{names} {did}")))
    };
    Deed::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(lang.say("、", ", "))
}

#[cfg(test)]
mod tests {
    use plan::decision::DecisionNumber;
    use plan::rating::{Grade, Judgement, Outcome, PersonGrade, RestedOn};

    use super::*;

    fn frozen(by_person: Option<PersonGrade>, what: &[&[Corrected]]) -> Frozen {
        let day = jiff::civil::date(2026, 7, 10);
        let correction = |(at, what): (u64, &&[Corrected])| Correction {
            decision: DecisionNumber(at),
            on: day,
            what: what.to_vec(),
        };
        Frozen {
            judgement: Judgement { by_person, ..Judgement::of(Outcome::Missed) },
            decision: DecisionNumber(1),
            on: day,
            label: "評価".to_owned(),
            rested_on: RestedOn::Figures { target: None, actual: None },
            corrections: (2..).zip(what).map(correction).collect(),
        }
    }

    #[test]
    fn a_figure_is_corrected_and_a_moved_work_is_a_change() {
        let both = frozen(None, &[&[Corrected::Actual, Corrected::Target, Corrected::Structure]]);
        assert_eq!(said(Lang::Ja, &both), "実績値・目標値を訂正、体系を変更（令和8年7月10日）");
        assert!(
            said(Lang::En, &both).starts_with("result, target corrected, structure of the plan changed on ")
        );
    }

    #[test]
    fn a_first_judgement_is_added_and_the_next_one_changes_it() {
        let twice: [&[Corrected]; 2] = [&[Corrected::Person], &[Corrected::Person]];
        let added = "人による判定を追加（令和8年7月10日）、人による判定を変更（令和8年7月10日）";
        assert_eq!(said(Lang::Ja, &frozen(None, &twice)), added);
        let person =
            PersonGrade { grade: Grade::new("A", "達成"), reason: "天候".to_owned(), computed: None };
        assert_eq!(
            said(Lang::Ja, &frozen(Some(person), &twice[..1])),
            "人による判定を変更（令和8年7月10日）"
        );
    }
}
