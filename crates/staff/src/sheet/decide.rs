//! `POST …/decide`: 決裁する, the sheet as it was seen.

use axum::extract::State;
use axum::response::Redirect;
use desk::deciding::Grounds;
use desk::settling;

use super::Here;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;

/// Why it is decided, and what it corrects, as it was typed.
pub(crate) fn grounds(typed: &Typed) -> Grounds {
    Grounds { reason: typed.get("reason").to_owned(), erratum: typed.get("erratum").to_owned() }
}

/// `POST …/decide`.
pub(crate) async fn decide(
    State(office): State<Office>,
    here: Here,
    typed: Typed,
) -> Result<Redirect, Refused> {
    here.step(&office, &typed, "decided", |office, actor, place, seen, typed| {
        settling::decide(office.desk(), actor, place, &grounds(typed), seen).map(drop)
    })
    .await
}
