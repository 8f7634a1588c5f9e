//! 合わない見出し: a head that fits no table. What was meant is said: the nearest table, what it lacks, and what was written instead.

use super::sheet::Sheet;
use super::{KINDS, Table, columns};
use crate::near::nearest;
use crate::problem::Problem;

/// A column that a table of the kind has and this one has not, with the head that may stand for it.
struct Lacking<'a> {
    column: &'static str,
    written: Option<&'a str>,
}

impl<'a> Lacking<'a> {
    fn of(sheet: &'a Sheet, columns: &[&'static str]) -> Vec<Self> {
        let written = |column: &'static str| {
            let is_it = |head: &&String| {
                let names = [columns::japanese(column), column];
                nearest(head, names.into_iter()).is_some()
            };
            sheet.unknown().iter().find(is_it).map(String::as_str)
        };
        let lacking = columns.iter().filter(|it| !sheet.has(it));
        lacking.map(|column| Self { column, written: written(column) }).collect()
    }

    /// 「実績値」（「実積値」と書かれた列のことではありませんか）
    fn ja(&self) -> String {
        let name = columns::japanese(self.column);
        let meant = self.written.map(|head| format!("（「{head}」と書かれた列のことではありませんか）"));
        format!("「{name}」{}", meant.unwrap_or_default())
    }

    fn en(&self) -> String {
        let meant = self.written.map(|head| format!(" (is it the column “{head}”?)"));
        format!("{}={}{}", columns::japanese(self.column), self.column, meant.unwrap_or_default())
    }
}

/// How little of a kind is there: a column that is nearly there costs little, one of which nothing is there much.
fn cost(lacking: &[Lacking<'_>], columns: usize) -> usize {
    let all: usize = lacking.iter().map(|it| if it.written.is_some() { 1 } else { 3 }).sum();
    all * 60 / columns.max(1)
}

/// Nothing of it is read.
pub(super) fn table(sheet: &Sheet) -> Table {
    let kinds = KINDS.iter().map(|(name, columns, _)| (*name, columns.len(), Lacking::of(sheet, columns)));
    let nearest = kinds.min_by_key(|(_, columns, lacking)| cost(lacking, *columns));
    let (name, _, lacking) = nearest.unwrap_or_default();
    let (ja, en): (Vec<_>, Vec<_>) = lacking.iter().map(|it| (it.ja(), it.en())).unzip();
    let problem = Problem::new(
        "1行",
        format!(
            "この見出しはどの表とも合わないため、何も読みませんでした。最も近いのは「{name}」の表で、次の列がありません：{}",
            ja.join("、")
        ),
        format!(
            "this head fits no table, so nothing was read; the nearest is the table {name}, of which these columns are not there: {}",
            en.join(", ")
        ),
    );
    Table { name: "不明", problems: vec![problem], ..Table::default() }
}
