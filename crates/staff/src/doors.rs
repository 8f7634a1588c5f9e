//! すべての扉: every address of the staff's side, and the deed that each is.

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use desk::policy::Deed;

use desk::filling::WRITING;

use crate::account;
use crate::approve;
use crate::assets;
use crate::board;
use crate::door::Access::{Anyone, To, ToAny};
use crate::door::{Door, Opening};
use crate::draft;
use crate::forms;
use crate::home;
use crate::invitation;
use crate::manual;
use crate::office::Office;
use crate::opening;
use crate::people;
use crate::person;
use crate::person::{deeds, newcomer};
use crate::phrases;
use crate::prove;
use crate::refused::Refused;
use crate::reorganisation;
use crate::setup;
use crate::sheet;
use crate::sign_in;
use crate::sign_out;
use crate::tongue;
use crate::transfer;
use crate::vouched;

mod outward;

/// All of them.
fn all() -> Vec<Opening> {
    [
        of_everybody(),
        of_oneself(),
        of_people(),
        of_sheets(),
        of_evidence(),
        of_reviews(),
        of_planning(),
        of_forms(),
        of_reorganisations(),
        outward::of_publications(),
        outward::of_histories(),
        outward::of_comments(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Before anybody has signed in.
fn of_everybody() -> Vec<Opening> {
    vec![
        Opening::get("/", Anyone, sign_in::towns),
        Opening::get("/assets/{name}", Anyone, assets::show),
        Opening::get("/setup/{secret}", Anyone, setup::show),
        Opening::post("/setup/{secret}", Anyone, setup::begin),
        Opening::get("/{code}/sign-in", Anyone, sign_in::show),
        Opening::post("/{code}/sign-in", Anyone, sign_in::sign_in),
        Opening::get("/{code}/sign-in/openid", Anyone, vouched::begin),
        Opening::get("/{code}/sign-in/openid/back", Anyone, vouched::back),
        Opening::get("/{code}/invitation/{secret}", Anyone, invitation::show),
        Opening::post("/{code}/invitation/{secret}", Anyone, invitation::accept),
        Opening::post("/{code}/language", Anyone, tongue::choose),
        Opening::get("/{code}/calendar/{secret}/deadlines.ics", Anyone, account::calendar::feed),
    ]
}

/// Of whoever is signed in.
fn of_oneself() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/", To(Deed::ReadWork), home::show),
        Opening::get("/{code}/manual/", To(Deed::ReadWork), manual::index),
        Opening::get("/{code}/manual/all", To(Deed::ReadWork), manual::all),
        Opening::get("/{code}/manual/{chapter}", To(Deed::ReadWork), manual::show),
        Opening::post(sign_out::PATH, To(Deed::KeepOwnAccount), sign_out::leave),
        Opening::get("/{code}/account", To(Deed::KeepOwnAccount), account::show),
        Opening::post("/{code}/account/sessions/{hash}/end", To(Deed::KeepOwnAccount), account::end_session),
        Opening::post("/{code}/prove", To(Deed::KeepOwnAccount), prove::prove),
        Opening::get("/{code}/prove/openid", To(Deed::KeepOwnAccount), vouched::again),
        Opening::get("/{code}/account/password", To(Deed::KeepOwnAccount), account::password::show),
        Opening::post("/{code}/account/password", To(Deed::KeepOwnAccount), account::password::change),
        Opening::get("/{code}/account/calendar", To(Deed::KeepOwnAccount), account::calendar::show),
        Opening::post("/{code}/account/calendar", To(Deed::KeepOwnAccount), account::calendar::make),
        Opening::post("/{code}/account/calendar/revoke", To(Deed::KeepOwnAccount), account::calendar::revoke),
        Opening::get("/{code}/account/second", To(Deed::KeepOwnAccount), account::second::show),
        Opening::post("/{code}/account/second", To(Deed::KeepOwnAccount), account::second::confirm),
        Opening::post("/{code}/account/second/remove", To(Deed::KeepOwnAccount), account::second::remove),
    ]
}

/// 職員と職.
fn of_people() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/people", To(Deed::ReadAccounts), people::list),
        Opening::get("/{code}/people/new", To(Deed::ManageAccounts), newcomer::show),
        Opening::post("/{code}/people/new", To(Deed::ManageAccounts), newcomer::invite),
        Opening::get("/{code}/people/transfer", To(Deed::ManageAccounts), transfer::show),
        Opening::get("/{code}/people/transfer/workbook", To(Deed::ManageAccounts), transfer::workbook),
        Opening::post("/{code}/people/transfer", To(Deed::ManageAccounts), transfer::foresee).taking_a_file(),
        Opening::post("/{code}/people/transfer/done", To(Deed::ManageAccounts), transfer::carry_out),
        Opening::get("/{code}/people/{id}", To(Deed::ReadAccounts), person::show),
        Opening::post("/{code}/people/{id}/posts", To(Deed::ManageAccounts), deeds::give),
        Opening::post("/{code}/people/{id}/posts/{at}/end", To(Deed::ManageAccounts), deeds::end),
        Opening::post("/{code}/people/{id}/names", To(Deed::ManageAccounts), deeds::correct),
        Opening::post("/{code}/people/{id}/leave", To(Deed::ManageAccounts), deeds::leave),
        Opening::post("/{code}/people/{id}/return", To(Deed::ManageAccounts), deeds::come_back),
        Opening::post("/{code}/people/{id}/erase", To(Deed::ManageAccounts), deeds::erase),
        Opening::post("/{code}/people/{id}/unbind", To(Deed::ManageAccounts), deeds::unbind),
        Opening::post("/{code}/people/{id}/invitation", To(Deed::ManageAccounts), deeds::invite_again),
    ]
}

