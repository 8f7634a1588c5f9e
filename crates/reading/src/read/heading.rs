//! 見出しの位置: a stack of open headings says what a line is about.

use super::{Reader, place::Class};
use crate::{
    dictionary::Meaning,
    mark::Style,
    outline::{Entry, Heading},
    words::trim,
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
pub(super) fn is_text_field(meaning: Meaning) -> bool {
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
                self.unknown(entry, heading);
            } else {
                self.text(entry);
            };
        }
        let meaning = self.resolve(&heading.named.meanings, &heading.named.value);
        if self.is_item_after_all(index, heading, meaning) {
            return self.text(entry);
        }
        self.furniture = None;
        self.known(entry, heading, meaning);
    }

    /// Of several meanings the one that fits the place: 目標 is a vision, an indicator or the target of one.
    pub(super) fn resolve(&self, meanings: &[Meaning], value: &str) -> Meaning {
        use Meaning as M;
        let has = |meaning| meanings.contains(&meaning);
        let figure = super::figure::is_bare(value);
        let short = trim(value).chars().count() <= 8 && !value.is_empty();
        let waits = self.current_indicator().is_some();
        let inside = self.in_issue();
        if inside
            && waits
            && figure
            && let Some(found) = [M::Target, M::Actual, M::Baseline].into_iter().find(|meaning| has(*meaning))
        {
            return found;
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
            self.open_issue(heading.named.number.as_deref(), &heading.named.label, entry.line());
        }
        if rank <= 100 {
            self.statement = None;
        }
    }

    fn known(&mut self, entry: &Entry, heading: &Heading, meaning: Meaning) {
        let meaning = self.of_other_year(meaning, &heading.named);
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
                self.open_issue(heading.named.number.as_deref(), &heading.named.label, entry.line());
            }
            Meaning::Measure => {
                self.open_action(heading.named.number.clone(), &heading.named.label, entry.line());
            }
            Meaning::Budgets => {
                self.indicator = None;
                return self.budget_label(entry);
            }
            Meaning::Problems | Meaning::Strategies | Meaning::Measures => self.indicator = None,
            Meaning::Outcomes | Meaning::Processes | Meaning::Results | Meaning::Container => {
                self.indicator = None;
            }
            _ => {}
        }
        if !trim(&value).is_empty() {
            self.fill(entry, &value);
        }
    }

    /// 「令和5年度実績　68.5％」 in a document of 令和7年度 is no actual of its own year.
    fn of_other_year(&self, meaning: Meaning, named: &crate::label::Named) -> Meaning {
        let result = matches!(meaning, Meaning::Actual | Meaning::Results);
        let year = crate::year::without_year(&named.label).0.filter(|_| result && !named.value.is_empty());
        let (Some(year), Some(document), Some(_)) = (year, self.statement_year(), self.current_indicator())
        else {
            return meaning;
        };
        match document.year() - year.year() {
            1 => Meaning::Previous,
            2.. => Meaning::Baseline,
            _ => meaning,
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
