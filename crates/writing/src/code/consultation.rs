//! Codes of public comments.

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
