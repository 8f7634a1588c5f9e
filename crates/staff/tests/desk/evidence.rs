//! 根拠資料: files beside fields, several at once, whatever is sent.

use axum::http::StatusCode;
use ledger::source;
use plan::evidence::Evidence;
use plan::record::RecordId;
use plan::role::Role;

use crate::browser::Browser;
use crate::office::{TownHall, town};

pub(crate) const SHEET: &str = "/990019/sheets/goals/fukushi";
pub(crate) const EVIDENCE: &str = "/990019/sheets/goals/fukushi/evidence";
pub(crate) const OF_VISION: &str = "/990019/sheets/goals/fukushi/evidence?field=fukushi-2026%23vision";
pub(crate) const VISION: (&str, &str) = ("field", "fukushi-2026#vision");

fn writer() -> Vec<(Role, Option<&'static str>)> {
    vec![(Role::Writer, Some("fukushi"))]
}

pub(crate) fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7 {text}").into_bytes()
}

/// The addresses under which the files of a page are.
pub(crate) fn addresses(page: &str) -> Vec<String> {
    let mark = format!("<a href=\"{EVIDENCE}/");
    page.split(&mark).skip(1).map(|it| format!("{EVIDENCE}/{}", it.split('"').next().unwrap())).collect()
}

pub(crate) async fn writing(hall: &TownHall) -> Browser {
    let mut sato = hall.signed_in("sato", &writer()).await;
    sato.get(SHEET).await;
    sato
}

#[tokio::test]
async fn a_file_is_attached_and_comes_back_byte_for_byte_under_its_own_name() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let name = "葛\u{E0100}飾の𠮷野家　調査 (1).pdf";
    let done = sato.send(EVIDENCE, &[VISION], &[(name, &pdf("本文\0\u{FF}"))]).await;
    assert!(done.location.ends_with("done=attached"), "{done:?}");
    let page = sato.get(OF_VISION).await;
    assert!(page.body.contains(name) && page.body.contains("sato"), "{}", page.body);
    let sheet = sato.get(SHEET).await;
    assert!(sheet.body.contains(name), "it stands beside the field");
    let file = sato.fetch(&addresses(&page.body)[0]).await;
    assert_eq!(file.bytes, pdf("本文\0\u{FF}"));
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("cache-control"), "no-store");
    let disposition = file.header("content-disposition");
    assert!(disposition.starts_with("attachment; ") && disposition.contains("%F3%A0%84%80"), "{disposition}");
}

#[tokio::test]
async fn of_fifty_files_at_once_twenty_are_kept_and_each_of_the_others_is_named() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let files: Vec<(String, Vec<u8>)> =
        (1..=50).map(|it| (format!("資料{it:02}.pdf"), pdf(&it.to_string()))).collect();
    let sent: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    let answer = sato.send(EVIDENCE, &[VISION], &sent).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("添付しなかったファイルがあります（30件）"), "{}", answer.body);
    assert!(answer.body.contains("添付したファイル（20件）"), "{}", answer.body);
    assert!(answer.body.contains("1つの欄は20件まで"));
    assert!((1..=50).all(|it| answer.body.contains(&format!("資料{it:02}.pdf"))), "every one is named");
    let page = sato.get(OF_VISION).await;
    assert_eq!(addresses(&page.body).len(), 20);
    assert!((1..=20).all(|it| page.body.contains(&format!("資料{it:02}.pdf"))), "the first ones, in order");
    let again = sato.send(EVIDENCE, &[VISION], &sent[..20]).await;
    assert!(again.location.ends_with("done=attached"), "sent twice, they are there once");
    assert_eq!(addresses(&sato.get(OF_VISION).await.body).len(), 20);
}

