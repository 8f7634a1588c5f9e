//! The planning section's pages over all departments at work: the board, and what the checks say of every sheet under way.

use desk::Desk;
use desk::filling::{self, Page, Typed};
use desk::sheet::Place;
use jiff::Timestamp;
use plan::record::RecordId;

use super::office::Office;
use super::pages::Pages;
use crate::cpu;
use crate::table::{Table, median};

/// Each editor has written both of their texts, the second with a figure that no check lets pass.
pub(crate) fn measure(editors: usize, table: &mut Table) {
    println!("the planning section, over the sheets of {editors} editors");
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let office = Office::fill(folder.path(), editors);
    let desk = Desk::new(crate::keeping::ledger(folder.path()));
    (0..editors).for_each(|editor| write(&desk, &office, editor));
    let pages = Pages::of(desk);
    let (board, findings) =
        (format!("/{}/board/2026", office.town), format!("/{}/board/2026/findings", office.town));
    let open = |address: &str| pages.open(address, office.planner());
    open(&board); // Loads the edition.
    let first = cpu::each(1, || println!("    {:.0} KiB of findings", open(&findings) as f64 / 1024.0));
    let later = |address: &str| median((0..7).map(|_| cpu::each(5, || _ = open(address))).collect());
    table.at_most("the list of findings, all sheets looked at for the first time, CPU", first, 500.0, "ms");
    table.at_most("the list of findings again, CPU", later(&findings), 50.0, "ms");
    table.at_most("the board of deadlines, CPU", later(&board), 50.0, "ms");
}

fn write(desk: &Desk, office: &Office, editor: usize) {
    let who = desk::session::resume(desk, &office.town, office.pass(editor), Timestamp::now());
    let who = who.ok().flatten().unwrap_or_else(|| panic!("nobody is signed in"));
    let organisation = RecordId::new(Office::department(editor));
    let place = Place { stage: RecordId::new("goals"), organisation };
    let typed = |round| {
        Typed::new(
            Office::field(editor, round),
            format!("課題{editor}の文章です。電話 06-0000-{editor:04} まで。").repeat(3),
            0,
        )
    };
    let saved = filling::save(
        desk,
        &who.actor,
        &place,
        (Page::default(), vec![typed(0), typed(1)]),
        Timestamp::now(),
    );
    assert_eq!(saved.map(|it| it.len()).unwrap_or_default(), 2);
}
