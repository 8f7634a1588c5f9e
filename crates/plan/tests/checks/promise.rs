//! Targets: those that moved, that ask for less, that nobody can judge.

use plan::check::Finding;
use plan::indicator::{Baseline, Break, Direction, Indicator, IndicatorKind, Window};
use plan::rating::{
    Achievement, Change, ChangeBy, ChangeFrom, Edge, Formula, Grade, Hold, Measure, Of, RatingRule,
    RuleShape, Scale, Step,
};
use plan::record::{Body, Record};

use crate::town::{figure, id, indicator, ja, measured, of_draft, of_edition, target, year};

fn accidents() -> Indicator {
    Indicator { direction: Some(Direction::Down), ..indicator("事故件数", "件") }
}

#[test]
fn a_target_made_easier_is_said_and_whether_the_result_was_known() {
    let moved = |code: &str, known: bool, words: &str| {
        let figure = known.then(|| figure(2023, "35"));
        let old = measured(accidents()).into_iter().chain([target(2023, "30件以下")]).chain(figure);
        of_draft(code, old, [target(2023, words)])
    };
    assert_eq!(
        ja(&moved("target-lowered", false, "40件以下")),
        ["目標値が「30件以下」から「40件以下」へ緩められています"]
    );
    assert_eq!(moved("lowered-after-result", true, "40件以下").len(), 1);
    assert_eq!(moved("target-lowered", true, "40件以下"), [], "it is said once, and the graver way");
    assert_eq!(moved("lowered-after-result", true, "20件以下"), []);
    assert_eq!(moved("revision-without-reason", false, "20件以下").len(), 1);
    assert_eq!(moved("revision-without-reason", false, "30 件以下"), [], "the words only");
}

/// Trips that are to be held, judged by a rule that says what that means, where it does.
fn trips(hold: Option<Hold>) -> Vec<Record> {
    let plain =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    let rule = RatingRule { hold, ..RatingRule::new("A/B", plain) };
    let it = Indicator { direction: Some(Direction::Hold), ..indicator("便数", "便") };
    measured(it).into_iter().chain([Record::new(id("rule"), rule)]).collect()
}

#[test]
fn a_target_to_be_held_is_eased_by_its_own_words_or_by_what_the_rule_calls_held() {
    let moved = |hold, from: &str, to: &str| {
        let old = trips(hold).into_iter().chain([target(2023, from), figure(2023, "280")]);
        of_draft("lowered-after-result", old, [target(2023, to)]).len()
    };
    assert_eq!(moved(None, "312便以上を維持", "284便以上を維持"), 1, "以上 says it");
    assert_eq!(moved(Some(Hold::AtLeast), "312便を維持", "284便を維持"), 1);
    assert_eq!(moved(Some(Hold::AtLeast), "284便を維持", "312便を維持"), 0);
    assert_eq!(moved(Some(Hold::AtMost), "284便を維持", "312便を維持"), 1);
    assert_eq!(moved(Some(Hold::AtLeast), "312便", "284便"), 1, "a bare number is to be held too");
    assert_eq!(moved(None, "312便を維持", "284便を維持"), 0, "nobody says which way is easier");
}

#[test]
fn a_target_to_be_held_needs_a_rule_that_says_what_holding_means() {
    let of = |hold, words: &str| {
        of_edition("hold-undefined", trips(hold).into_iter().chain([target(2023, words)])).len()
    };
    assert_eq!((of(None, "284便を維持"), of(None, "284便")), (1, 1));
    assert_eq!((of(Some(Hold::AtLeast), "284便を維持"), of(None, "284便以上を維持")), (0, 0));
    let up = measured(indicator("便数", "便")).into_iter().chain(trips(None).pop());
    let up = up.chain([target(2023, "284便を維持")]);
    assert_eq!(of_edition("hold-undefined", up), [], "more is better: nothing is open");
}

#[test]
fn what_is_counted_from_a_baseline_has_one() {
    let way = Achievement { up: Some(Formula::WayFromBaseline), ..Achievement::default() };
    let since = Change { from: ChangeFrom::Baseline, by: ChangeBy::Difference, tolerance: 0.into() };
    let rule = |measure| {
        let steps = vec![
            Step { grade: Grade::new("A", "良"), from: Some(Edge::MoreThan(0.into())), of: Of::Whole },
            Step { grade: Grade::new("B", "他"), from: None, of: Of::Whole },
        ];
        let scale = Scale { measure, steps, order: None, expected: vec![] };
        Record::new(id("rule"), RatingRule::new("進み", RuleShape::Scale(scale)))
    };
    let of = |baseline: bool, measure, words: &str| {
        let baseline = baseline.then(|| Baseline { year: year(2020), value: 50.into() });
        let it = Indicator { baseline, ..indicator("割合", "%") };
        let records = measured(it).into_iter().chain([rule(measure), target(2024, words)]);
        of_edition("no-baseline", records).len()
    };
    assert_eq!(of(false, Measure::Achievement(way.clone()), "60%以上"), 1);
    assert_eq!(of(true, Measure::Achievement(way.clone()), "60%以上"), 0);
    assert_eq!(of(false, Measure::Achievement(way), "60%以下"), 0, "the rule has no such way downwards");
    assert_eq!(of(false, Measure::Change(since), "60%以上"), 1);
    assert_eq!(of(false, Measure::MeetsTarget, "60%以上"), 0);
    assert_eq!(of(false, Measure::MeetsTarget, "5%増"), 1, "the target's own words count from it");
}

