//! A town with two departments, a year under way, and people.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use desk::Desk;
use desk::password::Hashed;
use desk::signing_in::{Credential, Login};
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, LedgerError, Place, paper};
use plan::amount::AmountKind;
use plan::calendar::{CalendarEntry, Phase, Work};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::element::{Element, Meaning};
use plan::fiscal_year::FiscalYear;
use plan::form::{About, Asks, Field, Form, Part, Scope};
use plan::indicator::{Indicator, IndicatorKind};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::organisation::Organisation;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff::{Account, Post};
use plan::unit::Unit;
use staff::{Edge, Office};
use tempfile::TempDir;

use crate::browser::Browser;

/// 2026-11-21 12:00 in Japan.
pub(crate) const NOON: i64 = 1_795_230_000;
/// Whoever has an account here has this password.
pub(crate) const PASSWORD: &str = "にわの木にすずめが三羽いた";

static CLOCK: AtomicI64 = AtomicI64::new(NOON);
static CHANCE: AtomicU64 = AtomicU64::new(1);

pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(CLOCK.load(Ordering::SeqCst)).unwrap()
}

/// So many seconds after noon.
pub(crate) fn later(seconds: i64) -> Timestamp {
    Timestamp::from_second(NOON + seconds).unwrap()
}

/// Nobody can foretell it within a test, which is enough here.
pub(crate) fn chance(bytes: &mut [u8]) {
    for byte in bytes {
        let count = CHANCE.fetch_add(1, Ordering::SeqCst);
        *byte = (count.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) as u8;
    }
}

/// The town hall of one test.
pub(crate) struct TownHall {
    pub(crate) desk: Desk,
    pub(crate) ledger: Ledger,
    pub(crate) office: Office,
    _folder: TempDir,
}

pub(crate) fn town() -> MunicipalityCode {
    MunicipalityCode::parse("990019").unwrap()
}

impl TownHall {
    /// 福祉部 owes a sheet in the stage 「goals」, as does 環境部; the route is 課長, 部長.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
        let desk = Desk::new(ledger.clone());
        let first = StaffId("企画課".to_owned());
        desk::founding::found(&desk, &town(), Municipality::new("目安市"), &first, now()).unwrap();
        let office = Office::new(desk.clone(), Edge { now, chance }, true, None);
        let hall = Self { desk, ledger, office, _folder: folder };
        hall.decide(records());
        hall
    }

    /// Decides records as they should be.
    pub(crate) fn decide(&self, records: Vec<Record>) {
        self.decide_proposals(records.into_iter().map(Proposal::put).collect());
    }

    /// Decides the end of a record.
    pub(crate) fn retire(&self, id: &str) {
        self.decide_proposals(vec![Proposal::retire(RecordId::new(id))]);
    }

    fn decide_proposals(&self, proposals: Vec<Proposal>) {
        let edition = self.desk.edition(&town()).unwrap();
        let edits = draft::edits(proposals, &edition);
        let by = StaffId("企画課".to_owned());
        let id = DraftId(format!("d{}", edition.number().0));
        let draft = Draft {
            id: id.clone(),
            title: "準備".to_owned(),
            by: by.clone(),
            begun: now(),
            authors: [].into(),
            sources: vec![],
            edits,
        };
        self.ledger
            .write(move |tx| ledger::draft::save(tx, &town(), &draft, None).map(drop))
            .unwrap_or_else(|error: LedgerError| panic!("{error}"));
        desk::deciding::approve(&self.desk, &town(), &id, &by, "準備", now()).unwrap();
    }

    /// Somebody with these posts: role and organisation.
    pub(crate) fn person(&self, login: &str, posts: &[(Role, Option<&str>)]) {
        let id = StaffId(format!("s-{login}"));
        let post = |(role, organisation): &(Role, Option<&str>)| Post {
            role: *role,
            organisation: organisation.map(RecordId::new),
            from: date(2020, 4, 1),
            until: None,
            stands_in_for: None,
            given_by: StaffId("s-admin".to_owned()),
        };
        let account = serde_json::from_value(serde_json::json!({
            "id": id, "login": login, "name": login, "posts": posts.iter().map(post).collect::<Vec<_>>(), "made": now(),
        }));
        let (account, login): (Account, _) = (account.unwrap(), login.to_owned());
        let password = Hashed::new(PASSWORD, &[3; 16]);
        self.ledger
            .write(move |tx| {
                paper::save(tx, &town(), "", &login, &Login(id.clone()), None)?;
                paper::save(tx, &town(), "", &id.0, &account, None)?;
                paper::save(tx, &town(), "", &id.0, &Credential { password, ..Credential::default() }, None)
            })
            .unwrap_or_else(|error: LedgerError| panic!("{error}"));
    }

    /// An account, written by another hand than a page's.
    pub(crate) fn rewrite(&self, id: &str, edit: impl FnOnce(&mut Account) + Send + 'static) {
        let id = id.to_owned();
        self.ledger
            .write(move |tx| {
                let kept = paper::find::<Account>(tx, &town(), "", &id)?.unwrap();
                let mut account = kept.value;
                edit(&mut account);
                paper::save(tx, &town(), "", &id, &account, Some(kept.revision)).map(drop)
            })
            .unwrap_or_else(|error: LedgerError| panic!("{error}"));
    }

    /// The same, signed in.
    pub(crate) async fn signed_in(&self, login: &str, posts: &[(Role, Option<&str>)]) -> Browser {
        self.person(login, posts);
        let mut browser = Browser::new(staff::router(self.office.clone()));
        browser.sign_in(login, PASSWORD).await;
        browser
    }
}

