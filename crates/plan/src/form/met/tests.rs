use proptest::prelude::*;

use super::*;
use crate::fiscal_year::FiscalYear;
use crate::form::{Asks, Part, Scope, Way};

fn field(key: &str) -> Field {
    Field::new(Asks::parse(key).unwrap())
}

fn part(about: About, title: &str, keys: &[&str]) -> Part {
    let fields = keys.iter().map(|key| field(key)).collect();
    Part { about, title: title.to_owned(), help: String::new(), fields, grows: false }
}

fn form() -> Form {
    Form {
        fiscal_year: FiscalYear::new(2026),
        name: "様式1".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, "全体", &["section:vision", "section:mission"]),
            part(About::Element, "課題", &["number", "title", "section:problem"]),
            part(About::Indicator, "指標", &["target:0", "actual:-1"]),
        ],
    }
}

fn called(key: &str, label: &str) -> Field {
    Field { label: label.to_owned(), ..field(key) }
}

fn clash(field: Field, is_gone: bool) -> FormClash {
    FormClash::Field { about: About::Element, field, is_gone }
}

#[test]
fn nothing_moves_where_something_clashes() {
    let now = form().altered(Alteration::PutField(1, 1, called("title", "課題名"))).unwrap();
    let (mine, up) = (called("title", "重点課題"), Alteration::MovePart(2, Way::Up));
    let met = now.clone().met(&form(), vec![Alteration::PutField(1, 1, mine.clone()), up.clone()]).unwrap();
    assert_eq!(met, Met { form: now, clashes: vec![clash(mine, false), FormClash::Step(up)] });
}

#[test]
fn what_two_people_changed_in_different_fields_is_both_there() {
    let mine = Alteration::PutField(1, 2, called("section:problem", "現状"));
    let now = form().altered(Alteration::MovePart(1, Way::Up)).unwrap();
    let now = now.altered(Alteration::PutField(0, 1, called("title", "課題名"))).unwrap();
    let met = now.met(&form(), vec![mine]).unwrap();
    assert_eq!(met.clashes, vec![]);
    let labels: Vec<&str> = met.form.parts[0].fields.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels, ["", "課題名", "現状"], "the part moved, and the change followed it");
}

#[test]
fn what_two_people_changed_otherwise_in_one_field_is_told_and_theirs_stands() {
    let now = form().altered(Alteration::PutField(1, 1, called("title", "課題名"))).unwrap();
    let mine = called("title", "重点課題");
    let met = now.clone().met(&form(), vec![Alteration::PutField(1, 1, mine.clone())]).unwrap();
    assert_eq!(met, Met { form: now.clone(), clashes: vec![clash(mine, false)] });
    let same = now.clone().met(&form(), vec![Alteration::PutField(1, 1, called("title", "課題名"))]).unwrap();
    assert_eq!(same, Met { form: now, clashes: vec![] }, "who typed the same is in nobody's way");
}

#[test]
fn what_somebody_removed_does_not_come_back_and_is_told() {
    let now = form().altered(Alteration::RemoveField(1, 1)).unwrap();
    let mine = called("title", "課題名");
    let met = now.clone().met(&form(), vec![Alteration::PutField(1, 1, mine.clone())]).unwrap();
    assert_eq!(met.clashes, vec![clash(mine, true)]);
    let again = now.clone().met(&form(), vec![Alteration::RemoveField(1, 1)]).unwrap();
    assert_eq!((again.form, again.clashes.len()), (now, 1), "the next field is not removed in its place");
}

#[test]
fn what_somebody_changed_is_not_removed_by_who_did_not_see_it() {
    let now = form().altered(Alteration::PutField(1, 1, called("title", "課題名"))).unwrap();
    for step in [Alteration::RemoveField(1, 1), Alteration::RemovePart(1)] {
        let met = now.clone().met(&form(), vec![step.clone()]).unwrap();
        assert_eq!(met, Met { form: now.clone(), clashes: vec![FormClash::Step(step)] });
    }
}

#[test]
fn what_somebody_only_saw_takes_nothing_back() {
    let now = form().altered(Alteration::PutField(1, 1, called("title", "課題名"))).unwrap();
    let now = now.altered(Alteration::RemovePart(0)).unwrap();
    let seen = form().parts.into_iter().enumerate().flat_map(|(at, part)| {
        let put = move |(order, field)| Alteration::PutField(at, order, field);
        part.fields.into_iter().enumerate().map(put)
    });
    let met = now.clone().met(&form(), seen.collect()).unwrap();
    assert_eq!(met, Met { form: now, clashes: vec![] });
}

fn any_step() -> impl Strategy<Value = Alteration> {
    let place = (0usize..3, 0usize..3);
    let way = prop::sample::select(vec![Way::Up, Way::Down]);
    prop_oneof![
        4 => (place.clone(), "[あいう]{1,2}").prop_filter_map("no such field", |((part, at), label)| {
            let field = form().parts.get(part)?.fields.get(at)?.clone();
            Some(Alteration::PutField(part, at, Field { label, ..field }))
        }),
        1 => (0usize..3, way.clone()).prop_map(|(part, way)| Alteration::MovePart(part, way)),
        1 => (place, way).prop_filter_map("no such field", |((part, at), way)| {
            form().parts.get(part)?.fields.get(at)?;
            Some(Alteration::MoveField(part, at, way))
        }),
        1 => "[あいう]{1,2}".prop_map(|name| Alteration::PutForm { name, scope: Scope::Statement { year: 0 } }),
    ]
}

fn is_put(step: &Alteration) -> bool {
    matches!(step, Alteration::PutField(..) | Alteration::PutForm { .. })
}

proptest! {
    #[test]
    fn where_nobody_else_was_it_is_altering(steps in prop::collection::vec(any_step(), 0..6)) {
        let puts: Vec<_> = steps.into_iter().filter(is_put).collect();
        let plain = puts.iter().cloned().try_fold(form(), Form::altered).unwrap();
        prop_assert_eq!(form().met(&form(), puts).unwrap(), Met { form: plain, clashes: vec![] });
    }

    #[test]
    fn no_field_is_lost_and_none_comes_twice(mine in any_step(), theirs in prop::collection::vec(any_step(), 0..5)) {
        let now = theirs.into_iter().fold(form(), |now, step| now.met(&form(), vec![step]).unwrap().form);
        let met = now.met(&form(), vec![mine]).unwrap();
        let asked = |form: &Form| {
            let mut keys: Vec<_> = form.fields().map(|(part, it)| (part.about, it.asks)).collect();
            keys.sort();
            keys
        };
        prop_assert_eq!(asked(&met.form), asked(&form()));
    }

    #[test]
    fn either_my_words_stand_or_i_am_told(mine in any_step().prop_filter("words", is_put), theirs in prop::collection::vec(any_step(), 0..5)) {
        let now = theirs.into_iter().fold(form(), |now, step| now.met(&form(), vec![step]).unwrap().form);
        let met = now.clone().met(&form(), vec![mine.clone()]).unwrap();
        let stands = match &mine {
            Alteration::PutField(_, _, field) => met.form.fields().any(|(_, it)| it == field),
            Alteration::PutForm { name, .. } => met.form.name == *name,
            _ => false,
        };
        let only_seen = form().altered(mine).unwrap() == form();
        prop_assert!(only_seen && met.form == now || stands != met.clashes.iter().any(|_| true));
        prop_assert!(met.clashes.is_empty() || met.form == now, "what clashes changes nothing");
    }
}
