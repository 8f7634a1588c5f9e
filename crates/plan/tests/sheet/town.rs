//! A small town with a statement, and a form that asks everything.

use std::sync::Arc;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::amount::{Amount, AmountKind};
use plan::condition::Condition;
use plan::decision::{Decision, DecisionNumber, StaffId};
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::edition::Edition;
use plan::element::{Element, Meaning, Section};
use plan::evaluation::EvaluationKind;
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, FieldId, Form, Part, Scope};
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::rating::{Grade, RatingRule, RuleShape};
use plan::record::{Body, Record, RecordId};
use plan::refusal::Refusal;
use plan::remark::{Remark, Speaker};
use plan::sheet::entry::{Entries, Entry};
use plan::survey::Sample;
use plan::target::Target;
use plan::unit::Unit;

pub(crate) fn id(text: &str) -> RecordId {
    RecordId::new(text)
}

pub(crate) fn year(year: i16) -> FiscalYear {
    FiscalYear::new(year)
}

pub(crate) fn by(name: &str) -> StaffId {
    StaffId(name.to_owned())
}

fn record(name: &str, body: impl Into<Body>) -> Record {
    Record::new(id(name), body)
}

fn own(body: Target) -> Record {
    Record::new(body.id(), body)
}

pub(crate) fn figure(indicator: &str, of: i16, value: &str) -> Record {
    let it = Actual {
        indicator: id(indicator),
        fiscal_year: year(of),
        figure: Figure::Value(value.parse().unwrap()),
        status: Status::Final,
        sample: Some(Sample { sent: Some(1200), valid: 580, counted: None }),
        explanation: Some("雨の日が多かったため".to_owned()),
    };
    Record::new(it.id(), it)
}

pub(crate) fn promise(indicator: &str, of: i16, words: &str) -> Record {
    own(Target {
        indicator: id(indicator),
        fiscal_year: year(of),
        condition: Condition::parse(words, None).map_or(Condition::Words, |it| it.condition),
        words: words.to_owned(),
        revision_reason: None,
    })
}

fn indicator(name: &str, unit: &str) -> Indicator {
    Indicator {
        elements: vec![id("e-1")],
        direction: Some(Direction::Up),
        ..Indicator::new(name, IndicatorKind::Outcome, Unit::new(unit))
    }
}

fn element(number: &str, title: &str) -> Element {
    let section = |meaning, text: &str| Section {
        meaning,
        heading: "独自の見出し".to_owned(),
        paragraphs: vec![text.to_owned(), "二つ目の段落。".to_owned()],
    };
    Element {
        sections: vec![section(Meaning::Problem, "人手が足りない。"), section(Meaning::Action, "募集する。")],
        organisations: vec![id("o-sec")],
        ..Element::new(id("p"), 0, number, title)
    }
}

fn records() -> Vec<Record> {
    let town = Municipality {
        directions: ["拡充", "継続", "縮小"].map(str::to_owned).to_vec(),
        ..Municipality::new("若葉市")
    };
    let shape =
        RuleShape::MeetsTarget { met: Grade::new("A", "達成"), missed: Grade::new("B", "未達成") };
    let section = Organisation { parent: Some(id("o")), ..Organisation::new("歩くまち課") };
    let statement = Plan {
        organisation: Some(id("o")),
        levels: vec!["経営課題".to_owned(), "戦略".to_owned()],
        ..Plan::new(PlanKind::Statement, "令和7年度運営方針", year(2025), Some(year(2025)))
    };
    let money = Amount::new(id("e-1"), year(2025), AmountKind::Initial, 73_000_000);
    let remark = Remark {
        subject: id("e-1"),
        fiscal_year: year(2024),
        by: Speaker::Council,
        by_name: None,
        text: vec!["歩道が狭い。".to_owned()],
        said_on: None,
    };
    let below = Element { parent: Some(id("e-1")), level: 1, ..element("1-1", "見守りの輪") };
    vec![
        Record::new(RecordId::municipality(), town),
        record("r", RatingRule::new("A/B", shape)),
        record("o", Organisation::new("まちづくり部")),
        record("o-sec", section),
        record("o-other", Organisation::new("総務部")),
        record("p", statement),
        record("e-1", element("1", "歩いて暮らせるまち")),
        record("e-1-1", below),
        record("e-2", element("2", "にぎわい")),
        record("i-walk", indicator("よく歩く人の割合", "%")),
        record("i-team", indicator("見守りの団体", "団体")),
        Record::new(money.id(), money),
        record("k-1", remark),
        promise("i-walk", 2024, "46%以上"),
        promise("i-walk", 2025, "48%以上"),
        figure("i-walk", 2024, "47.1"),
        figure("i-walk", 2025, "47.5"),
        promise("i-team", 2025, "3団体以上"),
    ]
}

