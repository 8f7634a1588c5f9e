//! What is done by the clock while the site is served: planned publications, and the removal of what was promised to go.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::fmt::Display;
use std::time::Duration;

use desk::{Desk, Error};
use jiff::Timestamp;
use plan::municipality::MunicipalityCode;

/// How often it is looked whether something is due, in seconds.
const LOOK: u64 = 20;
/// So many looks are an hour.
const AN_HOUR: u64 = 3600 / LOOK;
/// How often it is looked for files that nobody needs. It may take long.
const A_DAY: Duration = Duration::from_secs(24 * 3600);

/// Does what is due, until it is told to stop. What may take long holds up no publication.
pub(super) async fn watch(desk: Desk, stop: impl Future<Output = ()>) {
    let mut discarding = tokio::task::JoinSet::new(); // It ends with us.
    discarding.spawn(discard_daily(desk.clone()));
    let mut stop = std::pin::pin!(stop);
    let mut looks: u64 = 0;
    loop {
        publish(&desk).await;
        if looks.is_multiple_of(AN_HOUR) {
            forget(&desk).await;
        }
        looks += 1;
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(LOOK)) => {}
            () = &mut stop => return,
        }
    }
}

/// 予約した公表.
async fn publish(desk: &Desk) {
    let what = "what is due could not be published";
    let done = off_the_loop(desk, move |desk| {
        desk::scheduling::publish_due(desk, Timestamp::now(), &|town, error| tell(what, town, error))
    });
    for it in told(what, done.await).unwrap_or_default() {
        tracing::info!(decision = %it.decision, "published as planned");
    }
}

/// 廃棄: letters whose promised day is over, and tables of staff that nobody went on with.
async fn forget(desk: &Desk) {
    let what = "old tables of staff could not be removed";
    let tables = off_the_loop(desk, move |desk| {
        desk::transferring::forget_due(desk, Timestamp::now(), &|town, error| tell(what, town, error))
    });
    told(what, tables.await);
    let what = "letters whose day is over could not be removed";
    let letters = off_the_loop(desk, move |desk| {
        desk::consulting::forget_due(desk, Timestamp::now(), &|town, error| tell(what, town, error))
    });
    if let Some(letters @ 1..) = told(what, letters.await) {
        tracing::info!(letters, "letters of public comments were removed as promised");
    }
}

/// 資料の廃棄: the bytes of files that were taken away before they were handed in, once a day.
async fn discard_daily(desk: Desk) {
    let mut decided = BTreeSet::new();
    loop {
        decided = discard(&desk, decided).await;
        tokio::time::sleep(A_DAY).await;
    }
}

/// Does it once. `decided` are the files that need not be looked for again.
async fn discard(desk: &Desk, mut decided: BTreeSet<String>) -> BTreeSet<String> {
    let what = "files that nobody needs could not be removed";
    let files = off_the_loop(desk, move |desk| {
        let files = desk::attaching::discard_early(desk, &mut decided);
        Ok((files, decided))
    });
    let Some((files, decided)) = told(what, files.await) else { return BTreeSet::new() };
    if let Some(files @ 1..) = told(what, Ok::<_, Infallible>(files)) {
        tracing::info!(files, "files that were taken away before they were handed in were removed");
    }
    decided
}

/// Work that waits for the ledger, where it holds up no answer.
async fn off_the_loop<T: Send + 'static>(
    desk: &Desk,
    work: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
) -> Result<Result<T, Error>, tokio::task::JoinError> {
    let desk = desk.clone();
    tokio::task::spawn_blocking(move || work(&desk)).await
}

fn tell(what: &'static str, town: &MunicipalityCode, error: &Error) {
    tracing::error!(%town, %error, "{what}");
}

/// What came of it; what failed is logged.
fn told<T, E: Display>(what: &'static str, outcome: Result<Result<T, Error>, E>) -> Option<T> {
    match outcome {
        Ok(Ok(done)) => Some(done),
        Ok(Err(error)) => {
            tracing::error!(%error, "{what}");
            None
        }
        Err(error) => {
            tracing::error!(%error, "{what}");
            None
        }
    }
}
