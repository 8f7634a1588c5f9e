//! What `docs/formats/rules.md` shows is what is read.

use plan::municipality::Municipality;
use plan::rating::{Formula, RatingRule};

use crate::town::town;

fn page() -> String {
    std::fs::read_to_string(format!("{}/../../docs/formats/rules.md", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn every_example_of_the_page_is_read_and_holds_together() {
    let page = page();
    let blocks: Vec<&str> =
        page.split("```toml\n").skip(1).map(|it| it.split("```").next().unwrap()).collect();
    let mut rules = 0;
    for block in blocks {
        let edition = town(block, &[]);
        rules += edition.all::<RatingRule>().count();
        assert!(edition.all::<RatingRule>().all(|(_, it)| it.contradictions().is_empty()));
    }
    assert_eq!(rules, page.matches("[[rule]]").count());
    let first = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let edition = town(first, &[]);
    let profile: &Municipality = edition.profile().unwrap();
    assert_eq!((profile.rule.as_ref().unwrap().as_str(), profile.directions.len()), ("rate-abcd", 5));
}

#[test]
fn every_formula_is_on_the_page_with_the_directions_that_it_fits() {
    use plan::indicator::Direction::{Down, Hold, Up, Within};
    let page = page();
    for formula in Formula::ALL {
        let names = [(Up, "up"), (Down, "down"), (Hold, "hold"), (Within, "within")];
        let fits: Vec<_> = names.into_iter().filter(|(it, _)| formula.fits(*it)).map(|it| it.1).collect();
        let fits = if fits.len() == 4 { "all".to_owned() } else { fits.join(", ") };
        let row = page.lines().find(|it| it.starts_with(&format!("| `{}` |", formula.as_str()))).unwrap();
        assert!(row.ends_with(&format!("| {fits} |")), "{row}: {fits}");
    }
}
