//! The self-check looks: good files keep every rule that applies, and each bad file breaks the rule that it breaks.

use plan::actual::{Actual, Figure, Status};
use plan::fiscal_year::FiscalYear;
use plan::record::{Record, RecordId};
use writing::bundle;
use writing::self_check::{Answer, Published, Verdict, check};

use super::town::{decided, framework, indicator};

fn good() -> Vec<bundle::File> {
    let mut records = framework();
    records.push(Record::new(RecordId::new("area"), indicator("一人当たり公園面積", "人")));
    let actual = Actual {
        indicator: RecordId::new("area"),
        fiscal_year: FiscalYear::new(2023),
        figure: Figure::Value("3.10".parse().unwrap()),
        status: Status::Final,
        sample: None,
        explanation: Some("新しい公園が開いた。".to_owned()),
    };
    records.push(Record::new(actual.id(), actual));
    bundle::files(&decided(records)).unwrap()
}

/// The answer to one rule when figures.csv is changed in this way.
fn asked(rule: &str, change: impl Fn(&str) -> String) -> Answer {
    let files = good();
    let figures = files.iter().find(|it| it.table.name == "figures").unwrap();
    let codes = files.iter().find(|it| it.table.name == "codes").unwrap();
    let bad = change(std::str::from_utf8(&figures.for_programs.csv).unwrap()).into_bytes();
    let published = [
        Published { name: "figures.csv", bytes: &bad, description: &figures.for_programs.description },
        Published {
            name: "codes.csv",
            bytes: &codes.for_programs.csv,
            description: &codes.for_programs.description,
        },
    ];
    check(&published).into_iter().find(|it| it.rule == rule).unwrap()
}

#[test]
fn there_are_thirty_rules_and_good_files_keep_all_that_apply() {
    let answers = bundle::checked(&good());

    let ids: Vec<&str> = answers.iter().map(|it| it.rule).collect();
    let levels = [("L1", 15), ("L2", 6), ("L3", 9)];
    let expected: Vec<String> = levels
        .iter()
        .flat_map(|(level, last)| (1..=*last).map(move |it| format!("{level}-{it:02}")))
        .collect();
    assert_eq!(ids, expected);
    for answer in &answers {
        match &answer.verdict {
            Verdict::Kept(looked) => assert!(*looked > 0),
            Verdict::DoesNotApply => {
                assert!(["L1-10", "L1-11", "L1-12", "L1-13"].contains(&answer.rule), "{}", answer.rule);
            }
            Verdict::Broken(places) => panic!("{}: {places:?}", answer.rule),
        }
    }
}

#[test]
fn every_rule_finds_the_file_that_breaks_it() {
    type Change = fn(&str) -> String;
    let broken: &[(&str, Change)] = &[
        ("L1-01", |it| it.replace("3.10", "\0")),
        ("L1-02", |it| format!("{it},,,\r\n")),
        ("L1-03", |it| format!("{it}{}", it.lines().next().unwrap())),
        ("L1-04", |it| format!("{it}注：速報値{}\r\n", ",".repeat(29))),
        ("L1-05", |it| it.replace("municipality_name", "")),
        ("L1-06", |it| it.replace("若葉市", "若　葉　市")),
        ("L1-06", |it| it.replace("若葉市", " 若葉市")),
        ("L1-07", |it| it.replace(",basic,", ",basic;other,")),
        ("L1-08", |it| it.replace("新しい公園", "㈱公園")),
        ("L1-09", |it| it.replace(",3.10,", ",,")),
        ("L1-09", |it| it.replace(",A,", ",M,")),
        ("L1-14", |it| it.replace("新しい公園が開いた。", "\"新しい公園が\r\n開いた。\"")),
        ("L1-15", |it| it.replace("新しい公園", "新しい,公園")),
        ("L1-15", |it| it.replace("新しい公園", "新しい\"公園\"")),
        ("L2-01", |it| it.replace(",3.10,", ",3.10㎡,")),
        ("L2-01", |it| it.replace(",3.10,", ",\"1,234\",")),
        ("L2-02", |it| it.replace("新しい公園が開いた。", "同上")),
        ("L2-02", |it| it.replace(",若葉市,", ",,")),
        ("L2-03", |it| it.replace("municipality_name", "id")),
        ("L2-04", |it| it.replace(",outcome,", ",result,")),
        ("L2-05", |it| it.replace(",outcome,", ",その他（面積）,")),
        ("L2-06", |it| it.replace("新しい公園", "=SUM(A1)")),
        ("L3-01", |it| it.replace("municipality_name", "town")),
        ("L3-02", |it| it.replace(",outcome,", ",unheard_of,")),
        ("L3-03", |it| it.replace("新しい公園が開いた。", "―")),
        ("L3-04", |it| it.replace(",人,", ",,")),
        ("L3-05", |it| it.replace("2024-06-10", "2024/6/10")),
        ("L3-05", |it| it.replace(",2023,", ",2022,")),
        ("L3-06", |it| it.replace("990019,", "990018,")),
        ("L3-07", |it| it.replace("municipality_name", "令和5年度")),
        ("L3-09", |it| it.replace("municipality_name", "value_2023")),
    ];
    for (rule, change) in broken {
        let answer = asked(rule, change);
        assert!(matches!(answer.verdict, Verdict::Broken(_)), "{rule}: {answer:?}");
    }
    for rule in broken.iter().map(|(rule, _)| *rule) {
        let untouched = asked(rule, str::to_owned);
        assert!(matches!(untouched.verdict, Verdict::Kept(_)), "{rule}: {untouched:?}");
    }
}

#[test]
fn a_broken_rule_says_where() {
    let answer = asked("L2-01", |it| it.replace(",3.10,", ",3.10㎡,"));

    let Verdict::Broken(places) = answer.verdict else { panic!("not found") };
    assert_eq!(places.len(), 1);
    assert_eq!((places[0].file.as_str(), places[0].line), ("figures.csv", Some(2)));
    assert_eq!(places[0].column.as_deref(), Some("value"));
    assert_eq!(places[0].found, "3.10㎡");
}

#[test]
fn a_workbook_and_a_file_without_description_are_not_passed_unseen() {
    let workbook = [Published { name: "figures.xlsx", bytes: b"PK\x03\x04\xff", description: b"" }];
    for rule in ["L1-01", "L1-10", "L1-12", "L3-07", "L3-08"] {
        let answer = check(&workbook).into_iter().find(|it| it.rule == rule).unwrap();
        assert!(matches!(answer.verdict, Verdict::Broken(_)), "{rule}: {answer:?}");
    }
}
