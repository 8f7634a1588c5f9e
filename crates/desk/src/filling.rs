//! 記入する: what people type is kept field by field. Nobody is locked out, and nothing that was typed is lost.

use jiff::Timestamp;
use ledger::draft::Revision;
use ledger::{LedgerError, Tx, paper};
use plan::decision::DecisionNumber;
use plan::form::{Asks, FieldId};
use plan::role::Role;
use plan::sheet::entry::{Entries, Entry};
use plan::sheet::layout::{Asked, Layout};
use plan::sheet::life::Stand;
use plan::sheet::understood::NotUnderstood;

use crate::policy::Deed;
use crate::sheet::{self, Filled, Opened, Place, Share};
use crate::{Actor, Desk, Error};

mod overtaken;
mod typed;

pub use typed::{Meaning, Page, Saved, Typed};

/// A version that is replaced by its own author within so many seconds is not kept: they are still typing.
const SOON: i64 = 60;
/// The deeds of which one is writing in a sheet: which one, the field tells.
pub const WRITING: [Deed; 3] = [Deed::WriteText, Deed::WriteMoney, Deed::WriteOpinion];
/// Bytes of one field: far above any text of a sheet, and a limit for those who would fill the disk.
pub const LONGEST: usize = 200_000;

/// 保存する: fields of one sheet, all in one transaction; each is kept, the same, or overtaken.
pub fn save(
    desk: &Desk,
    actor: &Actor,
    place: &Place,
    (page, typed): (Page, Vec<Typed>),
    now: Timestamp,
) -> Result<Vec<(FieldId, Saved)>, Error> {
    if let Some(it) = typed.iter().find(|it| it.text.len() > LONGEST) {
        return Err(too_long(&it.text));
    }
    let (here, actor, place) = (desk.clone(), actor.clone(), place.clone());
    crate::again(move || {
        let (inner, actor, place, typed) = (here.clone(), actor.clone(), place.clone(), typed.clone());
        here.ledger.write(move |tx| {
            let filling = Filling::begin(tx, &inner, actor, &place, now)?;
            Filling { page, ..filling }.all(tx, typed)
        })
    })
}

fn too_long(text: &str) -> Error {
    let (begin, excess) = (text.trim().chars().take(12).collect::<String>(), excess(text));
    Error::invalid(
        "text",
        format!(
            "「{begin}…」の欄の文が長すぎて、保存できません。あと{excess}字減らしてください。長い資料は、根拠資料として添付できます"
        ),
        format!(
            "the text “{begin}…” is too long and was not saved: make it {excess} characters shorter, or attach it as evidence"
        ),
    )
}

/// 字数の超過: how many characters at the end of a text are too many.
fn excess(text: &str) -> usize {
    let fits = text.char_indices().take_while(|(at, c)| at + c.len_utf8() <= LONGEST).count();
    text.chars().count() - fits
}

/// One transaction of saving.
pub(crate) struct Filling {
    actor: Actor,
    opened: Opened,
    layout: Layout,
    /// What stands on the sheet, as what is typed is understood among it.
    entries: Entries,
    share: Share,
    page: Page,
    /// The sheet as of the decision that a page showed, where what it asks about was decided anew since.
    shown: Option<(DecisionNumber, Layout)>,
    now: Timestamp,
    changed: bool,
}

impl Filling {
    pub(crate) fn begin(
        tx: &mut Tx<'_>,
        desk: &Desk,
        actor: Actor,
        place: &Place,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let edition = desk.current(tx, &actor.town)?;
        let may = |deed: &Deed| actor.may(*deed, Some(&place.organisation), &edition).is_ok();
        if !WRITING.iter().any(may) {
            return Err(Error::Forbidden(Deed::WriteText));
        }
        let opened = sheet::load(tx, edition, &actor, place)?;
        let layout = opened.layout();
        let (share, entries) = (Share::of(&actor, &opened, &layout), opened.entries());
        let page = Page::default();
        Ok(Self { actor, opened, layout, entries, share, page, shown: None, now, changed: false })
    }

    fn all(mut self, tx: &mut Tx<'_>, typed: Vec<Typed>) -> Result<Vec<(FieldId, Saved)>, Error> {
        let mut saved = vec![];
        for it in typed {
            let field = it.field.clone();
            saved.push((field, self.one(tx, it)?));
        }
        self.finish(tx)?;
        Ok(saved)
    }

    /// The sheet's own row, where anything changed.
    pub(crate) fn finish(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        if self.changed {
            save_sheet(tx, &self.actor, &self.opened)?;
        }
        Ok(())
    }

    pub(crate) fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Keeps a mark about a subject itself: that it is new, that it ends. No form asks for it.
    pub(crate) fn mark(&mut self, tx: &mut Tx<'_>, field: FieldId, text: &str) -> Result<(), Error> {
        let role = self.share.may_write(&self.actor, &self.opened, (None, Asks::Title))?;
        let entry = Entry::new(text, self.actor.id.clone(), self.now);
        let seen = self.opened.revision(&field);
        self.keep(tx, Typed::new(field, text.to_owned(), seen), entry, role).map(drop)
    }