#[test]
fn a_reason_answers_the_question_for_it() {
    let mut new = target(2023, "40件以下");
    if let Body::Target(target) = &mut new.body {
        target.revision_reason = Some("道路の開通で交通量が増えるため".to_owned());
    }
    let old = || measured(accidents()).into_iter().chain([target(2023, "30件以下")]);
    assert_eq!(of_draft("revision-without-reason", old(), [new.clone()]), []);
    assert_eq!(of_draft("target-lowered", old(), [new]).len(), 1, "that it moved is said all the same");
}

#[test]
fn a_bare_number_is_easier_by_the_direction_of_its_indicator() {
    let old = measured(accidents()).into_iter().chain([target(2023, "30件")]);
    assert_eq!(of_draft("target-lowered", old, [target(2023, "40件")]).len(), 1);
}

#[test]
fn a_year_is_not_easier_than_the_one_before_it() {
    let years = |it: Indicator, a: &str, b: &str| {
        let records = measured(it).into_iter().chain([target(2023, a), target(2024, b)]);
        of_edition("eased-next-year", records)
    };
    let rate = || indicator("割合", "%");
    assert_eq!(years(rate(), "62%以上", "60%以上").len(), 1);
    assert_eq!(years(rate(), "60%以上", "62%以上"), []);
    assert_eq!(years(accidents(), "30件以下", "40件以下").len(), 1);
    let broken = Break { year: year(2024), note: "対象を広げた".to_owned() };
    assert_eq!(years(Indicator { breaks: vec![broken], ..rate() }, "62%以上", "60%以上"), []);
    let held = Indicator { direction: Some(Direction::Within), ..rate() };
    assert_eq!(years(held, "10%～15%", "11%～14%"), [], "a narrower range asks for more");
}

#[test]
fn a_draft_that_eases_one_year_is_told_of_the_next_as_well() {
    let old = measured(indicator("割合", "%")).into_iter();
    let old = old.chain([target(2022, "58%以上"), target(2023, "60%以上")]);
    let findings = of_draft("eased-next-year", old, [target(2022, "61%以上")]);
    let records: Vec<&str> = findings.iter().map(|it| it.record.as_str()).collect();
    assert_eq!(records, ["i/target/2023"], "not the changed record, but the one beside it");
}

#[test]
fn the_last_target_lies_ahead_of_the_baseline() {
    let of = |direction: Direction, targets: Vec<Record>| {
        let baseline = Some(Baseline { year: year(2020), value: 50.into() });
        let it = Indicator { baseline, direction: Some(direction), ..indicator("割合", "%") };
        of_edition("behind-baseline", measured(it).into_iter().chain(targets)).len()
    };
    assert_eq!(of(Direction::Up, vec![target(2024, "48%以上")]), 1);
    assert_eq!(of(Direction::Down, vec![target(2024, "48%以下")]), 0);
    assert_eq!(of(Direction::Down, vec![target(2024, "52%以下")]), 1);
    let dip = vec![target(2023, "48%以上"), target(2024, "55%以上")];
    assert_eq!(of(Direction::Up, dip), 0, "a plan may begin with a dip");
}

#[test]
fn the_words_of_a_target_go_with_its_indicator() {
    let of = |code: &str, it: Indicator, words: &str| {
        of_edition(code, measured(it).into_iter().chain([target(2024, words)])).len()
    };
    assert_eq!(of("against-direction", accidents(), "30件以上"), 1);
    assert_eq!(of("against-direction", accidents(), "30件以下"), 0);
    assert_eq!(of("target-unit", accidents(), "30％以下"), 1);
    assert_eq!(of("target-unit", accidents(), "30件数以下"), 0);
    assert_eq!(of("target-unit", accidents(), "2％減"), 0, "a change may be told in percent");
    assert_eq!(of("target-unit", indicator("延べ人数", "千人"), "12千人以上"), 0);
    assert_eq!(of("target-window", indicator("世帯数", "世帯"), "10,000世帯以上（R3～R5合計）"), 1);
    let total = Indicator { window: Window::Cumulative, ..indicator("世帯数", "世帯") };
    assert_eq!(of("target-window", total, "10,000世帯以上（R3～R5合計）"), 0);
}

#[test]
fn where_nothing_says_which_way_is_better_nothing_can_be_judged() {
    let of = |direction: Option<Direction>, words: &str| -> Vec<Finding> {
        let it = Indicator { direction, ..indicator("転入者数", "人") };
        of_edition("no-direction", measured(it).into_iter().chain([target(2024, words)]))
    };
    assert_eq!(of(None, "60人").len(), 1);
    assert_eq!(of(None, "60人以上"), []);
    assert_eq!(of(Some(Direction::Up), "60人"), []);
}

#[test]
fn an_indicator_has_a_target_unless_it_only_counts_whom_to_serve() {
    let of = |kind| of_edition("no-target", measured(Indicator { kind, ..indicator("数", "人") })).len();
    assert_eq!(of(IndicatorKind::Outcome), 1);
    assert_eq!(of(IndicatorKind::Target), 0);
    let aimed = measured(indicator("数", "人")).into_iter().chain([target(2024, "60人以上")]);
    assert_eq!(of_edition("no-target", aimed), []);
    let new = [Record::new(id("j"), indicator("別の数", "人"))];
    assert_eq!(of_draft("no-target", measured(indicator("数", "人")), new).len(), 1, "the new one only");
}
