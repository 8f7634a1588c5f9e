//! 判定の記入: a grade that a person wrote, held against what the rule says.

use super::Evaluation;
use crate::decision::StaffId;
use crate::edition::Edition;
use crate::element::Element;
use crate::indicator::Indicator;
use crate::rating::{Basis, Judgement, RatingRule};
use crate::record::RecordId;
use crate::refusal::Refusal;

/// Why a written grade cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ungraded {
    /// No rule applies to the subject.
    NoRule,
    /// The rule has no such grade.
    NoSuchGrade {
        /// 判定基準.
        rule: String,
        /// The marks that it has.
        marks: Vec<String>,
    },
    /// The grade is the rule's, but may not stand so.
    Refused(Refusal),
}

/// What a rule says of a subject, with what it was made of.
struct Ruled<'a> {
    rule: (&'a RecordId, &'a RatingRule),
    judgement: Judgement,
    basis: Basis,
}

fn ruled<'a>(edition: &'a Edition, it: &Evaluation) -> Option<Ruled<'a>> {
    let year = it.fiscal_year;
    if let Some(indicator) = edition.find::<Indicator>(&it.subject) {
        let rule = edition.rule(indicator)?;
        let figures = (edition.target(&it.subject, year), edition.actual(&it.subject, year));
        let judgement = edition.judge(&it.subject, indicator, year);
        let basis = Basis::of(rule.1, indicator, figures, &judgement);
        return Some(Ruled { rule, judgement, basis });
    }
    let judged = edition.judge_element(&it.subject, year)?;
    let (rule, judgement) = (judged.rule, judged.judgement);
    let basis = Basis::of_element(rule.1, &judgement);
    Some(Ruled { rule, judgement, basis })
}

impl Edition {
    /// 判定基準 by which a subject is graded: an indicator's or an element's.
    pub fn grading_rule(&self, subject: &RecordId) -> Option<&RatingRule> {
        match self.find::<Indicator>(subject) {
            Some(indicator) => self.rule(indicator).map(|(_, it)| it),
            None => self.now().element_rule(self.find::<Element>(subject)?).map(|(_, it)| it),
        }
    }
}

impl RatingRule {
    /// The marks of its grades, on the scale and off it.
    pub fn marks(&self) -> Vec<String> {
        let off = self.off_scale.iter().map(|it| it.grade.mark.clone());
        self.grades().into_iter().map(|it| it.mark).chain(off).collect()
    }
}

impl Evaluation {
    /// Takes a grade that a person wrote: the rule's own where it is the same; else beside it or in its place, with a reason.
    pub fn graded(
        self,
        edition: &Edition,
        written: &str,
        by: StaffId,
        reason: &str,
    ) -> Result<Self, Ungraded> {
        let Some(Ruled { rule: (id, rule), judgement, basis }) = ruled(edition, &self) else {
            return Err(Ungraded::NoRule);
        };
        let Some(grade) = rule.grade(written) else {
            return Err(Ungraded::NoSuchGrade { rule: rule.name.clone(), marks: rule.marks() });
        };
        let it = self.resting_on(basis);
        let decided = match &judgement.grade {
            Some(computed) if computed.mark == grade.mark => Ok(it.judged(id.clone(), &judgement)),
            Some(_) => it.judged(id.clone(), &judgement).overrule(&grade.mark, by, reason),
            None if rule.may_be_chosen(&grade.mark, judgement.unrated) => {
                it.chosen(id.clone(), &grade.mark, by, reason)
            }
            None => Err(Refusal::NothingToOverrule),
        };
        decided.map_err(Ungraded::Refused)
    }

    /// Takes a person's grade back: the rule's stands, where it gives one.
    pub fn ungraded(self, edition: &Edition) -> Self {
        let plain = Self {
            text: self.text,
            direction: self.direction,
            future: self.future,
            ..Self::new(self.subject, self.fiscal_year, self.kind)
        };
        match ruled(edition, &plain) {
            Some(Ruled { rule: (id, _), judgement, basis }) if judgement.grade.is_some() => {
                plain.resting_on(basis).judged(id.clone(), &judgement)
            }
            _ => plain,
        }
    }
}
