//! 自治体名: named by a plan's name, an office, a mayor or a copyright line, never by a guess.

use super::{
    Reader,
    municipality_name::{NEVER, inner, kana_name, located, of_office, opening_name},
};
use plan::key::key;

use crate::words::is_han;

/// What stands behind a name of a municipality, and how much that says.
const BEHIND: &[(&str, usize)] = &[
    ("基本構想", 9),
    ("基本計画", 8),
    ("総合計画", 8),
    ("実施計画", 6),
    ("総合戦略", 5),
    ("役所", 7),
    ("役場", 7),
    ("長", 5),
    ("議会", 5),
    ("教育委員会", 5),
    ("公式", 7),
    ("ホームページ", 6),
    ("All", 5),
    (".All", 5),
    ("で", 2),
    ("の", 2),
    ("に", 1),
    ("は", 2),
    ("が", 1),
    ("を", 1),
    ("民", 3),
    ("条例", 4),
    ("環境", 2),
    ("地域", 2),
    ("子ども", 2),
    ("こども", 2),
    ("教育", 2),
    ("行政", 2),
    ("", 1),
];
impl Reader<'_> {
    pub(super) fn municipality(&mut self) {
        if self.document.municipality.is_some() {
            return;
        }
        let organisations: Vec<String> =
            self.document.statements.iter().filter_map(|it| it.organisation.clone()).collect();
        let mut scores: Vec<(String, usize)> = Vec::new();
        let contact = self.document.page.contact.clone().unwrap_or_default();
        let title = self.document.page.title.clone().unwrap_or_default();
        let before_title = title.split_whitespace().next().filter(|word| word.len() < title.len());
        let titled = before_title.and_then(|word| of_office(word).filter(|(name, _)| name == word));
        let own = self
            .entries
            .iter()
            .flat_map(|entry| located(&entry.text))
            .chain(of_office(&contact))
            .chain(titled);
        let named = self.entries.iter().flat_map(|entry| mentions(&entry.text));
        for (name, score) in named.chain(own) {
            if organisations.iter().any(|organisation| organisation.starts_with(&name)) {
                continue;
            }
            match scores.iter_mut().find(|(held, _)| *held == name) {
                Some((_, sum)) => *sum += score,
                None => scores.push((name, score)),
            }
        }
        let best = scores.into_iter().rev().max_by_key(|(_, score)| *score).filter(|(_, score)| *score >= 5);
        self.document.municipality = best.map(|(name, _)| name);
    }
}

/// Names in a text: a run of kanji that begins behind a boundary and ends with 市, 区, 町 or 村.
fn mentions(text: &str) -> Vec<(String, usize)> {
    let folded = key(text);
    let chars: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if !matches!(c, '市' | '区' | '町' | '村') {
            continue;
        }
        let opening = opening_name(&chars, at);
        let length = chars
            .get(..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|c| is_han(**c) || matches!(c, 'ヶ' | 'ケ' | 'ノ'))
            .count();
        let name: String = chars.get(at - length..=at).unwrap_or_default().iter().collect();
        let before = at.checked_sub(length + 1).and_then(|at| chars.get(at)).copied();
        let joined = before.is_some_and(|c| !is_boundary(c));
        let behind: String = chars.get(at + 1..).unwrap_or_default().iter().take(6).collect();
        let opening = opening.or_else(|| kana_name(&chars, at));
        if let Some(name) = opening {
            found.push((name, 5));
            continue;
        }
        if joined || !(1..=5).contains(&length) || NEVER.contains(&name.as_str()) || inner(&name) {
            continue;
        }
        let score = BEHIND.iter().find(|(word, _)| behind.starts_with(word)).map_or(0, |(_, score)| *score);
        found.push((name, score));
    }
    found
}

fn is_boundary(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '「'
            | '『'
            | '('
            | '・'
            | ':'
            | '|'
            | '/'
            | '>'
            | '【'
            | '['
            | ')'
            | '」'
            | 'は'
            | 'を'
            | 'に'
            | 'が'
            | 'で'
            | 'の'
            | 'と'
            | 'も'
            | 'や'
            | 'り'
            | 'し'
            | 'た'
            | 'る'
            | 'て'
            | '©'
            | 'c'
            | 't'
            | '-'
            | '~'
            | '='
    ) || c.is_ascii_digit()
        || c == ' '
}
