//! 意見の行方: every remark with what became of it; those without an answer come first and are counted.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::date::PartialDate;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::remark::{Remark, Response, ResponseStatus, Speaker};

/// 意見の行方: a remark and its answer, if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FollowUp<'a> {
    /// The remark's id.
    pub id: &'a RecordId,
    /// What was said.
    pub remark: &'a Remark,
    /// What was answered and done.
    pub response: Option<&'a Response>,
}

/// 対応の有無: how far an answer has come, or that there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// 未回答.
    None,
    /// There is one, and this is its state.
    Given(ResponseStatus),
}

impl Answer {
    /// All of them, the unanswered first.
    pub const ALL: [Self; 5] = [
        Self::None,
        Self::Given(ResponseStatus::Considering),
        Self::Given(ResponseStatus::Doing),
        Self::Given(ResponseStatus::Done),
        Self::Given(ResponseStatus::Declined),
    ];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("未回答", "not answered"),
            Self::Given(status) => status.name(),
        }
    }

    /// As it stands in an address.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Given(ResponseStatus::Considering) => "considering",
            Self::Given(ResponseStatus::Doing) => "doing",
            Self::Given(ResponseStatus::Done) => "done",
            Self::Given(ResponseStatus::Declined) => "declined",
        }
    }
}

impl FollowUp<'_> {
    /// Whether and how it was answered.
    pub fn answer(&self) -> Answer {
        self.response.map_or(Answer::None, |it| Answer::Given(it.status))
    }

    /// How many days an unanswered remark has waited until a day; none where nobody wrote on which day it was said.
    pub fn waiting(&self, until: Date) -> Option<i32> {
        match (self.response, self.remark.said_on) {
            (None, Some(PartialDate::Day(said))) => {
                Some(until.since(said).ok()?.get_days()).filter(|it| *it >= 0)
            }
            _ => None,
        }
    }

    /// Whether the answer takes effect in a year, by its own word.
    pub fn takes_effect_in(&self, year: FiscalYear) -> bool {
        self.response.is_some_and(|it| it.fiscal_year == Some(year))
    }
}

/// What is asked of the list of remarks; what is not asked is not limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The year in whose evaluation it was said.
    pub year: Option<FiscalYear>,
    /// Who said it.
    pub by: Option<Speaker>,
    /// Whether and how it was answered.
    pub answer: Option<Answer>,
}

impl Wanted {
    /// Whether a remark is among those asked for.
    pub fn takes(&self, it: &FollowUp<'_>) -> bool {
        self.year.is_none_or(|year| it.remark.fiscal_year == year)
            && self.by.is_none_or(|by| it.remark.by == by)
            && self.answer.is_none_or(|answer| it.answer() == answer)
    }
}

/// 対応の集計: counts side by side; together they are all remarks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers([usize; 5]);

impl Answers {
    /// Counts some remarks.
    pub fn of<'a>(remarks: impl IntoIterator<Item = &'a FollowUp<'a>>) -> Self {
        let mut counts = Self::default();
        for it in remarks {
            let answer = it.answer();
            for (count, of) in counts.0.iter_mut().zip(Answer::ALL) {
                *count += usize::from(of == answer);
            }
        }
        counts
    }

    /// How many with this answer.
    pub fn count(&self, answer: Answer) -> usize {
        Answer::ALL.iter().zip(self.0).filter(|(of, _)| **of == answer).map(|(_, count)| count).sum()
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.0.iter().sum()
    }

    /// 未回答.
    pub fn unanswered(&self) -> usize {
        self.count(Answer::None)
    }
}

impl Edition {
    /// 意見の行方: every remark, the unanswered first, then the newest year and day.
    pub fn follow_ups(&self) -> Vec<FollowUp<'_>> {
        let mut all: Vec<_> = self.all::<Remark>().map(|(id, remark)| self.follow_up(id, remark)).collect();
        all.sort_by_key(|it| {
            let day = it.remark.said_on.and_then(PartialDate::last_day);
            (it.response.is_some(), Reverse(it.remark.fiscal_year), Reverse(day), it.id)
        });
        all
    }

    /// One remark with its answer.
    pub fn follow_up<'a>(&'a self, id: &'a RecordId, remark: &'a Remark) -> FollowUp<'a> {
        let response = self.naming::<Response>(id).map(|(_, it)| it).find(|it| it.remark == *id);
        FollowUp { id, remark, response }
    }

    /// Remarks about a record, in the order of [`Edition::follow_ups`].
    pub fn follow_ups_of(&self, subject: &RecordId) -> Vec<FollowUp<'_>> {
        let mut all: Vec<_> = self.naming::<Remark>(subject).map(|(id, it)| self.follow_up(id, it)).collect();
        all.sort_by_key(|it| (it.response.is_some(), Reverse(it.remark.fiscal_year), it.id));
        all
    }

    /// Remarks whose answers name a record as the place where the change shows.
    pub fn reflected_in(&self, id: &RecordId) -> Vec<FollowUp<'_>> {
        let responses =
            self.naming::<Response>(id).map(|(_, it)| it).filter(|it| it.reflected_in.contains(id));
        responses.filter_map(|it| Some(self.follow_up(&it.remark, self.find(&it.remark)?))).collect()
    }
}
