//! What the forms of public comments share: ways, days, decisions, as people type them.

use plan::consultation::By;
use plan::decision::DecisionNumber;
use web::Lang;

use crate::choices::Choice;
use crate::typed::Typed;

/// 提出方法 to choose from; paper comes first, for the form fills itself in.
pub(super) fn ways(l: Lang, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { By::Post.word() } else { chosen };
    By::ALL.into_iter().map(|it| Choice::new(it.word(), l.of_pair(it.name()), chosen)).collect()
}

/// The way that was chosen.
pub(super) fn by(typed: &Typed) -> Result<By, desk::Error> {
    By::parse(typed.get("by"))
        .ok_or_else(|| desk::Error::invalid("by", "提出方法を選んでください", "choose how it came"))
}

/// 決裁番号 as typed: 「18」, 「第18号」; none where the field is empty.
pub(super) fn decision(typed: &Typed, field: &'static str) -> Result<Option<DecisionNumber>, desk::Error> {
    let text = plan::key::squeeze(typed.get(field));
    let digits = text.trim_start_matches("決裁").trim_start_matches('第').trim_end_matches('号');
    if digits.is_empty() {
        return Ok(None);
    }
    let wrong = || {
        let ja = format!("「{text}」は決裁番号ではありません（例：18）");
        desk::Error::invalid(field, ja, format!("“{text}” is no number of a decision"))
    };
    digits.parse().map(|number| Some(DecisionNumber(number))).map_err(|_| wrong())
}

/// A field, or nothing where it is blank.
pub(super) fn maybe(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|it| !it.is_empty())
}
