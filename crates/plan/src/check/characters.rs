//! 文字: characters that another machine, a form or a reader cannot take, and marks that a workbook left behind.

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::scene::{Notes, Scene};
use super::text::{Subject, Text};
use super::{Check, Severity};
use crate::edition::Edition;
use crate::key::key;

pub(super) const CHECKS: &[&Check] = &[
    &OVERFLOW_MARK,
    &BROKEN_CHARACTER,
    &OUTSIDE_ENCODING,
    &PLATFORM_DEPENDENT,
    &HALF_WIDTH_KANA,
    &SPACED_WORD,
];

const OVERFLOW_MARK: Check = Check {
    code: "overflow-mark",
    severity: Severity::Stop,
    ja: "表計算の「#####」やエラーの印が残っている",
    en: "a mark of a spreadsheet that failed is left in a text",
    example: "「実績は######人」「#DIV/0!」",
};
const BROKEN_CHARACTER: Check = Check {
    code: "broken-character",
    severity: Severity::Stop,
    ja: "文字化けの跡、または外字（私用領域の文字）がある",
    en: "a character that was lost on the way, or one that only one machine knows",
    example: "「髙」のはずが「\u{FFFD}」",
};
const OUTSIDE_ENCODING: Check = Check {
    code: "outside-encoding",
    severity: Severity::Warning,
    ja: "様式の文字コード（Windows-31J）にない文字がある",
    en: "a character that the forms' encoding (Windows-31J) does not have",
    example: "「𠮷」「❶」「⽅」（康熙部首）→「方」",
};
const PLATFORM_DEPENDENT: Check = Check {
    code: "platform-dependent",
    severity: Severity::Hint,
    ja: "機種依存文字がある（JIS X 0208 にない）",
    en: "a character outside JIS X 0208, which some machines show differently or read aloud badly",
    example: "「㈱」→「(株)」、「①」→「(1)」、「㍻」→「平成」",
};
const HALF_WIDTH_KANA: Check = Check {
    code: "half-width-kana",
    severity: Severity::Hint,
    ja: "半角カナがある",
    en: "half-width kana",
    example: "「ﾊﾞｽ」→「バス」",
};
const SPACED_WORD: Check = Check {
    code: "spaced-word",
    severity: Severity::Hint,
    ja: "語の中に空白がある（読み上げと検索ができない）",
    en: "a word with spaces inside, which is neither found nor read aloud as one",
    example: "「日　付」→「日付」",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let own = own_letters(scene.edition);
    for text in subject.texts() {
        in_text(text, &own, notes);
    }
}

/// The letters of the municipality's own name that a form cannot hold: they are no slip, wherever they stand.
pub(super) fn own_letters(edition: &Edition) -> Vec<&str> {
    let name = edition.profile().map_or("", |it| it.name.as_str());
    if is_plain(name) { vec![] } else { name.graphemes(true).collect() }
}

/// The same of a text that is in no record yet.
pub(super) fn in_text(text: Text<'_>, own: &[&str], notes: &mut Notes<'_>) {
    if text.words.contains(['#', '＃']) {
        overflow(text, notes);
    }
    if !text.words.is_ascii() {
        coded(text, own, notes);
    }
    if text.words.contains([' ', '　']) {
        spaced(text, notes);
    }
}

const FAILURES: &[&str] =
    &["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "###"];

fn overflow(text: Text<'_>, notes: &mut Notes<'_>) {
    let folded = key(text.words);
    if let Some(mark) = FAILURES.iter().find(|mark| folded.contains(**mark)) {
        notes
            .say(
                &OVERFLOW_MARK,
                format!("表計算の印「{mark}」が残っています（元の値を確かめてください）"),
                format!("“{mark}”, the mark of a spreadsheet that failed, is left in the text"),
            )
            .at(text.field);
    }
}

/// What a character is to the encodings of forms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coded {
    Plain,
    Lost,
    HalfKana,
    Dependent,
    Outside,
}

/// Signs that are written by their neighbours in a form's encoding, and by nobody missed.
const REPLACED: &str = "〜—‖−¢£¬–‐‑‒•…·\u{00A0}\u{200B}\u{FEFF}²³⁄";

fn class(c: char) -> Coded {
    match c {
        _ if c.is_ascii() || REPLACED.contains(c) => Coded::Plain,
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => Coded::Lost,
        '\u{FF61}'..='\u{FF9F}' => Coded::HalfKana,
        _ => by_bytes(c),
    }
}

/// JIS X 0208 stands in rows 1 to 84 without row 13; what Windows-31J has beside it are NEC's and IBM's characters.
fn by_bytes(c: char) -> Coded {
    let mut letter = [0; 4];
    let (bytes, _, lost) = SHIFT_JIS.encode(c.encode_utf8(&mut letter));
    match bytes.first() {
        _ if lost => Coded::Outside,
        Some(0x87 | 0xED | 0xEE | 0xFA..=0xFC) => Coded::Dependent,
        _ => Coded::Plain,
    }
}

