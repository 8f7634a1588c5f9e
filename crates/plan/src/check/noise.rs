//! 誤差と変化: a change that the samples cannot show, told as if it were one.

use super::figures::sentences;
use super::scene::{Notes, Scene};
use super::text::{EVALUATION, EXPLANATION, Subject};
use super::{Check, Severity};
use crate::change::Evidence;
use crate::fiscal_year::FiscalYear;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[&NOISE_AS_CHANGE];

const NOISE_AS_CHANGE: Check = Check {
    code: "noise-as-change",
    severity: Severity::Warning,
    ja: "誤差の範囲の差を、上昇や低下として説明している",
    en: "a difference within the error is explained as a rise or a fall",
    example: "回答1,167人の調査で「前年度より0.9ポイント上昇した」→「横ばい（誤差の範囲）」",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    let (indicator, year): (&RecordId, FiscalYear) = match &record.body {
        Body::Actual(it) => (&it.indicator, it.fiscal_year),
        Body::Evaluation(it) => (&it.subject, it.fiscal_year),
        _ => return,
    };
    let Ok(change) = scene.edition.change(indicator, year) else { return };
    let Evidence::WithinError { low, high } = change.evidence else { return };
    let told = subject.texts().filter(|it| [EXPLANATION, EVALUATION].contains(&it.field));
    for text in told.filter(|it| !HEDGES.iter().any(|hedge| it.words.contains(hedge))) {
        let claim = sentences(text.words).into_iter().find(|it| is_claim(it.key()));
        if let Some(claim) = claim {
            let words = claim.raw(0..claim.key().len()).trim();
            let by = change.by;
            notes
                .say(
                    &NOISE_AS_CHANGE,
                    format!(
                        "差{by}ポイントは誤差の範囲です（{low}～{high}）。「{words}」を「横ばい（誤差の範囲）」などに改めてください"
                    ),
                    format!("a difference of {by} points is within the error ({low} to {high}): call it unchanged"),
                )
                .at(text.field);
            return;
        }
    }
}

/// Words that say that the writer knows.
const HEDGES: &[&str] = &["誤差", "横ばい", "ほぼ同じ", "同程度", "変化とは言え", "変わらない", "変わりない"];

/// Last year is named, and a movement; of a part of those who answered nothing is known here.
fn is_claim(sentence: &str) -> bool {
    let last = [
        "前年度より",
        "前年度から",
        "前年度に比べ",
        "前年度比",
        "前年度を",
        "昨年度より",
        "昨年度から",
        "前回より",
        "前回から",
    ];
    let moved = [
        "上昇", "向上", "改善", "増加", "伸び", "低下", "悪化", "減少", "上が", "下が", "上回", "下回",
        "増え", "減っ",
    ];
    let part = [
        "歳代",
        "代で",
        "代の",
        "代が",
        "代は",
        "世帯では",
        "世帯で",
        "地区で",
        "男性",
        "女性",
        "のうち",
        "学校は",
        "では",
    ];
    let named = last.iter().find_map(|words| sentence.find(words).map(|at| (at, words.len())));
    named.is_some_and(|(at, length)| {
        let (before, after) = (&sentence[..at], &sentence[at + length..]);
        moved.iter().any(|it| after.contains(it)) && !part.iter().any(|it| before.contains(it))
    })
}
