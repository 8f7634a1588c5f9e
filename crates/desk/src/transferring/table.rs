//! 送られた表: kept between the page that foresees it and the one that does it. It is full of names, so it stays no longer than that.

use jiff::Timestamp;
use ledger::paper::Paper;
use ledger::{LedgerError, Tx, paper};
use plan::municipality::MunicipalityCode;
use plan::transfer::Grid;
use serde::{Deserialize, Serialize};

use crate::{Desk, Error, Trouble};

/// So many hours one may look at it before it is done.
const HOURS: i64 = 24;

/// 送られた表: kept under its author and its hash until it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    #[serde(flatten)]
    grid: Grid,
    /// When; those that were kept before anybody noted it are old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<Timestamp>,
}

impl Paper for Table {
    const KIND: &'static str = "transfer";
}

impl Table {
    pub(super) fn new(grid: Grid, now: Timestamp) -> Self {
        Self { grid, sent: Some(now) }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        self.sent.is_none_or(|sent| now.as_second() - sent.as_second() >= HOURS * 3600)
    }
}

/// The table of a hash that somebody sent, while it is kept.
pub(super) fn find(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    (folder, id): (&str, &str),
    now: Timestamp,
) -> Result<Grid, Error> {
    let found = paper::find::<Table>(tx, town, folder, id)?.map(|it| it.value);
    found.filter(|it| !it.is_over(now)).map(|it| it.grid).ok_or_else(|| {
        Error::invalid(
            "file",
            "送ったファイルは残していません（行ったあと、送ってから24時間後、または退職者の氏名を消したときに消します）。もう一度送ってください",
            "this table is not kept: it leaves when it is done, after 24 hours, or when a name is erased. Send it again",
        )
    })
}

/// 送られた表を廃棄する: tables that nobody went on with, in every municipality. Tells how many.
pub fn forget_due(desk: &Desk, now: Timestamp, trouble: Trouble<'_>) -> Result<u64, Error> {
    let mut removed = 0;
    for town in desk.municipalities()? {
        match forget_in(desk, &town, now) {
            Ok(tables) => removed += tables,
            Err(error) => trouble(&town, &error),
        }
    }
    Ok(removed)
}

fn forget_in(desk: &Desk, town: &MunicipalityCode, now: Timestamp) -> Result<u64, Error> {
    if desk.ledger.read(|tx| paper::folders::<Table>(tx, town).map_err(Error::from))?.is_empty() {
        return Ok(0); // Nothing is written where there is nothing: there may be thousands.
    }
    let town = town.clone();
    desk.ledger.write(move |tx| Ok(forget(tx, &town, |it| it.is_over(now))?))
}

/// Every table of a municipality: each may hold a name that must be forgotten now.
pub(crate) fn forget_all(tx: &mut Tx<'_>, town: &MunicipalityCode) -> Result<u64, LedgerError> {
    forget(tx, town, |_| true)
}

fn forget(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    is_over: impl Fn(&Table) -> bool,
) -> Result<u64, LedgerError> {
    let mut removed = 0;
    for table in paper::all::<Table>(tx, town)? {
        if is_over(&table.value) {
            removed += u64::from(paper::remove::<Table>(tx, town, &table.folder, &table.id)?);
        }
    }
    Ok(removed)
}
