//! 意見の状態: what became of an opinion, in so far as it is counted. What counts is said here and nowhere else.

use std::collections::BTreeMap;

use super::{Letter, Mark};

/// 意見の状態, without what is written beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 未確認.
    Unread,
    /// 掲載.
    Listed,
    /// 掲載しない.
    Withheld,
    /// 重複.
    Repeated,
}

impl State {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Listed, Self::Withheld, Self::Repeated];

    /// As it stands in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Listed => "listed",
            Self::Withheld => "withheld",
            Self::Repeated => "repeated",
        }
    }

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Unread => ("未確認", "unread"),
            Self::Listed => ("掲載", "shown"),
            Self::Withheld => ("掲載しない", "not shown"),
            Self::Repeated => ("重複", "repeated"),
        }
    }

    /// By its word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Whether an opinion counts: the same said twice by the same person counts once.
    pub fn counts(self) -> bool {
        self != Self::Repeated
    }
}

impl Mark {
    /// Its state.
    pub fn state(&self) -> State {
        match self {
            Self::Unread => State::Unread,
            Self::Listed { .. } => State::Listed,
            Self::Withheld { .. } => State::Withheld,
            Self::Repeated => State::Repeated,
        }
    }

    /// What tells marks of one state apart where they are counted: the summary, or the reason; empty for the others.
    pub fn detail(&self) -> &str {
        match self {
            Self::Listed { summary } => summary,
            Self::Withheld { because, .. } => because.word(),
            Self::Unread | Self::Repeated => "",
        }
    }
}

impl Letter {
    /// The states of its opinions with their details, and how many are in each.
    pub fn states(&self) -> BTreeMap<(State, &str), u32> {
        let mut states = BTreeMap::new();
        for point in &self.points {
            *states.entry((point.mark.state(), point.mark.detail())).or_default() += 1;
        }
        states
    }
}
