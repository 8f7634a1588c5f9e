//! Grades: those of the rule, those of people, and those that are all the same. And changes that are none.

use plan::actual::{Actual, Status};
use plan::decision::StaffId;
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::indicator::Indicator;
use plan::municipality::Municipality;
use plan::organisation::Organisation;
use plan::rating::{Grade, Judgement, RatingRule, RuleShape};

use plan::record::{Record, RecordId};
use plan::survey::{Sample, Sampling, SurveyDesign};

use crate::town::{
    actual, element, figure, fixes, id, indicator, ja, measured, of_edition, plan, target, year,
};

fn rule() -> RatingRule {
    let (met, missed) = (Grade::new("A", "達成"), Grade::new("B", "未達成"));
    RatingRule::new("A/B", RuleShape::MeetsTarget { met, missed })
}

/// 60%以上 was asked, and this came of it; the rule's verdict was taken when it was `then`.
fn judged(then: &str, now: &Actual, by_person: Option<&str>) -> Vec<Record> {
    let it = indicator("割合", "%");
    let asked = target(2023, "60%以上");
    let past = actual(2023, then);
    let promised = match &asked.body {
        plan::record::Body::Target(it) => it.clone(),
        _ => unreachable!(),
    };
    let judgement = rule().judge(&it, Some(&promised), Some(&past));
    let evaluation = Evaluation::new(id("i"), year(2023), EvaluationKind::OwnAssessment);
    let evaluation = evaluation.judged(id("rule"), &judgement);
    let evaluation = match by_person {
        Some(grade) => evaluation.overrule(grade, StaffId("企画課".to_owned()), "事情がある").unwrap(),
        None => evaluation,
    };
    let own = [
        Record::new(id("rule"), rule()),
        asked,
        Record::new(now.id(), now.clone()),
        Record::new(evaluation.id(), evaluation),
    ];
    measured(it).into_iter().chain(own).collect()
}

#[test]
fn a_recorded_grade_is_the_rules() {
    let _: Judgement = rule().judge(&indicator("割合", "%"), None, None);
    assert_eq!(of_edition("grade-off-rule", judged("62", &actual(2023, "62"), None)), []);
    let off = of_edition("grade-off-rule", judged("62", &actual(2023, "58"), None));
    assert_eq!(fixes(&off), [("A", "B")]);
    let corrected = Actual { status: Status::Corrected, ..actual(2023, "58") };
    assert_eq!(of_edition("grade-off-rule", judged("62", &corrected, None)), [], "the correction says why");
}

#[test]
fn a_person_chooses_among_the_grades_of_the_rule() {
    let of = |grade| of_edition("grade-unknown", judged("58", &actual(2023, "58"), Some(grade))).len();
    assert_eq!((of("A"), of("S")), (0, 1));
}

/// Eight elements of one department, with what was said of each of them.
fn department(words: impl Fn(usize) -> String, grade: Option<&str>) -> Vec<Record> {
    let organisation = Organisation::new("福祉部");
    let mut records = vec![plan(), Record::new(id("fukushi"), organisation), Record::new(id("rule"), rule())];
    for at in 0..8 {
        let name = format!("e{at}");
        let element =
            Element { organisations: vec![id("fukushi")], ..Element::new(id("plan"), 0, &*name, &*name) };
        records.push(Record::new(id(&name), element));
        let mut it = Evaluation::new(id(&name), year(2023), EvaluationKind::OwnAssessment);
        it.direction = Some(words(at));
        let it = match grade {
            Some(grade) => it.chosen(id("rule"), grade, StaffId("部".to_owned()), "総合判断").unwrap(),
            None => it,
        };
        records.push(Record::new(it.id(), it));
    }
    let it = Indicator { elements: vec![id("e0")], ..indicator("数", "件") };
    records.extend([Record::new(id("i"), it), figure(2023, "5"), target(2023, "5件以上")]);
    records
}

#[test]
fn a_department_that_says_the_same_of_everything_is_told() {
    let same = of_edition("same-direction-everywhere", department(|_| "現状維持".to_owned(), None));
    assert_eq!(ja(&same), ["令和5年度の今後の方向性が、8件すべて「現状維持」です"]);
    let varied = department(|at| if at == 0 { "拡充" } else { "現状維持" }.to_owned(), None);
    assert_eq!(of_edition("same-direction-everywhere", varied), []);
    assert_eq!(of_edition("same-grade-everywhere", department(|at| at.to_string(), Some("A"))).len(), 1);
    assert_eq!(of_edition("same-grade-everywhere", department(|at| at.to_string(), None)), []);
    assert_eq!(of_edition("same-direction-everywhere", vec![plan(), element("e", 0, None)]), []);
}

#[test]
fn a_direction_is_one_of_the_words_that_the_town_chose() {
    let of = |known: &[&str], said: &str| {
        let directions = known.iter().map(|it| (*it).to_owned()).collect();
        let town = Municipality { directions, ..Municipality::new("霞町") };
        let records = department(|_| said.to_owned(), None);
        let town = Record::new(RecordId::municipality(), town);
        of_edition("direction-unknown", records.into_iter().chain([town])).len()
    };
    assert_eq!(of(&["拡充", "維持", "縮小"], "見直し"), 8);
    assert_eq!(of(&["拡充", "維持", "縮小"], "維持"), 0);
    assert_eq!(of(&[], "見直し"), 0, "where there is no list, every word will do");
}

#[test]
fn a_difference_within_the_error_is_no_rise() {
    let survey = Some(SurveyDesign::new(Sampling::Probability));
    let answers = |year, value: &str, words: &str| {
        let sample = Some(Sample { sent: Some(2000), valid: 1167, counted: None });
        let explanation = Some(words.to_owned());
        let it = Actual { sample, explanation, ..actual(year, value) };
        Record::new(it.id(), it)
    };
    let of = |now: &str, words: &str| {
        let it = Indicator { survey: survey.clone(), ..indicator("備えの割合", "%") };
        let records = [answers(2022, "54.2", ""), answers(2023, now, words)];
        of_edition("noise-as-change", measured(it).into_iter().chain(records)).len()
    };
    assert_eq!(of("55.1", "前年度より0.9ポイント上昇した。"), 1);
    assert_eq!(of("55.1", "前年度より0.9ポイント高いが、誤差の範囲である。"), 0);
    assert_eq!(of("65.1", "前年度より10.9ポイント上昇した。"), 0, "that is a rise");
    assert_eq!(of("55.1", "単身世帯では前年度より8ポイント上がった。"), 0, "of a part nothing is known");
}
