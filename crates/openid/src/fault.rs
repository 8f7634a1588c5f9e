//! Why nobody was vouched for.

use configuration::Unusable;

/// `Display` is English and for the log; [`Fault::ja`] is what whoever signs in reads, with [`Fault::en`] beside it. What a stranger could
/// have sent is never repeated to the reader.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The settings cannot be used: which one, and why.
    #[error("settings of the identity provider: {}", .0.en)]
    Settings(Box<Unusable>),
    /// The provider did not answer, or its answer was no answer to what was asked.
    #[error("the identity provider cannot be asked: {0}")]
    Unreachable(String),
    /// The provider said no: its own word.
    #[error("the identity provider refused: {0}")]
    Refused(String),
    /// What came back was not made for this try, by this provider, for us, now.
    #[error("the answer of the identity provider is not to be trusted: {0}")]
    Untrusted(String),
    /// The claim that holds the login is not in the answer.
    #[error("the identity provider tells no “{0}”")]
    Nameless(String),
}

impl From<Unusable> for Fault {
    fn from(why: Unusable) -> Self {
        Self::Settings(Box::new(why))
    }
}

impl Fault {
    /// 職員に見せる文.
    pub fn ja(&self) -> &'static str {
        match self {
            Self::Settings(_) => "庁内アカウントの設定に誤りがあります。システム管理者に知らせてください",
            Self::Unreachable(_) => {
                "庁内アカウントのサーバーに問い合わせできません。しばらくしてからもう一度お試しください"
            }
            Self::Refused(_) => "庁内アカウントでの本人確認が取りやめられたか、認められませんでした",
            Self::Untrusted(_) => {
                "庁内アカウントからの応答を確かめられませんでした。サインインの画面からやり直してください"
            }
            Self::Nameless(_) => {
                "庁内アカウントに職員番号にあたる項目がありません。システム管理者に知らせてください"
            }
        }
    }

    /// The same in English.
    pub fn en(&self) -> &'static str {
        match self {
            Self::Settings(_) => {
                "the settings for the organisation's accounts are wrong: please tell the administrator"
            }
            Self::Unreachable(_) => {
                "the server of the organisation's accounts cannot be asked: please try again later"
            }
            Self::Refused(_) => "the organisation's accounts did not confirm who you are, or it was given up",
            Self::Untrusted(_) => {
                "the answer of the organisation's accounts could not be trusted: please begin again at the sign-in page"
            }
            Self::Nameless(_) => {
                "the organisation's account does not tell the login: please tell the administrator"
            }
        }
    }
}
