//! 順番: on a server, where two write at once, whoever plans a publication or throws letters away waits for whoever decides.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};

use desk::hearing::{Hearing, Said, Sending};
use desk::publishing::{Announcement, Asked};
use desk::session::SignedIn;
use desk::setting_up::{self, First};
use desk::{Desk, Error, consulting, scheduling};
use jiff::Timestamp;
use jiff::civil::date;
use ledger::{Ledger, LedgerError, Place, municipality, paper};
use plan::consultation::{By, Consultation, Letter, Way};
use plan::decision::{Change, Decision, DecisionNumber, Edit, StaffId};
use plan::municipality::MunicipalityCode;
use plan::record::{Record, RecordId};

const PASSWORD: &str = "にわの木にすずめが三羽いた";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn chance(bytes: &mut [u8]) {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    bytes.fill(0);
    bytes.iter_mut().zip(count.to_be_bytes()).for_each(|(to, from)| *to = from);
}

/// A town of its own in the test server: a desk that gives up at once where it would wait, and the ledger that makes it wait.
struct Server {
    ledger: Ledger,
    desk: Desk,
    town: MunicipalityCode,
    admin: SignedIn,
}

fn server() -> Option<Server> {
    let Ok(url) = std::env::var("TEST_POSTGRES_URL") else {
        std::io::stderr().write_all(b"skipped: TEST_POSTGRES_URL not set\n").unwrap();
        return None;
    };
    let ledger = Ledger::open(&Place::Postgres(url.clone())).unwrap();
    let mark = if url.contains('?') { '&' } else { '?' };
    let hasty = Place::Postgres(format!("{url}{mark}options=-clock_timeout%3D100"));
    let desk = Desk::new(Ledger::open(&hasty).unwrap());
    let known = desk.municipalities().unwrap();
    let codes = (0..1_000_000).filter_map(|it| MunicipalityCode::parse(&format!("{it:06}")).ok());
    let (town, admin) = codes.filter(|it| !known.contains(it)).find_map(|it| begun(&desk, it)).unwrap();
    Some(Server { ledger, desk, town, admin })
}

/// The town with its first account; none where another test was faster.
fn begun(desk: &Desk, town: MunicipalityCode) -> Option<(MunicipalityCode, SignedIn)> {
    let first = First {
        founding: Some("目安市".to_owned()),
        login: "admin1".to_owned(),
        name: "目安 管理".to_owned(),
        password: PASSWORD.to_owned(),
        again: PASSWORD.to_owned(),
        plans: true,
        ..First::default()
    };
    let admin = setting_up::begin(desk, &town, first, chance, at("2026-11-21T03:00:00Z")).ok()?;
    Some((town, admin))
}

impl Server {
    /// Does a deed while somebody else holds the ledger of the town.
    fn held<T: Send + 'static>(&self, deed: impl FnOnce() -> T + Send + 'static) -> T {
        let town = self.town.clone();
        let held = self.ledger.write(move |tx| {
            municipality::reserve(tx, &town)?;
            Ok::<_, LedgerError>(deed())
        });
        held.unwrap()
    }
}

#[test]
fn a_publication_is_planned_after_whoever_takes_back_and_not_beside_them() {
    let Some(server) = server() else { return };
    let (desk, admin) = (server.desk.clone(), server.admin.clone());
    let plan = move || {
        let asked = Asked { decision: DecisionNumber(1), seen: 0 };
        let said = Announcement { label: "確定".to_owned(), note: None, despite: None };
        let times = (at("2026-11-22T00:00:00Z"), at("2026-11-21T03:01:00Z"));
        scheduling::schedule(&desk, &admin, "p1", asked, said, times)
    };
    assert!(matches!(server.held(plan.clone()), Err(Error::Ledger(_))), "it waits");
    plan().unwrap();
}

#[test]
fn letters_are_thrown_away_after_whoever_decides_and_not_beside_them() {
    let Some(server) = server() else { return };
    let round = RecordId::new("comments-2026-1");
    let asked = Consultation {
        title: "案".to_owned(),
        purpose: vec![],
        about: vec![],
        draft: None,
        from: date(2026, 11, 1),
        to: date(2026, 12, 1),
        short_because: None,
        who: None,
        ways: vec![Way { by: By::Form, to: String::new() }],
        materials: vec![],
        organisation: None,
        kept_until: Some(date(2027, 3, 31)),
        wordings: vec![],
        results: None,
    };
    let change = Change::Put(std::sync::Arc::new(Record::new(round.clone(), asked)));
    let decision = Decision {
        municipality: server.town.clone(),
        number: DecisionNumber(2),
        at: at("2026-11-21T04:00:00Z"),
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("企画課".to_owned()),
        reason: "募集".to_owned(),
        sources: vec![],
        edits: vec![Edit { change, seen: None, written: None }],
    };
    server.ledger.write(move |tx| ledger::decision::append(tx, &decision).map(drop)).unwrap();
    let edition = server.desk.edition(&server.town).unwrap();
    let said = Said { text: "意見".to_owned(), ..Said::default() };
    let form = Sending { form: "", source: "192.0.2.1" };
    let hearing = Hearing::new(chance);
    hearing.hear(&server.desk, (&edition, &round), &said, form, at("2026-11-22T00:00:00Z")).unwrap();

    let (desk, town) = (server.desk.clone(), server.town.clone());
    let forget = move || {
        let waits = std::cell::Cell::new(false);
        let trouble = |whose: &MunicipalityCode, _: &Error| waits.set(waits.get() || *whose == town);
        consulting::forget_due(&desk, at("2027-04-01T00:00:00Z"), &trouble).unwrap();
        waits.get()
    };
    let left = || server.ledger.read(|tx| paper::all::<Letter>(tx, &server.town)).unwrap().len();
    assert!(server.held(forget.clone()), "it waits");
    assert_eq!(left(), 1);
    assert!(!forget());
    assert_eq!(left(), 0);
}
