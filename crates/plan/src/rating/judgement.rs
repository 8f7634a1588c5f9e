//! 判定の結果: what the figures say, the grade that a rule gives for it, and what stands beside it.

use rust_decimal::Decimal;

use super::{Frozen, Grade, RatingRule, Shown, Tone, Unrated};
use crate::evaluation::Verdict;

/// What the figures alone say, before any municipality's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 達成.
    Reached,
    /// 未達成.
    Missed,
    /// 判定できない, and why.
    Undecided(Undecided),
}

/// Why nothing can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undecided {
    /// 目標値がない.
    NoTarget,
    /// 実績がまだない.
    NotYet,
    /// 測定しなかった.
    NotMeasured,
    /// The target is words, or its number has no direction.
    CannotTell,
    /// 判定対象外: a person gave a grade off the scale (中止, 評価困難 …), with a reason.
    SetAside,
}

impl Outcome {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Reached => ("達成", "reached"),
            Self::Missed => ("未達成", "missed"),
            Self::Undecided(why) => why.name(),
        }
    }
}

impl Undecided {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::NoTarget => ("目標値なし", "no target"),
            Self::NotYet => ("実績未報告", "not reported yet"),
            Self::NotMeasured => ("未測定", "not measured"),
            Self::CannotTell => ("数値では判定できない", "cannot be judged by number"),
            Self::SetAside => ("判定対象外", "set aside by a person"),
        }
    }
}

/// 判定: an outcome and, where there is one, the rule's grade for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What the figures say.
    pub outcome: Outcome,
    /// The municipality's own grade.
    pub grade: Option<Grade>,
    /// What the rule measured: a rate as a part of one, a change, points.
    pub value: Option<Decimal>,
    /// The same for people, rounded.
    pub shown: Option<Shown>,
    /// Why the rule gives no place on its scale.
    pub unrated: Option<Unrated>,
    /// 人による判定, where a person's grade stands beside the rule's or in its place.
    pub by_person: Option<PersonGrade>,
    /// 公表時の判定, where what it rests on was corrected since.
    pub published: Option<Box<Frozen>>,
}

/// 人による判定, with its published reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonGrade {
    /// The grade; its words are the mark again where the rule does not know it.
    pub grade: Grade,
    /// Why.
    pub reason: String,
    /// The mark that the rule gave when the person decided; none where it gave none.
    pub computed: Option<String>,
    /// 段階外: it is no place on the rule's scale.
    pub is_off_scale: bool,
}

impl PersonGrade {
    /// The grade that a person chose, as the rule shows it; none where no person judged.
    pub(super) fn of(verdict: &Verdict, rule: Option<&RatingRule>) -> Option<Self> {
        let (mark, reason, computed) = match verdict {
            Verdict::Overruled { grade, reason, computed, .. } => (grade, reason, Some(computed.clone())),
            Verdict::ByPerson { grade, reason, .. } => (grade, reason, None),
            Verdict::Pending | Verdict::ByRule { .. } => return None,
        };
        let grade = rule.and_then(|rule| rule.grade(mark)).unwrap_or_else(|| Grade::new(mark, mark));
        let is_off_scale =
            rule.is_some_and(|rule| rule.off_scale.iter().any(|it| it.grade.mark == grade.mark));
        Some(Self { grade, reason: reason.clone(), computed, is_off_scale })
    }
}

impl Judgement {
    /// A judgement without any rule: whether the target was met, and no more.
    pub fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            grade: None,
            value: None,
            shown: None,
            unrated: None,
            by_person: None,
            published: None,
        }
    }

    /// The same with what a person said. What figures cannot decide is no open question any more where a person put it off
    /// the scale: a figure of what was cancelled is not awaited.
    pub(super) fn with_person(self, by_person: Option<PersonGrade>) -> Self {
        let is_open = matches!(self.outcome, Outcome::Undecided(why) if why != Undecided::NoTarget);
        let outcome = match by_person.as_ref().filter(|it| is_open && it.is_off_scale) {
            Some(_) => Outcome::Undecided(Undecided::SetAside),
            None => self.outcome,
        };
        Self { outcome, by_person, ..self }
    }

    /// Whether the grade that counts says the same of the target as the figures do. A rule may measure something else, e.g. the
    /// change since last year or the way to the last target: then its word alone would not tell whether the target was reached.
    pub fn tells_target(&self) -> bool {
        let tone = match self.outcome {
            Outcome::Reached => Tone::Reached,
            Outcome::Missed => Tone::Missed,
            Outcome::Undecided(_) => return true, // There is nothing more to tell.
        };
        let is_of_target = !self.shown.is_some_and(|it| it.kind.is_beside_target());
        self.final_grade().is_none_or(|it| is_of_target && it.tone() == tone)
    }

    /// The verdict that stands: as published, where anything that it rests on was changed since, else this one.
    pub fn standing(&self) -> &Self {
        self.published.as_ref().map_or(self, |it| &it.judgement)
    }

    /// 数えられる結果: what every count and every list goes by. A published verdict stays what it was, whatever is changed later:
    /// a target lowered afterwards turns no miss into a success.
    pub fn counted(&self) -> Outcome {
        self.standing().outcome
    }

    /// The grade that counts: a person's where there is one, else the rule's.
    pub fn final_grade(&self) -> Option<&Grade> {
        self.by_person.as_ref().map(|it| &it.grade).or(self.grade.as_ref())
    }
}
