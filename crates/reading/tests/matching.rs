//! Documents of several years meet what is known: series continue, moved targets move, silence changes nothing.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Arc;

use jiff::Timestamp;
use plan::amount::AmountKind;
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, IndicatorKind};
use plan::link::LinkKind;
use plan::municipality::MunicipalityCode;
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::RecordId;
use plan::unit::Unit;
use reading::document::Document;
use reading::file::{self, Reading};
use reading::text::Hint;

const RULE: &str = "判定基準ID,判定基準名,形,達成の評語,達成の言葉,未達成の評語,未達成の言葉\nab,A/B,目標達成,A,達成,B,未達成\n";

const FIFTH: &str = "令和5年度 若葉区運営方針\n\n(所属長 : 見本 太郎)\n\n目標\tだれもが声をかけ合える若葉区\n\n経営課題1-(1) つながりづくり\n\t3決算額\t12百万円\t4予算額\t13百万円\t5予算額\t14百万円\n課題認識\t・担い手が足りない。\n主な戦略\t・一日だけの参加をすすめる。\nアウトカム 指標\tとなりの人と話すと感じる区民の割合：50%以上\n\t集いの場の数：8か所以上\n";

/// The same statement with its results, and nothing said about what is known.
const FIFTH_WITH_RESULTS: &str = "令和5年度 若葉区運営方針\n\n経営課題1-(1) つながりづくり\nアウトカム 指標\tとなりの人と話すと感じる区民の割合：50%以上\n\t集いの場の数：8か所以上\nアウトカム 指標の達成状況\t5年度実績と達成状況 ※A：達成 B：未達成\t前年度実績\n\t47.5％：B\t46.1％\n\t9か所：A\t8か所\n\n自己評価\t場は増えたが、会話は増えなかった。\n\n今後の方針\t場のあり方を変える。\n";

const SIXTH: &str = "令和6年度 若葉区運営方針\n\n経営課題1-(1) つながりづくり\n\t4決算額\t13百万円\t5予算額\t14百万円\t6予算額\t15百万円\n課題認識\t・場は足りている。\nアウトカム 指標\tとなりの人と話すと感じる区民アンケート回答者の割合：52%以上\n\t集いの場の数：10か所以上\n";

fn town() -> Edition {
    let edition = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    decided(&edition, &read(RULE, &edition))
}

fn read(text: &str, edition: &Edition) -> Reading {
    file::read(text.as_bytes(), &Hint::default(), edition).unwrap()
}

fn decided(edition: &Edition, reading: &Reading) -> Edition {
    let by = StaffId("企画課".to_owned());
    let edits = draft::edits(reading.proposals.clone(), edition);
    let (id, begun) = (DraftId("d".to_owned()), Timestamp::UNIX_EPOCH);
    let draft =
        Draft { id, title: String::new(), by: by.clone(), begun, sources: vec![], authors: [].into(), edits };
    edition.with(Arc::new(draft.decide(edition, by, "取込み", begun).unwrap()))
}

/// The town after one document after another.
fn after(documents: &[&str]) -> Edition {
    documents.iter().fold(town(), |edition, document| decided(&edition, &read(document, &edition)))
}

fn indicator<'a>(edition: &'a Edition, words: &str) -> (&'a RecordId, &'a Indicator) {
    edition.all::<Indicator>().find(|(_, it)| it.name.contains(words)).unwrap()
}

const FY2022: FiscalYear = FiscalYear::new(2022);
const FY2023: FiscalYear = FiscalYear::new(2023);
const FY2024: FiscalYear = FiscalYear::new(2024);

#[test]
fn a_first_statement_becomes_a_plan_with_issues_indicators_targets_and_money() {
    let edition = after(&[FIFTH]);
    let (organisation, it) = edition.all::<Organisation>().next().unwrap();
    assert_eq!(it.name(), "若葉区");
    let (plan, it) = edition.statements(organisation)[0];
    assert_eq!(
        (it.kind, it.first_year, it.head.as_deref()),
        (PlanKind::Statement, FY2023, Some("見本 太郎"))
    );
    let (issue, it) = edition.top(plan).next().unwrap();
    assert_eq!((it.number.as_str(), it.title.as_str()), ("1-(1)", "つながりづくり"));
    let yen = |year, kind| edition.amount(issue, FiscalYear::new(year), kind).map(|it| it.yen);
    assert_eq!(yen(2021, AmountKind::Settled), Some(12_000_000));
    assert_eq!(yen(2023, AmountKind::Initial), Some(14_000_000));
    let (id, it) = indicator(&edition, "となり");
    assert_eq!((it.kind, it.survey.is_some()), (IndicatorKind::Perception, true));
    assert_eq!(edition.target(id, FY2023).unwrap().words, "50%以上");
    assert_eq!(indicator(&edition, "集い").1.kind, IndicatorKind::Outcome);
}

