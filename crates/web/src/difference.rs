//! A difference as it is shown: title, where it leads, fields before and after.

use std::borrow::Cow;

use jiff::civil::Date;
use plan::date::PartialDate;
use plan::diff::{Difference, FieldChange, How};
use plan::edition::Edition;
use plan::element::Element;
use plan::facet::{Piece, Value};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};

use crate::here::Here;
use crate::lang::Lang;

/// One record that a decision changed.
pub(crate) struct Changed {
    pub(crate) how: &'static str,
    pub(crate) class: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) record: String,
    pub(crate) fields: Vec<Field>,
}

/// One field before and after.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

impl Field {
    pub(crate) fn of(here: &Here, edition: &Edition, it: &FieldChange) -> Self {
        let name = here.lang.say(&it.ja, &it.en).clone();
        let value = |it: &Option<Value>| it.as_ref().map(|it| readable(edition, it, here.lang));
        Self { name, before: value(&it.before), after: value(&it.after) }
    }
}

impl Changed {
    pub(crate) fn of(here: &Here, edition: &Edition, it: &Difference) -> Self {
        let class = match it.how {
            How::Added => "added",
            How::Changed => "changed",
            How::Retired => "retired",
        };
        Self {
            how: here.lang.of_pair(it.how.name()),
            class,
            kind: here.lang.of_pair(it.kind.name()),
            title: title(edition, &it.id),
            record: here.record("records", &it.id),
            fields: it.fields.iter().map(|field| Field::of(here, edition, field)).collect(),
        }
    }
}

/// A field's value in the reader's language, with the names of records as they are called today.
pub(crate) fn readable(edition: &Edition, value: &Value, lang: Lang) -> String {
    readable_as(edition, value, edition.today(), lang)
}

/// The same with names as they are on a day.
pub fn readable_on(edition: &Edition, value: &Value, day: Date, lang: Lang) -> String {
    readable_as(edition, value, Some(day), lang)
}

fn readable_as(edition: &Edition, value: &Value, day: Option<Date>, lang: Lang) -> String {
    let piece = |it: &Piece| match it {
        Piece::Text(text) => Cow::from(text.clone()),
        Piece::Word(ja, en) => lang.say(ja.clone(), en.clone()),
        Piece::Record(id) => title_as(edition, id, day).into(),
        Piece::Day(PartialDate::Day(date)) => lang.date(*date).into(),
        Piece::Day(part) => lang.say(part.japanese(), part.to_string()).into(),
        Piece::Year(year) => lang.year(*year).into(),
        Piece::Yen(yen) => plan::number::print((*yen).into()).into(),
    };
    value.pieces().iter().map(piece).collect()
}

/// What people call a record: its name of today, or that of the record it hangs on. A retired one keeps its last name.
pub(crate) fn title(edition: &Edition, id: &RecordId) -> String {
    title_as(edition, id, edition.today())
}

/// What people call a record on a day: a name of a day to come is not told yet.
pub fn title_on(edition: &Edition, id: &RecordId, day: Date) -> String {
    title_as(edition, id, Some(day))
}

fn title_as(edition: &Edition, id: &RecordId, day: Option<Date>) -> String {
    let last = edition.history(id).iter().rev().find_map(|version| version.record.as_deref());
    last.map_or_else(|| id.to_string(), |record| named(edition, record, day))
}

/// An element's number and title; of a yearly statement with its year, for the same work stands in several of them.
pub(crate) fn element(edition: &Edition, it: &Element) -> String {
    let name = format!("{} {}", it.number, it.title).trim().to_owned();
    match edition.find::<Plan>(&it.plan) {
        Some(plan) if plan.kind == PlanKind::Statement => format!("{name}（{}）", plan.first_year.japanese()),
        _ => name,
    }
}

fn named(edition: &Edition, record: &Record, day: Option<Date>) -> String {
    let title = |id: &RecordId| title_as(edition, id, day);
    match &record.body {
        Body::Municipality(it) => it.name.clone(),
        Body::Organisation(it) => day.map_or(it.name(), |day| it.name_on(day)).to_owned(),
        Body::Plan(it) => it.name.clone(),
        Body::Element(it) => element(edition, it),
        Body::Indicator(it) => it.name.clone(),
        Body::RatingRule(it) => it.name.clone(),
        Body::CalendarEntry(it) => it.title.clone(),
        Body::Form(it) => it.name.clone(),
        Body::Consultation(it) => it.title.clone(),
        Body::Opinion(it) => format!("{}　意見{}", title(&it.consultation), it.number),
        Body::StaffNote(it) => format!("{}　{}", title(&it.subject), record.body.kind().name().0),
        Body::Evidence(it) => {
            let (stage, whose) = (title(&it.stage), title(&it.organisation));
            format!("{stage}　{whose}　{}", record.body.kind().name().0)
        }
        Body::Link(it) => format!("{} → {}", title(&it.from), title(&it.to)),
        Body::Target(it) => {
            format!("{}　{} 目標値", title(&it.indicator), it.fiscal_year.japanese())
        }
        Body::Actual(it) => {
            format!("{}　{} 実績値", title(&it.indicator), it.fiscal_year.japanese())
        }
        Body::Amount(it) => {
            format!("{}　{} {}", title(&it.element), it.fiscal_year.japanese(), it.kind.name().0)
        }
        Body::Resource(it) => {
            format!("{}　{} {}", title(&it.element), it.fiscal_year.japanese(), it.name)
        }
        Body::Evaluation(it) => {
            format!("{}　{} {}", title(&it.subject), it.fiscal_year.japanese(), it.kind.name().0)
        }
        Body::Remark(it) => {
            let said = it.text.first().map_or("", String::as_str);
            let cut: String = said.chars().take(24).collect();
            format!("{}　{}「{cut}…」", title(&it.subject), it.by.name().0)
        }
        Body::Response(it) => format!("{}　{}", title(&it.remark), record.body.kind().name().0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_separators() {
        let nothing = Edition::empty(plan::municipality::MunicipalityCode::parse("99001").unwrap());
        let shown = |yen| readable(&nothing, &Value::from(Piece::Yen(yen)), Lang::Ja);
        assert_eq!(shown(-500_000), "-500,000");
        assert_eq!(shown(12_345_678), "12,345,678");
    }
}
