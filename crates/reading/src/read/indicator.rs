//! 指標: promises become indicators of the open issue.

use super::{MEMORY, Reader, figure, place::Class};
use plan::fiscal_year::FiscalYear;

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
        if self.labelled_indicator(entry, &item.text) {
            return;
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
        if parts.len() > 1 && parts.iter().all(complete) {
            return parts.iter().for_each(|part| {
                self.promise(entry, &Item { text: (*part).to_owned(), ..item.clone() }, stage);
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
        let words = promise.target.is_none() && promise.comparator.is_none() && !has_digit(&item.text);
        if promise.name.is_none() && promise.target.is_none() || words && self.is_mere_goal() {
            return self.section_text(entry, &item.text);
        }
        let indicator = Indicator { stage, ..promise };
        self.add_indicator(entry, indicator, item.number.as_deref());
    }

    /// 「目標」 without a figure tells what is wanted, not how it is measured.
    fn is_mere_goal(&self) -> bool {
        let frame = self.stack.iter().rev().find(|frame| frame.meaning == Some(Meaning::Outcomes));
        frame.is_some_and(|frame| super::row::meanings(&frame.label).contains(&Meaning::Vision))
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
        let found = spaces
            .map(|(name, rest)| (name, super::label_cell::pairs(rest)))
            .find(|(_, pairs)| !pairs.is_empty());
        let (name, pairs) = found.unwrap_or((value, Vec::new()));
        self.indicator = None;
        self.promise(entry, &Item { style: None, number: None, text: name.to_owned() }, Some(stage));
        for (label, meanings, value) in pairs {
            let meaning = self.resolve(&meanings, &value);
            self.label_value_of(entry, meaning, &label, &value);
        }
    }

    /// `耐震化率　目標：58％以上　実績：57.6％　評価：B`: a name, and facts with labels behind it.
    pub(super) fn labelled_indicator(&mut self, entry: &Entry, text: &str) -> bool {
        if !matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes)) {
            return false;
        }
        let item = crate::item::unmarked(text);
        let Some((name, facts)) = facts_behind_name(&item.text, self.statement_year()) else { return false };
        let held = Indicator {
            text: item.text.clone(),
            name: Some(name.to_owned()),
            stage: self.stage(),
            ..Indicator::default()
        };
        self.add_indicator(entry, held, item.number.as_deref());
        facts.into_iter().for_each(|(meaning, value)| self.record(entry, meaning, &value));
        true
    }

    /// `訓練を実施した地域 | 15地域中12地域以上`: a name in one cell and what is promised in the next.
    pub(super) fn name_and_target(&mut self, entry: &Entry, cells: &[&str]) -> bool {
        let [name, target] = cells else { return false };
        let stage = match self.field() {
            Some(Meaning::Outcomes) => Stage::Outcome,
            Some(Meaning::Processes) => Stage::Process,
            _ => return false,
        };
        let items = crate::item::items(name);
        let (Some(item), 1) = (items.first(), items.len()) else { return false };
        let read = figure::promise(&item.text, None);
        let promised = figure::target(target, None);
        let bare = read.target.is_none() && read.comparator.is_none() && !has_digit(&item.text);
        if !bare || promised.target.is_none() || target.chars().count() > 20 {
            return false;
        }
        let name = Indicator {
            text: item.text.clone(),
            name: Some(item.text.clone()),
            stage: Some(stage),
            ..Indicator::default()
        };
        self.add_indicator(entry, name, item.number.as_deref());
        self.record(entry, Meaning::Target, target);
        true
    }

    pub(super) fn add_indicator(&mut self, entry: &Entry, mut indicator: Indicator, number: Option<&str>) {
        self.place(entry, Class::Value);
        indicator.line = entry.line();
        let stage = indicator.stage;
        indicator.measure = self.measure();
        let Some(issue) = self.issue_mut(entry.line()) else { return };
        let twin = issue.indicators.iter().take(MEMORY).position(|held| {
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

    pub(super) fn waiting_for_target(&self) -> bool {
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
        && ["実績", "前年", "昨年", "現状", "基準値"].iter().any(|word| inside.contains(word))
        && !inside.contains("目標")
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

/// `耐震化率　目標：58％以上　実績 57.6％`: the name before the first label, and what the labels say.
fn facts_behind_name(text: &str, document: Option<FiscalYear>) -> Option<(&str, Vec<(Meaning, String)>)> {
    let mut name = None;
    let mut facts: Vec<(Meaning, String)> = Vec::new();
    for (at, word) in words_at(text) {
        let (label, value) = word.split_once(['：', ':']).unwrap_or((word, ""));
        match (labelled_fact(label, document), facts.last_mut()) {
            (Some(meaning), _) => {
                name.get_or_insert_with(|| trim(text.get(..at).unwrap_or("")));
                facts.push((meaning, trim(value).to_owned()));
            }
            (None, Some((_, value))) => {
                value.push_str(if value.is_empty() { "" } else { " " });
                value.push_str(word);
            }
            (None, None) => {}
        }
    }
    let name = name.filter(|name| name.chars().count() >= 2 && !name.contains(['：', ':', '。']))?;
    let figures = facts.iter().filter(|(_, value)| has_digit(value)).count();
    (facts.len() >= 2 && figures >= 1 && facts.iter().all(|(_, value)| !value.is_empty()))
        .then_some((name, facts))
}

/// Words between white space, with their places.
fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// `R4目標`, `前年度`, `評価`: which fact of an indicator a label names; results of earlier years are told by the year.
fn labelled_fact(label: &str, document: Option<FiscalYear>) -> Option<Meaning> {
    use Meaning as M;
    let found = super::row::meanings(label);
    let meaning = [M::Target, M::Previous, M::Actual, M::Judgement, M::Baseline, M::Unit, M::Due]
        .into_iter()
        .find(|meaning| found.contains(meaning))?;
    let year = crate::year::without_year(label).0.filter(|_| meaning == M::Actual);
    let before = year.zip(document).map(|(year, document)| document.year() - year.year());
    Some(match before {
        Some(1) => M::Previous,
        Some(2..) => M::Baseline,
        _ => meaning,
    })
}
