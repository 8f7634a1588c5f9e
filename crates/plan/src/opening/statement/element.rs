//! 要素の引継ぎ: the tree of a statement, each element under a new id.

use super::super::Weight;
use super::super::heir::all_heirs;
use super::{Home, Making, Old, section};
use crate::element::Element;
use crate::fiscal_year::rolled;
use crate::plan::Plan;
use crate::record::{Kind, RecordId};

/// Carries the trees of a statement whose topmost elements are wanted. How many elements that were.
pub(super) fn carry_elements(
    making: &mut Making<'_>,
    (id, plan): Old<'_>,
    home: &Home,
    is_wanted: &dyn Fn(&RecordId) -> bool,
) -> usize {
    let edition = making.edition;
    let mut open: Vec<(&RecordId, &Element)> = edition.top(id).filter(|(id, _)| is_wanted(id)).collect();
    open.reverse();
    let mut count = 0;
    while let Some((id, element)) = open.pop() {
        if making.elements.contains_key(id) {
            continue; // A circle: nobody can have decided one.
        }
        carry(making, plan, home, id, element);
        count += 1;
        let at = open.len();
        open.extend(edition.below(id).filter(|(_, it)| it.plan == element.plan));
        open[at..].reverse();
    }
    count
}

fn carry(making: &mut Making<'_>, plan: &Plan, home: &Home, old: &RecordId, element: &Element) {
    let id = making.fresh(old, plan.first_year, Kind::Element);
    let name = format!("{} {}", element.number, element.title).trim().to_owned();
    let text = |text: &str| rolled(text, plan.first_year, making.year);
    let (number, title) = (text(&element.number), text(&element.title));
    let new = Element {
        plan: home.plan.clone(),
        parent: element.parent.as_ref().and_then(|it| making.elements.get(it)).cloned(),
        number,
        title,
        sections: section::begun(making, &element.sections, &name),
        organisations: organisations(making, element, &name),
        handed_over: vec![],
        order: element.order.saturating_add(home.order),
        ..element.clone()
    };
    making.put(id.clone(), new, making.is_internal(old));
    making.elements.insert(old.clone(), id);
}

/// 担当組織 in the new year: what ended gives way to what took its work over.
fn organisations(making: &mut Making<'_>, element: &Element, name: &str) -> Vec<RecordId> {
    let day = making.year.starts();
    let new = all_heirs(making.edition, &element.organisations, day);
    let called = |ids: &[RecordId]| -> String {
        let names = ids.iter().map(|id| making.edition.organisation_name(id, making.year).to_owned());
        names.collect::<Vec<_>>().join("、")
    };
    if new != element.organisations {
        let (before, after) = (called(&element.organisations), called(&new));
        let (ja, en) = match new.is_empty() {
            true => ("なくなります（引き継いだ組織の記録がありません）".to_owned(), "nobody".to_owned()),
            false => (format!("「{after}」になります"), format!("“{after}”")),
        };
        let en = format!("“{name}”: who is in charge was “{before}” and becomes {en}");
        making.say(Weight::Look, format!("「{name}」の担当組織「{before}」は、{ja}"), en);
    }
    new
}
