//! Why the program stops, with the exit code that scripts can rely on (documented in `--help`).

use std::path::Path;

use ledger::LedgerError;
use plan::draft::DraftId;
use reading::decode::Unreadable;

/// 用法の誤り. (clap itself answers 2 too.)
pub(crate) const USAGE: u8 = 2;
/// 規則による拒否, or problems that a person must look at.
pub(crate) const REFUSED: u8 = 1;
/// 何も取り込めなかった: of all that was to be imported nothing could be read.
pub(crate) const NOTHING: u8 = 3;
/// The input is no text that could be read.
pub(crate) const DATA: u8 = 65;
/// The input file is not there or may not be read.
pub(crate) const NO_INPUT: u8 = 66;
/// Something needed does not answer: a port, a database.
pub(crate) const UNAVAILABLE: u8 = 69;
/// A fault of the program.
pub(crate) const SOFTWARE: u8 = 70;
/// An output cannot be made.
pub(crate) const CANNOT_CREATE: u8 = 73;
/// Reading or writing failed.
pub(crate) const IO: u8 = 74;
/// Try again: somebody else was faster, or the outcome is unknown.
pub(crate) const AGAIN: u8 = 75;

/// One sentence in both languages, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) ja: String,
    pub(crate) en: String,
}

impl Failure {
    pub(crate) fn new(code: u8, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, ja: ja.into(), en: en.into() }
    }

    /// A file that cannot be read.
    pub(crate) fn unread(path: &Path, error: &std::io::Error) -> Self {
        let name = path.display();
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                Self::new(NO_INPUT, format!("「{name}」がありません"), format!("there is no file “{name}”"))
            }
            std::io::ErrorKind::PermissionDenied => Self::new(
                NO_INPUT,
                format!("「{name}」を読む権限がありません"),
                format!("“{name}” may not be read"),
            ),
            std::io::ErrorKind::IsADirectory => Self::new(
                NO_INPUT,
                format!("「{name}」はフォルダーです。文書を指定してください"),
                format!("“{name}” is a folder; name a document"),
            ),
            _ => Self::new(
                NO_INPUT,
                format!("「{name}」を読めません（{error}）"),
                format!("“{name}” cannot be read: {error}"),
            ),
        }
    }

    /// The same refusal, with where the work of reading is kept.
    pub(crate) fn keeping(self, draft: &DraftId) -> Self {
        match self.code {
            REFUSED => Self {
                ja: format!(
                    "{}。何も決裁しておらず、台帳の内容は元のままです。起案「{}」は残しました",
                    self.ja, draft.0
                ),
                en: format!(
                    "{}; nothing was decided, and all in the ledger is as it was; the draft “{}” was kept",
                    self.en, draft.0
                ),
                ..self
            },
            _ => self,
        }
    }

    /// A file that is no document.
    pub(crate) fn unreadable(path: &Path, why: &Unreadable) -> Self {
        let name = path.display();
        Self::new(DATA, format!("「{name}」：{}", why.ja()), format!("“{name}”: {why}"))
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        let code = match &error {
            LedgerError::OutOfTurn
            | LedgerError::StaleDraft
            | LedgerError::StalePaper
            | LedgerError::Busy
            | LedgerError::Stopped(_)
            | LedgerError::Unacknowledged(_) => AGAIN,
            LedgerError::NotFounded(_) | LedgerError::AlreadyFounded(_) | LedgerError::Dangling => REFUSED,
            LedgerError::NoFile(_) => NO_INPUT,
            LedgerError::ReadOnly => CANNOT_CREATE,
            LedgerError::Unwritable { .. } | LedgerError::InTheWay(_) | LedgerError::NotEmpty(_) => {
                CANNOT_CREATE
            }
            LedgerError::NotALedger(_)
            | LedgerError::Newer { .. }
            | LedgerError::Older { .. }
            | LedgerError::Damaged(_)
            | LedgerError::Unsound(_) => DATA,
            LedgerError::Address(_) => USAGE,
            LedgerError::Tls(_) | LedgerError::Unreachable(_) => UNAVAILABLE,
            LedgerError::DiskFull | LedgerError::Failed | LedgerError::Database(_) => IO,
        };
        Self::new(code, error.ja(), error.to_string())
    }
}

impl From<desk::Error> for Failure {
    fn from(error: desk::Error) -> Self {
        match error {
            desk::Error::Ledger(error) => error.into(),
            desk::Error::Unreadable { .. } => Self::new(DATA, error.ja(), error.to_string()),
            _ => Self::new(REFUSED, error.ja(), error.to_string()),
        }
    }
}

impl From<plan::refusal::Refusal> for Failure {
    fn from(refusal: plan::refusal::Refusal) -> Self {
        Self::new(REFUSED, refusal.ja(), refusal.to_string())
    }
}
