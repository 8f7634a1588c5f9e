//! A rule that contradicts itself is refused, and the sentence names what contradicts what.

use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::indicator::Direction;
use plan::municipality::MunicipalityCode;
use plan::rating::{
    Achievement, Change, ChangeBy, ChangeFrom, Contradiction, Edge, Formula, Grade, Measure, Of, OffScale,
    Order, Points, RatingRule, RuleShape, Scale, ShareReached, Since, Total, Toward, When,
};
use plan::record::{Record, RecordId};
use plan::refusal::Refusal;
use rust_decimal::Decimal;

use crate::sound::{at_least, of_people, of_points, paced, sound};

fn found(scale: Scale) -> Vec<Contradiction> {
    RatingRule::new("基準", RuleShape::Scale(scale)).contradictions()
}

/// A sound scale and what one change of it makes found.
#[track_caller]
fn broken(mut scale: Scale, change: impl FnOnce(&mut Scale), expected: &[Contradiction]) {
    assert_eq!(found(scale.clone()), [], "the scale is sound before it is changed");
    change(&mut scale);
    assert_eq!(found(scale), expected);
}

fn by(scale: &mut Scale) -> &mut Achievement {
    let Measure::Achievement(by) = &mut scale.measure else { unreachable!() };
    by
}

fn mark(text: &str) -> String {
    text.to_owned()
}

#[test]
fn grades_need_marks_words_and_difference() {
    use Contradiction::{NoMark, NoWords, SameMark, TooFewGrades};
    broken(sound(), |it| it.steps.drain(..3).for_each(drop), &[TooFewGrades]);
    broken(sound(), |it| it.steps[1].grade.mark = mark(" "), &[NoMark]);
    broken(sound(), |it| it.steps[1].grade.words = mark(""), &[NoWords(mark("B"))]);
    broken(sound(), |it| it.steps[1].grade.mark = mark("A"), &[SameMark(mark("A"))]);
    broken(of_people(), |it| it.steps.clear(), &[TooFewGrades]);
    let same =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("A", "未達成") };
    assert_eq!(RatingRule::new("基準", same).contradictions(), [SameMark(mark("A"))]);
}

#[test]
fn grades_off_the_scale_have_marks_and_cases_of_their_own() {
    let off = |mark: &str, when| OffScale { grade: Grade::new(mark, "言葉"), when };
    let rule = |off_scale| RatingRule { off_scale, ..RatingRule::new("基準", RuleShape::Scale(sound())) };
    assert_eq!(rule(vec![off("X", None), off("Y", Some(When::NotMeasured))]).contradictions(), []);
    assert_eq!(rule(vec![off("A", None)]).contradictions(), [Contradiction::SameMark(mark("A"))]);
    let twice = rule(vec![off("X", Some(When::NotYet)), off("Y", Some(When::NotYet))]);
    assert_eq!(twice.contradictions(), [Contradiction::SameCase(mark("X"), mark("Y"))]);
}

#[test]
fn edges_descend_and_leave_nothing_out() {
    use Contradiction::{
        AlwaysReached, EdgeForPerson, FallbackNotLast, NoFallback, NotDescending, OutOfReach,
    };
    let not = |upper: &str, lower: &str| NotDescending { upper: mark(upper), lower: mark(lower) };
    broken(sound(), |it| it.steps[1].from = at_least(100), &[not("A", "B")]);
    broken(sound(), |it| it.steps[1].from = at_least(50), &[not("B", "C")]);
    broken(sound(), |it| it.steps[0].from = at_least(10), &[not("A", "B")]);
    broken(sound(), |it| it.steps[3].from = at_least(0), &[NoFallback(mark("D"))]);
    broken(sound(), |it| it.steps[1].from = None, &[FallbackNotLast(mark("B"))]);
    broken(of_people(), |it| it.steps[0].from = at_least(0), &[EdgeForPerson(mark("1"))]);
    let share = || Scale { measure: Measure::ShareReached(ShareReached::default()), ..sound() };
    broken(share(), |it| it.steps[0].from = at_least(101), &[OutOfReach(mark("A"))]);
    broken(share(), |it| it.steps[2].from = at_least(0), &[AlwaysReached(mark("C"))]);
    // 100%超 above 100%以上 is no contradiction.
    let mut beyond = sound();
    beyond.steps[0].from = Some(Edge::MoreThan(1.into()));
    beyond.steps[1].from = at_least(100);
    assert_eq!(found(beyond), []);
}

#[test]
fn the_order_is_said_where_edges_do_not_tell_it() {
    broken(of_people(), |it| it.order = None, &[Contradiction::NoOrder]);
    broken(of_points(), |it| it.order = None, &[Contradiction::NoOrder]);
    broken(sound(), |it| it.order = Some(Order::LastIsBest), &[Contradiction::OrderAgainstEdges]);
    broken(of_people(), |it| it.order = Some(Order::LastIsBest), &[]);
}

