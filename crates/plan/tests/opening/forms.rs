//! Forms of last year, and the usual ones.

use plan::check;
use plan::element::Element;
use plan::form::{About, Asks, Form, Scope};
use plan::opening::{Opening, Weight, usual};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record};

use crate::town::{
    LAST, NEXT, assert_sound, decided, empty, foreseen, form, id, opened, record, told, town, ward,
};

fn hidden(name: &str, body: impl Into<Body>) -> Record {
    Record { internal: true, ..record(name, body) }
}

#[test]
fn last_years_forms_roll() {
    let edition = town(ward().into_iter().chain([hidden("form-2026-a", form("様式1 令和8年度運営方針"))]));
    let opening = foreseen(&edition);
    assert!(
        told(&opening, Weight::Done)
            .contains(&"令和8年度の様式1件を令和9年度のものとして写します（欄の年度も1年進みます）")
    );
    let after = decided(&edition, opening.proposals);
    let new = after.get(&id("form-2027-a")).unwrap();
    assert!(new.internal);
    let new: &Form = after.find(&id("form-2027-a")).unwrap();
    assert_eq!((new.fiscal_year, new.name.as_str()), (NEXT, "様式1 令和9年度運営方針"));
    assert_eq!(new.parts[0].fields[0].label, "R9目標");
    assert_eq!(new.parts[0].fields[0].asks, Asks::Target { year: 0 });
    assert_eq!(after.all::<Form>().count(), 2, "no usual ones where there are own ones");
}

#[test]
fn a_form_about_a_plan_that_is_over_is_told() {
    let plan = Plan {
        levels: vec!["施策".to_owned()],
        ..Plan::new(PlanKind::BasicPlan, "基本計画", LAST, Some(LAST))
    };
    let scope = Scope::InCharge { plan: id("p"), level: 0 };
    let edition = town([record("p", plan), hidden("f26", Form { scope, ..form("様式2") })]);
    let look = foreseen(&edition);
    assert!(told(&look, Weight::Look).iter().any(|it| it.contains("対象を選び直してください")));
    assert_sound(&opened(&edition));
}

#[test]
fn the_usual_forms_are_sound_and_ask_what_a_sheet_of_the_year_asks() {
    let edition = decided(&empty(), foreseen(&empty()).proposals);
    assert_sound(&edition);
    let odd: Vec<_> = check::edition(&edition, NEXT).into_iter().map(|it| it.check.code).collect();
    assert!(
        odd.iter().all(|it| *it == "work-nobody-owes"),
        "nobody has a statement yet, and else nothing: {odd:?}"
    );
    let forms = usual::forms(NEXT);
    let asked = |at: usize, about| -> Vec<String> {
        let fields = forms[at].1.fields().filter(|(part, _)| part.about == about);
        fields.map(|(_, field)| field.asks.key()).collect()
    };
    assert_eq!(forms[0].1.name, "令和9年度 目標の設定");
    assert_eq!(asked(0, About::Plan), ["section:vision", "section:mission", "section:policy", "note"]);
    assert_eq!(
        asked(0, About::Element)[2..7],
        ["section:problem", "section:strategy", "amount:settled:-2", "amount:initial:-1", "amount:initial:0"]
    );
    assert_eq!(asked(2, About::Indicator), ["actual:-1", "sample:-1", "explanation:-1"]);
    assert_eq!(asked(2, About::Element)[1..3], ["evaluation:self:-1", "future:self:-1"]);
    assert_eq!(asked(3, About::Element), ["opinion:-1", "note"]);
    assert_eq!(asked(4, About::Remark), ["response_status", "response", "note"]);
    let money = forms[0].1.parts[1].fields[4].name(NEXT).0;
    assert_eq!(money, "令和7年度決算");
}

#[test]
fn the_usual_forms_of_one_year_roll_into_those_of_the_next() {
    for ((_, form), (_, next)) in usual::forms(LAST).into_iter().zip(usual::forms(NEXT)) {
        assert_eq!(form.rolled(NEXT), next);
        assert!(next.difference(&form).is_empty());
    }
    let first = opened(&town(ward()));
    let second = Opening::of(&first, NEXT.next(), &plan::opening::Choices::default());
    let after = decided(&first, second.proposals);
    for (id, form) in usual::forms(NEXT.next()) {
        assert_eq!(after.find::<Form>(&id), Some(&form));
    }
    assert!(after.find::<Element>(&id("kw28-1-1")).is_some());
}
