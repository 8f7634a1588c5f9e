//! 票から起案へ: what single entries come to.

use plan::actual::{Actual, Figure};
use plan::amount::Amount;
use plan::decision::Change;
use plan::element::{Element, Meaning};
use plan::evaluation::{Evaluation, Verdict};
use plan::form::{About, Form};
use plan::indicator::Indicator;
use plan::record::{Body, Record, RecordId};
use plan::remark::{Remark, Response, ResponseStatus, Speaker};
use plan::sheet::entry::{Addition, Entries};
use plan::sheet::layout::layout;
use plan::sheet::proposals::{Compiled, proposals};
use plan::target::Target;

use crate::town::{decide, field, form, id, town, typed};

fn compiled(pairs: &[(&str, &str)]) -> Compiled {
    proposals(&town(), &form(), &id("o"), &typed(pairs))
}

fn put<T: plan::record::Recorded + Clone>(pairs: &[(&str, &str)]) -> T {
    let it = compiled(pairs);
    assert_eq!(it.problems, [], "{pairs:?}");
    let found = it.proposals.iter().find_map(|it| match &it.change {
        Change::Put(record) => T::of(&record.body).cloned(),
        Change::Retire(_) => None,
    });
    found.unwrap()
}

fn retired(it: &Compiled) -> Vec<RecordId> {
    let ids = it.proposals.iter().filter_map(|it| match &it.change {
        Change::Retire(id) => Some(id.clone()),
        Change::Put(_) => None,
    });
    ids.collect()
}

fn problem_fields(pairs: &[(&str, &str)]) -> Vec<String> {
    compiled(pairs).problems.iter().map(|it| it.field.to_string()).collect()
}

#[test]
fn only_the_touched_field_changes_and_its_words_are_kept() {
    let it: Actual = put(&[("i-walk/actual/2025#figure", "４８．２％")]);
    assert_eq!(it.value(), Some("48.2".parse().unwrap()));
    assert_eq!(it.explanation.as_deref(), Some("雨の日が多かったため"));
    let compiled = compiled(&[("i-walk/actual/2025#figure", "４８．２％")]);
    let written = compiled.proposals[0].written.as_ref().unwrap();
    assert_eq!(
        (written.text.as_str(), written.place.as_str()),
        ("４８．２％", "票：様式1（よく歩く人の割合）")
    );
}

#[test]
fn a_section_keeps_its_heading_and_a_blanked_one_is_gone() {
    let it: Element = put(&[("e-1#problem", "　人手は足りた。\r\n\r\n次は場所。 ")]);
    let section = it.sections.iter().find(|it| it.meaning == Meaning::Problem).unwrap();
    assert_eq!(
        (section.heading.as_str(), section.paragraphs.as_slice()),
        ("独自の見出し", &["人手は足りた。".to_owned(), "次は場所。".to_owned()][..])
    );
    let it: Element = put(&[("e-1#problem", " ")]);
    assert!(it.sections.iter().all(|it| it.meaning != Meaning::Problem) && it.sections.len() == 1);
}

#[test]
fn blanked_figures_targets_and_amounts_are_retired() {
    let it = compiled(&[
        ("i-walk/actual/2025#figure", ""),
        ("i-team/target/2025#words", ""),
        ("e-1/amount/2025/initial#yen", ""),
    ]);
    let mut ids = retired(&it);
    ids.sort();
    let expected = ["e-1/amount/2025/initial", "i-team/target/2025", "i-walk/actual/2025"].map(RecordId::new);
    assert_eq!((ids.as_slice(), it.problems.len()), (&expected[..], 0));
}

#[test]
fn what_belongs_to_nothing_is_a_problem_at_its_own_field() {
    assert_eq!(
        problem_fields(&[("i-team/actual/2025#explanation", "増えた")]),
        ["i-team/actual/2025#explanation"]
    );
    assert_eq!(problem_fields(&[("i-team/target/2026#reason", "")]), Vec::<String>::new());
    assert_eq!(problem_fields(&[("k-1/response#text", "広げました")]), ["k-1/response#status"]);
    assert_eq!(problem_fields(&[("e-1#title", "")]), ["e-1#title"]);
    assert_eq!(problem_fields(&[("x-9#title", "よその欄")]), ["x-9#title"]);
}

#[test]
fn a_decided_target_is_changed_with_its_reason_only() {
    let words = "i-walk/target/2025#words";
    assert_eq!(problem_fields(&[(words, "50％以上")]), ["i-walk/target/2025#reason"]);
    assert_eq!(problem_fields(&[(words, "４８％以上")]), Vec::<String>::new(), "the same in other digits");
    let it: Target = put(&[(words, "50％以上"), ("i-walk/target/2025#reason", "実績が上がったため")]);
    assert_eq!((it.words.as_str(), it.revision_reason.as_deref()), ("50％以上", Some("実績が上がったため")));
    let new: Target = put(&[("i-walk/target/2026#words", "50％以上")]);
    assert_eq!(new.revision_reason, None, "a year that had no target needs no reason");
}

