//! The sample city through all its decisions: what the checks say of it, each with the reason why it is right to say so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use desk::checking;
use desk::importing::File;
use plan::actual::Actual;
use plan::check::Finding;
use plan::indicator::Indicator;
use plan::survey::{self, Certainty};
use reading::cover::Cover;

use super::{Office, noon};

/// What is found in the city at any of its decisions: check, record, and why it is no false alarm.
const TRUE_FINDINGS: &[(&str, &str, &str)] = &[
    ("lowered-after-result", "neighborhood-rate/target/2023", "an evaluator's remark says so too"),
    ("target-lowered", "neighborhood-rate/target/2024", "the same revision"),
    ("target-lowered", "neighborhood-rate/target/2025", "the same revision"),
    ("target-lowered", "afterschool-waiting/target/2024", "revised in mid-plan, with a reason"),
    ("target-lowered", "afterschool-waiting/target/2025", "the same revision"),
    ("target-lowered", "bus-riders/target/2024", "revised in mid-plan, with a reason"),
    ("target-lowered", "bus-riders/target/2025", "the same revision"),
    (
        "target-lowered",
        "bus-trips/target/2024",
        "a target to be held: fewer trips are to be held, with a reason",
    ),
    ("target-lowered", "bus-trips/target/2025", "the same revision"),
    ("eased-next-year", "bus-trips/target/2024", "312 trips, and the year after 284"),
    ("behind-baseline", "bus-trips/target/2025", "its baseline is 312 trips"),
    ("eased-next-year", "afterschool-waiting/target/2024", "60 or fewer, and the year after 100"),
    ("eased-next-year", "bus-riders/target/2024", "900,000, and the year after 820,000"),
    ("eased-next-year", "neighborhood-rate/target/2023", "56.5%, and the year after 51.5%"),
    ("eased-next-year", "neighborhood-rate/target/2024", "a target that falls by half a point a year"),
    ("eased-next-year", "neighborhood-rate/target/2025", "a target that falls by half a point a year"),
    ("behind-baseline", "neighborhood-rate/target/2025", "its baseline is 55.8%"),
    ("sample-called-residents", "kw-safe", "the ward's slip, which a resident points out and the ward mends"),
    ("missed-without-reason", "quake-checks/actual/2022", "226 of 240, and nobody wrote why"),
    ("missed-without-reason", "quake-checks/actual/2023", "241 of 250, and nobody wrote why"),
    (
        "output-by-name",
        "evacuation-plans",
        "an evaluator asks how many of the plans that were made are of use",
    ),
];

/// The folders of the sample, in the order of their decisions.
fn folders() -> Vec<PathBuf> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let all = fs::read_dir(sample).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = all.filter(|path| path.join("decision.toml").is_file()).collect();
    folders.sort();
    folders
}

fn key(finding: &Finding) -> (String, String) {
    (finding.check.code.to_owned(), finding.record.to_string())
}

/// Every survey figure of which nobody can say whether it reached its target, and which more answers would have told.
fn undecided(office: &Office) -> BTreeSet<String> {
    let edition = office.desk.edition(&office.town).unwrap();
    let all = edition.all::<Actual>().filter(|(_, actual)| {
        let indicator = edition.find::<Indicator>(&actual.indicator).unwrap();
        edition.target(&actual.indicator, actual.fiscal_year).is_some_and(|target| {
            let hold = edition.hold(indicator);
            let sure = survey::certainty(indicator, Some(target), actual, hold);
            matches!(sure, Certainty::WithinError(_))
                && survey::needed_answers(indicator, target, actual, hold)
                    .is_some_and(|it| Some(it) > actual.sample.map(|it| it.valid))
        })
    });
    all.map(|(id, _)| id.to_string()).collect()
}

#[test]
fn in_the_sample_the_checks_find_what_is_there_to_be_found_and_nothing_else() {
    let office = Office::new("990019", "目安市", noon("2021-03-31"));
    let (mut found, mut drafted) = (BTreeMap::new(), BTreeMap::new());
    for folder in folders() {
        let cover = Cover::parse(&fs::read_to_string(folder.join("decision.toml")).unwrap()).unwrap();
        let file = |name: &String| File { name: name.clone(), bytes: fs::read(folder.join(name)).unwrap() };
        let at = noon(&cover.decided_on.unwrap().last_day().unwrap().to_string());
        let (number, brought) = office.take(cover.files.iter().map(file).collect(), at);
        let whole = checking::edition(&office.desk, &office.town, Some(number), at).unwrap().findings;
        drafted.extend(brought.iter().map(|it| (key(it), it.ja.clone())));
        found.extend(whole.iter().map(|it| (key(it), it.ja.clone())));
    }
    let expected: BTreeSet<(String, String)> =
        TRUE_FINDINGS.iter().map(|(code, record, _)| ((*code).to_owned(), (*record).to_owned())).collect();
    let (surveys, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        found.into_iter().partition(|((code, _), _)| code == "needed-answers");
    let found = others;
    assert_eq!(surveys.keys().map(|(_, record)| record.clone()).collect::<BTreeSet<_>>(), undecided(&office));
    let unexpected: Vec<_> = found.iter().filter(|(key, _)| !expected.contains(*key)).collect();
    let gone: Vec<_> = expected.iter().filter(|key| !found.contains_key(*key)).collect();
    assert!(unexpected.is_empty(), "false alarms, or true findings to be listed: {unexpected:#?}");
    assert!(gone.is_empty(), "no longer found: {gone:?}");
    let is_known = |key: &&(String, String)| found.contains_key(*key) || surveys.contains_key(*key);
    let told_twice: Vec<_> = drafted.keys().filter(|key| !is_known(key)).collect();
    assert!(told_twice.is_empty(), "a draft is told what its edition is not: {told_twice:?}");
}
