//! 記録の読み取り: named headings become records; context flows down from heading to line.

use plan::fiscal_year::FiscalYear;

use crate::{
    dictionary::Meaning,
    document::{Document, Passage, Problem},
    outline::{Entry, Kind},
    text::Hint,
};

mod budget;
mod candidate;
mod fact;
mod field;
mod figure;
mod grid;
mod grid_row;
mod heading;
mod indicator;
mod issue;
mod label_cell;
mod money_row;
mod municipality;
mod municipality_name;
mod page;
mod place;
mod plans;
mod result;
mod row;
mod statement;

use grid::Grid;
use place::{Class, Places};

/// How far back a repeated statement, issue, indicator or text is looked for: no document of people has more.
const MEMORY: usize = 120;

/// 読み手: the document so far and the place where the reader stands.
struct Reader<'a> {
    entries: &'a [Entry],
    document: Document,
    places: Places,
    /// 文書の年度.
    year: Option<FiscalYear>,
    stack: Vec<heading::Frame>,
    statement: Option<usize>,
    issue: Option<usize>,
    /// The indicator that label-value lines speak of.
    indicator: Option<usize>,
    /// The field that came first in the present issue: where it comes again, a new issue begins.
    first_field: Option<Meaning>,
    grid: Option<Grid>,
    /// A label in the first column has an open bracket that a later line closes.
    open_label: bool,
    /// Inside a part 達成状況 that goes through the issues again.
    results_part: bool,
    /// The line on which a label such as 主管部 named the organisation.
    labelled_organisation: Option<usize>,
    /// 「…事業（福祉課）」: titles of issues name the section that states them.
    sections_in_titles: bool,
    /// （単位：千円） on a line of its own: the unit of bare amounts below.
    unit_of_money: Option<String>,
    /// Inside お問い合わせ and the like; the flag says whether a section's name is expected.
    furniture: Option<bool>,
    /// Numbers of indicators, for joining results: (statement, issue, indicator, number).
    numbers: Vec<(usize, usize, usize, String)>,
    /// Texts that went to each statement, for the case that it proves to be none.
    log: Vec<(usize, usize, String)>,
    published: Option<String>,
    /// Whether the document speaks of 事業 by name: then 施策 is the level above.
    names_projects: bool,
}

/// Reads the records of an outlined text.
pub(crate) fn read(entries: &[Entry], hint: &Hint) -> Document {
    let mut reader = Reader {
        entries,
        document: Document::default(),
        places: Places::default(),
        year: hint.fiscal_year,
        stack: Vec::new(),
        statement: None,
        issue: None,
        indicator: None,
        first_field: None,
        grid: None,
        open_label: false,
        results_part: false,
        labelled_organisation: None,
        sections_in_titles: false,
        unit_of_money: None,
        furniture: None,
        numbers: Vec::new(),
        log: Vec::new(),
        published: None,
        names_projects: entries
            .iter()
            .any(|entry| ["事業名", "事業の名称"].iter().any(|word| entry.text.contains(word))),
    };
    let start = reader.title(hint);
    for index in start..entries.len() {
        reader.entry(index);
    }
    reader.finish()
}

impl Reader<'_> {
    fn entry(&mut self, index: usize) {
        let Some(entry) = self.entries.get(index) else { return };
        match &entry.kind {
            Kind::Rule => self.place(entry, Class::Markup),
            Kind::Furniture(found) => self.furniture(entry, found),
            Kind::Heading(heading) => self.heading(index, entry, heading),
            Kind::Row { cells, tabbed } => self.row(entry, cells, *tabbed),
            Kind::Text(_) => self.text(entry),
        }
    }

    fn place(&mut self, entry: &Entry, class: Class) {
        for line in &entry.lines {
            self.places.put(*line, class);
        }
    }

    fn unread(&mut self, entry: &Entry) {
        self.place(entry, Class::Unread);
        self.document.unread.push(Passage { line: entry.line(), text: entry.text.clone() });
    }

    fn narrative(&mut self, entry: &Entry) {
        self.place(entry, Class::Narrative);
        self.document.narrative.push(Passage { line: entry.line(), text: entry.text.clone() });
    }

    fn problem(&mut self, line: usize, what: String, ja: String) {
        self.document.problems.push(Problem { line, what, ja });
    }

    fn finish(mut self) -> Document {
        self.strategies_of_measures();
        self.general_words();
        self.drop_empty_statements();
        self.municipality();
        self.plans();
        if self.document.page.updated_on.is_none() {
            self.document.page.updated_on = self.published.take();
        }
        for entry in self.entries {
            if !self.places.holds(entry.line()) {
                self.unread(entry);
            }
        }
        self.document.narrative.sort_by_key(|passage| passage.line);
        self.document.unread.sort_by_key(|passage| passage.line);
        self.document.placed = self.places.placed();
        self.document
    }
}
