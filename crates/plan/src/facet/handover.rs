//! 項目 of 引継ぎ: whose a work was until when, and where an organisation stood.

use jiff::civil::Date;

use crate::handover::{Handover, Stood};

pub(super) fn handed(handovers: &[Handover]) -> Option<String> {
    let one = |it: &Handover| {
        format!("{}まで{}　{}", last_before(it.on), super::list(&it.from), it.note).trim().to_owned()
    };
    (!handovers.is_empty()).then(|| handovers.iter().map(one).collect::<Vec<_>>().join("\n"))
}

pub(super) fn stood(stood: &[Stood]) -> Option<String> {
    let one = |it: &Stood| {
        format!("{}まで {}", last_before(it.until), it.under.as_ref().map_or("―", |id| id.as_str()))
    };
    (!stood.is_empty()).then(|| stood.iter().map(one).collect::<Vec<_>>().join("\n"))
}

/// The last day before another began.
fn last_before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}
