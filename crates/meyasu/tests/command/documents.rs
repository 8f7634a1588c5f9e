//! Documents of every kind that people drop on the program: read, or refused in one sentence.

use std::os::unix::fs::PermissionsExt as _;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use serde_json::Value;

use super::office::{Done, Office, TOWN, is_root, skipped};

const STATEMENT: &str = include_str!("statement.txt");

fn read(office: &Office, file: &str) -> Value {
    office.run(["read", "--json", file]).succeeded().json()
}

/// Imported with a reason: refused, and nothing is changed.
fn refused(name: &str, bytes: &[u8], code: i32, words: &str) {
    let office = Office::at_work();
    office.file(name, bytes);
    office.unchanged_by(|office| office.import(name, "取込み")).refused(code, words);
    office.run(["read", name]).refused(code, words);
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn a_statement_is_read_as_json_with_its_issues_and_indicators() {
    let office = Office::empty();
    office.file("a.txt", STATEMENT);

    let statement = &read(&office, "a.txt")["statements"][0];

    assert_eq!(statement["organisation"], "霞台区");
    assert_eq!(statement["fiscal_year"], 2024);
    assert_eq!(statement["issues"][1]["title"], "斜面の備え");
    assert_eq!(statement["issues"][0]["indicators"].as_array().unwrap().len(), 2);
}

#[test]
fn shift_jis_euc_jp_and_utf_16_read_like_utf_8() {
    let office = Office::empty();
    office.file("utf-8", STATEMENT);
    office.file("shift-jis", SHIFT_JIS.encode(STATEMENT).0);
    office.file("euc-jp", EUC_JP.encode(STATEMENT).0);
    office.file("utf-16", utf16(STATEMENT));

    let expected = read(&office, "utf-8");

    for encoding in ["shift-jis", "euc-jp", "utf-16"] {
        assert_eq!(read(&office, encoding), expected, "{encoding}");
    }
}

#[test]
fn a_character_that_was_cut_in_two_costs_one_character() {
    let office = Office::empty();
    office.file("whole.txt", STATEMENT);
    let cut = [STATEMENT.as_bytes(), "坂".as_bytes().get(..2).unwrap()].concat();
    office.file("cut.txt", cut);

    let (whole, cut) = (read(&office, "whole.txt"), read(&office, "cut.txt"));

    assert_eq!(cut["statements"][0]["issues"][0], whole["statements"][0]["issues"][0]);
}

#[test]
fn an_encoding_that_is_named_is_used_and_an_unknown_one_refused() {
    let office = Office::empty();
    office.file("a.txt", SHIFT_JIS.encode("令和6年度 霞台区運営方針").0);

    let named = office.run(["read", "--json", "--encoding", "shift_jis", "a.txt"]).succeeded().json();

    assert_eq!(named["page"]["title"], "令和6年度 霞台区運営方針");
    office.run(["read", "--encoding", "cp-99999", "a.txt"]).misused("知らない文字コード");
}

#[test]
fn a_document_is_read_from_standard_input() {
    let office = Office::empty();
    office.file("a.txt", STATEMENT);

    let done = office.given(STATEMENT.as_bytes(), ["read", "--json", "-"]).succeeded();

    assert_eq!(done.json(), read(&office, "a.txt"));
}

#[test]
fn a_summary_for_people_counts_issues_and_indicators() {
    let office = Office::empty();
    office.file("a.txt", STATEMENT);

    let shown = office.run(["read", "a.txt"]).succeeded().text();

    assert!(shown.contains("霞台区：課題2件、指標3件"), "{shown}");
}

#[test]
fn a_missing_file_is_named() {
    let office = Office::at_work();

    office.run(["read", "nowhere.txt"]).refused(66, "「nowhere.txt」がありません");
    office
        .unchanged_by(|office| office.import("nowhere.txt", "取込み"))
        .refused(66, "「nowhere.txt」がありません");
}

#[test]
fn one_missing_file_among_others_stops_them_all() {
    let office = Office::at_work();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");

    let both = ["import", "a.csv", "nowhere.csv", "--municipality", TOWN, "--decide", "取込み"];

    office.unchanged_by(|office| office.run(both)).refused(66, "「nowhere.csv」がありません");
}

#[test]
fn a_folder_is_no_document() {
    let office = Office::empty();
    std::fs::create_dir(office.path("folder")).unwrap();

    office.run(["read", "folder"]).refused(66, "「folder」はフォルダーです");
}

#[test]
fn a_file_that_may_not_be_read_is_said_to_be_so() {
    if is_root() {
        return skipped("root may read every file");
    }
    let office = Office::at_work();
    let path = office.file("locked.txt", STATEMENT);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o000)).unwrap();

    office.unchanged_by(|office| office.import("locked.txt", "取込み")).refused(66, "読む権限がありません");
}

