//! 判定基準: which rule judges what.

use plan::indicator::Indicator;
use plan::rating::RatingRule;

use super::town::town;

#[test]
fn every_indicator_is_judged_by_a_rule_that_is_published() {
    assert!(town().all::<RatingRule>().next().is_some());
    assert!(town().all::<Indicator>().all(|(_, it)| town().rule(it).is_some()));
}
