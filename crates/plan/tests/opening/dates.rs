//! Deadlines of the new year.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use plan::calendar::{CalendarEntry, Phase};
use plan::opening::{Choices, Opening, Weight, usual};
use plan::record::Record;
use plan::working_day::is_working_day;

use crate::town::{
    NEXT, assert_sound, decided, empty, ended, entry, foreseen, form, id, opened, organisation, record, told,
    town, ward,
};

fn hidden() -> Record {
    Record { internal: true, ..record("form26", form("様式1")) }
}

/// The days of an entry of the new year that was so last year.
fn moved(from: Date, to: Date, form: Option<&str>) -> (Date, Date) {
    let after = opened(&town([hidden(), record("cal26-a", entry("令和7年度の実績の入力", from, to, form))]));
    let new: &CalendarEntry = after.find(&id("cal27-a")).unwrap();
    assert_eq!(new.title, "令和8年度の実績の入力");
    (new.from, new.to)
}

#[test]
fn a_deadline_is_the_same_day_of_the_month_or_the_working_day_before() {
    let work = Some("form26");
    assert_eq!(moved(date(2026, 4, 13), date(2026, 5, 15), work), (date(2027, 4, 13), date(2027, 5, 14)));
    assert_eq!(moved(date(2026, 4, 6), date(2026, 5, 1), work), (date(2027, 4, 6), date(2027, 4, 30)));
    assert_eq!(moved(date(2026, 12, 1), date(2026, 12, 28), None), (date(2027, 12, 1), date(2027, 12, 28)));
    assert_eq!(moved(date(2026, 6, 12), date(2026, 6, 12), None), (date(2027, 6, 11), date(2027, 6, 11)));
}

#[test]
fn an_event_on_a_sunday_keeps_its_date() {
    assert_eq!(moved(date(2026, 5, 31), date(2026, 5, 31), None), (date(2027, 5, 31), date(2027, 5, 31)));
    assert_eq!(moved(date(2026, 6, 20), date(2026, 8, 30), None).1, date(2027, 8, 30));
}

#[test]
fn the_end_of_february_has_a_day_in_every_year() {
    let entry = entry("予算", date(2028, 2, 29), date(2028, 2, 29), None);
    let entry = CalendarEntry { fiscal_year: NEXT, ..entry };
    let edition = town([record("cal27-a", entry)]);
    let opening = Opening::of(&edition, NEXT.next(), &Choices::default());
    let dated = opening.dates.iter().find(|it| it.id == id("cal28-a")).unwrap();
    assert_eq!((dated.from, dated.to), (date(2029, 2, 28), date(2029, 2, 28)));
}

/// Two stages, the second of which begins on the day after the first.
fn stages() -> Vec<Record> {
    let first = entry("素案", date(2026, 10, 1), date(2026, 11, 20), Some("form26"));
    let second = entry("案", date(2026, 11, 24), date(2026, 12, 18), Some("form26"));
    vec![hidden(), record("cal26-1", first), record("cal26-2", second)]
}

fn chosen(deadlines: &[(&str, Date)]) -> Opening {
    let deadlines: BTreeMap<_, _> = deadlines.iter().map(|(it, day)| (id(it), *day)).collect();
    Opening::of(&town(stages()), NEXT, &Choices { deadlines, ..Choices::default() })
}

fn due(opening: &Opening, name: &str) -> Date {
    opening.dates.iter().find(|it| it.id == id(name)).unwrap().to
}

#[test]
fn the_person_sets_a_deadline() {
    let opening = chosen(&[("cal27-1", date(2027, 11, 5))]);
    assert_eq!(due(&opening, "cal27-1"), date(2027, 11, 5));
    assert!(told(&opening, Weight::Look).iter().all(|it| !it.contains("期限")));
    let early = chosen(&[("cal27-1", date(2027, 9, 1))]);
    let entry = early.dates.iter().find(|it| it.id == id("cal27-1")).unwrap();
    assert_eq!(
        (entry.from, entry.to),
        (date(2027, 9, 1), date(2027, 9, 1)),
        "it begins no later than it ends"
    );
}

#[test]
fn a_chosen_deadline_lies_on_a_working_day_and_not_after_the_next_stage_begins() {
    let closed = chosen(&[("cal27-1", date(2027, 11, 3))]);
    assert_eq!(due(&closed, "cal27-1"), date(2027, 11, 2));
    let sentence = "「素案」の期限令和9年11月3日は閉庁日（文化の日）なので、令和9年11月2日とします";
    assert!(told(&closed, Weight::Look).contains(&sentence), "{:?}", closed.sentences);
    let late = chosen(&[("cal27-1", date(2027, 12, 1))]);
    assert_eq!(due(&late, "cal27-1"), date(2027, 11, 24));
    let sentence = "「素案」の期限は、次の「案」が始まる令和9年11月24日を過ぎるので、令和9年11月24日とします";
    assert!(told(&late, Weight::Look).contains(&sentence), "{:?}", late.sentences);
}

