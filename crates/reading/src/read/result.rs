//! 達成状況: results find their indicators by name, then by number, then by order.

use super::{MEMORY, Reader, figure, place::Class};
use crate::{
    dictionary::Meaning,
    document::Stage,
    item::Item,
    outline::Entry,
    words::{has_digit, key, trim},
};

impl Reader<'_> {
    /// One line of results; `previous` for 前年度実績.
    pub(super) fn result(&mut self, entry: &Entry, item: &Item, previous: bool) {
        let text = without_legend(&item.text);
        if text.is_empty() || figure::is_heading_word(&text) {
            return self.place(entry, Class::Markup);
        }
        if text.starts_with('※') || self.issue.is_none() && self.statement.is_none() {
            return self.section_text(entry, &text);
        }
        let (named, rest) = self.by_name(&text);
        let at = named
            .or_else(|| self.ungraded(&item.number, &text, previous))
            .or_else(|| self.by_number(item.number.as_deref()))
            .or_else(|| self.by_order(rest, previous));
        let Some(at) = at else { return self.lone_result(entry, &text) };
        self.indicator = Some(at);
        self.take_result(entry, rest, previous);
    }

    /// A result on a line of its own below its indicator.
    pub(super) fn own_result(&mut self, entry: &Entry, item: &Item) {
        let (named, rest) = self.by_name(&item.text);
        self.indicator = named.or(self.indicator);
        let rest = if named.is_some() { rest } else { &item.text };
        self.take_result(entry, rest, false);
    }

    fn take_result(&mut self, entry: &Entry, text: &str, previous: bool) {
        self.place(entry, Class::Value);
        if trim(text).is_empty() {
            return;
        }
        let unit = self.unit();
        if previous {
            let text = text.trim_start_matches("前年度").trim_start_matches("実績");
            self.set_previous(trim(text.trim_start_matches(['：', ':'])), unit.as_deref());
        } else {
            self.set_actual(entry, text, unit.as_deref());
        }
    }

    /// A result that no indicator waits for: a new indicator when it has a name, else words.
    fn lone_result(&mut self, entry: &Entry, text: &str) {
        if figure::is_missing(text) {
            return self.place(entry, Class::Markup);
        }
        let ja = format!("実績「{text}」の指標がわかりません");
        if figure::is_bare(text) {
            self.problem(entry.line(), format!("no indicator waits for the result 「{text}」"), ja);
        }
        self.section_text(entry, text);
    }

    /// The indicator whose name begins the text, and what stands behind the name.
    pub(super) fn by_name<'t>(&self, text: &'t str) -> (Option<usize>, &'t str) {
        let Some(issue) = self
            .statement
            .and_then(|at| self.document.statements.get(at))
            .and_then(|it| it.issues.get(self.issue?))
        else {
            return (None, text);
        };
        let folded = key(text);
        let mut found: Option<(usize, usize)> = None;
        for (at, held) in issue.indicators.iter().enumerate().take(MEMORY) {
            let Some(name) = held.name.as_deref().map(key).filter(|name| name.chars().count() >= 2) else {
                continue;
            };
            if folded.contains(&name) && found.is_none_or(|(_, length)| name.len() > length) {
                found = Some((at, name.len()));
            }
        }
        let Some((at, _)) = found else { return (self.similar(text), figure::behind_name(text)) };
        let name =
            issue.indicators.get(at).and_then(|held| held.name.as_deref()).map(key).unwrap_or_default();
        (Some(at), behind(text, &name))
    }

    /// An indicator that shares most letters with the words before the figure.
    fn similar(&self, text: &str) -> Option<usize> {
        let rest = figure::behind_name(text);
        let name = key(text
            .get(..text.len() - rest.len())
            .unwrap_or("")
            .trim_matches(|c: char| "：: 　".contains(c)));
        if name.chars().count() < 4 {
            return None;
        }
        let issue = self.document.statements.get(self.statement?)?.issues.get(self.issue?)?;
        let scored = issue
            .indicators
            .iter()
            .enumerate()
            .filter_map(|(at, held)| Some((at, likeness(&name, &key(held.name.as_deref()?)))));
        scored.max_by(|a, b| a.1.cmp(&b.1)).filter(|(_, score)| *score >= 60).map(|(at, _)| at)
    }

    /// 「プロセス指標の達成状況」 speaks of processes only.
    fn result_stage(&self) -> Option<Stage> {
        let label = self
            .stack
            .iter()
            .rev()
            .find(|frame| matches!(frame.meaning, Some(Meaning::Results | Meaning::Previous)))?;
        let label = key(&label.label);
        if label.contains("プロセス") || label.contains("活動") {
            Some(Stage::Process)
        } else if label.contains("アウトカム") || label.contains("成果指標") {
            Some(Stage::Outcome)
        } else {
            None
        }
    }

    /// A grade in a cell of its own, beside or below its figure: the first figure that has no grade yet.
    fn ungraded(&self, number: &Option<String>, text: &str, previous: bool) -> Option<usize> {
        if previous || number.is_some() || has_digit(text) || figure::judgement(text).is_none() {
            return None;
        }
        let issue = self.document.statements.get(self.statement?)?.issues.get(self.issue?)?;
        let waits = |held: &crate::document::Indicator| held.actual.is_some() && held.judgement.is_none();
        issue.indicators.iter().take(MEMORY).position(waits)
    }

    fn by_number(&self, number: Option<&str>) -> Option<usize> {
        let number = key(number?);
        let (statement, issue) = (self.statement?, self.issue?);
        let found = self
            .numbers
            .iter()
            .find(|(s, i, _, held)| *s == statement && *i == issue && *held == number)
            .map(|(_, _, at, _)| *at);
        // ①②③ of results count the indicators, even where those have bullets.
        let count = self.document.statements.get(statement)?.issues.get(issue)?.indicators.len();
        found.or_else(|| {
            number.parse::<usize>().ok().and_then(|at| at.checked_sub(1)).filter(|at| *at < count)
        })
    }

    fn by_order(&self, text: &str, previous: bool) -> Option<usize> {
        let own = trim(text.split("前年度").next().unwrap_or(text).trim_end_matches(['（', '(']));
        if !figure::is_result(if own.is_empty() { text } else { own }) {
            return None;
        }
        let issue = self.document.statements.get(self.statement?)?.issues.get(self.issue?)?;
        let stage = self
            .result_stage()
            .filter(|stage| issue.indicators.iter().any(|held| held.stage == Some(*stage)));
        let measure = self
            .measure()
            .filter(|measure| issue.indicators.iter().any(|held| held.measure.as_ref() == Some(measure)));
        let belongs = |held: &crate::document::Indicator| {
            stage.is_none_or(|stage| held.stage == Some(stage))
                && measure.as_ref().is_none_or(|measure| held.measure.as_ref() == Some(measure))
        };
        issue.indicators.iter().take(MEMORY).position(|held| {
            let free = if previous {
                held.previous_actual.is_none() && held.raw_previous.is_none()
            } else {
                held.actual.is_none() && held.judgement.is_none() && held.raw_actual.is_none()
            };
            free && belongs(held)
        })
    }
}

