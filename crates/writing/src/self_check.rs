//! 機械可読性の自己点検: the thirty rules of 行政データにおける機械可読性に関するルール, asked of the bytes as they are published.
//!
//! Nothing is taken on trust: every answer is found in the files and their descriptions. What a rule asks is told in our own words.

mod form;
mod look;
mod meaning;
mod sheet;
mod value;

use sheet::Sheet;

/// One published file with its description.
#[derive(Clone, Copy, Debug)]
pub struct Published<'a> {
    /// Its name with its ending.
    pub name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What describes it (CSV on the Web).
    pub description: &'a [u8],
}

/// One rule, and what the files say to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The rule's number, as it is published.
    pub rule: &'static str,
    /// What it asks, in Japanese and in English.
    pub asks: (&'static str, &'static str),
    /// What was found.
    pub verdict: Verdict,
}

/// Whether the files keep a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They do: how many things were looked at.
    Kept(usize),
    /// Nothing in them is of the kind of which the rule speaks.
    DoesNotApply,
    /// They do not: where.
    Broken(Vec<Place>),
}

/// Where a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which file.
    pub file: String,
    /// In which line of it, from 1; none for the file as a whole.
    pub line: Option<usize>,
    /// In which column.
    pub column: Option<String>,
    /// What stands there.
    pub found: String,
}

/// A rule as code: looks at all files.
struct Rule {
    id: &'static str,
    asks: (&'static str, &'static str),
    look: fn(&[Sheet<'_>]) -> Found,
}

/// What a rule looked at, and what it found wrong.
#[derive(Default)]
struct Found {
    looked: usize,
    wrong: Vec<Place>,
}

impl Found {
    /// Looks at one thing.
    fn look(&mut self, is_right: bool, place: impl FnOnce() -> Place) {
        self.looked += 1;
        if !is_right {
            self.wrong.push(place());
        }
    }

    /// All that both looked at.
    fn and(mut self, other: Self) -> Self {
        self.looked += other.looked;
        self.wrong.extend(other.wrong);
        self
    }

    /// Nothing to look at.
    fn nothing() -> Self {
        Self::default()
    }
}

/// Asks all thirty rules, in their order.
pub fn check(files: &[Published<'_>]) -> Vec<Answer> {
    let sheets: Vec<Sheet<'_>> = files.iter().map(Sheet::of).collect();
    let rules = form::RULES.iter().chain(value::RULES).chain(meaning::RULES);
    rules.map(|rule| answer(rule, &sheets)).collect()
}

fn answer(rule: &Rule, sheets: &[Sheet<'_>]) -> Answer {
    let found = (rule.look)(sheets);
    let verdict = match (found.looked, found.wrong) {
        (_, wrong) if !wrong.is_empty() => Verdict::Broken(wrong),
        (0, _) => Verdict::DoesNotApply,
        (looked, _) => Verdict::Kept(looked),
    };
    Answer { rule: rule.id, asks: rule.asks, verdict }
}
