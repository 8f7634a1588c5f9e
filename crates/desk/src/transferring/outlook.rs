//! 予行: what a table would do, what a page showed of it, and what is still to be asked before it is done.

use std::collections::HashSet;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::staff::Account;
use plan::transfer::{self, ForeseenRow, Grid};

use super::{Receipt, digest, no_table};
use crate::Error;

/// 予行: what a table would do.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// Under which it is done.
    pub id: String,
    /// All that it says, as a form carries it: what is done is what was shown.
    pub shown: Shown,
    /// Row by row.
    pub rows: Vec<ForeseenRow>,
    /// Who holds a local post and is not named.
    pub missing: Vec<(Account, Vec<usize>)>,
    /// The day on which their posts would end.
    pub last: Date,
}

/// 見せた内容: digests of what the rows do and say, and of whose posts would end; and the day on which they would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    rows: String,
    missing: String,
    last: String,
}

impl Shown {
    /// As a form sends it.
    pub fn sent(word: &str) -> Self {
        let mut parts = word.split('.').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { rows: next(), missing: next(), last: next() }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.rows, self.missing, self.last)
    }
}

/// What is to be done of it.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// What the page showed.
    pub shown: Shown,
    /// The rows.
    pub rows: HashSet<u32>,
    /// Whether local posts of people who are not named end.
    pub ends_missing: bool,
    /// さかのぼり: whether they end although that day is over.
    pub ends_past: bool,
}

/// What became of it.
#[derive(Clone, Debug)]
pub enum Carried {
    /// It was done.
    Done(Box<Receipt>),
    /// Nothing was done: this is what the table would do by now, and what somebody has to look at first.
    Asked(Box<Outlook>, Wanting),
}

/// なぜ行わなかったか.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanting {
    /// 行き違い: the table would do something else by now.
    Overtaken,
    /// By the rows that were chosen, posts of those who are not named would end on another day than was shown.
    OtherDay,
    /// They would end on a day that is over, and nobody said that they should.
    Past,
}

impl Outlook {
    /// What is to be asked before this is done. Of people who are not named nothing is asked where nothing becomes of them.
    pub(super) fn wanting(&self, chosen: &Chosen, today: Date) -> Option<Wanting> {
        let (is, was) = (&self.shown, &chosen.shown);
        let ends = chosen.ends_missing;
        let is_past = !self.missing.is_empty() && self.last < today && !chosen.ends_past;
        match () {
            () if is.rows != was.rows => Some(Wanting::Overtaken),
            () if ends && is.last != was.last => Some(Wanting::OtherDay),
            () if ends && is.missing != was.missing => Some(Wanting::Overtaken),
            () if ends && is_past => Some(Wanting::Past),
            () => None,
        }
    }
}

/// Foresees a table. Other people's posts end by the rows that were chosen; before any was, by all of them.
pub(super) fn outlook(
    id: &str,
    grid: &Grid,
    (accounts, edition): (&[Account], &Edition),
    chosen: Option<&HashSet<u32>>,
    now: Timestamp,
) -> Result<Outlook, Error> {
    let rows = transfer::foresee(grid, accounts, edition).map_err(|_| no_table())?;
    let is_chosen = |it: &&ForeseenRow| chosen.is_none_or(|chosen| chosen.contains(&it.row));
    let last = transfer::last_day(rows.iter().filter(is_chosen), date_in_japan(now));
    let missing = transfer::missing(&rows, accounts, last);
    let missing: Vec<_> = missing.into_iter().map(|(account, posts)| (account.clone(), posts)).collect();
    Ok(Outlook { id: id.to_owned(), shown: shown(&rows, &missing, last), rows, missing, last })
}

/// What each row would do and say, and whose posts would end when.
fn shown(rows: &[ForeseenRow], missing: &[(Account, Vec<usize>)], last: Date) -> Shown {
    let ends: Vec<_> = missing.iter().map(|(it, posts)| (&it.id, &it.login, &it.name, posts)).collect();
    Shown {
        rows: digest(format!("{rows:?}").as_bytes()),
        missing: digest(format!("{ends:?}").as_bytes()),
        last: last.to_string(),
    }
}
