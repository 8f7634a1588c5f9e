//! One text, read from its first to its last character as a target.

use rust_decimal::Decimal;

use super::{Baseline, WrittenTarget, lead::Lead};
use crate::{
    condition::{Comparator, Condition, Joint, aim::Aim},
    fiscal_year::{self, FiscalYear},
    missing::Missing,
    number,
    quantity::Quantity,
    unit::{self, Unit},
    vocabulary,
};

/// A number of a target, with what clings to it.
struct Figure {
    /// `None` where the text has words or two numbers in its place: ○%以上, 1時間30分以内.
    value: Option<Decimal>,
    signed: bool,
    unit: Option<Unit>,
    approximate: bool,
    year: Option<FiscalYear>,
    notes: Vec<String>,
}

pub(super) fn whole(key: &str, joint: Joint, context: Option<&Unit>, depth: u8) -> Option<WrittenTarget> {
    if depth > 3 || key.len() > 600 {
        return None;
    }
    let key = without_footnote(key);
    let (lead, rest) = Lead::take(key, joint);
    numeric(&lead, rest, joint, context, depth)
        .or_else(|| wordy(&lead, rest, joint))
        .or_else(|| several(key, joint, context, depth))
        .or_else(|| (joint == Joint::Firm && is_undecided(key)).then(|| found(&lead, Condition::Words, None)))
}

fn without_footnote(key: &str) -> &str {
    let end = key.find('※').filter(|at| *at > 0).unwrap_or(key.len());
    key[..end].trim_end_matches([' ', '。', '、', ','])
}

fn is_undecided(key: &str) -> bool {
    !matches!(Missing::parse(key), None | Some(Missing::Blank))
}

fn found(lead: &Lead, condition: Condition, unit: Option<Unit>) -> WrittenTarget {
    let (due, window) = (lead.due, lead.window.clone());
    let (approximate, cumulative) = (lead.approximate, lead.cumulative);
    WrittenTarget { condition, unit, baseline: None, due, window, approximate, cumulative }
}

/// A target with a number: plain, a range, or from a baseline.
fn numeric(lead: &Lead, key: &str, joint: Joint, context: Option<&Unit>, depth: u8) -> Option<WrittenTarget> {
    let (first, rest) = figure(key, joint, context)?;
    let text = rest.trim_start();
    if let Some(after) = text.strip_prefix(['~', '-']).filter(|after| !after.is_empty()) {
        return range(lead, &first, after.trim_start(), context);
    }
    let arrow = text.strip_prefix('→');
    if let Some(after) = arrow.or_else(|| text.strip_prefix("から")).or_else(|| text.strip_prefix("より"))
    {
        if let Some(target) = from_baseline(lead, &first, after, arrow.is_some(), context) {
            return Some(target);
        }
        if arrow.is_some() {
            return None;
        }
    }
    if let Some(target) = between(lead, &first, text, context) {
        return Some(target);
    }
    plain(lead, &first, rest, joint).or_else(|| listed(lead, &first, rest, context, depth))
}

