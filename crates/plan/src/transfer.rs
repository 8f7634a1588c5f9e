//! 一括異動: what a table of staff and posts asks to be changed, row by row, before anything is changed.
//!
//! A row is one post of one person. What the table does not name is not touched.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::decision::StaffId;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::organisation::Organisation;
use crate::record::RecordId;
use crate::role::Role;
use crate::staff::{Account, Post};

mod cell;
mod row;
mod told;

pub use cell::day;

/// 表: the cells of one sheet that hold something, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The sheet's name; empty for a CSV file.
    pub sheet: String,
    /// Its rows: the number under which Excel shows it, and its cells from column A on.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// The columns of the table, in the order in which they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 職員番号.
    Login,
    /// 氏名.
    Name,
    /// メール.
    Mail,
    /// 役割.
    Role,
    /// 組織.
    Organisation,
    /// 開始日.
    From,
    /// 終了日.
    Until,
    /// 代理される職員番号.
    Instead,
    /// 行のキー: which post of which account the row was written from. Nobody needs to see it.
    Key,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 9] = [
        Self::Login,
        Self::Name,
        Self::Mail,
        Self::Role,
        Self::Organisation,
        Self::From,
        Self::Until,
        Self::Instead,
        Self::Key,
    ];

    /// As its head says.
    pub fn head(self) -> &'static str {
        match self {
            Self::Login => "職員番号",
            Self::Name => "氏名",
            Self::Mail => "メール",
            Self::Role => "役割",
            Self::Organisation => "組織",
            Self::From => "開始日",
            Self::Until => "終了日",
            Self::Instead => "代理される職員番号",
            Self::Key => "キー（変えないでください）",
        }
    }
}

/// 職 as a row asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// As what.
    pub role: Role,
    /// Where.
    pub organisation: Option<RecordId>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// 代理.
    pub stands_in_for: Option<StaffId>,
}

/// 氏名など as a row says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Folded, as accounts keep it.
    pub login: String,
    /// 氏名.
    pub name: String,
    /// Mail; empty where there is none.
    pub mail: String,
}

/// One thing to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new account; rows of one login are one account.
    Invite(Named),
    /// Name and mail of an account.
    Correct(StaffId, Named),
    /// A post for the account of a login.
    Give(String, Wanted),
    /// The last day of a post.
    End(StaffId, usize, Date),
}

/// What a row comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// 追加: somebody new.
    Added,
    /// 変更.
    Changed,
    /// 変更なし.
    Same,
    /// 問題: nothing is done for this row.
    Problem,
}

impl Outcome {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("追加", "added"),
            Self::Changed => ("変更", "changed"),
            Self::Same => ("変更なし", "unchanged"),
            Self::Problem => ("問題", "problem"),
        }
    }
}

/// 予定: what a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeseenRow {
    /// The row's number.
    pub row: u32,
    /// Where the row, or the cell that is wrong, stands: 「職員」シート F12.
    pub place: String,
    /// Whom it is about, as typed.
    pub login: String,
    /// 氏名, as typed.
    pub name: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// What is done or wrong, in Japanese and English.
    pub said: Vec<(String, String)>,
    /// What is to be done.
    pub steps: Vec<Step>,
}

/// Why a table is none of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTable;

impl NoTable {
    /// 職員に見せる文.
    pub fn ja(&self) -> String {
        "「職員番号」「氏名」「役割」「組織」「開始日」の見出しがある表が見つかりません。この画面からダウンロードしたファイルに記入してください".to_owned()
    }

    /// The same in English.
    pub fn en(&self) -> String {
        "there is no table with the heads 職員番号, 氏名, 役割, 組織, 開始日: fill in the file from this page"
            .to_owned()
    }
}

/// What everything is compared with.
pub(crate) struct Known<'a> {
    pub(crate) accounts: &'a [Account],
    pub(crate) edition: &'a Edition,
    pub(crate) sheet: &'a str,
    pub(crate) columns: Vec<(Column, usize)>,
}

/// What the rows before one come to.
#[derive(Default)]
pub(crate) struct Before {
    /// Staff numbers that get an account, with the first row of each and whom it names.
    pub(crate) invited: HashMap<String, (u32, Named)>,
    /// The posts of those whom they name, by their staff numbers.
    pub(crate) posts: HashMap<String, Vec<Post>>,
}