#[tokio::test]
async fn what_cannot_be_kept_is_named_with_why_and_the_rest_is_kept() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let large = [&b"%PDF-"[..], &vec![b'x'; 10 * 1024 * 1024]].concat();
    let files: &[(&str, &[u8])] = &[
        ("良い.pdf", b"%PDF-1.7"),
        ("空.pdf", b""),
        ("起動.exe", b"MZ"),
        ("名ばかり.pdf", b"MZ"),
        ("表.xlsm", b"PK\x03\x04"),
        ("大きい.pdf", &large),
        ("検査\u{202E}fdp.pdf", b"%PDF-1.7"),
        ("../../etc/passwd.txt", "安全".as_bytes()),
    ];
    let answer = sato.send(EVIDENCE, &[VISION], files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    for words in
        ["（6件）", "中身が空", "「.exe」", "中身が違います", "マクロなし", "10.0 MBまで", "見えない文字"]
    {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let page = sato.get(OF_VISION).await;
    assert_eq!(addresses(&page.body).len(), 2);
    assert!(page.body.contains("良い.pdf") && page.body.contains("../../etc/passwd.txt"), "{}", page.body);
    let nothing = sato.send(EVIDENCE, &[VISION], &[("", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("ファイルを選んでください"));
}

#[tokio::test]
async fn more_than_fits_at_once_is_refused_as_a_whole_and_so_is_what_cannot_be_read() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let huge = vec![b'x'; 33 * 1024 * 1024];
    let answer = sato.send(EVIDENCE, &[VISION], &[("a.pdf", &huge)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.body.contains("32MB") && answer.body.contains("何も添付していません"), "{}", answer.body);
    let broken = sato.send(EVIDENCE, &[VISION], &[("a\u{7}.pdf", b"%PDF-")]).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(broken.body.contains("制御文字"), "{}", broken.body);
    assert!(addresses(&sato.get(OF_VISION).await.body).is_empty());
}

#[tokio::test]
async fn a_forged_field_or_a_foreign_sheet_takes_and_gives_nothing() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    for field in ["kankyo-2026#vision", "fukushi-2026#mission", "x", ""] {
        let answer = sato.send(EVIDENCE, &[("field", field)], &[("a.pdf", b"%PDF-")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{field}");
    }
    let money = ("field", "fukushi-1/amount/2026/initial#yen");
    let answer = sato.send(EVIDENCE, &[money], &[("a.pdf", b"%PDF-")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "the finance section's field has its own files");
    sato.send(EVIDENCE, &[VISION], &[("a.pdf", b"%PDF-")]).await;
    let address = addresses(&sato.get(OF_VISION).await.body).remove(0);
    let mut kankyo = hall.signed_in("kankyo", &[(Role::Writer, Some("kankyo"))]).await;
    kankyo.get("/990019/").await;
    assert_eq!(kankyo.get(&address).await.status, StatusCode::FORBIDDEN);
    let elsewhere = address.replace("/fukushi/", "/kankyo/");
    assert_eq!(kankyo.get(&elsewhere).await.status, StatusCode::NOT_FOUND, "an id opens no other sheet");
    let taken = kankyo.send(EVIDENCE, &[VISION], &[("b.pdf", b"%PDF-")]).await;
    assert_eq!(taken.status, StatusCode::FORBIDDEN);
    assert_eq!(kankyo.post(&format!("{address}/remove"), &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(sato.get(&address).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_was_typed_is_saved_before_files_are_chosen() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let typed = [("f:fukushi-2026#vision", "安心"), ("r:fukushi-2026#vision", "0"), ("evidence", VISION.1)];
    let go = sato.post(SHEET, &typed).await;
    assert_eq!(go.location, OF_VISION);
    assert!(sato.get(SHEET).await.body.contains("安心"));
}

#[tokio::test]
async fn a_file_is_removed_before_the_decision_and_that_stays_known() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    sato.send(EVIDENCE, &[VISION], &[("誤り.pdf", b"%PDF-")]).await;
    let address = addresses(&sato.get(OF_VISION).await.body).remove(0);
    let removed = sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert!(removed.location.ends_with("done=detached"), "{removed:?}");
    assert_eq!(sato.post(&format!("{address}/remove"), &[VISION]).await.status, StatusCode::NOT_FOUND);
    let page = sato.get(OF_VISION).await;
    assert!(addresses(&page.body).is_empty() && page.body.contains("取り外した資料"), "{}", page.body);
    assert!(page.body.contains("誤り.pdf"));
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    assert_eq!(kansa.get(&address).await.status, StatusCode::OK, "the auditor still finds what it was");
    let mut hyoka = hall.signed_in("hyoka", &[(Role::Evaluator, None)]).await;
    assert_eq!(hyoka.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_decision_names_its_evidence_which_then_stays_and_is_never_public() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    sato.post(SHEET, &[("f:fukushi-2026#vision", "安心"), ("r:fukushi-2026#vision", "0")]).await;
    sato.send(EVIDENCE, &[VISION], &[("調査.pdf", &pdf("調査"))]).await;
    let address = addresses(&sato.get(OF_VISION).await.body).remove(0);
    sato.post(&format!("{SHEET}/submit"), &[("seen", "2")]).await;
    for (login, role) in [("kacho", Role::SectionChief), ("bucho", Role::DepartmentHead)] {
        let mut chief = hall.signed_in(login, &[(role, Some("fukushi"))]).await;
        let review = chief.get(&format!("{SHEET}/review")).await;
        assert!(review.body.contains("調査.pdf") && review.body.contains("新しい"), "{}", review.body);
        let passed = chief.post(&format!("{SHEET}/pass"), &[("seen", "2")]).await;
        assert!(passed.location.ends_with("done=passed"), "{passed:?}");
    }
    let late = sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it lies with somebody else");
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    kikaku.get(&format!("{SHEET}/review")).await;
    let decided = kikaku.post(&format!("{SHEET}/decide"), &[("seen", "2"), ("reason", "確定")]).await;
    assert!(decided.location.ends_with("done=decided"), "{decided:?}");

    let edition = hall.desk.edition(&town()).unwrap();
    let record = RecordId::new("goals/evidence/fukushi");
    let evidence = edition.find::<Evidence>(&record).unwrap();
    assert_eq!(evidence.files[0].name, "調査.pdf");
    let sha256 = evidence.files[0].sha256.clone();
    assert_eq!(hall.ledger.read(|tx| source::find(tx, &sha256)), Ok(Some(pdf("調査"))));
    let public = serde_json::to_string(edition.public().decisions()).unwrap();
    assert!(!public.contains("調査.pdf") && !public.contains(&sha256) && !public.contains("evidence"));

    kikaku.post(&format!("{SHEET}/reopen"), &[("reason", "訂正")]).await;
    let kept = sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", kept.body);
    assert!(kept.body.contains("決裁が根拠とした資料"), "{}", kept.body);
    assert_eq!(sato.get(&address).await.status, StatusCode::OK);
}

/// An archive of one stored file, as small as an archive can be.
fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let crc = (0..bytes.len()).fold(!0_u32, |crc, at| {
        (0..8)
            .fold(crc ^ u32::from(bytes[at]), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    });
    let short = |it: usize| (it as u16).to_le_bytes();
    let long = |it: usize| (it as u32).to_le_bytes();
    let sizes =
        [&(!crc).to_le_bytes()[..], &long(bytes.len()), &long(bytes.len()), &short(name.len()), &[0, 0]]
            .concat();
    let fixed = [&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &sizes].concat();
    let local = [b"PK\x03\x04", &fixed[..], name.as_bytes(), bytes].concat();
    let central = [b"PK\x01\x02\x14\0", &fixed[..], &[0; 14], name.as_bytes()].concat();
    let end =
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &long(central.len())[..], &long(local.len()), &[0, 0]].concat();
    [local, central, end].concat()
}

#[tokio::test]
async fn a_document_is_judged_by_what_is_packed_in_it() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let list =
        |kind: &str| format!("<Types><Override ContentType=\"application/{kind}\"/></Types>").into_bytes();
    let sheet = archive(
        "[Content_Types].xml",
        &list("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    );
    let macros = archive("[Content_Types].xml", &list("vnd.ms-excel.sheet.macroEnabled.main+xml"));
    let plain = archive("a.txt", "ただの書庫".as_bytes());
    let files: &[(&str, &[u8])] =
        &[("表.xlsx", &sheet), ("改名.xlsx", &plain), ("仕掛け.xlsx", &macros), ("別.docx", &sheet)];
    let answer = sato.send(EVIDENCE, &[VISION], files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in
        ["（3件）", "名前は「.xlsx」ですが、中身が違います", "マクロやコントロール", "名前は「.docx」ですが"]
    {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let page = sato.get(OF_VISION).await.body;
    assert!(addresses(&page).len() == 1 && page.contains("表.xlsx"), "{page}");
}
