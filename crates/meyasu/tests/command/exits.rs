//! The exit codes that scripts rely on.

use super::office::{Office, TOWN, documented};

#[test]
fn the_help_lists_every_exit_code() {
    let codes: Vec<_> = documented().iter().copied().collect();
    assert_eq!(codes, [0, 1, 2, 3, 65, 66, 69, 70, 73, 74, 75]);
}

#[test]
fn an_import_ends_as_all_a_part_or_nothing_of_it_was_taken_in() {
    let office = Office::at_work();
    office.file("all.csv", "組織ID,組織名\na,甲課\n");
    office.file("part.csv", "組織ID,組織名\nb,乙課\nc,\n");
    office.file("bad_rows.csv", "指標ID,年度,実績値\ni,R6,\ni,いつか,5\n");
    office.file("bad_head.csv", "組織番号,組織の名前\na,甲課\n");

    office.import("all.csv", "組織の登録").ended(0).says("決裁第3号");
    office.import("all.csv", "もう一度").ended(0).says("変更0件");
    office.import("part.csv", "組織の登録").ended(1).says("決裁第4号");
    for nothing in ["bad_rows.csv", "bad_head.csv"] {
        office.unchanged_by(|office| office.import(nothing, "取込み")).ended(3).says("0件の記録");
    }
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

#[test]
fn settings_that_cannot_be_used_and_settings_that_are_not_there_end_as_documented() {
    let office = Office::at_work();
    office.file("bad.toml", "shoe = 45\n");
    let ports = ["--listen", "127.0.0.1:0", "--staff", "127.0.0.1:0"];
    for settings in ["--openid", "--mail"] {
        for (file, code, words) in [("bad.toml", 65, "設定"), ("none.toml", 66, "none.toml")] {
            let words_typed = ["serve", settings, file];
            office.run(words_typed.iter().chain(&ports)).refused(code, words);
        }
    }
}
