//! 公開データ: tables that are published for others to read. They hold words of ours under heads that mean something else.

use super::Table;
use crate::problem::Problem;

/// With what every published table begins, as 自治体標準オープンデータセット asks: in Japanese, and for programs.
const BEGINNINGS: [[&str; 3]; 2] =
    [["全国地方公共団体コード", "ID", "地方公共団体名"], ["municipality_code", "id", "municipality_name"]];

/// Whether a text is such a table.
pub(super) fn is_published(text: &str) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let Some(Ok(head)) = reader.records().next() else { return false };
    let head: Vec<&str> = head.iter().map(str::trim).take(3).collect();
    BEGINNINGS.iter().any(|it| head == it)
}

/// Nothing of it is read: a long form taken for a table of records would empty what it does not name.
pub(super) fn refused() -> Table {
    let problem = Problem::new(
        "1行",
        "公開用のデータ（オープンデータ）の表なので、読みませんでした。取り込む表とは列が違います。数値を直すには、\
         「目標」「実績」など取り込む表の見出しで書いてください（docs/formats/tables.md）。台帳ごと移すには meyasu backup と restore を使います",
        "a table of published open data, so nothing was read: tables to be imported have other columns. To change figures, write \
         them under the heads of such a table, e.g. 目標 or 実績 (docs/formats/tables.md); to move a whole ledger, use meyasu backup \
         and restore",
    );
    Table { name: "公開データ", problems: vec![problem], ..Table::default() }
}
