//! Every 「no」 of the ledger on one page, in both languages.

use std::path::PathBuf;

use plan::municipality::MunicipalityCode;

use crate::fault::Fault;

/// Why the ledger could not do it. `Display` is English, [`LedgerError::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Somebody else took the number: load what is new, and decide again.
    #[error("another decision was recorded at the same moment; look at the newest state and try again")]
    OutOfTurn,
    /// Somebody else saved or removed the draft since it was read.
    #[error("the draft was changed by somebody else after it was opened; nothing was overwritten")]
    StaleDraft,
    /// Somebody else saved or removed the paper since it was read.
    #[error("somebody else changed it after it was opened; nothing was overwritten")]
    StalePaper,
    /// The municipality has no ledger here.
    #[error("municipality {0} is not in this ledger")]
    NotFounded(MunicipalityCode),
    /// The municipality has a ledger here already.
    #[error("municipality {0} is in this ledger already")]
    AlreadyFounded(MunicipalityCode),
    /// A row would name a municipality or a decision that is not there.
    #[error("it names a municipality or a decision that is not in the ledger")]
    Dangling,
    /// Others hold the ledger for too long.
    #[error("the ledger is busy; try again in a moment")]
    Busy,
    /// No room.
    #[error("the disk is full; nothing was saved")]
    DiskFull,
    /// A commit failed: from here on this process only reads.
    #[error(
        "the ledger takes no more changes, for a write failed: {0}. Put that right, then start the program again"
    )]
    Stopped(Box<LedgerError>),
    /// It was opened with [`crate::Ledger::inspect`].
    #[error("the ledger was opened for reading only")]
    ReadOnly,
    /// The answer to a commit did not come: it may have happened or not.
    #[error(
        "the connection broke while saving, so it is not known whether it was saved. Look before trying again ({0})"
    )]
    Unacknowledged(String),
    /// A statement of the transaction had failed, so nothing of it was kept.
    #[error("a part of the change failed, so nothing of it was saved")]
    Failed,
    /// The folder or file cannot be written.
    #[error("cannot write to {}: {reason}", path.display())]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// There is no such file.
    #[error("there is no file {}", .0.display())]
    NoFile(PathBuf),
    /// A file that is not a ledger.
    #[error("{0} is not a Meyasu ledger, or it is damaged")]
    NotALedger(String),
    /// A ledger of a newer program.
    #[error(
        "the ledger was written by a newer version of this program (schema {found}, this one knows {known}); update the program"
    )]
    Newer {
        /// The schema of the ledger.
        found: u64,
        /// The newest that this program knows.
        known: u64,
    },
    /// A ledger of an older program, which reading alone does not bring to the present shape.
    #[error(
        "the ledger was written by an older version of this program (schema {found}, this one knows {known}); restore it to a file first"
    )]
    Older {
        /// The schema of the ledger.
        found: u64,
        /// The newest that this program knows.
        known: u64,
    },
    /// Bytes that no program of ours wrote.
    #[error("the ledger is damaged: {0}. Restore a backup")]
    Damaged(String),
    /// The address of a database cannot be understood.
    #[error("the address of the database is wrong: {0}")]
    Address(String),
    /// No certificate to trust.
    #[error("the connection cannot be encrypted: {0}")]
    Tls(String),
    /// The database does not answer.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A file is in the way of a backup.
    #[error("{} is there already; nothing was overwritten", .0.display())]
    InTheWay(PathBuf),
    /// A restore goes only where no ledger is.
    #[error("there is a ledger at {0} already; restore to an empty place")]
    NotEmpty(String),
    /// A copy does not verify.
    #[error("the copy is not sound and was not kept: {0}")]
    Unsound(Fault),
    /// Anything else that the database says.
    #[error("the database answered: {0}")]
    Database(String),
}

impl LedgerError {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::OutOfTurn => {
                "同時に別の決裁が記録されました。最新の内容を確かめて、もう一度お試しください".to_owned()
            }
            Self::StaleDraft => "起案を開いたあとに、ほかの人が変更しました。上書きはしていません".to_owned(),
            Self::StalePaper => "開いたあとに、ほかの人が変更しました。上書きはしていません".to_owned(),
            Self::NotFounded(code) => format!("団体コード{code}はこの台帳にありません"),
            Self::AlreadyFounded(code) => format!("団体コード{code}はすでにこの台帳にあります"),
            Self::Dangling => "台帳にない団体または決裁を指しています".to_owned(),
            Self::Busy => "台帳が混み合っています。しばらくしてからもう一度お試しください".to_owned(),
            Self::DiskFull => "ディスクに空きがないため、保存できていません".to_owned(),
            Self::Stopped(why) => format!(
                "書き込みに失敗したため、台帳は閲覧のみになっています（{}）。原因を取り除いてから、プログラムを起動し直してください",
                why.ja()
            ),
            Self::ReadOnly => "台帳は閲覧のみで開かれています".to_owned(),
            Self::Unacknowledged(why) => format!(
                "保存の途中で接続が切れたため、保存できたかどうか分かりません。もう一度操作する前に内容を確かめてください（{why}）"
            ),
            Self::Failed => "変更の一部に失敗したため、全体を保存していません".to_owned(),
            Self::Unwritable { path, reason } => format!("{}に書き込めません（{reason}）", path.display()),
            Self::NoFile(path) => format!("{}というファイルはありません", path.display()),
            Self::NotALedger(place) => format!("{place}は目安の台帳ではないか、壊れています"),
            Self::Newer { found, known } => format!(
                "台帳はこのプログラムより新しい版で書かれています（台帳の版{found}、このプログラムの版{known}）。プログラムを更新してください"
            ),
            Self::Older { found, known } => format!(
                "台帳はこのプログラムより古い版で書かれています（台帳の版{found}、このプログラムの版{known}）。先にファイルへ復元してください"
            ),
            Self::Damaged(what) => format!("台帳が壊れています（{what}）。バックアップから復元してください"),
            Self::Address(why) => format!("データベースの接続先が正しくありません（{why}）"),
            Self::Tls(why) => format!("通信を暗号化できません（{why}）"),
            Self::Unreachable(why) => format!("データベースに接続できません（{why}）"),
            Self::InTheWay(path) => format!("{}はすでにあります。上書きはしていません", path.display()),
            Self::NotEmpty(place) => {
                format!("{place}にはすでに台帳があります。何もない場所に復元してください")
            }
            Self::Unsound(why) => format!("写しが正しくないため、残していません（{}）", why.ja()),
            Self::Database(why) => format!("データベースの応答：{why}"),
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged(text),
            Some(Code::ConstraintViolation) if text.contains("FOREIGN KEY") => Self::Dangling,
            _ => Self::Database(text),
        }
    }
}

impl From<postgres::Error> for LedgerError {
    fn from(error: postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            let cause = std::error::Error::source(&error).map_or_else(String::new, |it| format!(": {it}"));
            return Self::Unreachable(format!("{error}{cause}"));
        };
        let text = answer.message().to_owned();
        match answer.code().code() {
            "23503" => Self::Dangling,
            "53100" => Self::DiskFull,
            "55P03" | "40001" | "40P01" | "53300" | "57014" => Self::Busy,
            "XX001" | "XX002" => Self::Damaged(text),
            code if code.starts_with("08") || code.starts_with("57P") => Self::Unreachable(text),
            _ => Self::Database(text),
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
