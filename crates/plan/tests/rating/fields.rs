//! What changes in a rule shows in its history, field by field.

use plan::diff::difference;
use plan::facet::Value;
use plan::fiscal_year::FiscalYear;
use plan::rating::{
    Achievement, Among, Change, ChangeBy, ChangeFrom, Edge, Formula, Grade, Measure, Of, OffScale, Open,
    Order, Points, RatingRule, RuleShape, Scale, ShareReached, Since, Tone, Total, Toward, When,
};
use plan::record::{Record, RecordId};
use rust_decimal::Decimal;

use crate::sound::{of_people, of_points, paced, sound};

/// The fields that differ between a rule and the same rule changed.
fn changed(scale: Scale, change: impl FnOnce(&mut Scale)) -> Vec<String> {
    let rule = |scale| Record::new(RecordId::new("r"), RatingRule::new("基準", RuleShape::Scale(scale)));
    let (before, mut after) = (rule(scale.clone()), scale);
    change(&mut after);
    let after = rule(after);
    let difference = difference(&before.id, Some(&before), Some(&after)).unwrap();
    difference.fields.into_iter().map(|it| it.en).collect()
}

fn of(measure: Measure) -> Scale {
    Scale { measure, ..sound() }
}

#[test]
fn every_part_of_a_scale_is_seen_when_it_changes() {
    let (grade, how, what) = (["grade"], ["how it is measured"], ["what is measured"]);
    assert_eq!(changed(sound(), |it| it.steps[0].grade.words = "大いに達成".to_owned()), grade);
    assert_eq!(changed(sound(), |it| it.steps[0].grade.en = Some("reached".to_owned())), grade);
    assert_eq!(changed(sound(), |it| it.steps[0].grade.tone = Some(Tone::Nearly)), grade);
    assert_eq!(changed(sound(), |it| it.steps[0].from = Some(Edge::MoreThan(1.into()))), grade);
    assert_eq!(changed(sound(), |it| it.steps[0].from = Some(Edge::AtLeast(2.into()))), grade);
    assert_eq!(changed(paced(), |it| it.steps[0].of = Of::Whole), grade);
    assert_eq!(changed(paced(), |it| it.expected[2] = Decimal::ONE), how);
    assert_eq!(changed(sound(), |it| it.order = Some(Order::FirstIsBest)), how);
    assert_eq!(changed(of_people(), |it| it.order = Some(Order::LastIsBest)), how);
    assert!(changed(sound(), |it| it.measure = Measure::Person).contains(&what[0].to_owned()));
}

#[test]
fn every_part_of_a_measure_is_seen_when_it_changes() {
    let rates = |change: fn(&mut Achievement)| {
        changed(sound(), |it| {
            let Measure::Achievement(by) = &mut it.measure else { unreachable!() };
            change(by);
        })
    };
    assert_eq!(rates(|it| it.up = Some(Formula::WayFromBaseline)), ["how it is measured"]);
    assert_eq!(rates(|it| it.down = Some(Formula::Met)), ["how it is measured"]);
    assert_eq!(rates(|it| it.hold = Some(Formula::Met)), ["how it is measured"]);
    assert_eq!(rates(|it| it.within = Some(Formula::NearestEnd)), ["how it is measured"]);
    assert_eq!(rates(|it| it.toward = Toward::End), ["what is measured"]);
    assert!(!rates(|it| it.since = Some(Since::Year(FiscalYear::new(2021)))).is_empty());

    let change = Change { from: ChangeFrom::LastYear, by: ChangeBy::Difference, tolerance: Decimal::ONE };
    let changes =
        |to: Change| changed(of(Measure::Change(change.clone())), |it| it.measure = Measure::Change(to));
    assert!(!changes(Change { from: ChangeFrom::Baseline, ..change.clone() }).is_empty());
    assert!(!changes(Change { by: ChangeBy::Rate, ..change.clone() }).is_empty());
    assert_eq!(changes(Change { tolerance: Decimal::TWO, ..change.clone() }), ["how it is measured"]);

    let share = |to| {
        changed(of(Measure::ShareReached(ShareReached::default())), |it| {
            it.measure = Measure::ShareReached(to);
        })
    };
    assert_eq!(share(ShareReached { among: Among::Elements, open: Open::LeftOut }), ["what is measured"]);
    assert_eq!(share(ShareReached { among: Among::Indicators, open: Open::Missed }), ["how it is measured"]);

    let points = |change: fn(&mut Points)| {
        changed(of_points(), |it| {
            let Measure::Points(points) = &mut it.measure else { unreachable!() };
            change(points);
        })
    };
    assert_eq!(points(|it| it.points[0].points = Decimal::ONE), ["how it is measured"]);
    assert_eq!(points(|it| it.among = Among::Elements), ["what is measured"]);
    assert!(points(|it| it.total = Total::ShareOfMost).contains(&"what is measured".to_owned()));
}

#[test]
fn grades_off_the_scale_are_fields_too() {
    let rule = |when| {
        let off = OffScale { grade: Grade::new("X", "中止"), when };
        let rule =
            RatingRule { off_scale: vec![off], ..RatingRule::new("基準", RuleShape::Scale(sound())) };
        Record::new(RecordId::new("r"), rule)
    };
    let (before, after) = (rule(None), rule(Some(When::NotMeasured)));
    let fields = difference(&before.id, Some(&before), Some(&after)).unwrap().fields;
    assert_eq!(
        fields[0].before.as_ref().map(Value::to_string),
        Some("X 中止：人が理由を付けて選ぶとき".to_owned())
    );
    assert_eq!(fields[0].after.as_ref().map(Value::to_string), Some("X 中止：測定しなかったとき".to_owned()));
}
