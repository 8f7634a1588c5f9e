//! What becomes of an edited form: it is proposed, given up, or goes on over what was decided meanwhile.

use axum::extract::{Path, State};
use axum::response::Redirect;
use desk::shaping;
use plan::record::RecordId;

use super::address;
use super::save::seen;
use crate::clerk::Clerk;
use crate::office::Office;
use crate::refused::Refused;
use crate::typed::Typed;
use crate::waiting;

/// `POST /{code}/forms/{form}/propose`.
pub(crate) async fn propose(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (actor, id, seen, over) =
        (clerk.actor().clone(), RecordId::new(id), seen(&typed), waiting::over(&typed));
    let to = address(&clerk, &id);
    let work = move |office: &Office| {
        shaping::propose(office.desk(), &actor, &id, (seen, over.as_ref()), office.now())
    };
    let done = office.deed(work).await;
    done.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&format!("{to}?done=form-proposed")))
}

/// `POST /{code}/forms/{form}/give-up`.
pub(crate) async fn give_up(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (actor, id, seen) = (clerk.actor().clone(), RecordId::new(id), seen(&typed));
    let done = office.deed(move |office| shaping::give_up(office.desk(), &actor, &id, seen)).await;
    done.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&clerk.to("/forms?done=form-given-up")))
}

/// `POST /{code}/forms/{form}/go-on`.
pub(crate) async fn go_on(
    State(office): State<Office>,
    Path((_, id)): Path<(String, String)>,
    clerk: Clerk,
    typed: Typed,
) -> Result<Redirect, Refused> {
    let (actor, id, seen) = (clerk.actor().clone(), RecordId::new(id), seen(&typed));
    let to = address(&clerk, &id);
    let done = office.deed(move |office| shaping::go_on(office.desk(), &actor, &id, seen)).await;
    done.map_err(|fault| fault.page(clerk.lang))?;
    Ok(Redirect::to(&format!("{to}?done=form-saved")))
}
