//! Every 「no」 to a file, in both languages, each with what to do.

use super::kind::OFFERED;
use super::{LARGEST, LARGEST_SHEET, LONGEST_NAME, MOST_OF_FIELD, MOST_OF_SHEET, readable_size};

/// 受け取れない資料: why a file was not kept. `Display` is English, [`NotKept::ja`] the same sentence for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// Zero bytes.
    #[error("the file is empty")]
    Empty,
    /// More bytes than one file may have.
    #[error("the file has {}, and one file may have {}", readable_size(*.0), readable_size(LARGEST))]
    TooLarge(u64),
    /// The field has as many as it may have.
    #[error("the field has {MOST_OF_FIELD} files already, which is the most")]
    FieldFull,
    /// The sheet has as many as it may have.
    #[error("the sheet has {MOST_OF_SHEET} files already, which is the most")]
    SheetFull,
    /// All files of the sheet together would be too large.
    #[error("with this file, those of the sheet would have more than {}", readable_size(LARGEST_SHEET))]
    SheetTooLarge,
    /// The file has no name.
    #[error("the file has no name")]
    NoName,
    /// The name is too long.
    #[error("the file’s name has more than {LONGEST_NAME} characters: give it a shorter one")]
    NameTooLong,
    /// The name has characters that nobody sees, or that turn the order of what is seen.
    #[error("the file’s name has control characters: give it another name")]
    NameHidden,
    /// The kind is none of those that are taken.
    #[error(
        "files of the kind “{0}” are not taken, only {offered}. Unpack archives, and save workbooks without macros",
        offered = OFFERED.1
    )]
    Kind(String),
    /// It holds programs.
    #[error("the file “.{0}” holds macros or controls: save it without them")]
    Macros(String),
    /// It grows too large when it is opened.
    #[error("the file “.{0}” grows too large when it is unpacked: take out what is not needed")]
    Swollen(String),
    /// With what else came at once, it was too much to look at.
    #[error(
        "too many documents with others in them came at once, so this one was not looked at: send it again by itself"
    )]
    TooMuchAtOnce,
    /// The content is something else than the name says.
    #[error("the file is called “.{0}”, and what it holds is something else")]
    Disguised(String),
}

impl NotKept {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        match self {
            Self::Empty => "中身が空のファイルです。保存し直してから送ってください".to_owned(),
            Self::TooLarge(bytes) => format!(
                "{}あります。1つのファイルは{}までです。必要なページだけにするか、画像を小さくしてください",
                readable_size(*bytes),
                readable_size(LARGEST)
            ),
            Self::FieldFull => {
                format!("この欄には、もう{MOST_OF_FIELD}件あります（1つの欄は{MOST_OF_FIELD}件まで）")
            }
            Self::SheetFull => {
                format!("この票には、もう{MOST_OF_SHEET}件あります（1つの票は{MOST_OF_SHEET}件まで）")
            }
            Self::SheetTooLarge => {
                format!("この票の資料が合わせて{}を超えます", readable_size(LARGEST_SHEET))
            }
            Self::NoName => "ファイル名がありません".to_owned(),
            Self::NameTooLong => {
                format!("ファイル名が{LONGEST_NAME}字を超えています。短い名前にしてから送ってください")
            }
            Self::NameHidden => {
                "ファイル名に、見えない文字（制御文字）が入っています。名前を付け直してから送ってください"
                    .to_owned()
            }
            Self::Kind(kind) => format!(
                "「{kind}」は添付できない種類です。添付できるのは{}です。圧縮したものは開いて中のファイルを、マクロ付きのものはマクロなしで保存したものを送ってください",
                OFFERED.0
            ),
            Self::Macros(kind) => format!(
                "この「.{kind}」のファイルには、マクロやコントロール（プログラム）が入っています。マクロなしで保存し直してください"
            ),
            Self::Swollen(kind) => format!(
                "この「.{kind}」のファイルは、開くと大きくなりすぎます。要らない部分を除いて保存し直してください"
            ),
            Self::TooMuchAtOnce => {
                "ほかの文書を埋め込んだファイルが一度に多く届いたため、このファイルは調べられませんでした。このファイルだけをもう一度送ってください".to_owned()
            }
            Self::Disguised(kind) => {
                format!("名前は「.{kind}」ですが、中身が違います。元のソフトで開いて保存し直してください")
            }
        }
    }
}
