//! 本文: every text of one edition in one folded piece of memory, which is scanned.

use std::collections::HashMap;
use std::ops::Range;

use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::record::{Body, Kind, Record, RecordId};

use crate::search::folding::fold;
use crate::search::question::Question;

/// Fields that name other records by their ids, or count places in a list: nobody looks for them.
const NOT_LOOKED_FOR: &[&str] = &[
    "計画",
    "上位要素",
    "要素",
    "起点",
    "終点",
    "順序",
    "階層",
    "対象",
    "上位組織",
    "組織",
    "担当組織",
    "統合先",
    "判定基準",
    "反映先",
    "年度",
    "目標の条件",
    "按分",
    "次年度",
];

/// Stands between fields, so that no word is found across two of them.
const BETWEEN: char = '\u{1F}';

/// All texts of one edition, folded once for searching. Names come first in each text.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    folded: String,
    entries: Vec<Entry>,
}

/// The text of one record.
#[derive(Debug)]
struct Entry {
    id: RecordId,
    /// The decision that made it: the same record of the same decision has the same text.
    since: Option<DecisionNumber>,
    text: Range<usize>,
    /// Where its name ends.
    name_ends: usize,
}

/// A record in which all words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    pub(crate) id: &'a RecordId,
    /// Whether they stand in its name.
    pub(crate) in_name: bool,
}

impl Texts {
    /// Gathers every record in force, kind by kind. What `before` holds of the same decision is taken from there.
    pub(crate) fn of(edition: &Edition, before: Option<&Self>) -> Self {
        let mut records: Vec<&Record> = edition.records().filter(|it| is_looked_for(&it.body)).collect();
        records.sort_by_key(|it| it.body.kind()); // Stable: by id within a kind.
        let known: HashMap<_, _> =
            before.iter().flat_map(|it| &it.entries).map(|it| ((&it.id, it.since), it)).collect();
        let mut texts = Self { folded: String::new(), entries: Vec::with_capacity(records.len()) };
        for record in records {
            let since = edition.since(&record.id);
            let from = texts.folded.len();
            let name = match (known.get(&(&record.id, since)), before) {
                (Some(entry), Some(before)) => {
                    texts.folded.push_str(&before.folded[entry.text.clone()]);
                    entry.name_ends - entry.text.start
                }
                _ => write(&mut texts.folded, &record.body),
            };
            let text = from..texts.folded.len();
            texts.folded.push('\n');
            texts.entries.push(Entry { id: record.id.clone(), since, text, name_ends: from + name });
        }
        texts
    }

    /// The records in which all words stand: those with the words in their names first, then kind by kind.
    pub(crate) fn find(&self, question: &Question) -> Vec<Found<'_>> {
        let Some(longest) = question.words().iter().max_by_key(|it| it.text.len()) else { return vec![] };
        let mut found = Vec::new();
        let mut next = 0;
        for place in longest.places_in(&self.folded) {
            let ahead = &self.entries[next..];
            if ahead.first().is_none_or(|it| place < it.text.start) {
                continue; // The record of this place is found already.
            }
            let index = next + ahead.partition_point(|it| it.text.end <= place);
            next = index + 1;
            let Some(entry) = self.entries.get(index) else { break };
            if question.stands_in(&self.folded[entry.text.clone()]) {
                let in_name = question.stands_in(&self.folded[entry.text.start..entry.name_ends]);
                found.push(Found { id: &entry.id, in_name });
            }
        }
        found.sort_by_key(|it| !it.in_name); // Stable.
        found
    }

    /// Bytes in memory, nearly.
    pub(crate) fn weight(&self) -> usize {
        self.folded.len() + self.entries.len() * (size_of::<Entry>() + 16)
    }
}

fn is_looked_for(body: &Body) -> bool {
    !matches!(body.kind(), Kind::Link | Kind::Municipality)
}

/// Writes a record's name, then its other fields; tells how long the name is.
fn write(folded: &mut String, body: &Body) -> usize {
    let from = folded.len();
    let name = name(body).unwrap_or_default();
    folded.push_str(&fold(name));
    let length = folded.len() - from;
    for facet in body.facets() {
        if NOT_LOOKED_FOR.contains(&facet.ja.as_str()) {
            continue;
        }
        let value = facet.value.to_string();
        if value != name {
            folded.push(BETWEEN);
            folded.push_str(&fold(&value));
        }
    }
    length
}

/// What a record is called, where it has a name of its own.
pub(crate) fn name(body: &Body) -> Option<&str> {
    match body {
        Body::Plan(it) => Some(&it.name),
        Body::Element(it) => Some(&it.title),
        Body::Indicator(it) => Some(&it.name),
        Body::Organisation(it) => Some(it.name()),
        _ => None,
    }
}
