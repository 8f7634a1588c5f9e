//! 写された文: texts that were carried over from last year or from the row above, and headings that still name last year.

use std::collections::HashMap;

use super::scene::{Notes, Scene};
use super::text::{EVALUATION, EXPLANATION, NAME, SECTIONS, Subject};
use super::{Check, Field, Severity};
use crate::actual::Actual;
use crate::edition::Edition;
use crate::element::{Element, Meaning, Section};
use crate::fiscal_year::{self, FiscalYear};
use crate::indicator::Indicator;
use crate::key::{key, squeeze};
use crate::link::LinkKind;
use crate::plan::Plan;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[&COPIED_TEXT, &SAME_TEXT_BESIDE, &OLD_YEAR_HEADING];

const COPIED_TEXT: Check = Check {
    code: "copied-text",
    severity: Severity::Warning,
    ja: "前年度の文章が、ほぼそのまま（95％以上）使われている",
    en: "a text is that of last year, to 95 percent or more",
    example: "令和5年度と令和6年度の自己評価が一字違うだけ",
};
const SAME_TEXT_BESIDE: Check = Check {
    code: "same-text-beside",
    severity: Severity::Warning,
    ja: "同じ要素の別の指標に、同じ年度の同じ説明が書かれている（結合したセルの文が隣に写った跡）",
    en: "two indicators of one element have the same explanation in one year (a merged cell that bled into its neighbour)",
    example: "「講座の回数」と「避難所の数」の説明が、同じ二行",
};
const OLD_YEAR_HEADING: Check = Check {
    code: "old-year-heading",
    severity: Severity::Warning,
    ja: "一年度の計画の名称や見出しに、別の年度が書かれている",
    en: "the name or a heading of a yearly plan names another year",
    example: "令和6年度運営方針の見出し「令和5年度所属運営の基本的な考え方」",
};

/// Likeness, in thousandths, from which a text counts as copied.
const COPIED: usize = 950;
/// Texts shorter than this are alike by chance: 「前年度と同じ。」
const SHORT: usize = 30;

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    let edition = scene.edition;
    match &record.body {
        Body::Evaluation(it) => {
            let last = edition.evaluation(&it.subject, it.fiscal_year.previous(), it.kind);
            if let Some(last) = last {
                compare(&it.text.join("\n"), &last.text.join("\n"), EVALUATION, notes);
            }
        }
        Body::Actual(it) => {
            let last = edition.actual(&it.indicator, it.fiscal_year.previous()).and_then(explanation);
            if let (Some(now), Some(last)) = (explanation(it), last) {
                compare(now, last, EXPLANATION, notes);
            }
            beside(scene, &record.id, it, notes);
        }
        Body::Element(element) => continued(edition, &record.id, element, notes),
        Body::Plan(plan) => headings(plan, notes),
        _ => {}
    }
}

fn explanation(actual: &Actual) -> Option<&str> {
    actual.explanation.as_deref()
}

/// 隣の指標と同じ説明: what a merged cell leaves when its text is read into each of the rows that it spanned.
fn beside(scene: &Scene<'_>, id: &RecordId, actual: &Actual, notes: &mut Notes<'_>) {
    let own = explanation(actual).map(squeeze).filter(|it| it.chars().count() >= SHORT);
    let (Some(own), Some(indicator)) = (own, scene.edition.find::<Indicator>(&actual.indicator)) else {
        return;
    };
    let all = indicator.elements.iter().flat_map(|it| scene.edition.indicators(it));
    let same = all.filter(|(other, _)| **other != actual.indicator).find(|(other, _)| {
        let theirs = scene.edition.actual(other, actual.fiscal_year).and_then(explanation);
        let is_same = theirs.is_some_and(|it| squeeze(it) == own);
        is_same && scene.speaks(id, &other.actual(actual.fiscal_year))
    });
    if let Some((_, other)) = same {
        let name = &other.name;
        notes
            .say(
                &SAME_TEXT_BESIDE,
                format!("指標「{name}」の説明と同じ文です（結合したセルの文が写っていませんか）"),
                format!("the same text explains “{name}”: is it that of a merged cell?"),
            )
            .at(EXPLANATION);
    }
}

