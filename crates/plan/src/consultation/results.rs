//! 結果をまとめる: letters and summaries become what the public reads. Nothing of a sender goes with it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{ByWay, Lack, Letter, Results, Sender, Summary, Tally, WithheldCount};
use crate::decision::DecisionNumber;
use crate::key::squeeze;
use crate::opinion::{Answer, Opinion};
use crate::record::RecordId;

/// 結果のまとめ: what the staff say about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The decision that changed the draft.
    pub decision: Option<DecisionNumber>,
    /// In their words.
    pub text: String,
    /// 確かめた: a word that is also a sender's is no sender's here.
    pub overlooks: bool,
}

/// 結果: what is drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// For the consultation.
    pub results: Results,
    /// The rows of the table.
    pub opinions: Vec<Opinion>,
}

/// The results as they would be published, or all that is missing.
pub fn results(
    consultation: &RecordId,
    letters: &[Letter],
    summaries: &[(String, Summary)],
    on: Date,
    told: &Told,
) -> Result<Outcome, Vec<Lack>> {
    let tally = Tally::of(letters);
    let rows = in_order(summaries);
    let mut lacks = lacks(&tally, summaries);
    let personal = personal(letters);
    lacks.extend(named(&personal, 0, &told.text));
    let mut opinions = vec![];
    for (number, (id, it)) in (1..).zip(rows) {
        let counts = tally.of_summary.get(id).copied().unwrap_or_default();
        lacks.extend(named(&personal, number, &format!("{}\n{}\n{}", it.place, it.summary, it.thinking)));
        opinions.push(opinion(consultation, number, it, counts));
    }
    lacks.retain(|it| !(told.overlooks && it.may_be_overlooked()));
    if lacks.is_empty() { Ok(Outcome { results: of_all(&tally, on, told), opinions }) } else { Err(lacks) }
}

fn in_order(summaries: &[(String, Summary)]) -> Vec<&(String, Summary)> {
    let mut rows: Vec<&(String, Summary)> = summaries.iter().collect();
    rows.sort_by_key(|(id, it)| (it.order, id.clone()));
    rows
}

/// 残っていること: what is missing, as far as the count of the letters tells it. Whether somebody can be known shows only with the letters.
pub fn lacks(tally: &Tally, summaries: &[(String, Summary)]) -> Vec<Lack> {
    let rows = in_order(summaries);
    let mut lacks = of_letters(tally, &rows);
    for (number, (id, it)) in (1..).zip(rows) {
        lacks.extend(of_summary(it, number, tally.of_summary.get(id).map_or(0, |it| it.0)));
    }
    lacks
}

fn of_letters(tally: &Tally, rows: &[&(String, Summary)]) -> Vec<Lack> {
    let known: BTreeSet<&str> = rows.iter().map(|(id, _)| id.as_str()).collect();
    let lost = tally.of_summary.iter().filter(|(id, _)| !known.contains(id.as_str()));
    let lost: u32 = lost.map(|(_, (opinions, _))| opinions).sum();
    let unread = (tally.unread > 0).then_some(Lack::Unread(tally.unread));
    unread.into_iter().chain((lost > 0).then_some(Lack::NoSummary(lost))).collect()
}

fn of_summary(it: &Summary, number: u32, opinions: u32) -> Vec<Lack> {
    let blank = |text: &str| text.trim().is_empty();
    let unplaced = it.answer == Some(Answer::Reflected) && it.changed.is_empty();
    let all = [
        (blank(&it.summary), Lack::NoWords(number)),
        (opinions == 0, Lack::NoOpinion(number)),
        (it.answer.is_none(), Lack::NoAnswer(number)),
        (blank(&it.thinking), Lack::NoThinking(number)),
        (unplaced, Lack::NoPlace(number)),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, lack)| lack).collect()
}

fn opinion(consultation: &RecordId, number: u32, it: &Summary, (opinions, persons): (u32, u32)) -> Opinion {
    Opinion {
        consultation: consultation.clone(),
        number,
        place: Some(it.place.trim().to_owned()).filter(|it| !it.is_empty()),
        summary: paragraphs(&it.summary),
        opinions,
        persons,
        answer: it.answer.unwrap_or(Answer::Other), // Without one it is refused above.
        thinking: paragraphs(&it.thinking),
        changed: it.changed.clone(),
        decision: it.decision,
    }
}

fn of_all(tally: &Tally, on: Date, told: &Told) -> Results {
    let way = |(by, persons): (&super::By, &u32)| ByWay { by: *by, persons: *persons };
    let withheld = |(because, opinions): (&super::Because, &u32)| WithheldCount {
        because: *because,
        opinions: *opinions,
    };
    Results {
        on,
        persons: tally.persons,
        opinions: tally.opinions,
        by_way: tally.by_way.iter().map(way).collect(),
        withheld: tally.withheld.iter().map(withheld).collect(),
        decision: told.decision,
        text: paragraphs(&told.text),
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Behind a family name they say that somebody is meant: 「林」 alone is a wood as well.
const HONORIFICS: [&str; 6] = ["さん", "様", "さま", "氏", "殿", "君"];

/// What tells who somebody is: folded as it would be found, with the words as they were typed. One character tells nobody.
fn personal(letters: &[Letter]) -> Vec<(String, String)> {
    let mut known = BTreeSet::new();
    let mut list = vec![];
    for sender in letters.iter().map(|it| &it.sender) {
        for words in telling(sender) {
            let folded = squeeze(&words);
            if folded.chars().count() > 1 && known.insert(folded.clone()) {
                list.push((folded, words));
            }
        }
    }
    list
}

/// The words by which a sender is known: the name, the address, the contact, and the family name as people are called by it.
fn telling(sender: &Sender) -> Vec<String> {
    let mut words = vec![sender.name.clone(), sender.address.clone(), sender.contact.clone()];
    if let Some((family, _)) = sender.name.trim().split_once(char::is_whitespace) {
        words.extend(HONORIFICS.map(|it| format!("{family}{it}")));
    }
    words
}

fn named(personal: &[(String, String)], number: u32, text: &str) -> Vec<Lack> {
    let folded = squeeze(text);
    let found = personal.iter().filter(|(it, _)| folded.contains(it.as_str()));
    found.map(|(_, words)| Lack::Personal(number, words.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sender(name: &str, contact: &str) -> Letter {
        let letter = serde_json::json!({
            "by": super::super::By::Post, "received": "2026-11-01", "at": "2026-11-01T00:00:00Z", "text": "", "points": [],
            "sender": { "name": name, "contact": contact },
        });
        serde_json::from_value(letter).unwrap()
    }

    #[test]
    fn a_sender_is_known_by_the_family_name_as_people_are_called_by_it() {
        let personal = personal(&[sender("林　葛\u{E0100}子", "0745-00-0000"), sender("住民の会", "")]);
        let told = |text: &str| named(&personal, 1, text).len();
        for known in [
            "林さんの意見",
            "林 氏より",
            "林様",
            "林葛\u{E0100}子",
            "林　葛\u{E0100}子さん",
            "０７４５-００-００００",
        ] {
            assert_eq!(told(known), 1, "{known}");
        }
        for nobody in ["林の手入れ", "小さな林", "住民のさまざまな声"] {
            assert_eq!(told(nobody), 0, "{nobody}");
        }
    }
}
