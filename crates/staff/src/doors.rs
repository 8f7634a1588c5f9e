//! すべての扉: every address of the staff's side, and the deed that each is.

use axum::Router;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use desk::policy::Deed;

use desk::filling::WRITING;

use crate::account;
use crate::approve;
use crate::assets;
use crate::audit;
use crate::board;
use crate::comment;
use crate::door::Access::{Anyone, To, ToAny};
use crate::door::{Door, Opening};
use crate::draft;
use crate::forms;
use crate::history;
use crate::home;
use crate::invitation;
use crate::office::Office;
use crate::opening;
use crate::people;
use crate::person;
use crate::person::{deeds, newcomer};
use crate::phrases;
use crate::prove;
use crate::publication;
use crate::refused::Refused;
use crate::reorganisation;
use crate::setup;
use crate::sheet;
use crate::sign_in;
use crate::sign_out;
use crate::tongue;
use crate::transfer;
use crate::vouched;

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
        of_publications(),
        of_histories(),
        of_comments(),
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
        Opening::post("/{code}/sign-out", To(Deed::KeepOwnAccount), sign_out::leave),
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

/// Those who publish.
fn of_publications() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/publish", To(Deed::Publish), publication::show),
        Opening::post("/{code}/publish", To(Deed::Publish), publication::publish),
        Opening::post("/{code}/publish/back", To(Deed::Publish), publication::take_back),
        Opening::post("/{code}/publish/{id}/cancel", To(Deed::Publish), publication::cancel),
        Opening::get("/{code}/preview/", To(Deed::Publish), publication::preview::show),
        Opening::get("/{code}/preview/{*path}", To(Deed::Publish), publication::preview::show),
    ]
}

/// 履歴: what was decided, brought back by a draft, and taken out for auditors.
fn of_histories() -> Vec<Opening> {
    vec![
        Opening::get("/{code}/history/", To(Deed::ReadHistory), history::index),
        Opening::get("/{code}/history/find", To(Deed::ReadHistory), history::find),
        Opening::get("/{code}/history/decisions/{number}", To(Deed::ReadHistory), history::decision),
        Opening::get("/{code}/history/records/{*id}", To(Deed::ReadHistory), history::record),
        Opening::get("/{code}/history/by/{organisation}/", To(Deed::ReadHistory), history::index),
        Opening::get("/{code}/history/by/{organisation}/find", To(Deed::ReadHistory), history::find),
        Opening::get(
            "/{code}/history/by/{organisation}/decisions/{number}",
            To(Deed::ReadHistory),
            history::decision,
        ),
        Opening::get(
            "/{code}/history/by/{organisation}/records/{*id}",
            To(Deed::ReadHistory),
            history::record,
        ),
        Opening::get("/{code}/history/restore/{number}/{*id}", To(Deed::Restore), history::foresee_restore),
        Opening::post("/{code}/history/restore/{number}/{*id}", To(Deed::Restore), history::restore),
        Opening::get("/{code}/history/decisions/{number}/undo", To(Deed::Restore), history::foresee_undo),
        Opening::post("/{code}/history/decisions/{number}/undo", To(Deed::Restore), history::undo),
        Opening::get("/{code}/as-of/{number}/", To(Deed::ReadHistory), publication::preview::as_of),
        Opening::get("/{code}/as-of/{number}/{*path}", To(Deed::ReadHistory), publication::preview::as_of),
        Opening::get("/{code}/audit", To(Deed::ExportAudit), audit::show),
        Opening::get("/{code}/audit/export", To(Deed::ExportAudit), audit::export),
    ]
}

/// 意見募集: rounds, letters, summaries, results.
fn of_comments() -> Vec<Opening> {
    use comment::{answers, edit, letter, list, results};
    const OURS: crate::door::Access = To(Deed::HandleOpinions);
    vec![
        Opening::get("/{code}/comments", OURS, comment::index),
        Opening::get("/{code}/comments/new", OURS, edit::begin),
        Opening::post("/{code}/comments/new", OURS, edit::draft_new),
        Opening::get("/{code}/comments/{id}", OURS, comment::show),
        Opening::get("/{code}/comments/{id}/edit", OURS, edit::show),
        Opening::post("/{code}/comments/{id}/edit", OURS, edit::draft),
        Opening::post("/{code}/comments/{id}/letters", OURS, letter::type_in),
        Opening::get("/{code}/comments/{id}/letters/{letter}", OURS, letter::show),
        Opening::post("/{code}/comments/{id}/letters/{letter}/mark", OURS, letter::mark),
        Opening::post("/{code}/comments/{id}/letters/{letter}/split", OURS, letter::split),
        Opening::post("/{code}/comments/{id}/letters/{letter}/remove", OURS, letter::remove),
        Opening::post("/{code}/comments/{id}/list", OURS, list::take).taking_a_file(),
        Opening::post("/{code}/comments/{id}/list/{table}/back", OURS, list::back),
        Opening::get("/{code}/comments/{id}/summaries/{summary}", OURS, answers::show),
        Opening::post("/{code}/comments/{id}/summaries/{summary}", OURS, answers::save),
        Opening::post("/{code}/comments/{id}/summaries/{summary}/remove", OURS, answers::remove),
        Opening::get("/{code}/comments/{id}/results", OURS, results::show),
        Opening::post("/{code}/comments/{id}/results", OURS, results::draft),
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
