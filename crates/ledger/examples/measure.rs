//! How long a large ledger takes, on this machine: `cargo run --release -p ledger --example measure [PLACE]`.
//!
//! Never part of a check: a figure means something only beside another from the same machine and hour.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use ledger::{Existing, Ledger, LedgerError, Place, decision, municipality, verify};
use plan::actual::{Actual, Figure, Status};
use plan::decision::{Change, Decision, DecisionNumber, Edit, StaffId};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::municipality::MunicipalityCode;
use plan::record::{Record, RecordId};
use rust_decimal::Decimal;

const RECORDS: i64 = 9_500;
const SMALL: u64 = 2_000;

fn main() -> Result<(), LedgerError> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = match std::env::args().nth(1) {
        Some(text) => Place::parse(&text),
        None => Place::File(folder.path().join("meyasu.db")),
    };
    let ledger = Ledger::open(&place)?;
    let town = MunicipalityCode::parse("99001").expect("a code for examples");

    let (code, large) = (town.clone(), decision(&town, 1, RECORDS));
    timed("append one decision of 9,500 records", || {
        ledger.write(move |tx| {
            municipality::found(tx, &code)?;
            decision::append(tx, &large)
        })
    })?;
    for _ in 0..3 {
        timed("load it", || ledger.read(|tx| decision::load(tx, &town)))?;
    }
    let loaded = ledger.read(|tx| decision::load(tx, &town))?;
    timed("fold it", || Ok(Edition::fold(town.clone(), loaded)))?;
    timed("append 2,000 decisions of 3 records, each a commit", || {
        (2..2 + SMALL).try_for_each(|number| {
            let next = decision(&town, number, 3);
            ledger.write(move |tx| decision::append(tx, &next).map(drop))
        })
    })?;
    timed("load all", || ledger.read(|tx| decision::load(tx, &town)))?;
    timed("verify all", || verify(&ledger, |_| {}))?;
    let copy = folder.path().join("backup.db");
    timed("back up and verify the copy", || ledger.backup(&copy, Existing::Keep, |_| {}))?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, LedgerError>) -> Result<T, LedgerError> {
    let begun = Instant::now();
    let done = work()?;
    println!("{:>9.1} ms  {what}", begun.elapsed().as_secs_f64() * 1000.0);
    Ok(done)
}

fn decision(town: &MunicipalityCode, number: u64, records: i64) -> Decision {
    let put = |at| Edit { change: Change::Put(Arc::new(actual(at))), seen: None, written: None };
    Decision {
        municipality: town.clone(),
        number: DecisionNumber(number),
        at: Timestamp::UNIX_EPOCH,
        recorded_at: None,
        office: None,
        erratum: None,
        by: StaffId("s1".to_owned()),
        reason: "確定値の反映".to_owned(),
        sources: vec![],
        edits: (0..records).map(put).collect(),
    }
}

fn actual(at: i64) -> Record {
    let actual = Actual {
        indicator: RecordId::new(format!("plan-2021/1-({at})/indicator")),
        fiscal_year: FiscalYear::new(2024),
        figure: Figure::Value(Decimal::new(at, 1)),
        status: Status::Final,
        sample: None,
        explanation: Some("地域の催しへの参加が前の年より増えたため、目標を上回った。".to_owned()),
    };
    Record::new(actual.id(), actual)
}
