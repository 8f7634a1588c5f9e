//! 年度を開く: what a new fiscal year takes over from the last one, told before anything is done.
//!
//! A pure function of an edition, a year and a person's choices. It makes proposals; a draft of them is decided as any other.
//! What exists already for the year is left as it is, so that opening twice changes nothing the second time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::draft::Proposal;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

mod calendar;
mod deadline;
mod form;
mod heir;
mod identity;
mod making;
mod statement;
mod tie;
pub mod usual;

pub use form::form_before;

use making::Making;

/// What the person who opens a year chose. By default: every organisation, texts begun anew, deadlines as proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The organisations whose statements are taken over, by who has them in the new year; none: all.
    pub organisations: Option<BTreeSet<RecordId>>,
    /// What the texts begin with.
    pub texts: Texts,
    /// 期限 that the person set, by the entry of the new year.
    pub deadlines: BTreeMap<RecordId, Date>,
    /// 外す予定: entries of the new year that are not wanted.
    pub without: BTreeSet<RecordId>,
    /// The day on which one looks: what would have been due before it is given time, or told. None: nobody asks.
    pub today: Option<Date>,
}

/// 文の始め方: with what the texts of a new statement begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Texts {
    /// 白紙: last year's stand beside the empty field.
    #[default]
    Empty,
    /// 前年度の文.
    LastYears,
}

/// 年度を開くと起きること.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The year that would be opened.
    pub fiscal_year: FiscalYear,
    /// 運営方針 that would be taken over, or are there already.
    pub statements: Vec<Carried>,
    /// 年間予定 with their deadlines.
    pub dates: Vec<Dated>,
    /// Elements that nobody takes over; each is told of in a sentence.
    pub left: Vec<RecordId>,
    /// All of it in words, in the order in which a person reads it.
    pub sentences: Vec<Sentence>,
    /// All of it as changes.
    pub proposals: Vec<Proposal>,
}

/// 引き継ぐ運営方針: one of last year's statements and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Whose it is in the new year.
    pub organisation: Option<RecordId>,
    /// Last year's.
    pub from: RecordId,
    /// The new one, or the one that is there already; of one that is left out the old one.
    pub to: RecordId,
    /// Its name in the new year.
    pub name: String,
    /// How many elements come with it.
    pub elements: usize,
    /// Whether it is there already and stays as it is.
    pub kept: bool,
    /// Whether its organisation was not chosen, so that nothing is made of it.
    pub left_out: bool,
}

impl Carried {
    /// Whether the opening makes it.
    pub fn is_made(&self) -> bool {
        !self.kept && !self.left_out
    }
}

/// 期限: one entry of the new year's calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The entry of the new year: what a choice of a deadline names.
    pub id: RecordId,
    /// 予定.
    pub title: String,
    /// First day.
    pub from: Date,
    /// Last day, the deadline.
    pub to: Date,
    /// Last year's deadline; none for a proposed entry.
    pub last: Option<Date>,
    /// Whether sheets are due then.
    pub is_work: bool,
    /// Whether it is there already and stays as it is.
    pub kept: bool,
    /// Whether it was left out by choice, and will not be there.
    pub left_out: bool,
}

/// 説明の文: one thing that opening the year would do, or that a person should look at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// How it is meant.
    pub weight: Weight,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

/// 文の重さ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 行う: it would be done.
    Done,
    /// そのまま: it is there already, or was not chosen.
    Kept,
    /// 要確認: something cannot be taken over, or is taken over otherwise than it was.
    Look,
}

impl Weight {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("行うこと", "will be done"),
            Self::Kept => ("そのままにすること", "stays as it is"),
            Self::Look => ("確かめること", "to look at"),
        }
    }
}

impl Opening {
    /// What opening a year would do to an edition.
    pub fn of(edition: &Edition, year: FiscalYear, choices: &Choices) -> Self {
        let mut making = Making::new(edition, year, choices);
        statement::carry(&mut making);
        tie::carry(&mut making);
        form::carry(&mut making);
        calendar::carry(&mut making);
        making.into_opening()
    }

    /// The sentences of one weight, in order.
    pub fn told(&self, weight: Weight) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(move |it| it.weight == weight)
    }
}
