//! 計画の部分を選ぶ: the plans and all below them, with a box each.

use std::collections::HashSet;

use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::plan::Plan;
use plan::record::RecordId;

/// A plan with what can be chosen of it.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) open: bool,
    pub(super) choices: Vec<Part>,
}

/// A plan, an element or an indicator.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// Everything that can be chosen of these plans, or of all.
pub(super) fn groups(
    edition: &Edition,
    plans: Option<&HashSet<RecordId>>,
    chosen: &[RecordId],
) -> Vec<Group> {
    let chosen: HashSet<&RecordId> = chosen.iter().collect();
    let wanted = edition.all::<Plan>().filter(|(id, _)| plans.is_none_or(|it| it.contains(*id)));
    let part = |id: &RecordId, name: String| Part { chosen: chosen.contains(id), id: id.to_string(), name };
    let group = |(id, plan): (&RecordId, &Plan)| {
        let elements = edition.naming::<Element>(id).collect::<Vec<_>>();
        let of = |id: &RecordId| {
            let indicators = edition.indicators(id);
            indicators.map(|(id, it)| part(id, format!("［指標］{}", it.name))).collect::<Vec<_>>()
        };
        let all = elements.iter().flat_map(|(id, it)| {
            std::iter::once(part(id, format!("{} {}", it.number, it.title))).chain(of(id))
        });
        let choices: Vec<Part> = std::iter::once(part(id, plan.name.clone())).chain(all).collect();
        Group { name: plan.name.clone(), open: choices.iter().any(|it| it.chosen), choices }
    };
    wanted.map(group).collect()
}

/// The plans to which records belong.
pub(super) fn plans_of(edition: &Edition, ids: &[RecordId]) -> HashSet<RecordId> {
    let mut plans = HashSet::new();
    for id in ids {
        if edition.find::<Plan>(id).is_some() {
            plans.insert(id.clone());
        }
        let elements = edition.find::<Indicator>(id).map_or(std::slice::from_ref(id), |it| &it.elements);
        plans.extend(elements.iter().filter_map(|id| Some(edition.find::<Element>(id)?.plan.clone())));
    }
    plans
}
