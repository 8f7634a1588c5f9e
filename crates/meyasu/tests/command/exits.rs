//! The exit codes that scripts rely on.

use super::office::{Office, TOWN, documented};

#[test]
fn the_help_lists_every_exit_code() {
    let codes: Vec<_> = documented().iter().copied().collect();
    assert_eq!(codes, [0, 1, 2, 65, 66, 69, 70, 73, 74, 75]);
}

#[test]
fn a_ledger_that_somebody_else_holds_is_worth_another_try() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");
    let held = rusqlite::Connection::open(office.ledger()).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();

    let done = office.import("a.csv", "取込み");

    done.refused(75, "混み合っています");
    held.execute_batch("ROLLBACK").unwrap();
    drop(held);
    office.import("a.csv", "取込み").succeeded().says("決裁第3号");
}

#[test]
fn a_draft_at_rest_is_in_no_way_of_the_next() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");
    office.run(["import", "a.csv", "--municipality", TOWN]).succeeded();

    office.import("a.csv", "取込み").succeeded().says("決裁第3号");
}
