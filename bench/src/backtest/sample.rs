//! The series of the sample city, as the program loads them.

use desk::Desk;
use plan::indicator::Indicator;
use plan::municipality::MunicipalityCode;
use plan::target::Target;

use super::Series;
use crate::{keeping, program};

/// Fewer years than this are too few to hide any.
const LONG_ENOUGH: usize = 6;

/// Every indicator of the sample with at least six comparable years.
pub(super) fn series(program: &str) -> Vec<Series> {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    program::stop(program::start(program, folder.path()).0); // The first start loads the sample.
    let desk = Desk::new(keeping::ledger(folder.path()));
    let code = MunicipalityCode::parse("990019").unwrap_or_else(|error| panic!("{error}"));
    let edition = desk.edition(&code).unwrap_or_else(|error| panic!("{error}"));
    let all = edition.all::<Indicator>().map(|(id, indicator)| Series {
        figures: plan::trend::comparable(indicator, &edition.series(id, indicator)),
        targets: edition.naming::<Target>(id).map(|(_, it)| it.clone()).collect(),
        indicator: indicator.clone(),
    });
    all.filter(|it| it.figures.len() >= LONG_ENOUGH).collect()
}
