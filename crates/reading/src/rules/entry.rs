//! One table of a TOML file, asked for its values by name. A value that cannot be used names its line.

use std::cell::RefCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Problem;

/// A table of the file. It remembers what was asked for, so that the rest can be called unknown.
pub(super) struct Entry<'a> {
    text: &'a str,
    table: &'a DeTable<'a>,
    start: usize,
    asked: RefCell<BTreeSet<String>>,
}

/// A value with its place.
type Value<'a> = &'a Spanned<DeValue<'a>>;

/// Words of a file and what they mean: in ASCII, in Japanese, the meaning.
pub(super) type Words<T> = [(&'static str, &'static str, T)];

impl<'a> Entry<'a> {
    pub(super) fn new(text: &'a str, table: &'a DeTable<'a>, start: usize) -> Self {
        Self { text, table, start, asked: RefCell::default() }
    }

    /// 「12行」.
    pub(super) fn place(&self) -> String {
        super::place(self.text, self.start)
    }

    /// The lines from the head of the entry to the head of the next.
    pub(super) fn text(&self) -> String {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let end = rest.match_indices("\n[").map(|(at, _)| at).next().unwrap_or(rest.len());
        rest[..end].trim_end().to_owned()
    }

    /// A sentence about the whole entry.
    pub(super) fn problem(&self, ja: &str, en: &str) -> Problem {
        Problem::new(self.place(), ja, en)
    }

    /// A mistake in the entry, with what of the file it costs.
    pub(super) fn refused(&self, problem: Problem) -> Problem {
        let word = |key: &str| self.table.get(key).and_then(|it| it.get_ref().as_str());
        let (ja, en) = match (word("name"), word("id")) {
            (Some(name), Some(id)) => {
                (format!("判定基準「{name}」（{id}）"), format!("the rule “{name}” ({id})"))
            }
            (Some(it), None) | (None, Some(it)) => (format!("判定基準「{it}」"), format!("the rule “{it}”")),
            (None, None) if self.is_rule() => ("この判定基準".to_owned(), "this rule".to_owned()),
            (None, None) => ("団体の設定".to_owned(), "the settings of the municipality".to_owned()),
        };
        Problem { cost: Some(Box::new((ja, en))), ..problem }
    }

    /// Whether the entry is a rule, and not what the file says of the municipality.
    fn is_rule(&self) -> bool {
        self.text().starts_with("[[")
    }

    /// A sentence about one value.
    pub(super) fn wrong(&self, key: &str, ja: &str, en: &str) -> Problem {
        let at = self.table.get(key).map_or(self.start, |value| value.span().start);
        let place = format!("{} {key}", super::place(self.text, at));
        Problem::new(place, format!("「{key}」{ja}"), format!("“{key}” {en}"))
    }

