//! Published documents, where the shared folder is at hand; without it, this says so and passes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use desk::importing::File;
use plan::check::Finding;
use plan::indicator::Indicator;

use super::{Office, noon};

fn shared() -> PathBuf {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("MEYASU_SHARED").map_or_else(beside, PathBuf::from)
}

/// Not `eprintln!`: that would be kept back, for the test passes.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// An office that took one published document in.
fn given(name: &str, code: &str, town: &str, day: &str) -> Option<(Office, Vec<Finding>)> {
    let Ok(bytes) = fs::read(shared().join("corpus").join(name)) else {
        say("skipped: shared/corpus not found");
        return None;
    };
    let office = Office::new(code, town, noon(day));
    let (_, findings) = office.take(vec![File { name: name.to_owned(), bytes }], noon(day));
    Some((office, findings))
}

/// How often each check spoke.
fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for it in findings {
        *counts.entry(it.check.code).or_default() += 1;
    }
    counts
}

#[test]
fn a_wards_sheet_names_nine_surveys_and_calls_three_of_them_residents() {
    let day = "2023-04-01";
    let Some((office, drafted)) = given("003_85d13a30590d871c.txt", "271063", "大阪市", day) else {
        return;
    };

    let edition = office.desk.edition(&office.town).unwrap();
    let indicators: Vec<&Indicator> = edition.all::<Indicator>().map(|(_, it)| it).collect();
    let surveys = indicators.iter().filter(|it| it.survey.is_some()).count();
    assert_eq!((indicators.len(), surveys), (11, 9));

    let findings = office.findings(noon(day));
    say(&format!("the ward's sheet: {:?}", counts(&findings)));
    assert_eq!(findings, drafted, "the draft was told all of it");
    assert_eq!(counts(&findings), BTreeMap::from([("respondents-called-residents", 3)]));
    for finding in &findings {
        let fix = finding.fix.as_ref().unwrap();
        assert_eq!((fix.from.as_str(), fix.to.as_str()), ("区民の割合", "区民アンケート回答者の割合"));
    }
}

#[test]
fn a_citys_page_of_goals_in_words_raises_no_false_alarm() {
    let day = "2024-10-10";
    let Some((office, drafted)) = given("000_47bc85bf06a5a2cc.txt", "131148", "中野区", day) else {
        return;
    };
    let findings = office.findings(noon(day));
    say(&format!("the city's page: {:?}", counts(&findings)));
    assert_eq!((findings, drafted), (vec![], vec![]));
}
