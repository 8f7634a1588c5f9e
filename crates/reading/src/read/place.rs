//! 行の行き先: nothing is lost, because every line is put somewhere, once.

use std::collections::BTreeMap;

use crate::document::Placed;

/// Where a line went; of two claims the stronger one holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Unread,
    Markup,
    Narrative,
    Value,
}

/// All claims so far.
#[derive(Default)]
pub(super) struct Places(BTreeMap<usize, Class>);

impl Places {
    pub(super) fn put(&mut self, line: usize, class: Class) {
        let held = self.0.entry(line).or_insert(class);
        *held = (*held).max(class);
    }

    /// Takes a claim back, as a statement that proved to be none must.
    pub(super) fn set(&mut self, line: usize, class: Class) {
        self.0.insert(line, class);
    }

    pub(super) fn holds(&self, line: usize) -> bool {
        self.0.contains_key(&line)
    }

    pub(super) fn placed(&self) -> Placed {
        let lines =
            |class| self.0.iter().filter(|(_, held)| **held == class).map(|(line, _)| *line).collect();
        Placed {
            value: lines(Class::Value),
            markup: lines(Class::Markup),
            narrative: lines(Class::Narrative),
            unread: lines(Class::Unread),
        }
    }
}
