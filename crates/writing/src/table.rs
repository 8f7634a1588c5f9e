//! 表: one file of the open data: what it holds, its columns, and its rows as an edition gives them.

use plan::edition::Edition;

use crate::cell::Cell;
use crate::column::{Column, Field, Kind, field};

/// 表の版, newest last: what was added when. What is there already is never renamed, moved or given another meaning.
pub const CHANGES: &[Change] = &[
    Change { version: "1", since: "2026-11", about: ("最初の版", "the first version") },
    Change {
        version: "2",
        since: "2026-11",
        about: (
            "意見募集の表（consultations、opinions）、決裁の表（decisions）の列「正誤」、コード表の意見の提出方法と掲載しない理由",
            "tables of public comments (consultations, opinions), the column erratum of decisions, codes of ways to send opinions and of why some are not shown",
        ),
    },
];

/// 表の版: one line of the change log of columns.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Its number.
    pub version: &'static str,
    /// The month from which files are written so.
    pub since: &'static str,
    /// What was added, in Japanese and in English.
    pub about: (&'static str, &'static str),
}

/// The version in which files are written.
pub fn version() -> &'static str {
    CHANGES.last().map_or("", |it| it.version)
}

/// One file of the open data.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The name of its file, without an ending.
    pub name: &'static str,
    /// What it holds, in Japanese and in English.
    pub title: (&'static str, &'static str),
    /// What a row is, in Japanese and in English.
    pub about: (&'static str, &'static str),
    /// The columns that name a row.
    pub key: &'static [&'static str],
    pub(crate) columns: fn() -> Vec<Column>,
    pub(crate) rows: for<'a> fn(&'a Edition) -> Vec<Row<'a>>,
}

/// The values of one row, in the order of the columns.
pub type Row<'a> = Vec<Cell<'a>>;

impl Table {
    /// Its columns, in their order.
    pub fn columns(&self) -> Vec<Column> {
        (self.columns)()
    }

    /// Its rows.
    pub fn rows<'a>(&self, edition: &'a Edition) -> Vec<Row<'a>> {
        (self.rows)(edition)
    }
}

/// The columns of a table of municipal data: those of 自治体標準オープンデータセット come first.
pub(crate) fn columns<R>(fields: &[Field<'_, R>]) -> Vec<Column> {
    let [code, name] = own::<()>();
    let mut all: Vec<Column> = fields.iter().map(|it| it.column.clone()).collect();
    all.insert(0, code);
    all.insert(2, name);
    all
}

/// The rows of a table of municipal data: each field asked of each row.
pub(crate) fn filled<'a, R>(
    edition: &'a Edition,
    fields: &[Field<'a, R>],
    rows: impl IntoIterator<Item = R>,
) -> Vec<Row<'a>> {
    let code = edition.municipality().as_str();
    let name = edition.profile().map_or(code, |it| it.name.as_str());
    let row = |it: R| {
        let mut cells: Row<'a> = Vec::with_capacity(fields.len() + 2);
        for (at, field) in fields.iter().enumerate() {
            match at {
                0 => cells.push(code.into()),
                1 => cells.push(name.into()),
                _ => {}
            }
            let cell = (field.cell)(&it);
            cells.push(match (at, cell) {
                (0, Cell::Text(id)) => format!("{code}/{id}").into(),
                (_, cell) if cell.is_blank() => Cell::Blank,
                (_, cell) => cell,
            });
        }
        cells
    };
    rows.into_iter().map(row).collect()
}

/// 全国地方公共団体コード and 地方公共団体名.
fn own<R>() -> [Column; 2] {
    [
        field::<R>(
            "municipality_code",
            "全国地方公共団体コード",
            Kind::Id,
            (
                "検査数字を含む6桁。先頭の0を落とさないよう、文字として扱う",
                "six digits with the check digit; text, for the first may be 0",
            ),
            |_| Cell::Blank,
        ),
        field::<R>(
            "municipality_name",
            "地方公共団体名",
            Kind::Text,
            ("都道府県名を含まない団体名", "the municipality's name"),
            |_| Cell::Blank,
        ),
    ]
    .map(|it| it.required().column)
}

/// ID: the first field of every table of municipal data. The municipality's code is put before it.
pub(crate) fn id<'a, R>(cell: fn(&R) -> Cell<'a>) -> Field<'a, R> {
    let about = (
        "この行の名前。全国で重ならず、名称が変わっても変わらない",
        "names the row; unique in the country, and the same whatever its title becomes",
    );
    field("id", "ID", Kind::Id, about, cell).required()
}
