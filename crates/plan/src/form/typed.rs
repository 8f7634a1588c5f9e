//! 欄の定義の入力: one field as the planning section types it on a page, and what cannot be taken so.

use super::{Asks, Field};
use crate::key::squeeze;

/// 入力された欄の定義: every value as plain text, as a page has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The word of what it asks, e.g. `target:0`.
    pub asks: String,
    /// 欄の名前; empty: the usual name.
    pub label: String,
    /// 記入要領.
    pub help: String,
    /// 字数の目安, e.g. 「200」, 「２００字」; empty: none.
    pub limit: String,
    /// 必須.
    pub required: bool,
    /// 庁内限り.
    pub internal: bool,
}

/// 受け取れない入力: why a change to a form cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Slip {
    /// Nothing that can be asked has this word.
    #[error("there is no field “{0}”")]
    UnknownField(String),
    /// The limit is no whole number of characters.
    #[error("“{0}” is not a number of characters")]
    Limit(String),
    /// It is asked of this sort of subject already.
    #[error("“{}” is asked already", .0.1)]
    Twice((String, String)),
    /// This sort of subject has no such thing.
    #[error("“{}” cannot be asked here", .0.1)]
    Unsuited((String, String)),
    /// The form changed, or a link is old: there is no such part or field.
    #[error("the form has no such part or field any more")]
    NoSuchPlace,
}

impl Slip {
    /// The same for a clerk.
    pub fn ja(&self) -> String {
        match self {
            Self::UnknownField(word) => format!("「{word}」という欄はありません"),
            Self::Limit(text) => format!("字数「{text}」は1以上の整数ではありません"),
            Self::Twice(name) => format!("「{}」は、もう尋ねています", name.0),
            Self::Unsuited(name) => format!("「{}」は、この部では尋ねられません", name.0),
            Self::NoSuchPlace => "その部または欄は、もう様式にありません".to_owned(),
        }
    }
}

impl Field {
    /// A field as it was typed.
    /// ```
    /// use plan::form::{Asks, Field, Typed};
    /// let typed = Typed { asks: "explanation:-1".to_owned(), limit: "２００字".to_owned(), ..Typed::default() };
    /// let field = Field::parse(&typed).unwrap();
    /// assert_eq!((field.asks, field.limit), (Asks::Explanation { year: -1 }, Some(200)));
    /// ```
    pub fn parse(typed: &Typed) -> Result<Self, Slip> {
        let asks = Asks::parse(typed.asks.trim()).ok_or_else(|| Slip::UnknownField(typed.asks.clone()))?;
        Ok(Self {
            asks,
            label: typed.label.trim().to_owned(),
            help: typed.help.trim().to_owned(),
            limit: limit(&typed.limit)?,
            required: typed.required,
            internal: typed.internal,
        })
    }

    /// The same as a page shows it to be changed.
    pub fn typed(&self) -> Typed {
        Typed {
            asks: self.asks.key(),
            label: self.label.clone(),
            help: self.help.clone(),
            limit: self.limit.map(|it| it.to_string()).unwrap_or_default(),
            required: self.required,
            internal: self.internal,
        }
    }
}

/// 200, ２００字, 1,200字以内. Blank is no limit; zero is none either, and refused: nothing could be written.
fn limit(text: &str) -> Result<Option<u32>, Slip> {
    let key = squeeze(text);
    if key.is_empty() {
        return Ok(None);
    }
    let number =
        key.trim_end_matches("以内").trim_end_matches("文字").trim_end_matches('字').replace(',', "");
    let digits = Some(number).filter(|it| it.chars().all(|c| c.is_ascii_digit()));
    let limit = digits.and_then(|it| it.parse().ok()).filter(|it| *it > 0);
    limit.map(Some).ok_or_else(|| Slip::Limit(text.trim().to_owned()))
}
