//! 意見募集: a draft plan is laid open, whoever likes says what they think of it, and the municipality answers (行政手続法 第6章).
//!
//! What people sent is not here: letters (意見書) hold names and addresses and never become records.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decision::DecisionNumber;
use crate::opinion::Answer;
use crate::record::RecordId;

mod handled;
mod lack;
mod letter;
mod list;
mod results;
mod room;
mod stage;
mod state;
mod summary;
mod tally;

pub use handled::Handled;
pub use lack::Lack;
pub use letter::{Because, Letter, Mark, Point, Sender, points};
pub use list::{HEADS, List, Unlisted, faults, grid, list};
pub use results::{Outcome, Told, lacks, results};
pub use room::{MOST_LETTERS, is_tight, room};
pub use stage::Stage;
pub use state::State;
pub use summary::Summary;
pub use tally::Tally;

/// 意見提出期間 that the law asks for, both days counted (行政手続法 39条3項).
pub const USUAL_DAYS: i64 = 30;

/// 意見募集の一回.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consultation {
    /// 件名.
    pub title: String,
    /// 趣旨: what is asked, and why now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purpose: Vec<String>,
    /// 対象: plans, elements and indicators that are asked about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<RecordId>,
    /// 案の決裁番号: the decision whose text is the draft that people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<DecisionNumber>,
    /// 募集の初日.
    pub from: Date,
    /// 募集の最終日, to its midnight in Japan.
    pub to: Date,
    /// 期間が短い理由: why fewer than thirty days are given (行政手続法 40条1項).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_because: Option<String>,
    /// 提出できる方.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// 提出方法.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// 資料.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// 担当組織.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<RecordId>,
    /// 意見書の保存期限: after this day what people sent is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<Date>,
    /// 考え方の区分の言い方 of this municipality, where it has its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording>,
    /// 結果, once it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Results>,
}

/// 提出方法の一つ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// How.
    pub by: By,
    /// Where to: an address, a number, a counter.
    pub to: String,
}

/// 提出の手段.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// 入力フォーム.
    Form,
    /// 郵送.
    Post,
    /// ファクス.
    Fax,
    /// 電子メール.
    Email,
    /// 窓口への持参.
    Counter,
    /// 説明会, other occasions.
    Other,
}

impl By {
    /// Every one, in the order in which they are told.
    pub const ALL: [Self; 6] = [Self::Form, Self::Post, Self::Fax, Self::Email, Self::Counter, Self::Other];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Form => ("入力フォーム", "form"),
            Self::Post => ("郵送", "post"),
            Self::Fax => ("ファクス", "fax"),
            Self::Email => ("電子メール", "e-mail"),
            Self::Counter => ("窓口", "at the counter"),
            Self::Other => ("その他", "other"),
        }
    }

    /// As it stands in forms and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Post => "post",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Counter => "counter",
            Self::Other => "other",
        }
    }

    /// By its word, or as people write it: 「持参」, 「メール」.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = crate::key::squeeze(text);
        let known = Self::ALL.into_iter().find(|it| it.word() == folded || it.name().0 == folded);
        known.or(match folded.as_str() {
            "フォーム" | "オンライン" | "電子申請" => Some(Self::Form),
            "郵便" | "はがき" | "封書" => Some(Self::Post),
            "fax" | "FAX" | "ファックス" => Some(Self::Fax),
            "メール" | "eメール" | "Eメール" | "mail" => Some(Self::Email),
            "持参" | "窓口持参" | "直接" => Some(Self::Counter),
            _ => None,
        })
    }
}

/// 資料: what people read before they write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    /// 資料名.
    pub title: String,
    /// Where it is; none where it lies at the counter only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// 区分の言い方: how this municipality words one kind of answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Which.
    pub answer: Answer,
    /// In its own words, e.g. 「ご意見を踏まえ案を修正しました」.
    pub words: String,
}

/// 結果の公示 (行政手続法 43条): how many said something, and what came of it. The opinions themselves are records of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    /// 結果の公示日.
    pub on: Date,
    /// 提出者数: people and bodies.
    pub persons: u32,
    /// 意見の件数, those that are not shown among them.
    pub opinions: u32,
    /// 提出方法ごとの人数.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_way: Vec<ByWay>,
    /// 掲載しない意見: how many, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<WithheldCount>,
    /// 修正後の決裁番号: the decision that changed the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionNumber>,
    /// 結果のまとめ, in the municipality's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
}

/// So many people by one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByWay {
    /// Which.
    pub by: By,
    /// How many.
    pub persons: u32,
}

/// So many opinions are not shown for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithheldCount {
    /// Why.
    pub because: Because,
    /// How many.
    pub opinions: u32,
}

impl Consultation {
    /// 意見提出期間 in days, both counted.
    pub fn days(&self) -> i64 {
        between(self.from, self.to) + 1
    }

    /// あと何日: 0 on the last day; none while it is not open.
    pub fn days_left(&self, today: Date) -> Option<i64> {
        (self.stage(today) == Stage::Open).then(|| between(today, self.to))
    }

    /// Whether fewer days are given than the law asks for, and nobody says why.
    pub fn is_short(&self) -> bool {
        let unsaid = self.short_because.as_ref().is_none_or(|it| it.trim().is_empty());
        self.days() < USUAL_DAYS && unsaid
    }

    /// 区分 in this municipality's words, else in ours; the English is ours.
    pub fn wording(&self, answer: Answer) -> (&str, &'static str) {
        let own = self.wordings.iter().find(|it| it.answer == answer && !it.words.trim().is_empty());
        (own.map_or(answer.name().0, |it| it.words.as_str()), answer.name().1)
    }
}

fn between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

impl RecordId {
    /// The opinion of this number in a consultation.
    pub fn opinion(&self, number: u32) -> Self {
        Self::new(format!("{self}/opinion/{number}"))
    }
}
