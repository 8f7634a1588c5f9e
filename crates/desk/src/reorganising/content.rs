//! 中身: what of a preparation becomes its draft. Who touched it, what stands half typed and whether it was put aside is none of it.

use jiff::civil::Date;
use plan::edition::Edition;
use plan::reorganisation::{Choice, Moved, Reorganisation, Step, UnderWay};
use serde::{Deserialize, Serialize};

use super::Prepared;

/// What is decided with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    title: String,
    effective: Option<Date>,
    note: String,
    steps: Vec<Step>,
    /// In the order of their records: the same is chosen, whoever chose it first.
    choices: Vec<Choice>,
}

impl Content {
    pub(super) fn of(it: &Prepared) -> Self {
        let (title, note, steps) = (it.title.clone(), it.note.clone(), it.steps.clone());
        let mut choices = it.choices.clone();
        choices.sort();
        Self { title, effective: it.effective, note, steps, choices }
    }

    /// As the rules ask for it; none until its day is known.
    pub(super) fn wanted(&self) -> Option<Reorganisation> {
        let (note, steps, choices) = (self.note.clone(), self.steps.clone(), self.choices.clone());
        Some(Reorganisation { effective: self.effective?, note, steps, choices })
    }

    /// Whether something else would be decided. To choose what was proposed anyway is no change.
    pub(super) fn differs(&self, other: &Self, edition: &Edition) -> bool {
        let chosen = |it: &Self| Self { choices: it.choices.clone(), ..self.clone() };
        if *other != chosen(other) {
            return true;
        }
        self.choices != other.choices
            && (self.moved(edition).is_none() || self.moved(edition) != other.moved(edition))
    }

    fn moved(&self, edition: &Edition) -> Option<Vec<Moved>> {
        let effect = self.wanted()?.effect(edition, &UnderWay::new()).ok()?;
        Some(effect.moved)
    }
}