pub(crate) fn town() -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    decide(&empty, records().into_iter().map(Proposal::put).collect()).unwrap()
}

/// Decides proposals, as the desk does it.
pub(crate) fn decide(edition: &Edition, proposals: Vec<Proposal>) -> Result<Edition, Refusal> {
    let edits = draft::edits(proposals, edition);
    let (id, title, begun) = (DraftId("d".to_owned()), "票".to_owned(), Timestamp::UNIX_EPOCH);
    let draft = Draft { id, title, by: by("kikaku"), begun, sources: vec![], authors: [].into(), edits };
    let decision: Decision = draft.decide(edition, by("kikaku"), "理由", begun)?;
    Ok(edition.with(Arc::new(decision)))
}

/// The edition with records put into it as they are, and others taken out.
pub(crate) fn with(edition: &Edition, put: Vec<Record>, retire: &[&str]) -> Edition {
    let gone = retire.iter().map(|it| Proposal::retire(id(it)));
    let proposals = put.into_iter().map(Proposal::put).chain(gone).collect();
    let edits = draft::edits(proposals, edition);
    let decision = Decision {
        municipality: edition.municipality().clone(),
        number: DecisionNumber(edition.number().0 + 1),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        office: None,
        erratum: None,
        by: by("x"),
        reason: "x".to_owned(),
        sources: vec![],
        edits,
    };
    edition.with(Arc::new(decision))
}

const OWN: EvaluationKind = EvaluationKind::OwnAssessment;

fn part(about: About, asks: &[Asks]) -> Part {
    let fields = asks.iter().map(|it| Field::new(*it)).collect();
    Part { about, title: String::new(), help: String::new(), fields, grows: true }
}

/// A form that asks everything there is to ask.
pub(crate) fn form() -> Form {
    let money = Field {
        label: "予算（百万円）".to_owned(),
        ..Field::new(Asks::Money { kind: AmountKind::Initial, year: 0 })
    };
    let mut of_element = part(
        About::Element,
        &[
            Asks::Number,
            Asks::Title,
            Asks::Section(Meaning::Problem),
            Asks::Section(Meaning::Action),
            Asks::Assessment { kind: OWN, year: 0 },
            Asks::Direction { kind: OWN, year: 0 },
            Asks::Future { kind: OWN, year: 0 },
            Asks::Opinion { year: 0 },
            Asks::StaffNote,
        ],
    );
    of_element.fields.push(money);
    Form {
        fiscal_year: year(2025),
        name: "様式1".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, &[Asks::Title, Asks::Section(Meaning::Vision)]),
            of_element,
            part(
                About::Indicator,
                &[
                    Asks::Title,
                    Asks::Unit,
                    Asks::Target { year: 0 },
                    Asks::RevisionReason { year: 0 },
                    Asks::Target { year: 1 },
                    Asks::Actual { year: 0 },
                    Asks::Sample { year: 0 },
                    Asks::Explanation { year: 0 },
                    Asks::Assessment { kind: OWN, year: 0 },
                    Asks::Grade { kind: OWN, year: 0 },
                    Asks::GradeReason { kind: OWN, year: 0 },
                ],
            ),
            part(About::Remark, &[Asks::ResponseStatus, Asks::Response]),
        ],
    }
}

pub(crate) fn field(text: &str) -> FieldId {
    FieldId::parse(text).unwrap()
}

/// What somebody typed, one pair a field.
pub(crate) fn typed(pairs: &[(&str, &str)]) -> Entries {
    let entry = |text: &str| Entry::new(text, by("sato"), Timestamp::UNIX_EPOCH);
    pairs.iter().map(|(name, text)| (field(name), entry(text))).collect()
}
