//! 見本の市: what the sample city must hold, so that pages, pictures and benchmarks can rely on it.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod chain;
mod data;
mod evaluations;
mod money;
mod opening;
mod organisations;
mod rules;
mod series;
mod sheets;
mod surveys;
mod town;
mod voices;
