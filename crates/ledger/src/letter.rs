//! 意見書: letters of public comments, which are papers, and beside them what became of their opinions: counted and found without being read.

use plan::consultation::{By, Letter, State, Tally};
use plan::municipality::MunicipalityCode;

use crate::draft::Revision;
use crate::error::LedgerError;
use crate::paper::{self, Kept, Paper};
use crate::tx::Tx;

/// Saves a letter as [`paper::save`] does, and what became of its opinions.
pub fn save(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    round: &str,
    id: &str,
    letter: &Letter,
    seen: Option<Revision>,
) -> Result<Revision, LedgerError> {
    let revision = paper::save(tx, town, round, id, letter, seen)?;
    forget(tx, town, round, id)?;
    insert(tx, town, (round, id), letter)?;
    Ok(revision)
}

/// Removes a letter and tells whether it was there. The letter goes first: whoever marks it just then is waited for, and what they
/// wrote beside it goes with it.
pub fn remove(tx: &mut Tx<'_>, town: &MunicipalityCode, round: &str, id: &str) -> Result<bool, LedgerError> {
    let was_there = paper::remove::<Letter>(tx, town, round, id)?;
    forget(tx, town, round, id)?;
    Ok(was_there)
}

/// Removes every letter of a round and tells how many there were. None of them is read. One that comes just then stays, and counts.
pub fn remove_all(tx: &mut Tx<'_>, town: &MunicipalityCode, round: &str) -> Result<u64, LedgerError> {
    let letters = paper::remove_all::<Letter>(tx, town, round)?;
    let sql = "DELETE FROM letter_state WHERE municipality = $1 AND round = $2 AND NOT EXISTS (
                 SELECT 1 FROM paper WHERE municipality = $1 AND kind = $3 AND folder = $2 AND id = letter)";
    tx.execute(sql, &[town.as_str().into(), round.into(), Letter::KIND.into()])?;
    Ok(letters)
}

fn forget(tx: &mut Tx<'_>, town: &MunicipalityCode, round: &str, id: &str) -> Result<(), LedgerError> {
    let sql = "DELETE FROM letter_state WHERE municipality = $1 AND round = $2 AND letter = $3";
    tx.execute(sql, &[town.as_str().into(), round.into(), id.into()]).map(drop)
}

/// Writes what became of the opinions of a letter, a row for each state and detail.
fn insert(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    (round, id): (&str, &str),
    letter: &Letter,
) -> Result<(), LedgerError> {
    let sql = "INSERT INTO letter_state (municipality, round, letter, state, detail, day, way, opinions)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    // Sorted as text: the day that counts, then the second in which it was taken in.
    let day = format!("{} {:012}", letter.received, letter.at.as_second());
    for ((state, detail), opinions) in letter.states() {
        let values = [
            town.as_str().into(),
            round.into(),
            id.into(),
            state.word().into(),
            detail.into(),
            day.as_str().into(),
            letter.by.word().into(),
            u64::from(opinions).into(),
        ];
        tx.execute(sql, &values)?;
    }
    Ok(())
}

/// How many letters of a round there are.
pub fn count(tx: &mut Tx<'_>, town: &MunicipalityCode, round: &str) -> Result<u64, LedgerError> {
    let sql = "SELECT COUNT(*) FROM paper WHERE municipality = $1 AND kind = $2 AND folder = $3";
    let values = [town.as_str().into(), Letter::KIND.into(), round.into()];
    Ok(tx.query(sql, &values, |row| row.number(0))?.pop().unwrap_or(0))
}

/// 集計 of a round: groups are made here, what they count for is said by [`Tally`].
pub fn tally(tx: &mut Tx<'_>, town: &MunicipalityCode, round: &str) -> Result<Tally, LedgerError> {
    let mut tally = Tally::default();
    let values = [town.as_str().into(), round.into()];
    let opinions = "SELECT state, detail, CAST(SUM(opinions) AS BIGINT), COUNT(*) FROM letter_state
                    WHERE municipality = $1 AND round = $2 GROUP BY state, detail";
    tx.each(opinions, &values, |row| {
        let state = State::parse(row.text(0)?).ok_or_else(|| unknown(row.text(0)))?;
        tally.add_opinions((state, row.text(1)?), small(row.number(2)?), small(row.number(3)?));
        Ok(())
    })?;
    tx.each(&by_way(), &values, |row| {
        let (by, states) = (By::parse(row.text(0)?).ok_or_else(|| unknown(row.text(0)))?, row.number(1)?);
        let states = State::ALL.into_iter().filter(|it| states & bit(*it) != 0);
        tally.add_letters(by, states, small(row.number(2)?));
        Ok(())
    })?;
    Ok(tally)
}