#[test]
fn money_is_kept_in_whole_yen() {
    let it: Amount = put(&[("e-1/amount/2025/initial#yen", "74.5")]);
    assert_eq!(it.yen, 74_500_000);
    assert_eq!(compiled(&[("e-1/amount/2025/initial#yen", "7300万円")]).proposals, [], "the same amount");
}

#[test]
fn a_persons_grade_stands_beside_the_rules_as_the_sheet_itself_makes_it() {
    let grade = "i-walk/evaluation/self/2025#grade";
    let reason = "i-walk/evaluation/self/2025#grade_reason";
    assert_eq!(problem_fields(&[(grade, "A")]), [reason], "47.5 is below 48, so the rule says B");
    let it: Evaluation = put(&[(grade, "A"), (reason, "誤差の範囲のため")]);
    assert!(
        matches!(it.verdict(), Verdict::Overruled { computed, grade, .. } if computed == "B" && grade == "A")
    );
    let same: Evaluation = put(&[(grade, "A"), ("i-walk/actual/2025#figure", "48.5")]);
    assert!(
        matches!(same.verdict(), Verdict::ByRule { grade, .. } if grade == "A"),
        "by the figure of the same sheet"
    );
    assert_eq!(problem_fields(&[(reason, "理由だけ")]), [reason]);
    assert_eq!(problem_fields(&[(grade, "S")]), [grade]);
}

#[test]
fn a_grade_that_is_taken_back_leaves_the_words_and_the_rules_grade() {
    let grade = "i-walk/evaluation/self/2025#grade";
    let reason = "i-walk/evaluation/self/2025#grade_reason";
    let all = [(grade, "A"), (reason, "誤差"), ("i-walk/evaluation/self/2025#text", "よく歩いた。")];
    let edition = decide(&town(), compiled(&all).proposals).unwrap();
    let back = proposals(&edition, &form(), &id("o"), &typed(&[(grade, ""), (reason, "")]));
    assert_eq!(back.problems, []);
    let edition = decide(&edition, back.proposals).unwrap();
    let it = edition.find::<Evaluation>(&id("i-walk/evaluation/self/2025")).unwrap();
    assert!(matches!(it.verdict(), Verdict::ByRule { grade, .. } if grade == "B"));
    assert_eq!(it.text, ["よく歩いた。"]);
}

#[test]
fn an_opinion_is_a_remark_and_a_note_never_leaves_the_house() {
    let it: Remark = put(&[("e-1/opinion/2025#text", "数字が足りない。")]);
    assert_eq!((it.by, it.fiscal_year.year()), (Speaker::ExternalEvaluator, 2025));
    let note = compiled(&[("e-1/note/2025#text", "議会で聞かれる")]);
    let Change::Put(record) = &note.proposals[0].change else { panic!() };
    assert!(record.internal && record.id == id("e-1/note/2025"));
}

#[test]
fn an_answer_has_its_status_and_its_text() {
    let it: Response = put(&[("k-1/response#status", "対応済み"), ("k-1/response#text", "広げました。")]);
    assert_eq!((it.status, it.text.as_slice()), (ResponseStatus::Done, &["広げました。".to_owned()][..]));
}

/// The form with one kind of field internal.
fn with_internal(part: &str) -> Form {
    let mut form = form();
    for it in form.parts.iter_mut().flat_map(|it| &mut it.fields) {
        it.internal = it.asks.field(&id("s"), form.fiscal_year).part() == part;
    }
    form
}

#[test]
fn an_internal_field_makes_an_internal_record_and_never_hides_or_shows_what_it_must_not() {
    let of = |part: &str, pairs: &[(&str, &str)]| {
        proposals(&town(), &with_internal(part), &id("o"), &typed(pairs))
    };
    let money = of("yen", &[("e-2/amount/2025/initial#yen", "5")]);
    assert!(matches!(&money.proposals[0].change, Change::Put(it) if it.internal));
    let title = of("title", &[("e-1#title", "内緒")]);
    assert_eq!((title.proposals.len(), title.problems.len()), (0, 1), "an element is public as a whole");
    let beside =
        of("explanation", &[("i-walk/actual/2025#explanation", "内緒"), ("i-walk/actual/2025#figure", "49")]);
    assert_eq!(beside.problems[0].field, field("i-walk/actual/2025#explanation"));
    assert!(
        matches!(&beside.proposals[0].change, Change::Put(it) if !it.internal),
        "the figure stays public"
    );
}

fn add(about: About, under: &str) -> String {
    Addition { about, under: id(under) }.text()
}