#[test]
fn the_same_document_again_changes_nothing() {
    let edition = after(&[FIFTH]);
    assert_eq!(draft::edits(read(FIFTH, &edition).proposals, &edition), []);
}

#[test]
fn results_come_in_and_what_they_do_not_repeat_stays() {
    let edition = after(&[FIFTH, FIFTH_WITH_RESULTS]);
    let (id, it) = indicator(&edition, "となり");
    assert_eq!(edition.actual(id, FY2023).unwrap().value(), "47.5".parse().ok());
    assert_eq!(edition.actual(id, FY2022).unwrap().value(), "46.1".parse().ok());
    assert_eq!(edition.judge(id, it, FY2023).grade.unwrap().mark, "B");
    let plan = edition.all::<Plan>().next().unwrap();
    assert_eq!(plan.1.head.as_deref(), Some("見本 太郎"), "the head is not named again and stays");
    assert_eq!(plan.1.sections.len(), 1, "the vision is not repeated and stays");
    let (issue, it) = edition.top(plan.0).next().unwrap();
    assert_eq!(it.sections.len(), 2, "problems and strategies stay");
    assert_eq!(edition.amounts(issue).len(), 3);
    let evaluation = edition.evaluations(plan.0)[0];
    assert_eq!(evaluation.text, ["場は増えたが、会話は増えなかった。"]);
    assert_eq!(evaluation.future, ["場のあり方を変える。"]);
}

#[test]
fn next_year_continues_series_and_issues_even_where_the_wording_was_corrected() {
    let edition = after(&[FIFTH, FIFTH_WITH_RESULTS]);
    let reading = read(SIXTH, &edition);
    assert!(reading.problems.iter().any(|it| it.ja.contains("指標名が")), "{:?}", reading.problems);
    let edition = decided(&edition, &reading);
    assert_eq!(edition.all::<Indicator>().count(), 2);
    let (id, it) = indicator(&edition, "となり");
    assert_eq!(
        (it.name.as_str(), it.elements.len()),
        ("となりの人と話すと感じる区民アンケート回答者の割合", 2)
    );
    assert_eq!(edition.series(id, it).len(), 3);
    assert_eq!(edition.target(id, FY2024).unwrap().words, "52%以上");
    let new = &it.elements[1];
    assert_eq!(edition.linked_from(new, LinkKind::Continues).len(), 1);
    assert_eq!(edition.amount(new, FY2022, AmountKind::Settled).unwrap().yen, 13_000_000);
}

#[test]
fn an_older_document_does_not_rename_what_a_newer_one_named() {
    let edition = after(&[FIFTH, SIXTH]);
    let edition = decided(&edition, &read(FIFTH_WITH_RESULTS, &edition));
    assert_eq!(indicator(&edition, "となり").1.name, "となりの人と話すと感じる区民アンケート回答者の割合");
}

#[test]
fn a_verdict_that_the_figures_contradict_is_told_and_kept_beside_the_rule() {
    let edition = after(&[FIFTH]);
    let wrong = FIFTH_WITH_RESULTS.replace("47.5％：B", "47.5％：A");
    let reading = read(&wrong, &edition);
    assert!(reading.problems.iter().any(|it| it.ja.contains("書かれた判定「A」")), "{:?}", reading.problems);
    let edition = decided(&edition, &reading);
    let (id, _) = indicator(&edition, "となり");
    let verdict = edition.evaluations(id)[0].verdict();
    assert!(
        matches!(verdict, plan::evaluation::Verdict::Overruled { computed, grade, .. } if computed == "B" && grade == "A")
    );
}

#[test]
fn an_exact_amount_is_not_replaced_by_a_rounded_one() {
    let edition = after(&[FIFTH]);
    let issue = edition.top(edition.all::<Plan>().next().unwrap().0).next().unwrap().0.clone();
    let exact = format!("要素ID,年度,金額区分,金額\n{issue},令和4年度,決算,13123456円\n");
    let edition = decided(&edition, &read(&exact, &edition));
    let edition = decided(&edition, &read(SIXTH, &edition));
    let new = indicator(&edition, "集い").1.elements[1].clone();
    assert_eq!(
        edition.amount(&new, FY2022, AmountKind::Settled).unwrap().yen,
        13_000_000,
        "another year's issue"
    );
    assert_eq!(edition.amount(&issue, FY2022, AmountKind::Settled).unwrap().yen, 13_123_456);
    let again = FIFTH.replace("3決算額\t12百万円\t4予算額\t13百万円", "4決算額\t13百万円\t4予算額\t13百万円");
    let edits = draft::edits(read(&again, &edition).proposals, &edition);
    assert_eq!(edits, [], "13百万円 is what 13,123,456円 is called, not a new amount");
}

