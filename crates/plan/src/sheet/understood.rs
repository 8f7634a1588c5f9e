//! 記入の意味: what a typed text means, by the very functions that read documents, and how that is echoed to who typed it.

use std::fmt;

use crate::actual::{Figure, Status};
use crate::condition::Condition;
use crate::date::PartialDate;
use crate::edition::Edition;
use crate::era;
use crate::fiscal_year::FiscalYear;
use crate::form::{Asks, Field, Form};
use crate::indicator::Indicator;
use crate::record::RecordId;
use crate::remark::ResponseStatus;
use crate::survey::Sample;
use crate::unit::Unit;

use super::entry::{Entries, one_line_end, paragraphs};
use super::notice::{self, Notice};

mod figure;
mod money;
mod sample;
mod target;
mod word;

/// A text that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What it means.
    pub answer: Answer,
    /// 「48%以上」と理解しました, in Japanese and in English; none where the text is kept as it is.
    pub echo: Option<(String, String)>,
    /// What is worth another look, and refuses nothing.
    pub notices: Vec<Notice>,
}

/// 記入の意味.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing stands there: what was decided is taken back.
    Blank,
    /// One text.
    Words(String),
    /// One string a paragraph.
    Paragraphs(Vec<String>),
    /// 単位.
    Unit(Unit),
    /// 目標値, with the words as typed.
    Target {
        /// What the actual figure must do.
        condition: Condition,
        /// The words.
        words: String,
    },
    /// 実績値, and how sure it is.
    Figure {
        /// The figure, or why there is none.
        figure: Figure,
        /// 見込, 速報, 確定, 訂正.
        status: Status,
    },
    /// 回収状況.
    Sample(Sample),
    /// Whole yen.
    Yen(i64),
    /// 今後の方向性, a word of the municipality.
    Direction(String),
    /// 判定, the mark of a grade.
    Grade(String),
    /// 対応状況.
    Status(ResponseStatus),
}

/// Why a text is not understood: a sentence in both languages. The text stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
}

impl NotUnderstood {
    pub(super) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for NotUnderstood {}

/// What a text is read against.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// What is decided.
    pub edition: &'a Edition,
    /// The year of the form.
    pub year: FiscalYear,
    /// The field.
    pub field: &'a Field,
    /// Of what it is asked.
    pub subject: &'a RecordId,
    /// 単位 of an indicator: as it is typed on this sheet, else as it is decided.
    pub unit: Option<String>,
}

impl<'a> Context<'a> {
    /// A field of a subject, among what else was typed.
    pub fn new(
        edition: &'a Edition,
        form: &Form,
        field: &'a Field,
        subject: &'a RecordId,
        entries: &Entries,
    ) -> Self {
        let typed = entries.get(&Asks::Unit.field(subject, form.fiscal_year)).map(|it| Unit::new(&it.text));
        let unit = typed.or_else(|| edition.find::<Indicator>(subject).map(|it| it.unit.clone()));
        let unit = unit.map(|it| it.as_str().to_owned());
        Self { edition, year: form.fiscal_year, field, subject, unit }
    }

    /// The year that the field speaks of.
    pub(super) fn asked_year(&self) -> FiscalYear {
        self.field.asks.year(self.year).unwrap_or(self.year)
    }
}

/// What a text means in a field.
pub fn understood(text: &str, context: &Context<'_>) -> Result<Understood, NotUnderstood> {
    let (text, unseen) = visible(text);
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Understood { answer: Answer::Blank, echo: None, notices: vec![] });
    }
    let (answer, echo) = match context.field.asks {
        Asks::Number | Asks::Title => (Answer::Words(word::line(trimmed)?), None),
        Asks::Unit => word::unit(trimmed)?,
        Asks::RevisionReason { .. } | Asks::Explanation { .. } | Asks::GradeReason { .. } => {
            (Answer::Words(trimmed.to_owned()), None)
        }
        Asks::Section(_)
        | Asks::Assessment { .. }
        | Asks::Future { .. }
        | Asks::Opinion { .. }
        | Asks::Response
        | Asks::StaffNote => (Answer::Paragraphs(paragraphs(trimmed)), None),
        Asks::Money { .. } => echoed(money::read(trimmed, context)?),
        Asks::Target { .. } => echoed(target::read(&word::line(trimmed)?, context)),
        Asks::Actual { .. } => echoed(figure::read(trimmed, context)?),
        Asks::Sample { .. } => echoed(sample::read(trimmed)?),
        Asks::Direction { .. } => echoed(word::direction(trimmed, context)?),
        Asks::Grade { .. } => echoed(word::grade(trimmed, context)?),
        Asks::ResponseStatus => echoed(word::status(trimmed)?),
    };
    let mut notices = notice::notices(&text, &answer, context);
    notices.extend(notice::unseen(unseen, &text));
    Ok(Understood { answer, echo, notices })
}

/// A text without what nobody sees and no file can hold, and how much that was. Line ends of any kind, also those that word
/// processors use within a paragraph, are one kind.
fn visible(text: &str) -> (String, usize) {
    let is_unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let text = one_line_end(text);
    if !text.contains(|c: char| is_unseen(c) || matches!(c, '\u{2028}' | '\u{2029}')) {
        return (text, 0);
    }
    let text = text.replace(['\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let unseen = text.chars().filter(|c| is_unseen(*c)).count();
    (text.replace(is_unseen, ""), unseen)
}

/// An answer with its echo.
type Echoed = (Answer, (String, String));

fn echoed((answer, echo): Echoed) -> (Answer, Option<(String, String)>) {
    (answer, Some(echo))
}

/// 「…」と理解しました.
fn took(ja: &str, en: &str) -> (String, String) {
    (format!("「{ja}」と理解しました"), format!("understood as “{en}”"))
}

/// 日付 as people type it: R6.4.1, 令和6年4月1日, 2024-04-01, 20240401, with its echo.
pub fn day(text: &str) -> Result<(jiff::civil::Date, (String, String)), NotUnderstood> {
    let text = text.trim();
    match PartialDate::parse(text) {
        Some(PartialDate::Day(day)) => Ok((day, took(&era::day_name(day), &day.to_string()))),
        Some(_) => Err(NotUnderstood::new(
            format!("「{text}」には日まで書かれていません"),
            format!("“{text}” does not name a day"),
        )),
        None => Err(NotUnderstood::new(
            format!("「{text}」は日付として読めません（例：令和6年4月1日、R6.4.1、2024-04-01）"),
            format!("“{text}” is not a date (such as 令和6年4月1日, R6.4.1, 2024-04-01)"),
        )),
    }
}
