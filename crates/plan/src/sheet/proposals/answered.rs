//! 意見, 対応, 庁内メモ.

use super::Ground;
use super::group::{Group, Outcome};
use crate::form::Asks;
use crate::record::RecordId;
use crate::remark::{Remark, Response, ResponseStatus, Speaker};
use crate::sheet::understood::Answer;
use crate::staff_note::StaffNote;

/// 外部評価の意見: a remark under the id of its field, so that there is one a subject and year.
pub(super) fn opinion(group: &Group<'_>, ground: &mut Ground<'_>) -> Outcome {
    let Some(it) = group.touched.first() else { return Outcome::Nothing };
    let known = ground.edition.find::<Remark>(&group.record);
    match &it.answer {
        Answer::Paragraphs(text) => {
            let fresh = || Remark {
                subject: group.subject.id.clone(),
                fiscal_year: it.asked.asks.year(ground.form.fiscal_year).unwrap_or(ground.form.fiscal_year),
                by: Speaker::ExternalEvaluator,
                by_name: None,
                text: vec![],
                said_on: None,
            };
            let base = known.cloned().unwrap_or_else(fresh);
            Outcome::put(Remark { text: text.clone(), ..base })
        }
        _ if ground.edition.is_named(&group.record) => {
            let ja = "対応などが記録された意見なので、消せません";
            ground.problem(&it.asked.id, ja, "the remark was answered, so it cannot be taken back");
            Outcome::Nothing
        }
        _ => Outcome::Retire,
    }
}

/// 対応: without its status it says nothing.
pub(super) fn response(group: &Group<'_>, ground: &mut Ground<'_>) -> Outcome {
    let known = ground.find::<Response>(&group.record);
    let status = group.find(|it| *it == Asks::ResponseStatus);
    let text = group.find(|it| *it == Asks::Response);
    let stated = match status.map(|it| &it.answer) {
        Some(Answer::Status(status)) => Some(*status),
        Some(_) => None,
        None => known.as_ref().map(|it| it.status),
    };
    let text = match text.map(|it| &it.answer) {
        Some(Answer::Paragraphs(text)) => text.clone(),
        Some(_) => vec![],
        None => known.as_ref().map(|it| it.text.clone()).unwrap_or_default(),
    };
    let Some(status) = stated else {
        if text.is_empty() {
            return Outcome::Retire;
        }
        let place = ground.place(&group.subject.id, Asks::ResponseStatus, &group.first());
        ground.problem(
            &place,
            "対応状況を書いてください（対応済、対応中、検討中、対応しない）",
            "say how far it has come",
        );
        return Outcome::Nothing;
    };
    let base = known.unwrap_or_else(|| unanswered(&group.subject.id, status));
    Outcome::put(Response { status, text, ..base })
}

/// An answer of which only the status is known.
fn unanswered(remark: &RecordId, status: ResponseStatus) -> Response {
    Response {
        remark: remark.clone(),
        status,
        text: vec![],
        fiscal_year: None,
        reflected_yen: None,
        reflected_in: vec![],
        responded_on: None,
    }
}

/// 庁内メモ.
pub(super) fn note(group: &Group<'_>, ground: &Ground<'_>) -> Outcome {
    match group.touched.first().map(|it| &it.answer) {
        Some(Answer::Paragraphs(text)) => Outcome::put(StaffNote {
            subject: group.subject.id.clone(),
            fiscal_year: ground.form.fiscal_year,
            text: text.clone(),
        }),
        Some(_) => Outcome::Retire,
        None => Outcome::Nothing,
    }
}