/// How many letters came by which way and hold opinions in which states, all states of a letter as one number.
fn by_way() -> String {
    let bits = State::ALL.map(|it| format!("WHEN '{}' THEN {}", it.word(), bit(it))).join(" ");
    format!(
        "SELECT way, states, COUNT(*) FROM (
           SELECT MIN(way) AS way, CAST(SUM(DISTINCT CASE state {bits} ELSE 0 END) AS BIGINT) AS states
           FROM letter_state WHERE municipality = $1 AND round = $2 GROUP BY letter) AS one
         GROUP BY way, states"
    )
}

fn bit(state: State) -> u64 {
    1 << state as u64
}

fn unknown(word: Result<&str, LedgerError>) -> LedgerError {
    LedgerError::Damaged(format!("letter_state: {}", word.unwrap_or_default()))
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// So many letters after the first `from`: those that nobody has read come first, then by their days.
pub fn page(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    round: &str,
    (from, most): (u64, u64),
) -> Result<Vec<Kept<Letter>>, LedgerError> {
    let sql = "SELECT letter FROM (
                 SELECT letter, MIN(day) AS day, MAX(CASE WHEN state = 'unread' THEN 1 ELSE 0 END) AS unread
                 FROM letter_state WHERE municipality = $1 AND round = $2 GROUP BY letter) AS one
               ORDER BY unread DESC, day, letter LIMIT $3 OFFSET $4";
    let values = [town.as_str().into(), round.into(), most.into(), from.into()];
    let ids = tx.query(sql, &values, |row| Ok(row.text(0)?.to_owned()))?;
    found(tx, town, round, ids)
}

/// The first letter, by its day, that nobody has read, other than this.
pub fn next_unread(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    round: &str,
    but: &str,
) -> Result<Option<String>, LedgerError> {
    let sql = "SELECT letter FROM letter_state WHERE municipality = $1 AND round = $2 AND state = 'unread' AND letter <> $3
               ORDER BY day, letter LIMIT 1";
    let values = [town.as_str().into(), round.into(), but.into()];
    Ok(tx.query(sql, &values, |row| Ok(row.text(0)?.to_owned()))?.pop())
}

/// The letters whose names begin so and of which nobody has read anything.
pub fn unread_of(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    round: &str,
    prefix: &str,
) -> Result<Vec<String>, LedgerError> {
    let sql = "SELECT letter FROM letter_state WHERE municipality = $1 AND round = $2
               GROUP BY letter HAVING MIN(state) = 'unread' AND MAX(state) = 'unread'";
    let all = tx.query(sql, &[town.as_str().into(), round.into()], |row| Ok(row.text(0)?.to_owned()))?;
    Ok(all.into_iter().filter(|it| it.starts_with(prefix)).collect())
}

/// The first letters, by their days, of which an opinion stands in a summary.
pub fn of_summary(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    (round, summary): (&str, &str),
    most: u64,
) -> Result<Vec<Kept<Letter>>, LedgerError> {
    let sql = "SELECT letter FROM letter_state
               WHERE municipality = $1 AND round = $2 AND state = 'listed' AND detail = $3 ORDER BY day, letter LIMIT $4";
    let values = [town.as_str().into(), round.into(), summary.into(), most.into()];
    let ids = tx.query(sql, &values, |row| Ok(row.text(0)?.to_owned()))?;
    found(tx, town, round, ids)
}

fn found(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    round: &str,
    ids: Vec<String>,
) -> Result<Vec<Kept<Letter>>, LedgerError> {
    let mut letters = Vec::with_capacity(ids.len());
    for id in ids {
        letters.extend(paper::find::<Letter>(tx, town, round, &id)?);
    }
    Ok(letters)
}

/// Writes down what became of the opinions of every letter of a ledger from before anybody counted them.
pub(crate) fn count_anew(tx: &mut Tx<'_>) -> Result<(), LedgerError> {
    let mut all = vec![];
    tx.each("SELECT municipality, folder, id, body FROM paper WHERE kind = 'letter'", &[], |row| {
        // A letter that cannot be read is told of where it is read, and keeps no ledger from opening.
        let letter = serde_json::from_str::<Letter>(row.text(3)?).ok();
        let town = MunicipalityCode::parse(row.text(0)?).ok();
        let named = town.zip(letter).map(|it| (it, row.text(1), row.text(2)));
        if let Some(((town, letter), round, id)) = named {
            all.push((town, round?.to_owned(), id?.to_owned(), letter));
        }
        Ok(())
    })?;
    for (town, round, id, letter) in &all {
        insert(tx, town, (round, id), letter)?;
    }
    Ok(())
}
