//! 様式 as people read it: part by part.

use super::Facets;
use crate::form::{Form, Part, Scope};

pub(super) fn facets(form: &Form, out: &mut Facets) {
    let scope = match &form.scope {
        Scope::Statement { year } => {
            format!("組織の運営方針（{}）", crate::form::shifted(form.fiscal_year, *year))
        }
        Scope::InCharge { plan, level } => format!("{plan}の第{}階層", level + 1),
    };
    out.add("票の対象", "scope", scope);
    for part in &form.parts {
        out.add(&part.title, "part", lines(part, form));
    }
}

fn lines(part: &Part, form: &Form) -> String {
    let line = |field: &crate::form::Field| {
        let mut words = vec![field.name(form.fiscal_year).0];
        words.extend(field.required.then(|| "必須".to_owned()));
        words.extend(field.internal.then(|| "庁内限り".to_owned()));
        words.extend(field.limit.map(|limit| format!("{limit}字")));
        words.join("・")
    };
    part.fields.iter().map(line).collect::<Vec<_>>().join("\n")
}
