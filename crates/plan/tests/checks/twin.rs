//! Twins: said once, and of the one that came later.

use plan::element::Element;
use plan::record::Record;

use crate::town::{element, id, indicator, of_draft, of_edition, plan};

fn same(name: &str) -> Record {
    Record::new(id(name), indicator("相談 の件数", "件"))
}

#[test]
fn two_indicators_of_one_name_and_unit_are_one() {
    let one = || vec![plan(), element("e", 0, None), Record::new(id("i"), indicator("相談の件数", "件数"))];
    let twins = of_edition("same-indicator", one().into_iter().chain([same("j")]));
    assert_eq!(twins.iter().map(|it| it.record.as_str()).collect::<Vec<_>>(), ["j"], "said once");
    let drafted = of_draft("same-indicator", one(), [same("a")]);
    assert_eq!(drafted[0].record.as_str(), "a", "of the new one, whatever its id");
    let other = Record::new(id("j"), indicator("相談の件数", "人"));
    assert_eq!(of_edition("same-indicator", one().into_iter().chain([other])), []);
}

#[test]
fn two_elements_of_one_title_or_one_number_are_asked_about() {
    let named = |name: &str, number: &str, parent: &str, title: &str| {
        let element = Element::new(id("plan"), 1, number, title);
        Record::new(id(name), Element { parent: Some(id(parent)), ..element })
    };
    let of = |code: &str, a: Record, b: Record| {
        of_edition(code, [plan(), element("p", 0, None), element("q", 0, None), a, b]).len()
    };
    assert_eq!(of("same-element", named("a", "1", "p", "窓口"), named("b", "2", "p", "窓口")), 1);
    assert_eq!(of("same-element", named("a", "1", "p", "窓口"), named("b", "2", "q", "窓口")), 0, "再掲");
    assert_eq!(of("same-number", named("a", "1", "p", "窓口"), named("b", "1", "p", "訪問")), 1);
    assert_eq!(of("same-number", named("a", "1", "p", "窓口"), named("b", "1", "q", "訪問")), 0);
    assert_eq!(of("same-number", named("a", "1-2", "p", "窓口"), named("b", "1-2", "q", "訪問")), 1);
}
