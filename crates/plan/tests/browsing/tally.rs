//! Counts of what was reached: each indicator once, whatever the number of elements that it measures.

use plan::record::RecordId;
use plan::tally::{Standing, Tally};

use crate::town::{YEAR, edition, element, measured, serves};

#[test]
fn an_indicator_of_an_element_and_of_the_one_above_counts_once() {
    let mut records = vec![element("policy", None), element("program", Some("policy"))];
    records.extend(measured("a", &["policy", "program"], Some("12")));
    records.extend(measured("b", &["program"], Some("9")));
    records.extend(measured("c", &["policy"], None));
    let edition = edition(records);

    let tallies = edition.tallies();
    let whole = Tally { reached: 1, missed: 1, not_yet: 1, ..Tally::default() };
    assert_eq!(tallies.get(&RecordId::new("plan"), YEAR), whole);
    assert_eq!(tallies.get(&RecordId::new("policy"), YEAR), whole);
    assert_eq!(tallies.get(&RecordId::new("program"), YEAR), Tally { not_yet: 0, ..whole });
    assert_eq!(edition.tally(YEAR), whole);
    assert_eq!(edition.tally(YEAR.next()), Tally::default());
}

#[test]
fn a_priority_project_counts_what_serves_it_and_what_hangs_below_that() {
    let mut records =
        vec![element("project", None), element("policy", None), element("program", Some("policy"))];
    records.push(serves("policy", "project"));
    records.extend(measured("a", &["program"], Some("12")));
    let edition = edition(records);

    assert_eq!(edition.tallies().get(&RecordId::new("project"), YEAR).reached, 1);
}

#[test]
fn a_standing_says_what_the_counts_say() {
    let tally = |reached, missed, not_yet| Tally { reached, missed, not_yet, ..Tally::default() };
    let cases = [
        (tally(0, 0, 0), Standing::Without),
        (tally(0, 0, 2), Standing::Open),
        (tally(2, 0, 1), Standing::Reached),
        (tally(9, 1, 0), Standing::Partly),
        (tally(0, 1, 3), Standing::Missed),
    ];
    for (tally, standing) in cases {
        assert_eq!(tally.standing(), standing, "{tally:?}");
    }
}
