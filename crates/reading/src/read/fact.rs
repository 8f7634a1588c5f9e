//! 指標の値: labelled facts, results and targets go to the indicator that is open.

use super::{Reader, figure, place::Class};
use plan::unit::Unit;

use crate::{
    dictionary::Meaning,
    document::Indicator,
    outline::Entry,
    words::{has_digit, trim},
};

impl Reader<'_> {
    /// 「目標値（R6）」: the year in the label is when the target is due.
    pub(super) fn due_of_label(&mut self, label: &str) {
        let inside = crate::words::without_tail_bracket(label).map(|(_, inside)| inside);
        let due = inside.and_then(|inside| figure::year(inside, self.statement_year()));
        if let Some(held) = self.indicator_mut() {
            held.due_year = held.due_year.or(due);
        }
    }

    /// One labelled fact about an indicator.
    pub(super) fn record(&mut self, entry: &Entry, meaning: Meaning, value: &str) {
        let value = trim(value);
        if value.is_empty() {
            return self.place(entry, Class::Markup);
        }
        if meaning == Meaning::IndicatorName {
            let stage = self.stage();
            let named = figure::promise(value, None);
            let held = if named.name.is_some() {
                named
            } else {
                Indicator { text: value.to_owned(), name: Some(value.to_owned()), ..Indicator::default() }
            };
            return self.add_indicator(entry, Indicator { stage, ..held }, None);
        }
        if self.current_indicator().is_none() {
            return match meaning {
                Meaning::Target if has_digit(value) => self.promise_of_heading(entry, value),
                _ => self.section_text(entry, value),
            };
        }
        self.place(entry, Class::Value);
        self.fact(entry, meaning, value);
    }

    /// A target below a heading: the heading is the indicator's name.
    pub(super) fn promise_of_heading(&mut self, entry: &Entry, value: &str) {
        let stage = self.stage();
        let promise = figure::promise(value, None);
        let unknown = self.stack.last().filter(|frame| frame.meaning.is_none() && frame.rank > 700);
        let above = unknown.map(|frame| frame.label.clone());
        let name = promise
            .name
            .clone()
            .or(above)
            .or_else(|| self.open_issue_mut().and_then(|issue| issue.title.clone()));
        self.add_indicator(entry, Indicator { stage, name, ..promise }, None);
    }

    fn fact(&mut self, entry: &Entry, meaning: Meaning, value: &str) {
        let year = self.statement_year();
        let unit = self.unit();
        match meaning {
            Meaning::Target => {
                if let Some(held) = self.indicator_mut() {
                    set_target(held, value, unit.as_deref());
                }
            }
            Meaning::Actual | Meaning::Results => self.set_actual(entry, value, unit.as_deref()),
            Meaning::Previous => self.set_previous(value, unit.as_deref()),
            _ => {
                let due = figure::year(value, year);
                let baseline = figure::outcome(value, year, unit.as_deref()).actual;
                let Some(held) = self.indicator_mut() else { return };
                match meaning {
                    Meaning::Judgement => {
                        held.judgement = held.judgement.take().or_else(|| figure::judgement(value));
                    }
                    Meaning::Unit => set_unit(held, value),
                    Meaning::Baseline => held.baseline = held.baseline.take().or(baseline),
                    Meaning::Due => held.due_year = held.due_year.or(due),
                    _ => {}
                }
            }
        }
    }

    /// A result, with that of the year before behind it: 「26.3％（前年度 23.8％）」.
    pub(super) fn set_actual(&mut self, entry: &Entry, value: &str, unit: Option<&str>) {
        if let Some((rest, before)) = previous_in_bracket(value) {
            self.set_previous(&before, unit);
            return self.set_actual(entry, &rest, unit);
        }
        if let Some((value, before)) = value.split_once("前年度").filter(|(_, before)| has_digit(before)) {
            let before = before.trim_start_matches("実績").trim_start_matches('値');
            self.set_previous(before.trim_matches(|c: char| "：:（）() 　は、".contains(c)), unit);
            let value = trim(value.trim_end_matches(['（', '(', '、', '，', ' ', '\u{3000}']));
            if !value.is_empty() {
                self.set_actual(entry, value, unit);
            }
            return;
        }
        let outcome = figure::outcome(value, self.statement_year(), unit);
        let readable = outcome.actual.is_some() || outcome.judgement.is_some() || figure::is_missing(value);
        if !readable {
            self.problem(
                entry.line(),
                format!("the result 「{value}」 is not a figure"),
                format!("実績「{value}」は数値として読めません"),
            );
        }
        let Some(held) = self.indicator_mut() else { return };
        held.raw_actual.get_or_insert_with(|| value.to_owned());
        if held.actual.is_none() {
            held.approximate = outcome.approximate;
            held.other_unit = outcome.unit.clone().filter(|unit| is_other(held, unit));
        }
        held.actual = held.actual.take().or(outcome.actual);
        held.cumulative_actual = held.cumulative_actual.take().or(outcome.cumulative);
        held.judgement = held.judgement.take().or(outcome.judgement);
        held.unit = scaled(held, outcome.unit);
    }

    pub(super) fn set_previous(&mut self, value: &str, unit: Option<&str>) {
        let outcome = figure::outcome(value, self.statement_year(), unit);
        let Some(held) = self.indicator_mut() else { return };
        held.raw_previous.get_or_insert_with(|| value.to_owned());
        held.previous_approximate |= held.previous_actual.is_none() && outcome.approximate;
        held.previous_actual = held.previous_actual.take().or(outcome.actual);
        held.unit = scaled(held, outcome.unit);
    }

    /// A result in brackets behind a promise: of the statement's own year, of the year before, or the baseline.
    pub(super) fn noted_result(&mut self, entry: &Entry, inside: &str) {
        let (document, unit) = (self.statement_year(), self.unit());
        let year = crate::year::without_year(inside).0;
        let value =
            trim(inside.get(inside.find("実績").map_or(0, |at| at + "実績".len())..).unwrap_or(inside));
        let value = trim(value.trim_start_matches(['値', '：', ':', 'は']));
        let before = ["前年", "昨年"].iter().any(|word| inside.contains(word))
            || year.is_some() && year.map(plan::fiscal_year::FiscalYear::next) == document;
        if inside.contains("現状") || inside.contains("基準値") {
            self.record(entry, Meaning::Baseline, value);
        } else if before {
            let value = ["前年度", "昨年度", "前年", "昨年"]
                .iter()
                .find_map(|word| value.strip_prefix(word))
                .unwrap_or(value);
            self.set_previous(value, unit.as_deref());
        } else if year.is_none() || year == document {
            self.set_actual(entry, value, unit.as_deref());
        }
    }
}

