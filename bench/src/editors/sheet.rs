//! A sheet of two hundred fields, opened by somebody who may write in it: half of them filled in, each understood anew.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk::Desk;
use desk::filling::{self, Typed};
use desk::sheet::Place;
use jiff::Timestamp;
use plan::element::Meaning;
use plan::fiscal_year::FiscalYear;
use plan::form::Asks;
use plan::record::RecordId;
use staff::{Edge, Office as Staff};
use tower::ServiceExt;

use super::office::Office;
use crate::cpu;
use crate::table::{Table, median};

/// With the plan's three texts: 203 fields.
const ELEMENTS: usize = 100;

pub(crate) fn measure(table: &mut Table) {
    println!("a sheet of {} fields", ELEMENTS * 2 + 3);
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let office = Office::with(folder.path(), 1, ELEMENTS);
    let desk = Desk::new(crate::keeping::ledger(folder.path()));
    type_half(&desk, &office);
    let edge = Edge { now: Timestamp::now, chance: |bytes| bytes.fill(7) };
    let router = staff::router(Staff::new(desk, edge, true, None));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let bytes = runtime.block_on(open(&router, &office)); // The first look loads the edition.
    let figures = (0..7).map(|_| {
        cpu::each(20, || {
            runtime.block_on(open(&router, &office));
        })
    });
    let figures: Vec<f64> = figures.collect();
    println!("    {:.0} KiB of HTML", bytes as f64 / 1024.0);
    table.at_most("a sheet of 203 fields, opened, CPU", median(figures), 20.0, "ms");
}

/// Half of the texts are written.
fn type_half(desk: &Desk, office: &Office) {
    let who = desk::session::resume(desk, &office.town, office.pass(0), Timestamp::now());
    let who = who.ok().flatten().unwrap_or_else(|| panic!("nobody is signed in"));
    let place = Place { stage: RecordId::new("goals"), organisation: RecordId::new("d0") };
    let typed = (0..ELEMENTS).map(|element| Typed {
        field: Asks::Section(Meaning::Problem)
            .field(&RecordId::new(format!("d0-{element}")), FiscalYear::new(2026)),
        text: "高齢者のみの世帯が増え、避難の呼びかけが届きにくい。名簿の更新は年1回にとどまる。".repeat(3),
        seen: 0,
        key: String::new(),
        base: None,
    });
    let saved = filling::save(desk, &who.actor, &place, typed.collect(), Timestamp::now());
    assert_eq!(saved.map(|it| it.len()).unwrap_or_default(), ELEMENTS);
}

/// How many bytes the page has.
async fn open(router: &Router, office: &Office) -> usize {
    let request = Request::get(format!("/{}/sheets/goals/d0", office.town))
        .header("cookie", format!("__Host-meyasu={}", office.pass(0).text()))
        .body(Body::empty())
        .unwrap_or_else(|error| panic!("{error}"));
    let answer = router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
    assert_eq!(answer.status(), 200);
    to_bytes(answer.into_body(), 10_000_000).await.map_or(0, |it| it.len())
}
