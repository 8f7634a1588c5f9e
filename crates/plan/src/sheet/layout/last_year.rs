//! 前年度の記入: what was decided a year ago in answer to the same question, to stand beside a field.

use super::current::current;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::form::{Asks, Field};
use crate::link::LinkKind;
use crate::plan::{Plan, PlanKind};
use crate::record::RecordId;

/// What was decided a year ago: of an indicator and of what goes on for years under its own id; of a yearly statement, of the
/// one before it and of the elements that it continues. Blank where there is nothing.
pub fn last_year(edition: &Edition, form: FiscalYear, field: &Field, subject: &RecordId) -> String {
    let Some(before) = before(edition, subject) else { return String::new() };
    let asks = match (earlier(field.asks), before == subject) {
        (Some(asks), _) => asks,
        // What has no year is another one's: its own would be what stands there now.
        (None, false) => field.asks,
        (None, true) => return String::new(),
    };
    let id = asks.field(before, form);
    current(edition, before, &Field { asks, ..field.clone() }, &id)
}

/// The subject that stood in its place a year ago.
fn before<'a>(edition: &'a Edition, subject: &'a RecordId) -> Option<&'a RecordId> {
    let yearly = |plan: &Plan| plan.last_year == Some(plan.first_year);
    if let Some(plan) = edition.find::<Plan>(subject) {
        if !yearly(plan) {
            return Some(subject);
        }
        let statements = edition.statements(plan.organisation.as_ref()?);
        let last = |it: &Plan| it.first_year == plan.first_year.previous() && it.kind == PlanKind::Statement;
        return statements.into_iter().find(|(_, it)| last(it)).map(|(id, _)| id);
    }
    let Some(element) = edition.find::<Element>(subject) else { return Some(subject) };
    if edition.find::<Plan>(&element.plan).is_some_and(yearly) {
        return edition.linked_from(subject, LinkKind::Continues).first().map(|(id, _)| *id);
    }
    Some(subject)
}

/// The same question, a year earlier; none where it speaks of no year.
fn earlier(asks: Asks) -> Option<Asks> {
    let last = |year: i8| year.checked_sub(1);
    Some(match asks {
        Asks::Money { kind, year } => Asks::Money { kind, year: last(year)? },
        Asks::Target { year } => Asks::Target { year: last(year)? },
        Asks::RevisionReason { year } => Asks::RevisionReason { year: last(year)? },
        Asks::Actual { year } => Asks::Actual { year: last(year)? },
        Asks::Sample { year } => Asks::Sample { year: last(year)? },
        Asks::Explanation { year } => Asks::Explanation { year: last(year)? },
        Asks::Assessment { kind, year } => Asks::Assessment { kind, year: last(year)? },
        Asks::Direction { kind, year } => Asks::Direction { kind, year: last(year)? },
        Asks::Future { kind, year } => Asks::Future { kind, year: last(year)? },
        Asks::Grade { kind, year } => Asks::Grade { kind, year: last(year)? },
        Asks::GradeReason { kind, year } => Asks::GradeReason { kind, year: last(year)? },
        Asks::Opinion { year } => Asks::Opinion { year: last(year)? },
        Asks::Number
        | Asks::Title
        | Asks::Section(_)
        | Asks::Unit
        | Asks::ResponseStatus
        | Asks::Response
        | Asks::StaffNote => return None,
    })
}