#[test]
fn what_would_have_been_due_is_given_time_before_the_next_stage_or_told() {
    let on =
        |today| Opening::of(&town(stages()), NEXT, &Choices { today: Some(today), ..Choices::default() });
    let in_time = on(date(2027, 11, 19));
    assert_eq!(due(&in_time, "cal27-1"), date(2027, 11, 19), "today is time enough");
    let late = on(date(2027, 11, 22));
    assert_eq!(due(&late, "cal27-1"), date(2027, 11, 24), "ten working days, but the next stage begins");
    let sentence = "「素案」の期限令和9年11月19日は、もう過ぎているので、令和9年11月24日とします";
    assert!(told(&late, Weight::Look).contains(&sentence), "{:?}", late.sentences);
    let too_late = on(date(2028, 1, 20));
    assert_eq!(due(&too_late, "cal27-1"), date(2027, 11, 19));
    assert_eq!(due(&too_late, "cal27-2"), date(2028, 2, 3), "nothing follows it");
    assert!(told(&too_late, Weight::Look).iter().any(|it| it.contains("この予定を外してください")));
}

#[test]
fn an_entry_that_is_not_wanted_is_left_out_and_holds_nothing_back() {
    let edition = town(stages());
    let deadlines = [(id("cal27-1"), date(2027, 12, 1))].into();
    let choices = Choices { deadlines, without: [id("cal27-2")].into(), ..Choices::default() };
    let opening = Opening::of(&edition, NEXT, &choices);
    assert_eq!(due(&opening, "cal27-1"), date(2027, 12, 1), "the stage that would begin before is not there");
    assert_eq!(told(&opening, Weight::Kept), ["予定「案」は外します"]);
    assert!(
        opening.dates.iter().any(|it| it.left_out && it.id == id("cal27-2")),
        "so that it can be taken back"
    );
    let after = decided(&edition, opening.proposals);
    assert!(after.get(&id("cal27-1")).is_some() && after.get(&id("cal27-2")).is_none());
}

#[test]
fn who_owes_it_is_who_has_the_work_now() {
    let mut entry = entry("入力", date(2026, 4, 13), date(2026, 5, 15), None);
    entry.organisations = vec![id("old"), id("new")];
    let records = [
        record("old", ended("旧課", date(2027, 4, 1), &["new"])),
        record("new", organisation("新課")),
        record("cal26-a", entry),
    ];
    let edition = town(records);
    let opening = foreseen(&edition);
    assert!(
        told(&opening, Weight::Look).contains(&"「入力」の担当組織に廃止されたものがあり、「新課」にします")
    );
    let after = decided(&edition, opening.proposals);
    assert_eq!(after.find::<CalendarEntry>(&id("cal27-a")).unwrap().organisations, [id("new")]);
}

#[test]
fn work_goes_on_with_the_form_that_rolled() {
    let after = opened(&town(stages()));
    let work = after.find::<CalendarEntry>(&id("cal27-1")).unwrap().work.clone().unwrap();
    assert_eq!((work.form, work.label.as_str(), work.route.len()), (id("form27"), "確定", 2));
    assert_eq!(
        after.all::<CalendarEntry>().filter(|(_, it)| it.fiscal_year == NEXT).count(),
        2,
        "no usual ones"
    );
    assert_sound(&after);
}

#[test]
fn dates_without_work_are_joined_by_the_usual_stages() {
    let date_only = entry("市議会", date(2026, 9, 7), date(2026, 10, 2), None);
    let edition = town(ward().into_iter().chain([record("cal26-council", date_only)]));
    let after = opened(&edition);
    let works: Vec<&str> = after
        .all::<CalendarEntry>()
        .filter_map(|(_, it)| (it.fiscal_year == NEXT).then_some(it.work.as_ref()?.label.as_str()))
        .collect();
    let mut sorted = works.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, ["中間", "外部評価", "対応", "案", "確定", "素案", "速報"]);
    assert!(after.find::<CalendarEntry>(&id("cal27-council")).is_some());
    assert!(after.find::<CalendarEntry>(&id("cal-2027-published")).is_none(), "dates it has of its own");
    assert_sound(&after);
}

#[test]
fn where_there_are_own_forms_and_no_work_people_say_which_is_due_when() {
    let opening = foreseen(&town([hidden()]));
    assert!(told(&opening, Weight::Look).iter().any(|it| it.starts_with("票を出す予定がありません")));
    assert!(opening.dates.is_empty());
}

#[test]
fn the_usual_calendar_goes_through_the_year_in_order_on_working_days() {
    for year in 2020..2060 {
        let year = plan::fiscal_year::FiscalYear::new(year);
        let calendar = usual::calendar(year);
        let works: Vec<&CalendarEntry> =
            calendar.iter().map(|(_, it)| it).filter(|it| it.work.is_some()).collect();
        assert!(calendar.iter().all(|(_, it)| is_working_day(it.to) && it.from <= it.to));
        assert!(works.windows(2).all(|pair| pair[0].to < pair[1].from), "{year}");
        let phases = |phase| calendar.iter().filter(|(_, it)| it.phase == phase).count();
        assert!([Phase::Plan, Phase::Do, Phase::Check, Phase::Action].into_iter().all(|it| phases(it) > 0));
        let settled = works.iter().find(|it| it.title.ends_with("の確定")).unwrap();
        assert!(settled.to < year.starts(), "a plan is settled before its year begins");
    }
}

#[test]
fn no_year_breaks_it() {
    for year in [i16::MIN, -1, 0, 1, 9_999, i16::MAX] {
        let opening =
            Opening::of(&town(ward()), plan::fiscal_year::FiscalYear::new(year), &Choices::default());
        let _ = (opening.proposals.len(), empty());
    }
}
