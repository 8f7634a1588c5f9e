use super::*;

#[test]
fn placeholder() {
    assert_eq!(yen("6千2百万円", None), Some(62_000_000));
}
