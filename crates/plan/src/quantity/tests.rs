use super::*;

#[test]
fn placeholder() {
    assert_eq!(Quantity::parse("29（4）", None).unwrap().part, Some(4.into()));
}
