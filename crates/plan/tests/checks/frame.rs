//! The frame: what hangs where, who has it, and what it is paid with.

use plan::amount::{Amount, AmountKind, Share};
use plan::element::Element;
use plan::indicator::Indicator;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::{Body, Record};

use crate::town::{element, id, indicator, of_draft, of_edition, plan, year};

fn section() -> Record {
    Record::new(id("bosai"), Organisation::new("防災課"))
}

fn owned(name: &str) -> Record {
    let element = Element { organisations: vec![id("bosai")], ..Element::new(id("plan"), 0, name, name) };
    Record::new(id(name), element)
}

fn paid(element: &str, fiscal_year: i16, yen: i64) -> Record {
    let amount = Amount::new(id(element), year(fiscal_year), AmountKind::Settled, yen);
    Record::new(amount.id(), amount)
}

#[test]
fn below_the_top_an_element_hangs_on_another() {
    let tree = vec![plan(), element("a", 0, None), element("b", 1, Some("a")), element("c", 1, None)];
    let findings = of_edition("orphan-element", tree);
    assert_eq!(findings.iter().map(|it| it.record.as_str()).collect::<Vec<_>>(), ["c"]);
}

#[test]
fn an_element_has_a_section_where_the_others_have() {
    let of = |records: Vec<Record>| of_edition("no-organisation", records).len();
    assert_eq!(of(vec![plan(), section(), owned("a"), element("b", 0, None)]), 1);
    assert_eq!(of(vec![plan(), section(), owned("a"), element("b", 1, Some("a"))]), 0, "from above");
    assert_eq!(of(vec![plan(), element("a", 0, None), element("b", 0, None)]), 0, "a plan without any");
}

#[test]
fn an_indicator_belongs_to_an_element() {
    let of = |elements: Vec<&str>| {
        let elements = elements.into_iter().map(id).collect();
        let it = Record::new(id("i"), Indicator { elements, ..indicator("数", "件") });
        of_edition("indicator-without-element", [plan(), element("e", 0, None), it]).len()
    };
    assert_eq!((of(vec![]), of(vec!["e"])), (1, 0));
}

#[test]
fn money_is_missing_only_where_the_others_have_some() {
    let tree = || vec![plan(), element("a", 0, None), element("b", 0, None), element("c", 0, None)];
    let of =
        |amounts: Vec<Record>| of_edition("element-without-budget", tree().into_iter().chain(amounts)).len();
    assert_eq!(of(vec![paid("a", 2023, 1), paid("b", 2023, 1)]), 1);
    assert_eq!(of(vec![paid("a", 2023, 1)]), 0, "most have none");
    assert_eq!(of(vec![]), 0);
}

#[test]
fn money_of_the_whole_plan_beside_that_of_its_parts_is_asked_about() {
    let of = |amounts: Vec<Record>| {
        of_edition("budget-without-element", [plan(), element("a", 0, None)].into_iter().chain(amounts)).len()
    };
    assert_eq!(of(vec![paid("plan", 2023, 9), paid("a", 2023, 9)]), 1);
    assert_eq!(of(vec![paid("plan", 2023, 9), paid("a", 2022, 9)]), 0);
    assert_eq!(of(vec![paid("plan", 2023, 9)]), 0, "a department's money may be one sum");
}

#[test]
fn an_amount_lies_near_the_period_of_its_plan() {
    let of =
        |year| of_edition("amount-outside-plan", [plan(), element("a", 0, None), paid("a", year, 1)]).len();
    assert_eq!((of(2003), of(2019), of(2025), of(2032)), (1, 0, 0, 1));
}

#[test]
fn parts_do_not_cost_more_than_the_whole() {
    let tree = || vec![plan(), element("a", 0, None), element("b", 1, Some("a")), element("c", 1, Some("a"))];
    let of = |b, c| {
        let amounts = [paid("a", 2023, 100), paid("b", 2023, b), paid("c", 2023, c)];
        of_edition("children-above-parent", tree().into_iter().chain(amounts)).len()
    };
    assert_eq!((of(60, 40), of(60, 52), of(30, 10)), (0, 1, 0));
    let old = tree().into_iter().chain([paid("a", 2023, 100), paid("b", 2023, 60)]);
    let findings = of_draft("children-above-parent", old, [paid("c", 2023, 50)]);
    assert_eq!(findings.len(), 1, "the draft changes a part, and the whole is told");
}

