//! Why a deed could not be done.

use ledger::LedgerError;
use plan::refusal::Refusal;
use reading::decode::Unreadable;

/// `Display` is English, [`Error::ja`] the same sentence for a clerk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What is named is not there.
    #[error("there is no such draft")]
    NotFound,
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A file that is no text.
    #[error("“{name}”: {why}")]
    Unreadable {
        /// The file's name.
        name: String,
        /// Why it could not be read.
        why: Unreadable,
    },
    /// The ledger could not be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Error {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::NotFound => "その起案はありません（決裁されたか、取り下げられています）".to_owned(),
            Self::Refused(refusal) => refusal.ja(),
            Self::Unreadable { name, why } => format!("「{name}」：{}", why.ja()),
            Self::Ledger(error) => error.ja(),
        }
    }
}
