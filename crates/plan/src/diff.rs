//! 差分: what one decision, or the way from one edition to another, changed: record by record, field by field.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::facet::{Facet, Value};
use crate::record::{Kind, Record, RecordId};

/// One record that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which record.
    pub id: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// 追加, 変更, 廃止.
    pub how: How,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

/// 追加, 変更, 廃止.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// 追加.
    Added,
    /// 変更.
    Changed,
    /// 廃止.
    Retired,
}

impl How {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Added => ("追加", "added"),
            Self::Changed => ("変更", "changed"),
            Self::Retired => ("廃止", "retired"),
        }
    }
}

/// One field that differs. A field that was not there has no `before`, one that is gone no `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// 項目名.
    pub ja: String,
    /// In English.
    pub en: String,
    /// The value before.
    pub before: Option<Value>,
    /// The value after.
    pub after: Option<Value>,
}

/// What a part of the edits of decision `number` changed, in their order.
pub fn of_decision(edition: &Edition, number: DecisionNumber, part: Range<usize>) -> Vec<Difference> {
    let edits = edition.decision(number).and_then(|decision| decision.edits.get(part)).unwrap_or_default();
    let differences = edits.iter().filter_map(|edit| {
        let id = edit.change.id();
        let upto: Vec<_> = edition.history(id).iter().filter(|version| version.decision <= number).collect();
        let (after, before) = match upto.as_slice() {
            [.., before, after] => (after.record.as_deref(), before.record.as_deref()),
            [after] => (after.record.as_deref(), None),
            [] => return None,
        };
        difference(id, before, after)
    });
    differences.collect()
}

/// How many records decision `number` added, changed and retired.
pub fn counts(edition: &Edition, number: DecisionNumber) -> [(How, usize); 3] {
    let how = |id: &RecordId| {
        let history = edition.history(id);
        let at = history.iter().position(|version| version.decision == number)?;
        let before = at.checked_sub(1).is_some_and(|before| history[before].record.is_some());
        match (before, history[at].record.is_some()) {
            (false, true) => Some(How::Added),
            (true, true) => Some(How::Changed),
            (true, false) => Some(How::Retired),
            (false, false) => None,
        }
    };
    let edits = edition.decision(number).map_or(&[][..], |decision| &decision.edits);
    let hows: Vec<How> = edits.iter().filter_map(|edit| how(edit.change.id())).collect();
    [How::Added, How::Changed, How::Retired]
        .map(|wanted| (wanted, hows.iter().filter(|it| **it == wanted).count()))
}

/// What differs between two editions of one municipality, by id.
pub fn between(before: &Edition, after: &Edition) -> Vec<Difference> {
    let ids: BTreeSet<_> = before.records().chain(after.records()).map(|record| &record.id).collect();
    ids.into_iter().filter_map(|id| difference(id, before.get(id), after.get(id))).collect()
}

/// 住民に見える違い: the records of which the public would see something else in this edition than it saw after an earlier decision (0:
/// before any), and how. What becomes internal is retired for the public; what only staff see does not differ.
pub fn in_public(edition: &Edition, seen: DecisionNumber) -> Vec<(&RecordId, How)> {
    let later = edition.decisions().iter().filter(|it| it.number > seen);
    let ids: BTreeSet<&RecordId> = later.flat_map(|it| &it.edits).map(|it| it.change.id()).collect();
    let how = |id: &RecordId| {
        let history = edition.history(id);
        let public = |it: &'_ Version| it.record.as_deref().and_then(Record::for_public).map(Cow::into_owned);
        let before = history.iter().rev().find(|it| it.decision <= seen).and_then(public);
        match (before, history.last().and_then(public)) {
            (None, Some(_)) => Some(How::Added),
            (Some(_), None) => Some(How::Retired),
            (Some(before), Some(after)) if before != after => Some(How::Changed),
            (None, None) | (Some(_), Some(_)) => None,
        }
    };
    ids.into_iter().filter_map(|id| Some((id, how(id)?))).collect()
}