#[test]
fn shares_make_a_whole_at_most_and_money_is_not_negative() {
    let shared = |parts: &[&str]| {
        let share = |part: &&str| Share { element: id("a"), part: part.parse().unwrap() };
        let shares = parts.iter().map(share).collect();
        let amount = Amount { shares, ..Amount::new(id("a"), year(2023), AmountKind::Settled, 9) };
        let records = [plan(), element("a", 0, None), Record::new(amount.id(), amount)];
        of_edition("shares-above-whole", records).len()
    };
    assert_eq!((shared(&["0.6", "0.4"]), shared(&["0.6", "0.5"]), shared(&["-0.1"])), (0, 1, 1));
    let of = |yen| of_edition("negative-amount", [plan(), element("a", 0, None), paid("a", 2023, yen)]).len();
    assert_eq!((of(-1), of(1)), (1, 0));
}

#[test]
fn a_way_up_that_is_a_circle_ends() {
    let mut a = element("a", 1, Some("b"));
    if let Body::Element(it) = &mut a.body {
        it.organisations = vec![];
    }
    let findings = of_edition("misshapen", [plan(), a, element("b", 1, Some("a"))]);
    assert_eq!(findings.len(), 2);
}

#[test]
fn what_hangs_together_is_told_before_a_decision() {
    let of = |code: &str, records: Vec<Record>| of_edition(code, records).len();
    assert_eq!(of("dangling", vec![element("a", 0, None)]), 1);
    assert_eq!(of("wrong-kind", vec![plan(), element("a", 0, None), element("b", 1, Some("plan"))]), 1);
    let hidden = Record { internal: true, ..plan() };
    assert_eq!(of("public-names-internal", vec![hidden, element("a", 0, None)]), 1);
    let misnamed = Record { id: id("other"), ..paid("a", 2023, 1) };
    assert_eq!(of("misnamed", vec![plan(), element("a", 0, None), misnamed]), 1);
    let backwards = match plan().body {
        Body::Plan(it) => Plan { last_year: Some(year(2020)), ..it },
        _ => unreachable!(),
    };
    assert_eq!(of("misshapen", vec![Record::new(id("plan"), backwards)]), 1);
}

#[test]
fn what_others_name_is_not_retired() {
    use crate::town::{TODAY, decided, empty, named, with};
    let town = with(&empty(), [plan(), element("a", 0, None)]);
    let after = decided(&town, vec![plan::draft::Proposal::retire(id("plan"))]);
    let findings = plan::check::draft(&town, &after, [&id("plan")], TODAY);
    assert_eq!(named("retired-in-use", findings).len(), 1);
}

fn rule(shape: &str) -> Record {
    let rule: plan::rating::RatingRule =
        serde_json::from_str(&format!(r#"{{"name": "判定", "shape": {shape}}}"#)).unwrap();
    Record::new(id("rule"), rule)
}

const STEPS: &str = r#""steps": [{"grade": {"mark": "A", "words": "達成"}, "from": {"at_least": "0.8"}},
    {"grade": {"mark": "B", "words": "未達成"}}]"#;

#[test]
fn rules_that_cannot_judge_are_told_before_a_decision() {
    let of = |code: &str, records: Vec<Record>| of_edition(code, records).len();
    let marks = |a: &str, b: &str| {
        let grade = |mark: &str| format!(r#"{{"mark": "{mark}", "words": "言葉"}}"#);
        rule(&format!(r#"{{"meets_target": {{"met": {}, "missed": {}}}}}"#, grade(a), grade(b)))
    };
    assert_eq!(of("contradictory-rule", vec![marks("A", "A")]), 1);
    assert_eq!(of("contradictory-rule", vec![marks("A", "B")]), 0);
    let shares = rule(&format!(r#"{{"scale": {{"measure": {{"share_reached": {{}}}}, {STEPS}}}}}"#));
    let judged = Record::new(id("i"), Indicator { rule: Some(id("rule")), ..indicator("数", "件") });
    assert_eq!(of("rule-of-others", vec![plan(), element("e", 0, None), judged.clone(), shares]), 1);
    assert_eq!(of("rule-of-others", vec![plan(), element("e", 0, None), judged, marks("A", "B")]), 0);
    let points = r#"{"points": {"points": [{"mark": "E", "points": "5"}]}}"#;
    let points = rule(&format!(r#"{{"scale": {{"measure": {points}, {STEPS}}}}}"#));
    assert_eq!(of("unknown-mark", vec![points]), 1);
}