#[test]
fn new_elements_and_indicators_come_with_the_sheet() {
    let (element, below, indicator) =
        (add(About::Element, "p"), add(About::Element, "e-new"), add(About::Indicator, "e-new"));
    let pairs = [
        ("e-new#new", element.as_str()),
        ("e-new#title", "空き家"),
        ("e-new#number", "3"),
        ("e-below#new", &below),
        ("e-below#title", "見回り"),
        ("i-new#new", &indicator),
        ("i-new#title", "空き家の数"),
        ("i-new#unit", "戸"),
        ("i-new/target/2025#words", "10戸以下"),
    ];
    let it = compiled(&pairs);
    assert_eq!(it.problems, []);
    let edition = decide(&town(), it.proposals).unwrap();
    let new = edition.find::<Element>(&id("e-new")).unwrap();
    assert_eq!((new.level, new.organisations.as_slice()), (0, &[id("o")][..]));
    assert_eq!(edition.find::<Element>(&id("e-below")).unwrap().level, 1);
    assert_eq!(edition.find::<Indicator>(&id("i-new")).unwrap().unit.as_str(), "戸");
    let again = proposals(&edition, &form(), &id("o"), &typed(&pairs));
    assert_eq!(
        (again.proposals.as_slice(), again.problems.as_slice()),
        (&[][..], &[][..]),
        "the same entries change nothing more"
    );
}

#[test]
fn what_is_new_needs_a_name_and_a_level_that_the_plan_has() {
    let element = add(About::Element, "p");
    assert_eq!(problem_fields(&[("e-new#new", &element)]), ["e-new#title"]);
    let deep = add(About::Element, "e-1-1");
    assert_eq!(problem_fields(&[("e-new#new", &deep), ("e-new#title", "深い")]), ["e-new#new"]);
    assert_eq!(
        problem_fields(&[("e-new#new", "element nowhere"), ("e-new#title", "迷子")]),
        ["e-new#new", "e-new#title"]
    );
    assert_eq!(
        problem_fields(&[("o#new", &element), ("o#title", "組織")]),
        ["o#new", "o#title"],
        "the id of something else"
    );
}

#[test]
fn what_ends_takes_with_it_what_only_makes_sense_with_it() {
    let it = compiled(&[("e-1#gone", "終えた"), ("i-walk/actual/2025#figure", "50")]);
    assert_eq!(it.problems, []);
    let edition = decide(&town(), it.proposals).unwrap();
    for gone in ["e-1", "e-1-1", "i-walk", "i-team", "i-walk/actual/2025", "k-1", "e-1/amount/2025/initial"] {
        assert!(edition.get(&id(gone)).is_none(), "{gone}");
    }
    assert!(edition.get(&id("e-2")).is_some());
}

#[test]
fn an_indicator_that_measures_something_else_too_only_leaves_the_sheet() {
    let mut shared = town().get(&id("i-walk")).unwrap().clone();
    let Body::Indicator(it) = &mut shared.body else { panic!() };
    it.elements.insert(0, id("e-far"));
    let far = Record::new(id("e-far"), Element::new(id("p-far"), 0, "1", "昨年の課題"));
    let plan = plan::plan::Plan {
        levels: vec!["課題".to_owned()],
        ..plan::plan::Plan::new(plan::plan::PlanKind::Other, "昨年", crate::town::year(2024), None)
    };
    let edition = crate::town::with(&town(), vec![Record::new(id("p-far"), plan), far, shared], &[]);
    let entries = typed(&[("i-walk#gone", "来年はやめる"), ("i-walk#title", "歩く人")]);
    let it = proposals(&edition, &form(), &id("o"), &entries);
    let edition = decide(&edition, it.proposals).unwrap();
    assert_eq!(edition.find::<Indicator>(&id("i-walk")).unwrap().elements, [id("e-far")]);
    assert!(
        edition
            .find::<Actual>(&id("i-walk/actual/2025"))
            .is_some_and(|it| matches!(it.figure, Figure::Value(_)))
    );
}

#[test]
fn what_others_decided_meanwhile_is_told() {
    let mut entries: Entries = typed(&[("e-1#title", "新しい名"), ("e-2#title", "別の名")]);
    for (name, seen) in [("e-1#title", "昔の名"), ("e-2#title", "にぎわい")] {
        let entry = entries.get_mut(&field(name)).unwrap();
        *entry = entry.clone().over(seen);
    }
    let it = proposals(&town(), &form(), &id("o"), &entries);
    assert_eq!(it.overtaken, [field("e-1#title")]);
}

#[test]
fn what_keeps_a_sheet_from_being_submitted_is_named_field_by_field() {
    let mut form = form();
    for it in form.parts.iter_mut().filter(|it| it.about == About::Indicator).flat_map(|it| &mut it.fields) {
        it.required = it.asks.field(&id("s"), form.fiscal_year).part() == "figure";
    }
    let entries = typed(&[("i-walk/actual/2025#figure", "約50")]);
    let sheet = layout(&town(), &form, &id("o"), &entries);
    let lacks = proposals(&town(), &form, &id("o"), &entries).lacks(&form, &sheet, &entries);
    assert_eq!(lacks.missing, [field("i-team/actual/2025#figure")]);
    assert_eq!(lacks.unread, [field("i-walk/actual/2025#figure")]);
    let ended = typed(&[("i-team#gone", "終えた")]);
    let sheet = layout(&town(), &form, &id("o"), &ended);
    assert_eq!(proposals(&town(), &form, &id("o"), &ended).lacks(&form, &sheet, &ended).missing, []);
}
