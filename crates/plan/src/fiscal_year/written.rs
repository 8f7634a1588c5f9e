//! How fiscal years are written: 令和5年度, R5, 2020(R2)年度, 3決算額, 前年度.

use std::ops::RangeInclusive;

use super::FiscalYear;
use crate::{
    date::PartialDate,
    era::{self, Era},
    number, vocabulary,
};

/// Words that name a year by its distance from the document's.
const RELATIVE: &[(&str, i16)] = &[
    ("前々年度", -2),
    ("一昨年度", -2),
    ("翌々年度", 2),
    ("再来年度", 2),
    ("前年度", -1),
    ("昨年度", -1),
    ("当該年度", 0),
    ("当年度", 0),
    ("今年度", 0),
    ("本年度", 0),
    ("翌年度", 1),
    ("次年度", 1),
    ("来年度", 1),
];

/// What may stand glued to bare digits so that they are a year: 3決算額, 5年度.
const AFTER_BARE: &str = "年度 決算 予算 実績 目標 計画 見込 当初 最終 補正 執行 事業費";

/// What turns 年 into a length of time or a school year: 5年間, 3年生.
const NOT_A_YEAR: &str = "年間 年目 年後 年前 年以 年生 年計 年毎 年ごと 年おき 年に 年連続 か年 ヶ年 ヵ年 カ年 ケ年 箇年 \
    個年 歳 年未満 年超 年程度 年代 年齢 年次";

/// A year that was found: its Gregorian number, and the era in which it was written.
#[derive(Clone, Copy)]
struct Named {
    year: i16,
    era: Option<Era>,
}

/// The fiscal year at the start of a [`key`](crate::key::key), with its bracket, and what follows it.
///
/// 年度 or 年 belongs to it; 末, まで and other words do not. Bare digits need `context` and a word such as 年度 or 決算.
/// ```
/// use plan::fiscal_year::{FiscalYear, at_start};
/// assert_eq!(at_start("令和2(2020)年度末までに", None), Some((FiscalYear::new(2020), "末までに")));
/// assert_eq!(at_start("5年間の平均", Some(FiscalYear::new(2023))), None);
/// ```
pub fn at_start(key: &str, context: Option<FiscalYear>) -> Option<(FiscalYear, &str)> {
    if let Some(found) = relative(key, context) {
        return Some(found);
    }
    let (named, rest) = named(key).or_else(|| bare(key, context))?;
    Some((FiscalYear(named.year), rest))
}

/// One year in the whole text; other words may follow, other years may not.
pub(super) fn whole(key: &str, context: Option<FiscalYear>) -> Option<FiscalYear> {
    let lone =
        key.split_once(' ').filter(|(era, number)| era.len() == 1 && digits(number, number.len()).is_some());
    if let Some((era, number)) = lone.filter(|(_, number)| (1..=2).contains(&number.len())) {
        return whole(&format!("{era}{number}"), context); // R 6, where nothing else stands
    }
    let key = unlabelled(key);
    match PartialDate::parse(key) {
        Some(PartialDate::Year(_)) | None => {}
        Some(date) => return date.fiscal_year(),
    }
    if let (Some(number), Some(context)) = (lone_digits(key), context) {
        return era::nearest(number, context.0).map(FiscalYear);
    }
    if key.contains("国勢調査") || key.contains("国調") {
        return None; // 令和2年国調: the census of a day in October, and no fiscal year
    }
    let (year, rest) = at_start(key, context).or_else(|| behind_words(key))?;
    let day = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let dated = day && key[..key.len() - rest.len()].ends_with('年'); // 6月31日 is no date of any year
    (!dated && !says_another(rest, year, context)).then_some(year)
}

/// 事業開始年度 平成18年度: the first year with its era or four digits, behind other words.
fn behind_words(key: &str) -> Option<(FiscalYear, &str)> {
    let eras = ["令和", "平成", "昭和", "大正", "明治"];
    let mut before = 'a'; // A text that begins with a year has been read, or refused, already.
    let (at, _) = key.char_indices().find(|(at, c)| {
        let text = &key[*at..];
        let era = !before.is_ascii_alphanumeric() && eras.iter().any(|era| text.starts_with(era));
        let opens = era || " :([【「、・".contains(before);
        before = *c;
        opens && calendar_year(text).is_some()
    })?;
    if calendar_year(key).is_some() {
        return None;
    }
    named(&key[at..]).map(|(named, rest)| (FiscalYear(named.year), rest))
}

