//! つじつま: what would break the plan. No decision is made with it.

use std::collections::HashSet;

use super::{Check, Finding, Severity, form, rule, work};
use crate::edition::Edition;
use crate::element::Element;
use crate::record::{Body, Record, RecordId, Reference};

pub(super) const CHECKS: &[&Check] =
    &[&RETIRED_IN_USE, &DANGLING, &WRONG_KIND, &PUBLIC_NAMES_INTERNAL, &MISSHAPEN, &MISNAMED];

const RETIRED_IN_USE: Check = Check {
    code: "retired-in-use",
    severity: Severity::Error,
    ja: "他の記録から使われている記録を廃止しようとしている",
    en: "a record is retired that others still name",
    example: "指標が残っている施策の廃止",
};
const DANGLING: Check = Check {
    code: "dangling",
    severity: Severity::Error,
    ja: "指している記録がない",
    en: "a record is named that does not exist",
    example: "担当組織ID「bousai」がどの表にもない",
};
const WRONG_KIND: Check = Check {
    code: "wrong-kind",
    severity: Severity::Error,
    ja: "指している記録の種別が違う",
    en: "a record is named that is of another kind",
    example: "指標の要素IDに組織のIDが書かれている",
};
const PUBLIC_NAMES_INTERNAL: Check = Check {
    code: "public-names-internal",
    severity: Severity::Error,
    ja: "公開の記録が、内部限りの記録を指している",
    en: "a public record names an internal one",
    example: "公開の目標値の指標が内部限り",
};
const MISSHAPEN: Check = Check {
    code: "misshapen",
    severity: Severity::Error,
    ja: "期間、階層、上下関係が成り立たない",
    en: "a period, a level or a tree cannot be",
    example: "終了年度が開始年度より前の計画",
};
const MISNAMED: Check = Check {
    code: "misnamed",
    severity: Severity::Error,
    ja: "記録IDが、指標や年度と合わない",
    en: "an id does not follow from what it hangs on",
    example: "令和5年度の目標値のIDが「…/target/2024」",
};

/// Whether the plan holds together around the changed records: every reference resolves, trees are trees.
///
/// `changed` are the records that a draft puts or retires; the records that name them are looked at too, for a plan that
/// loses a level or an element that moves away breaks what hangs on it.
pub fn structure<'a>(after: &Edition, changed: impl IntoIterator<Item = &'a RecordId>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen = HashSet::new();
    for id in changed {
        if after.get(id).is_none() && after.is_named(id) {
            findings.push(Finding::new(
                &RETIRED_IN_USE,
                id,
                format!("「{id}」は他の記録から使われているため廃止できません"),
                format!("“{id}” is still named by other records, so it cannot be retired"),
            ));
            continue;
        }
        for record in after.get(id).into_iter().chain(after.namers(id)) {
            if seen.insert(&record.id) {
                findings.extend(dangling(after, record));
                findings.extend(misshapen(after, record));
                findings.extend(rule::contradictory(after, record));
                findings.extend(form::broken(after, record));
                findings.extend(work::broken(after, record));
            }
        }
    }
    findings
}

/// How sentences call a record: by its id; the municipality's own, whose id nobody wrote, by what it is.
fn called(id: &RecordId) -> (String, String) {
    match *id == RecordId::municipality() {
        true => ("団体の設定".to_owned(), "the municipality’s own record".to_owned()),
        false => (format!("「{id}」"), format!("“{id}”")),
    }
}

