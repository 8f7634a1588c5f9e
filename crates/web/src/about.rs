//! `/{code}/about/`: how to read figures and verdicts; the rules by which they are judged.

use askama::Template;
use axum::response::Html;
use plan::rating::Tone;

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::lang::Lang;
use crate::visit::Visit;

mod rule;
mod term;

use rule::Rule;
use term::TERMS;

#[derive(Template)]
#[template(path = "about/show.html")]
struct Show {
    frame: Frame,
    tones: Vec<Sign>,
    rules: Vec<Rule>,
    directions: Vec<String>,
    /// 用語集: place, word, meaning.
    terms: Vec<(&'static str, &'static str, &'static str)>,
}

/// しるし: what a shape stands for.
struct Sign {
    class: &'static str,
    shape: &'static str,
    words: &'static str,
    meaning: &'static str,
}

/// `GET /{code}/about/`.
pub(crate) async fn show(Visit { edition, here }: Visit) -> Result<Html<String>, PageError> {
    let lang = here.lang;
    let rules = rule::all(lang, &edition);
    let directions = edition.profile().map_or_else(Vec::new, |it| it.directions.clone());
    let title = lang.say("数値と判定の見方", "How to read this site");
    let frame = Frame::new(&here, &edition, title, Part::About);
    let terms = TERMS.iter().map(|it| (it.at, lang.of_pair(it.word), lang.of_pair(it.meaning))).collect();
    let tones = Tone::ALL.into_iter().map(|it| sign(lang, it)).collect();
    Ok(Html(Show { frame, tones, rules, directions, terms }.render()?))
}

fn sign(lang: Lang, tone: Tone) -> Sign {
    let (words, meaning) = match tone {
        Tone::Reached => (
            lang.say("達成", "reached"),
            lang.say(
                "実績が目標の条件（48%以上など）を満たしたか、判定基準で最もよい評語です。",
                "The result meets the condition of the target (such as at least 48%), or has the best grade of its rule.",
            ),
        ),
        Tone::Nearly => (
            lang.say("概ね順調など", "nearly there"),
            lang.say("評語が三段階以上ある判定基準で、よいほうの中ほどです。", "In the better half of a rule with three grades or more."),
        ),
        Tone::Slow => (
            lang.say("やや遅れなど", "somewhat behind"),
            lang.say("評語が三段階以上ある判定基準で、悪いほうの中ほどです。", "In the other half of such a rule."),
        ),
        Tone::Missed => (
            lang.say("未達成など", "missed"),
            lang.say(
                "実績が目標の条件を満たさなかったか、判定基準で最も悪い評語です。",
                "The result does not meet the condition, or has the worst grade of its rule.",
            ),
        ),
        Tone::Open => (
            lang.say("未測定など", "not measured etc."),
            lang.say(
                "測定していない、集計中、目標値がない、言葉の目標で数値では判定できない、中止した、などです。0とはみなしません。",
                "It was not measured, is being counted, was called off, has no target, or the target is words. It is never taken for zero.",
            ),
        ),
    };
    Sign { class: tone.as_str(), shape: tone.shape(), words, meaning }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::term::TERMS;

    #[test]
    fn every_term_stands_once_and_is_explained_in_both_languages() {
        let mut seen = HashSet::new();
        for it in TERMS {
            assert!(seen.insert(it.at) && seen.insert(it.word.0) && seen.insert(it.word.1), "{}", it.at);
            assert!(it.meaning.0.ends_with('。') && it.meaning.1.ends_with('.'), "{}", it.at);
            assert!(it.at.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", it.at);
        }
    }
}
