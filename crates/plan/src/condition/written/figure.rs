//! The number of a target, with its unit and the brackets behind it.

use rust_decimal::Decimal;

use crate::{
    condition::{Comparator, Joint, aim::Aim},
    fiscal_year::{self, FiscalYear},
    number,
    quantity::Quantity,
    unit::{self, Unit},
};

/// A number of a target, with what clings to it.
pub(super) struct Figure {
    /// `None` where the text has words or two numbers in its place: ○%以上, 1時間30分以内.
    pub(super) value: Option<Decimal>,
    pub(super) signed: bool,
    pub(super) unit: Option<Unit>,
    pub(super) approximate: bool,
    pub(super) year: Option<FiscalYear>,
    pub(super) notes: Vec<String>,
}

/// A number, its unit, 程度, and the brackets behind them.
pub(super) fn figure<'a>(key: &'a str, joint: Joint, context: Option<&Unit>) -> Option<(Figure, &'a str)> {
    let (mut figure, mut rest) = counted(key, joint, context)
        .or_else(|| nought(key, context))
        .or_else(|| blank(key, joint, context))?;
    if let Some(after) = ["程度", "前後", "くらい", "ぐらい", "ほど", "余り", "強", "弱", "台"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
    {
        let decade = rest.starts_with('台'); // 50%台 is any of 50 to 59
        figure.approximate = true;
        figure.value = figure.value.filter(|_| !decade);
        rest = after;
    }
    while let Some((inner, after)) = rest.trim_start().strip_prefix('(').and_then(|open| open.split_once(')'))
    {
        match fiscal_year::at_start(inner, None)
            .filter(|(_, tail)| ["", "末", "目標", "実績", "目標値", "実績値", "時点"].contains(tail))
        {
            Some((year, _)) => figure.year = Some(year),
            None => figure.notes.push(inner.trim().to_owned()),
        }
        rest = after;
    }
    Some((figure, rest))
}

fn counted<'a>(key: &'a str, joint: Joint, context: Option<&Unit>) -> Option<(Figure, &'a str)> {
    let (written, _) = number::at_start(key)?;
    if written.kanji && joint != Joint::Firm {
        return None;
    }
    let (quantity, rest) = Quantity::at_start(key, context)?;
    let mut figure = Figure {
        value: Some(quantity.value),
        signed: written.signed,
        unit: quantity.unit,
        approximate: false,
        year: None,
        notes: Vec::new(),
    };
    let named = number::at_start(key).is_some_and(|(_, after)| after.len() != rest.len());
    let rest = if named { longer_unit(&mut figure, rest) } else { unlisted_unit(&mut figure, rest, joint) };
    let composite = named
        && matches!(
            figure.unit.as_ref().map(Unit::as_str),
            Some("時間" | "時" | "分" | "年" | "割" | "週" | "日")
        );
    if let Some((_, after)) = composite
        .then(|| Quantity::at_start(rest, None))
        .flatten()
        .filter(|(second, _)| second.unit.is_some())
    {
        return Some((Figure { value: None, unit: None, ..figure }, after));
    }
    Some((figure, rest))
}

/// A unit that nobody listed, where only a unit can stand: before 以上, or alone behind a firm joint.
fn unlisted_unit<'a>(figure: &mut Figure, rest: &'a str, joint: Joint) -> &'a str {
    let text = rest.trim_start();
    let ends = ['以', '未', '超', 'を', 'に', 'へ', 'の', 'ま', '(', ' ', '~', '→', '、', '増', '減', '程'];
    let (word, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
    let last = after.is_empty() && word.chars().count() <= 4;
    let alone = joint == Joint::Firm || (joint == Joint::Open && last);
    let proven = Comparator::behind(after).is_some() || (alone && Aim::parse(word, false).is_none());
    if proven && unit::looks_like_one(word) {
        figure.unit = Unit::parse(word);
        return after;
    }
    rest
}

/// 12部門以上, 3園所以上: one or two kanji between a listed unit and the comparing word are more of the unit.
fn longer_unit<'a>(figure: &mut Figure, rest: &'a str) -> &'a str {
    let kanji =
        |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}') && !"以未超増減中内外目毎程前後強弱余台".contains(*c);
    let word: String = rest.chars().take_while(kanji).collect();
    let after = &rest[word.len()..];
    let unit = figure.unit.as_ref().map(|unit| format!("{unit}{word}"));
    match unit.filter(|_| (1..=2).contains(&word.chars().count()) && Comparator::behind(after).is_some()) {
        Some(unit) => {
            figure.unit = Unit::parse(&unit);
            after
        }
        None => rest,
    }
}

/// ゼロ
fn nought<'a>(key: &'a str, context: Option<&Unit>) -> Option<(Figure, &'a str)> {
    let rest = key.strip_prefix("ゼロ")?;
    let own =
        unit::at_start(rest).filter(|(_, after)| !after.starts_with(|c: char| matches!(c, 'ァ'..='ー')));
    let (unit, rest) = own.map_or((context.cloned(), rest), |(unit, rest)| (Some(unit), rest));
    let kana = rest.starts_with(|c: char| matches!(c, 'ァ'..='ー'));
    (!kana).then(|| {
        (
            Figure {
                value: Some(Decimal::ZERO),
                signed: false,
                unit,
                approximate: false,
                year: None,
                notes: Vec::new(),
            },
            rest,
        )
    })
}

/// ○%以上: a circle to be filled in. 半数以上: a word for a number.
fn blank<'a>(key: &'a str, joint: Joint, context: Option<&Unit>) -> Option<(Figure, &'a str)> {
    let figure =
        |unit| Figure { value: None, signed: false, unit, approximate: false, year: None, notes: Vec::new() };
    if let Some(rest) = ["過半数", "半数", "全数", "倍増", "全て", "全員", "全校", "全件"]
        .iter()
        .find_map(|word| key.strip_prefix(word))
    {
        return (joint == Joint::Firm).then(|| (figure(None), rest));
    }
    let rest = key.trim_start_matches(['○', '〇', '●', '◯', '□', '*', '_']);
    let circled = rest.len() < key.len() && joint == Joint::Firm;
    let (unit, after) =
        unit::at_start(rest).map_or((context.cloned(), rest), |(unit, after)| (Some(unit), after));
    (circled && (after.len() < rest.len() || Comparator::behind(rest).is_some()))
        .then(|| (figure(unit), after))
}
