//! What is to be held where only the rule says what that means.

use plan::rating::{ChangeBy, Hold, Tolerance};
use plan::survey::Sampling;

use super::super::of;
use super::made::Case;
use crate::lang::Lang;

#[test]
fn what_the_rule_calls_held_is_doubted_where_the_error_leaves_the_tolerance() {
    let three = Hold::Within(Tolerance { by: ChangeBy::Difference, width: 3.into() });
    let case =
        Case::new("%", "50.0 52.8").survey(Sampling::Probability, 1_000).held_by(three).aim(1, "50%を維持");
    let said = case.tell(Lang::Ja, of);
    assert!(
        said.contains("のとおり維持しています。ただし、誤差の範囲では達成とも未達とも言えません"),
        "{said}"
    );
}
