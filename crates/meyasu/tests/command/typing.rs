//! Fifty times the server is killed while people type into a sheet: every save that was answered is there.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use desk::Desk;
use desk::session::{Pass, Session};
use jiff::Timestamp;
use ledger::{Ledger, LedgerError, Place, paper};
use plan::decision::StaffId;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::municipality::{Municipality, MunicipalityCode};
use plan::record::{Body, Record, RecordId};

use super::office::{Office, TOWN, say};

const KILLS: usize = 50;
const EDITORS: usize = 6;
const SEED: u64 = 20_261_121;
/// The fields that the editors write in, one each.
const PARTS: [&str; EDITORS] = ["vision", "mission", "policy", "aim", "problem", "strategy"];

fn town() -> MunicipalityCode {
    MunicipalityCode::parse(TOWN).unwrap()
}

/// The secret of each session: what chance would give.
fn pass(editor: usize) -> Pass {
    Pass::parse(&format!("s-{editor}.{}", format!("{editor:02x}").repeat(32))).unwrap()
}

/// A town with one department, its statement, a form of six texts, and six people.
fn fill(data: &Path) {
    let ledger = Ledger::open(&Place::File(data.join("meyasu.db"))).unwrap();
    let (desk, now) = (Desk::new(ledger.clone()), Timestamp::now());
    let by = StaffId("企画課".to_owned());
    desk::founding::found(&desk, &town(), Municipality::new("霞町"), &by, now).unwrap();
    let records = [
        ("d", serde_json::json!({ "organisation": { "names": [{ "text": "企画課" }] } })),
        (
            "p",
            serde_json::json!({ "plan": { "kind": "statement", "name": "目標", "organisation": "d", "first_year": 2026, "last_year": 2026, "levels": ["課題"] } }),
        ),
        (
            "form",
            serde_json::json!({ "form": { "fiscal_year": 2026, "name": "様式1", "scope": { "statement": { "year": 0 } }, "parts": [
                { "about": "plan", "title": "目標", "fields": PARTS.map(|it| serde_json::json!({ "asks": { "section": it } })) } ] } }),
        ),
        (
            "goals",
            serde_json::json!({ "calendar_entry": { "fiscal_year": 2026, "phase": "plan", "title": "目標の作成", "from": "2026-04-01", "to": "2027-03-31",
                "organisations": ["d"], "work": { "label": "案", "form": "form" } } }),
        ),
    ];
    let record = |(id, body): (&str, serde_json::Value)| {
        let body: Body = serde_json::from_value(body).unwrap();
        Proposal::put(Record { internal: id == "form", ..Record::new(RecordId::new(id), body) })
    };
    let edits = draft::edits(records.into_iter().map(record).collect(), &desk.edition(&town()).unwrap());
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
    let kept: Result<(), LedgerError> = ledger.write(move |tx| {
        ledger::draft::save(tx, &town(), &draft, None)?;
        for pass in (0..EDITORS).map(pass) {
            let account: plan::staff::Account = serde_json::from_value(serde_json::json!({
                "id": pass.staff, "login": pass.staff, "name": "職員", "made": now,
                "posts": [{ "role": "writer", "organisation": "d", "from": "2020-04-01", "given_by": "s-admin" }],
            }))?;
            let session = Session { began: now, seen: now, proven: now, browser: String::new() };
            paper::save(tx, &town(), "", &pass.staff.0, &account, None)?;
            paper::save(tx, &town(), &pass.staff.0, &pass.secret.hash(), &session, None)?;
        }
        Ok(())
    });
    kept.unwrap();
    desk::deciding::approve(&desk, &town(), &id, &by, "準備", now).unwrap();
}

/// One person: the number that they typed last, the one that was last said to be saved, and what to name at the next save.
#[derive(Clone, Copy, Debug, Default)]
struct Editor {
    typed: u64,
    saved: u64,
    revision: u64,
}

impl Editor {
    /// Types until the server is gone. What was not answered is sent again first, under its own name.
    fn type_on(mut self, number: usize, address: &str) -> Self {
        let Ok(mut line) = TcpStream::connect(address) else { return self };
        loop {
            if self.typed == self.saved {
                self.typed += 1;
            }
            match self.save(number, address, &mut line) {
                Some(revision) => (self.saved, self.revision) = (self.typed, revision),
                None => return self,
            }
        }
    }