/// How many percent of a text are an earlier one's, where that makes it a copy.
pub(crate) fn copied(now: &str, last: &str) -> Option<usize> {
    let (now, last) = (squeeze(now), squeeze(last));
    let likeness = if now.chars().count() < SHORT { 0 } else { likeness(&now, &last) };
    (likeness >= COPIED).then_some(likeness / 10)
}

fn compare(now: &str, last: &str, field: Field, notes: &mut Notes<'_>) {
    if let Some(percent) = copied(now, last) {
        notes
            .say(
                &COPIED_TEXT,
                format!("前年度の文章と{percent}％同じです（今年度の内容に改めてください）"),
                format!("{percent}% of it is last year's text"),
            )
            .at(field);
    }
}

/// An issue that continues one of last year: what is the matter now, and what is done, changes with the year.
fn continued(edition: &Edition, id: &RecordId, element: &Element, notes: &mut Notes<'_>) {
    let yearly = edition.find::<Plan>(&element.plan).is_some_and(|it| it.last_year == Some(it.first_year));
    if !yearly {
        return;
    }
    for (_, last) in edition.linked_from(id, LinkKind::Continues) {
        for section in element.sections.iter().filter(|it| changes(it.meaning)) {
            let same = last.sections.iter().find(|it| it.meaning == section.meaning);
            if let Some(same) = same {
                compare(&section.paragraphs.join("\n"), &same.paragraphs.join("\n"), SECTIONS, notes);
            }
        }
    }
}

fn changes(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Problem | Meaning::Strategy | Meaning::Action)
}

/// How much of two texts is the same, in thousandths: their pairs of neighbouring characters, each counted as often as it stands.
///
/// A character more or less costs two pairs, wherever it stands; paragraphs may change their places.
fn likeness(a: &str, b: &str) -> usize {
    let (a, b) = (pairs(a), pairs(b));
    let total = a.values().sum::<usize>() + b.values().sum::<usize>();
    let common: usize = a.iter().map(|(pair, count)| (*count).min(b.get(pair).copied().unwrap_or(0))).sum();
    (common * 2000).checked_div(total).unwrap_or(0)
}

fn pairs(text: &str) -> HashMap<(char, char), usize> {
    let mut pairs = HashMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
    }
    pairs
}

/// 見出しの年度: the heading of a statement of one year names that year, or none.
fn headings(plan: &Plan, notes: &mut Notes<'_>) {
    if plan.last_year != Some(plan.first_year) {
        return;
    }
    let heads = plan.sections.iter().map(|Section { heading, .. }| (SECTIONS, heading));
    for (field, words) in std::iter::once((NAME, &plan.name)).chain(heads) {
        let years = years(words);
        if let [year] = years.as_slice()
            && *year != plan.first_year
        {
            let (own, other) = (plan.first_year.japanese(), year.japanese());
            notes
                .say(
                    &OLD_YEAR_HEADING,
                    format!("{own}の計画ですが、「{words}」に{other}と書かれています"),
                    format!("a plan of {}, but “{words}” names {}", plan.first_year.year(), year.year()),
                )
                .at(field)
                .fix(other, own);
        }
    }
}

/// The fiscal years that a heading names, with their era or in four digits.
fn years(text: &str) -> Vec<FiscalYear> {
    let key = key(text);
    let starts = key.char_indices().filter(|(at, c)| {
        let glued = key[..*at].ends_with(|c: char| c.is_ascii_alphanumeric());
        (matches!(c, '令' | '平') || (c.is_ascii_digit() || *c == 'R') && !glued)
            && key[*at..].contains("年度")
    });
    let found = starts.filter_map(|(at, _)| {
        let (year, rest) = fiscal_year::at_start(&key[at..], None)?;
        key[..key.len() - rest.len()].ends_with("年度").then_some(year)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn likeness_counts_what_is_shared_wherever_it_stands() {
        assert_eq!(likeness("町会の加入率が下がった", "町会の加入率が下がった"), 1000);
        assert_eq!(likeness("町会の加入率が下がった", "バスの利用者は増えた。"), 0);
        let (a, b) = ("第一の段落です。第二の段落です。", "第二の段落です。第一の段落です。");
        assert!(likeness(a, b) > 800, "the order of paragraphs is no news");
    }

    proptest! {
        #[test]
        fn likeness_is_symmetric_and_at_most_whole(a in ".{0,60}", b in ".{0,60}") {
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert!(likeness(&a, &b) <= 1000);
        }
    }
}
