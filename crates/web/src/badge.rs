//! 判定のしるし: shape and words, so that colour says nothing alone; the published verdict, and beside it what would be said today.

use plan::rating::{Grade, Judgement, Outcome, PersonGrade, Tone, Unrated};
use plan::survey::Certainty;

use crate::lang::Lang;

/// 判定 as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Badge {
    /// The CSS class.
    pub(crate) class: &'static str,
    /// ●, ◆, ▲, ■, ―; ◇ where a person judged.
    pub(crate) shape: &'static str,
    /// The municipality's grade, e.g. 「A」; empty where nothing was judged.
    pub(crate) mark: String,
    /// 「達成」.
    pub(crate) words: String,
    /// Class, shape and words of what became of the target, where the grade does not say so itself: 「横ばい」 says how a figure
    /// moved, and stands among those that missed their target.
    pub(crate) target: Option<(&'static str, &'static str, &'static str)>,
    /// Where the sample cannot tell reached from missed. It stands right behind what became of the target.
    pub(crate) doubt: Option<&'static str>,
    /// Where a person judged: what the rule says (empty where it says nothing), and why.
    pub(crate) overruled: Option<(String, String)>,
    /// 「達成率99.6%」, or why the rule gives no grade although there are figures.
    pub(crate) note: Option<String>,
    /// Where the verdict was published and would be another today.
    pub(crate) now: Option<Box<Now>>,
}

/// いまの判定 beside the published one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Now {
    /// 「令和7年9月5日公表」.
    pub(crate) published: String,
    /// What would be said today.
    pub(crate) badge: Badge,
    /// 「実績値を訂正（令和8年7月10日）」; empty where it is said beside it.
    pub(crate) why: String,
}

impl Badge {
    /// The verdict: the rule's, or a person's with the rule's beside it. Where it was published and corrected since, the published
    /// one stands first.
    pub(crate) fn of(lang: Lang, judgement: &Judgement) -> Self {
        let now = Self::plain(lang, judgement);
        match judgement.published.as_deref().filter(|it| it.differs(judgement)) {
            None => now,
            Some(then) => {
                let day = lang.date(then.on);
                let now = Now {
                    published: lang.say(format!("{day}公表"), format!("published {day}")),
                    badge: now,
                    why: crate::correction::said(lang, then),
                };
                Self { now: Some(Box::new(now)), ..Self::plain(lang, &then.judgement) }
            }
        }
    }

    /// The same with the doubt that the error of a sample leaves: beside the verdict of today, which rests on today's figure.
    pub(crate) fn doubted(self, lang: Lang, certainty: Option<Certainty>) -> Self {
        if !matches!(certainty, Some(Certainty::WithinError(_))) {
            return self;
        }
        match self.now {
            Some(now) => {
                let badge = now.badge.doubted(lang, certainty);
                Self { now: Some(Box::new(Now { badge, ..*now })), ..self }
            }
            None => Self { doubt: Some(lang.of_pair(DOUBT)), ..self },
        }
    }

    /// What became of the target, the doubt about it, then the rule's grade: class and shape of the first, and all three in words.
    pub(crate) fn in_words(&self, lang: Lang) -> (&'static str, String) {
        let grade = match self.mark.is_empty() {
            true => format!("{} {}", self.shape, self.words),
            false => format!("{} {} {}", self.shape, self.mark, self.words),
        };
        let doubt = self.doubt.map_or(String::new(), |it| lang.say(format!("（{it}）"), format!(" ({it})")));
        match self.target {
            None => (self.class, format!("{grade}{doubt}")),
            Some((class, shape, words)) => {
                let grade = lang.say(format!("　評語 {grade}"), format!("; grade {grade}"));
                (class, format!("{shape} {words}{doubt}{grade}"))
            }
        }
    }

    /// The same without what was done since, for a place that says it already.
    pub(crate) fn without_why(self) -> Self {
        Self { now: self.now.map(|it| Box::new(Now { why: String::new(), ..*it })), ..self }
    }

