//! 指摘: what a check says about one place.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::record::RecordId;

/// 点検項目: one thing that is looked for, under a name that stays.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Its name for ever, in exports and in scripts.
    pub code: &'static str,
    /// How grave what it finds is.
    pub severity: Severity,
    /// What it looks for, for a clerk.
    pub ja: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// An example of what it finds, in Japanese.
    pub example: &'static str,
}

/// 重さ, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 参考: could be better; nothing waits for it.
    Hint,
    /// 要確認: a person should look.
    Warning,
    /// 公表前に解決: wrong in public; a publication waits for it, or for an answer that is published with it.
    Stop,
    /// 誤り: the plan would not hold together; no decision is made with it.
    Error,
}

impl Severity {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Hint => ("参考", "hint"),
            Self::Warning => ("要確認", "look at"),
            Self::Stop => ("公表前に解決", "before publishing"),
            Self::Error => ("誤り", "error"),
        }
    }

    /// As it stands in data and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Stop => "stop",
            Self::Error => "error",
        }
    }
}

/// 項目名 of a record, by the column of its table: its ASCII name and its Japanese one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field {
    /// As in the tables: `explanation`.
    pub key: &'static str,
    /// As in the tables: 「説明」.
    pub ja: &'static str,
}

/// 直し方: the words that would be right, in the place of those that stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What is written now.
    pub from: String,
    /// What would be right.
    pub to: String,
}

/// 指摘: a sentence about one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check says it.
    pub check: &'static Check,
    /// The record it speaks of.
    pub record: RecordId,
    /// The field in which it stands; none where it is about the record as a whole.
    pub field: Option<Field>,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
    /// How it could be mended, where that is plain.
    pub fix: Option<Fix>,
}

impl Finding {
    pub(super) fn new(check: &'static Check, record: &RecordId, ja: String, en: String) -> Self {
        Self { check, record: record.clone(), field: None, ja, en, fix: None }
    }

    /// Whether it stops a decision, a publication, or neither.
    pub fn severity(&self) -> Severity {
        self.check.severity
    }

    /// Says in which field.
    pub(super) fn at(&mut self, field: Field) -> &mut Self {
        self.field = Some(field);
        self
    }

    /// Offers words in the place of others.
    pub(super) fn fix(&mut self, from: impl Into<String>, to: impl Into<String>) -> &mut Self {
        self.fix = Some(Fix { from: from.into(), to: to.into() });
        self
    }
}

/// `{"code": "percent-for-points", "severity": "warning", "record": "…", "field": "explanation", "ja": "…", "en": "…", "fix": {…}}`
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Finding", 7)?;
        out.serialize_field("code", self.check.code)?;
        out.serialize_field("severity", self.check.severity.word())?;
        out.serialize_field("record", &self.record)?;
        out.serialize_field("field", &self.field.map(|it| it.key))?;
        out.serialize_field("ja", &self.ja)?;
        out.serialize_field("en", &self.en)?;
        out.serialize_field("fix", &self.fix)?;
        out.end()
    }
}
