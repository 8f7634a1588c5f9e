//! 見えていた内容: what a page showed in a field, as its form says and sends back: the revision, up to which decision, and which text.

use std::fmt;

use plan::decision::DecisionNumber;
use plan::sheet::entry::one_line_end;
use sha2::{Digest, Sha256};

/// 「3.10.9f86d081884c7d65」: what stood in one field when its page was made. Tests and tools may say the revision alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The revision of the field; 0 where nothing was typed yet.
    pub(crate) revision: u64,
    /// Up to which decision the page knew what is decided; none: as the form says of all its fields.
    pub(crate) decided: Option<DecisionNumber>,
    mark: String,
}

impl Shown {
    pub(crate) fn new(revision: u64, decided: Option<DecisionNumber>, text: &str) -> Self {
        Self { revision, decided, mark: mark(text) }
    }

    /// As it was sent. Of what cannot be read nothing was seen.
    pub(crate) fn read(sent: &str) -> Self {
        let mut parts = sent.split('.');
        let mut number = || parts.next().and_then(|it| it.parse().ok());
        let (revision, decided) = (number().unwrap_or(0), number().map(DecisionNumber));
        Self { revision, decided, mark: parts.next().unwrap_or_default().to_owned() }
    }

    /// Whether a text is the one that stood there: nobody touched it.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.mark == mark(text)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decided = self.decided.map_or(String::new(), |it| it.0.to_string());
        write!(f, "{}.{decided}.{}", self.revision, self.mark)
    }
}

/// A short name of a text, however its lines end on the way. It tells texts apart, and proves nothing.
fn mark(text: &str) -> String {
    let hash = Sha256::digest(one_line_end(text).as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_comes_back_as_it_was_said_and_knows_its_text_again() {
        for decided in [None, Some(DecisionNumber(10))] {
            let shown = Shown::new(3, decided, "一行目\n二行目");
            assert_eq!(Shown::read(&shown.to_string()), shown);
            assert!(shown.is("一行目\r\n二行目") && !shown.is("一行目\n二行目。") && !shown.is(""));
        }
        let alone = Shown::read("7");
        assert_eq!((alone.revision, alone.decided), (7, None));
        assert!(!alone.is(""), "the revision alone says of no text that it was shown");
        assert_eq!(Shown::read("なにか"), Shown::default());
    }
}
