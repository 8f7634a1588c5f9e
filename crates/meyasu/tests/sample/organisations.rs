//! 組織: renamed and merged, and the old years keep the old names.

use plan::fiscal_year::FiscalYear;
use plan::organisation::Organisation;

use super::town::{id, town};

#[test]
fn a_renamed_organisation_has_its_old_name_in_old_years() {
    for (organisation, year, old, new) in [
        ("machi", 2023, "地域まちづくり部", "まちづくり推進部"),
        ("kikaku-joho", 2025, "情報政策課", "デジタル推進課"),
    ] {
        let organisation = id(organisation);
        let name = |year| town().organisation_name(&organisation, FiscalYear::new(year));
        assert_eq!((name(year), name(year + 1)), (old, new));
    }
}

#[test]
fn a_merged_organisation_says_what_took_its_work_over() {
    let merged: &Organisation = town().find(&id("shimin-kokusai")).unwrap();
    assert_eq!(merged.ended.as_ref().unwrap().into, [id("shimin-kyodo")]);
}