    /// The revision that the server names; none where no whole answer came.
    fn save(&self, number: usize, address: &str, line: &mut TcpStream) -> Option<u64> {
        let (pass, typed) = (pass(number), self.typed);
        let body =
            format!("field=p%23{}&text={typed}&seen={}&key={number}-{typed}", PARTS[number], self.revision);
        let request = format!(
            "POST /{TOWN}/sheets/goals/d/field HTTP/1.1\r\nHost: {address}\r\nCookie: __Host-meyasu={}\r\nX-Meyasu-Token: {}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n\r\n{body}",
            pass.text(),
            pass.secret.derived("form"),
            body.len()
        );
        line.write_all(request.as_bytes()).ok()?;
        let mut got = String::new();
        let mut buffer = [0; 4096];
        while !got.ends_with('}') {
            match line.read(&mut buffer).ok()? {
                0 => return None,
                much => got += &String::from_utf8_lossy(&buffer[..much]),
            }
        }
        assert!(got.starts_with("HTTP/1.1 200"), "{got}");
        let told: serde_json::Value = serde_json::from_str(got.split("\r\n\r\n").nth(1)?).ok()?;
        assert!(told.get("overtaken").is_none(), "nobody else writes in this field: {got}");
        told["revision"].as_u64()
    }
}

/// The program, and where its staff's side listens.
fn serve(office: &Office) -> (Child, String) {
    let mut command = office.command();
    command.args(["serve", "--listen", "127.0.0.1:0"]).env("MEYASU_LOG", "error").stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut said =
        lines.map_while(Result::ok).filter(|line| line.contains("for staff") || line.contains("職員の画面"));
    let address =
        said.next().and_then(|line| Some(line.split_once("http://")?.1.trim_end_matches('/').to_owned()));
    thread::spawn(move || said.for_each(drop)); // So that the program never waits for us to read.
    (child, address.unwrap())
}

#[test]
fn fifty_kills_while_people_type_lose_nothing_that_was_said_to_be_saved() {
    let office = Office::empty();
    std::fs::create_dir_all(office.path("data")).unwrap();
    fill(&office.path("data"));
    let mut editors = [Editor::default(); EDITORS];
    let mut state = SEED;
    let mut saves = 0;
    for round in 0..KILLS {
        let (mut child, address) = serve(&office);
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let before: u64 = editors.iter().map(|it| it.saved).sum();
        let typing: Vec<_> = editors
            .into_iter()
            .enumerate()
            .map(|(number, editor)| {
                let address = address.clone();
                thread::spawn(move || editor.type_on(number, &address))
            })
            .collect();
        thread::sleep(Duration::from_millis(40 + state % 160));
        child.kill().unwrap();
        child.wait().unwrap();
        for (editor, typed) in editors.iter_mut().zip(typing) {
            *editor = typed.join().unwrap();
        }
        saves += editors.iter().map(|it| it.saved).sum::<u64>() - before;
        check(&office.path("data"), &editors, round);
    }
    say(&format!("seed {SEED}: {KILLS} kills among {saves} saves, 0 lost"));
    assert!(saves > KILLS as u64 * EDITORS as u64, "too few saves to tell anything: {saves}");
    office.verified();
}

/// What stands in each field is what was last saved, or what was typed after it and not answered.
fn check(data: &Path, editors: &[Editor], round: usize) {
    let ledger = Ledger::open(&Place::File(data.join("meyasu.db"))).unwrap();
    let kept = ledger.read(|tx| paper::list::<desk::sheet::Filled>(tx, &town(), "goals\nd")).unwrap();
    for (number, editor) in editors.iter().enumerate() {
        let field = format!("p#{}", PARTS[number]);
        let found =
            kept.iter().find(|it| it.id == field).map_or(0, |it| it.value.entry.text.parse().unwrap());
        assert!(
            (editor.saved..=editor.typed).contains(&found),
            "round {round}: {field} says {found}, {editor:?}"
        );
    }
}
