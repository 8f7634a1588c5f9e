//! 見え消し: what of a text is kept, added and taken out, in pieces that a reader of Japanese takes in at a glance.

use imara_diff::Algorithm;
use unicode_segmentation::UnicodeSegmentation;

use super::hunk::hunks;
use crate::check;

/// A stretch of a text that changed, or did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What became of it.
    pub mark: Mark,
    /// The words.
    pub text: String,
}

/// 見え消しの別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// In both texts.
    Kept,
    /// 削除: only in the text before.
    TakenOut,
    /// 追記: only in the text after.
    Added,
}

impl Mark {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Kept => ("変更なし", "kept"),
            Self::TakenOut => ("削除", "taken out"),
            Self::Added => ("追記", "added"),
        }
    }
}

/// The changes from one text to another, in order; what is taken out stands before what came for it.
///
/// Numbers, Latin words and words in katakana change as a whole, all else by characters; a character is never torn from its
/// marks. A single letter that both texts share between two changes is no rest for the eye: it belongs to the changes.
pub fn changes(before: &str, after: &str) -> Vec<Stretch> {
    let (old, new) = (words(before), words(after));
    let mut stretches: Vec<Stretch> = vec![];
    let mut at = 0;
    for hunk in hunks(&old, &new, Algorithm::Myers) {
        add(&mut stretches, Mark::Kept, &old[at..hunk.before.start]);
        add(&mut stretches, Mark::TakenOut, &old[hunk.before.clone()]);
        add(&mut stretches, Mark::Added, &new[hunk.after]);
        at = hunk.before.end;
    }
    add(&mut stretches, Mark::Kept, &old[at..]);
    gathered(&stretches)
}

fn add(stretches: &mut Vec<Stretch>, mark: Mark, words: &[&str]) {
    if !words.is_empty() {
        stretches.push(Stretch { mark, text: words.concat() });
    }
}

/// 写し: how many percent of a text are last year's, where that is nearly all of it.
pub fn copied(now: &str, last: &str) -> Option<usize> {
    check::copied(now, last)
}

/// What is changed as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Figure,
    Latin,
    Katakana,
    Other,
}

fn script(piece: &str) -> Script {
    match piece.chars().next() {
        Some('0'..='9' | '０'..='９' | '.' | '．' | ',' | '，') => Script::Figure,
        Some('a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ') => Script::Latin,
        Some('ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ') => Script::Katakana,
        _ => Script::Other,
    }
}

fn words(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let (mut start, mut before) = (0, Script::Other);
    for (at, piece) in text.grapheme_indices(true) {
        let script = script(piece);
        if at > 0 && (script == Script::Other || script != before) {
            found.push(&text[start..at]);
            start = at;
        }
        before = script;
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// Puts changes together that only a single letter keeps apart.
fn gathered(stretches: &[Stretch]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = vec![];
    let (mut taken, mut added) = (String::new(), String::new());
    for (at, it) in stretches.iter().enumerate() {
        let amid = at > 0 && at + 1 < stretches.len();
        match it.mark {
            Mark::TakenOut => taken.push_str(&it.text),
            Mark::Added => added.push_str(&it.text),
            Mark::Kept if amid && is_too_short(&it.text) => {
                taken.push_str(&it.text);
                added.push_str(&it.text);
            }
            Mark::Kept => {
                flush(&mut out, &mut taken, &mut added);
                out.push(it.clone());
            }
        }
    }
    flush(&mut out, &mut taken, &mut added);
    out
}

fn flush(out: &mut Vec<Stretch>, taken: &mut String, added: &mut String) {
    for (mark, text) in [(Mark::TakenOut, taken), (Mark::Added, added)] {
        if !text.is_empty() {
            out.push(Stretch { mark, text: std::mem::take(text) });
        }
    }
}

fn is_too_short(text: &str) -> bool {
    let mut letters = text.graphemes(true);
    let one = letters.next().filter(|_| letters.next().is_none());
    one.is_some_and(|it| !matches!(it, "\n" | "。" | "、" | "・" | "：" | "「" | "」"))
}
