//! A sheet of two hundred fields, opened by somebody who may write in it: half of them filled in, each understood anew.

use desk::Desk;
use desk::filling::{self, Page, Typed};
use desk::sheet::Place;
use jiff::Timestamp;
use plan::element::Meaning;
use plan::fiscal_year::FiscalYear;
use plan::form::Asks;
use plan::record::RecordId;

use super::office::Office;
use super::pages::Pages;
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
    let pages = Pages::of(desk);
    let open = || pages.open(&format!("/{}/sheets/goals/d0", office.town), office.pass(0));
    let bytes = open(); // The first look loads the edition.
    let figures: Vec<f64> = (0..7).map(|_| cpu::each(20, || _ = open())).collect();
    println!("    {:.0} KiB of HTML", bytes as f64 / 1024.0);
    table.at_most("a sheet of 203 fields, opened, CPU", median(figures), 20.0, "ms");
}

/// Half of the texts are written.
fn type_half(desk: &Desk, office: &Office) {
    let who = desk::session::resume(desk, &office.town, office.pass(0), Timestamp::now());
    let who = who.ok().flatten().unwrap_or_else(|| panic!("nobody is signed in"));
    let place = Place { stage: RecordId::new("goals"), organisation: RecordId::new("d0") };
    let typed = (0..ELEMENTS).map(|element| {
        Typed::new(
            Asks::Section(Meaning::Problem)
                .field(&RecordId::new(format!("d0-{element}")), FiscalYear::new(2026)),
            "高齢者のみの世帯が増え、避難の呼びかけが届きにくい。名簿の更新は年1回にとどまる。".repeat(3),
            0,
        )
    });
    let saved = filling::save(desk, &who.actor, &place, (Page::default(), typed.collect()), Timestamp::now());
    assert_eq!(saved.map(|it| it.len()).unwrap_or_default(), ELEMENTS);
}
