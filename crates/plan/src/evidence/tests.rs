use proptest::prelude::*;

use super::*;

fn file(field: &str, size: u64) -> Attachment {
    Attachment {
        id: "a".to_owned(),
        field: FieldId::parse(field).unwrap(),
        name: "調査.pdf".to_owned(),
        size,
        sha256: String::new(),
        by: StaffId("s".to_owned()),
        at: Timestamp::UNIX_EPOCH,
    }
}

fn said(name: &str, bytes: &[u8]) -> String {
    admit(name, bytes, Room::default()).map_or_else(|it| it.ja(), |()| "ok".to_owned())
}

#[test]
fn what_an_office_has_on_its_disks_is_taken() {
    for (name, bytes) in [
        ("区民意識調査.pdf", &b"%PDF-1.7"[..]),
        ("集計.XLSX", b"PK\x03\x04..."),
        ("秘密.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("古い.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("集計.csv", "課名,件数".as_bytes()),
        ("シフト.csv", b"\x89\xDB\x96\xBC,1"),
        ("幅広.txt", b"\xFF\xFEa\0"),
        ("写真.JPG", b"\xFF\xD8\xFF\xE0"),
        ("写真.heic", b"\0\0\0\x18ftypheic"),
        ("葛\u{E0100}飾𠮷.png", b"\x89PNG\r\n\x1A\n"),
        ("報告.jtd", b"anything"),
        ("../../etc/passwd.pdf", b"%PDF-1.4"),
    ] {
        assert_eq!(said(name, bytes), "ok", "{name}");
    }
}

#[test]
fn what_is_not_taken_is_refused_with_what_to_do() {
    for (name, bytes, words) in [
        ("空.pdf", &b""[..], "空のファイル"),
        ("", b"%PDF-", "ファイル名がありません"),
        ("a.exe", b"MZ", "「.exe」は添付できない種類"),
        ("a.xlsm", b"PK\x03\x04", "マクロなしで"),
        ("a.zip", b"PK\x03\x04", "圧縮したもの"),
        ("a.html", b"<script>", "「.html」"),
        ("a.svg", b"<svg", "「.svg」"),
        ("readme", b"text", "「readme」"),
        ("請求.pdf", b"MZ\x90", "中身が違います"),
        ("手順.txt", b"#!/bin/sh", "中身が違います"),
        ("検査\u{202E}fdp.pdf", b"%PDF-", "見えない文字"),
        ("検査\u{7}.pdf", b"%PDF-", "見えない文字"),
        ("検査\n.pdf", b"%PDF-", "見えない文字"),
    ] {
        assert!(said(name, bytes).contains(words), "{name}: {}", said(name, bytes));
    }
    assert!(said(&"長".repeat(201), b"%PDF-").contains("200字"));
}

#[test]
fn a_field_takes_as_many_as_it_is_told_and_a_sheet_so_many_bytes() {
    let field = FieldId::parse("e#title").unwrap();
    let twenty = vec![file("e#title", 1); MOST_OF_FIELD];
    assert_eq!(admit("a.pdf", b"%PDF-", Room::of(&twenty, &field)), Err(NotKept::FieldFull));
    let elsewhere = FieldId::parse("e#number").unwrap();
    assert_eq!(admit("a.pdf", b"%PDF-", Room::of(&twenty, &elsewhere)), Ok(()));
    let heavy = [file("x#title", LARGEST_SHEET - 4)];
    assert_eq!(admit("a.pdf", b"%PDF-", Room::of(&heavy, &field)), Err(NotKept::SheetTooLarge));
    let many = vec![file("x#title", 1); MOST_OF_SHEET];
    assert_eq!(admit("a.pdf", b"%PDF-", Room::of(&many, &field)), Err(NotKept::SheetFull));
}

#[test]
fn the_list_of_a_sheet_is_internal_whatever_it_names() {
    let (stage, organisation) = (RecordId::new("goals"), RecordId::new("fukushi"));
    let files = vec![file("e#title", 1)];
    let record = Evidence { stage, organisation, fiscal_year: FiscalYear::new(2026), files }.into_record();
    assert_eq!(record.id.as_str(), "goals/evidence/fukushi");
    assert!(record.for_public().is_none() && Record { internal: false, ..record }.for_public().is_none());
}

proptest! {
    #[test]
    fn no_name_and_no_bytes_break_it(name in ".{0,30}", bytes in prop::collection::vec(any::<u8>(), 0..20)) {
        let taken = admit(&name, &bytes, Room::default());
        prop_assert!(taken.is_err() || !bytes.is_empty() && !name.chars().any(char::is_control));
    }

    #[test]
    fn no_room_is_made_by_adding(sizes in prop::collection::vec(1u64..LARGEST, 0..60)) {
        let mut room = Room::default();
        let mut kept = 0;
        for size in sizes {
            if admit("a.pdf", b"%PDF-", room).is_ok() {
                room = room.with(size);
                kept += 1;
            }
        }
        prop_assert!(kept <= MOST_OF_FIELD);
    }
}
