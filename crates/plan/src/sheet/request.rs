//! 質問・修正依頼・参考: what reviewers write beside a field. It is kept for ever, and never published.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use crate::decision::StaffId;
use crate::form::FieldId;
use crate::key::squeeze;

/// Most characters of what is asked, answered or given as a reason. All of it lies in the sheet's row, which is read wherever the sheet is told of.
pub const LONGEST: usize = 4_000;
/// Most requests on one sheet.
pub const MOST: usize = 1_000;

/// Refuses words that are too long for a sheet.
pub fn fits(text: &str) -> Result<(), Refusal> {
    match text.trim().chars().count().saturating_sub(LONGEST) {
        0 => Ok(()),
        excess => Err(Refusal::TooLong(excess)),
    }
}

/// The name of a request on its sheet; chance enters at the edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub String);

/// 依頼: a question or a demand about one field, or about the whole sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its name.
    pub id: RequestId,
    /// Which field; none: the sheet as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// 引用: the words it is about, as they stood; blank: the whole field.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// What it asks for.
    pub kind: RequestKind,
    /// What is said.
    pub text: String,
    /// Who says it.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// 対応.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Reply>,
}

/// 依頼の種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// 質問: wants an answer.
    Question,
    /// 修正依頼: wants a change, or the reason why there is none.
    Demand,
    /// 参考: wants nothing.
    Note,
}

/// 対応 of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What was done or answered.
    pub text: String,
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl RequestKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Question, Self::Demand, Self::Note];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Question => ("質問", "question"),
            Self::Demand => ("修正依頼", "request for a change"),
            Self::Note => ("参考", "note"),
        }
    }

    /// As it stands in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Demand => "demand",
            Self::Note => "note",
        }
    }

    /// The kind of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Whether quoted words stand in a text, however they are spaced; no words stand in every text.
pub fn stands(quote: &str, text: &str) -> bool {
    squeeze(text).contains(&squeeze(quote))
}

impl Request {
    /// Whether it still waits for an answer.
    pub fn is_open(&self) -> bool {
        self.kind != RequestKind::Note && self.answer.is_none()
    }

    /// Whether the quoted words still stand in a text, however they are spaced. Where they do not, the reader is told.
    pub fn quote_stands(&self, text: &str) -> bool {
        stands(&self.quote, text)
    }

    /// Whether another says the very same, and nobody has answered yet.
    pub(super) fn is_again(&self, other: &Self) -> bool {
        let said = |it: &Self| (it.field.clone(), it.quote.clone(), it.kind, it.text.clone(), it.by.clone());
        self.answer.is_none() && said(self) == said(other)
    }

    pub(super) fn answer(&mut self, text: &str, by: &StaffId, at: Timestamp) {
        self.answer = Some(Reply { text: text.trim().to_owned(), by: by.clone(), at });
    }
}

/// 対応の確認表: how many of the requests that want something have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// Answered.
    pub done: usize,
    /// All that want an answer.
    pub all: usize,
}

impl Checklist {
    /// Counts the requests of a sheet.
    pub fn of(requests: &[Request]) -> Self {
        let wanting = requests.iter().filter(|it| it.kind != RequestKind::Note);
        wanting.fold(Self::default(), |it, request| Self {
            done: it.done + usize::from(!request.is_open()),
            all: it.all + 1,
        })
    }

    /// 「3件中2件対応済み」, in both languages.
    pub fn words(self) -> (String, String) {
        let Self { done, all } = self;
        (format!("{all}件中{done}件対応済み"), format!("{done} of {all} answered"))
    }
}
