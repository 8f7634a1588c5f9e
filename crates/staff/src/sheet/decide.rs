//! `POST …/decide`: 決裁する, the sheet as it was seen.

use axum::extract::State;
use axum::response::Redirect;
use desk::settling;

use super::Here;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// `POST …/decide`.
pub(crate) async fn decide(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "decided", |office, actor, place, seen, typed| {
        settling::decide(office.desk(), actor, place, typed.get("reason"), seen).map(drop)
    })
    .await
}
