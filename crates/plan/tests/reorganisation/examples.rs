//! What one town sees: a merger, a split that goes on, what is refused, and posts.

use jiff::civil::date;
use plan::calendar::CalendarEntry;
use plan::decision::StaffId;
use plan::element::Element;
use plan::opening::Weight;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::reorganisation::refusal::Refusal;
use plan::reorganisation::{Choice, Matter, Reorganisation, Step, UnderWay, posts};
use plan::staff::Account;

use crate::town::{DAY, NEW, OLD, decided, effect, establish, id, merge, rename, split, town, wanted};

#[test]
fn two_sections_become_one_new_one_and_hand_over_what_goes_on() {
    let before = town(&[vec![0], vec![2, 1]]);
    let wanted = wanted(vec![merge(&["s0", "s1"], "new"), establish("new", "企画総務課")]);
    let after = decided(&before, effect(&before, &wanted).proposals);

    let gone = after.find::<Organisation>(&id("s0")).unwrap();
    assert_eq!(gone.ended.as_ref().map(|it| (it.on, it.into.clone())), Some((DAY, vec![id("new")])));
    let owned = |name: &str| after.find::<Element>(&id(name)).unwrap().organisations.clone();
    assert_eq!((owned("e0"), owned("e1")), (vec![id("new")], vec![id("s2"), id("new")]));
    let handed = &after.find::<Element>(&id("e0")).unwrap().handed_over;
    assert_eq!((handed[0].on, handed[0].from.clone()), (DAY, vec![id("s0")]));
    assert_eq!(handed[0].note, "令和9年度の組織改正");

    let whose = |name: &str| after.find::<Plan>(&id(name)).unwrap().organisation.clone();
    assert_eq!((whose("p0-2026"), whose("p0-2027")), (Some(id("s0")), Some(id("new"))));
    let owing = |name: &str| after.find::<CalendarEntry>(&id(name)).unwrap().organisations.clone();
    assert_eq!(owing("after"), [id("new"), id("s2"), id("s3"), id("s4")]);
    assert_eq!(owing("before").len(), 5, "what began before the day is finished under the old name");
}

#[test]
fn of_a_split_that_goes_on_each_record_stays_or_goes_as_it_was_chosen() {
    let before = town(&[vec![0], vec![0]]);
    let mut wanted = wanted(vec![split("s0", &["s0", "s4"])]);
    wanted.choices = vec![Choice { record: id("e1"), of: id("s0"), heir: id("s4") }];
    let effect = effect(&before, &wanted);
    let after = decided(&before, effect.proposals.clone());
    assert!(after.find::<Organisation>(&id("s0")).unwrap().ended.is_none());
    assert_eq!(after.find::<Element>(&id("e0")).unwrap().organisations, [id("s0")]);
    assert_eq!(after.find::<Element>(&id("e0")).unwrap().handed_over, []);
    assert_eq!(after.find::<Element>(&id("e1")).unwrap().organisations, [id("s4")]);
    let indicator = effect.moved.iter().find(|it| it.record == id("i1")).unwrap();
    assert_eq!((indicator.matter, &indicator.heir), (Matter::Indicator, &id("s4")), "it follows its element");
    assert!(!indicator.is_open());
}

#[test]
fn a_figure_of_an_old_year_stays_with_who_answered_for_it() {
    let before = town(&[vec![0]]);
    let wanted = wanted(vec![merge(&["s0"], "s1"), rename("s1", "新第1課")]);
    let after = decided(&before, effect(&before, &wanted).proposals);
    assert_eq!(after.in_charge_in(&id("e0"), OLD), Some(&id("s0")));
    assert_eq!(after.in_charge_in(&id("e0"), NEW), Some(&id("s1")));
    assert_eq!(after.organisation_name(&id("s1"), OLD), "第1課");
    assert_eq!(after.organisation_name(&id("s1"), NEW), "新第1課");
}

#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let edition = town(&[vec![0]]);
    let refused = |steps: Vec<Step>| wanted(steps).effect(&edition, &UnderWay::new()).unwrap_err();
    let shift = |own: &str, under: &str| Step::Move { organisation: id(own), under: Some(id(under)) };
    let abolish = |own: &str| Step::Abolish { organisation: id(own) };
    assert_eq!(refused(vec![]), [Refusal::NothingHappens]);
    assert_eq!(refused(vec![merge(&["s0"], "s1"), merge(&["s1"], "s0")]).len(), 2, "a circle of heirs");
    assert_eq!(refused(vec![merge(&["s0"], "s0")]), [Refusal::LaterChange(id("s0"))]);
    assert!(refused(vec![shift("d0", "s0")]).contains(&Refusal::Circle(id("d0"))));
    assert_eq!(refused(vec![merge(&["nowhere"], "s0")]), [Refusal::NotThere(id("nowhere"))]);
    assert_eq!(refused(vec![merge(&["plan"], "s0")]), [Refusal::NotThere(id("plan"))], "a plan is none");
    assert_eq!(refused(vec![rename("s0", "甲"), rename("s0", "乙")]), [Refusal::Twice(id("s0"))]);
    assert_eq!(refused(vec![rename("s0", " ")]), [Refusal::NoName(id("s0"))]);
    for ends in [merge(&["s0"], "s1"), split("s0", &["s1", "s2"])] {
        let both = refused(vec![rename("s0", "新しい課"), ends]);
        assert_eq!(both, [Refusal::EndsItself(id("s0"))], "nobody would ever see it so");
    }
    let put = refused(vec![merge(&["d1"], "d0"), shift("s0", "d1")]);
    assert_eq!(put, [Refusal::PlaceEnds(id("s0"))], "told at the section that is put there");
    assert_eq!(refused(vec![rename("s0", "第0課")]), [Refusal::SameName(id("s0"))]);
    assert_eq!(refused(vec![split("s0", &["s1"])]), [Refusal::TooFew(id("s0"))]);
    assert_eq!(refused(vec![establish("s0", "甲課")]), [Refusal::IdTaken(id("s0"))]);
    assert!(matches!(&refused(vec![abolish("s0")])[..], [Refusal::Left(_, left)] if !left.is_empty()));
    assert!(
        matches!(&refused(vec![abolish("d1")])[..], [Refusal::Left(_, left)] if left.len() == 2),
        "its sections have no place"
    );
}

