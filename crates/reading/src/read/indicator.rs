//! 指標: promises become indicators of the open issue.

use super::{Reader, figure, place::Class};
use crate::{
    dictionary::Meaning,
    document::{Indicator, Stage},
    item::Item,
    outline::Entry,
    words::{has_digit, key, trim},
};

impl Reader<'_> {
    /// One line of an indicator field.
    pub(super) fn promise(&mut self, entry: &Entry, item: &Item, stage: Option<Stage>) {
        if is_note(&item.text) {
            return self.place(entry, Class::Markup);
        }
        if let Some((meaning, value)) = self.inner_label(&item.text) {
            return self.record(entry, meaning, &value);
        }
        if let Some((promised, result)) = with_result(&item.text) {
            self.promise(entry, &Item { text: promised.to_owned(), ..item.clone() }, stage);
            return self.own_result(entry, &Item { text: result.to_owned(), number: None, style: None });
        }
        let parts: Vec<&str> = item.text.split('、').map(trim).collect();
        let complete = |part: &&str| {
            let read = figure::promise(part, None);
            read.name.is_some_and(|name| name.chars().count() >= 2)
                && read.target.is_some()
                && has_digit(part)
        };
        if parts.len() > 1 && parts.iter().all(|part| complete(&part)) {
            return parts.iter().for_each(|part| {
                self.promise(entry, &Item { text: (*part).to_owned(), ..item.clone() }, stage)
            });
        }
        if let Some((head, inside)) =
            crate::words::without_tail_bracket(&item.text).filter(|(_, inside)| is_result_note(inside))
        {
            self.promise(entry, &Item { text: head.to_owned(), ..item.clone() }, stage);
            return self.noted_result(entry, inside);
        }
        let year = self.statement_year();
        let dated = figure::bare_due(&item.text, year);
        let promise = match &dated {
            Some((text, due)) => {
                Indicator { due_year: Some(*due), text: item.text.clone(), ..figure::promise(text, None) }
            }
            None => figure::promise(&item.text, None),
        };
        if promise.name.is_none() && self.waiting_for_target() {
            return self.record(entry, Meaning::Target, &item.text);
        }
        if promise.name.is_none() && promise.target.is_none() {
            return self.section_text(entry, &item.text);
        }
        let indicator = Indicator { stage, ..promise };
        self.add_indicator(entry, indicator, item.number.as_deref());
    }

    /// 「成果指標１：参加した児童の割合」: one indicator, and what follows speaks of it.
    pub(super) fn numbered_indicator(&mut self, entry: &Entry, value: &str) {
        let process = ["活動指標", "プロセス指標"].iter().any(|word| entry.text.contains(word));
        let stage = if process { Stage::Process } else { Stage::Outcome };
        let meaning = if process { Meaning::Processes } else { Meaning::Outcomes };
        if self.field() != Some(meaning) {
            self.open_label(entry, "", meaning);
        }
        let value = trim(value.trim_start_matches(['：', ':']));
        let spaces =
            value.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| value.split_at(at));
        let found =
            spaces.map(|(name, rest)| (name, super::row::pairs(rest))).find(|(_, pairs)| !pairs.is_empty());
        let (name, pairs) = found.unwrap_or((value, Vec::new()));
        self.indicator = None;
        self.promise(entry, &Item { style: None, number: None, text: name.to_owned() }, Some(stage));
        for (label, meanings, value) in pairs {
            let meaning = self.resolve(&meanings, &value);
            self.label_value_of(entry, meaning, &label, &value);
        }
    }

    /// 「目標値（R6）」: the year in the label is when the target is due.
    pub(super) fn due_of_label(&mut self, label: &str) {
        let inside = crate::words::without_tail_bracket(label).map(|(_, inside)| inside);
        let due = inside.and_then(|inside| figure::year(inside, self.statement_year()));
        if let Some(held) = self.indicator_mut() {
            held.due_year = held.due_year.or(due);
        }
    }

    pub(super) fn add_indicator(&mut self, entry: &Entry, mut indicator: Indicator, number: Option<&str>) {
        self.place(entry, Class::Value);
        indicator.line = entry.line();
        let stage = indicator.stage;
        indicator.measure = self.measure();
        let Some(issue) = self.issue_mut(entry.line()) else { return };
        let twin = issue.indicators.iter().position(|held| {
            held.name.is_some()
                && held.name == indicator.name
                && (held.stage == stage || stage.is_none())
                && (held.target == indicator.target || indicator.target.is_none())
        });
        let at = twin.unwrap_or_else(|| {
            issue.indicators.push(indicator);
            issue.indicators.len() - 1
        });
        self.indicator = Some(at);
        if let (Some(number), Some(statement), Some(issue)) = (number, self.statement, self.issue) {
            self.numbers.push((statement, issue, at, key(number)));
        }
    }

    /// The measure that is open, by its number or name.
    pub(super) fn measure(&self) -> Option<String> {
        let frame = self.stack.iter().rev().find(|frame| frame.meaning == Some(Meaning::Measure))?;
        Some(frame.number.clone().unwrap_or_else(|| frame.label.clone()))
    }

    pub(super) fn current_indicator(&self) -> Option<&Indicator> {
        let statement = self.document.statements.get(self.statement?)?;
        statement.issues.get(self.issue?)?.indicators.get(self.indicator?)
    }

    /// The unit in which bare numbers of the present indicator are written.
    pub(super) fn unit(&self) -> Option<String> {
        self.current_indicator().and_then(|held| held.written_unit.clone().or_else(|| held.unit.clone()))
    }

    pub(super) fn indicator_mut(&mut self) -> Option<&mut Indicator> {
        let (statement, issue, at) = (self.statement?, self.issue?, self.indicator?);
        self.document.statements.get_mut(statement)?.issues.get_mut(issue)?.indicators.get_mut(at)
    }

    fn waiting_for_target(&self) -> bool {
        self.current_indicator().is_some_and(|held| held.target.is_none() && held.comparator.is_none())
    }

    /// 「目標値：56％以上」 inside a list of indicators.
    fn inner_label(&self, text: &str) -> Option<(Meaning, String)> {
        let found = crate::label::named(text).filter(|found| !found.value.is_empty())?;
        let record = |meaning: &Meaning| super::heading::is_record_label(*meaning);
        let meaning = found.meanings.iter().copied().find(record)?;
        let fits = self.current_indicator().is_some() || meaning == Meaning::IndicatorName;
        fits.then_some((meaning, found.value))
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
    fn promise_of_heading(&mut self, entry: &Entry, value: &str) {
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
                        held.judgement = held.judgement.take().or_else(|| figure::judgement(value))
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
        held.actual = held.actual.take().or(outcome.actual);
        held.cumulative_actual = held.cumulative_actual.take().or(outcome.cumulative);
        held.judgement = held.judgement.take().or(outcome.judgement);
        held.unit = scaled(held, outcome.unit);
    }

    pub(super) fn set_previous(&mut self, value: &str, unit: Option<&str>) {
        let outcome = figure::outcome(value, self.statement_year(), unit);
        let Some(held) = self.indicator_mut() else { return };
        held.previous_actual = held.previous_actual.take().or(outcome.actual);
        held.unit = scaled(held, outcome.unit);
    }

    /// A result in brackets behind a promise: of the statement's own year, of the year before, or the baseline.
    fn noted_result(&mut self, entry: &Entry, inside: &str) {
        let (document, unit) = (self.statement_year(), self.unit());
        let year = crate::organisation::without_year(inside).0;
        let value =
            trim(inside.get(inside.find("実績").map_or(0, |at| at + "実績".len())..).unwrap_or(inside));
        let value = trim(value.trim_start_matches(['値', '：', ':', 'は']));
        let before = inside.contains("前年度") || year.is_some() && year.map(|it| it.next()) == document;
        if inside.contains("現状") || inside.contains("基準値") {
            self.record(entry, Meaning::Baseline, value);
        } else if before {
            self.set_previous(value.trim_start_matches("前年度"), unit.as_deref());
        } else if year.is_none() || year == document {
            self.set_actual(entry, value, unit.as_deref());
        }
    }

    /// アウトカム or プロセス, by the headings above.
    pub(super) fn stage(&self) -> Option<Stage> {
        self.stack.iter().rev().find_map(|frame| match frame.meaning {
            Some(Meaning::Outcomes) => Some(Stage::Outcome),
            Some(Meaning::Processes | Meaning::Measure) => Some(Stage::Process),
            _ => None,
        })
    }

    pub(super) fn statement_year(&self) -> Option<plan::fiscal_year::FiscalYear> {
        self.statement
            .and_then(|at| self.document.statements.get(at))
            .and_then(|statement| statement.fiscal_year)
            .or(self.year)
    }
}

