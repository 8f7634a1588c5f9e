//! 計算式: 10,836＋4,118＝14,954 in a sentence, evaluated exactly.

use rust_decimal::Decimal;

use crate::check::figures::{Said, distance, is_rounding_of};

/// A piece of a text that may hold a calculation.
#[derive(Clone, Debug)]
enum Token {
    Number(Said),
    Sign(char),
    Other,
}

/// An equation that does not hold.
#[derive(Clone, Debug)]
pub(super) struct Unequal {
    /// The side that is one number.
    pub(super) printed: Said,
    /// What the other side comes to, in the printed number's own scale.
    pub(super) exact: Decimal,
}

/// What a side comes to, how many numbers it has, and whether it only adds and subtracts.
#[derive(Clone, Copy, Debug)]
struct Side {
    value: Decimal,
    numbers: usize,
    slack: Decimal,
    sums_only: bool,
    percent: bool,
}

/// The equations of a [`key`](crate::key::key) of which one side is one number and the other comes to something else.
pub(super) fn unequal(key: &str, numbers: &[Said]) -> Vec<Unequal> {
    let tokens = tokens(key, numbers);
    let equals = (0..tokens.len()).filter(|at| matches!(tokens[*at], Token::Sign('=')));
    equals.filter_map(|at| hold(&tokens[..at], &tokens[at + 1..])).collect()
}

fn hold(before: &[Token], after: &[Token]) -> Option<Unequal> {
    let cut = before.iter().rposition(|it| matches!(it, Token::Other | Token::Sign('=')));
    let before = &before[cut.map_or(0, |at| at + 1)..];
    let left = (0..before.len()).find_map(|from| whole(&before[from..]));
    let (right, _) = sum(after)?;
    match (left?, right, before.last(), after.first()) {
        (side, one, _, Some(Token::Number(printed))) if side.numbers > 1 && one.numbers == 1 => {
            compare(side, printed)
        }
        (one, side, Some(Token::Number(printed)), _) if one.numbers == 1 && side.numbers > 1 => {
            compare(side, printed)
        }
        _ => None,
    }
}

fn compare(side: Side, printed: &Said) -> Option<Unequal> {
    let exact = match (printed.is_percent(), side.percent) {
        (true, false) => side.value.checked_mul(Decimal::ONE_HUNDRED)?,
        (false, true) => return None, // 50％×1,000人＝500人: what the percent is of would have to be known.
        _ => side.value,
    };
    let slack = side.slack.saturating_add(half(printed));
    let close = side.sums_only && distance(exact, printed.value) <= slack;
    let in_percent = side.value.checked_mul(Decimal::ONE_HUNDRED);
    let unsaid = printed.unit.is_none() && in_percent.is_some_and(|it| is_rounding(printed, it));
    (!close && !is_rounding(printed, exact) && !unsaid).then(|| Unequal { printed: printed.clone(), exact })
}

/// Rounded at the step in which the number is told, or cut off there.
fn is_rounding(printed: &Said, exact: Decimal) -> bool {
    let steps = |value: Decimal| value.checked_div(printed.step);
    match (steps(printed.value), steps(exact)) {
        (Some(printed), Some(exact)) => is_rounding_of(printed.trunc(), exact),
        _ => true, // Too large to tell.
    }
}

/// Half a step of numbers that are told in thousands or percent: counts have none, they must add up.
fn half(said: &Said) -> Decimal {
    let coarse = said.step > Decimal::ONE || said.is_percent();
    if coarse { said.step / Decimal::TWO } else { Decimal::ZERO }
}

fn tokens(key: &str, numbers: &[Said]) -> Vec<Token> {
    let mut tokens: Vec<Token> = vec![];
    let mut numbers = numbers.iter().peekable();
    let (mut at, mut words) = (0, String::new());
    while at < key.len() {
        if let Some(said) = numbers.next_if(|it| it.at.start == at) {
            let label = words.chars().count() <= 10 && !words.contains(['、', '。', ',']);
            let follows_a_sign = matches!(tokens.last(), Some(Token::Sign(c)) if *c != ')');
            if !(words.is_empty() || label && follows_a_sign) {
                tokens.push(Token::Other);
            }
            words.clear();
            tokens.push(Token::Number(said.clone()));
            at = said.at.end;
            continue;
        }
        let Some(c) = key[at..].chars().next() else { break };
        at += c.len_utf8();
        match sign(c) {
            Some(sign) => {
                let unit = words.chars().count() <= 4 && matches!(tokens.last(), Some(Token::Number(_)));
                if !(words.is_empty() || unit) {
                    tokens.push(Token::Other);
                }
                words.clear();
                tokens.push(Token::Sign(sign));
            }
            None if c == ' ' => {}
            None => words.push(c),
        }
    }
    tokens.push(Token::Other);
    tokens
}

fn sign(c: char) -> Option<char> {
    match c {
        '+' | '-' | '(' | ')' | '=' => Some(c),
        '×' | '*' => Some('×'),
        '÷' | '/' => Some('÷'),
        _ => None,
    }
}

/// A side that takes all of these tokens.
fn whole(tokens: &[Token]) -> Option<Side> {
    sum(tokens).filter(|(_, rest)| rest.is_empty()).map(|(side, _)| side)
}

fn sum(tokens: &[Token]) -> Option<(Side, &[Token])> {
    let (mut side, mut rest) = product(tokens)?;
    while let Some((Token::Sign(sign @ ('+' | '-')), after)) = rest.split_first() {
        let Some((next, after)) = product(after) else { break };
        let value = if *sign == '+' {
            side.value.checked_add(next.value)
        } else {
            side.value.checked_sub(next.value)
        };
        side = Side { value: value?, ..joined(side, next) };
        rest = after;
    }
    Some((side, rest))
}

fn product(tokens: &[Token]) -> Option<(Side, &[Token])> {
    let (mut side, mut rest) = atom(tokens)?;
    while let Some((Token::Sign(sign @ ('×' | '÷')), after)) = rest.split_first() {
        let Some((next, after)) = atom(after) else { break };
        let value = if *sign == '×' {
            side.value.checked_mul(next.value)
        } else {
            side.value.checked_div(next.value)
        };
        side = Side { value: value?, sums_only: false, ..joined(side, next) };
        rest = after;
    }
    Some((side, rest))
}

fn joined(a: Side, b: Side) -> Side {
    Side {
        value: a.value,
        numbers: a.numbers + b.numbers,
        slack: a.slack.saturating_add(b.slack),
        sums_only: a.sums_only && b.sums_only,
        percent: a.percent || b.percent,
    }
}

fn atom(tokens: &[Token]) -> Option<(Side, &[Token])> {
    match tokens.split_first()? {
        (Token::Number(said), rest) => {
            let (slack, percent) = (half(said), said.is_percent());
            Some((Side { value: said.value, numbers: 1, slack, sums_only: true, percent }, rest))
        }
        (Token::Sign('('), inner) => {
            let (side, rest) = sum(inner)?;
            match rest.split_first()? {
                (Token::Sign(')'), rest) => Some((side, rest)),
                _ => None,
            }
        }
        _ => None,
    }
}
