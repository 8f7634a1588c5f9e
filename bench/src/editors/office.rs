//! A ledger with as many people as there are editors, twelve to a department, and a sheet for each department.

use std::path::Path;

use desk::Desk;
use desk::session::{Pass, Session};
use desk::sheet::Place;
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, LedgerError, paper};
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::element::{Element, Meaning};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, FieldId, Form, Part, Scope};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff::{Account, Post};

/// Editors of one department.
const TOGETHER: usize = 12;
/// Elements of a statement: an element an editor, with two texts each.
const ELEMENTS: usize = 12;

/// Who works where.
pub(crate) struct Office {
    pub(crate) town: MunicipalityCode,
    /// One of each editor, and in the end the planning section's.
    passes: Vec<Pass>,
}

fn good<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

fn chance(bytes: &mut [u8]) {
    good(getrandom::fill(bytes));
}

impl Office {
    /// Makes the ledger.
    pub(crate) fn fill(folder: &Path, editors: usize) -> Self {
        Self::with(folder, editors, ELEMENTS)
    }

    /// The same, with so many elements in each statement: two texts each and the plan's three make the fields of a sheet.
    pub(crate) fn with(folder: &Path, editors: usize, elements: usize) -> Self {
        let ledger = crate::keeping::ledger(folder);
        let desk = Desk::new(ledger.clone());
        let town = good(MunicipalityCode::parse("990019"));
        let (by, now) = (StaffId("企画課".to_owned()), Timestamp::now());
        good(
            desk::founding::found(&desk, &town, Municipality::new("目安市"), &by, now)
                .map_err(|it| it.to_string()),
        );
        let departments = editors.div_ceil(TOGETHER);
        let edition = good(desk.edition(&town).map_err(|it| it.to_string()));
        let edits =
            draft::edits(records(departments, elements).into_iter().map(Proposal::put).collect(), &edition);
        let id = DraftId("all".to_owned());
        let draft = Draft {
            id: id.clone(),
            title: "準備".to_owned(),
            by: by.clone(),
            begun: now,
            authors: [].into(),
            sources: vec![],
            edits,
        };
        let place = town.clone();
        good(ledger.write(move |tx| ledger::draft::save(tx, &place, &draft, None).map(drop)));
        good(desk::deciding::approve(&desk, &town, &id, &by, "準備", now).map_err(|it| it.to_string()));
        let passes = people(&ledger, &town, editors, now);
        Self { town, passes }
    }

    /// What an editor's browser carries.
    pub(crate) fn pass(&self, editor: usize) -> &Pass {
        &self.passes[editor]
    }

    /// What the planning section's browser carries.
    pub(crate) fn planner(&self) -> &Pass {
        &self.passes[self.passes.len() - 1]
    }

    /// The department of an editor.
    pub(crate) fn department(editor: usize) -> String {
        format!("d{}", editor / TOGETHER)
    }

    /// The field that an editor writes in a round: now one, now the other of their own element.
    pub(crate) fn field(editor: usize, round: usize) -> FieldId {
        let element = RecordId::new(format!("{}-{}", Self::department(editor), editor % TOGETHER % ELEMENTS));
        let meaning = if round.is_multiple_of(2) { Meaning::Problem } else { Meaning::Strategy };
        Asks::Section(meaning).field(&element, FiscalYear::new(2026))
    }

    /// How many of the acknowledged texts are not what stands in the ledger.
    pub(crate) fn lost<'a>(
        &self,
        folder: &Path,
        acknowledged: impl Iterator<Item = &'a Vec<(usize, String)>>,
    ) -> usize {
        let ledger = crate::keeping::ledger(folder);
        let mut lost = 0;
        for (editor, texts) in acknowledged.enumerate() {
            let place = Place {
                stage: RecordId::new("goals"),
                organisation: RecordId::new(Self::department(editor)),
            };
            let found = good(ledger.read(|tx| {
                paper::list::<desk::sheet::Filled>(
                    tx,
                    &self.town,
                    &format!("{}\n{}", place.stage, place.organisation),
                )
            }));
            for (round, text) in texts {
                let field = Self::field(editor, *round);
                let kept = found.iter().find(|it| it.id == field.as_str());
                lost += usize::from(kept.is_none_or(|it| it.value.entry.text != *text));
            }
        }
        lost
    }
}

