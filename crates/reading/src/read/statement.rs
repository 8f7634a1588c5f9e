//! 運営方針: one statement for each organisation and year.

use super::{MEMORY, Reader, heading::Frame, place::Class};
use crate::{
    dictionary::Meaning,
    document::{Passage, Statement},
    mark::Style,
    organisation::{Headed, headed, is_name},
    outline::{Entry, Heading},
    words::{key, trim},
};

impl Reader<'_> {
    /// Whether a line with the form of an organisation's name begins its statement here.
    pub(super) fn opens_statement(&self, entry: &Entry, heading: &Heading) -> bool {
        let below = self.stack.last().is_some_and(|frame| {
            !frame.filled
                && (frame.meaning.is_none() && frame.rank > 100 || frame.meaning == Some(Meaning::Section))
        });
        let list = heading.organisation.as_ref().is_some_and(|it| it.name.contains('、'));
        if heading.style == Style::Bare && !entry.blank_before && (below || list) {
            return false;
        }
        if heading.style != Style::Bare || self.field().is_none() || entry.blank_before {
            return true;
        }
        let same = |frame: &Frame| frame.meaning == Some(Meaning::Organisation) && frame.style == Style::Bare;
        self.stack.iter().any(same)
            && heading
                .organisation
                .as_ref()
                .is_some_and(|it| it.year.is_some() || key(&it.name) == key(&entry.text))
    }

    /// The heading of the open statement once more, at the top of a page.
    pub(super) fn is_running_head(&self, found: &Headed) -> bool {
        let open = self.statement.and_then(|at| self.document.statements.get(at));
        found.year.is_some()
            && found.head.is_none()
            && self.field().is_some()
            && open.is_some_and(|open| {
                open.organisation.as_deref().map(key) == Some(key(&found.name))
                    && open.fiscal_year == found.year
            })
    }

    /// Opens the statement of an organisation, or goes on with it where a page repeats its heading.
    pub(super) fn organisation(&mut self, entry: &Entry, style: Style, found: &Headed) {
        self.place(entry, Class::Value);
        if let (Some(head), true) = (&found.head, self.is_title_of_open(&found.name)) {
            return self.head(entry, head);
        }
        if self.document.municipality.is_none() {
            self.document.municipality.clone_from(&found.municipality);
        }
        let year = found.year.or(self.year);
        if self.year.is_none() {
            self.year = found.year;
        }
        let same = self.statement.and_then(|at| self.document.statements.get(at)).is_some_and(|open| {
            open.organisation.as_deref().map(key) == Some(key(&found.name))
                && (found.year.is_none() || found.year == open.fiscal_year)
        });
        if !same {
            self.close(100);
            let at = self
                .find_statement(found, year)
                .unwrap_or_else(|| self.new_statement(found, year, entry.line()));
            self.statement = Some(at);
            self.push_organisation(style, &found.name, entry.line());
        }
        let at = self.statement;
        if let (Some(statement), Some(head)) =
            (at.and_then(|at| self.document.statements.get_mut(at)), &found.head)
        {
            statement.head.get_or_insert_with(|| head.clone());
        }
    }

    /// 「会計管理者 山田 太郎」 below 会計課: the post of its head, not the next organisation.
    fn is_title_of_open(&self, name: &str) -> bool {
        let open = self.statement.and_then(|at| self.document.statements.get(at));
        name.ends_with("管理者")
            && open.is_some_and(|open| {
                let own = open.organisation.as_deref().unwrap_or("");
                own.starts_with(name.trim_end_matches("管理者")) && own != name && open.head.is_none()
            })
    }

    fn push_organisation(&mut self, style: Style, name: &str, line: usize) {
        self.stack.push(Frame {
            rank: 100,
            style,
            meaning: Some(Meaning::Organisation),
            number: None,
            label: name.to_owned(),
            line,
            filled: false,
        });
    }

    /// The statement of an organisation in the document's year, an old one or a new one.
    pub(super) fn statement_of(&mut self, found: &Headed, line: usize) -> usize {
        self.find_statement(found, self.year).unwrap_or_else(|| self.new_statement(found, self.year, line))
    }

    fn find_statement(&self, found: &Headed, year: Option<plan::fiscal_year::FiscalYear>) -> Option<usize> {
        self.document.statements.iter().take(MEMORY).position(|held| {
            let named = held.organisation.as_deref().map(key) == Some(key(&found.name));
            named && (held.fiscal_year == year || year.is_none())
        })
    }

    fn new_statement(
        &mut self,
        found: &Headed,
        year: Option<plan::fiscal_year::FiscalYear>,
        line: usize,
    ) -> usize {
        self.document.statements.push(Statement {
            organisation: Some(found.name.clone()),
            fiscal_year: year,
            line,
            ..Statement::default()
        });
        self.document.statements.len() - 1
    }

    /// The open statement; where none is, one without a name, which later lines may give.
    pub(super) fn statement_at(&mut self, line: usize) -> usize {
        if let Some(at) = self.statement {
            return at;
        }
        self.document.statements.push(Statement { fiscal_year: self.year, line, ..Statement::default() });
        let at = self.document.statements.len() - 1;
        self.statement = Some(at);
        at
    }

    /// 「担当課：総務課」: names the statement, or is a fact about the issue when it has a name already.
    pub(super) fn organisation_label(&mut self, entry: &Entry, label: &str, value: &str) {
        let value = trim(value);
        let related = crate::words::without_tail_bracket(value)
            .filter(|(_, inside)| inside.starts_with("関係") || inside.starts_with("関連"));
        let value = related.map_or(value, |(head, _)| head);
        let above = self.labelled_organisation;
        self.labelled_organisation =
            above.filter(|at| entry.line().abs_diff(*at) <= 1).or(Some(entry.line()));
        let read = headed(value).unwrap_or_else(|| Headed { name: value.to_owned(), ..Headed::default() });
        let open = self.statement.and_then(|at| self.document.statements.get(at));
        let unnamed = open.is_some_and(|statement| statement.organisation.is_none());
        let other = open.is_some_and(|open| open.organisation.as_deref().map(key) != Some(key(&read.name)));
        if other && !unnamed && is_name(&read.name) && (self.is_fresh_issue() || is_department_label(label)) {
            return self.next_statement(entry, &read);
        }
        if self.is_section_of(label, &read.name, entry) {
            self.place(entry, Class::Value);
            if let Some(statement) = self.statement.and_then(|at| self.document.statements.get_mut(at)) {
                statement.organisation = Some(read.name);
                statement.head = read.head.or(statement.head.take());
            }
            return;
        }
        let named = open.is_some() && !unnamed;
        if named && (!is_name(&read.name) || self.issue.is_some()) {
            return self.keep_section(entry, label.to_owned(), entry.line(), value);
        }
        if !unnamed {
            return self.organisation(entry, Style::Label, &read);
        }
        self.place(entry, Class::Value);
        if let Some(statement) = self.statement.and_then(|at| self.document.statements.get_mut(at)) {
            statement.organisation = Some(read.name);
            statement.head = statement.head.take().or(read.head);
        }
    }

    /// 「主管部 福祉部 | 主管課 長寿課」: the section in charge is the one that states.
    fn is_section_of(&self, label: &str, name: &str, entry: &Entry) -> bool {
        let Some(at) = self.labelled_organisation.filter(|at| entry.line().abs_diff(*at) <= 1) else {
            return false;
        };
        let held = self.statement.and_then(|at| self.document.statements.get(at));
        let above = held
            .and_then(|held| held.organisation.as_deref())
            .is_some_and(|held| trim(held).ends_with(['部', '局']) && key(held) != key(name));
        at <= entry.line()
            && above
            && key(label).contains('課')
            && is_name(name)
            && trim(name).ends_with(['課', '室'])
    }

    /// Whether the open issue has nothing but a name yet: then the label above may speak of another organisation.
    fn is_fresh_issue(&self) -> bool {
        let statement = self.statement.and_then(|at| self.document.statements.get(at));
        let Some((open, at)) = statement.zip(self.issue) else { return false };
        open.issues.len() > 1
            && at + 1 == open.issues.len()
            && open.issues.get(at).is_some_and(|issue| {
                issue.problems.is_empty()
                    && issue.strategies.is_empty()
                    && issue.indicators.is_empty()
                    && issue.budgets.is_empty()
            })
    }

    /// Begins the statement of another organisation; an issue that was only named goes with it.
    fn next_statement(&mut self, entry: &Entry, found: &Headed) {
        let fresh = self.is_fresh_issue();
        let old = self.statement.and_then(|at| self.document.statements.get_mut(at));
        let moved = if fresh { old.and_then(|open| open.issues.pop()) } else { None };
        let frames: Vec<Frame> =
            self.stack.iter().filter(|frame| fresh && frame.rank >= 400).cloned().collect();
        self.organisation(entry, Style::Label, found);
        let Some(issue) = moved else { return };
        if let Some(statement) = self.statement.and_then(|at| self.document.statements.get_mut(at)) {
            statement.issues.push(issue);
            self.issue = Some(statement.issues.len() - 1);
        }
        self.stack.extend(frames);
    }

    /// Statements without a word are none; those without an organisation are prose, where others have one.
    pub(super) fn drop_empty_statements(&mut self) {
        let named = self
            .document
            .statements
            .iter()
            .any(|statement| statement.organisation.is_some() && !is_empty(statement));
        let mut kept = Vec::new();
        for (at, statement) in std::mem::take(&mut self.document.statements).into_iter().enumerate() {
            let prose = statement.organisation.is_none() && named;
            let title = at == 0 && statement.organisation.is_some() && !named;
            if (is_empty(&statement) && !title) || prose {
                self.demote(at, &statement);
            } else {
                kept.push(statement);
            }
        }
        self.document.statements = kept;
    }

    fn demote(&mut self, at: usize, statement: &Statement) {
        if statement.organisation.is_some() {
            self.places.set(statement.line, Class::Markup);
        }
        for (_, line, text) in self.log.iter().filter(|(of, _, _)| *of == at) {
            self.places.set(*line, Class::Narrative);
            self.document.narrative.push(Passage { line: *line, text: text.clone() });
        }
        for issue in &statement.issues {
            let texts = issue
                .problems
                .iter()
                .chain(&issue.strategies)
                .chain(issue.indicators.iter().map(|it| &it.text));
            for text in texts {
                self.document.narrative.push(Passage { line: issue.line, text: text.clone() });
            }
        }
    }
}

/// 部名, 部局, 所属 name the statement itself; 担当課 may belong to an issue.
fn is_department_label(label: &str) -> bool {
    let label = key(label);
    ["部名", "部課", "局名", "区名", "部局", "所属", "組織", "室名"]
        .iter()
        .any(|word| label.starts_with(word))
        || label == "部"
}

fn is_empty(statement: &Statement) -> bool {
    let lists = [
        &statement.vision,
        &statement.mission,
        &statement.policy,
        &statement.self_evaluation,
        &statement.future_direction,
    ];
    lists.iter().all(|list| list.is_empty())
        && statement.issues.is_empty()
        && statement.sections.is_empty()
        && statement.head.is_none()
}
