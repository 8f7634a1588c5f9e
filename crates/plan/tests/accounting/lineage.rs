//! 沿革: an organisation keeps its story through new names and through what was joined to it.

use jiff::civil::{Date, date};
use plan::lineage::Happened;
use plan::organisation::{Ended, Name, Organisation};
use plan::record::Record;

use super::town::{self, element, id, plan, target};

fn organisation(names: &[(&str, Option<Date>)], ended: Option<(Date, &str)>) -> Organisation {
    let names = names.iter().map(|(text, since)| Name { text: (*text).to_owned(), since: *since }).collect();
    let ended = ended.map(|(on, into)| Ended { on, into: vec![id(into)] });
    Organisation { parent: None, stood: vec![], names, founded: Some(date(2016, 4, 1)), ended, order: 0 }
}

#[test]
fn new_names_and_joined_sections_stand_in_one_story() {
    let town = town::town(vec![
        Record::new(id("a"), organisation(&[("協働課", None), ("協働推進課", Some(date(2024, 4, 1)))], None)),
        Record::new(id("b"), organisation(&[("国際交流課", None)], Some((date(2023, 4, 1), "a")))),
        plan("p", 2021, 2025),
        element("p/1"),
        Record::new(id("i"), town::indicator("件数", "件", &["p/1"])),
        target("i", 2021, 1),
        target("i", 2023, 1),
    ]);
    let (kept, gone) =
        (town.find::<Organisation>(&id("a")).unwrap(), town.find::<Organisation>(&id("b")).unwrap());

    let kept_story: Vec<_> = town.lineage(&id("a"), kept).into_iter().map(|it| it.what).collect();
    let gone_story: Vec<_> = town.lineage(&id("b"), gone).into_iter().map(|it| it.what).collect();

    assert_eq!(
        kept_story,
        [
            Happened::Founded("協働課"),
            Happened::Joined(&id("b"), gone),
            Happened::Renamed { before: "協働課", after: "協働推進課" },
        ]
    );
    assert_eq!(
        gone_story,
        [Happened::Founded("国際交流課"), Happened::Ended, Happened::Passed(&id("a"), kept)]
    );
    let years = |it| {
        town.years_of_organisation(it)
            .into_iter()
            .map(plan::fiscal_year::FiscalYear::year)
            .collect::<Vec<_>>()
    };
    assert_eq!((years(kept), years(gone)), (vec![2021, 2023], vec![2021]));
}
