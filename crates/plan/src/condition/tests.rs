use super::*;

#[test]
fn placeholder() {
    let target = Condition::parse("48％以上", None).unwrap();
    assert_eq!(target.condition, Condition::AtLeast(48.into()));
}
