//! The export for auditors: all that was decided, by whom and why, with its proof; and no secret of anybody.

use axum::http::StatusCode;
use desk::scheduling::Scheduled;
use jiff::civil::date;
use ledger::LedgerError;
use ledger::paper::{self, Paper};
use plan::decision::{DecisionNumber, StaffId};
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff::Post;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::comments::{ROUND, open_round};
use crate::office::{TownHall, now, town};

/// Papers that hold secrets, by their kind.
const SECRET: [&str; 4] = ["credential", "session", "ticket", "login"];

/// One of them, whatever it says.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Raw<const K: usize>(Value);

impl<const K: usize> Paper for Raw<K> {
    const KIND: &'static str = SECRET[K];
}

/// Every text within a paper of a kind, and its name.
fn texts<const K: usize>(hall: &TownHall) -> Vec<String> {
    let all = hall.ledger.read(|tx| paper::all::<Raw<K>>(tx, &town())).unwrap();
    all.into_iter().flat_map(|it| [strings(&it.value.0), vec![it.id]].concat()).collect()
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(all) => all.iter().flat_map(strings).collect(),
        Value::Object(all) => all.values().flat_map(strings).collect(),
        _ => vec![],
    }
}

/// Secrets as the ledger would keep them, today's and a past one.
fn plant(hall: &TownHall) {
    let secret = |word: &str| json!({ "password": format!("$argon2id$v=19$PLANTED-{word}"), "second": { "secret": format!("PLANTEDTOTP{word}") } });
    let (now, before) = (secret("NOW"), secret("BEFORE"));
    let ticket = json!({ "staff": "s-kansa", "note": "PLANTED-TICKET-BODY" });
    let planted = hall.ledger.write(move |tx| {
        paper::save(tx, &town(), "", "s-planted", &Raw::<0>(before), None)?;
        let kept = paper::find::<Raw<0>>(tx, &town(), "", "s-planted")?.unwrap();
        paper::keep(tx, &town(), &kept)?;
        paper::save(tx, &town(), "", "s-planted", &Raw::<0>(now), Some(kept.revision))?;
        paper::save(tx, &town(), "", "planted-ticket-hash-0123456789", &Raw::<2>(ticket), None)
    });
    planted.unwrap_or_else(|error: LedgerError| panic!("{error}"));
}

#[tokio::test]
async fn no_password_second_factor_session_or_one_time_address_is_in_it() {
    let hall = TownHall::new();
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    plant(&hall);
    let planted: Vec<String> = [texts::<0>(&hall), texts::<1>(&hall), texts::<2>(&hall)].concat();
    let is_secret = |it: &&String| it.len() >= 16 && !it.starts_with("2026-");
    let secrets: Vec<&String> = planted.iter().filter(is_secret).collect();
    assert!(secrets.len() >= 7, "passwords, second factors, sessions, a ticket: {secrets:?}");
    let file = kansa.get("/990019/audit/export").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.body.starts_with("PK"), "a ZIP file");
    for secret in secrets.into_iter().map(String::as_str).chain(["PLANTED", "argon2"]) {
        assert!(!file.body.contains(secret), "{secret} is in the export");
    }
    assert!(file.body.contains("s-kansa"), "what is in it can be read by this test");
}

