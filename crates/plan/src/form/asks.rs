//! 欄の意味: everything that a form can ask, and where each answer is kept.

use serde::{Deserialize, Serialize};

use super::{FieldId, shifted};
use crate::amount::AmountKind;
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 欄の意味. Years are counted from the form's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// 番号 of an element.
    Number,
    /// 名称 of an element, an indicator, a plan.
    Title,
    /// A text of a plan or an element.
    Section(Meaning),
    /// 単位 of an indicator.
    Unit,
    /// 予算・決算 in the unit that the municipality writes, kept in whole yen.
    Money {
        /// Which amount.
        kind: AmountKind,
        /// Its year.
        year: i8,
    },
    /// 目標値, e.g. 「48％以上」.
    Target {
        /// Its year.
        year: i8,
    },
    /// 改定理由, needed where a target that was decided is changed.
    RevisionReason {
        /// The year of the target.
        year: i8,
    },
    /// 実績値, or why there is none.
    Actual {
        /// Its year.
        year: i8,
    },
    /// 回収状況: 「1,200人中580人」, for a survey.
    Sample {
        /// The year of the actual.
        year: i8,
    },
    /// 増減の説明.
    Explanation {
        /// The year of the actual.
        year: i8,
    },
    /// 評価の文.
    Assessment {
        /// Who evaluates.
        kind: EvaluationKind,
        /// The year that is looked back on.
        year: i8,
    },
    /// 今後の方向性, one of the municipality's words.
    Direction {
        /// Who evaluates.
        kind: EvaluationKind,
        /// The year that is looked back on.
        year: i8,
    },
    /// 今後の方針.
    Future {
        /// Who evaluates.
        kind: EvaluationKind,
        /// The year that is looked back on.
        year: i8,
    },
    /// 判定 by a person; empty: the rule's stands.
    Grade {
        /// Who evaluates.
        kind: EvaluationKind,
        /// The year that is looked back on.
        year: i8,
    },
    /// 判定の理由: why a person's grade differs from the rule's.
    GradeReason {
        /// Who evaluates.
        kind: EvaluationKind,
        /// The year that is looked back on.
        year: i8,
    },
    /// 意見 of the external evaluators on the subject.
    Opinion {
        /// The year in whose evaluation it is said.
        year: i8,
    },
    /// 対応状況 of a remark.
    ResponseStatus,
    /// 対応の内容.
    Response,
    /// 庁内メモ: kept with the sheet's decision, never published.
    StaffNote,
}

impl Asks {
    /// Where the answer for a subject is kept.
    pub fn field(self, subject: &RecordId, form: FiscalYear) -> FieldId {
        let of_year = |kind: &str, year: i8| subject.of_year(kind, shifted(form, year));
        let evaluation = |kind: EvaluationKind, year| of_year(&format!("evaluation/{}", kind.word()), year);
        let (record, part) = match self {
            Self::Number => (subject.clone(), "number"),
            Self::Title => (subject.clone(), "title"),
            Self::Section(meaning) => (subject.clone(), meaning.word()),
            Self::Unit => (subject.clone(), "unit"),
            Self::Money { kind, year } => {
                (RecordId::new(format!("{}/{}", of_year("amount", year), kind.word())), "yen")
            }
            Self::Target { year } => (of_year("target", year), "words"),
            Self::RevisionReason { year } => (of_year("target", year), "reason"),
            Self::Actual { year } => (of_year("actual", year), "figure"),
            Self::Sample { year } => (of_year("actual", year), "sample"),
            Self::Explanation { year } => (of_year("actual", year), "explanation"),
            Self::Assessment { kind, year } => (evaluation(kind, year), "text"),
            Self::Direction { kind, year } => (evaluation(kind, year), "direction"),
            Self::Future { kind, year } => (evaluation(kind, year), "future"),
            Self::Grade { kind, year } => (evaluation(kind, year), "grade"),
            Self::GradeReason { kind, year } => (evaluation(kind, year), "grade_reason"),
            Self::Opinion { year } => (of_year("opinion", year), "text"),
            Self::ResponseStatus => (RecordId::new(format!("{subject}/response")), "status"),
            Self::Response => (RecordId::new(format!("{subject}/response")), "text"),
            Self::StaffNote => (of_year("note", 0), "text"),
        };
        FieldId::of(&record, part)
    }

    /// The year that it speaks of, where it speaks of one.
    pub fn year(self, form: FiscalYear) -> Option<FiscalYear> {
        match self {
            Self::Money { year, .. }
            | Self::Target { year }
            | Self::RevisionReason { year }
            | Self::Actual { year }
            | Self::Sample { year }
            | Self::Explanation { year }
            | Self::Assessment { year, .. }
            | Self::Direction { year, .. }
            | Self::Future { year, .. }
            | Self::Grade { year, .. }
            | Self::GradeReason { year, .. }
            | Self::Opinion { year } => Some(shifted(form, year)),
            Self::Number
            | Self::Title
            | Self::Section(_)
            | Self::Unit
            | Self::ResponseStatus
            | Self::Response
            | Self::StaffNote => None,
        }
    }
}

impl Asks {
    /// The usual name, with the year where it speaks of one.
    pub fn name(self, form: FiscalYear) -> (String, String) {
        let year = self.year(form);
        let of_year = |ja: &str, en: &str| match year {
            Some(year) => (format!("{}{ja}", year.japanese()), format!("{en}, FY{}", year.year())),
            None => (ja.to_owned(), en.to_owned()),
        };
        match self {
            Self::Number => of_year("番号", "number"),
            Self::Title => of_year("名称", "title"),
            Self::Section(meaning) => of_year(meaning.name().0, meaning.name().1),
            Self::Unit => of_year("単位", "unit"),
            Self::Money { kind, .. } => of_year(kind.name().0, kind.name().1),
            Self::Target { .. } => of_year("目標値", "target"),
            Self::RevisionReason { .. } => of_year("目標値の改定理由", "reason for the revised target"),
            Self::Actual { .. } => of_year("実績値", "actual"),
            Self::Sample { .. } => of_year("回収状況", "answers"),
            Self::Explanation { .. } => of_year("増減の説明", "explanation"),
            Self::Assessment { kind, .. } => of_year(kind.name().0, kind.name().1),
            Self::Direction { kind, year } => of_evaluation((kind, year), form, "今後の方向性", "direction"),
            Self::Future { kind, year } => of_evaluation((kind, year), form, "今後の方針", "what comes next"),
            Self::Grade { kind, year } => of_evaluation((kind, year), form, "判定", "grade"),
            Self::GradeReason { kind, year } => {
                of_evaluation((kind, year), form, "判定の理由", "reason for the grade")
            }
            Self::Opinion { .. } => of_year("外部評価の意見", "opinion of the external evaluators"),
            Self::ResponseStatus => of_year("対応状況", "status of the response"),
            Self::Response => of_year("対応の内容", "response"),
            Self::StaffNote => of_year("庁内メモ", "staff note"),
        }
    }
}

/// 「今後の方針（自己評価）」; of another year than the form's with that year, for a form may ask about several.
fn of_evaluation(
    (kind, year): (EvaluationKind, i8),
    form: FiscalYear,
    ja: &str,
    en: &str,
) -> (String, String) {
    let (ja, en) = (format!("{ja}（{}）", kind.name().0), format!("{en} ({})", kind.name().1));
    let other = (year != 0).then(|| shifted(form, year));
    match other {
        Some(year) => (format!("{}の{ja}", year.japanese()), format!("{en}, FY{}", year.year())),
        None => (ja, en),
    }
}
