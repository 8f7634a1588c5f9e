//! Documents that are not what their names say, made by hand.
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::io::{Cursor, Write};

use reading::package::{self, Effort, Odd};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SLIDES: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

fn inspect(ending: &str, bytes: &[u8]) -> Result<(), Odd> {
    package::inspect(ending, bytes, &mut Effort::default())
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, how).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn list(kind: &str) -> String {
    format!(r#"<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{kind}"/></Types>"#)
}

fn office(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let list = list(kind);
    let main = [("[Content_Types].xml", list.as_bytes()), ("xl/workbook.xml", b"<workbook/>")];
    packed(&[&main[..], more].concat())
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn what_offices_make_is_what_it_says() {
    assert_eq!(inspect("xlsx", &office(SHEET, &[])), Ok(()));
    assert_eq!(inspect("docx", &office(WORD, &[("word/media/a.png", b"png")])), Ok(()));
    let diagram = office(SHEET, &[]);
    assert_eq!(inspect("pptx", &office(SLIDES, &[("ppt/embeddings/Sheet1.xlsx", &diagram)])), Ok(()));
    let printer = [("xl/printerSettings/printerSettings1.bin", &b"A4"[..])];
    assert_eq!(inspect("xlsx", &office(SHEET, &printer)), Ok(()));
    let calc =
        packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    assert_eq!(inspect("ods", &calc), Ok(()));
    assert_eq!(
        inspect("xlsx", b"\xD0\xCF\x11\xE0 EncryptedPackage"),
        Ok(()),
        "under a password nobody looks in"
    );
    assert_eq!(inspect("pdf", b"%PDF-"), Ok(()), "others are not ours to judge");
}

#[test]
fn a_plain_archive_is_no_workbook_and_neither_is_another_document() {
    for bytes in [
        packed(&[("a.txt", b"text")]),
        packed(&[]),
        b"PK\x03\x04".to_vec(),
        b"PK\x03\x04...".to_vec(),
        office(WORD, &[]),
        office("text/plain", &[]),
        packed(&[("x/[Content_Types].xml", list(SHEET).as_bytes())]),
        packed(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
        packed(&[("[Content_Types].xml", &utf16(&list(SHEET)))]),
        packed(&[("[Content_Types].xml", format!("<!DOCTYPE x>{}", list(SHEET)).as_bytes())]),
        office(SHEET, &[("../../etc/passwd", b"x")]),
        office(SHEET, &[("/etc/passwd", b"x")]),
    ] {
        assert_eq!(inspect("xlsx", &bytes), Err(Odd::Other));
    }
    assert_eq!(inspect("odt", &office(WORD, &[])), Err(Odd::Other));
    let cut = office(SHEET, &[]);
    assert_eq!(inspect("xlsx", &cut[..cut.len() - 30]), Err(Odd::Other));
}

#[test]
fn macros_are_found_wherever_they_are() {
    let enabled = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    let both = list(SHEET).replace("</Types>", &format!("<Default ContentType=\"{enabled}\"/></Types>"));
    let vba = utf16("_VBA_PROJECT");
    let old = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", &vba[..]].concat();
    let within = office(SHEET, &[("xl/vbaProject.bin", b"x")]);
    for (name, ending, bytes) in [
        ("a part", "xlsx", within.clone()),
        ("another case", "xlsx", office(SHEET, &[("xl/VBAPROJECT.BIN", b"x")])),
        (
            "a renamed part",
            "xlsx",
            packed(&[("[Content_Types].xml", both.as_bytes()), ("xl/harmless.bin", b"x")]),
        ),
        ("a list that says so", "xlsx", office(enabled, &[])),
        ("macros of 1992", "xlsx", office(SHEET, &[("xl/macrosheets/sheet1.xml", b"x")])),
        ("controls", "docx", office(WORD, &[("word/activeX/activeX1.xml", b"x")])),
        ("a program within", "docx", office(WORD, &[("word/embeddings/a.exe", b"MZ")])),
        ("a workbook within", "pptx", office(SLIDES, &[("ppt/embeddings/a.xlsx", &within)])),
        ("an old one within", "docx", office(WORD, &[("word/embeddings/oleObject1.bin", &old)])),
        ("an old one", "xls", old.clone()),
        ("an old one called new", "xlsx", old.clone()),
        (
            "Basic",
            "odt",
            packed(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("Basic/Standard/x.xml", b"x"),
            ]),
        ),
    ] {
        assert_eq!(inspect(ending, &bytes), Err(Odd::Macros), "{name}");
    }
}

#[test]
fn what_grows_without_end_is_not_unpacked_to_its_end() {
    let zeros = vec![0; 40 * 1024 * 1024];
    let bomb = office(SHEET, &[("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(inspect("xlsx", &bomb), Err(Odd::Swollen));

    // The sizes that it tells are a lie: what is counted is what comes out.
    let mut liar = bomb.clone();
    let told = (zeros.len() as u32).to_le_bytes();
    while let Some(at) = liar.windows(4).position(|it| it == told) {
        liar[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert_ne!(inspect("xlsx", &liar), Ok(()));

    let many: Vec<(String, &[u8])> = (0..6_000).map(|it| (format!("p{it}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(inspect("xlsx", &office(SHEET, &many)), Err(Odd::Swollen));
    let dolls = |depth: usize| {
        (0..depth).fold(office(SHEET, &[]), |it, _| office(SHEET, &[("xl/embeddings/a.xlsx", &it)]))
    };
    assert_eq!(inspect("xlsx", &dolls(2)), Ok(()));
    assert_eq!(inspect("xlsx", &dolls(3)), Err(Odd::Swollen));
    let list = [list(SHEET).into_bytes(), vec![b' '; 2 * 1024 * 1024]].concat();
    assert_eq!(inspect("xlsx", &packed(&[("[Content_Types].xml", &list)])), Err(Odd::Swollen));
}

#[test]
fn many_small_parts_that_swell_are_as_odd_as_one() {
    let zeros = vec![0; 4 * 1024 * 1024];
    let names: Vec<String> = (0..40).map(|it| format!("xl/media/{it}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &zeros[..])).collect();
    let bomb = office(SHEET, &parts);
    assert!(bomb.len() < 400_000, "{}", bomb.len());
    assert_eq!(inspect("xlsx", &bomb), Err(Odd::Swollen));
}

#[test]
fn what_is_unpacked_is_little_of_one_document_and_of_all_that_come_together() {
    // Nothing but what may hold a program is unpacked: a part that is damaged inside is not even noticed.
    let mut pictures = office(SHEET, &[("xl/media/a.png", &noise(100_000))]);
    let at = pictures.len() / 2;
    pictures[at] ^= 0xFF;
    assert_eq!(inspect("xlsx", &pictures), Ok(()));

    let large = |megabytes: usize| {
        let object = [&b"\xD0\xCF\x11\xE0"[..], &noise(megabytes * 1024 * 1024)].concat();
        office(SHEET, &[("xl/embeddings/oleObject1.bin", &object)])
    };
    assert_eq!(inspect("xlsx", &large(17)), Err(Odd::Swollen), "with what it is unpacked from");
    let ten = large(10);
    let mut effort = Effort::default();
    let told: Vec<_> = (0..5).map(|_| package::inspect("xlsx", &ten, &mut effort)).collect();
    assert_eq!(told, [Ok(()), Ok(()), Ok(()), Err(Odd::TooMuch), Err(Odd::TooMuch)]);
    assert_eq!(package::inspect("pdf", b"%PDF-", &mut effort), Ok(()));
    assert_eq!(inspect("xlsx", &ten), Ok(()), "alone it is taken");
}

/// Bytes that no program makes smaller.
fn noise(bytes: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..bytes).map(|_| next()).collect()
}

#[test]
fn a_flipped_bit_anywhere_never_ends_the_program() {
    let good = office(SHEET, &[("xl/a.xml", b"<a>text</a>"), ("xl/embeddings/b.xlsx", &office(SHEET, &[]))]);
    for at in 0..good.len() {
        for bit in [0, 3, 7] {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            let _ = inspect("xlsx", &bytes);
        }
    }
}
