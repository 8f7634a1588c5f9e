//! 記入: what was typed into one field, word for word. What it means is computed, never kept in its place.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::decision::StaffId;
use crate::form::{About, FieldId};
use crate::record::RecordId;

/// 記入 in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// As typed, to the code point; only line ends are made one kind.
    pub text: String,
    /// Who typed it last.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
    /// What was decided in its place when it was typed: where that is something else today, others decided meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// The entries of one sheet.
pub type Entries = BTreeMap<FieldId, Entry>;

impl Entry {
    /// What somebody typed. Browsers send CR LF for every line end; here it is one character.
    pub fn new(text: &str, by: StaffId, at: Timestamp) -> Self {
        Self { text: one_line_end(text), by, at, seen: None }
    }

    /// The same, with what was decided in its place.
    pub fn over(self, seen: &str) -> Self {
        Self { seen: Some(one_line_end(seen)), ..self }
    }

    /// Whether nothing stands in it: an emptied field takes back what was decided.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A text in which every line ends with LF alone.
pub fn one_line_end(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// One string a paragraph: lines without the space around them; blank ones are none. As tables are read.
pub fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.split(['\n', '\r']).map(str::trim);
    lines.filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// 追加: an element or an indicator that is new on the sheet. Its id comes from outside, for chance enters at the edge.
///
/// It is an entry like any other: in the field `{id}#new` stands `element {plan or element}` or `indicator {element}`, and
/// what else is typed of it stands in the usual fields of its id. An indicator that is there already is not made anew: it
/// measures one element more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// What it is: an element or an indicator.
    pub about: About,
    /// What it hangs on.
    pub under: RecordId,
}

impl Addition {
    /// The field in which an addition of this id stands.
    pub fn field(id: &RecordId) -> FieldId {
        FieldId::of(id, NEW)
    }

    /// As it is kept in an entry.
    pub fn text(&self) -> String {
        let word = if self.about == About::Indicator { INDICATOR } else { ELEMENT };
        format!("{word} {}", self.under)
    }

    /// What an entry adds; none where it is blank or says something else.
    pub fn parse(text: &str) -> Option<Self> {
        let (word, under) = text.trim().split_once(' ')?;
        let about = match word {
            ELEMENT => About::Element,
            INDICATOR => About::Indicator,
            _ => return None,
        };
        Some(Self { about, under: RecordId::new(under.trim()) })
    }
}

const ELEMENT: &str = "element";
const INDICATOR: &str = "indicator";
pub(super) const NEW: &str = "new";
pub(super) const GONE: &str = "gone";

/// 取りやめ: the field in which the end of an element or an indicator stands. Any text in it ends it; a blank one leaves it.
pub fn ending(id: &RecordId) -> FieldId {
    FieldId::of(id, GONE)
}
