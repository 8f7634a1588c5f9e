//! Statements, their trees, what they are tied to and measured by.

use plan::element::{Element, Meaning};
use plan::indicator::Indicator;
use plan::link::{Link, LinkKind};
use plan::opening::{Choices, Opening, Weight};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Kind, Record};

use crate::town::{
    LAST, NEXT, assert_sound, decided, element, empty, foreseen, id, opened, organisation, record, statement,
    told, town, ward, with_texts,
};

#[test]
fn a_statement_is_begun_anew_with_its_tree() {
    let after = opened(&town(ward()));
    let plan: &Plan = after.find(&id("ward-2027")).unwrap();
    assert_eq!(plan.name, "令和９年度 川端区運営方針");
    assert_eq!((plan.first_year, plan.last_year, &plan.head), (NEXT, Some(NEXT), &None));
    assert_eq!((plan.levels.len(), plan.sections.len()), (2, 0));
    let top: &Element = after.find(&id("kw27-1")).unwrap();
    assert_eq!((top.plan.as_str(), top.title.as_str()), ("ward-2027", "備えのあるまち"));
    assert_eq!((top.topics.len(), top.organisations.len(), top.sections.len()), (1, 1, 0));
    let below: &Element = after.find(&id("kw27-1-1")).unwrap();
    assert_eq!((below.parent.as_ref(), below.level, below.order), (Some(&id("kw27-1")), 1, 2));
    assert_sound(&after);
}

#[test]
fn texts_begin_as_last_years_where_one_wants_that() {
    let edition = town(ward());
    let opening = Opening::of(&edition, NEXT, &with_texts());
    assert_eq!(
        told(&opening, Weight::Look),
        ["「令和８年度 川端区運営方針」の「所感」は、方針の文かどうか分からないので写しません"]
    );
    let after = decided(&edition, opening.proposals);
    let plan: &Plan = after.find(&id("ward-2027")).unwrap();
    assert_eq!(plan.sections.iter().map(|it| it.meaning).collect::<Vec<_>>(), [Meaning::Vision]);
    assert_eq!(after.find::<Element>(&id("kw27-1")).unwrap().sections.len(), 1);
}

#[test]
fn ties_and_indicators_go_to_the_new_elements() {
    let concept = Plan {
        levels: vec!["政策".to_owned()],
        ..Plan::new(PlanKind::BasicPlan, "基本計画", LAST, Some(LAST))
    };
    let policy = Element { plan: id("p"), ..element("p", "1", "防災", &[]) };
    let serves =
        Link { from: id("kw26-1"), to: id("e"), kind: LinkKind::Serves, note: Some("訓練".to_owned()) };
    let towards = Link { from: id("e"), to: id("kw26-1-1"), kind: LinkKind::Related, note: None };
    let ties = [
        record("p", concept),
        record("e", policy),
        Record::new(serves.id(), serves),
        Record::new(towards.id(), towards),
    ];
    let edition = town(ward().into_iter().chain(ties));
    let opening = foreseen(&edition);
    assert!(told(&opening, Weight::Look)[0].contains("計画期間が終わっています"), "{:?}", opening.sentences);
    let after = decided(&edition, opening.proposals);
    let note = after.find::<Link>(&id("kw27-1/serves/e")).unwrap().note.clone();
    assert_eq!(note.as_deref(), Some("訓練"));
    assert!(after.find::<Link>(&id("e/related/kw27-1-1")).is_some());
    assert!(after.find::<Link>(&id("kw27-1/continues/kw26-1")).is_some());
    assert_eq!(after.find::<Indicator>(&id("i")).unwrap().elements, [id("kw26-1"), id("kw27-1")]);
}

#[test]
fn what_belongs_to_the_old_year_is_not_copied() {
    let target = plan::target::Target {
        indicator: id("i"),
        fiscal_year: LAST,
        condition: plan::condition::Condition::Words,
        words: "増やす".to_owned(),
        revision_reason: None,
    };
    let money = plan::amount::Amount::new(id("kw26-1"), LAST, plan::amount::AmountKind::Initial, 1);
    let more = [Record::new(target.id(), target), Record::new(money.id(), money)];
    let edition = town(ward().into_iter().chain(more));
    for proposal in foreseen(&edition).proposals {
        let plan::decision::Change::Put(record) = proposal.change else { panic!("nothing is retired") };
        let kind = record.body.kind();
        assert!(!matches!(kind, Kind::Target | Kind::Amount | Kind::Actual | Kind::Evaluation), "{kind:?}");
        assert!(edition.get(&record.id).is_none() || matches!(record.body, Body::Indicator(_)));
    }
}

#[test]
fn opening_tells_first_what_it_would_do() {
    let opening = foreseen(&town(ward()));
    let done = told(&opening, Weight::Done);
    assert_eq!(
        done[..2],
        [
            "令和8年度の運営方針1件（要素2件）を令和9年度に引き継ぎます。目標値、実績値、金額、評価、所属長は写しません",
            "つながり2件を新しい要素に付け、指標1件を新しい要素の指標にもします",
        ]
    );
    assert!(done[2].starts_with("様式がまだないので、標準の様式5件"), "{done:?}");
    let line = &opening.statements[0];
    assert_eq!(
        (line.from.as_str(), line.to.as_str(), line.elements, line.kept),
        ("ward-2026", "ward-2027", 2, false)
    );
}

