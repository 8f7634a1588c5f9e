//! 公表の内容: what a publication brought of every kind, and why it was decided.

use std::collections::{BTreeMap, BTreeSet};

use plan::decision::{Decision, DecisionNumber};
use plan::edition::Edition;
use plan::record::{Body, Kind, Record, RecordId};

/// Records of one kind that a publication brought.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Brought {
    kind: Kind,
    /// 「意見への対応」, 「中間評価」, 「指標の廃止」.
    pub name: String,
    /// How many.
    pub count: usize,
}

impl Brought {
    /// 「意見への対応5件」.
    pub fn words(&self) -> String {
        format!("{}{}件", self.name, self.count)
    }

    /// Whether it is something that people said: a reader looks for it as for a new result.
    pub(super) fn is_said(&self) -> bool {
        matches!(
            self.kind,
            Kind::Evaluation | Kind::Remark | Kind::Response | Kind::Consultation | Kind::Opinion
        )
    }
}

/// What differs between two decisions, by kind.
pub(super) fn brought(
    edition: &Edition,
    ids: &BTreeSet<&RecordId>,
    before: DecisionNumber,
    upto: DecisionNumber,
) -> Vec<Brought> {
    let mut counts: BTreeMap<(Kind, String), usize> = BTreeMap::new();
    for id in ids {
        let (was, now) = (seen(edition, id, before), seen(edition, id, upto));
        let named = match (was, now) {
            (was, Some(now)) if was != Some(now) => (now.body.kind(), name(&now.body).to_owned()),
            (Some(was), None) => (was.body.kind(), format!("{}の廃止", name(&was.body))),
            _ => continue,
        };
        *counts.entry(named).or_default() += 1;
    }
    counts.into_iter().map(|((kind, name), count)| Brought { kind, name, count }).collect()
}

fn seen<'a>(edition: &'a Edition, id: &RecordId, number: DecisionNumber) -> Option<&'a Record> {
    edition.history(id).iter().rev().find(|it| it.decision <= number)?.record.as_deref()
}

fn name(body: &Body) -> &'static str {
    match body {
        Body::Evaluation(it) => it.kind.name().0,
        Body::Response(_) => "意見への対応",
        Body::Consultation(it) if it.results.is_some() => "意見募集の結果",
        other => other.kind().name().0,
    }
}

/// Why the decisions were made, each reason once, newest first.
pub(super) fn reasons<'a>(decisions: impl DoubleEndedIterator<Item = &'a Decision>) -> Vec<String> {
    let mut reasons: Vec<String> = vec![];
    for it in decisions.rev() {
        if !reasons.contains(&it.reason) {
            reasons.push(it.reason.clone());
        }
    }
    reasons
}
