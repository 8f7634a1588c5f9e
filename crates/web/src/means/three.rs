//! 三か年の金額 as one row: the labels are made from the year.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::record::RecordId;

use crate::here::Here;
use crate::words;

/// 前々年度決算, 前年度予算, 当年度予算, and the change between the budgets.
#[derive(Clone, Debug)]
pub(crate) struct ThreeYearsRow {
    /// Heading and amount.
    pub(crate) columns: Vec<(String, String)>,
    /// 増減.
    pub(crate) change: String,
    pub(crate) why: Option<String>,
    /// How many of the three are known.
    pub(crate) known: usize,
}

/// None where nothing of the three years is known.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<ThreeYearsRow> {
    let years = edition.three_years(id, year);
    if !years.says_something() {
        return None;
    }
    let column = |it: &plan::means::Column<'_>| {
        let (ja, en) = it.name();
        (here.lang.say(ja, en), words::money(it.money.total()))
    };
    Some(ThreeYearsRow {
        columns: years.columns.iter().map(column).collect(),
        change: words::change(years.change()),
        why: years.explanation().map(str::to_owned),
        known: years.columns.iter().filter(|it| it.money.total().is_some()).count(),
    })
}
