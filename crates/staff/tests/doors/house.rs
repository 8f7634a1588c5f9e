//! A house with two municipalities, a clock that the test turns, and people in it.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::header::{COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{Request, Response, StatusCode};
use desk::Desk;
use desk::password::Hashed;
use desk::secret::Secret;
use desk::session::{Pass, Session};
use desk::signing_in::{Credential, Login};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use ledger::{Ledger, LedgerError, Place, paper};
use plan::decision::StaffId;
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::RecordId;
use plan::role::Role;
use plan::staff::{Account, Post};
use tower::ServiceExt;

use crate::town::organise;

pub(crate) const TOWN: &str = "990019";
pub(crate) const ELSEWHERE: &str = "131148";
pub(crate) const PASSWORD: &str = "にわの木にすずめが三羽いた";
pub(crate) const SITE: &str = "http://staff.example";
/// 2026-11-21, noon in Japan.
const NOON: i64 = 1_795_230_000;

/// A clock each test that turns one.
static CLOCKS: [AtomicI64; 33] = [const { AtomicI64::new(NOON) }; 33];
static CHANCE: AtomicU64 = AtomicU64::new(1);

fn now<const N: usize>() -> Timestamp {
    Timestamp::from_second(CLOCKS[N].load(Ordering::SeqCst)).unwrap()
}

pub(crate) fn chance(bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(8) {
        let next = CHANCE.fetch_add(1, Ordering::SeqCst).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        chunk.copy_from_slice(&next.to_le_bytes()[..chunk.len()]);
    }
}

pub(crate) struct House {
    pub(crate) router: Router,
    pub(crate) desk: Desk,
    ledger: Ledger,
    now: fn() -> Timestamp,
    clock: &'static AtomicI64,
    _folder: tempfile::TempDir,
}

impl House {
    /// The same house behind other doors.
    pub(crate) fn behind(self, router: Router) -> Self {
        Self { router, ..self }
    }
}

/// A house whose clock is the `N`th.
pub(crate) fn house<const N: usize>() -> House {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
    let desk = Desk::new(ledger.clone());
    for town in [TOWN, ELSEWHERE] {
        let by = StaffId("tests".to_owned());
        desk::founding::found(&desk, &code(town), Municipality::new(town), &by, now::<N>()).unwrap();
        organise(&desk, &ledger, &code(town), now::<N>());
    }
    let office =
        staff::Office::new(desk.clone(), staff::Edge { now: now::<N>, chance }, true, None).read_by(read);
    let router = staff::router(office);
    House { router, desk, ledger, now: now::<N>, clock: &CLOCKS[N], _folder: folder }
}

/// In the program this happens in a process of its own.
fn read(bytes: &[u8]) -> Result<String, (String, String)> {
    let grid = reading::workbook::read(bytes, "職員").map_err(|why| (why.ja(), why.en()))?;
    Ok(serde_json::to_string(&grid).unwrap())
}

pub(crate) fn code(text: &str) -> MunicipalityCode {
    MunicipalityCode::parse(text).unwrap()
}

pub(crate) fn post(role: Role, organisation: Option<&str>, until: Option<Date>) -> Post {
    let organisation = organisation.map(RecordId::new);
    let (from, given_by) = (date(2026, 1, 1), StaffId("tests".to_owned()));
    Post { role, organisation, from, until, stands_in_for: None, given_by }
}

