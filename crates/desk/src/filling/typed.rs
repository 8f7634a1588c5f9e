//! What a page sends of its fields, and what became of it.

use plan::decision::DecisionNumber;
use plan::form::FieldId;
use plan::sheet::entry::Entry;
use plan::sheet::understood::{NotUnderstood, Understood};

/// 一欄の記入 as a page sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Which field.
    pub field: FieldId,
    /// What was typed.
    pub text: String,
    /// The revision of the field that the page showed; 0 where nothing was typed yet.
    pub seen: u64,
    /// The save's own name.
    pub key: String,
    /// The names of earlier saves of the same page whose answers did not arrive: whichever of them did, its author is not overtaken by it.
    pub after: Vec<String>,
    /// From which text the author began, where the page knows it: a merge is made against it.
    pub base: Option<String>,
    /// Up to which decision the page showed what is decided of this field, where it says so; none: as the page says of itself.
    pub decided: Option<DecisionNumber>,
}

impl Typed {
    /// What stands in a field of a form: it names no save, and knows of none.
    pub fn new(field: FieldId, text: String, seen: u64) -> Self {
        Self { field, text, seen, key: String::new(), after: vec![], base: None, decided: None }
    }
}

/// 画面: what the page that sends fields was made of, and what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Up to which decision it showed what is decided; none: whatever is decided now.
    pub decided: Option<DecisionNumber>,
    /// Whether it is the one on which texts that crossed are made one.
    pub merges: bool,
}

/// 記入の意味: what a text is understood as, or why it is not. It is kept either way.
pub type Meaning = Result<Understood, NotUnderstood>;

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is on disk, under this revision of the field.
    Kept {
        /// To name at the next save.
        revision: u64,
        /// What it means.
        meaning: Meaning,
    },
    /// It is what stands there anyway.
    Same {
        /// To name at the next save.
        revision: u64,
        /// What it means.
        meaning: Meaning,
    },
    /// Somebody else saved the field meanwhile. The text is kept beside it until its author has merged it.
    Overtaken {
        /// What stands there now.
        theirs: Entry,
        /// Its revision.
        revision: u64,
    },
}
