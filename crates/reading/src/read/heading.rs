//! 見出しの位置: a stack of open headings says what a line is about.

use super::{Reader, place::Class};
use crate::{
    dictionary::Meaning,
    mark::Style,
    outline::{Entry, Heading, Kind},
    words::{is_sentence, trim},
};

/// 開いている見出し.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Smaller is higher.
    pub rank: u16,
    pub style: Style,
    /// `None` for a heading that the dictionary does not know.
    pub meaning: Option<Meaning>,
    pub number: Option<String>,
    pub label: String,
    pub line: usize,
    /// Something already stands under it.
    pub filled: bool,
}

/// Fields of one issue: what makes a heading above them an issue.
pub(super) fn is_issue_field(meaning: Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Problems
            | M::Strategies
            | M::Outcomes
            | M::Processes
            | M::Results
            | M::Previous
            | M::Budgets
            | M::Measures
            | M::IndicatorName
            | M::Target
            | M::Actual
    )
}

/// Fields whose lines are words: numbered lines in them may be items.
fn is_text_field(meaning: Meaning) -> bool {
    use Meaning as M;
    is_statement_field(meaning)
        || matches!(
            meaning,
            M::Problems | M::Strategies | M::Measures | M::SelfEvaluation | M::FutureDirection | M::Section
        )
}

/// Fields of a whole statement.
pub(super) fn is_statement_field(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Vision | Meaning::Mission | Meaning::Policy)
}

/// Labels that stand with one value and open nothing.
pub(super) fn is_record_label(meaning: Meaning) -> bool {
    use Meaning as M;
    matches!(
        meaning,
        M::Head
            | M::Year
            | M::IssueNumber
            | M::IndicatorName
            | M::Target
            | M::Actual
            | M::Judgement
            | M::Unit
            | M::Baseline
            | M::Rate
            | M::Due
            | M::Organisation
            | M::IssueTitle
    )
}

fn rank(meaning: Meaning) -> u16 {
    use Meaning as M;
    match meaning {
        M::Organisations => 50,
        M::Organisation => 100,
        M::Sheet | M::Container => 150,
        M::IssueList => 200,
        M::Vision | M::Mission | M::Policy | M::SelfEvaluation | M::FutureDirection => 300,
        M::Group => 350,
        M::Issue | M::IssueTitle => 400,
        M::StrategyHeading => 500,
        M::Measure => 600,
        _ => 700,
    }
}

