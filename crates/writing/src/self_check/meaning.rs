//! L3: whether one knows what the data mean, this year and in ten years.

use std::collections::HashSet;

use plan::municipality::MunicipalityCode;

use super::look::{each, each_head, whole};
use super::sheet::{At, Sheet};
use super::{Found, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "L3-01",
        asks: ("1行目が列の名前、2行目からがデータである", "names in line 1, data from line 2"),
        look: |sheets| {
            whole(sheets, |it| {
                let described = it.columns.len() == it.head().len();
                described
                    && it.columns.iter().zip(it.head()).all(|(column, head)| column.titles.contains(head))
            })
        },
    },
    Rule {
        id: "L3-02",
        asks: ("コードの一覧が付いている", "a table of codes comes with the data"),
        look: code_table,
    },
    Rule {
        id: "L3-03",
        asks: ("記号を値の代わりに使うとき、その意味を示す", "marks in place of values are explained"),
        look: marks,
    },
    Rule { id: "L3-04", asks: ("数値の単位を示す", "the unit of numbers is given"), look: units },
    Rule {
        id: "L3-05",
        asks: (
            "時は西暦で示し、和暦には西暦を添える",
            "time is Gregorian; the Japanese calendar stands beside it",
        ),
        look: time,
    },
    Rule {
        id: "L3-06",
        asks: ("地域を標準のコードか正式な名称で示す", "areas by their standard code or official name"),
        look: areas,
    },
    Rule {
        id: "L3-07",
        asks: (
            "年によって列が変わらず、変えたときは記録を残す",
            "the same columns every year, and a log of changes",
        ),
        look: |sheets| {
            let logged = whole(sheets, |it| it.description["schema:version"].is_string());
            logged.and(each_head(sheets, |head| !names_a_year(head)))
        },
    },
    Rule {
        id: "L3-08",
        asks: (
            "列の定義、ASCIIの名前、更新日、文字コードを示す",
            "definitions, ASCII names, date of change and encoding are told",
        ),
        look: told,
    },
    Rule {
        id: "L3-09",
        asks: (
            "年度などを列ではなく行に並べる（縦持ち）",
            "years stand in lines, not in columns (long form)",
        ),
        look: |sheets| {
            each_head(sheets, |head| !names_a_year(head) && !head.ends_with(|it: char| it.is_ascii_digit()))
        },
    },
];

/// 2024年度, 令和6年度, R6: a year in a name belongs into a line.
fn names_a_year(head: &str) -> bool {
    let eras = ["明治", "大正", "昭和", "平成", "令和"];
    let digits = head.split(|it: char| !it.is_ascii_digit()).any(|it| it.len() == 4);
    digits || eras.iter().any(|era| head.contains(era))
}

/// Every word of a list that a file uses stands in the code table, as that kind of file writes it.
fn code_table(sheets: &[Sheet<'_>]) -> Found {
    let tables = sheets.iter().filter(|it| it.columns.iter().any(|it| it.name == "name_ja"));
    let known: HashSet<&str> = tables
        .flat_map(|sheet| {
            sheet.rows().flat_map(|(_, row)| ["code", "name_ja"].map(|name| sheet.cell(row, name)))
        })
        .flatten()
        .collect();
    let is_chosen = |it: &At<'_>| !it.column.words.is_empty() && !it.cell.is_empty();
    each(sheets, is_chosen, |it| known.contains(it.cell))
}

/// Marks that people put where a value is missing.
const MARKS: &[&str] = &[
    "-", "－", "―", "…", "...", "*", "＊", "※", "x", "X", "×", "△", "▲", "/", "N/A", "n/a", "NA", "null",
    "NULL", "'-", "'－",
];

fn marks(sheets: &[Sheet<'_>]) -> Found {
    // Grades are what the municipality calls them: the table of rules explains ×.
    each(sheets, |_| true, |it| it.column.name.contains("grade") || !MARKS.contains(&it.cell))
}

/// The description names a unit, or a column that holds one in every line with a number.
fn units(sheets: &[Sheet<'_>]) -> Found {
    let mut found = Found::default();
    for sheet in sheets {
        for column in sheet.columns.iter().filter(|it| it.is_quantity()) {
            found.look(column.unit.is_some(), || sheet.column(&column.name));
        }
        for at in sheet.cells().filter(|it| it.column.is_quantity() && !it.cell.is_empty()) {
            let beside = at.column.unit.as_deref().and_then(|it| it.strip_prefix('{')?.strip_suffix('}'));
            let row = sheet.lines.get(at.line - 1);
            let unit = beside.zip(row).map(|(name, row)| sheet.cell(row, name).unwrap_or_default());
            found.look(unit.is_none_or(|it| !it.is_empty()), || at.place());
        }
    }
    found
}

/// Days are ISO 8601; a year of the Japanese calendar stands beside the same Gregorian one.
fn time(sheets: &[Sheet<'_>]) -> Found {
    let mut found = Found::default();
    for at in sheets.iter().flat_map(Sheet::cells).filter(|it| !it.cell.is_empty()) {
        if at.column.kind == "date" {
            found.look(at.cell.parse::<jiff::civil::Date>().is_ok(), || at.place());
        }
        if at.column.kind == "year" {
            found.look(at.cell.len() == 4 && at.cell.bytes().all(|it| it.is_ascii_digit()), || at.place());
        }
        if let Some(gregorian) = at.column.name.strip_suffix("_ja").filter(|it| it.ends_with("year")) {
            let row = at.sheet.lines.get(at.line - 1);
            let year = row.and_then(|row| at.sheet.cell(row, gregorian)?.parse().ok());
            let japanese = year.map(|it| plan::fiscal_year::FiscalYear::new(it).japanese());
            found.look(japanese.as_deref() == Some(at.cell), || at.place());
        }
    }
    found
}

/// Every line names the municipality by a code whose check digit is right. Tables that speak of no area are not asked.
fn areas(sheets: &[Sheet<'_>]) -> Found {
    let is_code = |cell: &str| MunicipalityCode::parse(cell).is_ok_and(|it| it.as_str() == cell);
    each(sheets, |it| it.column.name == "municipality_code", |it| is_code(it.cell))
}

fn told(sheets: &[Sheet<'_>]) -> Found {
    let mut found = whole(sheets, |it| {
        let dialect = &it.description["dialect"];
        dialect["encoding"].as_str() == Some("utf-8") && it.description["dc:modified"]["@value"].is_string()
    });
    for sheet in sheets {
        for column in &sheet.columns {
            let is_told = column.has_definition && !column.name.is_empty() && column.name.is_ascii();
            found.look(is_told, || sheet.column(&column.name));
        }
    }
    found
}
