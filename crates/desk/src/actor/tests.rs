use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use plan::draft::{self, Proposal};
use plan::organisation::Ended;
use plan::record::Record;

use super::*;

/// 総務部 with 企画課 and 庶務課; 庶務課 ended on 1 April 2026 and its work went to 企画課. 福祉部 stands alone.
fn edition() -> Edition {
    let town = MunicipalityCode::parse("990019").unwrap();
    let below = |name: &str| Organisation { parent: Some(RecordId::new("somu")), ..Organisation::new(name) };
    let ended = Ended { on: date(2026, 4, 1), into: vec![RecordId::new("kikaku")] };
    let records = [
        ("somu", Organisation::new("総務部")),
        ("kikaku", below("企画課")),
        ("shomu", Organisation { ended: Some(ended), ..below("庶務課") }),
        ("fukushi", Organisation::new("福祉部")),
    ];
    let put = records.map(|(id, it)| Proposal::put(Record::new(RecordId::new(id), it)));
    let empty = Edition::empty(town);
    let edits = draft::edits(put.to_vec(), &empty);
    empty.imagined(edits, &StaffId("s".to_owned()), Timestamp::UNIX_EPOCH)
}

fn actor(posts: &[(Role, Option<&str>, Option<Date>)]) -> Actor {
    let post = |(role, organisation, until): &(Role, Option<&str>, Option<Date>)| Post {
        role: *role,
        organisation: organisation.map(RecordId::new),
        from: date(2020, 4, 1),
        until: *until,
        stands_in_for: None,
        given_by: StaffId("admin".to_owned()),
    };
    Actor {
        town: MunicipalityCode::parse("990019").unwrap(),
        id: StaffId("s1".to_owned()),
        name: "試験".to_owned(),
        posts: posts.iter().map(post).collect(),
        today: date(2026, 11, 21),
    }
}

fn may(actor: &Actor, deed: Deed, organisation: &str) -> bool {
    actor.may(deed, Some(&RecordId::new(organisation)), &edition()).is_ok()
}

#[test]
fn a_section_reaches_its_own_and_a_department_what_is_below_it() {
    let writer = actor(&[(Role::Writer, Some("kikaku"), None)]);
    assert!(may(&writer, Deed::WriteText, "kikaku"));
    let above = writer.stands(Deed::WriteText, Some(&RecordId::new("somu")), &edition()).unwrap();
    assert_eq!(above, (Role::Writer, Relation::Above), "what is above is not one's own");
    assert!(!may(&writer, Deed::Submit, "somu") && !may(&writer, Deed::Ask, "somu"));
    assert!(!may(&writer, Deed::WriteText, "fukushi"));
    let head = actor(&[(Role::DepartmentHead, Some("somu"), None)]);
    assert!(may(&head, Deed::Pass, "kikaku") && may(&head, Deed::Pass, "somu"));
    assert!(!may(&head, Deed::Pass, "fukushi"));
}

#[test]
fn of_two_posts_the_nearer_one_counts() {
    let both = actor(&[(Role::Writer, Some("kikaku"), None), (Role::Writer, Some("somu"), None)]);
    let stands = both.stands(Deed::WriteText, Some(&RecordId::new("somu")), &edition()).unwrap();
    assert_eq!(stands, (Role::Writer, Relation::Own));
}

#[test]
fn the_work_of_a_section_that_ended_belongs_to_those_who_took_it_over() {
    let heir = actor(&[(Role::Writer, Some("kikaku"), None)]);
    assert!(may(&heir, Deed::WriteText, "shomu"));
    let left_over = actor(&[(Role::Writer, Some("shomu"), None)]);
    assert!(!may(&left_over, Deed::WriteText, "shomu"), "its post ended with the section");
}

#[test]
fn a_post_that_ended_opens_nothing_and_one_held_beside_it_still_does() {
    let yesterday = Some(date(2026, 11, 20));
    let moved = actor(&[(Role::Writer, Some("kikaku"), yesterday), (Role::Writer, Some("fukushi"), None)]);
    assert!(!may(&moved, Deed::ReadSheet, "kikaku"));
    assert!(may(&moved, Deed::ReadSheet, "fukushi"));
    let last_day = actor(&[(Role::Writer, Some("kikaku"), Some(date(2026, 11, 21)))]);
    assert!(may(&last_day, Deed::ReadSheet, "kikaku"), "the last day is held to its end");
}

#[test]
fn whoever_has_no_post_may_nothing() {
    let nobody = actor(&[]);
    for deed in Deed::ALL {
        assert!(nobody.may(deed, None, &edition()).is_err() && !nobody.might(deed));
    }
}