    /// The same of an element, which has no target of its own.
    pub(crate) fn of_element(lang: Lang, judgement: &Judgement) -> Self {
        Self::of(lang, judgement).without_target()
    }

    fn without_target(self) -> Self {
        let now = self.now.map(|it| Box::new(Now { badge: it.badge.without_target(), ..*it }));
        Self { target: None, now, ..self }
    }

    fn plain(lang: Lang, judgement: &Judgement) -> Self {
        let note = note(lang, judgement);
        let target = if judgement.tells_target() { None } else { target(lang, judgement.outcome) };
        let badge = match &judgement.by_person {
            Some(it) => Self::by_person(lang, it),
            None => Self::by_rule(lang, judgement),
        };
        Self { note, target, ..badge }
    }

    fn by_person(lang: Lang, it: &PersonGrade) -> Self {
        let person = lang.say("人による判定", "judged by a person");
        let words = if it.grade.words == it.grade.mark {
            person.to_owned()
        } else {
            lang.say(format!("{}（{person}）", it.grade.words), format!("{} ({person})", english(&it.grade)))
        };
        Self {
            class: "person",
            shape: "◇",
            mark: it.grade.mark.clone(),
            words,
            target: None,
            doubt: None,
            overruled: Some((it.computed.clone().unwrap_or_default(), it.reason.clone())),
            note: None,
            now: None,
        }
    }

    fn by_rule(lang: Lang, judgement: &Judgement) -> Self {
        let (tone, words) = plainly(lang, judgement.outcome);
        let Some(grade) = &judgement.grade else { return Self::toned(tone, "", words) };
        let words = match (lang, grade.tone(), &grade.en) {
            (Lang::Ja, ..) => &grade.words,
            (Lang::En, Tone::Open, None) => words,
            (Lang::En, ..) => english(grade),
        };
        // A mark that is only the Japanese words again tells a reader of English nothing.
        let mark = if grade.mark == grade.words { "" } else { &grade.mark };
        Self::toned(grade.tone(), mark, words)
    }

    /// Shape and class of a tone; a mark that is only the words again is left out.
    fn toned(tone: Tone, mark: &str, words: &str) -> Self {
        let mark = if mark == words { "" } else { mark };
        Self {
            class: tone.as_str(),
            shape: tone.shape(),
            mark: mark.to_owned(),
            words: words.to_owned(),
            target: None,
            doubt: None,
            overruled: None,
            note: None,
            now: None,
        }
    }
}

/// Said in every list in the same words.
const DOUBT: (&str, &str) = (
    "ただし誤差の範囲では達成とも未達とも言えない",
    "but within the margin of error neither reached nor missed can be said",
);

/// What became of the target, before any vocabulary.
fn plainly(lang: Lang, outcome: Outcome) -> (Tone, &'static str) {
    let tone = match outcome {
        Outcome::Reached => Tone::Reached,
        Outcome::Missed => Tone::Missed,
        Outcome::Undecided(_) => Tone::Open,
    };
    (tone, lang.of_pair(outcome.name()))
}

fn target(lang: Lang, outcome: Outcome) -> Option<(&'static str, &'static str, &'static str)> {
    let (tone, words) = plainly(lang, outcome);
    (tone != Tone::Open).then(|| (tone.as_str(), tone.shape(), words))
}

/// What the rule measured; or why it gives no grade, where the words of the badge do not tell it already.
fn note(lang: Lang, judgement: &Judgement) -> Option<String> {
    let shown = judgement.shown.map(|it| lang.of_pair(it.say()));
    shown.or_else(|| match judgement.unrated? {
        Unrated::Undecided(_) | Unrated::ByPerson if judgement.grade.is_none() => None,
        why => {
            let said = lang.of_pair(why.say());
            Some(lang.say(format!("評語なし：{said}"), format!("no grade: {said}")))
        }
    })
}

/// The words of a grade in English: the municipality's, else those of its tone.
pub(crate) fn english(grade: &Grade) -> &str {
    grade.en.as_deref().unwrap_or(grade.tone().name().1)
}

#[cfg(test)]
mod tests;
