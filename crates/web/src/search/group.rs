//! 種類: what sort of record the words stand in, as the address and the links above the answer name it.

use plan::record::Kind;

/// A sort of records that a visitor may keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    Plans,
    Indicators,
    Organisations,
    Evaluations,
    Remarks,
    Money,
    Others,
}

impl Group {
    pub(crate) const ALL: [Self; 7] = [
        Self::Plans,
        Self::Indicators,
        Self::Organisations,
        Self::Evaluations,
        Self::Remarks,
        Self::Money,
        Self::Others,
    ];

    pub(crate) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Plan | Kind::Element => Self::Plans,
            Kind::Indicator | Kind::Target | Kind::Actual => Self::Indicators,
            Kind::Organisation => Self::Organisations,
            Kind::Evaluation => Self::Evaluations,
            Kind::Remark | Kind::Response | Kind::Consultation | Kind::Opinion => Self::Remarks,
            Kind::Amount | Kind::Resource => Self::Money,
            Kind::Municipality
            | Kind::Link
            | Kind::RatingRule
            | Kind::CalendarEntry
            | Kind::Form
            | Kind::StaffNote
            | Kind::Evidence => Self::Others,
        }
    }

    /// As it stands in an address.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Indicators => "indicators",
            Self::Organisations => "organisations",
            Self::Evaluations => "evaluations",
            Self::Remarks => "remarks",
            Self::Money => "money",
            Self::Others => "others",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// In Japanese and in English.
    pub(crate) fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Plans => ("計画・施策・事業", "plans and projects"),
            Self::Indicators => ("指標と実績", "indicators and results"),
            Self::Organisations => ("組織", "departments"),
            Self::Evaluations => ("評価", "evaluations"),
            Self::Remarks => ("意見と対応", "remarks and responses"),
            Self::Money => ("予算・経営資源", "money and resources"),
            Self::Others => ("その他", "others"),
        }
    }
}
