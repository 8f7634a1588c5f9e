//! 評価: what people say about the result, beside what the rule says.

use serde::{Deserialize, Serialize};

use crate::decision::StaffId;
use crate::fiscal_year::FiscalYear;
use crate::rating::{Basis, Judgement};
use crate::record::RecordId;
use crate::refusal::Refusal;

mod graded;

pub use graded::Ungraded;

/// 評価 of an element, an indicator or a whole statement, for one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// What is evaluated.
    pub subject: RecordId,
    /// The year that is looked back on.
    pub fiscal_year: FiscalYear,
    /// Who evaluates, and when in the year.
    pub kind: EvaluationKind,
    /// 評価, one string a paragraph.
    #[serde(default)]
    pub text: Vec<String>,
    /// 今後の方向性, in the municipality's own word: 継続, 拡充, 改善 …
    #[serde(default)]
    pub direction: Option<String>,
    /// 今後の方針, one string a paragraph.
    #[serde(default)]
    pub future: Vec<String>,
    /// 判定: made by the rule, overruled below, never set.
    #[serde(default)]
    verdict: Verdict,
    /// 判定の根拠: what the verdict was made of; none for verdicts of older ledgers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    basis: Option<Basis>,
}

/// 評価の種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvaluationKind {
    /// 中間評価, 中間振り返り.
    Midterm,
    /// 自己評価.
    OwnAssessment,
    /// 内部評価.
    Internal,
    /// 外部評価.
    External,
}

impl EvaluationKind {
    /// Every kind, in the order in which a round brings them.
    pub const ALL: [Self; 4] = [Self::Midterm, Self::OwnAssessment, Self::Internal, Self::External];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Midterm => ("中間評価", "midterm review"),
            Self::OwnAssessment => ("自己評価", "self-evaluation"),
            Self::Internal => ("内部評価", "internal evaluation"),
            Self::External => ("外部評価", "external evaluation"),
        }
    }

    /// A part of an evaluation's id.
    pub fn word(self) -> &'static str {
        match self {
            Self::Midterm => "midterm",
            Self::OwnAssessment => "self",
            Self::Internal => "internal",
            Self::External => "external",
        }
    }
}

/// 判定: computed by a published rule. A person's grade stands beside it, not in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing was judged.
    #[default]
    Pending,
    /// The rule's grade.
    ByRule {
        /// Which rule.
        rule: RecordId,
        /// Its grade, e.g. 「A」.
        grade: String,
    },
    /// A person's grade, beside the computed one.
    Overruled {
        /// Which rule.
        rule: RecordId,
        /// What the rule said.
        computed: String,
        /// What the person says.
        grade: String,
        /// Who.
        by: StaffId,
        /// Why; it is published.
        reason: String,
    },
    /// A person's grade where the rule gives none: it leaves the judgement to people, or the grade is off its scale.
    ByPerson {
        /// Which rule.
        rule: RecordId,
        /// What the person says.
        grade: String,
        /// Who.
        by: StaffId,
        /// Why; it is published.
        reason: String,
    },
}

/// 判定 taken apart, as tables and programs show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerdictParts<'a> {
    /// Which rule.
    pub rule: &'a RecordId,
    /// The rule's grade; none where it gives none.
    pub computed: Option<&'a str>,
    /// The grade in force.
    pub grade: &'a str,
    /// Why a person's grade stands beside the rule's or in its place.
    pub reason: Option<&'a str>,
}

impl Verdict {
    /// Its parts; none where nothing was judged.
    pub fn parts(&self) -> Option<VerdictParts<'_>> {
        let (rule, computed, grade, reason) = match self {
            Self::Pending => return None,
            Self::ByRule { rule, grade } => (rule, Some(grade), grade, None),
            Self::ByPerson { rule, grade, reason, .. } => (rule, None, grade, Some(reason)),
            Self::Overruled { rule, computed, grade, reason, .. } => {
                (rule, Some(computed), grade, Some(reason))
            }
        };
        let (computed, reason) = (computed.map(String::as_str), reason.map(String::as_str));
        Some(VerdictParts { rule, computed, grade, reason })
    }

    /// The mark that a person gave, and why; none where no person judged.
    pub fn by_person(&self) -> Option<(&str, &str)> {
        let parts = self.parts()?;
        Some((parts.grade, parts.reason?))
    }
}

impl Evaluation {
    /// An evaluation in words, without a verdict.
    pub fn new(subject: RecordId, fiscal_year: FiscalYear, kind: EvaluationKind) -> Self {
        let (text, future, verdict) = (Vec::new(), Vec::new(), Verdict::Pending);
        Self { subject, fiscal_year, kind, text, direction: None, future, verdict, basis: None }
    }

    /// 判定.
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// 判定の根拠.
    pub fn basis(&self) -> Option<&Basis> {
        self.basis.as_ref()
    }

    /// Keeps what the verdict was made of.
    pub fn resting_on(self, basis: Basis) -> Self {
        Self { basis: Some(basis), ..self }
    }

    /// Takes the rule's judgement; a pending one leaves the verdict pending.
    pub fn judged(self, rule: RecordId, judgement: &Judgement) -> Self {
        let verdict = match &judgement.grade {
            Some(grade) => Verdict::ByRule { rule, grade: grade.mark.clone() },
            None => Verdict::Pending,
        };
        Self { verdict, ..self }
    }

    /// 判定を変える: puts a person's grade beside the computed one, never without a reason.
    pub fn overrule(self, grade: &str, by: StaffId, reason: &str) -> Result<Self, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        match self.verdict {
            Verdict::ByRule { rule, grade: computed } | Verdict::Overruled { rule, computed, .. } => {
                let (grade, reason) = (grade.to_owned(), reason.to_owned());
                Ok(Self { verdict: Verdict::Overruled { rule, computed, grade, by, reason }, ..self })
            }
            Verdict::Pending | Verdict::ByPerson { .. } => Err(Refusal::NothingToOverrule),
        }
    }

    /// 人が判定する: a person's grade where the rule gives none, never without a reason.
    pub fn chosen(self, rule: RecordId, grade: &str, by: StaffId, reason: &str) -> Result<Self, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        let (grade, reason) = (grade.to_owned(), reason.to_owned());
        Ok(Self { verdict: Verdict::ByPerson { rule, grade, by, reason }, ..self })
    }

    /// The id under which it is recorded: `{subject}/evaluation/self/2024`.
    pub fn id(&self) -> RecordId {
        self.subject.of_year(&format!("evaluation/{}", self.kind.word()), self.fiscal_year)
    }
}
