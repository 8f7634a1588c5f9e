//! 経営課題・施策・事業: which issue the lines speak of.

use super::{MEMORY, Reader, heading::Frame, place::Class};
use crate::{
    dictionary::Meaning,
    document::{Action, Issue, Section},
    label::unquoted,
    mark::{Style, leading},
    outline::Entry,
    words::{key, trim, without_tail_bracket},
};

impl Reader<'_> {
    /// Opens an issue, or goes on with it where a later page comes back to it.
    pub(super) fn open_issue(&mut self, number: Option<&str>, title: &str, line: usize) {
        self.places.put(line, Class::Value);
        let title = self.without_section(clean_title(title), line);
        let at = self.statement_at(line);
        let Some(statement) = self.document.statements.get_mut(at) else { return };
        let recent = statement.issues.len().saturating_sub(MEMORY);
        let held = statement.issues.iter().enumerate().skip(recent);
        let found = held.filter(|(_, issue)| is_same(issue, number, &title)).map(|(at, _)| at).next();
        let index = found.unwrap_or_else(|| {
            statement.issues.push(Issue { number: number.map(str::to_owned), line, ..Issue::default() });
            statement.issues.len() - 1
        });
        if let Some(issue) =
            statement.issues.get_mut(index).filter(|issue| issue.title.is_none() && !title.is_empty())
        {
            issue.title = Some(title);
        }
        self.issue = Some(index);
        self.indicator = None;
    }

    /// 「見守り事業（福祉課）」 in a document without statements of its own: the section in brackets states it.
    fn without_section(&mut self, title: String, line: usize) -> String {
        let Some((head, section)) = without_tail_bracket(&title) else { return title };
        let open = self.statement.and_then(|at| self.document.statements.get(at));
        let named = open.is_some_and(|open| open.organisation.is_some() && !self.sections_in_titles);
        if named
            || !crate::organisation::is_name(section)
            || !trim(section).ends_with(['課', '室', '局', '部', '所'])
        {
            return title;
        }
        let head = head.to_owned();
        self.sections_in_titles = true;
        let unnamed = open.filter(|open| open.organisation.is_none() && open.issues.is_empty());
        match unnamed.and(self.statement).and_then(|at| self.document.statements.get_mut(at)) {
            Some(open) => open.organisation = Some(section.to_owned()),
            None => {
                let found = crate::organisation::Headed { name: section.to_owned(), ..Default::default() };
                self.statement = Some(self.statement_of(&found, line));
            }
        }
        head
    }

    /// The open issue; where none is, the nearest heading becomes one, else an issue without a name.
    pub(super) fn issue_mut(&mut self, line: usize) -> Option<&mut Issue> {
        if self.issue.is_none() {
            let frame = self
                .stack
                .iter()
                .rev()
                .find(|frame| frame.rank > 100 && matches!(frame.meaning, None | Some(Meaning::Group)))
                .cloned();
            match frame {
                Some(frame) => {
                    let first = self.first_field;
                    self.open_issue(frame.number.as_deref(), &frame.label, frame.line);
                    self.first_field = first;
                }
                None => self.open_issue(None, "", line),
            }
        }
        self.open_issue_mut()
    }

    pub(super) fn open_issue_mut(&mut self) -> Option<&mut Issue> {
        let (at, index) = (self.statement?, self.issue?);
        self.document.statements.get_mut(at)?.issues.get_mut(index)
    }

    /// 「事業名：…」, 「事業番号：…」: a record's own labels, in either order.
    pub(super) fn issue_label(&mut self, entry: &Entry, meaning: Meaning, value: &str) {
        let (number, title) = match meaning {
            Meaning::IssueNumber => (Some(trim(value).to_owned()), String::new()),
            _ => numbered_title(value),
        };
        let waits = self.open_issue_mut().is_some_and(|issue| {
            if number.is_some() && title.is_empty() { issue.number.is_none() } else { issue.title.is_none() }
        });
        if !waits {
            self.close(400);
            self.open_issue(number.as_deref(), &title, entry.line());
            self.stack.push(Frame {
                rank: 400,
                style: Style::Label,
                meaning: Some(Meaning::Issue),
                number: None,
                label: title,
                line: entry.line(),
                filled: true,
            });
        } else if let Some(issue) = self.open_issue_mut() {
            issue.number = issue.number.take().or(number);
            issue.title = issue.title.take().or((!title.is_empty()).then_some(title));
        }
        self.place(entry, Class::Value);
    }

    /// 具体的取組1-1-1 …
    pub(super) fn open_action(&mut self, number: Option<String>, title: &str, line: usize) {
        let title = clean_title(title);
        self.places.put(line, Class::Value);
        if let Some(issue) = self.issue_mut(line)
            && !issue
                .actions
                .iter()
                .any(|action| action.number == number && action.title.as_deref() == Some(&title))
        {
            issue.actions.push(Action {
                number,
                title: (!title.is_empty()).then_some(title),
                texts: Vec::new(),
                line,
            });
        }
    }

    /// Words of the present measure, else of a nameless one.
    pub(super) fn action_text(&mut self, entry: &Entry, text: &str) {
        self.place(entry, Class::Value);
        let inside = self.stack.iter().any(|frame| frame.meaning == Some(Meaning::Measure));
        let line = entry.line();
        if self.issue.is_none()
            && self.statement.is_some()
            && !self.stack.iter().any(|frame| frame.meaning.is_none() && frame.rank > 100)
        {
            return self.section_text(entry, text);
        }
        self.budget_of_action(entry, text);
        let Some(issue) = self.issue_mut(line) else { return };
        if issue.actions.is_empty()
            || !inside && issue.actions.last().is_some_and(|action| action.title.is_some())
        {
            issue.actions.push(Action { line, ..Action::default() });
        }
        if let Some(action) = issue.actions.last_mut() {
            action.texts.push(text.to_owned());
        }
    }
}