/// A number, its unit, 程度, and the brackets behind them.
fn figure<'a>(key: &'a str, joint: Joint, context: Option<&Unit>) -> Option<(Figure, &'a str)> {
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
    let rest = if named { rest } else { unlisted_unit(&mut figure, rest, joint) };
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

/// 696~890, 50%~60%, 3~5回程度.
fn range(lead: &Lead, first: &Figure, key: &str, context: Option<&Unit>) -> Option<WrittenTarget> {
    let (_, key) = Lead::take(key, Joint::Glued);
    let Some((last, rest)) = figure(key, Joint::Firm, context) else {
        return Comparator::behind(key)
            .is_none()
            .then(|| key.is_empty().then(|| found(lead, Condition::Words, first.unit.clone())))
            .flatten();
    };
    let unit = last.unit.clone().or_else(|| first.unit.clone());
    let same = first.unit.is_none() || first.unit == context.cloned() || first.unit == last.unit;
    let rest = rest.trim().trim_start_matches(['の', 'を', 'に', 'で']);
    let plain = [
        "",
        "範囲",
        "範囲内",
        "間",
        "範囲内とする",
        "維持",
        "維持する",
        "目指す",
        "する",
        "推移",
        "推移する",
        "開催",
        "実施",
    ]
    .contains(&rest);
    match (first.value, last.value) {
        (Some(from), Some(to)) if same && plain && from < to => {
            Some(found(lead, Condition::Range { from, to }, unit))
        }
        _ => (plain || Comparator::behind(rest).is_some()).then(|| found(lead, Condition::Words, unit)),
    }
}

/// 40%以上60%以下.
fn between(lead: &Lead, first: &Figure, key: &str, context: Option<&Unit>) -> Option<WrittenTarget> {
    let (low, rest) = Comparator::behind(key)?;
    let rest = rest.trim_start_matches(['、', ',', ' ']).trim_start_matches("かつ");
    let (last, rest) = figure(rest, Joint::Glued, context)?;
    let (high, rest) = Comparator::behind(rest)?;
    Aim::parse(rest, false)?;
    let condition = match (first.value, last.value) {
        (Some(from), Some(to)) if from < to && (low, high) == (Comparator::AtLeast, Comparator::AtMost) => {
            Condition::Range { from, to }
        }
        _ => Condition::Words,
    };
    Some(found(lead, condition, last.unit))
}

/// 45%(R4)→60%以上(R8), 100人から150人に増加.
fn from_baseline(
    lead: &Lead,
    first: &Figure,
    key: &str,
    by_arrow: bool,
    context: Option<&Unit>,
) -> Option<WrittenTarget> {
    let (second, rest) = Lead::take(key.trim_start(), Joint::Firm);
    let (last, rest) = figure(rest, Joint::Firm, context.or(first.unit.as_ref()))?;
    if ["の間", "の範囲", "の範囲内"].contains(&rest.trim()) {
        return range(lead, first, key, context);
    }
    let mut target = plain(&second, &last, rest, Joint::Firm)?;
    let dated = first.year.is_some() || last.year.is_some() || second.due.is_some();
    if rest.trim().is_empty() && !by_arrow && !dated {
        target.condition = Condition::Words; // 50人から60人: a range or a change
    }
    if first.unit.is_some() && target.unit.is_some() && first.unit != target.unit {
        target.condition = Condition::Words;
    }
    target.baseline = first.value.map(|value| Baseline { value, year: first.year.or(lead.due) });
    target.window.extend(lead.window.iter().cloned());
    Some(target)
}

/// One number with the word that compares it and the verb behind it.
fn plain(lead: &Lead, figure: &Figure, rest: &str, joint: Joint) -> Option<WrittenTarget> {
    let text = rest.trim_start();
    let (behind, text) =
        Comparator::behind(text).map_or((None, text), |(comparator, after)| (Some(comparator), after));
    let (notes, text) = brackets(text);
    let (text, last) = closing_bracket(text);
    let (tail, due) = without_deadline(text);
    let aim = Aim::parse(tail.trim(), joint == Joint::Firm)?;
    let comparator = behind.or(lead.comparator);
    let mut target = found(lead, judged(lead, figure, comparator, aim), figure.unit.clone());
    target.due = target.due.or(figure.year).or(due);
    target.approximate |= figure.approximate;
    target.window.extend(figure.notes.iter().cloned().chain(notes).chain(last));
    target.cumulative |= target.window.iter().any(|note| note.contains("累計"));
    Some(target)
}

/// What number, comparing word, verb and base ask together.
fn judged(lead: &Lead, figure: &Figure, comparator: Option<Comparator>, aim: Aim) -> Condition {
    if lead.tolerance || aim == Aim::Change {
        return Condition::Words;
    }
    let Some(value) = figure.value else { return comparator.map_or(Condition::Words, Condition::Against) };
    let upward = matches!(comparator, None | Some(Comparator::AtLeast | Comparator::MoreThan));
    let based = lead.base.filter(|base| base.against);
    match aim {
        Aim::RiseBy if upward && !value.is_sign_negative() => return Condition::Increase(Some(value)),
        Aim::FallBy if upward => return Condition::Decrease(Some(value.abs())),
        Aim::RiseBy | Aim::FallBy => return Condition::Words,
        _ => {}
    }
    let temperature = figure.unit.as_ref().is_some_and(|unit| unit.canonical() == "度");
    if figure.signed && comparator.is_none() && !temperature && aim == Aim::Set {
        return if value.is_sign_negative() {
            Condition::Decrease(Some(value.abs()))
        } else {
            Condition::Increase(Some(value))
        };
    }
    let ratio = |by: &crate::condition::base::Base| by.ratio && value >= Decimal::from(50);
    if based.is_some_and(|base| !ratio(&base)) && aim == Aim::Set {
        return Condition::Words; // 前年度比5%: of it, more, or less?
    }
    if value.is_sign_negative() && figure.signed && upward && comparator.is_some() && !temperature {
        return Condition::Words; // -5%以上: at least minus five, or a cut of five and more?
    }
    compared(comparator, aim, value)
}

fn compared(comparator: Option<Comparator>, aim: Aim, value: Decimal) -> Condition {
    match (comparator, aim) {
        (Some(Comparator::AtLeast), _) | (None, Aim::RiseTo) => Condition::AtLeast(value),
        (Some(Comparator::AtMost), _) | (None, Aim::FallTo) => Condition::AtMost(value),
        (Some(Comparator::MoreThan), _) => Condition::MoreThan(value),
        (Some(Comparator::LessThan), _) => Condition::LessThan(value),
        (Some(Comparator::Equal), _) => Condition::Equal(value),
        (None, Aim::Keep) => Condition::Maintain(Some(value)),
        _ => Condition::Bare(value),
    }
}

fn brackets(key: &str) -> (Vec<String>, &str) {
    let (mut notes, mut rest) = (Vec::new(), key);
    while let Some((inner, after)) = rest.trim_start().strip_prefix('(').and_then(|open| open.split_once(')'))
    {
        notes.push(inner.trim().to_owned());
        rest = after;
    }
    (notes, rest)
}

/// 削減(平成30年度比): the bracket behind the verb.
fn closing_bracket(text: &str) -> (&str, Option<String>) {
    let text = text.trim_end_matches([' ', '。']);
    let open = text.strip_suffix(')').and_then(|inner| inner.rfind('('));
    open.map_or((text, None), |at| (&text[..at], Some(text[at + 1..text.len() - 1].trim().to_owned())))
}

/// を令和7年度までに達成 → を達成, and the year.
fn without_deadline(tail: &str) -> (String, Option<FiscalYear>) {
    let found = tail.char_indices().find_map(|(at, _)| Some((at, fiscal_year::at_start(&tail[at..], None)?)));
    let Some((at, (year, mut rest))) = found else { return (tail.to_owned(), None) };
    while let Some(after) = ["末", "中", "までに", "まで", "には", "に", "で", "時点"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
    {
        rest = after;
    }
    (format!("{}{rest}", &tail[..at]), Some(year))
}

/// A target without digits: 現状維持, 前年度実績以上, 増加.
fn wordy(lead: &Lead, key: &str, joint: Joint) -> Option<WrittenTarget> {
    let text = key.trim();
    let condition = match lead.base {
        Some(base) => against(text, base.against)?,
        None if joint != Joint::Glued => match Aim::alone(text)? {
            Aim::Keep => Condition::Maintain(None),
            Aim::FallBy => Condition::Decrease(None),
            _ => Condition::Increase(None),
        },
        None => return None,
    };
    Some(found(lead, condition, None))
}

/// What may follow 上回る: the target ends there.
const SURPASSING: &str = "こと ことを目指す ことをめざす ことを目標とする 水準 水準を目指す 水準とする 数値 値 結果 実績 割合 件数 率 数 人数 回数 成果 とする \
    ようにする ように努める";

/// Behind a base that is named in words.
fn against(text: &str, changing: bool) -> Option<Condition> {
    let (_, text) = brackets(text);
    let text = text.trim().trim_start_matches(['を', 'と', 'の', 'に', 'が', 'は', 'で']);
    let level = ["同水準", "同程度", "同等", "並み", "並", "程度", "同じ水準", "同じ", "水準"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    if let Some((comparator, rest)) = Comparator::behind(level.unwrap_or(text)) {
        return Aim::parse(rest, true).map(|_| Condition::Against(comparator));
    }
    let surpass = |words: &str| {
        let rest = vocabulary::after(text, words).map(|rest| rest.trim_end_matches(['。', ' ']));
        rest.is_some_and(|rest| rest.is_empty() || vocabulary::holds(SURPASSING, rest))
    };
    if surpass("上回る 上回り 上回って") {
        return Some(Condition::Against(Comparator::AtLeast)); // 前年度実績を上回る水準: so the contract reads it
    }
    if surpass("下回る 下回り") {
        return Some(Condition::Against(Comparator::AtMost));
    }
    if surpass("超える 超え 越える") {
        return Some(Condition::Against(Comparator::MoreThan));
    }
    if surpass("同数 同率") {
        return Some(Condition::Against(Comparator::Equal));
    }
    if let Some(rest) = level {
        let rest = rest.trim_start_matches(['を', 'に', 'で', 'の', 'と']);
        return matches!(Aim::parse(rest, false), Some(Aim::Keep | Aim::Set))
            .then_some(Condition::Maintain(None));
    }
    match Aim::alone(text) {
        Some(Aim::Keep) => Some(Condition::Maintain(None)),
        Some(Aim::RiseBy) => Some(Condition::Increase(None)),
        Some(Aim::FallBy) => Some(Condition::Decrease(None)),
        _ => ["多い", "多く", "高い", "高く"]
            .contains(&text)
            .then_some(Condition::Increase(None))
            .filter(|_| changing),
    }
}

/// 毎年30、累計210: the second of two targets.
fn listed(
    lead: &Lead,
    first: &Figure,
    key: &str,
    context: Option<&Unit>,
    depth: u8,
) -> Option<WrittenTarget> {
    let text = Comparator::behind(key.trim_start()).map_or(key, |(_, after)| after);
    let (_, text) = brackets(text);
    let rest = text.strip_prefix(['、', ',', '/', '・', ';', ' ']).or_else(|| text.strip_prefix("及び"))?;
    let rest = rest.trim_start().trim_start_matches("かつ");
    let second =
        whole(rest, Joint::Firm, context, depth + 1).or_else(|| labelled(rest, true, context, depth))?;
    let unit = second.unit.clone().filter(|unit| first.unit.as_ref() == Some(unit));
    Some(found(lead, Condition::Words, unit))
}

/// 欧州:3便/北米:維持, 国際3.8/地域3.8: several targets, each behind its own label. In an open place the labels need colons.
fn several(key: &str, joint: Joint, context: Option<&Unit>, depth: u8) -> Option<WrittenTarget> {
    let firm = match joint {
        Joint::Firm => true,
        Joint::Open => false,
        Joint::Particle | Joint::Glued => return None,
    };
    let separators: &[char] = if firm { &['/', ';', '、', '・', ' '] } else { &['/', ';', '、'] };
    let pieces = key.split(separators).map(str::trim).filter(|piece| !piece.is_empty());
    let labelled = |piece: &str| labelled(piece, firm, context, depth);
    let targets: Vec<WrittenTarget> = pieces.map(labelled).collect::<Option<_>>()?;
    let (first, others) = targets.split_first().filter(|(_, others)| !others.is_empty())?;
    let unit =
        first.unit.clone().filter(|unit| others.iter().all(|target| target.unit.as_ref() == Some(unit)));
    Some(found(&Lead::default(), Condition::Words, unit))
}

/// 北米:維持: one of several targets, behind its label. Without a colon the label ends where the number begins.
fn labelled(piece: &str, colonless: bool, context: Option<&Unit>, depth: u8) -> Option<WrittenTarget> {
    let colon = piece.find(':').map(|at| at + 1);
    let end = colon.or_else(|| piece.find(|c: char| c.is_ascii_digit()).filter(|_| colonless))?;
    let label = piece[..end].trim_end_matches(':');
    let target = whole(piece[end..].trim_start(), Joint::Firm, context, depth + 1)?;
    ((1..=12).contains(&label.chars().count()) && !label.contains(' ')).then_some(target)
}
