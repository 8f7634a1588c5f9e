//! What was attached by mistake and taken away before the sheet was handed in: its bytes go, and nothing else does.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use desk::attaching::discard_early;
use ledger::source;
use plan::role::Role;

use crate::browser::Browser;
use crate::evidence::{EVIDENCE, OF_VISION, SHEET, VISION, addresses, pdf, writing};
use crate::office::{TownHall, town};

fn discard(hall: &TownHall) -> usize {
    discard_early(&hall.desk, &mut BTreeSet::new()).unwrap()
}

fn is_kept(hall: &TownHall, bytes: &[u8]) -> bool {
    hall.ledger.read(|tx| source::times_kept(tx, &source::name(bytes))).unwrap().is_some()
}

async fn attach_and_remove(sato: &mut Browser, name: &str, bytes: &[u8]) -> String {
    sato.send(EVIDENCE, &[VISION], &[(name, bytes)]).await;
    let page = sato.get(OF_VISION).await.body;
    let address =
        page.split(&format!("\">{name}")).next().unwrap().rsplit("href=\"").next().unwrap().to_owned();
    let address = address.split('"').next().unwrap().to_owned();
    let removed = sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert!(removed.location.ends_with("done=detached"), "{address}: {removed:?}");
    address
}

#[tokio::test]
async fn what_was_attached_by_mistake_goes_and_that_it_was_there_stays_known() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let (wrong, twice) = (pdf("名簿"), pdf("二度"));
    let address = attach_and_remove(&mut sato, "名簿.pdf", &wrong).await;
    attach_and_remove(&mut sato, "二度.pdf", &twice).await;
    sato.send(EVIDENCE, &[VISION], &[("正しい.pdf", &twice)]).await;
    assert_eq!((discard(&hall), is_kept(&hall, &wrong), is_kept(&hall, &twice)), (1, false, true));
    assert_eq!(discard(&hall), 0);
    let page = sato.get(OF_VISION).await.body;
    assert!(page.contains("名簿.pdf") && page.contains("中身は残しません"), "{page}");
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    assert_eq!(kansa.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(ledger::verify(&hall.ledger, |_| {}).unwrap().is_sound());
}

#[tokio::test]
async fn what_somebody_may_have_judged_by_stays_whoever_takes_it_away() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    sato.post(SHEET, &[("f:fukushi-2026#vision", "安心"), ("r:fukushi-2026#vision", "0")]).await;
    sato.send(EVIDENCE, &[VISION], &[("提出した.pdf", &pdf("提出"))]).await;
    let address = addresses(&sato.get(OF_VISION).await.body).remove(0);
    sato.post(&format!("{SHEET}/submit"), &[("seen", "2")]).await;
    let back = sato.post(&format!("{SHEET}/pull-back"), &[]).await;
    let removed = sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert!(removed.location.ends_with("done=detached"), "{back:?} {removed:?}");
    assert_eq!((discard(&hall), is_kept(&hall, &pdf("提出"))), (0, true));

    // The very bytes of a draft's source, of whichever municipality, are not an attachment's to remove.
    let bytes = pdf("出典");
    attach_and_remove(&mut sato, "出典.pdf", &bytes).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let source = plan::decision::Source { name: "出典.pdf".to_owned(), sha256: source::name(&bytes) };
    let draft = plan::draft::Draft {
        id: plan::draft::DraftId("d".to_owned()),
        title: "取り込み".to_owned(),
        by: plan::decision::StaffId("企画課".to_owned()),
        begun: crate::office::now(),
        authors: [].into(),
        sources: vec![source],
        edits: plan::draft::edits(vec![], &edition),
    };
    let keep = move |tx: &mut ledger::Tx<'_>| ledger::draft::save(tx, &town(), &draft, None).map(drop);
    hall.ledger.write(keep).unwrap_or_else(|error: ledger::LedgerError| panic!("{error}"));
    assert_eq!((discard(&hall), is_kept(&hall, &bytes)), (0, true));
}

#[tokio::test]
async fn what_a_decision_names_is_looked_for_once_and_what_is_attached_elsewhere_waits() {
    let hall = TownHall::new();
    let mut sato = writing(&hall).await;
    let (named, elsewhere) = (pdf("決裁"), pdf("別の欄"));
    attach_and_remove(&mut sato, "決裁.pdf", &named).await;
    attach_and_remove(&mut sato, "別.pdf", &elsewhere).await;
    sato.send(EVIDENCE, &[VISION], &[("また.pdf", &elsewhere)]).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let source = plan::decision::Source { name: "決裁.pdf".to_owned(), sha256: source::name(&named) };
    let decision = plan::decision::Decision {
        municipality: town(),
        number: edition.number().next(),
        at: crate::office::now(),
        recorded_at: None,
        office: None,
        erratum: None,
        by: plan::decision::StaffId("企画課".to_owned()),
        reason: "取り込み".to_owned(),
        sources: vec![source],
        edits: vec![],
    };
    let append = move |tx: &mut ledger::Tx<'_>| ledger::decision::append(tx, &decision).map(drop);
    hall.ledger.write(append).unwrap_or_else(|error: ledger::LedgerError| panic!("{error}"));

    let mut decided = BTreeSet::new();
    assert_eq!(discard_early(&hall.desk, &mut decided).unwrap(), 0);
    assert_eq!(decided, [source::name(&named)].into());
    let page = sato.get(OF_VISION).await.body;
    let address = addresses(&page).remove(0);
    sato.post(&format!("{address}/remove"), &[VISION]).await;
    assert_eq!(discard_early(&hall.desk, &mut decided).unwrap(), 1);
    assert_eq!((is_kept(&hall, &named), is_kept(&hall, &elsewhere)), (true, false));
}
