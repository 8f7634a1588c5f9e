//! 票から起案へ: what single entries come to.

use plan::actual::Actual;
use plan::amount::Amount;
use plan::decision::Change;
use plan::element::{Element, Meaning};
use plan::evaluation::{Evaluation, Verdict};
use plan::form::{About, Form};
use plan::record::RecordId;
use plan::remark::{Remark, Response, ResponseStatus, Speaker};
use plan::sheet::entry::Entries;
use plan::sheet::layout::layout;
use plan::sheet::proposals::{Compiled, proposals};
use plan::target::Target;

use crate::town::{decide, field, form, id, town, typed};

pub(crate) fn compiled(pairs: &[(&str, &str)]) -> Compiled {
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

pub(crate) fn problem_fields(pairs: &[(&str, &str)]) -> Vec<String> {
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
    let elsewhere = compiled(&[("x-9#title", "よその欄"), ("p#gone", "計画ごと")]);
    assert_eq!((elsewhere.problems.len(), elsewhere.outside.len()), (0, 2), "told, and no hindrance");
}

#[test]
fn a_decided_target_is_changed_with_its_reason_only() {
    let words = "i-walk/target/2025#words";
    assert_eq!(problem_fields(&[(words, "50％以上")]), ["i-walk/target/2025#reason"]);
    assert_eq!(problem_fields(&[(words, "４８％以上")]), Vec::<String>::new(), "the same in other digits");
    let mut silent = form();
    for part in &mut silent.parts {
        part.fields.retain(|it| it.asks != plan::form::Asks::RevisionReason { year: 0 });
    }
    let it = proposals(&town(), &silent, &id("o"), &typed(&[(words, "50％以上")]));
    assert_eq!(it.problems[0].field, field(words), "a form without a place for the reason");
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
