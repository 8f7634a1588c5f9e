//! 引数: what may stand behind an address of the API, and how each is read.

use serde_json::{Value, json};

use super::problem::Problem;

/// One parameter of a query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    /// Its name in the address.
    pub(super) name: &'static str,
    /// What it may be.
    pub(super) kind: Kind,
    /// Whether it must be there.
    pub(super) is_required: bool,
    /// What it does, in Japanese and in English.
    pub(super) about: (&'static str, &'static str),
}

/// What a parameter may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The name of a record.
    Id,
    /// Words to look for.
    Words,
    /// A whole number in a range, and the one that is meant where none is given.
    Number { least: i64, most: i64, usual: Option<i64> },
    /// A day or the number of a decision.
    Time,
}

/// いつの時点か: for every address of a municipality.
pub(super) const ASOF: Parameter = Parameter {
    name: "asof",
    kind: Kind::Time,
    is_required: false,
    about: (
        "その日に公表されていた内容、またはその番号の決裁までの内容。省くと、今公表している内容",
        "what was published on a day, or what stood after the decision of a number; what is published now where it is left out",
    ),
};

/// For every list.
pub(super) const PAGE: Parameter = Parameter {
    name: "page",
    kind: Kind::Number { least: 1, most: 1_000_000, usual: Some(1) },
    is_required: false,
    about: ("何頁目か", "which part of the list"),
};

/// For every list.
pub(super) const PER_PAGE: Parameter = Parameter {
    name: "per_page",
    kind: Kind::Number { least: 1, most: 500, usual: Some(100) },
    is_required: false,
    about: ("1頁の件数", "how many a part holds"),
};

/// 年度 of what is listed.
pub(super) const FISCAL_YEAR: Parameter = Parameter {
    name: "fiscal_year",
    kind: Kind::Number { least: 1868, most: 2199, usual: None },
    is_required: false,
    about: (
        "この年度だけ（4月1日がある年の西暦）",
        "of this fiscal year only (the Gregorian year of its 1 April)",
    ),
};

/// A filter by the record that something belongs to.
pub(super) const fn only(name: &'static str, about: (&'static str, &'static str)) -> Parameter {
    Parameter { name, kind: Kind::Id, is_required: false, about }
}

impl Parameter {
    /// Whether a value is one that the parameter may have.
    pub(super) fn check(&self, value: &str) -> Result<(), Problem> {
        match self.kind {
            Kind::Id if value.is_empty() || value.chars().count() > 200 => {
                Err(Problem::bad(self.name, ("1から200文字の記録IDです。", "an id of 1 to 200 characters.")))
            }
            Kind::Words if value.trim().is_empty() || value.chars().count() > 100 => {
                Err(Problem::bad(self.name, ("1から100文字の言葉です。", "words of 1 to 100 characters.")))
            }
            Kind::Number { least, most, .. } => match value.parse::<i64>() {
                Ok(number) if (least..=most).contains(&number) => Ok(()),
                _ => {
                    let (ja, en) = (
                        format!("{least}から{most}の整数です。"),
                        format!("a whole number from {least} to {most}."),
                    );
                    Err(Problem::bad(self.name, (&ja, &en)))
                }
            },
            Kind::Time if !is_time(value) => Err(Problem::bad(
                self.name,
                (
                    "決裁番号（1から）か、日付（2024-06-10の形）です。",
                    "the number of a decision, or a day such as 2024-06-10.",
                ),
            )),
            Kind::Id | Kind::Words | Kind::Time => Ok(()),
        }
    }

    /// Its schema.
    pub(super) fn schema(&self) -> Value {
        match self.kind {
            Kind::Id => json!({ "type": "string", "minLength": 1, "maxLength": 200 }),
            Kind::Words => json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": "\\S" }),
            Kind::Number { least, most, usual: None } => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Kind::Number { least, most, usual } => {
                json!({ "type": "integer", "minimum": least, "maximum": most, "default": usual })
            }
            Kind::Time => json!({ "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 9_999_999 },
                { "type": "string", "pattern": "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$" },
            ] }),
        }
    }
}

/// 12, or 2024-06-10. Whether something was published by then, the site says.
fn is_time(value: &str) -> bool {
    let number =
        value.parse::<u32>().is_ok_and(|it| (1..=9_999_999).contains(&it) && it.to_string() == value);
    let day = value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok();
    number || day
}
