use super::*;

#[test]
fn placeholder() {
    assert_eq!(PartialDate::parse("H28.3").unwrap().to_string(), "2016-03");
}