/// Whether every character is in JIS X 0208, told from the bytes of the whole text at once.
fn is_plain(text: &str) -> bool {
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    let mut rest = bytes.iter();
    while let Some(lead) = rest.next() {
        match lead {
            0x87 | 0xED | 0xEE | 0xF0..=0xFC | 0xA0..=0xDF => return false,
            0x81..=0x9F | 0xE0..=0xEF => drop(rest.next()),
            _ => {}
        }
    }
    !lost
}

fn coded(text: Text<'_>, own: &[&str], notes: &mut Notes<'_>) {
    if is_plain(text.words) {
        return;
    }
    // As people see them: 葛 with its variation selector is one letter.
    let list = |class: Coded| -> Vec<&str> {
        let is_of = |it: &&str| it.chars().any(|c| self::class(c) == class) && !own.contains(it);
        let mut found: Vec<&str> = vec![];
        for letter in text.words.graphemes(true).filter(is_of) {
            if !found.contains(&letter) {
                found.push(letter);
            }
        }
        found
    };
    tell(&BROKEN_CHARACTER, &list(Coded::Lost), "文字化けか外字", "lost or private characters", text, notes);
    tell(
        &OUTSIDE_ENCODING,
        &list(Coded::Outside),
        "様式の文字コードにない文字",
        "outside the encoding",
        text,
        notes,
    );
    tell(&PLATFORM_DEPENDENT, &list(Coded::Dependent), "機種依存文字", "platform-dependent", text, notes);
    let kana: String = text.words.chars().filter(|c| class(*c) == Coded::HalfKana).collect();
    if !kana.is_empty() {
        let wide: String = kana.nfkc().collect();
        notes
            .say(
                &HALF_WIDTH_KANA,
                format!("半角カナ「{kana}」があります（「{wide}」）"),
                format!("half-width kana “{kana}” (“{wide}”)"),
            )
            .at(text.field)
            .fix(kana, wide);
    }
}

fn tell(check: &'static Check, found: &[&str], ja: &str, en: &str, text: Text<'_>, notes: &mut Notes<'_>) {
    if found.is_empty() {
        return;
    }
    let is_seen = |c: char| !c.is_control() && class(c) != Coded::Lost;
    let shown = |letter: &&str| -> String {
        let code = |c: char| if is_seen(c) { c.to_string() } else { format!("U+{:04X}", u32::from(c)) };
        letter.chars().map(code).collect()
    };
    let shown = found.iter().map(shown).collect::<String>();
    let finding = notes.say(check, format!("{ja}「{shown}」があります"), format!("{en}: “{shown}”"));
    finding.at(text.field);
    let of_one = |letter: &&str| {
        let mut letters = letter.chars();
        letters.next().filter(|_| letters.next().is_none()).and_then(plain)
    };
    if let Some(plain) = found.iter().map(of_one).collect::<Option<String>>() {
        finding.fix(shown, plain);
    }
}

/// The same in characters that every machine has: (株), (1), 平成, 方.
fn plain(c: char) -> Option<String> {
    let folded = key(c.encode_utf8(&mut [0; 4]));
    let ringed = matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿');
    let plain = if ringed { format!("({folded})") } else { folded };
    let same = plain.is_empty() || plain.chars().any(|it| class(it) != Coded::Plain);
    (!same).then_some(plain)
}

/// Words of forms that are pulled apart to fill a line.
const STRETCHED: &str = "日付 氏名 名称 目標 目的 概要 備考 合計 小計 総計 件名 場所 時間 期間 住所 電話 内容 理由 結果 評価 成果 課題 \
    方針 効果 区分 項目 単位 年度 予算 決算 金額 平均 番号 対象 方法 担当 組織 施策 政策 事業 指標 実績 達成 現状 背景 主旨 趣旨 所管 \
    部署 資料 別紙 参考 注意 説明 月日 曜日 会場 定員 費用 財源 歳入 歳出 人数 回数 件数 割合 判定 総括";

fn spaced(text: Text<'_>, notes: &mut Notes<'_>) {
    let letters: Vec<(usize, char)> = text.words.char_indices().collect();
    let is_kanji = |at: usize| letters.get(at).is_some_and(|(_, c)| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    for at in 0..letters.len() {
        if !is_kanji(at) || at > 0 && is_kanji(at - 1) {
            continue;
        }
        let spaces = letters[at + 1..].iter().take_while(|(_, c)| matches!(c, '　' | ' ')).count();
        let end = at + 1 + spaces;
        if spaces == 0 || !is_kanji(end) || is_kanji(end + 1) {
            continue;
        }
        let word: String = [letters[at].1, letters[end].1].iter().collect();
        if STRETCHED.split_whitespace().any(|it| it == word) {
            let stop = letters.get(end + 1).map_or(text.words.len(), |(place, _)| *place);
            let written = &text.words[letters[at].0..stop];
            notes
                .say(
                    &SPACED_WORD,
                    format!("「{written}」の空白を取ってください（「{word}」）"),
                    format!("spaces inside a word: “{written}” is “{word}”"),
                )
                .at(text.field)
                .fix(written, word.as_str());
        }
    }
}
