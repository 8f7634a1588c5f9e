//! 意見書を読む: typed in from paper, taken apart, marked, and removed where it should not be there.

use std::collections::HashSet;

use jiff::Timestamp;
use ledger::draft::Revision;
use ledger::{LedgerError, Tx, letter, paper};
use plan::consultation::{Letter, Mark, Summary, Unlisted, list, points};
use plan::record::RecordId;
use plan::transfer::Grid;
use sha2::{Digest, Sha256};

use super::{Round, all, decided, loaded, one, permitted, unchanged};
use crate::{Actor, Desk, Error};

/// Letters of one table.
const MOST: usize = 5_000;
/// Bytes of one letter.
const LONGEST: usize = 200_000;

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Its name, under which it can be taken back.
    pub table: String,
    /// Letters taken in.
    pub new: usize,
    /// Letters that were there already: the same table was sent before.
    pub known: usize,
    /// 内容が同じ: of those taken in, how many say to the letter what another letter of the round said before, by the same way and sender.
    pub alike: usize,
    /// 期間の外: of those taken in, how many were received on a day on which the round was not open.
    pub outside: usize,
    /// Rows that were not taken: number, Japanese, English.
    pub problems: Vec<(u32, String, String)>,
}

/// 一通を入力する. `id` is the form's own: the same form sent twice is one letter.
pub fn type_in(desk: &Desk, actor: &Actor, round: &RecordId, id: &str, letter: &Letter) -> Result<(), Error> {
    if letter.text.trim().is_empty() {
        return Err(Error::invalid("text", "意見を入力してください", "type the opinion"));
    }
    if letter.text.len() > LONGEST || id.is_empty() || id.len() > 100 {
        return Err(Error::invalid("text", "意見が長すぎます", "the opinion is too long"));
    }
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    let typed = Letter { points: points(&letter.text), ..letter.clone() };
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        decided(&edition, &round)?;
        match letter::save(tx, &actor.town, round.as_str(), &id, &typed, None) {
            Ok(_) | Err(LedgerError::StalePaper) => Ok(()),
            Err(error) => Err(error.into()),
        }
    })
}

/// 一覧表を取り込む: all rows that can be read, at once. The same table again adds nothing.
pub fn take_list(
    desk: &Desk,
    actor: &Actor,
    round: &RecordId,
    grid: &Grid,
    unlisted: &Unlisted,
) -> Result<Taken, Error> {
    let read = list(grid, unlisted);
    if read.letters.len() > MOST {
        return Err(Error::invalid("list", "一度に取り込めるのは5,000通までです", "5,000 letters at most"));
    }
    let table = table_name(grid);
    let (here, actor, round) = (desk.clone(), actor.clone(), round.clone());
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        let open = decided(&edition, &round)?;
        let before: HashSet<_> = all(tx, &actor, &round)?.iter().map(|it| same(&it.value)).collect();
        let mut taken = Taken { table, problems: read.problems.clone(), ..Taken::default() };
        for (row, it) in &read.letters {
            let id = format!("{}-{row:05}", taken.table);
            match letter::save(tx, &actor.town, round.as_str(), &id, it, None) {
                Ok(_) => {
                    taken.new += 1;
                    taken.alike += usize::from(before.contains(&same(it)));
                    taken.outside += usize::from(it.received < open.from || it.received > open.to);
                }
                Err(LedgerError::StalePaper) => taken.known += 1,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(taken)
    })
}

/// By which a letter that was taken in twice is known: what was typed of it.
fn same(it: &Letter) -> String {
    let sender = &it.sender;
    let parts = [&it.text, &it.place, &sender.name, &sender.address, &sender.contact];
    format!("{:?} {} {parts:?}", it.by, it.received)
}

/// A table is named by what it holds.
fn table_name(grid: &Grid) -> String {
    let mut hash = Sha256::new();
    for (_, row) in &grid.rows {
        for cell in row {
            hash.update(cell.len().to_be_bytes());
            hash.update(cell);
        }
        hash.update([0xFF]);
    }
    hash.finalize().iter().take(8).fold("t".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

/// 取り込みを取り消す: removes the letters of one table that nobody has read yet, and tells how many.
pub fn take_back(desk: &Desk, actor: &Actor, round: &RecordId, table: &str) -> Result<usize, Error> {
    let (here, actor, round, prefix) = (desk.clone(), actor.clone(), round.clone(), format!("{table}-"));
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        decided(&edition, &round)?;
        let mut removed = 0;
        for id in letter::unread_of(tx, &actor.town, round.as_str(), &prefix)? {
            removed += usize::from(letter::remove(tx, &actor.town, round.as_str(), &id)?);
        }
        Ok(removed)
    })
}