/// 予行: what a table would change, row by row.
pub fn foresee(grid: &Grid, accounts: &[Account], edition: &Edition) -> Result<Vec<ForeseenRow>, NoTable> {
    let (at, columns) = heads(grid).ok_or(NoTable)?;
    let known = Known { accounts, edition, sheet: &grid.sheet, columns };
    let mut seen = HashSet::new();
    let mut before = Before::default();
    let mut foreseen = Vec::new();
    for (number, cells) in grid.rows.iter().skip(at + 1) {
        if cells.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        let mut it = row::foresee(&known, *number, cells, &mut before);
        if it.outcome != Outcome::Problem
            && it.outcome != Outcome::Same
            && !seen.insert(format!("{:?}", it.steps))
        {
            (it.outcome, it.steps) = (Outcome::Same, Vec::new());
            it.said = vec![same_as_before()];
        }
        foreseen.push(it);
    }
    Ok(foreseen)
}

/// What is said of a row that asks for nothing new.
fn same_as_before() -> (String, String) {
    ("前の行と同じ内容です".to_owned(), "the same as an earlier row".to_owned())
}

/// The row of heads, and where each column stands.
fn heads(grid: &Grid) -> Option<(usize, Vec<(Column, usize)>)> {
    let needed = [Column::Login, Column::Name, Column::Role, Column::Organisation, Column::From];
    grid.rows.iter().take(20).enumerate().find_map(|(at, (_, cells))| {
        let place = |column: Column| {
            let head = crate::key::squeeze(column.head());
            Some((column, cells.iter().position(|cell| crate::key::squeeze(cell) == head)?))
        };
        let columns: Vec<_> = Column::ALL.into_iter().filter_map(place).collect();
        let has = |column: &Column| columns.iter().any(|(it, _)| it == column);
        needed.iter().all(has).then_some((at, columns))
    })
}

/// 最後の日: the day before most of the posts begin that these rows give; where they give none, the end of the fiscal year.
///
/// A table of 1 April, sent on that day or after it, ends what it does not name on 31 March before it, and not a year later. One row
/// among them that begins long before does not move it: of days on which as many begin, it is the first that is not over yet, or else
/// the newest.
pub fn last_day<'a>(rows: impl IntoIterator<Item = &'a ForeseenRow>, today: Date) -> Date {
    let mut begin: BTreeMap<Date, usize> = BTreeMap::new();
    for step in rows.into_iter().flat_map(|it| &it.steps) {
        if let Step::Give(_, wanted) = step {
            *begin.entry(wanted.from).or_default() += 1;
        }
    }
    let most = begin.values().max();
    let common: Vec<Date> =
        begin.iter().filter(|(_, count)| Some(*count) == most).map(|(day, _)| *day).collect();
    let first = common.iter().find(|day| **day >= today).or(common.last());
    first.map_or(FiscalYear::containing(today).ends(), |from| from.yesterday().unwrap_or(*from))
}

/// 表にない職員: those who hold a local post on a day after which the table says nothing of them.
pub fn missing<'a>(
    foreseen: &[ForeseenRow],
    accounts: &'a [Account],
    last: Date,
) -> Vec<(&'a Account, Vec<usize>)> {
    let named: HashSet<String> = foreseen.iter().map(|it| Account::login_key(&it.login)).collect();
    let goes_on = |account: &'a Account| {
        let posts = account.posts.iter().enumerate();
        let local = posts.filter(|(_, it)| it.role.is_local() && it.is_held(last) && it.until != Some(last));
        (account, local.map(|(at, _)| at).collect::<Vec<_>>())
    };
    let unnamed = accounts.iter().filter(|it| !named.contains(&it.login));
    unnamed.map(goes_on).filter(|(_, posts)| !posts.is_empty()).collect()
}

/// 組織 as the table names it: 「環境課（o-12）」.
pub fn organisation_words(edition: &Edition, id: &RecordId, day: Date) -> String {
    let name = edition.find::<Organisation>(id).map_or("", |it| it.name_on(day));
    format!("{name}（{id}）")
}

#[cfg(test)]
mod tests;
