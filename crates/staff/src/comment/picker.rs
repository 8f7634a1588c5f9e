//! 計画の部分を選ぶ: the plans as trees, 政策 above 施策 above 事業, each with a box; found by name or number, with no script.

use std::collections::{BTreeMap, HashMap, HashSet};

use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::key::squeeze;
use plan::plan::Plan;
use plan::record::RecordId;

use crate::typed::Typed;

/// What can be chosen, as the page shows it.
pub(super) struct Picker {
    /// Of its fields.
    pub(super) name: &'static str,
    pub(super) pieces: Vec<Piece>,
    /// What is chosen, in words, whether its branch is open or not.
    pub(super) chosen: Vec<String>,
    /// What was looked for; blank: nothing.
    pub(super) sought: String,
    /// How many were found.
    pub(super) found: usize,
}

/// The tree as it is written down: branches open and close, leaves are boxes.
pub(super) enum Piece {
    Branch { name: String, open: bool },
    Leaf(Part),
    End,
}

/// A plan, an element or an indicator.
pub(super) struct Part {
    pub(super) number: usize,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

/// Whether a form was sent to look for something: by its button, or by Enter in the field beside it.
pub(super) fn looks(typed: &Typed) -> bool {
    typed.has("look") || !typed.has("save") && typed.get("find").trim() != typed.get("found")
}

impl Picker {
    /// Everything that can be chosen of these plans, or of all.
    pub(super) fn of(
        edition: &Edition,
        plans: Option<&HashSet<RecordId>>,
        name: &'static str,
        typed: &Typed,
    ) -> Self {
        let chosen = typed.all(name).map(RecordId::new).collect();
        let sought = typed.get("find").trim().to_owned();
        let mut growing =
            Growing { edition, chosen, sought: squeeze(&sought), names: vec![], found: 0, count: 0 };
        let wanted = edition.all::<Plan>().filter(|(id, _)| plans.is_none_or(|it| it.contains(*id)));
        let pieces = wanted.flat_map(|(id, plan)| growing.plan(id, plan).pieces).collect();
        Self { name, pieces, chosen: growing.names, sought, found: growing.found }
    }
}

struct Growing<'e> {
    edition: &'e Edition,
    chosen: HashSet<RecordId>,
    /// Folded as names are; blank: everything is shown.
    sought: String,
    names: Vec<String>,
    found: usize,
    count: usize,
}

/// Pieces of a branch, and whether something in it is chosen.
#[derive(Default)]
struct Branch {
    pieces: Vec<Piece>,
    chosen: bool,
}

type Children<'e> = HashMap<Option<&'e RecordId>, BTreeMap<(u32, &'e RecordId), &'e Element>>;

impl<'e> Growing<'e> {
    fn plan(&mut self, id: &'e RecordId, plan: &'e Plan) -> Branch {
        let all: HashMap<&RecordId, &Element> =
            self.edition.naming::<Element>(id).filter(|(_, it)| it.plan == *id).collect();
        let mut children = Children::new();
        for (id, it) in &all {
            // What hangs on nothing of this plan stands at its top.
            let parent = it.parent.as_ref().filter(|it| all.contains_key(it));
            children.entry(parent).or_default().insert((it.order, id), it);
        }
        let mut branch = self.leaf(id, plan.name.clone());
        branch.join(self.indicators(id));
        branch.join(self.below(None, &mut children));
        branch.under(&plan.name, !self.sought.is_empty())
    }

    /// The elements under one. Each is taken out when it is met: what named itself as its own parent would never end.
    fn below(&mut self, parent: Option<&'e RecordId>, children: &mut Children<'e>) -> Branch {
        let mut branch = Branch::default();
        for ((_, id), it) in children.remove(&parent).unwrap_or_default() {
            let name = format!("{} {}", it.number, it.title).trim().to_owned();
            let mut own = self.leaf(id, name.clone());
            let mut under = self.indicators(id);
            under.join(self.below(Some(id), children));
            if !under.pieces.is_empty() {
                own.join(under);
                own = own.under(&name, !self.sought.is_empty());
            }
            branch.join(own);
        }
        branch
    }

    fn indicators(&mut self, id: &RecordId) -> Branch {
        let mut branch = Branch::default();
        let (edition, mut all) = (self.edition, vec![]);
        all.extend(
            edition
                .indicators(id)
                .map(|(id, it): (&RecordId, &Indicator)| (id, format!("［指標］{}", it.name))),
        );
        all.into_iter().for_each(|(id, name)| branch.join(self.leaf(id, name)));
        branch
    }

    /// A box; none where something else is looked for and this is not chosen.
    fn leaf(&mut self, id: &RecordId, name: String) -> Branch {
        let chosen = self.chosen.contains(id);
        let is_sought = self.sought.is_empty() || squeeze(&name).contains(&self.sought);
        self.found += usize::from(is_sought);
        if chosen && !self.names.contains(&name) {
            self.names.push(name.clone());
        }
        if !(chosen || is_sought) {
            return Branch::default();
        }
        self.count += 1;
        let part = Part { number: self.count, id: id.to_string(), name, chosen };
        Branch { pieces: vec![Piece::Leaf(part)], chosen }
    }
}

impl Branch {
    fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.chosen |= other.chosen;
    }

    /// The same under a name that is opened and shut. It stands open where something in it is chosen, or was found.
    fn under(self, name: &str, found: bool) -> Self {
        if self.pieces.is_empty() {
            return self;
        }
        let head = Piece::Branch { name: name.to_owned(), open: found || self.chosen };
        let pieces = std::iter::once(head).chain(self.pieces).chain([Piece::End]).collect();
        Self { pieces, chosen: self.chosen }
    }
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
