//! 組織改正: organisations that are no more when the new year begins.

use jiff::civil::date;
use plan::element::Element;
use plan::opening::{Choices, Opening, Weight};
use plan::organisation::{Name, Organisation};
use plan::plan::Plan;
use plan::record::Record;

use crate::town::{
    NEXT, assert_sound, decided, element, ended, foreseen, id, opened, organisation, record, statement, told,
    town,
};

fn first_of_april() -> jiff::civil::Date {
    date(2027, 4, 1)
}

/// 国際交流課 with two issues, which ends and goes to these.
fn gone(into: &[&str]) -> Vec<Record> {
    vec![
        record("kokusai", ended("国際交流課", first_of_april(), into)),
        record("int26", statement("kokusai", "令和8年度 国際交流課の目標")),
        record("int26-1", element("int26", "1", "留学生を支える", &["kokusai"])),
        record("int26-2", element("int26", "2", "姉妹都市", &["sister"])),
        record("sister", Organisation { parent: Some(id("bunka")), ..organisation("姉妹都市係") }),
        record("bunka", organisation("文化課")),
        record("shimin", organisation("市民課")),
    ]
}

#[test]
fn what_took_the_work_over_takes_the_statement_over() {
    let edition = town(gone(&["shimin"]));
    let opening = foreseen(&edition);
    let look = told(&opening, Weight::Look);
    assert_eq!(
        look[0],
        "「国際交流課」から仕事を引き継ぐ「市民課」の計画名は、「令和9年度 市民課の目標」とします"
    );
    assert_eq!(
        look[1],
        "「国際交流課」の「令和8年度 国際交流課の目標」は、仕事を引き継いだ「市民課」の運営方針として引き継ぎます"
    );
    assert_eq!(look[2], "「1 留学生を支える」の担当組織「国際交流課」は、「市民課」になります");
    let after = decided(&edition, opening.proposals);
    let plan: &Plan = after.find(&id("int27")).unwrap();
    assert_eq!(plan.organisation, Some(id("shimin")));
    assert_eq!(after.find::<Element>(&id("int27-1")).unwrap().organisations, [id("shimin")]);
    assert!(opening.left.is_empty());
    assert_sound(&after);
}

#[test]
fn where_the_heir_has_a_statement_of_its_own_the_elements_join_it() {
    let own = [
        record("goal26", statement("shimin", "令和8年度 市民課の目標")),
        record("goal26-1", Element { order: 5, ..element("goal26", "1", "窓口", &["shimin"]) }),
    ];
    let edition = town(gone(&["shimin"]).into_iter().chain(own));
    let opening = foreseen(&edition);
    let sentence = told(&opening, Weight::Look).into_iter().find(|it| it.contains("加えます")).unwrap();
    assert!(sentence.starts_with(
        "「国際交流課」の「令和8年度 国際交流課の目標」の要素2件は、「市民課」の運営方針に加えます"
    ));
    let after = decided(&edition, opening.proposals);
    let order: Vec<&str> = after.top(&id("goal27")).map(|(_, it)| it.title.as_str()).collect();
    assert_eq!(order, ["窓口", "留学生を支える", "姉妹都市"]);
    assert!(after.find::<Plan>(&id("int27")).is_none());
    assert_eq!(opening.statements[0].elements, 3);
    let again = foreseen(&after);
    assert!(again.proposals.is_empty() && again.left.is_empty(), "{:?}", again.sentences);
}