/// 「…の割合：48％以上　⇒　41.1％：A」: a promise and its result; 78％→85％ is a baseline and its target.
fn with_result(text: &str) -> Option<(&str, &str)> {
    let (promised, result) = text.split_once('⇒').or_else(|| text.split_once('→'))?;
    let (promised, result) = (trim(promised), trim(result));
    let compared = figure::promise(promised, None).comparator.is_some();
    let graded = figure::outcome(result, None, None).judgement.is_some() || result.contains("実績");
    (has_digit(result) && (compared || graded) && has_digit(promised)).then_some((promised, result))
}

/// 「令和6年度実績 33.8％」, 「前年度 30％」, 「現状値 12件」 in a bracket.
fn is_result_note(inside: &str) -> bool {
    has_digit(inside)
        && ["実績", "前年度", "現状", "基準値"].iter().any(|word| inside.contains(word))
        && !inside.contains("目標")
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
    held.unit = scaled(held, read.unit);
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

/// A figure that was multiplied out has the unit without its scale.
fn scaled(held: &Indicator, read: Option<String>) -> Option<String> {
    let multiplied = held.written_unit.is_some() && held.unit == held.written_unit && read.is_some();
    if multiplied { read } else { held.unit.clone().or(read) }
}

/// ※A：達成 B：未達成 is a legend, ※… a note.
fn is_note(text: &str) -> bool {
    let folded = key(text);
    folded.starts_with('※')
        || folded.starts_with("(注")
        || folded.starts_with("注)")
        || folded.starts_with("A:達成")
        || folded.starts_with("出典:")
}
