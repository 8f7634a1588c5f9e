//! What holds for every reorganisation that is not refused.

use std::collections::BTreeSet;

use jiff::civil::Date;
use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;
use plan::reorganisation::{Choice, Effect, Matter, Reorganisation, Step};
use proptest::prelude::*;

use crate::expected::{expected, in_any_order};
use crate::town::{
    DAY, OLD, SECTIONS, decided, establish, id, merge, rename, split, town, wanted, with_a_past,
};

/// At most one thing for each section, and perhaps a new one.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = |at: usize| {
        let own = format!("s{at}");
        let other =
            (0..=SECTIONS).prop_map(|it| if it == SECTIONS { "new".to_owned() } else { format!("s{it}") });
        (0..9u8, other.clone(), other).prop_map(move |(what, first, second)| match what {
            0 | 1 => Some(rename(&own, &format!("新{own}"))),
            2 => Some(Step::Move { organisation: id(&own), under: Some(id("d1")) }),
            3 | 4 => Some(merge(&[&own], &first)),
            5 => Some(split(&own, &[&first, &second])),
            6 => Some(Step::Abolish { organisation: id(&own) }),
            _ => None,
        })
    };
    let each: Vec<_> = (0..SECTIONS).map(one).collect();
    let new = establish("new", "企画総務課");
    each.prop_map(move |all| std::iter::once(new.clone()).chain(all.into_iter().flatten()).collect())
}

/// Whose each element of the long plan is: one to three sections, in whatever order they are named.
fn owners() -> impl Strategy<Value = Vec<Vec<usize>>> {
    let sections: Vec<usize> = (0..SECTIONS).collect();
    let some = prop::sample::subsequence(sections, 1..=3).prop_shuffle();
    prop::collection::vec(some, 1..5)
}

/// A town, a reorganisation of it, and what comes of it.
fn reorganised(
    owners: &[Vec<usize>],
    steps: Vec<Step>,
) -> Result<(Edition, Reorganisation, Effect, Edition), TestCaseError> {
    let before = with_a_past(&town(owners));
    let wanted = wanted(steps);
    let Ok(effect) = wanted.effect(&before, &BTreeSet::new()) else {
        return Err(TestCaseError::reject("refused"));
    };
    let after = decided(&before, effect.proposals.clone());
    Ok((before, wanted, effect, after))
}

