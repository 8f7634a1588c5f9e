//! 公開する表: every file of the open data.

mod amounts;
mod breaks;
mod calendar;
mod codes;
mod consultations;
mod dated;
mod decisions;
mod element_judgements;
mod elements;
mod evaluations;
mod figures;
mod graded;
mod indicators;
mod judgements;
mod links;
mod listed;
mod named;
mod opinions;
mod organisations;
mod plans;
mod remarks;
mod resources;
mod rules;
mod sections;

mod topics;

pub use figures::of_indicator;
pub use listed::{LISTED, of as listed};

use crate::table::Table;

/// Every file, the one that most ask for first.
pub const TABLES: &[Table] = &[
    figures::TABLE,
    judgements::TABLE,
    element_judgements::TABLE,
    indicators::TABLE,
    breaks::TABLE,
    plans::TABLE,
    elements::TABLE,
    sections::TABLE,
    topics::TABLE,
    links::TABLE,
    organisations::TABLE,
    amounts::TABLE,
    resources::TABLE,
    evaluations::TABLE,
    remarks::TABLE,
    consultations::TABLE,
    opinions::TABLE,
    rules::TABLE,
    calendar::TABLE,
    decisions::TABLE,
    codes::TABLE,
];

/// The table of a file name without its ending.
pub fn find(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|it| it.name == name)
}