/// What is to become of an opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marking {
    /// This.
    As(Mark),
    /// 掲載: in a new summary of this name, begun with its words; staff write it over so that nobody can be known by it.
    Begin(String),
}

/// 確認する: says of each opinion of a letter what becomes of it. New summaries are made with it or not at all.
pub fn mark(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
    markings: Vec<Marking>,
    seen: Revision,
) -> Result<(), Error> {
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        let round = loaded(tx, &actor, &edition, &round)?;
        let mut kept = one(tx, &actor, &round.id, &id)?;
        unchanged(&kept, seen)?;
        if markings.len() != kept.value.points.len() {
            return Err(LedgerError::StalePaper.into());
        }
        for (at, marking) in markings.into_iter().enumerate() {
            let mark = match marking {
                Marking::As(mark) => known(mark, &round)?,
                Marking::Begin(id) => begun(tx, &actor, (&round, &kept.value), at, id)?,
            };
            if let Some(point) = kept.value.points.get_mut(at) {
                point.mark = mark;
            }
        }
        kept.value.marked_by.insert(actor.id.clone());
        letter::save(tx, &actor.town, &kept.folder, &kept.id, &kept.value, Some(seen))?;
        Ok(())
    })
}

fn known(mark: Mark, round: &Round) -> Result<Mark, Error> {
    match &mark {
        Mark::Listed { summary } if !round.summaries.iter().any(|it| it.id == *summary) => {
            Err(Error::invalid("mark", "その概要はありません", "there is no such summary"))
        }
        _ => Ok(mark),
    }
}

/// A new summary behind the others, with the words of an opinion.
fn begun(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (round, letter): (&Round, &Letter),
    at: usize,
    id: String,
) -> Result<Mark, Error> {
    let last = round.summaries.iter().map(|it| it.value.order).max().unwrap_or(0);
    let order = last.saturating_add(1).saturating_add(u32::try_from(at).unwrap_or(0));
    let summary = letter.points.get(at).map(|it| it.text.clone()).unwrap_or_default();
    let (place, authors) = (letter.place.clone(), [actor.id.clone()].into());
    let summary = Summary { order, summary, place, authors, ..Summary::default() };
    paper::save(tx, &actor.town, round.id.as_str(), &id, &summary, None)?;
    Ok(Mark::Listed { summary: id })
}

/// 分ける: where one letter says several things. What came stays as it came beside it.
pub fn split(
    desk: &Desk,
    actor: &Actor,
    (round, letter): (&RecordId, &str),
    text: &str,
    seen: Revision,
) -> Result<(), Error> {
    let text = text.to_owned();
    changed(desk, actor, (round, letter), seen, move |letter| {
        if points(&text).is_empty() || text.len() > LONGEST {
            return Err(Error::invalid("points", "意見が空です", "no opinion is left"));
        }
        letter.apart(&text);
        Ok(())
    })
}

fn changed(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
    seen: Revision,
    change: impl Fn(&mut Letter) -> Result<(), Error> + Send + Sync + 'static,
) -> Result<(), Error> {
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        let edition = permitted(&here, tx, &actor)?;
        decided(&edition, &round)?;
        let mut kept = one(tx, &actor, &round, &id)?;
        change(&mut kept.value)?;
        // Nothing of a letter is kept as its past: what is removed is gone.
        letter::save(tx, &actor.town, &kept.folder, &kept.id, &kept.value, Some(seen))?;
        Ok(())
    })
}

/// 一通を消す, as it was seen: typed in by mistake, or its sender asks for it.
pub fn remove_letter(
    desk: &Desk,
    actor: &Actor,
    (round, id): (&RecordId, &str),
    seen: Revision,
) -> Result<(), Error> {
    let (here, actor, round, id) = (desk.clone(), actor.clone(), round.clone(), id.to_owned());
    desk.ledger.write(move |tx| {
        permitted(&here, tx, &actor)?;
        unchanged(&one(tx, &actor, &round, &id)?, seen)?;
        let was = letter::remove(tx, &actor.town, round.as_str(), &id)?;
        if was { Ok(()) } else { Err(Error::NotFound) }
    })
}

/// What is the same for all letters that somebody types in now.
impl Actor {
    /// Letters typed in by this person.
    pub fn unlisted(
        &self,
        by: plan::consultation::By,
        received: jiff::civil::Date,
        at: Timestamp,
    ) -> Unlisted {
        Unlisted { by, received, at, typed_by: self.id.clone() }
    }
}
