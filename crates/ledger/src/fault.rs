//! What can be wrong with a ledger, in both languages.

use std::fmt;

use plan::decision::DecisionNumber;
use plan::municipality::MunicipalityCode;

/// 不一致. `Display` is English, [`Fault::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The engine finds its own file damaged.
    File(String),
    /// A part of the ledger cannot be read.
    Unreadable(String),
    /// A number is missing.
    Missing(MunicipalityCode, DecisionNumber),
    /// The text of a decision is not what was hashed.
    Altered(MunicipalityCode, DecisionNumber),
    /// From this decision on the tree does not grow as it did.
    Tree(MunicipalityCode, DecisionNumber),
    /// The ledger does not end where it says.
    Head(MunicipalityCode),
    /// The text of a decision is no decision, or one of another number or municipality.
    Body(MunicipalityCode, DecisionNumber, String),
    /// A decision rests on a file that is not kept.
    NoSource(MunicipalityCode, DecisionNumber, String),
    /// A publication is missing, or names a decision that is not there.
    Publication(MunicipalityCode, u64),
    /// A file is not what its hash says.
    Source(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(what) => write!(f, "the file is damaged: {what}"),
            Self::Unreadable(what) => write!(f, "a part cannot be read: {what}"),
            Self::Missing(town, number) => write!(f, "municipality {town}: decision {number} is missing"),
            Self::Altered(town, number) => write!(f, "municipality {town}: decision {number} was altered"),
            Self::Tree(town, number) => {
                write!(
                    f,
                    "municipality {town}: the proof breaks at decision {number}; it or an earlier one was altered"
                )
            }
            Self::Head(town) => {
                write!(f, "municipality {town}: decisions are missing at the end, or were added")
            }
            Self::Body(town, number, what) => {
                write!(f, "municipality {town}: decision {number} cannot be understood: {what}")
            }
            Self::NoSource(town, number, name) => {
                write!(f, "municipality {town}: decision {number} rests on “{name}”, which is not kept")
            }
            Self::Publication(town, number) => {
                write!(f, "municipality {town}: publication {number} is missing or wrong")
            }
            Self::Source(sha256) => write!(f, "the source file {sha256} was altered"),
        }
    }
}

impl Fault {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::File(what) => format!("台帳のファイルが壊れています（{what}）"),
            Self::Unreadable(what) => format!("読めない部分があります（{what}）"),
            Self::Missing(town, number) => format!("団体{town}：決裁第{number}号がありません"),
            Self::Altered(town, number) => format!("団体{town}：決裁第{number}号が書き換えられています"),
            Self::Tree(town, number) => format!(
                "団体{town}：決裁第{number}号で証明が合いません。第{number}号かそれより前の決裁が書き換えられています"
            ),
            Self::Head(town) => format!("団体{town}：末尾の決裁が欠けているか、足されています"),
            Self::Body(town, number, what) => {
                format!("団体{town}：決裁第{number}号の内容が読み取れません（{what}）")
            }
            Self::NoSource(town, number, name) => {
                format!("団体{town}：決裁第{number}号の原資料「{name}」が保存されていません")
            }
            Self::Publication(town, number) => {
                format!("団体{town}：公表第{number}号がないか、正しくありません")
            }
            Self::Source(sha256) => format!("原資料{sha256}が書き換えられています"),
        }
    }
}