fn people(ledger: &Ledger, town: &MunicipalityCode, editors: usize, now: Timestamp) -> Vec<Pass> {
    let passes: Vec<Pass> = (0..=editors)
        .map(|number| Pass {
            staff: StaffId(format!("s-{number}")),
            secret: desk::secret::Secret::new(chance),
        })
        .collect();
    let (town, all) = (town.clone(), passes.clone());
    let done: Result<(), LedgerError> = ledger.write(move |tx| {
        for (number, pass) in all.iter().enumerate() {
            let (role, organisation) = match number < editors {
                true => (Role::Writer, Some(RecordId::new(Office::department(number)))),
                false => (Role::Planning, None),
            };
            let account: Account = serde_json::from_value(serde_json::json!({
                "id": pass.staff, "login": format!("e{number}"), "name": format!("職員{number}"), "made": now,
                "posts": [Post {
                    role,
                    organisation,
                    from: date(2020, 4, 1),
                    until: None,
                    stands_in_for: None,
                    given_by: StaffId("s-admin".to_owned()),
                }],
            }))?;
            let session = Session { began: now, seen: now, proven: now, browser: String::new() };
            paper::save(tx, &town, "", &pass.staff.0, &account, None)?;
            paper::save(tx, &town, &pass.staff.0, &pass.secret.hash(), &session, None)?;
        }
        Ok(())
    });
    good(done);
    passes
}

fn records(departments: usize, elements: usize) -> Vec<Record> {
    let year = FiscalYear::new(2026);
    let part = |about, meanings: &[Meaning]| Part {
        about,
        title: "部".to_owned(),
        help: String::new(),
        fields: meanings.iter().map(|it| Field::new(Asks::Section(*it))).collect(),
        grows: false,
    };
    let form = Form {
        fiscal_year: year,
        name: "様式1".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, &[Meaning::Vision, Meaning::Mission, Meaning::Policy]),
            part(About::Element, &[Meaning::Problem, Meaning::Strategy]),
        ],
    };
    let work = Work { label: "案".to_owned(), form: RecordId::new("form"), route: vec![Role::SectionChief] };
    let stage = CalendarEntry {
        fiscal_year: year,
        phase: Phase::Plan,
        title: "部の目標の作成".to_owned(),
        from: date(2026, 4, 1),
        to: date(2027, 3, 31),
        organisations: (0..departments).map(|it| RecordId::new(format!("d{it}"))).collect(),
        work: Some(work),
    };
    let mut records = vec![
        Record { internal: true, ..Record::new(RecordId::new("form"), form) },
        Record::new(RecordId::new("goals"), stage),
    ];
    for number in 0..departments {
        let (id, plan) = (RecordId::new(format!("d{number}")), RecordId::new(format!("d{number}-plan")));
        let statement = Plan {
            organisation: Some(id.clone()),
            levels: vec!["経営課題".to_owned()],
            ..Plan::new(PlanKind::Statement, format!("第{number}部の目標"), year, Some(year))
        };
        records.push(Record::new(id.clone(), Organisation::new(format!("第{number}部"))));
        records.push(Record::new(plan.clone(), statement));
        for element in 0..elements {
            let it = Element {
                organisations: vec![id.clone()],
                ..Element::new(plan.clone(), 0, (element + 1).to_string(), format!("課題{element}"))
            };
            records.push(Record::new(RecordId::new(format!("d{number}-{element}")), it));
        }
    }
    records
}