#[tokio::test]
async fn every_decision_is_in_it_with_the_leaf_that_anybody_can_reckon() {
    let hall = TownHall::new();
    hall.decide(vec![Record::new(RecordId::new("shinsetsu"), Organisation::new("新設部"))]);
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let page = kansa.get("/990019/audit").await;
    let file = kansa.get("/990019/audit/export").await.body;
    let lines: Vec<&str> = file.lines().filter(|it| it.contains("{\"municipality\":\"990019\"")).collect();
    let last = lines.iter().rev().find(|it| it.contains("新設部")).unwrap();
    let body = &last[last.find("{\"municipality\"").unwrap()..];
    let leaf = Sha256::new().chain_update([0]).chain_update(body.as_bytes()).finalize();
    let leaf: String = leaf.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(file.contains(&leaf), "the leaf of decisions.csv is that of decisions.jsonl");
    let root = file.split("\"root\":\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(page.body.contains(root), "the page tells the same root as head.json");
    let head = hall.ledger.read(|tx| ledger::municipality::find(tx, &town())).unwrap().unwrap();
    assert_eq!(head.root().to_string(), root);
    assert_eq!(file, kansa.get("/990019/audit/export").await.body, "the same is written the same");
}

#[tokio::test]
async fn what_a_spreadsheet_would_run_is_written_as_text_and_reasons_are_kept() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    kikaku.get("/990019/sheets/goals/fukushi").await;
    for (to, reason) in [("R8.12.4", "災害対応のため"), ("R8.12.11", "=HYPERLINK(\"http://x\")")] {
        kikaku.post("/990019/sheets/goals/fukushi/extend", &[("to", to), ("reason", reason)]).await;
    }
    assert_eq!(kikaku.get("/990019/audit/export").await.status, StatusCode::FORBIDDEN, "auditors only");
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let file = kansa.get("/990019/audit/export").await.body;
    assert!(file.contains("災害対応のため"), "the earlier extension is kept");
    assert!(file.contains("\"'=HYPERLINK(") && !file.contains(",=HYPERLINK"), "guarded");
    assert!(file.contains("s-kikaku,kikaku,企画課,,,2020-04-01"), "who held which post when");
}

#[tokio::test]
async fn a_plan_that_came_to_nothing_says_so_and_one_that_waits_does_not() {
    let hall = TownHall::new();
    let planned = |label: &str, failed: Option<&str>| Scheduled {
        decision: DecisionNumber(1),
        label: label.to_owned(),
        note: None,
        despite: None,
        due: now(),
        by: StaffId("s-koho".to_owned()),
        at: now(),
        failed: failed.map(str::to_owned),
    };
    let (waits, failed) = (planned("中間", None), planned("確定", Some("取り下げたため")));
    let save = move |tx: &mut ledger::Tx<'_>| {
        paper::save(tx, &town(), "", "1", &waits, None)?;
        paper::save(tx, &town(), "", "2", &failed, None).map(drop)
    };
    hall.ledger.write(save).unwrap_or_else(|error: LedgerError| panic!("{error}"));
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let file = kansa.get("/990019/audit/export").await.body;
    let line =
        |label: &str| file.lines().find(|it| it.starts_with("1,") && it.contains(label)).unwrap().trim_end();
    assert!(line("確定").ends_with(",取り下げたため"), "{}", line("確定"));
    assert!(line("中間").ends_with(','), "{}", line("中間"));
}

#[tokio::test]
async fn what_became_of_an_opinion_is_in_it_and_neither_its_words_nor_its_sender() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let typed = [
        ("key", "l-1"),
        ("by", "post"),
        ("received", "R8.11.10"),
        ("f:text", "紙の意見"),
        ("f:name", "辻 葛子"),
    ];
    assert!(koho.post(&format!("{ROUND}/letters"), &typed).await.location.ends_with("done=typed-in"));
    let page = koho.get(ROUND).await.body;
    let letter = page.split("/letters/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mark = [("seen", "1"), ("mark-0", "withheld:off_topic"), ("f:note-0", "県の仕事")];
    koho.post(&format!("{ROUND}/letters/{letter}/mark"), &mark).await;
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let file = kansa.get("/990019/audit/export").await.body;
    let row = file.lines().find(|it| it.contains(&letter)).unwrap();
    assert!(row.contains(",1,2026-11-10,郵送,掲載しない,") && row.contains(",県の仕事,"), "{row}");
    assert!(row.ends_with("s-koho") || row.contains(",s-koho"), "{row}");
    assert!(
        !file.contains("紙の意見") && !file.contains("葛子"),
        "its words and its sender stay where they are"
    );
    let held = format!("{:?}", desk::auditing::collect(&hall.desk, &auditor()).unwrap());
    assert!(held.contains("県の仕事"), "the desk gives what became of it: {held}");
    assert!(!held.contains("紙の意見") && !held.contains("葛子"), "and nothing else of a letter: {held}");
}

fn auditor() -> desk::Actor {
    let post = Post {
        role: Role::Auditor,
        organisation: None,
        from: date(2020, 4, 1),
        until: None,
        stands_in_for: None,
        given_by: StaffId("s-admin".to_owned()),
    };
    let (id, name) = (StaffId("s-kansa".to_owned()), "監査".to_owned());
    desk::Actor { town: town(), id, name, posts: vec![post], today: date(2026, 11, 21) }
}
