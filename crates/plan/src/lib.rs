//! What was promised and what came of it: types, rules, arithmetic.
//!
//! Pure: no I/O, no clock, no chance, nothing asynchronous. `docs/glossary.md` ties each Japanese term to its name here.
#![warn(missing_docs)]

pub mod actual;
pub mod amount;
pub mod browse;
pub mod calendar;
pub mod change;
pub mod charge;
pub mod check;
pub mod condition;
pub mod date;
pub mod decision;
pub mod diff;
pub mod digest;
pub mod distribution;
pub mod draft;
pub mod edition;
pub mod element;
pub mod era;
pub mod evaluation;
pub mod facet;
pub mod fiscal_year;
pub mod follow_up;
pub mod indicator;
pub mod key;
pub mod licence;
pub mod likeness;
pub mod lineage;
pub mod link;
pub mod logic_model;
pub mod matrix;
pub mod means;
pub mod missing;
pub mod moment;
pub mod money;
pub mod movers;
pub mod moves;
pub mod municipality;
pub mod number;
pub mod organisation;
pub mod outlook;
pub mod pace;
pub mod plan;
pub mod prefecture;
pub mod priority;
pub mod publication;
pub mod quantity;
pub mod rating;
pub mod record;
pub mod refusal;
pub mod remark;
pub mod reporting;
pub mod resource;
pub mod round;
pub mod selection;
#[cfg(test)]
mod sketch;
pub mod statistics;
pub mod survey;
pub mod tally;
pub mod target;
pub mod topic;
pub mod trend;
pub mod unit;
mod vocabulary;
pub mod yearbook;