#[test]
fn a_pace_rises_from_year_to_year_and_fits_what_is_measured() {
    use Contradiction::{NoPace, PaceNotRising, PaceOfYearTarget, PaceUnfit, UnusedPace};
    let (two, four) = (Decimal::new(2, 1), Decimal::new(4, 1));
    broken(paced(), |it| it.expected.clear(), &[NoPace(mark("A"))]);
    broken(paced(), |it| it.expected[2] = four, &[PaceNotRising(four, four)]);
    broken(paced(), |it| it.expected.swap(0, 1), &[PaceNotRising(four, two)]);
    broken(paced(), |it| it.expected[0] = Decimal::ZERO, &[PaceNotRising(Decimal::ZERO, Decimal::ZERO)]);
    broken(paced(), |it| by(it).toward = Toward::Year, &[PaceOfYearTarget]);
    broken(paced(), |it| it.steps.iter_mut().for_each(|it| it.of = Of::Whole), &[UnusedPace]);
    let change = Change { from: ChangeFrom::LastYear, by: ChangeBy::Difference, tolerance: Decimal::ZERO };
    broken(paced(), |it| it.measure = Measure::Change(change), &[PaceUnfit]);
}

#[test]
fn formulas_fit_their_direction_and_what_is_added_up() {
    use Contradiction::{BaselineOfASum, NegativeTolerance, NoFormula, UnfitFormula};
    broken(sound(), |it| by(it).up = None, &[NoFormula]);
    let down = UnfitFormula(Formula::ActualOverTarget, Direction::Down);
    broken(sound(), |it| by(it).down = Some(Formula::ActualOverTarget), &[down]);
    let up = UnfitFormula(Formula::TargetOverActual, Direction::Up);
    broken(sound(), |it| by(it).up = Some(Formula::TargetOverActual), &[up]);
    let within = UnfitFormula(Formula::WayFromBaseline, Direction::Within);
    broken(sound(), |it| by(it).within = Some(Formula::WayFromBaseline), &[within]);
    let sum = |it: &mut Scale| {
        by(it).up = Some(Formula::WayFromBaseline);
        by(it).since = Some(Since::PlanStart);
    };
    broken(sound(), sum, &[BaselineOfASum]);
    let change = Change { from: ChangeFrom::Baseline, by: ChangeBy::Rate, tolerance: Decimal::new(-3, 0) };
    broken(sound(), |it| it.measure = Measure::Change(change), &[NegativeTolerance(Decimal::new(-3, 0))]);
}

#[test]
fn points_stand_once_for_each_grade() {
    use Contradiction::{NoMost, NoPoints, PointsTwice};
    let points = |it: &mut Scale, change: &dyn Fn(&mut Points)| {
        let Measure::Points(points) = &mut it.measure else { unreachable!() };
        change(points);
    };
    broken(of_points(), |it| points(it, &|it| it.points.clear()), &[NoPoints]);
    broken(of_points(), |it| points(it, &|it| it.points[1].mark = mark("A")), &[PointsTwice(mark("A"))]);
    let none = |it: &mut Points| {
        it.total = Total::ShareOfMost;
        it.points.iter_mut().for_each(|it| it.points = Decimal::ZERO);
    };
    broken(of_points(), |it| points(it, &none), &[NoMost]);
}

#[test]
fn a_draft_with_a_contradictory_rule_is_refused_with_the_sentence() {
    let mut scale = sound();
    scale.steps[1].from = at_least(100);
    let rule = RatingRule::new("達成率", RuleShape::Scale(scale));
    let edition = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let edits = draft::edits(vec![Proposal::put(Record::new(RecordId::new("r"), rule))], &edition);
    let by = StaffId("企画課".to_owned());
    let draft = Draft {
        id: DraftId("d".to_owned()),
        title: "判定基準".to_owned(),
        by: by.clone(),
        begun: jiff::Timestamp::UNIX_EPOCH,
        authors: [].into(),
        sources: vec![],
        edits,
    };
    let refused = draft.decide(&edition, by, "判定基準を定める", jiff::Timestamp::UNIX_EPOCH).unwrap_err();
    let Refusal::Broken(findings) = &refused else { panic!("{refused}") };
    assert_eq!(
        findings[0].ja,
        "判定基準「達成率」：「B」の下限が「A」の下限より低くないため、どちらかは決して付きません"
    );
    assert_eq!(
        findings[0].en,
        "rating rule “達成率”: the edge of “B” is not below that of “A”, so one of the two would never be given"
    );
}
