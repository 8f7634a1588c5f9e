//! 意見の一覧表: letters typed into a table elsewhere, row by row. Rows of one number are one person's.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::letter::points;
use super::{By, Letter, Sender};
use crate::decision::StaffId;
use crate::key::squeeze;
use crate::transfer::{Grid, day};

/// The heads of the table, as they are written out; only the last is needed.
pub const HEADS: [&str; 8] = ["番号", "提出方法", "受付日", "氏名", "住所", "連絡先", "箇所", "意見"];

/// Other words for a head.
const ALSO: [(&str, &str); 9] = [
    ("No.", "番号"),
    ("No", "番号"),
    ("方法", "提出方法"),
    ("受付年月日", "受付日"),
    ("氏名・団体名", "氏名"),
    ("提出者", "氏名"),
    ("電話番号", "連絡先"),
    ("該当箇所", "箇所"),
    ("意見の内容", "意見"),
];

/// So many characters one opinion may have.
const LONGEST: usize = 20_000;

/// What is the same for every row that does not say otherwise.
#[derive(Clone, Debug)]
pub struct Unlisted {
    /// How they came.
    pub by: By,
    /// When.
    pub received: Date,
    /// When they are typed in.
    pub at: Timestamp,
    /// By whom.
    pub typed_by: StaffId,
}

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The letters, by the number of their first row.
    pub letters: Vec<(u32, Letter)>,
    /// Rows that were not taken: number, why in Japanese and in English.
    pub problems: Vec<(u32, String, String)>,
}

/// The cells of pasted text: tabs between cells, a cell with line breaks in double quotes, as spreadsheets copy it.
/// ```
/// use plan::consultation::grid;
/// assert_eq!(grid("番号\t意見\n1\t\"道を\n広く\"\n").rows[1].1, ["1", "道を\n広く"]);
/// ```
pub fn grid(text: &str) -> Grid {
    let (mut rows, mut cells, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
    let text = text.replace("\r\n", "\n");
    let mut all = text.chars().peekable();
    while let Some(c) = all.next() {
        match c {
            '"' if quoted && all.peek() == Some(&'"') => cell.extend(all.next()),
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut cells));
            }
            other => cell.push(other),
        }
    }
    cells.push(cell);
    rows.push(cells);
    let rows = (1..).zip(rows).filter(|(_, row): &(u32, Vec<String>)| row.iter().any(|it| !it.is_empty()));
    Grid { sheet: String::new(), rows: rows.collect() }
}

/// Letters of a table. Without a head its rows are opinions, each another person's. A bad row costs that row.
pub fn list(grid: &Grid, unlisted: &Unlisted) -> List {
    let heads = grid.rows.first().map(|(_, row)| heads(row)).unwrap_or_default();
    let columns = if heads.contains_key("意見") { heads } else { BTreeMap::from([("意見", 0)]) };
    let first = usize::from(columns.len() > 1 || is_head(grid));
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut list = List::default();
    for (number, row) in grid.rows.iter().skip(first) {
        let cell = |head: &str| columns.get(head).and_then(|at| row.get(*at)).map_or("", String::as_str);
        if row.iter().all(|it| it.trim().is_empty()) {
            continue; // A line between others says nothing.
        }
        match letter(&cell, unlisted) {
            Ok(letter) => list.take((*number, letter), cell("番号"), &mut known),
            Err((ja, en)) => list.problems.push((*number, ja, en)),
        }
    }
    list
}

fn is_head(grid: &Grid) -> bool {
    grid.rows.first().is_some_and(|(_, row)| heads(row).contains_key("意見"))
}

fn heads(row: &[String]) -> BTreeMap<&'static str, usize> {
    let known = |cell: &String| {
        let folded = squeeze(cell);
        let own = HEADS.into_iter().find(|it| squeeze(it) == folded);
        own.or_else(|| ALSO.into_iter().find(|(word, _)| squeeze(word) == folded).map(|(_, head)| head))
    };
    row.iter().enumerate().filter_map(|(at, cell)| Some((known(cell)?, at))).collect()
}

/// 取り込まなかった行 in few words: rows one after another with the same fault are told as one, first and last.
pub fn faults(problems: &[(u32, String, String)]) -> Vec<(u32, u32, &str, &str)> {
    let mut faults: Vec<(u32, u32, &str, &str)> = vec![];
    for (row, ja, en) in problems {
        match faults.last_mut() {
            Some((_, last, said, _)) if *last + 1 == *row && *said == ja.as_str() => *last = *row,
            _ => faults.push((*row, *row, ja, en)),
        }
    }
    faults
}

impl List {
    /// A row of a number that is there already goes on with that letter: the same person.
    fn take(&mut self, new: (u32, Letter), person: &str, known: &mut BTreeMap<String, usize>) {
        let person = squeeze(person);
        match known.get(&person).and_then(|at| self.letters.get_mut(*at)) {
            Some((_, letter)) if !person.is_empty() => {
                letter.text = format!("{}\n---\n{}", letter.text, new.1.text);
                letter.points.extend(new.1.points);
            }
            _ => {
                known.insert(person, self.letters.len());
                self.letters.push(new);
            }
        }
    }
}

type Wrong = (String, String);

fn letter<'a>(cell: &impl Fn(&str) -> &'a str, unlisted: &Unlisted) -> Result<Letter, Wrong> {
    let text = cell("意見");
    if text.trim().is_empty() {
        // Whatever else stands in the row: perhaps the opinion stands in a column of another name.
        return Err(("意見の欄が空です".to_owned(), "the opinion is blank".to_owned()));
    }
    if text.chars().count() > LONGEST {
        return Err((
            format!("意見が{LONGEST}字を超えています"),
            format!("longer than {LONGEST} characters"),
        ));
    }
    Ok(Letter {
        by: by(cell("提出方法"), unlisted)?,
        received: received(cell("受付日"), unlisted)?,
        at: unlisted.at,
        typed_by: Some(unlisted.typed_by.clone()),
        sender: Sender {
            name: cell("氏名").trim().to_owned(),
            address: cell("住所").trim().to_owned(),
            contact: cell("連絡先").trim().to_owned(),
        },
        place: cell("箇所").trim().to_owned(),
        text: text.to_owned(),
        points: points(text),
        marked_by: [].into(),
    })
}

fn by(text: &str, unlisted: &Unlisted) -> Result<By, Wrong> {
    let names = || By::ALL.map(|it| it.name().0).join("、");
    match text.trim() {
        "" => Ok(unlisted.by),
        text => By::parse(text).ok_or_else(|| {
            (
                format!("提出方法「{text}」はありません（{}のどれか）", names()),
                format!("there is no way “{text}”"),
            )
        }),
    }
}

fn received(text: &str, unlisted: &Unlisted) -> Result<Date, Wrong> {
    match text.trim() {
        "" => Ok(unlisted.received),
        text => day(text)
            .ok_or_else(|| (format!("受付日「{text}」は日付ではありません"), format!("“{text}” is no day"))),
    }
}

#[cfg(test)]
mod tests;
