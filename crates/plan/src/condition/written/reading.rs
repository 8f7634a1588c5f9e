//! One text, read from its first to its last character as a target.

use rust_decimal::Decimal;

use super::{
    Baseline, WrittenTarget,
    figure::{Figure, figure},
    lead::Lead,
    words::wordy,
};
use crate::{
    condition::{Comparator, Condition, Joint, aim::Aim},
    fiscal_year::{self, FiscalYear},
    missing::Missing,
    unit::Unit,
};

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

pub(super) fn found(lead: &Lead, condition: Condition, unit: Option<Unit>) -> WrittenTarget {
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
    let Some(value) = figure.value else {
        return match comparator {
            Some(comparator) => Condition::Against(comparator),
            None if aim == Aim::Keep => Condition::Maintain(None),
            None => Condition::Words,
        };
    };
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

pub(super) fn brackets(key: &str) -> (Vec<String>, &str) {
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
    let targets: Option<Vec<WrittenTarget>> = pieces.map(labelled).collect();
    let targets = targets.or_else(|| shortly_labelled(key, context, depth).filter(|_| !firm))?;
    let (first, others) = targets.split_first().filter(|(_, others)| !others.is_empty())?;
    let unit =
        first.unit.clone().filter(|unit| others.iter().all(|target| target.unit.as_ref() == Some(unit)));
    Some(found(&Lead::default(), Condition::Words, unit))
}

/// 母子85%・父子90%: labels of three characters at most need no colons.
fn shortly_labelled(key: &str, context: Option<&Unit>, depth: u8) -> Option<Vec<WrittenTarget>> {
    let short = |piece: &str| {
        let label = &piece[..piece.find(|c: char| c.is_ascii_digit()).unwrap_or(0)];
        (1..=3).contains(&label.chars().count()) && !label.contains(|c: char| c.is_ascii())
    };
    let pieces = key.split(['/', '・', '、']).map(str::trim);
    pieces.map(|piece| labelled(piece, true, context, depth).filter(|_| short(piece))).collect()
}

/// 北米:維持: one of several targets, behind its label. Without a colon the label ends where the number begins.
fn labelled(piece: &str, colonless: bool, context: Option<&Unit>, depth: u8) -> Option<WrittenTarget> {
    let colon = piece.find(':').map(|at| at + 1);
    let end = colon.or_else(|| piece.find(|c: char| c.is_ascii_digit()).filter(|_| colonless))?;
    let label = piece[..end].trim_end_matches(':');
    let target = whole(piece[end..].trim_start(), Joint::Firm, context, depth + 1)?;
    ((1..=12).contains(&label.chars().count()) && !label.contains(' ')).then_some(target)
}