    fn one(&mut self, tx: &mut Tx<'_>, typed: Typed) -> Result<Saved, Error> {
        let (subject, asked) = self.layout.field(&typed.field).ok_or(Error::NotFound)?;
        let (about, asked) = ((Some(&subject.id), asked.asks), asked.clone());
        let role = self.share.may_write(&self.actor, &self.opened, about)?;
        let shown = self.shown(&asked, typed.decided.or(self.page.decided));
        let known = self.opened.filled.get(&typed.field);
        let entry = Entry::new(&typed.text, self.actor.id.clone(), self.now).over(&shown);
        let standing = known.map_or(shown.as_str(), |it| &it.value.entry.text);
        let revision = known.map_or(0, |it| it.revision.0);
        // What others decided, and the page showed, is seen now: the same words, saved again, stand against that.
        let is_fresh = known.is_none_or(|it| it.value.entry.seen == entry.seen);
        if standing == entry.text && is_fresh
            || known.is_some_and(|it| !typed.key.is_empty() && it.value.key == typed.key)
        {
            self.merged(tx, &typed, &entry.text)?;
            return Ok(Saved::Same { revision, meaning: self.meaning(&typed) });
        }
        let is_own = known.is_some_and(|it| typed.after.contains(&it.value.key));
        // Where nothing was typed yet, nobody can have been overtaken, whatever the page thought.
        if revision == typed.seen || known.is_none() || is_own {
            return self.keep(tx, typed, entry, role);
        }
        let base = self.base(tx, &typed, &asked)?;
        // What the page showed and nobody touched says nothing. Its page has still not seen what stands there now. But whoever typed the
        // old words again after a text whose answer was lost takes that text back.
        if entry.text == base && !self.page.merges && !self.goes_on(&typed) {
            return Ok(Saved::Same { revision: typed.seen, meaning: self.meaning(&typed) });
        }
        self.set_aside(tx, &typed, entry, base)
    }

    fn keep(&mut self, tx: &mut Tx<'_>, typed: Typed, entry: Entry, role: Role) -> Result<Saved, Error> {
        let hand = self.actor.hand(role, (&self.opened.place.organisation, &self.opened.edition), self.now);
        let shown = self.opened.sheet.events().last().map_or(0, |it| it.version);
        let is_writing = matches!(self.opened.sheet.stand(), Stand::NotBegun | Stand::Writing);
        let version = self.opened.sheet.save(&hand).map_err(Error::Sheet)?;
        self.changed = true;
        let (town, folder) = (&self.actor.town, self.opened.place.folder());
        let meaning = self.meaning(&typed);
        self.entries.insert(typed.field.clone(), entry.clone());
        self.merged(tx, &typed, &entry.text)?;
        let filled = Filled { entry, version, key: typed.key };
        let known = self.opened.filled.get(&typed.field);
        if let Some(known) = known {
            let old = &known.value;
            let is_soon = self.now.as_second() - old.entry.at.as_second() < SOON;
            if !(is_writing && is_soon && old.entry.by == self.actor.id && old.version > shown) {
                paper::keep(tx, town, known)?;
            }
        }
        let seen = known.map(|it| it.revision);
        let revision = paper::save(tx, town, &folder, typed.field.as_str(), &filled, seen)?;
        let kept = paper::Kept { folder, id: typed.field.to_string(), revision, value: filled };
        self.opened.filled.insert(typed.field, kept);
        Ok(Saved::Kept { revision: revision.0, meaning })
    }

    fn meaning(&self, typed: &Typed) -> Meaning {
        match self.layout.field(&typed.field) {
            Some((subject, asked)) => self.opened.meaning(&self.entries, (subject, asked), &typed.text),
            None => Err(NotUnderstood { ja: String::new(), en: String::new() }),
        }
    }

    /// What a page showed as decided in a field: one of yesterday saw nothing of what was decided today.
    fn shown(&mut self, asked: &Asked, decided: Option<DecisionNumber>) -> String {
        let since = self.opened.edition.since(&asked.id.record());
        let Some(number) = decided.filter(|it| since > Some(*it)) else {
            return asked.current.clone();
        };
        let known = self.shown.take().filter(|(of, _)| *of == number);
        let (_, layout) =
            self.shown.insert(known.unwrap_or_else(|| (number, self.opened.layout_as_of(number))));
        layout.field(&asked.id).map_or(String::new(), |(_, it)| it.current.clone())
    }
}

/// The row of the sheet, over the revision that was read.
pub(crate) fn save_sheet(tx: &mut Tx<'_>, actor: &Actor, opened: &Opened) -> Result<Revision, LedgerError> {
    let (stage, organisation) = (opened.place.stage.as_str(), opened.place.organisation.as_str());
    paper::save(tx, &actor.town, stage, organisation, &opened.sheet, opened.row)
}

/// 欄の権限: amounts belong to the finance section, opinions to the evaluators, all else to who owes the sheet.
pub fn deed(asks: Asks) -> Deed {
    match asks {
        Asks::Money { .. } => Deed::WriteMoney,
        Asks::Opinion { .. } => Deed::WriteOpinion,
        _ => Deed::WriteText,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_says_by_how_many_characters() {
        let most = LONGEST / "字".len();
        assert_eq!([most, most + 1, most + 300].map(|count| excess(&"字".repeat(count))), [0, 1, 300]);
        assert!(too_long(&"字".repeat(most + 300)).ja().contains("あと300字減らしてください"));
    }
}
