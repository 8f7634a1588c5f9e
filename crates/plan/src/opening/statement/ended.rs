//! 廃止された組織の運営方針: to whom its elements go, and what of them nobody takes over.

use std::collections::BTreeMap;

use super::{Home, Homes, Making, Old, carry_elements, existing, is_chosen, last_place, leave_out, open};
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::opening::heir::{belongs, heirs};
use crate::opening::{Weight, identity};
use crate::record::RecordId;

pub(super) fn carry(making: &mut Making<'_>, old: Old<'_>, homes: &mut Homes) {
    let (id, plan) = old;
    let Some(organisation) = &plan.organisation else { return };
    let heirs = heirs(making.edition, organisation, making.year.starts());
    let gone = making.edition.organisation_name(organisation, plan.first_year).to_owned();
    if heirs.is_empty() {
        making.say(
            Weight::Look,
            format!(
                "「{gone}」は{}にはなく、仕事を引き継いだ組織の記録もないので、「{}」は引き継げません",
                making.year.japanese(),
                plan.name
            ),
            format!(
                "“{gone}” is no more and nobody is known to have its work: “{}” cannot be taken over",
                plan.name
            ),
        );
        leave(making, id, &|_| true);
        return;
    }
    let owners = owners(making, id, &heirs);
    for heir in &heirs {
        let is_its = |element: &RecordId| owners.get(element).is_some_and(|it| it.as_ref() == Some(heir));
        to_heir(making, old, heir, heirs.len() > 1, homes, &is_its);
    }
    let is_nobodys = |element: &RecordId| owners.get(element).is_none_or(Option::is_none);
    for (_, element) in making.edition.top(id).filter(|(id, _)| is_nobodys(id)) {
        let title = format!("{} {}", element.number, element.title).trim().to_owned();
        making.say(
            Weight::Look,
            format!("「{gone}」の仕事は複数の組織に分かれ、「{title}」をどこが引き継ぐか分からないので、引き継ぎません。引き継ぐ組織の票で加えてください"),
            format!("the work of “{gone}” went to several: who has “{title}” is not known, so it is not taken over: add it on the sheet of whoever has it"),
        );
    }
    leave(making, id, &is_nobodys);
}

/// Who takes each of the topmost elements: the only heir, else the one to which all that has its section's work belongs.
fn owners(making: &Making<'_>, plan: &RecordId, all: &[RecordId]) -> BTreeMap<RecordId, Option<RecordId>> {
    let edition = making.edition;
    let of_section = |section: &RecordId| {
        let charged = heirs(edition, section, making.year.starts());
        let owner = |it: &RecordId| all.iter().find(|heir| belongs(edition, it, heir));
        let first = charged.first().and_then(owner)?;
        charged.iter().all(|it| owner(it) == Some(first)).then(|| first.clone())
    };
    let owner = |element: &Element| match all {
        [only] => Some(only.clone()),
        _ => element.organisations.iter().find_map(of_section),
    };
    edition.top(plan).map(|(id, element)| (id.clone(), owner(element))).collect()
}

/// Carries what is an heir's: into its own statement of the new year, else into one that is made of the old one.
fn to_heir(
    making: &mut Making<'_>,
    old: Old<'_>,
    heir: &RecordId,
    is_split: bool,
    homes: &mut Homes,
    is_its: &dyn Fn(&RecordId) -> bool,
) {
    let (id, plan) = old;
    let has_any = making.edition.top(id).any(|(id, _)| is_its(id));
    if !has_any && homes.contains_key(heir) {
        return;
    }
    if !has_any
        && is_split
        && let Some(above) = writes_with(making, heir, homes)
    {
        told_with(making, old, heir, &above);
        return;
    }
    let part = if is_split { format!("-{heir}") } else { String::new() };
    if !homes.contains_key(heir) {
        let home = open(making, old, Some(heir), &part);
        if home.is_some() {
            told_new(making, old, heir, has_any || !is_split);
        }
        homes.insert(heir.clone(), home);
    }
    if !has_any {
        return;
    }
    let Some(Some(home)) = homes.get_mut(heir) else {
        left_alone(making, old, heir, is_its);
        return;
    };
    if plan.levels.len() > home.levels {
        not_added(making, old, heir);
        leave(making, id, is_its);
        return;
    }
    let count = carry_elements(making, old, home, is_its);
    making.statements[home.line].elements += count;
    home.order = home.order.saturating_add(last_place(making.edition, id));
    if making.statements[home.line].from != *id {
        told_added(making, old, heir, count);
    }
}

/// The organisation above an heir in whose statement of the new year it writes.
fn writes_with(making: &Making<'_>, heir: &RecordId, homes: &Homes) -> Option<RecordId> {
    let writes = |(id, home): &(&RecordId, &Option<Home>)| home.is_some() || is_chosen(making, Some(id));
    let mut above = homes.iter().filter(|(id, _)| belongs(making.edition, heir, id)).filter(writes);
    above.next().map(|(id, _)| id.clone())
}

