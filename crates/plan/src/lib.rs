//! What was promised and what came of it: types, rules, arithmetic.
//!
//! Pure: no I/O, no clock, no chance, nothing asynchronous. `docs/glossary.md` ties each Japanese term to its name here.
#![warn(missing_docs)]

pub mod condition;
pub mod fiscal_year;