#[test]
fn an_empty_file_is_refused() {
    refused("empty.txt", b"", 65, "文字がありません");
}

#[test]
fn white_space_alone_is_refused() {
    refused("blank.txt", " \n\t\u{3000}\r\n".as_bytes(), 65, "文字がありません");
}

#[test]
fn a_picture_is_refused() {
    refused("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 65, "「a.txt」：テキストの文書ではありません（PNG）");
}

#[test]
fn an_archive_is_refused() {
    refused("a.csv", b"PK\x03\x04\x14\0\0\0\x08\0", 65, "テキストの文書ではありません（ZIP");
}

#[test]
fn a_program_is_refused() {
    refused("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0", 65, "テキストの文書ではありません");
}

#[test]
fn garbage_is_refused() {
    let mut state = 88_172_645_463_325_252_u64;
    let garbage: Vec<u8> = (0..4096)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_be_bytes()[3]
        })
        .collect();

    refused("noise.txt", &garbage, 65, "テキストの文書ではありません");
}

/// Runs in an address space of 400 MB, in which reading all of a large file has no room.
fn in_little_memory(office: &Office, words: &str) -> Done {
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(format!("ulimit -v 400000 && exec \"$0\" {words}")).arg(env!("CARGO_BIN_EXE_meyasu"));
    super::office::finish(office.settle(shell).spawn().unwrap())
}

#[test]
fn a_hundred_megabytes_are_refused_without_being_read() {
    let office = Office::at_work();
    std::fs::File::create(office.path("large.txt")).unwrap().set_len(100 << 20).unwrap();
    let import = format!("import large.txt --municipality {TOWN} --decide 取込み");

    in_little_memory(&office, "read large.txt").refused(65, "文書が大きすぎます（100MB）。32MBまで読めます");
    office
        .unchanged_by(|office| in_little_memory(office, &import))
        .refused(65, "文書が大きすぎます（100MB）");
}

#[test]
fn standard_input_without_end_is_refused_within_bounds() {
    let office = Office::empty();

    in_little_memory(&office, "read - < /dev/zero").refused(65, "文書が大きすぎます");
    in_little_memory(&office, "read /dev/zero").refused(65, "文書が大きすぎます");
}

#[test]
fn a_folder_of_files_that_is_too_large_is_refused_without_being_read() {
    let office = Office::at_work();
    office.file("d/decision.toml", "reason = \"取込み\"\nfiles = [\"large.txt\"]\n");
    std::fs::File::create(office.path("d/large.txt")).unwrap().set_len(100 << 20).unwrap();

    let import = format!("import d --municipality {TOWN}");

    office
        .unchanged_by(|office| in_little_memory(office, &import))
        .refused(65, "文書が大きすぎます（100MB）");
}

#[test]
fn a_line_of_ten_megabytes_is_reported_and_the_rest_is_read() {
    let office = Office::at_work();
    let long = "坂".repeat(3_500_000);
    office.file("long.txt", format!("{STATEMENT}\n{long}\n"));

    let import = format!("import long.txt --municipality {TOWN} --decide 取込み");
    let done = in_little_memory(&office, &import).ended(1);

    done.says("行が長すぎるため、後半は読んでいません").says("決裁第3号");
}

#[test]
fn signs_that_steer_a_terminal_are_not_passed_on() {
    let office = Office::at_work();
    let tricky = format!("{STATEMENT}\n\u{1b}]0;title\u{7} 経費 \u{202e}円\n");
    office.file("tricky.txt", &tricky);

    let done = office.run(["import", "tricky.txt", "--municipality", TOWN]);
    let shown = office.run(["read", "tricky.txt"]).succeeded().text();

    for shown in [done.said, shown] {
        assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{shown:?}");
    }
}
