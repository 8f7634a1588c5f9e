//! 行き違い: what its author typed while somebody else saved the same field stays beside the field, until its author has made the two one.

use ledger::{Tx, paper};
use plan::sheet::entry::Entry;
use plan::sheet::layout::Asked;
use plan::sheet::merge;

use super::{Filling, Saved, Typed};
use crate::Error;
use crate::sheet::{self, Clash, Filled};

impl Filling {
    /// What its author typed stays beside the field: nothing is overwritten, and nothing is lost.
    pub(super) fn set_aside(
        &mut self,
        tx: &mut Tx<'_>,
        typed: &Typed,
        entry: Entry,
        base: String,
    ) -> Result<Saved, Error> {
        let (town, folder) = (&self.actor.town, self.opened.place.folder());
        let mine = sheet::mine(&folder, &self.actor.id);
        let waiting = paper::find::<Clash>(tx, town, &mine, typed.field.as_str())?;
        let clash = match &waiting {
            Some(before) if !self.page.merges => typed_on(&before.value, typed, entry),
            _ => Clash { entry, seen: typed.seen, base, key: typed.key.clone() },
        };
        if let Some(before) = waiting.as_ref().filter(|it| it.value.seen != clash.seen) {
            paper::keep(tx, town, before)?;
        }
        paper::save(tx, town, &mine, typed.field.as_str(), &clash, waiting.map(|it| it.revision))?;
        let known = self.opened.filled.get(&typed.field).ok_or(Error::NotFound)?;
        Ok(Saved::Overtaken { theirs: known.value.entry.clone(), revision: known.revision.0 })
    }

    /// From where both began: what the author says, else what stood there when the page was made.
    pub(super) fn base(&self, tx: &mut Tx<'_>, typed: &Typed, asked: &Asked) -> Result<String, Error> {
        if let Some(base) = &typed.base {
            return Ok(base.clone());
        }
        let folder = self.opened.place.folder();
        let past = paper::past::<Filled>(tx, &self.actor.town, &folder, typed.field.as_str())?;
        let base = past.into_iter().rev().find(|it| it.revision.0 <= typed.seen);
        Ok(base.map_or_else(|| asked.current.clone(), |it| it.value.entry.text))
    }

    /// What waits of a field is kept as past and waits no more, once its author has merged it, went on from it to what now stands in the
    /// field, or it is what stands there. What a page sends along with other fields merges nothing: it may show the other's text.
    pub(super) fn merged(&self, tx: &mut Tx<'_>, typed: &Typed, text: &str) -> Result<(), Error> {
        let Typed { field, .. } = typed;
        let waits = self.opened.clashes.get(field);
        if waits.is_none_or(|it| !self.page.merges && !self.goes_on(typed) && it.entry.text != text) {
            return Ok(());
        }
        let mine = sheet::mine(&self.opened.place.folder(), &self.actor.id);
        if let Some(clash) = paper::find::<Clash>(tx, &self.actor.town, &mine, field.as_str())? {
            paper::keep(tx, &self.actor.town, &clash)?;
            paper::remove::<Clash>(tx, &self.actor.town, &mine, field.as_str())?;
        }
        Ok(())
    }

    /// Whether it was typed on the page from which came what waits, the answer to which was lost.
    pub(super) fn goes_on(&self, typed: &Typed) -> bool {
        self.opened.clashes.get(&typed.field).is_some_and(|it| typed.after.contains(&it.key))
    }
}

/// What is typed while an earlier text of the same author waits: both began where that did. Whoever goes on with the waiting text has it
/// in the new one; on another page or in another tab they began anew, and both texts are theirs.
fn typed_on(waiting: &Clash, typed: &Typed, entry: Entry) -> Clash {
    let Clash { base, entry: earlier, key, .. } = waiting;
    let goes_on = typed.base.as_ref() == Some(&earlier.text)
        || typed.after.contains(key)
        || entry.text.contains(&earlier.text);
    let text = match goes_on {
        true => entry.text.clone(),
        false => merge::merge(base, &earlier.text, &entry.text).text(),
    };
    Clash { entry: Entry { text, ..entry }, seen: waiting.seen, base: base.clone(), key: typed.key.clone() }
}
