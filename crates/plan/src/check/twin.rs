//! 重複: two records that are one.

use super::scene::{Notes, Scene};
use super::text::{INDICATOR_NAME, NAME, NUMBER, Subject};
use super::{Check, Severity};
use crate::element::Element;
use crate::indicator::Indicator;
use crate::key::squeeze;
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] = &[&SAME_INDICATOR, &SAME_ELEMENT, &SAME_NUMBER];

const SAME_INDICATOR: Check = Check {
    code: "same-indicator",
    severity: Severity::Warning,
    ja: "同じ要素に、名称と単位が同じ指標が二つある",
    en: "one element has two indicators of the same name and unit",
    example: "「相談件数（件）」が二つ",
};
const SAME_ELEMENT: Check = Check {
    code: "same-element",
    severity: Severity::Warning,
    ja: "同じ計画の同じ場所に、名称が同じ要素が二つある",
    en: "two elements of one title stand at the same place of a plan",
    example: "施策1の下に「相談窓口事業」が二つ",
};
const SAME_NUMBER: Check = Check {
    code: "same-number",
    severity: Severity::Warning,
    ja: "同じ計画の同じ階層に、番号が同じ要素が二つある",
    en: "two elements of one level of a plan have the same number",
    example: "経営課題「1-(2)」が二つ",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Indicator(indicator) => indicators(scene, &record.id, indicator, notes),
        Body::Element(element) => elements(scene, &record.id, element, notes),
        _ => {}
    }
}

fn indicators(scene: &Scene<'_>, id: &RecordId, indicator: &Indicator, notes: &mut Notes<'_>) {
    let name = squeeze(&indicator.name);
    let siblings = indicator.elements.iter().flat_map(|element| scene.edition.indicators(element));
    let twin = siblings
        .filter(|(other, it)| it.unit.is_same(&indicator.unit) && squeeze(&it.name) == name && *other != id)
        .find(|(other, _)| scene.speaks(id, other));
    if let Some((other, _)) = twin {
        notes
            .say(
                &SAME_INDICATOR,
                format!("名称と単位が同じ指標「{other}」が、同じ要素にあります"),
                format!("the same element has “{other}”, of the same name and unit"),
            )
            .at(INDICATOR_NAME);
    }
}

fn elements(scene: &Scene<'_>, id: &RecordId, element: &Element, notes: &mut Notes<'_>) {
    let (title, number) = (squeeze(&element.title), squeeze(&element.number));
    let peers = scene.edition.naming::<Element>(&element.plan);
    let peers = peers.filter(|(other, it)| {
        *other != id && it.plan == element.plan && it.level == element.level && scene.speaks(id, other)
    });
    let (mut titled, mut numbered) = (false, false);
    for (other, it) in peers {
        if !titled && it.parent == element.parent && !title.is_empty() && squeeze(&it.title) == title {
            titled = true;
            let ja = format!("同じ場所に、名称が同じ要素「{other}」があります");
            notes.say(&SAME_ELEMENT, ja, format!("“{other}” has the same title at the same place")).at(NAME);
        }
        // 1, 2, 3 begin anew below each parent; 1-1-2 does not.
        let counted_in_all = element.parent == it.parent || number.contains('-');
        if !numbered && counted_in_all && !number.is_empty() && squeeze(&it.number) == number {
            numbered = true;
            let ja = format!("番号「{}」が、要素「{other}」と同じです", element.number);
            notes
                .say(&SAME_NUMBER, ja, format!("“{other}” has the same number, {}", element.number))
                .at(NUMBER);
        }
    }
}
