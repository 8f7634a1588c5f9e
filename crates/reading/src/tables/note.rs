//! 気づき: what is worth knowing about a row that was taken in. It costs nothing, and nobody need look.

use plan::actual::{Actual, Figure};
use plan::condition::Condition;
use plan::decision::Change;
use plan::draft::Proposal;
use plan::record::Body;
use plan::target::Target;

use super::row::Row;
use crate::era;
use crate::problem::{Gap, Problem};

/// Columns in which years and days stand.
const YEARS: [&str; 15] = [
    "fiscal_year",
    "first_year",
    "last_year",
    "baseline_year",
    "break_years",
    "responded_year",
    "adopted_on",
    "revised_on",
    "founded_on",
    "ended_on",
    "name_since",
    "said_on",
    "responded_on",
    "from",
    "to",
];

/// What a reader of the import's answer would else not learn of a row.
pub(super) fn of(row: &Row<'_>, proposal: &Proposal) -> Vec<Problem> {
    let Change::Put(record) = &proposal.change else { return vec![] };
    let own = match &record.body {
        Body::Actual(it) => figure(row, it),
        Body::Target(it) => target(row, it),
        _ => None,
    };
    let years = YEARS.into_iter().chain(["target"]).filter_map(|column| Some((column, row.get(column)?)));
    let years = years.flat_map(|(column, cell)| {
        era::of(cell).into_iter().map(move |said| Problem { place: row.cell(column), ..said })
    });
    own.into_iter().chain(years).collect()
}

/// 集計中, ― with a reason: recorded, but as no figure.
fn figure(row: &Row<'_>, it: &Actual) -> Option<Problem> {
    match &it.figure {
        Figure::Value(_) => None,
        Figure::NotYet => Some(
            row.problem("actual", "まだ実績がない年として記録します", "is recorded as not yet there")
                .of(Gap::NotYet),
        ),
        Figure::NotMeasured { because } => Some(
            row.problem(
                "actual",
                &format!("測っていない年として記録します（理由：{because}）"),
                &format!("is recorded as not measured, because: {because}"),
            )
            .of(Gap::NotMeasured),
        ),
    }
}

/// 「約50人以上」: judged by the number in it, while the page shows the words.
fn target(row: &Row<'_>, it: &Target) -> Option<Problem> {
    let read = Condition::parse(&it.words, None).filter(|it| it.approximate)?;
    let number = read.target()?;
    Some(row.problem(
        "target",
        &format!("およその目標です。言葉のまま示し、達成したかどうかは{number}で判定します"),
        &format!("is an approximate target: it is shown as it is, and judged by {number}"),
    ))
}