impl Reader<'_> {
    pub(super) fn heading(&mut self, index: usize, entry: &Entry, heading: &Heading) {
        let known = heading.organisation.is_some() || !heading.named.meanings.is_empty();
        if self.is_in_furniture(index, entry, known) {
            return self.furniture_text(entry, self.furniture == Some(true));
        }
        if let Some(organisation) = &heading.organisation {
            if self.is_running_head(organisation) {
                return self.place(entry, Class::Markup);
            }
            if self.opens_statement(entry, heading) {
                self.furniture = None;
                return self.organisation(entry, heading.style, organisation);
            }
        }
        if heading.named.meanings.is_empty() {
            return if self.is_heading(index, entry, heading) {
                self.unknown(entry, heading)
            } else {
                self.text(entry)
            };
        }
        let meaning = self.resolve(&heading.named.meanings, &heading.named.value);
        if self.is_item_after_all(index, heading, meaning) {
            return self.text(entry);
        }
        self.furniture = None;
        self.known(entry, heading, meaning);
    }

    /// Below お問い合わせ: everything up to a known heading; the name of the section in charge looks like a heading too.
    fn is_in_furniture(&self, index: usize, entry: &Entry, known: bool) -> bool {
        let Some(expected) = self.furniture else { return false };
        let next_opens = self.entries.get(index + 1).is_some_and(|next| match &next.kind {
            Kind::Heading(next) => !next.named.meanings.is_empty(),
            Kind::Row { .. } | Kind::Text(_) => true,
            _ => false,
        });
        let named = expected
            && self.document.page.contact.is_none()
            && crate::furniture::is_contact_name(&entry.text)
            && !next_opens;
        !known || named
    }

    /// Of several meanings the one that fits the place: 目標 is a vision, an indicator or the target of one.
    pub(super) fn resolve(&self, meanings: &[Meaning], value: &str) -> Meaning {
        use Meaning as M;
        let has = |meaning| meanings.contains(&meaning);
        let figure = super::figure::is_bare(value);
        let short = trim(value).chars().count() <= 8 && !value.is_empty();
        let waits = self.current_indicator().is_some();
        let inside = self.in_issue();
        if inside && waits && figure {
            if let Some(found) = [M::Target, M::Actual, M::Baseline].into_iter().find(|meaning| has(*meaning))
            {
                return found;
            }
        }
        if inside && waits && has(M::Judgement) && short {
            return M::Judgement;
        }
        let first = |wanted: fn(Meaning) -> bool| {
            meanings.iter().copied().find(|meaning| wanted(*meaning) && !is_record_label(*meaning))
        };
        let found = if inside { first(is_issue_field) } else { first(is_statement_field) };
        found.or_else(|| first(|_| true)).or_else(|| meanings.first().copied()).unwrap_or(M::Section)
    }

    /// Whether an issue is open, or a heading that may be one.
    pub(super) fn in_issue(&self) -> bool {
        let list = self.stack.iter().any(|frame| frame.meaning == Some(Meaning::IssueList));
        self.stack.iter().any(|frame| match frame.meaning {
            Some(Meaning::Issue | Meaning::IssueTitle) => true,
            None | Some(Meaning::Group) => list || self.issue.is_some(),
            _ => false,
        })
    }

    /// A numbered word inside a list of its own field is an item: 「課題1 …」 under 課題.
    fn is_item_after_all(&self, index: usize, heading: &Heading, meaning: Meaning) -> bool {
        let Some(number) = &heading.named.number else { return false };
        let weak =
            matches!(meaning, Meaning::Issue | Meaning::Group | Meaning::StrategyHeading | Meaning::Measure);
        let strong = heading.named.label.is_empty() || self.text_begins_strong(index);
        if !weak || strong || number.chars().count() > 2 {
            return false;
        }
        self.field().is_some_and(is_text_field) && !self.opens_fields(index, heading.style)
    }

    /// 経営課題, 重点課題 … always are headings; 課題, 目標, 取組 may begin an item.
    fn text_begins_strong(&self, index: usize) -> bool {
        let text = self.entries.get(index).map_or("", |entry| entry.text.as_str());
        ["経営", "重点", "主要", "個別", "政策", "組織", "具体的"]
            .iter()
            .any(|word| text.chars().take(4).collect::<String>().contains(word))
    }

    /// Whether the next known heading below is the first field of an issue.
    fn opens_fields(&self, index: usize, style: Style) -> bool {
        for entry in self.entries.iter().skip(index + 1).take(14) {
            let found = match &entry.kind {
                Kind::Heading(next) if next.organisation.is_some() => return false,
                Kind::Heading(next) if !next.named.meanings.is_empty() => next.named.meanings.clone(),
                Kind::Heading(next) if next.style == style => return false,
                Kind::Text(Some(found)) if *found == style => return false,
                Kind::Row { cells, .. } => cells
                    .iter()
                    .find(|cell| !cell.is_empty())
                    .map(|cell| super::row::meanings(cell))
                    .unwrap_or_default(),
                _ => continue,
            };
            if found.is_empty() {
                continue;
            }
            if found.contains(&Meaning::Issue) {
                return true;
            }
            let fresh = self.first_field.is_none_or(|first| found.contains(&first)) || !self.in_issue();
            return found.iter().any(|meaning| is_issue_field(*meaning)) && fresh;
        }
        false
    }

    /// Decides about a candidate: by what stands around it.
    fn is_heading(&self, index: usize, entry: &Entry, heading: &Heading) -> bool {
        let style = heading.style;
        if matches!(style, Style::Hash(_) | Style::Chapter)
            || self.opens_fields(index, style)
                && (style != Style::Bare || entry.blank_before || self.top() == Some(Meaning::IssueList))
        {
            return true;
        }
        if self.is_indicator_name(index) {
            return false;
        }
        let sibling = self.stack.iter().rev().find(|frame| frame.style == style);
        let filled = self.stack.last().is_some_and(|frame| frame.filled);
        let in_list = self.field().is_some();
        match style {
            Style::Bare if in_list => entry.blank_before && entry.blank_after && filled && sibling.is_some(),
            Style::Bare => entry.blank_before && !is_sentence(&entry.text),
            Style::Bracket(_) => true,
            style if style.is_enumerator() => match sibling.and_then(|frame| frame.number.as_deref()) {
                Some(before) => follows(before, heading.named.number.as_deref().unwrap_or("")),
                None => !in_list && !self.is_run(index, style),
            },
            _ if in_list => {
                sibling.is_some() || (!self.is_run(index, style) && heading.named.label.chars().count() <= 30)
            }
            _ => !self.is_run(index, style),
        }
    }

    /// In a field of indicators, a line above 目標 and 実績 is the name of one.
    fn is_indicator_name(&self, index: usize) -> bool {
        let inside = matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes));
        let labelled = self.entries.get(index + 1).is_some_and(|next| match &next.kind {
            Kind::Heading(next) => next.named.meanings.iter().any(|it| {
                matches!(it, Meaning::Target | Meaning::Actual | Meaning::Baseline | Meaning::Unit)
            }),
            _ => false,
        });
        inside && labelled
    }

    /// The line before or after has the same mark: then both are items of a list.
    fn is_run(&self, index: usize, style: Style) -> bool {
        let same = |entry: Option<&Entry>| {
            entry.is_some_and(|entry| match &entry.kind {
                Kind::Text(found) => *found == Some(style),
                Kind::Heading(next) => {
                    next.style == style && next.named.meanings.is_empty() && next.organisation.is_none()
                }
                _ => false,
            })
        };
        same(self.entries.get(index + 1))
            || index.checked_sub(1).is_some_and(|before| same(self.entries.get(before)))
    }

    fn top(&self) -> Option<Meaning> {
        self.stack.last().and_then(|frame| frame.meaning)
    }

    /// 見出し without a meaning: a sibling of the open heading with its mark, else a child of the innermost.
    fn unknown(&mut self, entry: &Entry, heading: &Heading) {
        self.place(entry, Class::Markup);
        self.grid = None;
        // A list that has no issue yet takes the first heading below it, even one with its own mark.
        let empty_list = |at: usize, frame: &Frame| {
            frame.meaning == Some(Meaning::IssueList) && at + 1 == self.stack.len() && !frame.filled
        };
        let sibling = self
            .stack
            .iter()
            .enumerate()
            .rposition(|(at, frame)| frame.style == heading.style && !empty_list(at, frame));
        let (rank, meaning) = match sibling.and_then(|at| self.stack.get(at).cloned()) {
            Some(frame) => {
                self.close(frame.rank);
                (frame.rank, frame.meaning.filter(|meaning| *meaning == Meaning::Issue))
            }
            None if self.top() == Some(Meaning::IssueList) => (rank(Meaning::Issue), Some(Meaning::Issue)),
            None => (self.stack.last().map_or(120, |frame| frame.rank + 1), None),
        };
        self.push(entry, heading, rank, meaning);
        if meaning == Some(Meaning::Issue) {
            self.open_issue(heading.named.number.clone(), &heading.named.label, entry.line());
        }
        if rank <= 100 {
            self.statement = None;
        }
    }

    fn known(&mut self, entry: &Entry, heading: &Heading, meaning: Meaning) {
        self.place(entry, Class::Markup);
        self.grid = None;
        let mut value = heading.named.value.clone();
        if meaning == Meaning::IndicatorName && heading.named.number.is_some() {
            value = format!("{}{value}", heading.named.label);
            return self.numbered_indicator(entry, &value);
        }
        if is_record_label(meaning) && !(meaning == Meaning::IssueTitle && value.is_empty()) {
            return self.label_value_of(entry, meaning, &heading.named.label, &value);
        }
        if self.inline_result(entry, heading, meaning) {
            return;
        }
        let meaning = self.demoted(meaning, heading.style);
        let rank = self.rank_of(meaning);
        self.close(rank);
        self.push(entry, heading, rank, Some(meaning));
        match meaning {
            Meaning::Issue => {
                self.open_issue(heading.named.number.clone(), &heading.named.label, entry.line())
            }
            Meaning::Measure => {
                self.open_action(heading.named.number.clone(), &heading.named.label, entry.line())
            }
            Meaning::Budgets => return self.budget_label(entry),
            Meaning::Outcomes | Meaning::Processes | Meaning::Results => self.indicator = None,
            _ => {}
        }
        if !trim(&value).is_empty() {
            self.fill(entry, &value);
        }
    }

    /// 「実績：26.3％」 below an indicator is its result; the field of indicators goes on.
    fn inline_result(&mut self, entry: &Entry, heading: &Heading, meaning: Meaning) -> bool {
        let figures = matches!(self.field(), Some(Meaning::Outcomes | Meaning::Processes));
        let result = matches!(meaning, Meaning::Results | Meaning::Previous);
        if !figures || !result || heading.named.value.is_empty() || self.current_indicator().is_none() {
            return false;
        }
        let item = crate::item::unmarked(&heading.named.value);
        if meaning == Meaning::Previous {
            self.record(entry, meaning, &item.text);
        } else {
            self.own_result(entry, &item);
        }
        true
    }

    /// めざす姿 of one issue is no vision of the whole statement.
    fn demoted(&self, meaning: Meaning, style: Style) -> Meaning {
        let issue = self.stack.iter().rposition(|frame| frame.meaning == Some(Meaning::Issue));
        let Some(at) = issue.filter(|_| is_statement_field(meaning)) else { return meaning };
        let level = self.stack.iter().take(at + 1).any(|frame| frame.style == style) || style == Style::Bare;
        if level { meaning } else { Meaning::Section }
    }

    fn rank_of(&self, meaning: Meaning) -> u16 {
        let inside = self.stack.iter().any(|frame| frame.meaning == Some(Meaning::Issue));
        match meaning {
            Meaning::SelfEvaluation | Meaning::FutureDirection if inside => 700,
            Meaning::Container if inside => 690,
            meaning => rank(meaning),
        }
    }

    /// Closes all headings of this rank and below.
    pub(super) fn close(&mut self, rank: u16) {
        let keep = self.stack.iter().position(|frame| frame.rank >= rank).unwrap_or(self.stack.len());
        self.stack.truncate(keep);
        if rank <= 400 {
            self.issue = None;
            self.indicator = None;
            self.first_field = None;
        }
    }

    pub(super) fn push(&mut self, entry: &Entry, heading: &Heading, rank: u16, meaning: Option<Meaning>) {
        if meaning == Some(Meaning::Results) {
            self.results_part = true;
        } else if meaning
            .is_some_and(|it| is_statement_field(it) || matches!(it, Meaning::IssueList | Meaning::Problems))
        {
            self.results_part = false;
        }
        if let Some(meaning) = meaning.filter(|meaning| is_issue_field(*meaning)) {
            self.first_field.get_or_insert(meaning);
        }
        self.stack.push(Frame {
            rank,
            style: heading.style,
            meaning,
            number: heading.named.number.clone(),
            label: heading.named.label.clone(),
            line: entry.line(),
            filled: false,
        });
    }

    /// The innermost heading with a field, less group headings inside it.
    pub(super) fn field(&self) -> Option<Meaning> {
        self.stack.iter().rev().find_map(|frame| frame.meaning).filter(|meaning| {
            rank(*meaning) >= 300
                && !matches!(
                    meaning,
                    Meaning::Group | Meaning::Issue | Meaning::StrategyHeading | Meaning::Measure
                )
        })
    }
}

/// `2` follows `1`, `②` follows `①`, `イ` follows `ア`.
fn follows(before: &str, number: &str) -> bool {
    let value = |text: &str| {
        let last = crate::words::folded(text);
        let digits: String = last
            .chars()
            .rev()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .chars()
            .rev()
            .collect();
        digits.parse::<u32>().ok().or_else(|| {
            text.chars()
                .last()
                .map(|c| if crate::words::is_kana(c) { u32::from(c) / 2 } else { u32::from(c) })
        })
    };
    matches!((value(before), value(number)), (Some(before), Some(number)) if number == before + 1)
}
