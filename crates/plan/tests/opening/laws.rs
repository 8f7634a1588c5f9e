//! What holds for every town.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::date;
use plan::decision::Change;
use plan::draft;
use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::link::{Link, LinkKind};
use plan::opening::{Choices, Opening, Texts};
use plan::organisation::{Ended, Organisation};
use plan::plan::Plan;
use plan::record::{Body, Kind, Record, RecordId};
use proptest::prelude::*;

use crate::town::{
    NEXT, assert_sound, decided, element, entry, form, id, indicator, organisation, record, statement, town,
};

const SECTIONS: usize = 5;

/// Five sections; each may have ended and gone to those with a higher number.
fn organisations() -> impl Strategy<Value = Vec<Record>> {
    let one = (prop::option::weighted(0.4, 2020i16..2029), prop::collection::btree_set(0..SECTIONS, 0..3));
    prop::collection::vec(one, SECTIONS).prop_map(|all| {
        let made = all.into_iter().enumerate().map(|(at, (ended, into))| {
            let into = into.into_iter().filter(|it| *it > at).map(|it| id(&format!("o{it}"))).collect();
            let ended = ended.map(|year| Ended { on: date(year, 4, 1), into });
            record(&format!("o{at}"), Organisation { ended, ..organisation(&format!("第{at}課")) })
        });
        made.collect()
    })
}

/// Elements of up to five statements, some below others, with indicators and ties.
fn plans() -> impl Strategy<Value = Vec<Record>> {
    let one = (0..SECTIONS, prop::collection::vec((0..SECTIONS, any::<bool>(), any::<bool>()), 0..4));
    prop::collection::vec(one, 0..5).prop_map(|all| {
        let mut records = vec![];
        for (at, (owner, elements)) in all.into_iter().enumerate() {
            let plan = format!("s26-{at}");
            records.push(record(
                &plan,
                statement(&format!("o{owner}"), &format!("令和8年度 第{owner}課の目標")),
            ));
            let mut above: Option<RecordId> = None;
            for (number, (charged, hangs, is_measured)) in elements.into_iter().enumerate() {
                let name = format!("e26-{at}-{number}");
                let it = element(&plan, &number.to_string(), &name, &[&format!("o{charged}")]);
                let parent = above.clone().filter(|_| hangs);
                let level = u8::from(parent.is_some());
                if parent.is_none() {
                    above = Some(id(&name));
                }
                records.push(record(&name, Element { parent, level, ..it }));
                if is_measured {
                    records.push(record(&format!("i-{at}-{number}"), indicator(&[&name])));
                }
            }
        }
        records
    })
}

fn years() -> impl Strategy<Value = Vec<Record>> {
    let one = (0u16..360, 0u16..40, any::<bool>());
    (any::<bool>(), prop::collection::vec(one, 0..6)).prop_map(|(has_form, all)| {
        let mut records = vec![];
        if has_form {
            records.push(Record { internal: true, ..record("form-2026", form("様式1")) });
        }
        for (at, (day, length, is_work)) in all.into_iter().enumerate() {
            let from = date(2026, 4, 1) + i32::from(day).days();
            let form = (is_work && has_form).then_some("form-2026");
            let it = entry(&format!("予定{at}"), from, from + i32::from(length).days(), form);
            records.push(record(&format!("cal26-{at}"), it));
        }
        records
    })
}

fn towns() -> impl Strategy<Value = Edition> {
    (organisations(), plans(), years()).prop_map(|(organisations, plans, years)| {
        let elements: Vec<RecordId> =
            plans.iter().filter(|it| it.body.kind() == Kind::Element).map(|it| it.id.clone()).collect();
        let ties = elements.windows(2).map(|pair| {
            let link =
                Link { from: pair[0].clone(), to: pair[1].clone(), kind: LinkKind::Related, note: None };
            Record::new(link.id(), link)
        });
        let ties: Vec<Record> = ties.collect();
        town(organisations.into_iter().chain(plans).chain(years).chain(ties))
    })
}

fn choices() -> impl Strategy<Value = Choices> {
    let organisations = prop::option::weighted(0.3, prop::collection::btree_set(0..SECTIONS, 0..4));
    let deadlines = prop::collection::btree_map(0usize..6, 0u16..420, 0..4);
    let today = prop::option::of(0i32..700);
    let without = prop::collection::btree_set(0usize..6, 0..2);
    let all = (organisations, any::<bool>(), deadlines, today, without);
    all.prop_map(|(organisations, last, deadlines, today, without)| Choices {
        today: today.map(|days| date(2026, 9, 1) + days.days()),
        without: without.into_iter().map(|at| id(&format!("cal27-{at}"))).collect(),
        organisations: organisations.map(|it| it.into_iter().map(|it| id(&format!("o{it}"))).collect()),
        texts: if last { Texts::LastYears } else { Texts::Empty },
        deadlines: deadlines
            .into_iter()
            .map(|(at, day)| (id(&format!("cal27-{at}")), date(2027, 3, 1) + i32::from(day).days()))
            .collect(),
    })
}