#[test]
fn a_circle_of_organisations_ends() {
    let circle =
        |parent: &str| Organisation { parent: Some(RecordId::new(parent)), ..Organisation::new("環") };
    let records = [("a", circle("b")), ("b", circle("a"))];
    let put: Vec<_> =
        records.into_iter().map(|(id, it)| Proposal::put(Record::new(RecordId::new(id), it))).collect();
    let before = edition();
    let edits = draft::edits(put, &before);
    let edition = Arc::new(before.imagined(edits, &StaffId("s".to_owned()), Timestamp::UNIX_EPOCH));
    let writer = actor(&[(Role::Writer, Some("kikaku"), None)]);
    assert!(writer.may(Deed::WriteText, Some(&RecordId::new("a")), &edition).is_err());
}

#[test]
fn nobody_reaches_what_they_will_take_over_before_the_day() {
    let edition = edition();
    let ended = Ended { on: date(2026, 11, 22), into: vec![RecordId::new("kikaku")] };
    let fukushi = Organisation { ended: Some(ended), ..Organisation::new("福祉部") };
    let put = vec![Proposal::put(Record::new(RecordId::new("fukushi"), fukushi))];
    let edits = draft::edits(put, &edition);
    let after = edition.imagined(edits, &StaffId("s".to_owned()), Timestamp::UNIX_EPOCH);
    let on = |day| Actor { today: day, ..actor(&[(Role::Writer, Some("kikaku"), None)]) };
    let reads = |day| on(day).may(Deed::ReadSheet, Some(&RecordId::new("fukushi")), &after).is_ok();
    assert!(!reads(date(2026, 11, 21)) && reads(date(2026, 11, 22)));
}

#[test]
fn what_is_yet_to_begin_is_got_ready_by_those_whose_work_it_takes_over() {
    let edition = edition();
    let begins = date(2027, 4, 1);
    let new = |name: &str| Organisation { founded: Some(begins), ..Organisation::new(name) };
    let into = vec![RecordId::new("toshi"), RecordId::new("doro")];
    let fukushi = Organisation { ended: Some(Ended { on: begins, into }), ..Organisation::new("福祉部") };
    let records =
        [("fukushi", fukushi), ("toshi", new("都市計画部")), ("doro", new("道路部")), ("alone", new("新部"))];
    let put = records.map(|(id, it)| Proposal::put(Record::new(RecordId::new(id), it)));
    let edits = draft::edits(put.into(), &edition);
    let after = edition.imagined(edits, &StaffId("s".to_owned()), Timestamp::UNIX_EPOCH);
    let writes = |own: &str, asked: &str, today| {
        let writer = Actor { today, ..actor(&[(Role::Writer, Some(own), None)]) };
        writer.may(Deed::WriteText, Some(&RecordId::new(asked)), &after).is_ok()
    };
    let eve = date(2027, 3, 31);
    assert!(writes("fukushi", "toshi", eve) && writes("fukushi", "doro", eve), "both of its heirs");
    assert!(!writes("fukushi", "alone", eve) && !writes("kikaku", "toshi", eve));
    assert!(
        !writes("fukushi", "toshi", begins) && writes("toshi", "toshi", begins),
        "from the day on its own"
    );
    assert!(!writes("toshi", "fukushi", eve), "nobody reads before the day what they take over");
}

#[test]
fn a_step_is_taken_by_ones_own_post_before_one_held_in_somebodys_place() {
    let chief = |organisation| (Role::SectionChief, Some(organisation), None);
    let mut both = actor(&[chief("kikaku"), chief("fukushi"), chief("kikaku")]);
    both.posts[0].stands_in_for = Some(StaffId("s2".to_owned()));
    both.posts[1].stands_in_for = Some(StaffId("s3".to_owned()));
    let edition = edition();
    let place_of = |organisation: &str| {
        let hand =
            both.hand(Role::SectionChief, (&RecordId::new(organisation), &edition), Timestamp::UNIX_EPOCH);
        hand.stands_in_for.map(|it| it.0)
    };
    assert_eq!(place_of("kikaku"), None);
    assert_eq!(place_of("fukushi").as_deref(), Some("s3"), "their own post is of another organisation");
    let mut planner = actor(&[(Role::Planning, Some("kikaku"), None), (Role::Planning, None, None)]);
    planner.posts[0].stands_in_for = Some(StaffId("s4".to_owned()));
    let kikaku = RecordId::new("kikaku");
    let hand = planner.hand(Role::Planning, (&kikaku, &edition), Timestamp::UNIX_EPOCH);
    assert_eq!(hand.stands_in_for, None, "their own post opens it, though the other is nearer");
}
