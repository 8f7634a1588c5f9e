//! Files made to harm whoever reads them. The reader is a process of its own: it says no, or it ends; it never takes the machine along.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What the reader said; none where it ended without a word.
fn read(bytes: &[u8]) -> Option<Value> {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_meyasu"))
        .arg("read-sent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let sent = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&sent));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    assert!(began.elapsed() < Duration::from_secs(60), "it took {:?}", began.elapsed());
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

/// A workbook whose one sheet and shared strings are these; and more parts.
fn book(sheet: &str, strings: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let kinds = "http://schemas.openxmlformats.org/package/2006/content-types";
    let ties = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{kinds}\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{ties}\"><Relationship Id=\"r1\" Type=\"{of}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{of}\"><sheets><sheet name=\"職員\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{ties}\"><Relationship Id=\"r1\" Type=\"{of}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{of}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\" {strings}</sst>")),
    ];
    let parts = parts.iter().map(|(name, text)| (*name, text.as_bytes())).chain(more.iter().copied());
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CELL: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>職員番号</t></is></c></row>";
const NONE: &str = "count=\"0\" uniqueCount=\"0\">";

/// The sentence with which a file is refused.
fn refused(bytes: &[u8]) -> String {
    let said = read(bytes).unwrap_or_else(|| panic!("the reader ended without a word"));
    said["Err"][0].as_str().unwrap_or_else(|| panic!("it was taken: {said}")).to_owned()
}

#[test]
fn a_plain_workbook_and_what_we_write_ourselves_are_read() {
    let said = read(&book(CELL, NONE, &[])).unwrap();
    assert_eq!(said["Ok"]["rows"][0], serde_json::json!([1, ["職員番号"]]), "{said}");
    let row =
        ["a01", "佐藤 花子", "", "入力者", "環境課（o-1）", "2026-04-01", "", "", "s-1#0"].map(str::to_owned);
    let ours = writing::staff_book::book(&[row], &["環境課（o-1）".to_owned()]).unwrap();
    let said = read(&ours).unwrap();
    assert_eq!(said["Ok"]["sheet"], "職員");
    assert_eq!(said["Ok"]["rows"][1][1][8], "s-1#0", "{said}");
}

#[test]
fn a_file_with_more_than_a_table_in_it_is_refused_with_what_to_do() {
    let with = |name: &str| refused(&book(CELL, NONE, &[(name, b"x")]));
    assert!(with("xl/vbaProject.bin").contains("マクロ"));
    assert!(with("xl/externalLinks/externalLink1.xml").contains("リンク"));
    assert!(with("xl/embeddings/oleObject1.bin").contains("埋め込まれた"));
    assert!(with("../../etc/passwd").contains("読めません"));
    let entity = book(CELL, NONE, &[("docProps/app.xml", b"<!DOCTYPE x [<!ENTITY a \"aaa\">]><x>&a;</x>")]);
    assert!(refused(&entity).contains("読めません"));
    let many: Vec<String> = (0..250).map(|at| format!("xl/media/{at}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(refused(&book(CELL, NONE, &many)).contains("読めません"));
}

#[test]
fn a_file_with_a_password_or_of_an_old_kind_says_how_to_save_it_anew() {
    let mut locked = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert!(refused(&locked).contains("古い形式"));
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(&locked).contains("パスワード"));
}

#[test]
fn a_file_that_swells_when_it_is_opened_is_refused_before_it_does() {
    let bomb = vec![b' '; 100 * 1024 * 1024];
    let said = refused(&book(CELL, NONE, &[("xl/worksheets/sheet2.xml", &bomb)]));
    assert!(said.contains("大きくなりすぎる"), "{said}");
}

#[test]
fn a_cell_at_the_end_of_the_world_is_named_and_nothing_is_reserved_for_it() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert!(refused(&book(far, NONE, &[])).contains("1048576行16384列"));
}

#[test]
fn more_cells_than_any_list_of_staff_has_are_refused() {
    let row = |at: usize| {
        let cells: String = (0..26)
            .map(|column| format!("<c r=\"{}{at}\"><v>1</v></c>", char::from(b'A' + column)))
            .collect();
        format!("<row r=\"{at}\">{cells}</row>")
    };
    let sheet: String = (1..=9000).map(row).collect();
    let said = refused(&book(&sheet, NONE, &[]));
    assert!(said.contains("多すぎ") || said.contains("大きくなりすぎ"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_workbook_that_asks_for_all_memory_ends_its_reader_and_nothing_else() {
    let greedy = book(CELL, "count=\"4000000000\" uniqueCount=\"4000000000\"><si><t>a</t></si>", &[]);
    let said = read(&greedy);
    // Whether it is refused, read or ends: it may not take the 96 GB that it asks for, which its limit of 512 MB sees to.
    assert!(said.is_none_or(|it| it.get("Ok").is_some() || it.get("Err").is_some()));
}

#[test]
fn what_is_no_workbook_at_all_is_refused_with_a_sentence() {
    let whole = book(CELL, NONE, &[]);
    for broken in [&whole[..whole.len() / 2], &whole[..30], b"PK", b"", &[0, 1, 2, 3, 255, 254]] {
        assert!(refused(broken).contains("読めません"), "{}", refused(broken));
    }
}