fn told_with(making: &mut Making<'_>, (_, plan): Old<'_>, heir: &RecordId, above: &RecordId) {
    let (gone, now) = names(making, plan.organisation.as_ref(), heir);
    let (_, above) = names(making, None, above);
    making.say(
        Weight::Kept,
        format!("「{gone}」の仕事を分けて引き継いだ「{now}」は、「{above}」の運営方針に書くので、運営方針を別に作りません"),
        format!("“{now}”, which has a part of the work of “{gone}”, writes in the statement of “{above}” and gets none of its own"),
    );
}

/// Tells why nothing is added to the statement of an heir.
fn left_alone(making: &mut Making<'_>, old: Old<'_>, heir: &RecordId, is_its: &dyn Fn(&RecordId) -> bool) {
    let (id, plan) = old;
    if !is_chosen(making, Some(heir)) {
        leave_out(making, old, Some(heir));
    } else if was_carried(making, old, heir, is_its) {
        let (_, now) = names(making, None, heir);
        let name = &plan.name;
        let ja = format!("「{name}」の要素は、「{now}」の運営方針に既に入っています");
        making.say(
            Weight::Kept,
            ja,
            format!("the elements of “{name}” are in the statement of “{now}” already"),
        );
    } else {
        not_added(making, old, heir);
        leave(making, id, is_its);
    }
}

/// Whether these elements are in the heir's statement of the new year already, from when the year was opened before.
fn was_carried(
    making: &Making<'_>,
    (id, plan): Old<'_>,
    heir: &RecordId,
    is_its: &dyn Fn(&RecordId) -> bool,
) -> bool {
    let edition = making.edition;
    let there = existing(making, id, plan, Some(heir));
    let is_there = |old: &RecordId| {
        let mut made = identity::candidates(old, plan.first_year, making.year);
        made.any(|it| edition.find::<Element>(&it).is_some_and(|it| Some(&it.plan) == there))
    };
    edition.top(id).filter(|(id, _)| is_its(id)).all(|(id, _)| is_there(id))
}

fn told_new(making: &mut Making<'_>, (_, plan): Old<'_>, heir: &RecordId, has_any: bool) {
    let (gone, now) = names(making, plan.organisation.as_ref(), heir);
    let (ja, en) = if has_any {
        (
            format!("「{gone}」の「{}」は、仕事を引き継いだ「{now}」の運営方針として引き継ぎます", plan.name),
            format!("“{}” of “{gone}” is taken over by “{now}”, which has its work", plan.name),
        )
    } else {
        (
            format!(
                "「{now}」は「{gone}」の仕事を分けて引き継いだ組織で、引き継ぐ要素が分からないので、要素のない運営方針を新しく始めます"
            ),
            format!(
                "“{now}” has a part of the work of “{gone}”, and what of its elements is not known: its statement begins without any"
            ),
        )
    };
    making.say(Weight::Look, ja, en);
}

fn told_added(making: &mut Making<'_>, (_, plan): Old<'_>, heir: &RecordId, count: usize) {
    let (gone, now) = names(making, plan.organisation.as_ref(), heir);
    let texts = if plan.sections.is_empty() {
        ""
    } else {
        "全体の文（目標、使命など）は写しません。"
    };
    making.say(
        Weight::Look,
        format!("「{gone}」の「{}」の要素{count}件は、「{now}」の運営方針に加えます。{texts}番号が重なることがあります", plan.name),
        format!("{count} elements of “{}” of “{gone}” are added to the statement of “{now}”; numbers may meet", plan.name),
    );
}

fn not_added(making: &mut Making<'_>, (_, plan): Old<'_>, heir: &RecordId) {
    let (gone, now) = names(making, plan.organisation.as_ref(), heir);
    making.say(
        Weight::Look,
        format!(
            "「{gone}」の「{}」は、「{now}」の運営方針が既にあるか、階層が合わないので、自動では加えません",
            plan.name
        ),
        format!(
            "“{}” of “{gone}” is not added: the statement of “{now}” is there already, or has fewer levels",
            plan.name
        ),
    );
}

fn names(making: &Making<'_>, gone: Option<&RecordId>, heir: &RecordId) -> (String, String) {
    let before = FiscalYear::new(making.year.year().saturating_sub(1));
    let gone = gone.map_or("", |id| making.edition.organisation_name(id, before));
    (gone.to_owned(), making.edition.organisation_name(heir, making.year).to_owned())
}

/// Notes what nobody takes over, with all that hangs below it.
fn leave(making: &mut Making<'_>, plan: &RecordId, is_wanted: &dyn Fn(&RecordId) -> bool) {
    let edition = making.edition;
    let mut open: Vec<&RecordId> = edition.top(plan).map(|(id, _)| id).filter(|id| is_wanted(id)).collect();
    while let Some(id) = open.pop() {
        if !making.left.contains(id) {
            making.left.push(id.clone());
            open.extend(edition.below(id).map(|(id, _)| id));
        }
    }
}
