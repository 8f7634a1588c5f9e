//! コード表: the fixed lists of words that columns choose from, each with what it means.

mod account;
mod consultation;
mod figure;
mod framework;
mod judgement;

pub use account::*;
pub use consultation::*;
pub use figure::*;
pub use framework::*;
pub use judgement::*;

/// コード: one word of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// For programs: never renamed.
    pub code: &'static str,
    /// The word in files for people.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
    /// What it means in Japanese, where the word alone does not say it.
    pub about: &'static str,
}

impl Code {
    /// A word that says what it means.
    pub(crate) const fn new(code: &'static str, (ja, en): (&'static str, &'static str)) -> Self {
        Self { code, ja, en, about: "" }
    }

    pub(crate) const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }
}

/// A list of codes, and the name under which the code table has it.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// The name of the list.
    pub name: &'static str,
    /// What the list is of, in Japanese.
    pub ja: &'static str,
    codes: fn() -> Vec<Code>,
}

impl List {
    /// Its words.
    pub fn codes(&self) -> Vec<Code> {
        (self.codes)()
    }

    /// The word with this code, as programs write it.
    pub fn find(&self, code: &str) -> Option<Code> {
        self.codes().into_iter().find(|it| it.code == code)
    }
}

/// Every list, in the order of the code table.
pub const LISTS: &[List] = &[
    FIGURE_KIND,
    STATUS,
    COMPARATOR,
    OUTCOME,
    CERTAINTY,
    TONE,
    WHEN,
    INDICATOR_KIND,
    DIRECTION,
    WINDOW,
    TERM,
    SAMPLING,
    PLAN_KIND,
    MEANING,
    LINK_KIND,
    RECORD_KIND,
    AMOUNT_KIND,
    RESOURCE_KIND,
    EVALUATION_KIND,
    SPEAKER,
    RESPONSE_STATUS,
    PHASE,
    ANSWER,
    WAY,
    WITHHELD,
];
