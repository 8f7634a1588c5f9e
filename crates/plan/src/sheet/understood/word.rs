//! Fields in which one word stands: of the municipality, of its rule, of the house.

use super::{Answer, Context, Echoed, NotUnderstood, took};
use crate::indicator::{Indicator, IndicatorKind};
use crate::key::squeeze;
use crate::remark::ResponseStatus;
use crate::unit::Unit;

/// A text without line ends.
pub(super) fn line(text: &str) -> Result<String, NotUnderstood> {
    if text.contains('\n') {
        return Err(NotUnderstood::new("改行のない一行で書いてください", "write it in one line"));
    }
    Ok(text.to_owned())
}

/// 単位; ― and なし say that there is none.
pub(super) fn unit(text: &str) -> Result<(Answer, Option<(String, String)>), NotUnderstood> {
    Ok(match Unit::parse(&line(text)?) {
        Some(unit) => (Answer::Unit(unit), None),
        None => {
            let echo = ("単位なしとして記録します".to_owned(), "kept without a unit".to_owned());
            (Answer::Blank, Some(echo))
        }
    })
}

/// 今後の方向性: of the municipality's words, where it has any.
pub(super) fn direction(text: &str, context: &Context<'_>) -> Result<Echoed, NotUnderstood> {
    let words = context.edition.profile().map_or(&[][..], |it| &it.directions);
    if words.is_empty() {
        let word = line(text)?;
        return Ok((Answer::Direction(word.clone()), took(&word, &word)));
    }
    let wanted = squeeze(text);
    match words.iter().find(|it| squeeze(it) == wanted) {
        Some(word) => Ok((Answer::Direction(word.clone()), took(word, word))),
        None => Err(none_of(text, words)),
    }
}

/// 判定: a grade of the rule that applies to the subject.
pub(super) fn grade(text: &str, context: &Context<'_>) -> Result<Echoed, NotUnderstood> {
    let new = Indicator::new("", IndicatorKind::Outcome, Unit::default());
    let known = context.edition.grading_rule(context.subject);
    // What is new on the sheet has no rule of its own: the municipality's is its rule.
    let is_new = context.edition.get(context.subject).is_none();
    let rule = known.or_else(|| is_new.then(|| context.edition.rule(&new).map(|(_, it)| it))?);
    let Some(rule) = rule else {
        return Err(NotUnderstood::new(
            format!("「{text}」は照らす判定基準がないため判定できません"),
            format!("“{text}” cannot be judged: no rating rule applies"),
        ));
    };
    match rule.grade(text).or_else(|| rule.grade(&squeeze(text))) {
        Some(grade) => {
            let ja = format!("{}（{}）", grade.mark, grade.words);
            Ok((Answer::Grade(grade.mark), took(&ja, &ja)))
        }
        None => Err(none_of(text, &rule.marks())),
    }
}

/// 対応状況.
pub(super) fn status(text: &str) -> Result<Echoed, NotUnderstood> {
    let wanted = squeeze(text);
    let found = ResponseStatus::ALL.into_iter().find(|it| it.name().0 == wanted.trim_end_matches('み'));
    match found {
        Some(status) => Ok((Answer::Status(status), took(status.name().0, status.name().1))),
        None => Err(none_of(text, &ResponseStatus::ALL.map(|it| it.name().0.to_owned()))),
    }
}

fn none_of(text: &str, words: &[String]) -> NotUnderstood {
    NotUnderstood::new(
        format!("「{text}」は知らない言葉です（{}のいずれか）", words.join("、")),
        format!("“{text}” is none of: {}", words.join(", ")),
    )
}
