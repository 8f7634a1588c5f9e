//! Forms and the works that use them: what cannot be filled in, and what nobody would fill in.

use jiff::civil::{Date, date};
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::check::{self, Severity};
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::organisation::{Ended, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::Record;
use plan::role::Role;

use crate::town::{TODAY, element, empty, fixes, id, ja, named, of_edition, plan, with, year};

fn part(about: About, keys: &[&str]) -> Part {
    let fields = keys.iter().map(|key| Field::new(Asks::parse(key).unwrap())).collect();
    Part { about, title: about.name().0.to_owned(), help: String::new(), fields, grows: false }
}

fn form(parts: Vec<Part>) -> Form {
    Form { fiscal_year: TODAY, name: "様式1".to_owned(), scope: Scope::Statement { year: 0 }, parts }
}

fn goals() -> Form {
    form(vec![
        part(About::Plan, &["section:vision"]),
        part(About::Indicator, &["target:0", "revision_reason:0"]),
    ])
}

fn of(code: &str, form: Form) -> Vec<String> {
    let found = of_edition(code, [Record { internal: true, ..Record::new(id("form"), form) }]);
    ja(&found).into_iter().map(str::to_owned).collect()
}

fn internal(key: &str) -> Field {
    Field { internal: true, ..Field::new(Asks::parse(key).unwrap()) }
}

/// A form with these fields on its only part.
fn asking(about: About, fields: Vec<Field>) -> Form {
    form(vec![Part { fields, ..part(about, &[]) }])
}

#[test]
fn a_form_asks_something() {
    assert_eq!(of("form-without-field", form(vec![])), ["様式「様式1」：欄が一つもありません"]);
    assert_eq!(of("form-without-field", goals()).len(), 0);
    let half = form(vec![part(About::Plan, &["title"]), part(About::Element, &[])]);
    assert_eq!(of("form-without-field", half.clone()).len(), 0);
    assert_eq!(of("empty-part", half), ["部「要素ごと」に欄がありません"]);
}

#[test]
fn a_form_asks_once() {
    let again =
        form(vec![part(About::Indicator, &["target:0"]), part(About::Indicator, &["actual:-1", "target:0"])]);
    assert_eq!(of("field-twice", again), ["様式「様式1」：指標ごとの「令和6年度目標値」を二度尋ねています"]);
    let both = form(vec![part(About::Plan, &["title"]), part(About::Element, &["title"])]);
    assert_eq!(of("field-twice", both).len(), 0, "of two sorts of subjects");
}

#[test]
fn a_part_asks_what_its_subject_can_answer() {
    let found = of("field-unsuited", form(vec![part(About::Plan, &["actual:-1"])]));
    assert_eq!(
        found,
        ["様式「様式1」：部「運営方針全体」（運営方針全体）では「令和5年度実績値」を尋ねられません"]
    );
    for (about, key) in [(About::Remark, "title"), (About::Element, "target:0"), (About::Indicator, "number")]
    {
        assert_eq!(of("field-unsuited", form(vec![part(about, &[key])])).len(), 1, "{key}");
    }
    let growing = Part { grows: true, ..part(About::Remark, &["response"]) };
    assert_eq!(of("field-unsuited", form(vec![growing])).len(), 1);
    let growing = Part { grows: true, ..part(About::Element, &["title"]) };
    assert_eq!(of("field-unsuited", form(vec![growing])).len(), 0);
    let scope = Scope::InCharge { plan: id("plan"), level: 3 };
    let deep = Record::new(id("form"), Form { scope, ..goals() });
    assert_eq!(of_edition("field-unsuited", [plan(), deep]).len(), 1, "the plan has three levels");
}

#[test]
fn what_is_internal_is_not_kept_in_a_public_record() {
    let of = |about, fields| of("internal-in-public", asking(about, fields));
    let found = of(About::Element, vec![internal("section:problem")]);
    assert!(found[0].contains("庁内メモ"), "{found:?}");
    let half = vec![Field::new(Asks::Actual { year: -1 }), internal("explanation:-1")];
    assert_eq!(of(About::Indicator, half).len(), 1);
    let whole = vec![internal("actual:-1"), internal("explanation:-1"), internal("note")];
    assert_eq!(of(About::Indicator, whole).len(), 0, "the whole record is internal");
    let note = vec![Field::new(Asks::StaffNote), Field::new(Asks::Actual { year: -1 })];
    assert_eq!(of(About::Indicator, note).len(), 0);
}

#[test]
fn a_form_has_a_place_for_the_reason() {
    let of = |keys: &[&str]| of("reason-not-asked", form(vec![part(About::Indicator, keys)]));
    assert_eq!(
        of(&["target:0"]),
        ["「令和6年度目標値」があるのに「令和6年度目標値の改定理由」の欄がありません"]
    );
    assert_eq!(of(&["grade:self:-1", "grade_reason:self:-2"]).len(), 1, "of another year");
    assert_eq!(of(&["grade:self:-1", "grade_reason:self:-1"]).len(), 0);
    let required = Field { required: true, ..Field::new(Asks::StaffNote) };
    assert_eq!(self::of("required-internal", asking(About::Plan, vec![required])).len(), 1);
    assert_eq!(self::of("required-internal", goals()).len(), 0);
}

#[test]
fn a_form_is_about_a_plan_that_is_in_force() {
    let of = |fiscal_year| {
        let scope = Scope::InCharge { plan: id("plan"), level: 1 };
        let form = Form { fiscal_year: year(fiscal_year), scope, ..goals() };
        of_edition("form-outside-plan", [plan(), Record::new(id("form"), form)]).len()
    };
    assert_eq!((of(2025), of(2026)), (0, 1));
}

fn entry(to: Date, work: Work) -> CalendarEntry {
    let (phase, title) = (Phase::Plan, "目標の設定".to_owned());
    let (fiscal_year, from) = (TODAY, date(2024, 4, 1));
    CalendarEntry { fiscal_year, phase, title, from, to, organisations: vec![], work: Some(work) }
}

fn work(route: &[Role]) -> Work {
    Work { label: "確定".to_owned(), form: id("form"), route: route.to_vec() }
}

/// An organisation with a statement of the year, the form, and one entry.
fn town(entry: CalendarEntry) -> Vec<Record> {
    let ended = Some(Ended { on: date(2023, 4, 1), into: vec![id("o")] });
    let statement = Plan {
        organisation: Some(id("o")),
        ..Plan::new(PlanKind::Statement, "運営方針", TODAY, Some(TODAY))
    };
    vec![
        Record::new(id("o"), Organisation::new("区役所")),
        Record::new(id("gone"), Organisation { ended, ..Organisation::new("旧課") }),
        Record::new(id("s"), statement),
        Record { internal: true, ..Record::new(id("form"), goals()) },
        Record::new(id("c"), entry),
    ]
}

#[test]
fn a_work_has_a_form_of_its_own_year() {
    let other = CalendarEntry { fiscal_year: year(2025), ..entry(date(2024, 4, 30), work(&[])) };
    let found = of_edition("work-of-other-year", town(other));
    let sentence = "年間予定「目標の設定」：令和7年度の予定ですが、様式は令和6年度のものです";
    assert_eq!(ja(&found), [sentence]);
    assert_eq!(of_edition("work-of-other-year", town(entry(date(2024, 4, 30), work(&[])))).len(), 0);
}

#[test]
fn a_route_goes_through_posts_of_an_organisation_once() {
    let of = |route: &[Role]| of_edition("broken-route", town(entry(date(2024, 4, 30), work(route)))).len();
    assert_eq!(of(&[Role::SectionChief, Role::DepartmentHead]), 0);
    assert_eq!(of(&[Role::SectionChief, Role::SectionChief]), 1);
    assert_eq!(of(&[Role::SectionChief, Role::Planning, Role::Finance]), 2);
}

#[test]
fn a_calendar_entry_ends_after_it_began() {
    let found = of_edition("misshapen", town(entry(date(2024, 3, 31), work(&[]))));
    assert_eq!(ja(&found), ["「c」：最終日が初日より前です"]);
}

#[test]
fn a_deadline_lies_on_a_working_day() {
    let of = |day| of_edition("deadline-closed", town(entry(day, work(&[]))));
    let found = of(date(2024, 5, 3));
    assert_eq!(ja(&found), ["期限の令和6年5月3日は閉庁日です（憲法記念日）"]);
    assert_eq!(fixes(&found), [("2024-05-03", "2024-05-02")]);
    assert_eq!(of(date(2024, 5, 2)).len(), 0);
    let mere = CalendarEntry { work: None, ..entry(date(2024, 5, 3), work(&[])) };
    assert_eq!(of_edition("deadline-closed", town(mere)).len(), 0, "a mere date may be any day");
}

#[test]
fn a_work_is_owed_by_somebody() {
    let of = |organisations: &[&str]| {
        let organisations = organisations.iter().map(|it| id(it)).collect();
        let entry = CalendarEntry { organisations, ..entry(date(2024, 4, 30), work(&[])) };
        of_edition("work-nobody-owes", town(entry)).len()
    };
    assert_eq!((of(&["o"]), of(&["gone"]), of(&["o", "gone"]), of(&[])), (0, 1, 0, 0));
    let without = |it: &Record| it.id != id("s");
    let lonely = town(entry(date(2024, 4, 30), work(&[]))).into_iter().filter(without);
    assert_eq!(of_edition("work-nobody-owes", lonely).len(), 1, "nobody has a statement");
    let scope = Scope::InCharge { plan: id("plan"), level: 0 };
    let levelled = |elements: Vec<Record>| {
        let form = Record::new(id("form"), Form { scope: scope.clone(), ..goals() });
        let records = town(entry(date(2024, 4, 30), work(&[]))).into_iter().filter(|it| it.id != id("form"));
        let records = records.chain([plan(), form]).chain(elements);
        of_edition("work-nobody-owes", records).len()
    };
    assert_eq!((levelled(vec![]), levelled(vec![element("e", 0, None)])), (1, 0));
}

#[test]
fn a_public_date_may_have_an_internal_form_and_nothing_else_internal() {
    let good = with(&empty(), town(entry(date(2024, 4, 30), work(&[]))));
    let errors = |edition| {
        check::edition(edition, TODAY).into_iter().filter(|it| it.severity() == Severity::Error).count()
    };
    assert_eq!(errors(&good), 0);
    let hidden = Record { internal: true, ..Record::new(id("o"), Organisation::new("区役所")) };
    let entry = CalendarEntry { organisations: vec![id("o")], ..entry(date(2024, 4, 30), work(&[])) };
    let bad = with(&good, [hidden, Record::new(id("c"), entry)]);
    assert_eq!(
        named("public-names-internal", check::edition(&bad, TODAY)).len(),
        3,
        "the entry, the statement, the predecessor"
    );
}
