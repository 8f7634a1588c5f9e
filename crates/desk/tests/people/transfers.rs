//! 一括異動: what is kept of a table of staff, and for how long.

use std::collections::HashSet;

use desk::session::SignedIn;
use desk::transferring::{self, Carried, Chosen, Outlook};
use desk::{Error, leaving, staffing};
use jiff::civil::date;
use plan::municipality::MunicipalityCode;
use plan::role::Role;
use plan::transfer::{Column, Grid};

use crate::office::{Office, at, chance, names, office};

fn table(rows: &[[&str; 6]]) -> String {
    let heads = Column::ALL.map(|it| it.head().to_owned()).to_vec();
    let cells = |row: &[&str; 6]| row.iter().map(|it| (*it).to_owned()).collect();
    let rows = rows.iter().zip(2..).map(|(row, at)| (at, cells(row)));
    let grid = Grid { sheet: String::new(), rows: std::iter::once((1, heads)).chain(rows).collect() };
    serde_json::to_string(&grid).unwrap()
}

fn propose(office: &Office, rows: &[[&str; 6]], minute: i64) -> Outlook {
    transferring::propose(&office.desk, &office.admin, &table(rows), at(minute)).unwrap()
}

fn whole(outlook: &Outlook) -> Chosen {
    let rows: HashSet<u32> = outlook.rows.iter().map(|it| it.row).collect();
    Chosen { shown: outlook.shown.clone(), rows, ..Chosen::default() }
}

const NEW: [&str; 6] = ["b03", "鈴木 一郎", "ichiro@city.example", "企画課", "", "2027-04-01"];

fn told(office: &Office, words: &[&str]) -> Vec<String> {
    office.papers().into_iter().filter(|row| words.iter().any(|word| row.contains(word))).collect()
}

#[test]
fn a_name_that_was_erased_stands_in_no_paper_of_any_kind_nor_in_what_it_said_before() {
    let office = office();
    let admin: &SignedIn = &office.admin;
    let who = office.member("hanako7", Role::Planning);
    let staff = who.actor.id.clone();
    let mail = staffing::Names { mail: "hanako7@city.example".to_owned(), ..names("hanako7") };
    staffing::correct(&office.desk, admin, &staff, &mail, at(2)).unwrap();
    propose(&office, &[["hanako7", "佐藤 花子", "hanako7@city.example", "", "", ""]], 3);
    leaving::leave(&office.desk, admin, &staff, date(2026, 11, 21), at(4)).unwrap();
    let words = ["佐藤 花子", "hanako7"];
    assert!(told(&office, &words).iter().any(|row| row.starts_with("transfer ")), "it was there");
    leaving::erase_name(&office.desk, admin, &staff, at(5)).unwrap();
    assert_eq!(told(&office, &words), Vec::<String>::new());
}

#[test]
fn a_table_that_was_done_is_not_kept_and_is_not_done_twice() {
    let office = office();
    let outlook = propose(&office, &[NEW], 1);
    let done = || {
        let chosen = whole(&outlook);
        transferring::carry_out(&office.desk, &office.admin, &outlook.id, &chosen, chance, at(2))
    };
    assert!(matches!(done(), Ok(Carried::Done(_))));
    assert!(told(&office, &["ichiro@city.example"]).iter().all(|row| row.starts_with("account ")));
    assert!(
        matches!(done(), Err(Error::Invalid(it)) if it.field == "file" && it.ja.contains("もう一度送って"))
    );
}

#[test]
fn a_table_that_nobody_went_on_with_is_removed_after_a_day() {
    let office = office();
    let no_trouble = |_: &MunicipalityCode, error: &Error| panic!("{error}");
    let forget = |minute| transferring::forget_due(&office.desk, at(minute), &no_trouble).unwrap();
    propose(&office, &[NEW], 0);
    propose(&office, &[NEW], 60);
    assert_eq!((forget(24 * 60 + 59), told(&office, &["鈴木"]).len()), (0, 1), "sent again, it counts anew");
    assert_eq!((forget(25 * 60), told(&office, &["鈴木"]).len()), (1, 0));
}