impl House {
    pub(crate) fn turn(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.now)()
    }

    /// Somebody with an account; the password is [`PASSWORD`] where they have one.
    pub(crate) fn person(&self, town: &str, id: &str, posts: Vec<Post>, enters: bool) {
        let (town, made) = (code(town), self.now());
        let account = Account {
            id: StaffId(id.to_owned()),
            login: id.to_owned(),
            name: format!("{id}さん"),
            mail: None,
            outside: None,
            posts,
            left_on: None,
            made,
            changed_by: None,
            changed_at: None,
        };
        let password = enters.then(|| Hashed::new(PASSWORD, &[7; 16]).unwrap());
        let credential = Credential { password, ..Credential::default() };
        let saved = self.ledger.write(move |tx| {
            let id = account.id.0.clone();
            paper::save(tx, &town, "", &id, &Login(account.id.clone()), None)?;
            paper::save(tx, &town, "", &id, &account, None)?;
            paper::save(tx, &town, "", &id, &credential, None)?;
            Ok::<_, LedgerError>(())
        });
        saved.unwrap();
    }

    /// A session as signing in opens one.
    pub(crate) fn session(&self, town: &str, id: &str) -> Pass {
        let pass = Pass { staff: StaffId(id.to_owned()), secret: Secret::new(chance) };
        let now = self.now();
        let session = Session { began: now, seen: now, proven: now, browser: String::new() };
        let (town, key, id) = (code(town), pass.secret.hash(), id.to_owned());
        self.ledger.write(move |tx| paper::save(tx, &town, &id, &key, &session, None).map(drop)).unwrap();
        pass
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, pass: Option<&Pass>) -> Response<Body> {
        self.ask(request("GET", path, pass).body(Body::empty()).unwrap()).await
    }

    /// A form of ours, with its token where somebody is signed in.
    pub(crate) async fn post(
        &self,
        path: &str,
        pass: Option<&Pass>,
        fields: &[(&str, &str)],
    ) -> Response<Body> {
        let token = pass.map(token).unwrap_or_default();
        let mut body = String::new();
        for (name, value) in fields.iter().chain([&("token", token.as_str())]) {
            body += &format!("{name}={}&", encoded(value));
        }
        let request = request("POST", path, pass).header(ORIGIN, SITE);
        self.ask(request.header("content-type", FORM).body(Body::from(body)).unwrap()).await
    }

    /// A form with a file.
    pub(crate) async fn send(&self, path: &str, pass: &Pass, token: &str, file: &[u8]) -> Response<Body> {
        let head = "content-disposition: form-data; name=";
        let mut body = format!("--edge\r\n{head}\"token\"\r\n\r\n{token}\r\n--edge\r\n").into_bytes();
        body.extend(format!("{head}\"file\"; filename=\"a.xlsx\"\r\n\r\n").into_bytes());
        body.extend(file);
        body.extend(b"\r\n--edge--\r\n");
        let request = request("POST", path, Some(pass)).header(ORIGIN, SITE);
        let request = request.header("content-type", "multipart/form-data; boundary=edge");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Signs in over the page.
    pub(crate) async fn sign_in(&self, login: &str, password: &str) -> Response<Body> {
        self.post(&format!("/{TOWN}/sign-in"), None, &[("login", login), ("password", password)]).await
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

pub(crate) fn token(pass: &Pass) -> String {
    pass.secret.derived("form")
}

pub(crate) fn request(method: &str, path: &str, pass: Option<&Pass>) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(HOST, "staff.example");
    match pass {
        Some(pass) => request.header(COOKIE, format!("__Host-meyasu={}", pass.text())),
        None => request,
    }
}

pub(crate) async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The pass that an answer sets, with the flags of its cookie.
pub(crate) fn cookie(response: &Response<Body>) -> Option<(Pass, String)> {
    let line = response.headers().get(SET_COOKIE)?.to_str().unwrap();
    let (pair, flags) = line.split_once("; ")?;
    let (name, value) = pair.split_once('=')?;
    assert_eq!(name, "__Host-meyasu");
    Some((Pass::parse(value)?, flags.to_owned()))
}

/// Whether somebody was sent away to sign in.
pub(crate) fn is_asked_in(response: &Response<Body>) -> bool {
    let to = response.headers().get(LOCATION).map_or("", |it| it.to_str().unwrap());
    response.status() == StatusCode::UNAUTHORIZED
        || response.status().is_redirection() && to.contains("/sign-in?next=")
}