#[test]
fn a_split_gives_each_element_to_the_one_that_has_its_section() {
    let edition = town(gone(&["shimin", "bunka"]));
    let opening = foreseen(&edition);
    assert_eq!(opening.left, [id("int26-1")], "its section went to both");
    let look = told(&opening, Weight::Look);
    let sentence = "「国際交流課」の仕事は複数の組織に分かれ、「1 留学生を支える」をどこが引き継ぐか分からないので、引き継ぎません。引き継ぐ組織の票で加えてください";
    assert!(look.contains(&sentence), "{look:?}");
    let begun = "「市民課」は「国際交流課」の仕事を分けて引き継いだ組織で、引き継ぐ要素が分からないので、要素のない運営方針を新しく始めます";
    assert!(look.contains(&begun), "{look:?}");
    let after = decided(&edition, opening.proposals);
    let titles = |organisation: &str| {
        let new = opening.statements.iter().find(|it| it.organisation == Some(id(organisation))).unwrap();
        after.top(&new.to).map(|(_, it)| it.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(opening.statements.len(), 2);
    assert_eq!(titles("bunka"), ["姉妹都市"]);
    assert_eq!(titles("shimin"), [""; 0], "it has a sheet to write on, without elements");
    assert_sound(&after);
    let again = foreseen(&after);
    assert!(again.proposals.is_empty(), "{:?}", again.sentences);
}

#[test]
fn a_part_of_a_split_that_belongs_to_who_writes_already_begins_no_sheet() {
    let below = record("soudan", Organisation { parent: Some(id("shimin")), ..organisation("相談係") });
    let own = record("goal26", statement("shimin", "令和8年度 市民課の目標"));
    let edition = town(gone(&["soudan", "bunka"]).into_iter().chain([below, own]));
    let opening = foreseen(&edition);
    let of: Vec<_> = opening.statements.iter().filter_map(|it| it.organisation.clone()).collect();
    assert_eq!(of, [id("shimin"), id("bunka")]);
    let told = told(&opening, Weight::Kept);
    let with = "「国際交流課」の仕事を分けて引き継いだ「相談係」は、「市民課」の運営方針に書くので、運営方針を別に作りません";
    assert!(told.contains(&with), "{told:?}");

    // Where nobody opens the sheet above, it has one of its own.
    let choices = Choices { organisations: Some([id("soudan"), id("bunka")].into()), ..Choices::default() };
    let alone = Opening::of(&edition, NEXT, &choices);
    let of = alone.statements.iter().filter(|it| !it.left_out).filter_map(|it| it.organisation.clone());
    assert_eq!(of.collect::<Vec<_>>(), [id("soudan"), id("bunka")]);
}

#[test]
fn a_statement_of_nothing_but_words_goes_to_the_only_heir_though_somebody_above_writes_too() {
    let gone = record("kokusai", ended("国際交流課", first_of_april(), &["shin"]));
    let heir = record("shin", Organisation { parent: Some(id("shimin")), ..organisation("国際課") });
    let words = record("int26", statement("kokusai", "令和8年度 国際交流課の目標"));
    let own = record("goal26", statement("shimin", "令和8年度 市民局の目標"));
    let opening = foreseen(&town([gone, heir, words, own, record("shimin", organisation("市民局"))]));
    let of: Vec<_> = opening.statements.iter().filter_map(|it| it.organisation.clone()).collect();
    assert_eq!(of, [id("shimin"), id("shin")]);
}

#[test]
fn what_has_no_heir_is_told_and_not_dropped_in_silence() {
    let opening = foreseen(&town(gone(&[])));
    assert_eq!(opening.left.len(), 2);
    assert_eq!(
        told(&opening, Weight::Look)[0],
        "「国際交流課」は令和9年度にはなく、仕事を引き継いだ組織の記録もないので、「令和8年度 国際交流課の目標」は引き継げません"
    );
    assert!(opening.statements.is_empty());
}

#[test]
fn several_reorganisations_are_followed_to_their_end() {
    let chain = [
        record("shimin", ended("市民課", first_of_april(), &["kurashi"])),
        record("kurashi", organisation("くらし課")),
    ];
    let records = gone(&["shimin"]).into_iter().filter(|it| it.id != id("shimin")).chain(chain);
    let edition = town(records);
    assert_eq!(foreseen(&edition).statements[0].organisation, Some(id("kurashi")));
}

#[test]
fn a_new_name_on_the_first_of_april_is_in_the_name_of_the_plan() {
    let names = vec![
        Name { text: "情報政策課".to_owned(), since: None },
        Name { text: "デジタル推進課".to_owned(), since: Some(first_of_april()) },
    ];
    let renamed = Organisation { names, ..organisation("") };
    let records =
        [record("joho", renamed), record("joho26", statement("joho", "令和8年度 情報政策課の目標"))];
    let after = opened(&town(records));
    assert_eq!(after.find::<Plan>(&id("joho27")).unwrap().name, "令和9年度 デジタル推進課の目標");
}

#[test]
fn an_heir_that_was_not_chosen_takes_nothing_over() {
    let choices = Choices { organisations: Some([id("bunka")].into()), ..Choices::default() };
    let opening = Opening::of(&town(gone(&["shimin"])), NEXT, &choices);
    assert!(opening.statements.iter().all(|it| it.left_out) && opening.left.is_empty());
    assert!(!opening.proposals.iter().any(|it| it.change.id().as_str().starts_with("int27")));
    assert_eq!(
        told(&opening, Weight::Kept),
        ["「令和8年度 国際交流課の目標」は、組織が選ばれていないので引き継ぎません"]
    );
}