/// 年度: before the year itself, as a label.
fn unlabelled(key: &str) -> &str {
    let text = ["年度", "対象年度", "会計年度", "実施年度", "開始年度", "目標年度", "終了年度"]
        .iter()
        .find_map(|label| key.strip_prefix(label)?.trim_start().strip_prefix(':'))
        .unwrap_or(key);
    text.trim_start().trim_start_matches(['(', '[', '【', '〔', '「']).trim_start()
}

fn relative(key: &str, context: Option<FiscalYear>) -> Option<(FiscalYear, &str)> {
    let (rest, distance) = RELATIVE.iter().find_map(|(word, by)| Some((key.strip_prefix(word)?, *by)))?;
    Some((FiscalYear(context?.0.checked_add(distance)?), rest))
}

/// A year with its era or its four digits, and a bracket that agrees.
fn named(key: &str) -> Option<(Named, &str)> {
    let (named, rest) = calendar_year(key)?;
    let (rest, closed) = year_word(rest);
    let (rest, _) = match twin(rest, named.year)? {
        Some(after) if !closed => year_word(after),
        Some(after) => (after, true),
        None => (rest, true),
    };
    Some((named, rest))
}

/// 令和5 or 2023, without 年.
fn calendar_year(key: &str) -> Option<(Named, &str)> {
    let key = key.strip_prefix("西暦").or_else(|| key.strip_prefix("FY")).unwrap_or(key).trim_start();
    if let Some((era, rest)) = Era::at_start(key) {
        let letter = key.starts_with(|c: char| c.is_ascii_alphabetic());
        let rest = rest.strip_prefix('.').filter(|_| letter).unwrap_or(rest);
        let (number, after) = year_number(rest.trim_start())?;
        let spaced = rest.starts_with(' ') && !after.trim_start().starts_with('年');
        if letter && (spaced || !ends_a_code(after)) {
            return None; // S 54人: a grade and a figure
        }
        return Some((Named { year: era.gregorian(number)?, era: Some(era) }, ends_cleanly(after)?));
    }
    let (number, rest) = digits(key, 4)?;
    let year = (1868..=2199).contains(&number).then_some(number)?;
    let alone = rest.is_empty() || rest.starts_with(['(', '~', '-', ' ', '/', '・', '末', 'か', '→', ':']);
    let worded = rest.trim_start().starts_with('年') || vocabulary::after(rest, AFTER_BARE).is_some();
    (alone || worded).then_some((Named { year, era: None }, ends_cleanly(rest)?))
}

/// What may follow R5 without 年: nothing, a joint, or a word about years.
fn ends_a_code(rest: &str) -> bool {
    let joints = [
        ' ', '年', '(', ')', '~', '-', '/', '・', '→', ':', '、', ',', '=', '末', '当', '現', 'ま', 'か',
        'に', 'の', '比', 'よ', ']', '】', '時', '中', '度', '.', '以', '見', '基', '数', '調', '値', 'は',
        '上', '下',
    ];
    let worded = vocabulary::after(rest, AFTER_BARE).or(vocabulary::after(rest, "合計 累計 平均 累積"));
    rest.is_empty() || rest.starts_with(joints) || worded.is_some()
}

/// A number that goes on (R5.4.1, R5A) is no year; neither is a length of time.
fn ends_cleanly(rest: &str) -> Option<&str> {
    let decimal = rest
        .strip_prefix(['.', ','])
        .is_some_and(|after| after.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let goes_on = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '%') || decimal;
    let counted = rest.starts_with("年度目") && !rest.starts_with("年度目標");
    (!goes_on && !counted && vocabulary::after(rest, NOT_A_YEAR).is_none()).then_some(rest)
}

/// 元, 5, 05, ５ or 五.
fn year_number(key: &str) -> Option<(i16, &str)> {
    if let Some(rest) = key.strip_prefix('元') {
        return Some((1, rest));
    }
    digits(key, 2).or_else(|| digits(key, 1)).or_else(|| kanji(key))
}

fn digits(key: &str, count: usize) -> Option<(i16, &str)> {
    let end = key.find(|c: char| !c.is_ascii_digit()).unwrap_or(key.len());
    (end == count).then(|| Some((key[..end].parse().ok()?, &key[end..])))?
}

fn kanji(key: &str) -> Option<(i16, &str)> {
    let (written, rest) = number::at_start(key).filter(|(written, _)| written.kanji && !written.signed)?;
    Some((i16::try_from(written.value).ok()?, rest))
}

/// 年度 or 年, if they come next, and whether they did.
fn year_word(rest: &str) -> (&str, bool) {
    let text = rest.trim_start();
    let after = text.strip_prefix("年度").or_else(|| text.strip_prefix('年'));
    (after.unwrap_or(rest), after.is_some())
}

