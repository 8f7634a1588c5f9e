//! Why a deed could not be done.

use ledger::LedgerError;
use plan::refusal::Refusal;
use reading::decode::Unreadable;

use crate::password::Weakness;
use crate::policy::Deed;

/// A field that was filled in wrongly: its name in the form, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field's name in the form.
    pub field: &'static str,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

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
    /// The way of a sheet says no.
    #[error(transparent)]
    Sheet(#[from] plan::sheet::refusal::Refusal),
    /// The policy table says no.
    #[error("this is not open to you: {}", .0.name().1)]
    Forbidden(Deed),
    /// A sign-in that did not succeed; why is not told.
    #[error("the name or the password is not right")]
    NotSignedIn,
    /// The password is right, and the second factor is still needed.
    #[error("the six digits of the authenticator are needed")]
    SecondFactor,
    /// The password is right, and the digits are not good now.
    #[error("these six digits are not right, or were used before; wait for the next ones and type them")]
    WrongDigits,
    /// The identity provider vouches for somebody who has no account here.
    #[error(
        "you are known to the organisation's accounts, but not registered here as staff; please ask the administrator"
    )]
    Unregistered,
    /// The account is bound to another name of the identity provider.
    #[error("this account is bound to another of the organisation's accounts; please ask the administrator")]
    BoundOtherwise,
    /// Too many tries; when to come again, in seconds.
    #[error("too many tries; please try again in {0} seconds")]
    TooMany(u64),
    /// A password that cannot be taken.
    #[error("{}", .0.en())]
    WeakPassword(Weakness),
    /// A one-time address that was used, or whose time is over.
    #[error("this address was used already, or its time is over; ask for a new one")]
    Spent,
    /// The deed asks for the password anew: it was shown too long ago.
    #[error("please type your password again")]
    Unproven,
    /// Nobody would be left who may keep the accounts.
    #[error("nobody would be left to keep the accounts: make another administrator first")]
    LastAdministrator,
    /// What was typed is not what the deed needs: the field's name, in Japanese and in English.
    #[error("{}: {}", .0.field, .0.en)]
    Invalid(Box<Invalid>),
    /// The ledger could not be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Error {
    /// Whether somebody else changed meanwhile what this one saw.
    pub fn is_overtaken(&self) -> bool {
        matches!(self, Self::Ledger(LedgerError::StalePaper | LedgerError::StaleDraft))
    }

    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::NotFound => "その起案はありません（決裁されたか、取り下げられています）".to_owned(),
            Self::Refused(refusal) => refusal.ja(),
            Self::Unreadable { name, why } => format!("「{name}」：{}", why.ja()),
            Self::Sheet(refusal) => refusal.ja(),
            Self::Forbidden(deed) => format!("あなたの職では「{}」ことはできません", deed.name().0),
            Self::NotSignedIn => "職員番号かパスワードが違います".to_owned(),
            Self::SecondFactor => "認証アプリの6桁の数字を入力してください".to_owned(),
            Self::WrongDigits => {
                "認証アプリの数字が違うか、もう使われています。次の数字に変わってから入力してください".to_owned()
            }
            Self::Unregistered => {
                "庁内アカウントでは確かめられましたが、このシステムに職員として登録されていません。システム管理者に登録を頼んでください"
                    .to_owned()
            }
            Self::BoundOtherwise => {
                "このアカウントは、別の庁内アカウントに結び付いています。システム管理者に確かめてもらってください"
                    .to_owned()
            }
            Self::TooMany(seconds) => {
                format!("試した回数が多すぎます。{}たってからもう一度お試しください", wait(*seconds))
            }
            Self::WeakPassword(weakness) => weakness.ja(),
            Self::Spent => {
                "このアドレスは使用済みか、期限が切れています。新しいものを発行してもらってください"
                    .to_owned()
            }
            Self::Unproven => "パスワードをもう一度入力してください".to_owned(),
            Self::LastAdministrator => {
                "システム管理者がいなくなります。先に、ほかの職員をシステム管理者にしてください".to_owned()
            }
            Self::Invalid(it) => it.ja.clone(),
            Self::Ledger(error) => error.ja(),
        }
    }
}

/// 「3分」, 「40秒」.
fn wait(seconds: u64) -> String {
    if seconds >= 60 { format!("{}分", seconds.div_ceil(60)) } else { format!("{seconds}秒") }
}

impl Error {
    /// A field that was filled in wrongly.
    pub fn invalid(field: &'static str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Invalid(Box::new(Invalid { field, ja: ja.into(), en: en.into() }))
    }
}