/// 票: one stage of the year, one organisation.
fn of_sheets() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/sheets/{stage}/{organisation}", To(Deed::ReadSheet), sheet::show),
        Opening::post("/{code}/sheets/{stage}/{organisation}", ToAny(&WRITING), sheet::save),
        Opening::post("/{code}/sheets/{stage}/{organisation}/field", ToAny(&WRITING), sheet::save_field),
        Opening::get("/{code}/sheets/{stage}/{organisation}/live", To(Deed::ReadSheet), sheet::look),
        Opening::get("/{code}/sheets/{stage}/{organisation}/merge", ToAny(&WRITING), sheet::merge),
        Opening::post("/{code}/sheets/{stage}/{organisation}/merge", ToAny(&WRITING), sheet::settle),
        Opening::get("/{code}/sheets/{stage}/{organisation}/history", To(Deed::ReadSheet), sheet::history),
    ]
}

/// 根拠資料 beside the fields of a sheet.
fn of_evidence() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/sheets/{stage}/{organisation}/evidence", To(Deed::ReadSheet), sheet::evidence),
        Opening::post("/{code}/sheets/{stage}/{organisation}/evidence", ToAny(&WRITING), sheet::attach)
            .taking_files(),
        Opening::get(
            "/{code}/sheets/{stage}/{organisation}/evidence/{id}",
            To(Deed::ReadSheet),
            sheet::download,
        ),
        Opening::post(
            "/{code}/sheets/{stage}/{organisation}/evidence/{id}/remove",
            ToAny(&WRITING),
            sheet::detach,
        ),
    ]
}

/// The way of a sheet from hand to hand.
fn of_reviews() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/sheets/{stage}/{organisation}/submit", To(Deed::Submit), sheet::confirm),
        Opening::post("/{code}/sheets/{stage}/{organisation}/submit", To(Deed::Submit), sheet::submit),
        Opening::post("/{code}/sheets/{stage}/{organisation}/pull-back", To(Deed::Submit), sheet::pull_back),
        Opening::get("/{code}/sheets/{stage}/{organisation}/review", To(Deed::Return), sheet::review),
        Opening::post("/{code}/sheets/{stage}/{organisation}/pass", To(Deed::Pass), sheet::pass),
        Opening::post("/{code}/sheets/{stage}/{organisation}/return", To(Deed::Return), sheet::send_back),
        Opening::post("/{code}/sheets/{stage}/{organisation}/ask", To(Deed::Ask), sheet::ask),
        Opening::post("/{code}/sheets/{stage}/{organisation}/answer", To(Deed::Ask), sheet::answer),
        Opening::post("/{code}/sheets/{stage}/{organisation}/decide", To(Deed::Decide), sheet::decide),
        Opening::post("/{code}/sheets/{stage}/{organisation}/reopen", To(Deed::Decide), sheet::reopen),
        // Of which sheets, and so by which deed, what was ticked tells: the desk asks for each.
        Opening::post("/{code}/approve", To(Deed::ReadWork), approve::show),
        Opening::post("/{code}/approve/done", To(Deed::ReadWork), approve::approve),
        Opening::get("/{code}/phrases", To(Deed::EditForms), phrases::show),
        Opening::post("/{code}/phrases", To(Deed::EditForms), phrases::save),
    ]
}

