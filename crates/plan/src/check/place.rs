//! 場所: where a finding stands, in words that a clerk can follow to the place.

use super::Finding;
use crate::edition::Edition;
use crate::indicator::Indicator;
use crate::record::{Body, RecordId};

/// Where a finding stands, in Japanese and in English: the kind, the name, the year, the field.
pub fn place(edition: &Edition, finding: &Finding) -> (String, String) {
    let (mut ja, mut en) = named(edition, &finding.record);
    if let Some(field) = finding.field {
        ja.push_str(&format!(" ［{}］", field.ja));
        en.push_str(&format!(" [{}]", field.key));
    }
    (ja, en)
}

/// 「…の割合」の令和6年度の実績値: what the record is and what it is about.
fn named(edition: &Edition, id: &RecordId) -> (String, String) {
    let Some(record) = edition.get(id) else { return (id.to_string(), id.to_string()) };
    let (ja, en) = record.body.kind().name();
    let about = about(edition, &record.body).unwrap_or_else(|| id.to_string());
    match record.body.fiscal_year() {
        Some(year) => {
            (format!("{ja}「{about}」{}", year.japanese()), format!("{en} “{about}” {}", year.year()))
        }
        None => (format!("{ja}「{about}」"), format!("{en} “{about}”")),
    }
}

/// The name that people know it by: its own, or that of the record on which it hangs.
fn about(edition: &Edition, body: &Body) -> Option<String> {
    let title = |number: &str, title: &str| format!("{number} {title}").trim().to_owned();
    let upper = |id: &RecordId| {
        let upper = edition.get(id)?;
        match &upper.body {
            Body::Indicator(Indicator { name, .. }) => Some(name.clone()),
            Body::Element(it) => Some(title(&it.number, &it.title)),
            Body::Plan(it) => Some(it.name.clone()),
            Body::Organisation(it) => Some(edition.called(it).to_owned()),
            Body::Remark(_) => Some(id.to_string()),
            Body::Consultation(it) => Some(it.title.clone()),
            _ => None,
        }
    };
    match body {
        Body::Municipality(it) => Some(it.name.clone()),
        Body::Organisation(it) => Some(edition.called(it).to_owned()),
        Body::Plan(it) => Some(it.name.clone()),
        Body::Element(it) => Some(title(&it.number, &it.title)),
        Body::Indicator(it) => Some(it.name.clone()),
        Body::RatingRule(it) => Some(it.name.clone()),
        Body::CalendarEntry(it) => Some(it.title.clone()),
        Body::Form(it) => Some(it.name.clone()),
        Body::Resource(it) => Some(it.name.clone()),
        Body::Link(it) => upper(&it.from),
        Body::Target(it) => upper(&it.indicator),
        Body::Actual(it) => upper(&it.indicator),
        Body::Amount(it) => upper(&it.element),
        Body::Evaluation(it) => upper(&it.subject),
        Body::Remark(it) => upper(&it.subject),
        Body::Response(it) => upper(&it.remark),
        Body::StaffNote(it) => upper(&it.subject),
        Body::Evidence(it) => upper(&it.stage),
        Body::Consultation(it) => Some(it.title.clone()),
        Body::Opinion(it) => upper(&it.consultation),
    }
}
