//! 項目 of 引継ぎ: whose a work was until when, and where an organisation stood.

use jiff::civil::Date;

use super::Value;
use crate::handover::{Handover, Stood};

pub(super) fn handed(handovers: &[Handover]) -> Option<Value> {
    let one = |it: &Handover| {
        let whose = until(it.on).and(it.from.as_slice());
        if it.note.is_empty() { whose } else { whose.and(("　", " — ")).and(&it.note) }
    };
    (!handovers.is_empty()).then(|| Value::lines(handovers.iter().map(one)))
}

pub(super) fn stood(stood: &[Stood]) -> Option<Value> {
    let one = |it: &Stood| until(it.until).and(it.under.as_ref().map_or_else(|| "―".into(), Value::from));
    (!stood.is_empty()).then(|| Value::lines(stood.iter().map(one)))
}

/// Until the last day before another began.
fn until(day: Date) -> Value {
    Value::from(("", "until ")).and(day.yesterday().unwrap_or(day)).and(("まで ", ": "))
}
