//! 様式: what one sheet of a year asks for, as data. The planning section makes it, each year anew; no programmer is needed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::amount::AmountKind;
use crate::element::Meaning;
use crate::evaluation::EvaluationKind;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// 様式 of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The year whose round it belongs to; the years of its fields are counted from it.
    pub fiscal_year: FiscalYear,
    /// 様式名, e.g. 「様式1 運営方針」.
    pub name: String,
    /// What one sheet is about.
    pub scope: Scope,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// 票の対象: which part of the plans one sheet covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The organisation's own statement (運営方針) of so many years from the form's year: 0 the year itself, -1 the year before.
    Statement {
        /// Years from the form's year.
        year: i8,
    },
    /// The elements of one level of a plan that the organisation, or one below it, is in charge of.
    InCharge {
        /// The plan.
        plan: RecordId,
        /// 階層, 0 at the top.
        level: u8,
    },
}

/// 様式の部: fields that are asked for each subject of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of what they are asked.
    pub about: About,
    /// 見出し.
    pub title: String,
    /// 記入要領: a sentence for whoever fills it in.
    #[serde(default)]
    pub help: String,
    /// 欄, in order.
    pub fields: Vec<Field>,
    /// Whether the author may add and retire subjects of this sort.
    #[serde(default)]
    pub grows: bool,
}

/// 対象の種類. A sheet lists the plan, then each element with its indicators and the remarks on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The plan as a whole.
    Plan,
    /// Each element: 経営課題, 施策.
    Element,
    /// Each indicator of an element.
    Indicator,
    /// Each remark on an element that the form's year has to answer.
    Remark,
}

/// 欄: one thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What it asks, and so where the answer is kept.
    pub asks: Asks,
    /// 欄の名前; empty: the usual name.
    #[serde(default)]
    pub label: String,
    /// 記入要領.
    #[serde(default)]
    pub help: String,
    /// 字数の目安: a soft limit in characters; what is longer is told, never cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// 必須: a sheet without it cannot be submitted.
    #[serde(default)]
    pub required: bool,
    /// 庁内限り: the answer never leaves the staff side.
    #[serde(default)]
    pub internal: bool,
}

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

/// 欄ID: the record that keeps the answer and which part of it, as `i-walk/actual/2025#figure`.
///
/// It is the same on every sheet that asks the same, so that two sheets cannot disagree in silence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(String);

impl FieldId {
    /// An id as it came from a page or the ledger; none where it names no part.
    pub fn parse(text: &str) -> Option<Self> {
        let (record, part) = text.rsplit_once('#')?;
        (!record.is_empty() && !part.is_empty()).then(|| Self(text.to_owned()))
    }

    /// A part of a record.
    pub fn of(record: &RecordId, part: &str) -> Self {
        Self(format!("{record}#{part}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The record that keeps the answer.
    pub fn record(&self) -> RecordId {
        RecordId::new(self.0.rsplit_once('#').map_or("", |(record, _)| record))
    }

    /// Which part of it.
    pub fn part(&self) -> &str {
        self.0.rsplit_once('#').map_or("", |(_, part)| part)
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
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

/// So many years from a form's year.
pub fn shifted(form: FiscalYear, years: i8) -> FiscalYear {
    FiscalYear::new(form.year() + i16::from(years))
}

impl Field {
    /// A field under its usual name.
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            label: String::new(),
            help: String::new(),
            limit: None,
            required: false,
            internal: false,
        }
    }

    /// 欄の名前: its own, or the usual one with the year that it speaks of: 「令和5年度予算」. In both languages.
    pub fn name(&self, form: FiscalYear) -> (String, String) {
        if self.label.is_empty() { self.asks.name(form) } else { (self.label.clone(), self.label.clone()) }
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
            Self::Direction { kind, .. } => of_evaluation(kind, "今後の方向性", "direction"),
            Self::Future { kind, .. } => of_evaluation(kind, "今後の方針", "what comes next"),
            Self::Grade { kind, .. } => of_evaluation(kind, "判定", "grade"),
            Self::GradeReason { kind, .. } => of_evaluation(kind, "判定の理由", "reason for the grade"),
            Self::Opinion { .. } => of_year("外部評価の意見", "opinion of the external evaluators"),
            Self::ResponseStatus => of_year("対応状況", "status of the response"),
            Self::Response => of_year("対応の内容", "response"),
            Self::StaffNote => of_year("庁内メモ", "staff note"),
        }
    }
}

/// 「今後の方針（自己評価）」.
fn of_evaluation(kind: EvaluationKind, ja: &str, en: &str) -> (String, String) {
    (format!("{ja}（{}）", kind.name().0), format!("{en} ({})", kind.name().1))
}