/// What stands behind a name that the text holds, compared by keys.
fn behind<'t>(text: &'t str, name: &str) -> &'t str {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends.into_iter().find(|end| text.get(..*end).is_some_and(|head| key(head).contains(name)));
    trim(
        end.and_then(|end| text.get(end..))
            .unwrap_or(text)
            .trim_start_matches(|c: char| "：:は、」 　".contains(c)),
    )
}

/// Shared pairs of letters, in percent.
fn likeness(a: &str, b: &str) -> usize {
    let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>();
    let (a, mut b) = (pairs(a), pairs(b));
    let all = a.len() + b.len();
    let shared = a
        .iter()
        .filter(|pair| b.iter().position(|other| other == *pair).map(|at| b.swap_remove(at)).is_some())
        .count();
    (200 * shared).checked_div(all).unwrap_or(0)
}

/// Takes 「※A：達成 B：未達成」 and column heads out of a cell of results.
fn without_legend(text: &str) -> String {
    let mut text = text.to_owned();
    for legend in [
        "※A：達成 B：未達成",
        "※A：達成　B：未達成",
        "※Ａ：達成　Ｂ：未達成",
        "※Ａ：達成 Ｂ：未達成",
        "A：達成 B：未達成",
        "A：達成　B：未達成",
        "Ａ：達成　Ｂ：未達成",
    ] {
        text = text.replace(legend, "");
    }
    trim(&text).to_owned()
}