/// 「31件（前年35件）（A）」: the result without the bracket, and last year's figure.
fn previous_in_bracket(value: &str) -> Option<(String, String)> {
    let (open, mark) = value.char_indices().find(|(at, c)| {
        let inside = value.get(at + c.len_utf8()..).unwrap_or("");
        matches!(c, '（' | '(') && ["前年", "昨年"].iter().any(|word| inside.starts_with(word))
    })?;
    let inside = value.get(open + mark.len_utf8()..)?;
    let close = inside.find(['）', ')'])?;
    let (inside, after) = inside.split_at(close);
    let figure = inside.get("前年".len()..)?;
    let figure = ["度", "実績", "値", "：", ":", "は"]
        .iter()
        .fold(figure, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let after: String = after.chars().skip(1).collect();
    let head = trim(value.get(..open)?);
    let fits = trim(figure).starts_with(crate::words::is_digit) && has_digit(head);
    fits.then(|| (format!("{head}{after}"), trim(figure).to_owned()))
}

/// Sets what a target cell says, and adds its words to the statement as written.
pub(super) fn set_target(held: &mut Indicator, value: &str, unit: Option<&str>) {
    if held.target.is_some() || held.condition.is_some() {
        return;
    }
    let read = figure::target(value, unit);
    held.target = read.target;
    held.comparator = read.comparator;
    held.condition = read.condition;
    // 「開催日数（日）」: the unit may stand in the name.
    let of_name =
        || figure::promise(&format!("{}：{value}", held.name.clone().unwrap_or_default()), None).unit;
    let own = read.unit.or_else(|| of_name().filter(|_| held.unit.is_none()));
    held.unit = scaled(held, own);
    held.due_year = held.due_year.or(read.due_year);
    held.text = if held.text.is_empty() { value.to_owned() } else { format!("{}：{value}", held.text) };
}

pub(super) fn set_unit(held: &mut Indicator, value: &str) {
    let unit = trim(value.trim_matches(['（', '）', '(', ')']));
    if held.unit.is_none() && !unit.is_empty() && !matches!(unit, "-" | "－" | "―") && !has_digit(unit) {
        let unit = crate::words::folded(unit);
        held.written_unit = Some(unit.clone());
        held.unit = Some(unit);
    }
}

/// Whether a result counts something else than its indicator: 30世帯 where か所 was promised.
fn is_other(held: &Indicator, read: &str) -> bool {
    let unit = |text: &str| Unit::parse(text);
    let own = held.unit.as_deref().and_then(unit).zip(unit(read));
    own.is_some_and(|(own, read)| !read.fits(&own))
}

/// A figure that was multiplied out has the unit without its scale.
fn scaled(held: &Indicator, read: Option<String>) -> Option<String> {
    let multiplied = held.written_unit.is_some() && held.unit == held.written_unit && read.is_some();
    if multiplied { read } else { held.unit.clone().or(read) }
}