/// References to records that are not there, are of another kind, or are not for the public that sees this one.
fn dangling(after: &Edition, record: &Record) -> Vec<Finding> {
    let id = &record.id;
    let (ja, en) = called(id);
    let fault = |reference: Reference<'_>| {
        let missing = reference.id;
        let (check, ja, en) = match after.get(missing) {
            None => (
                &DANGLING,
                format!("{ja}が指す「{missing}」がありません"),
                format!("{en} names “{missing}”, which does not exist"),
            ),
            Some(found) if !reference.kinds.contains(&found.body.kind()) => {
                let kind = found.body.kind().name();
                (
                    &WRONG_KIND,
                    format!("{ja}が指す「{missing}」は{}です", kind.0),
                    format!("{en} names “{missing}”, which is of kind {}", kind.1),
                )
            }
            Some(found) if shows(record, found) => (
                &PUBLIC_NAMES_INTERNAL,
                format!("公開の{ja}が、内部限りの「{missing}」を指しています"),
                format!("{en} is public and names “{missing}”, which is internal"),
            ),
            Some(_) => return None,
        };
        Some(Finding::new(check, id, ja, en))
    };
    record.body.references().into_iter().filter_map(fault).collect()
}

/// Whether the public would see a name of a record that it may not see.
///
/// What staff have with a record, such as the form of a calendar entry, is named where the public does not see it.
fn shows(record: &Record, hidden: &Record) -> bool {
    let names = |it: &Record| it.body.references().iter().any(|it| *it.id == hidden.id);
    hidden.for_public().is_none() && record.for_public().is_some_and(|it| names(&it))
}

/// Records whose own shape cannot be: a tree that is none, a period that ends before it begins.
fn misshapen(after: &Edition, record: &Record) -> Option<Finding> {
    let id = &record.id;
    let error = |ja: &str, en: &str| {
        Some(Finding::new(&MISSHAPEN, id, format!("「{id}」：{ja}"), format!("“{id}”: {en}")))
    };
    match &record.body {
        Body::Plan(plan) if plan.last_year.is_some_and(|last| last < plan.first_year) => {
            error("終了年度が開始年度より前です", "the last year lies before the first")
        }
        Body::Organisation(it) if it.parent.is_some() && after.department(id).is_none() => {
            error("上位組織をたどると自分に戻ります", "its parents lead in a circle")
        }
        Body::Organisation(it) if it.names.is_empty() => {
            error("組織名がありません", "the organisation has no name")
        }
        Body::Element(element) => {
            let levels =
                after.find::<crate::plan::Plan>(&element.plan).map_or(usize::MAX, |it| it.levels.len());
            if usize::from(element.level) >= levels {
                error("計画にない階層です", "the plan has no such level")
            } else if !is_rooted(after, element) {
                error(
                    "上位要素をたどると自分に戻るか、別の計画に入ります",
                    "its parents lead in a circle or into another plan",
                )
            } else {
                None
            }
        }
        Body::CalendarEntry(it) if it.to < it.from => {
            error("最終日が初日より前です", "the last day lies before the first")
        }
        Body::Consultation(it) if it.to < it.from => {
            error("募集の最終日が初日より前です", "the last day lies before the first")
        }
        Body::Opinion(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Target(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Actual(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Amount(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Link(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Evaluation(it) if it.id() != *id => misnamed(id, &it.id()),
        Body::Response(it) if it.id() != *id => misnamed(id, &it.id()),
        _ => None,
    }
}

fn misnamed(id: &RecordId, right: &RecordId) -> Option<Finding> {
    let ja = format!("「{id}」の記録IDは「{right}」でなければなりません");
    Some(Finding::new(&MISNAMED, id, ja, format!("“{id}” must have the id “{right}”")))
}

/// Whether the way up ends at the top of the element's own plan.
///
/// A way with more steps than a level can count is a circle, or as good as one: no walk is longer, whatever a file says.
fn is_rooted(after: &Edition, element: &Element) -> bool {
    let mut parent = element.parent.as_ref();
    for _ in 0..=u8::MAX {
        let Some(up) = parent else { return true };
        let Some(above) = after.find::<Element>(up) else { return true }; // Dangling: said elsewhere.
        if above.plan != element.plan {
            return false;
        }
        parent = above.parent.as_ref();
    }
    false
}