/// The planning section: who owes what, what waits for a decision.
fn of_planning() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/board", To(Deed::ReadBoard), board::now),
        Opening::get("/{code}/board/{year}", To(Deed::ReadBoard), board::show),
        Opening::get("/{code}/board/{year}/findings", To(Deed::ReadBoard), board::findings::show),
        Opening::get("/{code}/board/{year}/reminders", To(Deed::Remind), board::reminders::show),
        Opening::post("/{code}/board/{year}/reminders", To(Deed::Remind), board::reminders::send),
        Opening::post(
            "/{code}/board/{year}/reminders/automatic",
            To(Deed::Remind),
            board::reminders::automatic,
        ),
        Opening::post("/{code}/sheets/{stage}/{organisation}/extend", To(Deed::Extend), board::extend),
        Opening::get("/{code}/open", To(Deed::OpenYear), opening::next),
        Opening::get("/{code}/open/{year}", To(Deed::OpenYear), opening::foresee),
        Opening::post("/{code}/open/{year}", To(Deed::OpenYear), opening::open),
        Opening::get("/{code}/drafts/", To(Deed::Decide), draft::index),
        Opening::get("/{code}/drafts/{id}", To(Deed::Decide), draft::show),
        Opening::post("/{code}/drafts/{id}/decide", To(Deed::Decide), draft::decide),
        Opening::post("/{code}/drafts/{id}/withdraw", To(Deed::Decide), draft::withdraw),
    ]
}

/// 様式.
fn of_forms() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/forms", To(Deed::EditForms), forms::list),
        Opening::post("/{code}/forms", To(Deed::EditForms), forms::begin),
        Opening::get("/{code}/forms/{form}", To(Deed::EditForms), forms::show),
        Opening::post("/{code}/forms/{form}", To(Deed::EditForms), forms::save),
        Opening::get("/{code}/forms/{form}/preview", To(Deed::EditForms), forms::preview),
        Opening::post("/{code}/forms/{form}/propose", To(Deed::EditForms), forms::propose),
        Opening::post("/{code}/forms/{form}/give-up", To(Deed::EditForms), forms::give_up),
        Opening::post("/{code}/forms/{form}/go-on", To(Deed::EditForms), forms::go_on),
    ]
}

/// 組織改正.
fn of_reorganisations() -> Vec<Opening> {
    use reorganisation::{confirmation, posts, records, steps};
    const DEED: crate::door::Access = To(Deed::Reorganise);
    vec![
        Opening::get("/{code}/reorganisations/", DEED, reorganisation::index),
        Opening::post("/{code}/reorganisations/", DEED, reorganisation::begin),
        Opening::get("/{code}/reorganisations/{id}", DEED, steps::show),
        Opening::post("/{code}/reorganisations/{id}/frame", DEED, steps::frame),
        Opening::post("/{code}/reorganisations/{id}/steps", DEED, steps::add),
        Opening::post("/{code}/reorganisations/{id}/steps/{at}/remove", DEED, steps::remove),
        Opening::get("/{code}/reorganisations/{id}/records", DEED, records::show),
        Opening::post("/{code}/reorganisations/{id}/records", DEED, records::choose),
        Opening::get("/{code}/reorganisations/{id}/confirm", DEED, confirmation::show),
        Opening::post("/{code}/reorganisations/{id}/draft", DEED, confirmation::propose),
        Opening::post("/{code}/reorganisations/{id}/abandon", DEED, reorganisation::abandon),
        Opening::get("/{code}/people/handover", To(Deed::ReadAccounts), posts::show),
        Opening::post("/{code}/people/handover", To(Deed::ManageAccounts), posts::hand_over),
    ]
}

/// 扉の一覧: what a test asks door by door, role by role.
pub fn doors() -> Vec<Door> {
    all().iter().map(|it| it.door().clone()).collect()
}

pub(crate) fn router(office: &Office) -> Router<Office> {
    let router = all().into_iter().fold(Router::new(), |router, opening| opening.hang(router, office));
    router.fallback(lost).method_not_allowed_fallback(lost)
}

/// An address that no door has.
async fn lost(request: Request) -> Response {
    Refused::not_found(tongue::of(request.headers())).into_response()
}
