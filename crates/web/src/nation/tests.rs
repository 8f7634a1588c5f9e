//! The search over all municipalities against reading every name one by one.

use plan::digest::{Digest, Name, Named};
use plan::municipality::{Former, MunicipalityCode};
use plan::prefecture::Prefecture;
use plan::record::RecordId;
use plan::tally::Tally;
use proptest::prelude::*;

use super::*;
use crate::search::fold;

fn digest(five: u32, name: &str, publication: u64, names: &[&str]) -> Digest {
    let named = |(index, text): (usize, &&str)| Name {
        of: Named::ALL[index % 4],
        id: RecordId::new(format!("n{index}")),
        text: (*text).to_owned(),
        measure: None,
    };
    Digest {
        municipality: MunicipalityCode::parse(&format!("{five:05}")).unwrap(),
        name: name.to_owned(),
        former: vec![],
        notice: None,
        publication,
        decision: plan::decision::DecisionNumber(1),
        published_on: jiff::civil::date(2024, 6, 10),
        label: "確定".to_owned(),
        year: None,
        tally: Tally::default(),
        pages: names.len(),
        names: names.iter().enumerate().map(named).collect(),
        unlisted: 0,
    }
}

fn nation(digests: Vec<Digest>) -> Towns {
    let nation = Nation::default();
    nation.put(digests);
    nation.towns()
}

/// Municipalities found and their names, as text: 「*堺市」 where the municipality itself is meant.
fn told(towns: &Towns, asked: &str) -> Vec<String> {
    let found = find(towns, &Question::of(asked), None, None);
    let one = |it: &TownHits<'_>| {
        let names: Vec<&str> =
            it.names.iter().map(|index| it.town.name(*index).unwrap().text.as_str()).collect();
        format!("{}{} {}", if it.whole { "*" } else { "" }, it.town.digest.name, names.join("/"))
            .trim()
            .to_owned()
    };
    found.iter().map(one).collect()
}

#[test]
fn names_codes_and_prefectures_lead_to_the_municipality() {
    let mut merged = digest(13_101, "新青葉区", 1, &["青葉区の公園"]);
    let former = MunicipalityCode::parse("13999").unwrap();
    merged.former = vec![Former { code: former.clone(), name: "旧谷中町".to_owned() }];
    let towns = nation(vec![merged, digest(27_140, "浜寺市", 1, &["谷中町との交流", "公園の数"])]);
    assert_eq!(told(&towns, "浜寺"), ["*浜寺市"]);
    assert_eq!(told(&towns, "27140"), ["*浜寺市"]);
    assert_eq!(told(&towns, towns.keys().nth(1).unwrap().as_str()), ["*浜寺市"]);
    assert_eq!(told(&towns, "谷中町"), ["*新青葉区", "浜寺市 谷中町との交流"]);
    assert_eq!(told(&towns, former.as_str()), ["*新青葉区"]);
    assert_eq!(told(&towns, "大阪 公園"), ["浜寺市 公園の数"]);
    assert_eq!(told(&towns, "osaka"), ["*浜寺市"]);
    assert_eq!(told(&towns, "2714"), Vec::<String>::new(), "a number is no part of a code");
    assert_eq!(told(&towns, " "), Vec::<String>::new());
}

#[test]
fn a_sort_of_names_and_a_prefecture_can_be_kept_to() {
    let towns =
        nation(vec![digest(13_101, "青葉区", 1, &["公園", "公園"]), digest(27_140, "浜寺市", 1, &["公園"])]);
    let count = |prefecture, of| {
        find(&towns, &Question::of("公園"), prefecture, of).iter().map(|it| it.names.len()).sum::<usize>()
    };
    assert_eq!(count(None, None), 3);
    assert_eq!(count(None, Some(Named::Indicator)), 2);
    assert_eq!(count(Prefecture::parse("13"), Some(Named::Element)), 1);
    assert!(find(&towns, &Question::of("浜寺"), None, Some(Named::Plan)).is_empty());
}

#[test]
fn who_publishes_again_is_found_by_the_new_names_and_who_comes_late_changes_nothing() {
    let nation = Nation::default();
    nation.put([digest(13_101, "青葉区", 2, &["図書館"])]);
    let stamp = nation.stamp();
    nation.put([digest(13_101, "青葉区", 1, &["公民館"])]);
    assert_eq!(told(&nation.towns(), "図書館"), ["青葉区 図書館"]);
    nation.put([digest(13_101, "青葉区", 3, &["博物館"])]);
    assert_eq!(told(&nation.towns(), "図書館"), Vec::<String>::new());
    assert_eq!(told(&nation.towns(), "博物館"), ["青葉区 博物館"]);
    assert!(nation.stamp() > stamp, "pages kept before are stale");
}

proptest! {
    #[test]
    fn nothing_is_found_that_does_not_stand_there_and_nothing_that_stands_there_is_missed(
        names in prop::collection::vec(prop::collection::vec("[あいアイ公園市 ａA１]{0,6}", 0..8), 1..6),
        asked in "[あいアイ公園市 a1]{1,5}",
    ) {
        let digests = names.iter().zip(20_201..).map(|(names, five)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            digest(five, "Ｘ", 1, &names)
        });
        let towns = nation(digests.collect());
        let question = Question::of(&asked);
        let found: Vec<(String, Vec<u32>)> = find(&towns, &question, None, None)
            .into_iter().map(|it| (it.town.code().to_string(), it.names)).collect();
        let stands = |name: &str| question.words().iter().all(|it| fold(name).contains(&it.text));
        let read = towns.values().map(|town| {
            let names = town.digest.names.iter().zip(0..).filter(|(it, _)| stands(&it.text)).map(|(_, index)| index);
            (town.code().to_string(), names.collect::<Vec<u32>>())
        });
        let read: Vec<_> = read.filter(|(_, names)| !names.is_empty() && !question.is_empty()).collect();
        prop_assert_eq!(found, read);
    }

    #[test]
    fn any_question_is_answered(asked in ".{0,40}") {
        let towns = nation(vec![digest(13_101, "青葉区", 1, &["公園", "", "図書館 の 数"])]);
        find(&towns, &Question::of(&asked), None, None);
    }
}
