//! 起案 as somebody saw it: what was replaced meanwhile is neither decided nor withdrawn, and nobody decides what they alone wrote.

use axum::http::StatusCode;
use plan::draft::{self, Draft, DraftId, Proposal};
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::Browser;
use crate::office::{TownHall, later, town};

const DRAFT: &str = "/990019/drafts/round-x";

async fn planner(hall: &TownHall, login: &str) -> Browser {
    hall.signed_in(login, &[(Role::Planning, None)]).await
}

/// A draft that founds a department of this name waits under the one id, over whatever waits there.
fn waits(hall: &TownHall, name: &str, begun: i64) {
    let edition = hall.desk.edition(&town()).unwrap();
    let record = Record::new(RecordId::new("new"), Organisation::new(name));
    let edits = draft::edits(vec![Proposal::put(record)], &edition);
    let draft: Draft = serde_json::from_value(serde_json::json!({
        "id": "round-x", "title": "新しい部", "by": "s-somebody", "begun": later(begun), "edits": edits,
    }))
    .unwrap();
    let save = move |tx: &mut ledger::Tx<'_>| {
        let there = ledger::draft::find(tx, &town(), &draft.id)?.map(|it| it.revision);
        ledger::draft::save(tx, &town(), &draft, there)
    };
    hall.ledger.write(save).unwrap();
}

fn name(hall: &TownHall) -> Option<String> {
    let edition = hall.desk.edition(&town()).unwrap();
    edition.find::<Organisation>(&RecordId::new("new")).map(|it| it.name().to_owned())
}

#[tokio::test]
async fn a_draft_that_was_replaced_after_it_was_shown_is_shown_again_and_not_decided() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    waits(&hall, "見せた部", 1);
    let seen = kikaku.get(DRAFT).await.hidden("seen");
    waits(&hall, "すり替えた部", 2);

    let typed = [("seen", seen.as_str()), ("reason", "長く考えた理由"), ("erratum", "誤りのこと")];
    let refused = kikaku.post(&format!("{DRAFT}/decide"), &typed).await;
    assert_eq!((refused.status, name(&hall)), (StatusCode::CONFLICT, None), "{}", refused.body);
    for words in ["作り直しました", "すり替えた部", "長く考えた理由", "誤りのこと"] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    let blind = kikaku.post(&format!("{DRAFT}/decide"), &[("reason", "見ずに")]).await;
    assert_eq!(blind.status, StatusCode::CONFLICT, "whoever names nothing has seen nothing");
    let kept = kikaku.post(&format!("{DRAFT}/withdraw"), &[("seen", &seen)]).await;
    assert_eq!(kept.status, StatusCode::CONFLICT, "{}", kept.body);

    let again = [("seen", refused.hidden("seen")), ("reason", "確かめた".to_owned())];
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(kikaku.post(&format!("{DRAFT}/decide"), &again).await.location.ends_with("done=decided"));
    assert_eq!(name(&hall).as_deref(), Some("すり替えた部"));
}

#[tokio::test]
async fn a_draft_that_was_withdrawn_and_proposed_again_is_another() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    waits(&hall, "見せた部", 1);
    let seen = kikaku.get(DRAFT).await.hidden("seen");
    desk::deciding::withdraw(&hall.desk, &town(), &DraftId("round-x".to_owned())).unwrap();
    waits(&hall, "別の部", 2);

    let refused = kikaku.post(&format!("{DRAFT}/decide"), &[("seen", &seen), ("reason", "決める")]).await;
    assert_eq!((refused.status, name(&hall)), (StatusCode::CONFLICT, None), "{}", refused.body);
}