/// The same year by its other name: (2020), (R2), ・令和元年度. `None` where the two disagree, `Some(None)` where none is written.
fn twin(rest: &str, year: i16) -> Option<Option<&str>> {
    let text = rest.trim_start();
    let (inner, after) = if let Some(open) = text.strip_prefix('(') {
        let Some((inner, after)) = open.split_once(')') else { return Some(None) };
        (inner, after)
    } else if let Some(second) = text.strip_prefix(['・', '/', '=']) {
        let Some((other, after)) = calendar_year(second) else { return Some(None) };
        return (other.year == year).then_some(Some(year_word(after).0));
    } else {
        return Some(None);
    };
    match calendar_year(inner.trim()) {
        Some((_, tail)) if tail.contains(['~', '-', '→', '/']) => Some(None), // a range or a date: another thing
        Some((other, _)) => (other.year == year).then_some(Some(after)),
        None => Some(None),
    }
}

/// Bare digits, read in the era nearest to the document's year.
fn bare(key: &str, context: Option<FiscalYear>) -> Option<(Named, &str)> {
    let (number, rest) = year_number(key)?;
    let text = ends_cleanly(rest)?.trim_start();
    let stripped = text.strip_prefix("年度");
    let labelled = stripped.is_some() || vocabulary::after(text, AFTER_BARE).is_some();
    let year = labelled.then(|| era::nearest(number, context?.0))??;
    let rest = stripped.unwrap_or(rest);
    Some((Named { year, era: None }, twin(rest, year)?.unwrap_or(rest)))
}

/// A cell with nothing but one or two digits, or 元.
fn lone_digits(key: &str) -> Option<i16> {
    year_number(key).filter(|(_, rest)| rest.is_empty() || *rest == "年").map(|(number, _)| number)
}

/// Whether a further year stands in the text that is not the same one.
fn says_another(rest: &str, year: FiscalYear, context: Option<FiscalYear>) -> bool {
    let ranged =
        rest.trim_start().strip_prefix(['~', '-', '→']).or_else(|| rest.trim_start().strip_prefix("から"));
    let second = ranged.map(str::trim_start).unwrap_or_default();
    let slashed = rest.strip_prefix('/').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    if slashed {
        return true; // 2024/25
    }
    if year_number(second).is_some() || named(second).is_some() {
        return true;
    }
    let mut before = ' ';
    rest.char_indices().any(|(at, c)| {
        let inside = before.is_ascii_alphanumeric();
        before = c;
        !inside && dated_at_start(&rest[at..], context.or(Some(year))).is_some_and(|other| other != year)
    })
}

/// The year named there; of 令和5年3月 the one in which that month lies.
fn dated_at_start(text: &str, context: Option<FiscalYear>) -> Option<FiscalYear> {
    let (year, rest) = at_start(text, context)?;
    let month = rest.split_once('月').and_then(|(month, _)| month.trim().parse::<u8>().ok());
    let before_april = month.is_some_and(|month| (1..4).contains(&month)) && !rest.starts_with('度');
    Some(if before_april { FiscalYear(year.0 - 1) } else { year })
}

/// R3~R5, 平成25~28年, 2019年度から2023年度まで.
pub(super) fn range(key: &str, context: Option<FiscalYear>) -> Option<RangeInclusive<FiscalYear>> {
    let key = unlabelled(key);
    let (first, rest) = named(key).or_else(|| bare(key, context)).or_else(|| open_start(key, context))?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['~', '-', '→']).or_else(|| rest.strip_prefix("から"))?.trim_start();
    let last = match named(rest) {
        Some((last, _)) => last.year,
        None => inherited(first, year_number(rest)?)?,
    };
    (first.year < last).then_some(FiscalYear(first.year)..=FiscalYear(last))
}

/// 3~5年度: the first part has neither era nor 年度.
fn open_start(key: &str, context: Option<FiscalYear>) -> Option<(Named, &str)> {
    let (number, rest) = year_number(key)?;
    let year = era::nearest(number, context?.0)?;
    rest.trim_start().starts_with(['~', '-']).then_some((Named { year, era: None }, rest))
}

/// The second part in the era of the first; where that would run backwards (H30~2), in the next era.
fn inherited(first: Named, (number, rest): (i16, &str)) -> Option<i16> {
    ends_cleanly(rest)?;
    match first.era {
        Some(era) => {
            era.gregorian(number).filter(|year| *year > first.year).or_else(|| Era::Reiwa.gregorian(number))
        }
        None => {
            let short = first.year - first.year % 100 + number;
            era::nearest(number, first.year).filter(|year| *year > first.year).or(Some(short))
        }
    }
}
