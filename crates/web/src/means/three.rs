//! 三か年の金額 as one row: the labels are made from the year.

use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::means::{Column, ThreeYears};
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
    /// Where two budgets are known and not comparable: why there is no change.
    pub(crate) uneven: Option<&'static str>,
    /// How many of the three are known.
    pub(crate) known: usize,
}

/// None where nothing of the three years is known.
pub(crate) fn of(here: &Here, edition: &Edition, id: &RecordId, year: FiscalYear) -> Option<ThreeYearsRow> {
    row(here, &edition.three_years(id, year))
}

/// The same of all that lies below an element.
pub(super) fn below(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    year: FiscalYear,
) -> Option<ThreeYearsRow> {
    row(here, &edition.three_years_below(id, year))
}

fn row(here: &Here, years: &ThreeYears<'_>) -> Option<ThreeYearsRow> {
    if !years.says_something() {
        return None;
    }
    let column = |it: &Column| {
        let (ja, en) = it.name();
        (here.lang.say(ja, en), words::money(it.yen))
    };
    let is_uneven = !years.is_even && years.columns[1..].iter().all(|it| it.yen.is_some());
    let uneven = here.lang.say(
        "2か年の予算は、金額の記載がある取組が違うため、増減を出していません。",
        "The two budgets cover different works, so no change is given.",
    );
    Some(ThreeYearsRow {
        columns: years.columns.iter().map(column).collect(),
        change: words::change(years.change()),
        why: years.explanation.map(str::to_owned),
        uneven: is_uneven.then_some(uneven),
        known: years.columns.iter().filter(|it| it.yen.is_some()).count(),
    })
}