#[test]
fn what_ends_on_a_later_day_may_still_change_before_it_does() {
    let later = Reorganisation { effective: date(2027, 10, 1), ..wanted(vec![merge(&["s0"], "s1")]) };
    let before = town(&[vec![0]]);
    let before = decided(&before, effect(&before, &later).proposals);
    let renamed = decided(&before, effect(&before, &wanted(vec![rename("s0", "新しい課")])).proposals);
    assert_eq!(renamed.find::<Organisation>(&id("s0")).unwrap().name_on(DAY), "新しい課");
    let shared = decided(&before, effect(&before, &wanted(vec![merge(&["s2"], "s0")])).proposals);
    let heir = &shared.find::<Organisation>(&id("s2")).unwrap().ended.as_ref().unwrap().into;
    assert_eq!(heir, &[id("s0")], "it is there on the day, and hands on what it got when it ends");
}

#[test]
fn a_department_ends_when_its_sections_have_a_place() {
    let before = town(&[]);
    let shift = |own: &str| Step::Move { organisation: id(own), under: Some(id("d0")) };
    let steps = vec![shift("s3"), shift("s4"), Step::Abolish { organisation: id("d1") }];
    let after = decided(&before, effect(&before, &wanted(steps)).proposals);
    assert!(!after.find::<Organisation>(&id("d1")).unwrap().is_active(DAY));
    let parent = |day| after.find::<Organisation>(&id("s3")).unwrap().parent_on(day).cloned();
    assert_eq!((parent(date(2027, 3, 31)), parent(DAY)), (Some(id("d1")), Some(id("d0"))));
}

#[test]
fn sheets_under_way_are_told_and_old_statements_stay() {
    let before = town(&[vec![0]]);
    let under_way = UnderWay::from([(id("before"), id("s0"))]);
    let effect = wanted(vec![merge(&["s0"], "s1")]).effect(&before, &under_way).unwrap();
    let told = |weight| {
        effect.told.iter().filter(|it| it.weight == weight).map(|it| it.ja.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        told(Weight::Look),
        ["「第0課」の票「before」は決裁されていません。施行日からは第1課が読み、書き、提出できます"]
    );
    assert!(told(Weight::Kept)[0].contains("前年度までの運営方針1件"));
    let renamed = wanted(vec![merge(&["s0"], "s1"), rename("s1", "新しい課")]);
    let renamed = renamed.effect(&before, &under_way).unwrap();
    let look = renamed.told.iter().find(|it| it.weight == Weight::Look).unwrap();
    assert!(look.ja.contains("施行日からは新しい課が"), "by the name that it has from then on: {}", look.ja);
}

#[test]
fn posts_beyond_the_end_are_proposed_at_the_heir_and_no_others() {
    let before = town(&[]);
    let after = decided(&before, effect(&before, &wanted(vec![merge(&["s0"], "s1")])).proposals);
    let post = |organisation: &str, from: &str, until: Option<&str>| serde_json::json!({ "role": "writer", "organisation": organisation, "from": from, "until": until, "given_by": "a" });
    let account: Account = serde_json::from_value(serde_json::json!({
        "id": "s-1", "login": "1", "name": "甲", "made": "2026-04-01T00:00:00Z",
        "posts": [
            post("s0", "2026-04-01", None),
            post("s0", "2026-04-01", Some("2027-03-31")),
            post("s1", "2026-04-01", None),
            post("s0", "2027-04-01", Some("2028-03-31")),
        ],
    }))
    .unwrap();
    let found = posts(&after, [&account]);
    let named: Vec<String> = found.iter().map(|it| it.name().to_string()).collect();
    assert_eq!(named, ["s-1:writer:s0:2026-04-01:", "s-1:writer:s0:2027-04-01:"]);
    let by = StaffId("admin".to_owned());
    let (until, new) = found[0].carried_to(found[0].heirs.first(), &by);
    let new = new.unwrap();
    assert_eq!(
        (until, new.organisation, new.from, new.until),
        (date(2027, 3, 31), Some(id("s1")), DAY, None)
    );
    let (until, new) = found[1].carried_to(Some(&id("s1")), &by);
    assert_eq!((until, new.unwrap().until), (date(2027, 3, 31), Some(date(2028, 3, 31))));
}
