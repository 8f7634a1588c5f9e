//! 様式 as people read it: part by part.

use super::{Facets, Value};
use crate::form::{Form, Part, Scope};

pub(super) fn facets(form: &Form, out: &mut Facets) {
    let scope = match &form.scope {
        Scope::Statement { year } => {
            let year = crate::form::shifted(form.fiscal_year, *year);
            Value::from(("組織の運営方針（", "statement of the organisation (")).and(year).and(("）", ")"))
        }
        Scope::InCharge { plan, level } => {
            let level = level + 1;
            Value::from(plan).and((format!("の第{level}階層"), format!(", level {level}")))
        }
    };
    out.add("票の対象", "scope", scope);
    for part in &form.parts {
        out.add(&part.title, "part", lines(part, form));
    }
}

fn lines(part: &Part, form: &Form) -> Value {
    let line = |field: &crate::form::Field| {
        let marks = [
            field.required.then(|| ("必須", "required").into()),
            field.internal.then(|| ("庁内限り", "internal").into()),
            field.limit.map(|limit| (format!("{limit}字"), format!("{limit} characters")).into()),
        ];
        let all = std::iter::once(field.name(form.fiscal_year).into()).chain(marks.into_iter().flatten());
        Value::joined(all, ("・", ", "))
    };
    Value::lines(part.fields.iter().map(line))
}
