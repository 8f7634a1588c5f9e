//! What was decided and what goes out: publications, histories, public comments.

use desk::policy::Deed;

use crate::audit;
use crate::comment;
use crate::door::Access::To;
use crate::door::Opening;
use crate::history;
use crate::publication;

/// Those who publish.
pub(super) fn of_publications() -> Vec<Opening> {
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
pub(super) fn of_histories() -> Vec<Opening> {
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
pub(super) fn of_comments() -> Vec<Opening> {
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