fn yesterday() -> Date {
    DAY.yesterday().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn every_record_becomes_what_the_steps_say_and_nothing_else(owners in owners(), steps in steps()) {
        let (before, wanted, effect, after) = reorganised(&owners, steps)?;
        for old in before.records() {
            let new = after.get(&old.id).cloned().map(in_any_order);
            prop_assert_eq!(new, Some(in_any_order(expected(old, &wanted, &effect))), "{}", old.id);
        }
        let is_new = |id: &RecordId| before.get(id).is_none();
        let new: Vec<_> = after.records().filter(|it| is_new(&it.id)).map(|it| it.id.as_str()).collect();
        prop_assert_eq!(new, ["new"]);
    }

    #[test]
    fn everything_of_what_ends_has_exactly_one_heir_that_goes_on(owners in owners(), steps in steps()) {
        let (_, _, effect, after) = reorganised(&owners, steps)?;
        let mut seen = BTreeSet::new();
        for it in &effect.moved {
            prop_assert!(seen.insert((&it.record, &it.of)), "{} goes twice", it.record);
            prop_assert!(it.heirs.contains(&it.heir));
            prop_assert!(after.find::<Organisation>(&it.heir).is_some_and(|it| it.is_active(DAY)));
        }
        let is_gone = |id: &RecordId| after.find::<Organisation>(id).is_some_and(|it| !it.is_active(DAY));
        for (id, it) in after.all::<Element>() {
            let plan = after.find::<Plan>(&it.plan).unwrap();
            if plan.last_year.is_none_or(|last| DAY <= last.ends()) {
                prop_assert!(!it.organisations.is_empty() && !it.organisations.iter().any(is_gone), "{}", id);
            }
        }
        for (id, it) in after.all::<Plan>().filter(|(_, it)| it.last_year.is_some_and(|last| DAY <= last.ends())) {
            prop_assert!(!it.organisation.as_ref().is_some_and(is_gone), "{}", id);
        }
        for (id, it) in after.all::<Indicator>() {
            prop_assert!(!after.charged_first(it, OLD.next()).is_some_and(is_gone), "{}", id);
        }
        for (id, it) in after.all::<Organisation>().filter(|(_, it)| it.is_active(DAY)) {
            prop_assert!(!it.parent.as_ref().is_some_and(is_gone), "{}", id);
        }
    }

    #[test]
    fn everything_before_the_day_is_as_it_was(owners in owners(), steps in steps()) {
        let (before, _, _, after) = reorganised(&owners, steps)?;
        let day = yesterday();
        for (id, old) in before.all::<Organisation>() {
            let new = after.find::<Organisation>(id).unwrap();
            prop_assert_eq!(new.name_on(day), old.name_on(day));
            prop_assert_eq!(new.name_in(OLD), old.name_in(OLD));
            prop_assert_eq!(new.parent_on(day), old.parent_on(day));
            prop_assert_eq!(new.is_active(day), old.is_active(day));
            prop_assert_eq!(
                after.department_in(id, OLD).map(|it| it.0), before.department_in(id, OLD).map(|it| it.0)
            );
        }
        for (id, old) in before.all::<Element>() {
            let new = after.find::<Element>(id).unwrap();
            prop_assert_eq!(new.organisations_on(day), old.organisations_on(day));
        }
        for (id, it) in before.all::<Indicator>() {
            prop_assert_eq!(after.charged_first(it, OLD), before.charged_first(it, OLD), "{}", id);
            prop_assert_eq!(after.all_charged(it, OLD), before.all_charged(it, OLD), "{}", id);
        }
        for (id, it) in after.all::<Organisation>() {
            prop_assert!(before.find::<Organisation>(id).is_some() || !it.is_active(day), "{} came early", id);
        }
    }

    #[test]
    fn the_order_of_the_steps_does_not_matter(
        owners in owners(),
        (steps, shuffled) in steps().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        let before = town(&owners);
        let (one, other) = (wanted(steps), wanted(shuffled));
        let (one, other) = (one.effect(&before, &BTreeSet::new()), other.effect(&before, &BTreeSet::new()));
        match (one, other) {
            (Ok(one), Ok(other)) => {
                prop_assert_eq!(one.moved, other.moved);
                prop_assert_eq!(one.proposals, other.proposals);
            }
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
    }

    #[test]
    fn what_a_person_chose_is_what_comes(owners in owners(), steps in steps(), pick in any::<prop::sample::Index>()) {
        let (before, mut wanted, effect, _) = reorganised(&owners, steps)?;
        let open: Vec<_> = effect.moved.iter().filter(|it| it.is_open()).collect();
        prop_assume!(!open.is_empty());
        let it = pick.get(&open);
        let heir = it.heirs.last().unwrap().clone();
        wanted.choices = vec![Choice { record: it.record.clone(), of: it.of.clone(), heir: heir.clone() }];
        let after = wanted.effect(&before, &BTreeSet::new()).unwrap();
        let now = after.moved.iter().find(|now| (&now.record, &now.of) == (&it.record, &it.of)).unwrap();
        prop_assert_eq!(&now.heir, &heir);
        let rest = after.moved.iter().filter(|now| now.record != it.record && now.matter != Matter::Indicator);
        for now in rest {
            let then = effect.moved.iter().find(|then| (&then.record, &then.of) == (&now.record, &now.of));
            prop_assert_eq!(then.map(|it| &it.heir), Some(&now.heir));
        }
    }
}
