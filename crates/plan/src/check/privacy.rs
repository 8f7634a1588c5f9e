//! 個人情報: names, telephone numbers and addresses that have no place in a published text. A person decides.

use super::scene::{Notes, Scene};
use super::text::Subject;
use super::{Check, Severity};
use crate::key::Folded;

pub(super) const CHECKS: &[&Check] = &[&PERSONAL_NAME, &PHONE_NUMBER, &MAIL_ADDRESS];

const PERSONAL_NAME: Check = Check {
    code: "personal-name",
    severity: Severity::Warning,
    ja: "個人の氏名らしい語がある",
    en: "what looks like a person's name",
    example: "「担当：山田 太郎」「課長　山田　太郎」",
};
const PHONE_NUMBER: Check = Check {
    code: "phone-number",
    severity: Severity::Warning,
    ja: "電話番号らしい数字がある",
    en: "what looks like a telephone number",
    example: "「03-0000-0000」「090（0000）0000」",
};
const MAIL_ADDRESS: Check = Check {
    code: "mail-address",
    severity: Severity::Warning,
    ja: "メールアドレスがある",
    en: "a mail address",
    example: "「someone＠example.jp」",
};

pub(super) fn look(_: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    // A name needs a colon or a space before it, a number a zero.
    let marks = [':', '：', ' ', '　', '@', '＠', '0', '０'];
    for text in subject.texts().filter(|it| it.words.contains(marks)) {
        let folded = Folded::new(text.words);
        let key = folded.key();
        // What was found is not repeated whole: a list of findings is copied further than the text.
        if let Some(label) = name(key) {
            let ja = format!("「{label}」に続いて、個人の氏名らしい語があります");
            notes.say(&PERSONAL_NAME, ja, format!("what looks like a name follows “{label}”")).at(text.field);
        }
        if let Some(start) = phone(key) {
            let ja = format!("電話番号らしい数字があります（{start}…）");
            notes
                .say(&PHONE_NUMBER, ja, format!("what looks like a telephone number ({start}…)"))
                .at(text.field);
        }
        if has_mail(key) {
            let ja = "メールアドレスがあります";
            notes.say(&MAIL_ADDRESS, ja, "a mail address").at(text.field);
        }
    }
}

/// Labels behind which a name stands.
const LABELS: &[&str] = &[
    "氏名:",
    "担当者:",
    "担当者名:",
    "担当:",
    "記入者:",
    "作成者:",
    "起案者:",
    "責任者:",
    "代表者:",
    "所属長:",
    "連絡先:",
    "文責:",
    "評価者:",
    "報告者:",
    "執筆者:",
];

/// Titles behind which a name stands, its two parts told apart by a space.
const TITLES: &[&str] = &[
    "課長",
    "係長",
    "部長",
    "局長",
    "室長",
    "所長",
    "館長",
    "園長",
    "校長",
    "主査",
    "主任",
    "主事",
    "参事",
    "次長",
    "理事",
    "市長",
    "区長",
    "町長",
    "村長",
    "会長",
    "委員長",
    "座長",
    "教授",
    "議員",
    "委員",
];

/// Ends of words that are no person: 担当:企画課.
const OFFICES: &str =
    "課係部室局所班会館園校院署団隊庁党社店組市区町村県府都道協議員者長等他下記上記各全未定";

/// The label or title behind which something like a name stands.
fn name(key: &str) -> Option<&'static str> {
    let behind = |label: &&&'static str, spaced: bool| {
        let mut from = 0;
        while let Some(at) = key[from..].find(**label).map(|at| from + at + label.len()) {
            if is_name(&key[at..], spaced) {
                return true;
            }
            from = at;
        }
        false
    };
    let labelled = LABELS.iter().find(|label| behind(label, false));
    labelled.or_else(|| TITLES.iter().find(|title| behind(title, true))).copied()
}

/// 山田 太郎: one to three kanji, a space, one to three letters of a given name, and then no more of them.
///
/// Behind a label two to five kanji without a space may be one too, unless they end like an office.
fn is_name(rest: &str, spaced: bool) -> bool {
    let rest = match rest.strip_prefix(' ') {
        Some(after) => after,
        None if spaced => return false,
        None => rest,
    };
    let family = run(rest);
    let after = &rest[family.len()..];
    let count = |text: &str| text.chars().count();
    if let Some(given) = after.strip_prefix(' ').map(given) {
        let title = |word: &str| TITLES.contains(&word);
        let short = (1..=3).contains(&count(family)) && (1..=3).contains(&count(given));
        return short && !is_office(given) && !title(given) && !title(family);
    }
    !spaced && (3..=5).contains(&count(family)) && !is_office(family) && ends(after)
}

fn ends(after: &str) -> bool {
    after.is_empty() || after.starts_with([')', '、', '。', '(', '/', '氏', 'さ'])
}

fn is_office(word: &str) -> bool {
    word.ends_with(|c| OFFICES.contains(c))
}

/// The kanji at the start.
fn run(text: &str) -> &str {
    let end = text.find(|c| !matches!(c, '\u{4E00}'..='\u{9FFF}' | '々' | '\u{F900}'..='\u{FAFF}'));
    &text[..end.unwrap_or(text.len())]
}

/// Kanji, or hiragana alone, as a given name has.
fn given(text: &str) -> &str {
    let kanji = run(text);
    if !kanji.is_empty() {
        return kanji;
    }
    let end = text.find(|c| !matches!(c, '\u{3041}'..='\u{3096}')).unwrap_or(text.len());
    if ends(&text[end..]) { &text[..end] } else { "" }
}

/// The first digits of a number of ten or eleven, grouped as telephone numbers are: 03-0000-0000, 090(0000)0000.
fn phone(key: &str) -> Option<&str> {
    let bytes = key.as_bytes();
    let starts = key.match_indices('0').map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let glued =
            key[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ',' | '/'));
        if glued {
            return None;
        }
        let end = key[at..]
            .find(|c: char| !(c.is_ascii_digit() || "-() ".contains(c)))
            .map_or(key.len(), |it| at + it);
        let groups: Vec<&str> =
            key[at..end].split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).collect();
        let digits: usize = groups.iter().take(3).map(|it| it.len()).sum();
        let [first, second, third, ..] = groups.as_slice() else { return None };
        let shape = (2..=5).contains(&first.len())
            && (1..=4).contains(&second.len())
            && (3..=4).contains(&third.len());
        let whole = digits == 10 || digits == 11;
        let not_a_zero = bytes.get(at + 1).is_some_and(|digit| *digit != b'0');
        (shape && whole && not_a_zero).then_some(*first)
    })
}

fn has_mail(key: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    key.match_indices('@').any(|(at, _)| {
        let local = key[..at].chars().rev().take_while(|c| part(*c)).count();
        let end = key[at + 1..].find(|c| !part(c)).map_or(key.len(), |it| at + 1 + it);
        let host = &key[at + 1..end];
        local > 0 && host.split('.').count() > 1 && host.split('.').all(|label| !label.is_empty())
    })
}
