//! Real figures, where they are at hand: a folder named by `MEYASU_SHARED`, or `shared` beside the project. Only numbers are
//! read from it, and only sums of errors leave this file.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::unit::Unit;
use rust_decimal::Decimal;

use super::Series;

/// Where shared data is looked for.
pub(super) fn folder() -> OsString {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared").into_os_string();
    std::env::var_os("MEYASU_SHARED").unwrap_or_else(beside)
}

/// The heads of the first indicator of each kind; three of each kind stand side by side, and the blocks of years repeat.
const FIRST_OF_BLOCK: &str = "⑤活動指標\nア";
const INDICATORS: usize = 9;
/// Of the six blocks of years the last holds figures planned for the year to come: three in five of them are round, one in
/// four of the others. They came from nowhere yet, and are no outcome to compare with.
const MEASURED: usize = 5;
/// The year of the first block: the sheets of 2025 look back on 2020 to 2024.
const FIRST_YEAR: i16 = 2020;

/// 事務事業評価シート: up to nine indicators a project, five years each.
pub(super) fn evaluation_sheets(shared: &Path) -> Option<Vec<Series>> {
    let path = shared.join("data/evaluation-sheets/ofunato-2025.xlsx");
    let Ok(mut workbook) = open_workbook::<Xlsx<_>, _>(&path) else {
        println!("  skipped: shared/data/evaluation-sheets not found");
        return None;
    };
    let sheet = workbook.worksheet_range_at(0)?.ok()?;
    let mut rows = sheet.rows();
    let head = rows.find(|row| row.iter().any(|cell| text(cell) == FIRST_OF_BLOCK))?;
    let blocks: Vec<usize> =
        head.iter().enumerate().filter(|(_, cell)| text(cell) == FIRST_OF_BLOCK).map(|it| it.0).collect();
    let series = |row: &[Data], of: usize| {
        let figures = blocks.iter().take(MEASURED).map(|at| number(row.get(at + of)?));
        let figures: Vec<Decimal> = figures.collect::<Option<_>>()?;
        let years = (FIRST_YEAR..).map(FiscalYear::new);
        // Zeros before the first figure are years in which the work did not exist yet.
        let figures: Vec<_> = years.zip(figures).skip_while(|(_, it)| it.is_zero()).collect();
        let indicator = Indicator::new("", IndicatorKind::Output, Unit::default());
        (figures.len() == MEASURED).then_some(Series { indicator, figures, targets: vec![] })
    };
    Some(rows.flat_map(|row| (0..INDICATORS).filter_map(move |of| series(row, of))).collect())
}

/// RSシステム: says how long its series are; they are too short to hide a year.
pub(super) fn national_sheets(shared: &Path) {
    let path = shared.join("data/rs-system/2-1_budget_summary_first3000_from_feather.csv");
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        println!("  skipped: shared/data/rs-system not found");
        return;
    };
    let mut years: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in reader.records().flatten() {
        let (project, year) = (row.get(2).unwrap_or_default(), row.get(13).unwrap_or_default());
        years.entry(project.to_owned()).or_default().insert(year.to_owned());
    }
    let longest = years.values().map(BTreeSet::len).max().unwrap_or_default();
    let (count, need) = (years.len(), super::FEWEST + 1);
    println!(
        "  skipped: national project sheets, {count} projects with at most {longest} years each; {need} are needed"
    );
}

fn text(cell: &Data) -> String {
    cell.to_string().replace("\r\n", "\n")
}

fn number(cell: &Data) -> Option<Decimal> {
    match cell {
        Data::Int(number) => Some((*number).into()),
        Data::Float(number) => Decimal::try_from(*number).ok(),
        Data::String(text) => plan::number::parse(text),
        _ => None,
    }
}
