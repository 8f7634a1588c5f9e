//! 欄の名札: what a field asks as one short word, for forms on pages and for files: `target:0`, `amount:initial:-1`.

use super::Asks;
use crate::amount::AmountKind;
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;

impl Asks {
    /// Its word, which stays as it is for ever.
    /// ```
    /// use plan::form::Asks;
    /// let asks = Asks::Target { year: 0 };
    /// assert_eq!(asks.key(), "target:0");
    /// assert_eq!(Asks::parse("target:0"), Some(asks));
    /// assert_eq!(Asks::parse("evaluation:self:-1").map(Asks::key).as_deref(), Some("evaluation:self:-1"));
    /// ```
    pub fn key(self) -> String {
        match self {
            Self::Number => "number".to_owned(),
            Self::Title => "title".to_owned(),
            Self::Section(meaning) => format!("section:{}", meaning.word()),
            Self::Unit => "unit".to_owned(),
            Self::Money { kind, year } => format!("amount:{}:{year}", kind.word()),
            Self::Target { year } => format!("target:{year}"),
            Self::RevisionReason { year } => format!("revision_reason:{year}"),
            Self::Actual { year } => format!("actual:{year}"),
            Self::Sample { year } => format!("sample:{year}"),
            Self::Explanation { year } => format!("explanation:{year}"),
            Self::Assessment { kind, year } => format!("evaluation:{}:{year}", kind.word()),
            Self::Direction { kind, year } => format!("direction:{}:{year}", kind.word()),
            Self::Future { kind, year } => format!("future:{}:{year}", kind.word()),
            Self::Grade { kind, year } => format!("grade:{}:{year}", kind.word()),
            Self::GradeReason { kind, year } => format!("grade_reason:{}:{year}", kind.word()),
            Self::Opinion { year } => format!("opinion:{year}"),
            Self::ResponseStatus => "response_status".to_owned(),
            Self::Response => "response".to_owned(),
            Self::StaffNote => "note".to_owned(),
        }
    }

    /// What a word asks; none for every other text, so that no two words ask the same.
    pub fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(':').collect();
        let asks = match words[..] {
            [word] => Self::timeless(word),
            ["section", word] => Meaning::ALL.into_iter().find(|it| it.word() == word).map(Self::Section),
            [word, year] => Self::of_year(word, year.parse().ok()?),
            ["amount", kind, year] => {
                let kind = AmountKind::ALL.into_iter().find(|it| it.word() == kind)?;
                Some(Self::Money { kind, year: year.parse().ok()? })
            }
            [word, kind, year] => {
                let kind = EvaluationKind::ALL.into_iter().find(|it| it.word() == kind)?;
                Self::of_evaluation(word, kind, year.parse().ok()?)
            }
            _ => None,
        };
        asks.filter(|it| it.key() == text)
    }

    fn timeless(word: &str) -> Option<Self> {
        let all =
            [Self::Number, Self::Title, Self::Unit, Self::ResponseStatus, Self::Response, Self::StaffNote];
        all.into_iter().find(|it| it.key() == word)
    }

    fn of_year(word: &str, year: i8) -> Option<Self> {
        Some(match word {
            "target" => Self::Target { year },
            "revision_reason" => Self::RevisionReason { year },
            "actual" => Self::Actual { year },
            "sample" => Self::Sample { year },
            "explanation" => Self::Explanation { year },
            "opinion" => Self::Opinion { year },
            _ => return None,
        })
    }

    fn of_evaluation(word: &str, kind: EvaluationKind, year: i8) -> Option<Self> {
        Some(match word {
            "evaluation" => Self::Assessment { kind, year },
            "direction" => Self::Direction { kind, year },
            "future" => Self::Future { kind, year },
            "grade" => Self::Grade { kind, year },
            "grade_reason" => Self::GradeReason { kind, year },
            _ => return None,
        })
    }
}
