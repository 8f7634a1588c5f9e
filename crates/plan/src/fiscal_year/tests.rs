use super::*;

#[test]
fn placeholder() {
    assert_eq!(FiscalYear::parse("R5", None), Some(FiscalYear::new(2023)));
}
