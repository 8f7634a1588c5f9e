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
        let is_right = match self.kind {
            Kind::Id => is_text(value, 200),
            Kind::Words => is_text(value, 100) && !value.trim().is_empty(),
            Kind::Number { least, most, .. } => {
                value.parse::<i64>().is_ok_and(|it| (least..=most).contains(&it) && it.to_string() == value)
            }
            Kind::Time => is_time(value),
        };
        if is_right { Ok(()) } else { Err(self.misread()) }
    }

    /// What it may be, in a sentence.
    fn misread(&self) -> Problem {
        let bad = |about: (&str, &str)| Problem::bad(self.name, about);
        match self.kind {
            Kind::Id => bad(("1から200文字の記録IDです。", "an id of 1 to 200 characters.")),
            Kind::Words => bad(("1から100文字の言葉です。", "words of 1 to 100 characters.")),
            Kind::Number { least, most, .. } => {
                let ja = format!("{least}から{most}の整数です。");
                Problem::bad(self.name, (&ja, &format!("a whole number from {least} to {most}.")))
            }
            Kind::Time => bad((
                "決裁番号（1から）か、日付（2024-06-10の形）です。",
                "the number of a decision, or a day such as 2024-06-10.",
            )),
        }
    }

    /// Its schema.
    pub(super) fn schema(&self) -> Value {
        match self.kind {
            Kind::Id => id(),
            Kind::Words => json!({ "type": "string", "minLength": 1, "maxLength": 100, "pattern": WORDS }),
            Kind::Number { least, most, usual: None } => {
                json!({ "type": "integer", "minimum": least, "maximum": most })
            }
            Kind::Number { least, most, usual } => {
                json!({ "type": "integer", "minimum": least, "maximum": most, "default": usual })
            }
            Kind::Time => json!({ "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 9_999_999 },
                { "type": "string", "pattern": DAY, "examples": ["2024-06-10"] },
            ] }),
        }
    }
}

/// The name of a record. Signs that steer machines stand in none.
pub(super) fn id() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F]+$" })
}

/// Something to look for, and no sign that steers machines.
const WORDS: &str = "^[^\\u0000-\\u001F\\u007F-\\u009F]*[^\\s\\u0000-\\u001F\\u007F-\\u009F][^\\u0000-\\u001F\\u007F-\\u009F]*$";

/// Every day of these two centuries, and no other: 31 days, 30 days, 28 days, and the leap days.
const DAY: &str = "^((19|20)[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)\
    |02-(0[1-9]|1[0-9]|2[0-8]))|(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))-02-29)$";

/// 12, or 2024-06-10. Whether something was published by then, the site says.
fn is_time(value: &str) -> bool {
    let number =
        value.parse::<u32>().is_ok_and(|it| (1..=9_999_999).contains(&it) && it.to_string() == value);
    let is_near = value.starts_with("19") || value.starts_with("20");
    number || (is_near && value.len() == 10 && value.parse::<jiff::civil::Date>().is_ok())
}

/// Something of so many characters at most, without signs that steer machines.
fn is_text(value: &str, most: usize) -> bool {
    (1..=most).contains(&value.chars().count()) && !value.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the description calls a value right.
    fn is_described(parameter: Parameter, value: &str) -> bool {
        let schema = jsonschema::validator_for(&parameter.schema()).unwrap();
        let number = value.parse::<i64>().ok().filter(|it| it.to_string() == value);
        schema.is_valid(&json!(value)) || number.is_some_and(|it| schema.is_valid(&json!(it)))
    }

    #[test]
    fn what_is_taken_is_what_the_description_says() {
        let id = only("plan", ("", ""));
        let words = Parameter { name: "q", kind: Kind::Words, ..id };
        let long = "あ".repeat(200);
        let longer = "あ".repeat(201);
        for value in [
            "",
            " ",
            "0",
            "1",
            "-1",
            "+1",
            "01",
            "1.0",
            "1e3",
            "500",
            "501",
            "1000000",
            "1000001",
            "9999999",
            "10000000",
            "1867",
            "1868",
            "2199",
            "2200",
            "99999999999999999999",
            "a",
            "防災 公園",
            "a\tb",
            "a\nb",
            "\u{0}",
            "\u{7F}",
            "\u{85}",
            "\u{3000}",
            &long,
            &longer,
            "2024-06",
            "2024-6-10",
            "2024-06-31",
            "2024-06-10T00:00:00",
            "20240610",
            "令和6年6月10日",
            "1899-12-31",
            "2100-01-01",
        ] {
            for parameter in [id, words, PAGE, PER_PAGE, FISCAL_YEAR, ASOF] {
                let is_taken = parameter.check(value).is_ok();
                assert_eq!(is_taken, is_described(parameter, value), "{} = {value:?}", parameter.name);
            }
        }
    }

    #[test]
    fn every_day_of_two_centuries_is_described_and_no_other() {
        let schema = jsonschema::validator_for(&ASOF.schema()).unwrap();
        for year in 1899..=2100 {
            for month in 0..=13 {
                for day in 0..=32 {
                    let written = format!("{year}-{month:02}-{day:02}");
                    let is_taken = ASOF.check(&written).is_ok();
                    assert_eq!(is_taken, schema.is_valid(&json!(written)), "{written}");
                }
            }
        }
    }
}
