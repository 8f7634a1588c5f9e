//! 値: what all answers of the API are made of. Types of their own: how records are stored is nobody's affair outside.

use jiff::civil::Date;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::licence::Licence;
use plan::publication::Publication;
use plan::record::RecordId;
use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use writing::code::Code;

/// One thing, and of which edition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}Answer")]
pub(super) struct One<T> {
    /// The edition from which the answer was made.
    pub(super) edition: Head,
    /// What was asked for.
    pub(super) data: T,
}

/// A part of a list, and of which edition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{T}List")]
pub(super) struct Listing<T> {
    /// The edition from which the answer was made.
    pub(super) edition: Head,
    /// How many there are in all parts.
    pub(super) total: usize,
    /// Which part this is, from 1.
    pub(super) page: usize,
    /// How many a part holds.
    pub(super) per_page: usize,
    /// What is in this part.
    pub(super) items: Vec<T>,
}

/// The edition from which an answer was made.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edition")]
pub(super) struct Head {
    /// 全国地方公共団体コード: six digits.
    municipality_code: String,
    /// 団体名.
    municipality_name: String,
    /// 決裁番号: the last decision that it holds.
    decision: u64,
    /// 決裁日 of that decision.
    decided_on: Option<Day>,
    /// 公表日, where just this edition was published.
    published_on: Option<Day>,
    /// 確定, 速報 …: as what it was published.
    published_as: Option<String>,
    /// 利用条件 of the data.
    licence: Terms,
}

impl Head {
    /// The head of an edition.
    pub(super) fn of(edition: &Edition, publication: Option<&Publication>) -> Self {
        let profile = edition.profile();
        Self {
            municipality_code: edition.municipality().to_string(),
            municipality_name: profile.map_or(String::new(), |it| it.name.clone()),
            decision: edition.number().0,
            decided_on: edition.date().map(Day),
            published_on: publication.map(|it| Day(it.date())),
            published_as: publication.map(|it| it.label.clone()),
            licence: profile.map_or(Licence::default(), |it| it.licence).into(),
        }
    }
}

/// 利用条件: on which terms the data may be used.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Licence")]
pub(super) struct Terms {
    /// Its short name.
    name: &'static str,
    /// Where its text is.
    url: &'static str,
}

impl From<Licence> for Terms {
    fn from(it: Licence) -> Self {
        Self { name: it.as_str(), url: it.address() }
    }
}

/// A word of a fixed list, as the code table (`codes.csv`) has it.
#[derive(Serialize, JsonSchema)]
pub(super) struct Word {
    /// For programs: never renamed.
    code: &'static str,
    /// In Japanese.
    ja: &'static str,
    /// In English.
    en: &'static str,
}

impl From<Code> for Word {
    fn from(it: Code) -> Self {
        Self { code: it.code, ja: it.ja, en: it.en }
    }
}

/// An exact decimal as text, with the digits that it was given: `41.0` is not `41`. A JSON number would lose them.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Number(String);

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        Self(number.to_string())
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^-?[0-9]+(\\.[0-9]+)?$",
            "description": "An exact decimal as text, with the digits that it was given: `41.0` is not `41`.",
            "examples": ["41.0"],
        })
    }
}

/// A day, as ISO 8601 has it.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Day(pub(super) Date);

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "examples": ["2024-06-10"] })
    }
}

/// A day, a month or a year, as precise as the document.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct Sometime(pub(super) plan::date::PartialDate);

impl JsonSchema for Sometime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
            "description": "A day, a month or a year, as precise as the document.",
            "examples": ["2024-06-10", "2021-09", "2024"],
        })
    }
}

/// 年度: from 1 April to 31 March.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FiscalYear")]
pub(super) struct Year {
    /// The Gregorian year of its 1 April.
    year: i16,
    /// The same year in the Japanese calendar, e.g. 令和6年度.
    ja: String,
}

impl From<FiscalYear> for Year {
    fn from(it: FiscalYear) -> Self {
        Self { year: it.year(), ja: it.japanese() }
    }
}

/// The decision that made a record what it is.
#[derive(Serialize, JsonSchema)]
pub(super) struct Decided {
    /// 決裁番号.
    decision: u64,
    /// 決裁日.
    decided_on: Option<Day>,
}

impl Decided {
    /// The decision of the version in force.
    pub(super) fn of(edition: &Edition, id: &RecordId) -> Option<Self> {
        let number: DecisionNumber = edition.since(id)?;
        Some(Self { decision: number.0, decided_on: edition.decision(number).map(|it| Day(it.date())) })
    }
}

/// A tie from one record to another.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tie {
    /// What kind of tie it is.
    pub(super) kind: Word,
    /// The record to which it leads.
    pub(super) to_id: String,
    /// What it is about.
    pub(super) note: Option<String>,
}

/// Names of records as text.
pub(super) fn ids<'a>(all: impl IntoIterator<Item = &'a RecordId>) -> Vec<String> {
    all.into_iter().map(ToString::to_string).collect()
}

/// The name of a record as text.
pub(super) fn id(it: &RecordId) -> String {
    it.to_string()
}
