//! What is to be held where only the rule says what that means.

use plan::rating::{ChangeBy, Hold, Tolerance};
use plan::survey::Sampling;

use super::super::of;
use super::made::Case;
use crate::lang::Lang;

#[test]
fn what_the_rule_calls_held_or_not_says_on_which_side_it_lies() {
    let trips = |figures, hold| Case::new("便", figures).held_by(hold).aim(1, "284便");
    let within = |width: i64| Hold::Within(Tolerance { by: ChangeBy::Difference, width: width.into() });
    let said = |figures, hold| {
        let sentence = trips(figures, hold).tell(Lang::Ja, of);
        sentence[sentence.find("目標").unwrap()..].to_owned()
    };
    assert_eq!(said("284 290", Hold::AtMost), "目標（284便）を6便上回りました。");
    assert_eq!(said("284 290", within(3)), "目標（284便）を6便上回りました。");
    assert_eq!(said("284 280", within(3)), "目標（284便）を4便下回りました。");
    assert_eq!(said("284 280", Hold::AtLeast), "目標（284便）を4便下回りました。");
    assert_eq!(said("284 290", Hold::AtLeast), "目標（284便）のとおり維持しています。");
    assert_eq!(said("284 282", within(3)), "目標（284便）のとおり維持しています。");
}

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
