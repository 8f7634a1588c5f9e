//! Importing, loading, and how soon a published change is seen.

use std::time::Instant;

use desk::Desk;
use desk::importing::{self, File};
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use ledger::{Ledger, Place};

use crate::table::{Table, median};
use crate::{cpu, town};

/// A ledger in a folder.
pub(crate) fn ledger(folder: &std::path::Path) -> Ledger {
    Ledger::open(&Place::File(folder.join("meyasu.db"))).unwrap_or_else(|error| panic!("{error}"))
}

/// A desk over a fresh ledger with the generated town in it, published.
pub(crate) fn desk(ledger: Ledger) -> Desk {
    let desk = Desk::new(ledger);
    town::found(&desk);
    import(&desk, town::files());
    publish(&desk);
    desk
}

fn import(desk: &Desk, files: Vec<File>) {
    let now = Timestamp::now();
    let imported = importing::propose(desk, &town::code(), files, "計測", &town::by(), now);
    let draft =
        imported.unwrap_or_else(|error| panic!("{error}")).draft.unwrap_or_else(|| panic!("nothing changed"));
    let decided = desk::deciding::approve(desk, &town::code(), &draft, &town::by(), "計測", now);
    decided.unwrap_or_else(|error| panic!("{error}"));
}

fn publish(desk: &Desk) {
    let announcement = Announcement { label: "確定".to_owned(), note: None, despite: None };
    let published =
        publishing::publish(desk, &town::code(), None, announcement, &town::by(), Timestamp::now());
    published.unwrap_or_else(|error| panic!("{error}"));
}

pub(crate) fn measure(table: &mut Table) {
    println!(
        "keeping: {} projects, {} indicators, {} values",
        town::PROJECTS,
        town::INDICATORS,
        town::INDICATORS * 15
    );
    let imports: Vec<f64> = (0..5)
        .map(|_| {
            let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
            let desk = Desk::new(ledger(folder.path()));
            town::found(&desk);
            let began = Instant::now();
            import(&desk, town::files());
            began.elapsed().as_secs_f64()
        })
        .collect();
    // Kausal Watch had taken in 237 of the 500 indicators in that time.
    let import = median(imports);
    table.beside("import all as one decision: read, draft, decide, on disk", 480.0, import, 1.0, "s");

    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    drop(desk(ledger(folder.path())));
    let loads: Vec<f64> = (0..9)
        .map(|_| {
            let fresh = Desk::new(ledger(folder.path()));
            cpu::each(1, || {
                let edition = fresh.edition(&town::code()).unwrap_or_else(|error| panic!("{error}"));
                assert!(edition.reported_year().is_some());
            })
        })
        .collect();
    table.at_most("load an edition from the ledger, ready to be asked", median(loads), 100.0, "ms");
}

/// Milliseconds from the publication of one changed value to its public page.
pub(crate) fn seen_after(desk: &Desk, address: std::net::SocketAddr, round: usize) -> f64 {
    let value = format!("{}.125", 100 + round);
    let actual = format!("指標ID,年度,実績値\ni7,2024,{value}\n");
    import(desk, vec![File { name: "a.csv".to_owned(), bytes: actual.into_bytes() }]);
    let began = Instant::now();
    publish(desk);
    let path = format!("/{}/indicators/i7", town::code());
    loop {
        let (_, body) = crate::client::get(address, &path).unwrap_or_default();
        if String::from_utf8_lossy(&body).contains(&value) {
            return began.elapsed().as_secs_f64() * 1e3;
        }
        assert!(began.elapsed().as_secs() < 10, "the change never showed");
    }
}