#[test]
fn a_year_is_opened_for_some_organisations_and_later_for_the_others() {
    let other =
        [record("o2", organisation("企画部")), record("goal26", statement("o2", "令和8年度 企画部の目標"))];
    let edition = town(ward().into_iter().chain(other));
    let choices = Choices { organisations: Some([id("o2")].into()), ..Choices::default() };
    let opening = Opening::of(&edition, NEXT, &choices);
    assert_eq!(
        told(&opening, Weight::Kept),
        ["「令和８年度 川端区運営方針」は、組織が選ばれていないので引き継ぎません"]
    );
    let lines: Vec<_> = opening.statements.iter().map(|it| (it.name.as_str(), it.left_out)).collect();
    let expected = [("令和９年度 川端区運営方針", true), ("令和9年度 企画部の目標", false)];
    assert!(
        expected.iter().all(|it| lines.contains(it)),
        "what is left out can be chosen after all: {lines:?}"
    );
    let after = decided(&edition, opening.proposals);
    assert!(after.get(&id("goal27")).is_some() && after.get(&id("ward-2027")).is_none());
    let rest = foreseen(&after);
    assert!(
        told(&rest, Weight::Kept).contains(&"「令和9年度 企画部の目標」は既にあるので、そのままにします")
    );
    assert!(decided(&after, rest.proposals).get(&id("ward-2027")).is_some());
}

#[test]
fn a_statement_that_came_from_elsewhere_is_left_alone() {
    let mine = Plan { first_year: NEXT, last_year: Some(NEXT), ..statement("o", "川端区の約束") };
    let edition = town(ward().into_iter().chain([record("imported", mine)]));
    let opening = foreseen(&edition);
    assert_eq!(opening.statements[0].to, id("imported"));
    assert!(opening.statements[0].kept);
    assert!(!opening.proposals.iter().any(|it| it.change.id().as_str().starts_with("kw27")));
}

#[test]
fn a_statement_of_several_years_goes_on_by_itself_until_it_ends() {
    let long = |to: i16| Plan {
        last_year: Some(plan::fiscal_year::FiscalYear::new(to)),
        ..statement("o", "令和8・9年度の方針")
    };
    let edition = town([record("o", organisation("部")), record("s26", long(2027))]);
    assert!(foreseen(&edition).statements.is_empty(), "it covers the new year");
    let opening = Opening::of(&edition, plan::fiscal_year::FiscalYear::new(2028), &Choices::default());
    let after = decided(&edition, opening.proposals);
    let new: &Plan = after.find(&opening.statements[0].to).unwrap();
    assert_eq!((new.first_year.year(), new.last_year), (2028, Some(NEXT.next().next())));
    assert_eq!(new.name, "令和10・11年度の方針");
}

#[test]
fn a_statement_that_does_not_say_its_last_year_is_of_one_year() {
    let open = |year: i16, name: &str| {
        let first_year = plan::fiscal_year::FiscalYear::new(year);
        record(name, Plan { first_year, last_year: None, ..statement("o", "部の目標") })
    };
    let edition = town([record("o", organisation("部")), open(2025, "s25"), open(2026, "s26")]);
    let opening = foreseen(&edition);
    assert_eq!(opening.statements.iter().map(|it| it.from.as_str()).collect::<Vec<_>>(), ["s26"]);
    assert!(!opening.statements[0].kept);
    assert!(foreseen(&decided(&edition, opening.proposals)).statements[0].kept);
}

#[test]
fn what_is_internal_stays_internal() {
    let hidden = |it: Record| match it.body {
        Body::Plan(_) | Body::Element(_) | Body::Indicator(_) => Record { internal: true, ..it },
        _ => it,
    };
    let after = opened(&town(ward().into_iter().map(hidden)));
    assert!(
        ["ward-2027", "kw27-1", "kw27-1/continues/kw26-1"]
            .iter()
            .all(|it| after.get(&id(it)).unwrap().internal)
    );
    assert_eq!(after.public().all::<Plan>().count(), 0);
}

#[test]
fn a_town_without_anything_is_given_the_usual_and_told_so() {
    let opening = foreseen(&empty());
    assert_eq!(told(&opening, Weight::Look), ["引き継ぐ前年度の運営方針がありません"]);
    let after = decided(&empty(), opening.proposals);
    assert_eq!(after.all::<plan::form::Form>().count(), 5);
}

#[test]
fn an_opening_that_was_undone_can_be_done_again() {
    let edition = town(ward());
    let opened = opened(&edition);
    let edits = plan::draft::inverse(&opened, opened.number()).unwrap();
    let undone = opened.imagined(
        edits,
        &plan::decision::StaffId(String::new()),
        "2026-11-21T00:00:00Z".parse().unwrap(),
    );
    assert!(undone.get(&id("ward-2027")).is_none());
    let again = decided(&undone, foreseen(&undone).proposals);
    assert_eq!(again.find::<Plan>(&id("ward-2027")), opened.find::<Plan>(&id("ward-2027")));
    assert_eq!(again.find::<Element>(&id("kw27-1-1")), opened.find::<Element>(&id("kw27-1-1")));
}
