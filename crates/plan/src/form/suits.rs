//! 欄と対象: what can be asked of what, and what a page offers to choose from.

use std::ops::RangeInclusive;

use super::{About, Asks};
use crate::amount::AmountKind;
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;

impl Asks {
    /// Whether it can be asked of a sort of subject: a plan has no actual, a remark no budget.
    pub fn suits(self, about: About) -> bool {
        match self {
            Self::Number => about == About::Element,
            Self::Title | Self::Opinion { .. } => about != About::Remark,
            Self::Section(_) | Self::Money { .. } => matches!(about, About::Plan | About::Element),
            Self::Unit
            | Self::Target { .. }
            | Self::RevisionReason { .. }
            | Self::Actual { .. }
            | Self::Sample { .. }
            | Self::Explanation { .. } => about == About::Indicator,
            Self::Assessment { .. }
            | Self::Direction { .. }
            | Self::Future { .. }
            | Self::Grade { .. }
            | Self::GradeReason { .. } => about != About::Remark,
            Self::ResponseStatus | Self::Response => about == About::Remark,
            Self::StaffNote => true,
        }
    }

    /// 欄の一覧: everything that can be asked of a sort of subject, with every year from so many before the form's year to so many
    /// after it, in the order of a sheet.
    /// ```
    /// use plan::form::{About, Asks};
    /// let keys: Vec<String> = Asks::offered(About::Remark, 0..=0).into_iter().map(Asks::key).collect();
    /// assert_eq!(keys, ["response_status", "response", "note"]);
    /// ```
    pub fn offered(about: About, years: RangeInclusive<i8>) -> Vec<Self> {
        let dated = years.flat_map(Self::of_one_year);
        let first = [Self::Number, Self::Title].into_iter();
        let all = first.chain(Meaning::ALL.map(Self::Section)).chain([Self::Unit]).chain(dated);
        let all = all.chain([Self::ResponseStatus, Self::Response, Self::StaffNote]);
        all.filter(|it| it.suits(about)).collect()
    }

    /// Everything that speaks of a year, of one year.
    fn of_one_year(year: i8) -> Vec<Self> {
        let mut all: Vec<Self> = AmountKind::ALL.map(|kind| Self::Money { kind, year }).to_vec();
        all.extend([Self::Target { year }, Self::RevisionReason { year }, Self::Actual { year }]);
        all.extend([Self::Sample { year }, Self::Explanation { year }]);
        for kind in EvaluationKind::ALL {
            all.extend([Self::Assessment { kind, year }, Self::Direction { kind, year }]);
            all.extend([Self::Future { kind, year }, Self::Grade { kind, year }]);
            all.push(Self::GradeReason { kind, year });
        }
        all.push(Self::Opinion { year });
        all
    }

    /// Whether the answer is kept in the subject itself, which is public where the subject is.
    pub fn is_of_subject(self) -> bool {
        matches!(self, Self::Number | Self::Title | Self::Section(_) | Self::Unit)
    }
}