/// How one record differs; none where both are the same.
pub fn difference(id: &RecordId, before: Option<&Record>, after: Option<&Record>) -> Option<Difference> {
    let how = match (before, after) {
        (None, None) => return None,
        (None, Some(_)) => How::Added,
        (Some(_), None) => How::Retired,
        (Some(before), Some(after)) if before == after => return None,
        (Some(_), Some(_)) => How::Changed,
    };
    let kind = after.or(before)?.body.kind();
    let facets = |record: Option<&Record>| record.map_or(vec![], |it| it.body.facets());
    let mut fields = changes(facets(before), facets(after));
    fields.extend(audience(before, after));
    Some(Difference { id: id.clone(), kind, how, fields })
}

/// 公開の範囲, where a record is or was for internal use only. The public never sees such a version, so nor this line.
fn audience(before: Option<&Record>, after: Option<&Record>) -> Option<FieldChange> {
    let is_internal = |it: &Record| it.internal;
    if !before.is_some_and(is_internal) && !after.is_some_and(is_internal)
        || before.map(is_internal) == after.map(is_internal)
    {
        return None;
    }
    let word = |it: &Record| {
        Value::from(if it.internal { ("内部限り", "internal only") } else { ("公開", "the public") })
    };
    let (ja, en) = ("公開の範囲".to_owned(), "Who sees it".to_owned());
    Some(FieldChange { ja, en, before: before.map(word), after: after.map(word) })
}

/// Pairs fields by name, the first with the first where a name comes twice. What is gone stands in the order in which it stood.
fn changes(before: Vec<Facet>, after: Vec<Facet>) -> Vec<FieldChange> {
    let mut old: HashMap<String, Vec<(usize, Facet)>> = HashMap::new();
    for (at, facet) in before.into_iter().enumerate().rev() {
        old.entry(facet.ja.clone()).or_default().push((at, facet));
    }
    let mut changes = Vec::new();
    for facet in after {
        let before = old.get_mut(&facet.ja).and_then(Vec::pop).map(|(_, it)| it.value);
        if before.as_ref() != Some(&facet.value) {
            changes.push(FieldChange { ja: facet.ja, en: facet.en, before, after: Some(facet.value) });
        }
    }
    let mut gone: Vec<_> = old.into_values().flatten().collect();
    gone.sort_by_key(|(at, _)| *at);
    changes.extend(gone.into_iter().map(|(_, it)| FieldChange {
        ja: it.ja,
        en: it.en,
        before: Some(it.value),
        after: None,
    }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::{Amount, AmountKind};
    use crate::fiscal_year::FiscalYear;
    use crate::link::{Link, LinkKind};

    fn id(text: &str) -> RecordId {
        RecordId::new(text)
    }

    #[test]
    fn what_is_gone_stands_in_the_order_of_what_was_added() {
        let link =
            Link { from: id("a"), to: id("b"), kind: LinkKind::Related, note: Some("説明".to_owned()) };
        let link = Record::new(id("l"), link);
        let names =
            |it: Option<Difference>| it.unwrap().fields.into_iter().map(|it| it.ja).collect::<Vec<_>>();
        let added = names(difference(&link.id, None, Some(&link)));
        assert_eq!(added, ["起点", "終点", "つながりの種別", "説明"]);
        assert_eq!(names(difference(&link.id, Some(&link), None)), added);
    }

    #[test]
    fn an_amount_is_searched_as_its_plain_number() {
        let amount = Amount {
            element: id("a"),
            fiscal_year: FiscalYear::new(2026),
            kind: AmountKind::Supplementary,
            yen: -500_000,
            staff_cost: Some(1_234_567),
            staff: None,
            explanation: None,
            account: None,
            shares: vec![],
            share_method: None,
        };
        let amount = Record::new(id("m"), amount);
        let fields = difference(&amount.id, None, Some(&amount)).unwrap().fields;
        let value =
            |name: &str| fields.iter().find(|it| it.ja == name).and_then(|it| it.after.clone()).unwrap();
        assert_eq!(value("金額（円）"), Value::from(crate::facet::Piece::Yen(-500_000)));
        assert_eq!(value("金額（円）").to_string(), "-500000");
        assert_eq!(value("人件費（円）").to_string(), "1234567");
    }
}