    fn get(&self, key: &str) -> Option<Value<'a>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    pub(super) fn string(&self, key: &str) -> Result<Option<&'a str>, Problem> {
        let Some(value) = self.get(key) else { return Ok(None) };
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => Err(self.wrong(key, "が空です", "is empty")),
            DeValue::String(text) => Ok(Some(text)),
            _ => Err(self.wrong(key, "は文字列（\"…\"）で書いてください", "must be a string (\"…\")")),
        }
    }

    pub(super) fn need(&self, key: &str) -> Result<&'a str, Problem> {
        self.string(key)?.ok_or_else(|| self.wrong(key, "がありません", "is missing"))
    }

    /// Several strings.
    pub(super) fn strings(&self, key: &str) -> Result<Vec<String>, Problem> {
        let wrong = || self.wrong(key, "は文字列の一覧で書いてください", "must be a list of strings");
        let Some(value) = self.get(key) else { return Ok(vec![]) };
        let list = value.get_ref().as_array().ok_or_else(wrong)?;
        list.iter().map(|it| it.get_ref().as_str().map(str::to_owned).ok_or_else(wrong)).collect()
    }

    /// A number, exact: 0.8, or "80%", which is the same.
    pub(super) fn number(&self, key: &str) -> Result<Option<Decimal>, Problem> {
        self.get(key).map(|value| self.as_number(key, value)).transpose()
    }

    /// Several numbers.
    pub(super) fn numbers(&self, key: &str) -> Result<Vec<Decimal>, Problem> {
        let Some(value) = self.get(key) else { return Ok(vec![]) };
        let wrong = || self.wrong(key, "は数の一覧で書いてください", "must be a list of numbers");
        let list = value.get_ref().as_array().ok_or_else(wrong)?;
        list.iter().map(|it| self.as_number(key, it)).collect()
    }

    fn as_number(&self, key: &str, value: Value<'a>) -> Result<Decimal, Problem> {
        let read = match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => plain(it.as_str()),
            DeValue::Float(it) => plain(it.as_str()),
            DeValue::String(text) => written(text),
            _ => None,
        };
        read.ok_or_else(|| {
            self.wrong(key, "は数（0.8 や \"80%\"）として読めません", "is no number (0.8, \"80%\")")
        })
    }

    /// Names and numbers: `{ A = 20, B = 18 }`.
    pub(super) fn pairs(&self, key: &str) -> Result<Vec<(String, Decimal)>, Problem> {
        let Some(value) = self.get(key) else { return Ok(vec![]) };
        let wrong = || {
            self.wrong(
                key,
                "は { A = 20, B = 18 } のように書いてください",
                "must look like { A = 20, B = 18 }",
            )
        };
        let table = value.get_ref().as_table().ok_or_else(wrong)?;
        table.iter().map(|(name, it)| Ok((name.get_ref().to_string(), self.as_number(key, it)?))).collect()
    }

    /// One of the words that may stand here.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &Words<T>) -> Result<Option<T>, Problem> {
        let Some(written) = self.string(key)? else { return Ok(None) };
        let found = words.iter().find(|(ascii, ja, _)| *ascii == written || *ja == written);
        let all =
            || words.iter().map(|(ascii, ja, _)| format!("{ascii}（{ja}）")).collect::<Vec<_>>().join("、");
        let plain = || words.iter().map(|(ascii, ..)| *ascii).collect::<Vec<_>>().join(", ");
        match found {
            Some((.., meaning)) => Ok(Some(*meaning)),
            None => Err(self.wrong(
                key,
                &format!("の「{written}」は知らない言葉です（{}のいずれか）", all()),
                &format!("is “{written}”, which is none of: {}", plain()),
            )),
        }
    }

    pub(super) fn need_word<T: Copy>(&self, key: &str, words: &Words<T>) -> Result<T, Problem> {
        self.word(key, words)?.ok_or_else(|| {
            let all: Vec<_> = words.iter().map(|(ascii, ja, _)| format!("{ascii}（{ja}）")).collect();
            self.wrong(key, &format!("がありません（{}のいずれか）", all.join("、")), "is missing")
        })
    }

    /// Whether a table stands under a name.
    pub(super) fn is_table(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|it| it.get_ref().as_table().is_some())
    }

    /// A table under a name.
    pub(super) fn entry(&self, key: &str) -> Result<Option<Entry<'a>>, Problem> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let table = value.get_ref().as_table();
        let table = table
            .ok_or_else(|| self.wrong(key, "は表（{ … }）で書いてください", "must be a table ({ … })"))?;
        Ok(Some(Entry::new(self.text, table, value.span().start)))
    }

    /// A list of tables under a name.
    pub(super) fn entries(&self, key: &str) -> Result<Vec<Entry<'a>>, Problem> {
        let Some(value) = self.get(key) else { return Ok(vec![]) };
        let wrong = || self.wrong(key, "は表の一覧で書いてください", "must be a list of tables");
        let list = value.get_ref().as_array().ok_or_else(wrong)?;
        let entry = |it: Value<'a>| {
            let table = it.get_ref().as_table().ok_or_else(wrong)?;
            Ok(Entry::new(self.text, table, it.span().start))
        };
        list.iter().map(entry).collect()
    }

    /// Refuses what nobody asked for: a name that is misspelt must not be passed over in silence.
    pub(super) fn unknown(&self) -> Result<(), Problem> {
        let asked = self.asked.borrow();
        let unknown = self.table.keys().find(|key| !asked.contains(key.get_ref().as_ref()));
        unknown.map_or(Ok(()), |key| {
            let place = super::place(self.text, key.span().start);
            let key = key.get_ref();
            Err(Problem::new(
                place,
                format!("「{key}」は、ここでは使えない項目です（つづりを確かめてください）"),
                format!("“{key}” has no meaning here (is it misspelt?)"),
            ))
        })
    }
}

fn plain(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&text.replace('_', "")).ok()
}

/// 「80％」 is 0.8.
fn written(text: &str) -> Option<Decimal> {
    let quantity = plan::quantity::Quantity::parse(text, None)?;
    match quantity.unit {
        Some(unit) if unit.is_percent() => quantity.value.checked_div(Decimal::ONE_HUNDRED),
        Some(_) => None,
        None => Some(quantity.value),
    }
}