impl Reader<'_> {
    /// 「冊子の作成（1,200千円）」 under 主な具体的取組（３年度予算額）: the amount belongs to the issue.
    fn budget_of_action(&mut self, entry: &Entry, text: &str) {
        let own = leading_amount(text, self.statement_year());
        if !own.is_empty() {
            return self.budgets(entry, own);
        }
        let frame = self.stack.iter().rev().find(|frame| frame.meaning == Some(Meaning::Measures));
        let labels =
            frame.and_then(|frame| without_tail_bracket(&frame.label)).map(|(_, inside)| inside.to_owned());
        let context = labels.and_then(|inside| super::budget::label(&inside, self.statement_year()));
        let amount = without_tail_bracket(text).map(|(_, inside)| inside);
        let (Some(context), Some(amount)) = (context.filter(|it| it.kind.is_some()), amount) else { return };
        let found = super::budget::amounts(&[amount], self.statement_year(), &context);
        if !found.is_empty() {
            self.budgets(entry, found);
        }
    }

    /// Where a document has only 取組 and no 戦略, the measures are what it will do about the problem.
    pub(super) fn strategies_of_measures(&mut self) {
        let issues = self.document.statements.iter_mut().flat_map(|statement| &mut statement.issues);
        for issue in issues.filter(|issue| issue.strategies.is_empty()) {
            let nameless =
                issue.actions.iter().filter(|action| action.title.is_none() && action.number.is_none());
            issue.strategies = nameless.flat_map(|action| action.texts.clone()).collect();
        }
    }
}

/// 「（２年度予算額　6,540千円）・訪問指導」: the money of the measures, in a bracket with its label.
fn leading_amount(text: &str, year: Option<plan::fiscal_year::FiscalYear>) -> Vec<crate::document::Budget> {
    let inside = text.split_once(['（', '(']).and_then(|(before, rest)| {
        let inside = rest.split_once(['）', ')'])?.0;
        trim(before).is_empty().then_some(inside)
    });
    inside.map(|inside| super::budget::line(inside, year)).unwrap_or_default()
}

impl Reader<'_> {
    /// 「現状と課題」 of a whole department, above its issues: words of the statement, not an issue without a name.
    pub(super) fn general_words(&mut self) {
        for statement in &mut self.document.statements {
            let named = statement.issues.iter().any(|issue| issue.number.is_some() || issue.title.is_some());
            let mut kept = Vec::new();
            for issue in std::mem::take(&mut statement.issues) {
                if named && is_general(&issue) {
                    let money = issue.budgets.iter().map(|budget| budget.raw.clone()).collect();
                    let texts = [issue.problems, issue.strategies, money].concat();
                    statement.sections.push(Section { heading: String::new(), texts, line: issue.line });
                    statement.sections.extend(issue.sections);
                } else {
                    kept.push(issue);
                }
            }
            statement.issues = kept;
        }
    }
}

/// No number, no title, no indicator.
fn is_general(issue: &Issue) -> bool {
    issue.number.is_none() && issue.title.is_none() && issue.indicators.is_empty() && issue.actions.is_empty()
}

fn is_same(issue: &Issue, number: Option<&str>, title: &str) -> bool {
    let held = issue.title.as_deref().unwrap_or("");
    let titles = held.is_empty() || title.is_empty() || held == title || key(held) == key(title);
    match (issue.number.as_deref(), number) {
        (Some(held), Some(number)) => (held == number || key(held) == key(number)) && titles,
        (None, None) => key(held) == key(title),
        _ => !title.is_empty() && key(held) == key(title),
    }
}

/// `施策3 公園の整備`, `3 公園の整備`: a number may stand in the title.
fn numbered_title(value: &str) -> (Option<String>, String) {
    match leading(value) {
        Some(marked) if marked.style.is_enumerator() => {
            (marked.number.map(str::to_owned), clean_title(marked.text))
        }
        _ => (None, clean_title(value)),
    }
}

fn clean_title(title: &str) -> String {
    let title = trim(title.trim_matches([':', '：']));
    match leading(title) {
        Some(marked) if matches!(marked.style, Style::Bracket(_)) && marked.after.is_empty() => {
            marked.text.to_owned()
        }
        _ => unquoted(title).to_owned(),
    }
}
