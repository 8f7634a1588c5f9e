//! 成果: whether what is called an outcome is one, and whether there is one at all.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::scene::{Notes, Scene};
use super::text::{INDICATOR_NAME, Subject};
use super::{Check, Severity};
use crate::actual::Actual;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, IndicatorKind};
use crate::key::squeeze;
use crate::link::LinkKind;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[&NO_OUTCOME, &OUTPUT_AS_OUTCOME, &OUTPUT_BY_NAME];

const NO_OUTCOME: Check = Check {
    code: "no-outcome",
    severity: Severity::Warning,
    ja: "活動指標だけで、成果を測る指標が自らにも上位の要素にもない",
    en: "only outputs are measured, here and above: nothing says what changed for people",
    example: "指標が「講座の開催回数」だけの施策",
};
const OUTPUT_AS_OUTCOME: Check = Check {
    code: "output-as-outcome",
    severity: Severity::Warning,
    ja: "成果指標が、活動指標と同じものを数えている",
    en: "an outcome counts the same thing as an output",
    example: "活動「申請件数」789件、成果「交付件数」789件",
};
const OUTPUT_BY_NAME: Check = Check {
    code: "output-by-name",
    severity: Severity::Hint,
    ja: "成果指標の名称が、行ったことの数え方になっている",
    en: "an outcome is named like something that was done",
    example: "成果指標「講座の開催回数」",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Element(_) => no_outcome(scene.edition, &record.id, notes),
        Body::Indicator(it) if it.kind == IndicatorKind::Outcome => {
            sold(scene.edition, &record.id, it, notes);
            named(it, notes);
        }
        _ => {}
    }
}

/// Asked of the lowest elements; what stands above them, or what they are tied to, may measure it.
fn no_outcome(edition: &Edition, id: &RecordId, notes: &mut Notes<'_>) {
    let is_outcome = |it: &Indicator| matches!(it.kind, IndicatorKind::Outcome | IndicatorKind::Perception);
    let has_outputs = edition.indicators(id).any(|(_, it)| it.kind == IndicatorKind::Output);
    if !has_outputs || edition.below(id).next().is_some() {
        return;
    }
    let measured = |id: &RecordId| edition.indicators(id).any(|(_, it)| is_outcome(it));
    let tied = |id: &RecordId| {
        let ties = [LinkKind::Serves, LinkKind::Related];
        ties.into_iter().flat_map(|kind| edition.linked_from(id, kind)).any(|(id, _)| measured(id))
    };
    if edition.path(id).iter().any(|(id, _)| measured(id) || tied(id)) {
        return;
    }
    let ja = "活動指標だけで、成果指標がありません（何が変わったかを測れません）";
    notes.say(&NO_OUTCOME, ja, "only outputs are measured: nothing says what changed");
}

/// The same figures, or the same noun, as an output of the same element.
fn sold(edition: &Edition, id: &RecordId, outcome: &Indicator, notes: &mut Notes<'_>) {
    let near = outcome.elements.iter().flat_map(|element| edition.indicators(element));
    let outputs = near.filter(|(other, it)| *other != id && it.kind == IndicatorKind::Output);
    for (other, output) in outputs {
        let name = &output.name;
        let why = if noun(&outcome.name) == noun(name) {
            ("同じもの", "the same thing")
        } else if is_same_series(edition, id, other) && outcome.unit.is_same(&output.unit) {
            ("同じ値", "the same figures")
        } else {
            continue;
        };
        notes
            .say(
                &OUTPUT_AS_OUTCOME,
                format!("成果指標ですが、活動指標「{name}」と{}です", why.0),
                format!("an outcome that is {} as the output “{name}”", why.1),
            )
            .at(INDICATOR_NAME);
        return;
    }
}

/// 相談件数 and 相談の件数 count 相談.
fn noun(name: &str) -> String {
    let name = squeeze(name);
    let ends = [
        "延べ件数",
        "件数",
        "回数",
        "人数",
        "者数",
        "箇所数",
        "か所数",
        "数",
        "延べ",
        "年間",
        "の",
        "(延べ)",
    ];
    let mut rest = name.as_str();
    while let Some(shorter) = ends.iter().find_map(|end| rest.strip_suffix(end)).filter(|it| !it.is_empty()) {
        rest = shorter;
    }
    rest.trim_start_matches("年間").trim_start_matches("延べ").to_owned()
}

/// Two years alike, or one with a figure so large that chance does not explain it.
fn is_same_series(edition: &Edition, a: &RecordId, b: &RecordId) -> bool {
    let values = |id: &RecordId| -> BTreeMap<FiscalYear, Decimal> {
        let actuals = edition.naming::<Actual>(id);
        actuals.filter_map(|(_, it)| Some((it.fiscal_year, it.value()?))).collect()
    };
    let (a, b) = (values(a), values(b));
    let shared: Vec<_> = a.iter().filter_map(|(year, value)| Some((value, b.get(year)?))).collect();
    let large = shared.iter().any(|(value, _)| **value >= Decimal::ONE_HUNDRED);
    let enough = shared.len() >= 2 || (shared.len() == 1 && large);
    enough && shared.iter().all(|(a, b)| a == b && !a.is_zero())
}

const DEEDS: &[&str] = &[
    "開催回数",
    "開催件数",
    "実施回数",
    "実施件数",
    "配布部数",
    "配布枚数",
    "配布数",
    "発行部数",
    "発行回数",
    "配信回数",
    "更新回数",
    "作成件数",
    "作成部数",
    "助成件数",
    "補助件数",
    "貸付件数",
    "交付件数",
    "設置数",
    "設置箇所数",
    "整備箇所数",
    "巡回回数",
    "訪問回数",
    "研修回数",
    "会議回数",
    "相談受付件数",
];

fn named(outcome: &Indicator, notes: &mut Notes<'_>) {
    let name = squeeze(&outcome.name);
    if let Some(deed) = DEEDS.iter().find(|deed| name.ends_with(**deed)) {
        notes
            .say(
                &OUTPUT_BY_NAME,
                format!("成果指標ですが「{deed}」は行ったことの数です（活動指標ではありませんか）"),
                format!("an outcome that counts what was done (“{deed}”): is it an output?"),
            )
            .at(INDICATOR_NAME);
    }
}
