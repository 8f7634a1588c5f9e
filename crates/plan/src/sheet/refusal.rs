//! Every 「no」 of a sheet's life, in both languages.

use super::life::{Lacks, Stand};
use super::request::{LONGEST, MOST, RequestId};

/// Why a deed on a sheet is refused. `Display` is English, [`Refusal::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The sheet lies with somebody else, or is in a state in which the deed makes no sense.
    #[error("the sheet is {}: this can be done only by whose turn it is", .0.name().1)]
    NotYourTurn(Stand),
    /// Something was saved after the version that the deed names.
    #[error(
        "the sheet was changed meanwhile (you saw version {seen}, it is now {now}): see what changed first"
    )]
    Overtaken {
        /// The version that the page showed.
        seen: u64,
        /// The version now.
        now: u64,
    },
    /// Fields keep it from being submitted.
    #[error("{}", incomplete(.0).1)]
    Incomplete(Lacks),
    /// A return says neither why nor what is to be mended.
    #[error("to return a sheet, write a reason or at least one request for a change")]
    NothingToMend,
    /// Somebody has passed it, or it was never submitted.
    #[error("the sheet is {}: it can be pulled back only between its submission and the first confirmation", .0.name().1)]
    TooLate(Stand),
    /// Only those who wrote or submitted it pull it back.
    #[error("only who wrote or submitted the sheet may pull it back")]
    NotYours,
    /// 職務の分離.
    #[error("you alone wrote this sheet, so somebody else decides it")]
    OnlyAuthor,
    /// A deed that must say why does not.
    #[error("a reason is needed")]
    NoReason,
    /// A request or an answer without words.
    #[error("nothing is written")]
    NothingSaid,
    /// 引用 that stands nowhere in the field, as it is or as it was decided.
    #[error("“{0}” does not stand in the field: copy the quoted words from its text, or leave them out")]
    NotQuoted(String),
    /// A reason, a request or an answer that is too long, and by how many characters.
    #[error(
        "the text is too long and was not saved: make it {0} characters shorter ({most} at most), or attach it as evidence",
        most = LONGEST
    )]
    TooLong(usize),
    /// There are as many requests as a sheet takes.
    #[error("there are {most} requests on this sheet already: it takes no more", most = MOST)]
    TooMany,
    /// There is no such request on the sheet.
    #[error("there is no request “{}” on this sheet", .0.0)]
    NoSuchRequest(RequestId),
}

impl Refusal {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::NotYourTurn(stand) => {
                format!(
                    "この票はいま「{}」です。この操作は、いま票を持っている担当だけができます",
                    stand.name().0
                )
            }
            Self::Overtaken { seen, now } => format!(
                "表示してから票が変わりました（表示は第{seen}版、いまは第{now}版）。変わったところを確かめてから、もう一度操作してください"
            ),
            Self::Incomplete(lacks) => incomplete(lacks).0,
            Self::NothingToMend => "差し戻すには、理由か、修正依頼を1件以上書いてください".to_owned(),
            Self::TooLate(stand) => format!(
                "この票はいま「{}」です。引き戻せるのは、提出してから最初の確認までの間です",
                stand.name().0
            ),
            Self::NotYours => "引き戻せるのは、この票を書いた人か提出した人だけです".to_owned(),
            Self::OnlyAuthor => {
                "あなた一人で書いたものです。ほかの人が決裁してください（職務の分離）".to_owned()
            }
            Self::NoReason => "理由を書いてください".to_owned(),
            Self::NotQuoted(quote) => {
                format!("引用「{quote}」は、この欄の文にありません。欄の文から写すか、引用を空けてください")
            }
            Self::TooLong(excess) => format!(
                "文が長すぎて、保存できません。あと{excess}字減らしてください（{LONGEST}字まで）。長い資料は、根拠資料として添付できます"
            ),
            Self::TooMany => {
                format!("この票の質問・修正依頼は、もう{MOST}件あります。これより多くは書き込めません")
            }
            Self::NothingSaid => "何も書かれていません".to_owned(),
            Self::NoSuchRequest(id) => format!("依頼「{}」は、この票にありません", id.0),
        }
    }
}

fn incomplete(lacks: &Lacks) -> (String, String) {
    let (missing, unread) = (lacks.missing.len(), lacks.unread.len());
    let mut ja = vec![];
    let mut en = vec![];
    if missing > 0 {
        ja.push(format!("必須の欄が{missing}件空いています"));
        en.push(format!("required fields are blank: {missing}"));
    }
    if unread > 0 {
        ja.push(format!("このままでは決裁できない欄が{unread}件あります"));
        en.push(format!("fields that cannot be decided as they are: {unread}"));
    }
    (format!("提出できません：{}", ja.join("、")), format!("it cannot be submitted: {}", en.join(", ")))
}