#[test]
fn a_document_of_another_town_is_told() {
    let edition = town();
    let profile = plan::municipality::Municipality::new("若葉市");
    let record = plan::record::Record::new(RecordId::municipality(), profile);
    let reading = Reading { proposals: vec![plan::draft::Proposal::put(record)], ..Reading::default() };
    let edition = decided(&edition, &reading);
    let of = |name: &str| Document { municipality: Some(name.to_owned()), ..Document::default() };
    let told = |name| {
        reading::matching::propose(&of(name), &edition).problems.iter().any(|it| it.ja.contains("団体名"))
    };
    assert!(told("青空市"));
    assert!(!told("若葉市") && !told("みどり県若葉市"), "with or without its prefecture");
}

#[test]
fn a_result_or_an_amount_that_is_only_about_so_much_is_told_and_not_taken_in() {
    let about = FIFTH_WITH_RESULTS
        .replace("\t9か所：A\t8か所", "\t約9か所：A\t8か所")
        .replace("経営課題1-(1) つながりづくり\n", "経営課題1-(1) つながりづくり\n\t5予算額\t約14百万円\n");
    let town = town();
    let reading = read(&about, &town);
    let told: Vec<_> = reading.problems.iter().map(|it| it.ja.as_str()).collect();
    for words in ["実績「約9か所：A」はおよその数なので", "「約14百万円」はおよその額なので"]
    {
        assert!(told.iter().any(|it| it.starts_with(words)), "{words}: {told:?}");
    }
    let edition = decided(&town, &reading);
    let places = indicator(&edition, "集いの場").0;
    assert!(edition.actual(places, FY2023).is_none());
    assert_eq!(edition.all::<plan::amount::Amount>().count(), 0);
}

#[test]
fn a_mark_holds_the_place_of_its_result_and_another_unit_is_told() {
    let marked = FIFTH_WITH_RESULTS
        .replace("\t47.5％：B\t46.1％", "\t－\t46.1％")
        .replace("\t9か所：A\t8か所", "\t9件：A\t－");
    let town = town();
    let reading = read(&marked, &town);
    let edition = decided(&town, &reading);
    let (talks, places) = (indicator(&edition, "となりの人").0, indicator(&edition, "集いの場").0);
    let value = |id, year| edition.actual(id, year).and_then(plan::actual::Actual::value);
    assert_eq!((value(talks, FY2022), value(talks, FY2023)), ("46.1".parse().ok(), None));
    assert_eq!((value(places, FY2022), value(places, FY2023)), (None, None));
    assert!(
        reading.notes.iter().any(|it| it.ja.starts_with("実績「－」は数値でない")),
        "{:?}",
        reading.notes
    );
    let told = |words: &str| reading.problems.iter().any(|it| it.ja.starts_with(words));
    assert!(told("実績「9件：A」は指標の単位（か所）と違う単位"), "{:?}", reading.problems);
}

#[test]
fn a_series_that_is_told_in_thousands_goes_on_in_thousands() {
    let thousands = FIFTH_WITH_RESULTS
        .replace("8か所以上", "8.5千か所以上")
        .replace("\t9か所：A\t8か所", "\t9,200か所：A\t8千か所");
    let begun = after(&[FIFTH]);
    let (id, known) = indicator(&begun, "集いの場");
    let known = Indicator { unit: Unit::new("千か所"), ..known.clone() };
    let put = plan::draft::Proposal::put(plan::record::Record::new(id.clone(), known));
    let edition = decided(&begun, &Reading { proposals: vec![put], ..Reading::default() });
    let edition = decided(&edition, &read(&thousands, &edition));
    let value = |year| edition.actual(id, year).and_then(plan::actual::Actual::value);
    assert_eq!((value(FY2022), value(FY2023)), (Some(8.into()), "9.2".parse().ok()));
    assert_eq!(edition.target(id, FY2023).unwrap().condition.written("千か所"), "8.5千か所以上");
}

#[test]
fn a_document_that_looks_ahead_beyond_its_era_is_read_and_told() {
    let ahead = FIFTH.replace("集いの場の数：8か所以上", "集いの場の数：平成40年度までに8か所以上");
    let reading = read(&ahead, &town());
    let note =
        reading.notes.iter().find(|it| it.ja.starts_with("「平成40年度」は令和10年度と読みました")).unwrap();
    assert_eq!(note.place, "12行");
}
