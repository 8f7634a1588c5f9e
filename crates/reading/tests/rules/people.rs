//! Vocabularies in which people judge, each grade chosen once, and the words for the direction of the years to come.

use plan::check;
use plan::evaluation::Evaluation;
use plan::fiscal_year::FiscalYear;
use plan::rating::{RatingRule, Tone};
use plan::record::RecordId;

use crate::town::{Story, rules, town};

use Tone::{Missed, Nearly, Open, Reached, Slow};

/// Rule, and how each of its grades is shown, best first, those outside the scale last.
type Vocabulary = (&'static str, &'static [(&'static str, Tone)]);

const VOCABULARIES: [Vocabulary; 7] = [
    ("one-is-best", &[("1", Reached), ("2", Nearly), ("3", Nearly), ("4", Slow), ("5", Missed)]),
    ("five-is-best", &[("5", Reached), ("4", Nearly), ("3", Nearly), ("2", Slow), ("1", Missed)]),
    ("signs", &[("◎", Reached), ("○", Nearly), ("△", Slow), ("×", Missed)]),
    ("a-to-f", &[("A", Reached), ("B", Nearly), ("C", Nearly), ("D", Slow), ("E", Slow), ("F", Missed)]),
    ("a-to-e", &[("A", Reached), ("B", Nearly), ("C", Nearly), ("D", Slow), ("E", Missed)]),
    ("outlook", &[("達成済み", Reached), ("達成見込み", Nearly), ("達成困難", Missed), ("未定", Open)]),
    (
        "eight",
        &[
            ("S", Reached),
            ("A", Nearly),
            ("B", Slow),
            ("C", Missed),
            ("F", Open),
            ("X", Open),
            ("Y", Open),
            ("Z", Open),
        ],
    ),
];

const EVALUATIONS: &str = "対象ID,年度,評価種別,評価,判定,判定の理由,今後の方向性\n";

fn story(rules: &'static str, rule: &'static str) -> Story<'static> {
    Story { rules, rule, unit: "人", direction: "上向き", baseline: "" }
}

#[test]
fn every_grade_that_people_give_is_given_with_its_reason_and_shown_in_its_place() {
    for (rule, grades) in VOCABULARIES {
        for (mark, tone) in grades {
            let row = format!("i,2024,自己評価,評価,{mark},全校で行った,\n");
            let edition =
                story("people", rule).told_and(&[(2024, "10以上", "9")], &[EVALUATIONS, &row].concat());
            let id = RecordId::new("i");
            let judged = edition.judge(&id, edition.find(&id).unwrap(), FiscalYear::new(2024));
            assert_eq!((judged.grade, judged.value), (None, None), "{rule} {mark}: no figure decides it");
            let given = judged.by_person.unwrap();
            assert_eq!((given.grade.mark.as_str(), given.grade.tone()), (*mark, *tone), "{rule}");
            assert_eq!((given.reason.as_str(), given.computed), ("全校で行った", None));
            assert_eq!(found(&edition, "grade-unknown"), 0, "{rule} {mark}");
        }
    }
}

#[test]
fn the_best_grade_stands_first_whichever_number_it_is() {
    for (rule, grades) in VOCABULARIES {
        let edition = town(&rules("people"), &[]);
        let known: &RatingRule = edition.find(&RecordId::new(rule)).unwrap();
        let on_scale: Vec<_> = grades.iter().filter(|(_, tone)| *tone != Open).collect();
        let mut tones: Vec<Tone> =
            on_scale.iter().map(|(mark, _)| known.grade(mark).unwrap().tone()).collect();
        assert!(tones.is_sorted(), "{rule}: {tones:?}");
        assert_eq!((tones.remove(0), tones.pop()), (Reached, Some(Missed)), "{rule}");
        assert_eq!(known.grades().len(), on_scale.len(), "{rule}: every grade of the scale is looked at");
    }
}

#[test]
fn where_nobody_judged_there_is_no_grade_and_a_grade_without_reason_or_name_is_refused() {
    for (rule, grades) in VOCABULARIES {
        let told = story("people", rule).judged(&[(2024, "10以上", "12")]);
        assert_eq!((told.grade, told.by_person), (None, None), "{rule}");
        assert_eq!(told.unrated.unwrap().say().0, "人が判定する基準で、まだ判定がない");
        let edition = story("people", rule).told(&[(2024, "10以上", "12")]);
        for (mark, reason) in [(grades[0].0, ""), ("ん", "理由")] {
            let row = format!("{EVALUATIONS}i,2024,自己評価,評価,{mark},{reason},\n");
            let reading = reading::file::read(row.as_bytes(), &Default::default(), &edition).unwrap();
            assert_eq!(reading.problems.len(), 1, "{rule} {mark} {reason}");
        }
    }
}

/// 取りやめ, 未測定, 評価困難: beside rules that compute as well, always with a person's reason.
#[test]
fn a_computed_scale_has_grades_beside_it_that_only_people_give() {
    let text = rules("pace").replace(
        "[[rule]]\nid = \"reform\"",
        "off_scale = [{ words = \"未着手\" }, { words = \"中止\" }, { words = \"評価困難\" }]\n[[rule]]\nid = \"reform\"",
    );
    for mark in ["未着手", "中止", "評価困難"] {
        let row = format!("{EVALUATIONS}i,2024,自己評価,評価,{mark},制度が変わった,\n");
        let pace = Story { baseline: "40", ..story("pace", "pace") };
        let edition = pace.told_by(&text, &[(2024, "", "47.9"), (2025, "60以上", "")], &row);
        let id = RecordId::new("i");
        let judged = edition.judge(&id, edition.find(&id).unwrap(), FiscalYear::new(2024));
        let given = judged.by_person.unwrap();
        assert_eq!((given.grade.mark.as_str(), given.grade.tone()), (mark, Open));
        assert_eq!(given.computed.as_deref(), Some("③"), "what the rule says stays beside it");
    }
}

fn found(edition: &plan::edition::Edition, code: &str) -> usize {
    check::edition(edition, FiscalYear::new(2025)).iter().filter(|it| it.check.code == code).count()
}

/// 方向性 as cities list them.
const DIRECTIONS: [&[&str]; 4] = [
    &["拡充", "維持", "縮小", "改善", "統合", "廃止", "休止", "完了"],
    &["継続", "改善", "縮小", "拡大", "統合", "休廃止", "その他"],
    &["現状維持", "改革改善（縮小・統合含む）", "終了・廃止・休止"],
    &["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ"],
];

/// The direction that an evaluation keeps, and whether the check knows its word.
fn directed(list: &[&str], cell: &str) -> (String, usize) {
    let rule = format!("{}\n[municipality]\ndirections = {list:?}\n", rules("people"));
    let row = format!("{EVALUATIONS}i,2024,自己評価,評価,,,{cell}\n");
    let edition = story("people", "signs").told_by(&rule, &[(2024, "10以上", "9")], &row);
    let kept = edition.all::<Evaluation>().next().unwrap().1.direction.clone().unwrap();
    (kept, found(&edition, "direction-unknown"))
}

#[test]
fn every_list_of_directions_is_configuration_and_takes_its_own_words_only() {
    for list in DIRECTIONS {
        for word in list {
            assert_eq!(directed(list, word), ((*word).to_owned(), 0));
        }
        let other = DIRECTIONS.concat().into_iter().find(|it| !list.contains(it)).unwrap();
        assert_eq!(directed(list, other), (other.to_owned(), 1), "{list:?}");
    }
}

#[test]
fn of_words_with_boxes_the_ticked_one_is_the_direction() {
    for list in DIRECTIONS {
        for word in list {
            let boxes: String =
                list.iter().map(|it| format!("{}{it}　", if it == word { "■" } else { "□" })).collect();
            assert_eq!(directed(list, &boxes), ((*word).to_owned(), 0));
        }
    }
    // Nothing ticked, or two: what was written stays, and is told.
    for boxes in ["□拡充　□維持", "■拡充　■維持　□縮小"] {
        assert_eq!(directed(DIRECTIONS[0], boxes), (boxes.to_owned(), 1));
    }
}
