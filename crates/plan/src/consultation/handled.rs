//! 意見の取扱い: what became of one opinion, for those who may know that and not read letters.

use jiff::civil::Date;

use super::{By, Letter, Mark};
use crate::decision::StaffId;

/// 意見の取扱い. Neither its sender nor its words are of a type that comes here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handled {
    /// 意見募集.
    pub round: String,
    /// The letter, under the name that the staff see.
    pub letter: String,
    /// Which of its opinions, from 1.
    pub number: usize,
    /// 受付日.
    pub received: Date,
    /// How it came.
    pub by: By,
    /// What became of it, and why.
    pub mark: Mark,
    /// Who said so of any opinion of the letter.
    pub marked_by: Vec<StaffId>,
}

impl Letter {
    /// What became of each of its opinions, where it is known by this round and this name.
    pub fn handled(&self, round: &str, letter: &str) -> Vec<Handled> {
        let opinion = |(number, mark): (usize, &Mark)| Handled {
            round: round.to_owned(),
            letter: letter.to_owned(),
            number,
            received: self.received,
            by: self.by,
            mark: mark.clone(),
            marked_by: self.marked_by.iter().cloned().collect(),
        };
        (1..).zip(self.points.iter().map(|it| &it.mark)).map(opinion).collect()
    }
}
