//! The laws of a sheet, with whatever people may type.

use std::collections::BTreeMap;

use plan::edition::Edition;
use plan::form::{Asks, FieldId};
use plan::sheet::entry::{Entries, Entry};
use plan::sheet::layout::{Layout, layout};
use plan::sheet::proposals::{Compiled, proposals};
use plan::sheet::understood::{Answer, Context, understood};
use proptest::prelude::*;

use crate::town::{by, decide, form, id, town, typed};

fn sheet(edition: &Edition, entries: &Entries) -> Layout {
    layout(edition, &form(), &id("o"), entries)
}

fn compiled(edition: &Edition, entries: &Entries) -> Compiled {
    proposals(edition, &form(), &id("o"), entries)
}

/// Every field of the empty sheet, with what it asks.
fn fields() -> Vec<(FieldId, Asks)> {
    sheet(&town(), &Entries::new()).fields().map(|(_, it)| (it.id.clone(), it.asks)).collect()
}

fn entry(text: &str) -> Entry {
    Entry::new(text, by("sato"), jiff::Timestamp::UNIX_EPOCH)
}

/// What a text means in a field of the sheet.
fn meaning(edition: &Edition, field: &FieldId, text: &str) -> Option<Answer> {
    let (form, sheet) = (form(), sheet(edition, &Entries::new()));
    let (subject, asked) = sheet.field(field)?;
    let of = &form.parts[subject.part].fields[asked.field];
    let context = Context::new(edition, &form, of, &subject.id, &Entries::new());
    understood(text, &context).ok().map(|it| it.answer)
}

/// Texts that mean something in one field or another, and some that do not.
const TEXTS: &[&str] = &[
    "",
    " ",
    "48",
    "４８．２％",
    "▲3",
    "約50",
    "48％以上",
    "3団体以上",
    "50%→60%",
    "全校で実施",
    "未定",
    "集計中",
    "未測定（隔年）",
    "54.2（速報）",
    "1,200人中580人",
    "n=580",
    "580/1,200",
    "73百万円",
    "1万2千",
    "0",
    "拡充",
    "縮小",
    "A",
    "B",
    "対応済",
    "検討中",
    "理由がある。",
    "一行目。\n二行目。",
    "一行目。\r\n\r\n　字下げ",
    "葛\u{E0100}城 𠮷野",
    "#DIV/0!",
    "千人",
    "%",
    "-",
    "（）",
    "未測定（）",
    "element p",
    "indicator e-1",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(TEXTS).prop_map(str::to_owned), 1 => ".{0,20}"]
}

/// Any fields of the sheet, additions, ends, and fields that it does not have.
fn entries() -> impl Strategy<Value = Entries> {
    let mut names: Vec<String> = fields().into_iter().map(|(id, _)| id.to_string()).collect();
    let more = "e-new#new e-new#title e-new#number i-new#new i-new#title i-new/target/2025#words i-new/actual/2025#figure \
        e-1#gone e-2#gone e-1-1#gone i-walk#gone i-team#gone e-new#gone i-walk#new p#new p#gone k-1#gone x#y o#title";
    names.extend(more.split_whitespace().map(str::to_owned));
    let pair = (prop::sample::select(names), text());
    prop::collection::vec(pair, 0..12).prop_map(|pairs| {
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        typed(&pairs)
    })
}

#[test]
fn nothing_typed_proposes_nothing() {
    assert_eq!(compiled(&town(), &Entries::new()), Compiled::default());
}

#[test]
fn what_is_decided_typed_again_proposes_nothing() {
    let edition = town();
    let fields = sheet(&edition, &Entries::new());
    let entries: Entries = fields.fields().map(|(_, it)| (it.id.clone(), entry(&it.current))).collect();
    assert!(entries.values().filter(|it| !it.is_blank()).count() > 10);
    assert_eq!(compiled(&edition, &entries), Compiled::default());
}

proptest! {
    #[test]
    fn what_was_typed_is_what_is_decided_then(
        (field, asks) in prop::sample::select(fields()),
        text in text(),
    ) {
        let edition = town();
        let entries = Entries::from([(field.clone(), entry(&text))]);
        let it = compiled(&edition, &entries);
        let Some(wanted) = meaning(&edition, &field, &text) else {
            prop_assert!(!it.problems.is_empty() && it.proposals.is_empty());
            return Ok(());
        };
        if !it.problems.is_empty() {
            return Ok(());
        }
        let after = match it.proposals.is_empty() {
            true => edition,
            false => decide(&edition, it.proposals).unwrap(),
        };
        let now = sheet(&after, &Entries::new());
        let current = &now.field(&field).unwrap().1.current;
        // A grade that is the rule's own is no person's.
        if !matches!(asks, Asks::Grade { .. }) {
            prop_assert_eq!(meaning(&after, &field, current), Some(wanted), "{} {}", field, text);
        }
    }

    #[test]
    fn one_field_never_changes_another(field in prop::sample::select(fields()), text in text()) {
        let edition = town();
        let it = compiled(&edition, &Entries::from([(field.0.clone(), entry(&text))]));
        let emptied = text.trim().is_empty() || it.proposals.is_empty() || !it.problems.is_empty();
        if emptied {
            return Ok(()); // What is emptied takes with it what belongs to it.
        }
        let after = decide(&edition, it.proposals).unwrap();
        let all = |edition: &Edition| -> BTreeMap<FieldId, String> {
            sheet(edition, &Entries::new()).fields().map(|(_, it)| (it.id.clone(), it.current.clone())).collect()
        };
        let (before, now) = (all(&edition), all(&after));
        let changed: Vec<_> = before.iter().filter(|(id, text)| now.get(id) != Some(text)).map(|(id, _)| id.clone()).collect();
        // Another unit shows the same figures in other writing.
        let is_same = |it: &FieldId| edition.get(&it.record()) == after.get(&it.record());
        prop_assert!(changed.iter().all(|it| *it == field.0 || is_same(it)), "{:?}", changed);
    }

    #[test]
    fn whatever_is_typed_a_sheet_without_problems_can_be_decided(entries in entries()) {
        let edition = town();
        let shown = sheet(&edition, &Entries::new());
        let seen = |id: &FieldId| shown.field(id).map_or(String::new(), |(_, it)| it.current.clone());
        let entries: Entries = entries.into_iter().map(|(id, it)| (id.clone(), it.over(&seen(&id)))).collect();
        let it = compiled(&edition, &entries);
        prop_assert!(it.overtaken.is_empty());
        prop_assert!(it.problems.iter().all(|it| !it.ja.is_empty() && !it.en.is_empty()));
        if it.problems.is_empty() && !it.proposals.is_empty() {
            let decided = decide(&edition, it.proposals);
            prop_assert!(decided.is_ok(), "{:?}", decided.err().map(|it| it.ja()));
            let after = decided.unwrap();
            let again = Compiled { outside: vec![], ..compiled(&after, &entries) };
            prop_assert_eq!(again, Compiled::default(), "the same entries again change nothing");
        } else {
            let _ = sheet(&edition, &entries);
        }
    }
}
