//! Codes of public comments.

use plan::consultation::{Because, By};
use plan::opinion::Answer;

use super::{Code, List};

/// 考え方の区分.
pub const ANSWER: List =
    List {
        name: "answer", ja: "意見に対する考え方の区分", codes: || Answer::ALL.map(answer).to_vec()
    };

/// 考え方の区分 as a code, worded as all municipalities' are.
pub fn answer(it: Answer) -> Code {
    Code::new(it.word(), it.name())
}

/// 提出の手段.
pub const WAY: List = List { name: "way", ja: "意見の提出方法", codes: || By::ALL.map(way).to_vec() };

/// 提出の手段 as a code.
pub fn way(it: By) -> Code {
    Code::new(it.word(), it.name())
}

/// 掲載しない理由.
pub const WITHHELD: List =
    List {
        name: "withheld", ja: "意見を掲載しない理由", codes: || Because::ALL.map(withheld).to_vec()
    };

/// 掲載しない理由 as a code.
pub fn withheld(it: Because) -> Code {
    Code::new(it.word(), it.name())
}
