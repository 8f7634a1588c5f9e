use super::*;

#[test]
fn placeholder() {
    assert_eq!(parse("1万2600").unwrap().to_string(), "12600");
}