fn records() -> Vec<Record> {
    let year = FiscalYear::new(2026);
    let below = |parent: &str, name: &str| Organisation {
        parent: Some(RecordId::new(parent)),
        ..Organisation::new(name)
    };
    let mut records = vec![
        Record::new(RecordId::new("fukushi"), Organisation::new("福祉部")),
        Record::new(RecordId::new("korei"), below("fukushi", "高齢福祉課")),
        Record::new(RecordId::new("kankyo"), Organisation::new("環境部")),
        Record { internal: true, ..Record::new(RecordId::new("form-goals"), form(year)) },
        Record::new(RecordId::new("goals"), stage(year)),
    ];
    for (id, name) in [("fukushi", "福祉部"), ("kankyo", "環境部")] {
        let plan = RecordId::new(format!("{id}-2026"));
        let statement = Plan {
            organisation: Some(RecordId::new(id)),
            levels: vec!["経営課題".to_owned()],
            ..Plan::new(PlanKind::Statement, format!("令和8年度 {name}の目標"), year, Some(year))
        };
        let element = Element {
            organisations: vec![RecordId::new(id)],
            ..Element::new(plan.clone(), 0, "1", format!("{name}の課題"))
        };
        let indicator = Indicator {
            elements: vec![RecordId::new(format!("{id}-1"))],
            ..Indicator::new(format!("{name}の指標"), IndicatorKind::Outcome, Unit::new("%"))
        };
        records.push(Record::new(plan, statement));
        records.push(Record::new(RecordId::new(format!("{id}-1")), element));
        records.push(Record::new(RecordId::new(format!("i-{id}")), indicator));
    }
    records
}

/// The same form, on which authors add and end elements and indicators.
pub(crate) fn growing_form() -> Record {
    let mut form = form(FiscalYear::new(2026));
    form.parts.iter_mut().filter(|part| part.about != About::Plan).for_each(|part| part.grows = true);
    Record { internal: true, ..Record::new(RecordId::new("form-goals"), form) }
}

fn form(year: FiscalYear) -> Form {
    let part = |about, title: &str, fields: Vec<Field>| Part {
        about,
        title: title.to_owned(),
        help: String::new(),
        fields,
        grows: false,
    };
    let asks = |asks| Field::new(asks);
    let must = |asks| Field { required: true, ..Field::new(asks) };
    Form {
        fiscal_year: year,
        name: "様式1 部の目標".to_owned(),
        scope: Scope::Statement { year: 0 },
        parts: vec![
            part(About::Plan, "部の目標", vec![must(Asks::Section(Meaning::Vision)), asks(Asks::StaffNote)]),
            part(
                About::Element,
                "経営課題",
                vec![
                    asks(Asks::Section(Meaning::Problem)),
                    asks(Asks::Money { kind: AmountKind::Initial, year: 0 }),
                ],
            ),
            part(About::Indicator, "指標", vec![asks(Asks::Target { year: 0 })]),
        ],
    }
}

fn stage(year: FiscalYear) -> CalendarEntry {
    CalendarEntry {
        fiscal_year: year,
        phase: Phase::Plan,
        title: "部の目標の作成".to_owned(),
        from: date(2026, 11, 2),
        to: date(2026, 11, 30),
        organisations: vec![RecordId::new("fukushi"), RecordId::new("kankyo")],
        work: Some(Work {
            label: "案".to_owned(),
            form: RecordId::new("form-goals"),
            route: vec![Role::SectionChief, Role::DepartmentHead],
        }),
    }
}