fn opened(edition: &Edition, opening: &Opening) -> Edition {
    if draft::edits(opening.proposals.clone(), edition).is_empty() {
        return edition.clone();
    }
    decided(edition, opening.proposals.clone())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn an_opening_can_be_decided_and_holds_together(edition in towns(), choices in choices()) {
        assert_sound(&opened(&edition, &Opening::of(&edition, NEXT, &choices)));
    }

    #[test]
    fn opening_twice_changes_nothing(edition in towns(), choices in choices()) {
        let after = opened(&edition, &Opening::of(&edition, NEXT, &choices));
        let again = Opening::of(&after, NEXT, &choices);
        let edits = draft::edits(again.proposals, &after);
        prop_assert!(edits.is_empty(), "{:?}", edits.iter().map(|it| it.change.id().to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_is_left_as_it_was(edition in towns(), choices in choices()) {
        let after = opened(&edition, &Opening::of(&edition, NEXT, &choices));
        for record in edition.records() {
            let now = after.get(&record.id).unwrap();
            match (&record.body, &now.body) {
                (Body::Indicator(old), Body::Indicator(new)) => {
                    prop_assert!(new.elements.starts_with(&old.elements));
                    prop_assert_eq!(&Indicator { elements: vec![], ..old.clone() }, &Indicator { elements: vec![], ..new.clone() });
                }
                _ => prop_assert_eq!(record, now),
            }
        }
    }

    #[test]
    fn every_element_is_taken_over_or_told(edition in towns(), choices in choices()) {
        let opening = Opening::of(&edition, NEXT, &choices);
        let after = opened(&edition, &opening);
        let continued: BTreeSet<&RecordId> =
            after.all::<Link>().filter(|(_, it)| it.kind == LinkKind::Continues).map(|(_, it)| &it.to).collect();
        for (id, old) in edition.all::<Element>() {
            let unchosen = choices.organisations.is_some();
            prop_assert!(unchosen || continued.contains(id) != opening.left.contains(id), "{id}");
            prop_assert!(!(continued.contains(id) && opening.left.contains(id)));
            let plan = &edition.find::<Plan>(&old.plan).unwrap().name;
            let is_told = opening.sentences.iter().any(|it| it.ja.contains(plan) || it.ja.contains(&old.title));
            let parent = old.parent.is_some();
            prop_assert!(continued.contains(id) || is_told || parent, "{id} is dropped in silence");
        }
    }

    #[test]
    fn only_what_a_year_begins_with_is_proposed(edition in towns(), choices in choices()) {
        for proposal in Opening::of(&edition, NEXT, &choices).proposals {
            let Change::Put(record) = proposal.change else { panic!("nothing is retired") };
            let kind = record.body.kind();
            let right = matches!(
                kind,
                Kind::Plan | Kind::Element | Kind::Link | Kind::Indicator | Kind::Form | Kind::CalendarEntry
            );
            prop_assert!(right, "{kind:?}");
            prop_assert_eq!(record.internal, kind == Kind::Form);
        }
    }

    #[test]
    fn a_deadline_of_work_is_a_working_day_before_the_next_stage(edition in towns(), choices in choices()) {
        let opening = Opening::of(&edition, NEXT, &choices);
        for dated in opening.dates.iter().filter(|it| it.is_work && !it.left_out) {
            prop_assert!(plan::working_day::is_working_day(dated.to), "{}", dated.to);
            prop_assert!(dated.from <= dated.to);
        }
        let old = |it: &plan::opening::Dated| {
            let old = id(&it.id.as_str().replace("cal27", "cal26"));
            edition.find::<plan::calendar::CalendarEntry>(&old).map(|it| (it.from, it.to))
        };
        let works: Vec<_> = opening.dates.iter().filter(|it| it.is_work && !it.left_out).filter_map(|it| Some((it, old(it)?))).collect();
        for (a, (_, end)) in &works {
            for (b, (begin, _)) in &works {
                prop_assert!(a.id == b.id || begin < end || a.to <= b.from, "{} {} {} {}", a.id, a.to, b.id, b.from);
            }
        }
    }
}
