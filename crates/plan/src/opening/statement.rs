//! 運営方針の引継ぎ: each organisation's statement of last year, begun anew for the new one.

use std::collections::BTreeMap;

use super::heir::name_on;
use super::making::Making;
use super::{Carried, Weight, identity};
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::{FiscalYear, rolled};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::{Kind, RecordId};

mod element;
mod ended;
mod section;

use element::carry_elements;

/// A statement of the new year, into which elements can be carried.
pub(super) struct Home {
    /// Its id.
    pub(super) plan: RecordId,
    /// How many levels it has.
    pub(super) levels: usize,
    /// The last place among its elements.
    pub(super) order: u32,
    /// Its line in the list of statements.
    pub(super) line: usize,
}

/// The statements of the new year by organisation; none where one is there already, which stays as it is.
pub(super) type Homes = BTreeMap<RecordId, Option<Home>>;

/// A statement of last year.
pub(super) type Old<'a> = (&'a RecordId, &'a Plan);

pub(super) fn carry(making: &mut Making<'_>) {
    let edition = making.edition;
    let Some((last, old)) = of_last_year(edition, making.year) else {
        let (ja, en) = ("引き継ぐ前年度の運営方針がありません", "there are no statements to take over");
        making.say(Weight::Look, ja.to_owned(), en.to_owned());
        return;
    };
    let mut homes = Homes::new();
    let day = making.year.starts();
    let (alive, gone): (Vec<Old<'_>>, Vec<Old<'_>>) = old.into_iter().partition(|(_, plan)| {
        let active = |id| edition.find::<Organisation>(id).is_none_or(|it| it.is_active(day));
        plan.organisation.as_ref().is_none_or(active)
    });
    for (id, plan) in alive {
        let organisation = plan.organisation.as_ref();
        let home = open(making, (id, plan), organisation, "").map(|home| {
            making.statements[home.line].elements = carry_elements(making, (id, plan), &home, &|_| true);
            Home { order: last_place(edition, id), ..home }
        });
        remember(&mut homes, organisation, home);
    }
    for old in gone {
        ended::carry(making, old, &mut homes);
    }
    tell(making, last);
}

/// Keeps a home under its organisation; the first one where there are several.
fn remember(homes: &mut Homes, organisation: Option<&RecordId>, home: Option<Home>) {
    if let Some(id) = organisation {
        homes.entry(id.clone()).or_insert(home);
    }
}

/// The statements of the last year before this one that has any, without those that cover this one too.
fn of_last_year(edition: &Edition, year: FiscalYear) -> Option<(FiscalYear, Vec<Old<'_>>)> {
    let statements = || edition.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::Statement);
    let ended = || statements().map(|(id, it)| (last_year(it), id, it));
    let last = ended().map(|(last, ..)| last).filter(|last| *last < year).max()?;
    let mut old: Vec<Old<'_>> =
        ended().filter(|(end, ..)| *end == last).map(|(_, id, it)| (id, it)).collect();
    let day = year.starts();
    old.sort_by_cached_key(|(id, it)| (it.organisation.as_ref().map(|of| edition.way_to(of, day)), *id));
    Some((last, old))
}

/// The last year of a statement: the only one, where its document does not say.
fn last_year(plan: &Plan) -> FiscalYear {
    plan.last_year.unwrap_or(plan.first_year)
}

/// Begins the new statement of an organisation, if it was chosen and has none yet.
///
/// `part` sets apart the statements that several organisations make of one.
pub(super) fn open(
    making: &mut Making<'_>,
    (old, plan): Old<'_>,
    organisation: Option<&RecordId>,
    part: &str,
) -> Option<Home> {
    if let Some(there) = existing(making, old, plan, organisation) {
        keep(making, old, there, organisation);
        return None;
    }
    if !is_chosen(making, organisation) {
        leave_out(making, (old, plan), organisation);
        return None;
    }
    let id = making.fresh(&RecordId::new(format!("{old}{part}")), plan.first_year, Kind::Plan);
    let span = last_year(plan).year().saturating_sub(plan.first_year.year());
    let name = named(making, plan, organisation);
    let sections = section::begun(making, &plan.sections, &plan.name);
    let new = Plan {
        name: name.clone(),
        organisation: organisation.cloned(),
        handed_over: vec![],
        head: None,
        first_year: making.year,
        last_year: Some(FiscalYear::new(making.year.year().saturating_add(span))),
        adopted_on: None,
        revised_on: None,
        sections,
        ..plan.clone()
    };
    making.put(id.clone(), new, making.is_internal(old));
    let line = making.statements.len();
    let (organisation, from, to) = (organisation.cloned(), old.clone(), id.clone());
    making.statements.push(Carried {
        organisation,
        from,
        to,
        name,
        elements: 0,
        kept: false,
        left_out: false,
    });
    Some(Home { plan: id, levels: plan.levels.len(), order: 0, line })
}

/// The last place among the topmost elements of a plan.
pub(super) fn last_place(edition: &Edition, plan: &RecordId) -> u32 {
    edition.top(plan).map(|(_, it)| it.order).max().unwrap_or(0)
}

/// Lists a statement that is not wanted, so that it can be chosen after all.
pub(super) fn leave_out(making: &mut Making<'_>, (old, plan): Old<'_>, organisation: Option<&RecordId>) {
    let name = &plan.name;
    let ja = format!("「{name}」は、組織が選ばれていないので引き継ぎません");
    making.say(Weight::Kept, ja, format!("“{name}” is not taken over: its organisation was not chosen"));
    let line = Carried {
        organisation: organisation.cloned(),
        from: old.clone(),
        to: old.clone(),
        name: rolled(name, plan.first_year, making.year),
        elements: making.edition.naming::<Element>(old).filter(|(_, it)| it.plan == *old).count(),
        kept: false,
        left_out: true,
    };
    if !making.statements.contains(&line) {
        making.statements.push(line);
    }
}

pub(super) fn is_chosen(making: &Making<'_>, organisation: Option<&RecordId>) -> bool {
    let chosen = |id| making.choices.organisations.as_ref().is_none_or(|chosen| chosen.contains(id));
    organisation.is_none_or(chosen)
}

/// The statement that an organisation has for the new year already: the one made of the old one, else any.
pub(super) fn existing<'a>(
    making: &Making<'a>,
    old: &RecordId,
    plan: &Plan,
    organisation: Option<&RecordId>,
) -> Option<&'a RecordId> {
    let name = rolled(&plan.name, plan.first_year, making.year);
    let mut there = making.edition.all::<Plan>().filter(|(id, it)| {
        let covers = (it.first_year..=last_year(it)).contains(&making.year);
        let statement = it.kind == PlanKind::Statement && *id != old && covers;
        statement && it.organisation.as_ref() == organisation && (organisation.is_some() || it.name == name)
    });
    let derived: Vec<RecordId> = identity::candidates(old, plan.first_year, making.year).collect();
    let first = there.next()?;
    let made = std::iter::once(first).chain(there).find(|(id, _)| derived.contains(id));
    Some(made.unwrap_or(first).0)
}

fn keep(making: &mut Making<'_>, old: &RecordId, there: &RecordId, organisation: Option<&RecordId>) {
    let Some(plan) = making.edition.find::<Plan>(there) else { return };
    let elements = making.edition.naming::<Element>(there).filter(|(_, it)| it.plan == *there).count();
    let name = plan.name.clone();
    let en = format!("“{name}” is there already and stays as it is");
    making.say(Weight::Kept, format!("「{name}」は既にあるので、そのままにします"), en);
    let (organisation, from, to) = (organisation.cloned(), old.clone(), there.clone());
    making.statements.push(Carried { organisation, from, to, name, elements, kept: true, left_out: false });
}

/// The plan's name with its year moved, and with the organisation's name as it is on the first day of the year.
fn named(making: &mut Making<'_>, plan: &Plan, organisation: Option<&RecordId>) -> String {
    let name = rolled(&plan.name, plan.first_year, making.year);
    let (Some(old), Some(new)) = (&plan.organisation, organisation) else { return name };
    let now = name_on(making.edition, new, making.year.starts());
    let names = making.edition.find::<Organisation>(old).into_iter().flat_map(|it| &it.names);
    let former = names.map(|it| it.text.as_str()).filter(|it| !it.is_empty() && name.contains(it));
    let former = former.max_by_key(|it| it.len()).filter(|_| !name.contains(&now)).map(str::to_owned);
    match former {
        Some(former) => {
            let renamed = name.replacen(&former, &now, 1);
            let (ja, en) = if old == new {
                (
                    format!(
                        "組織の名前が「{former}」から「{now}」に変わるので、計画名を「{renamed}」とします"
                    ),
                    format!("“{former}” is “{now}” in the new year, so the plan is called “{renamed}”"),
                )
            } else {
                (
                    format!("「{former}」から仕事を引き継ぐ「{now}」の計画名は、「{renamed}」とします"),
                    format!("“{now}” has work of “{former}”: its plan is called “{renamed}”"),
                )
            };
            making.say(Weight::Look, ja, en);
            renamed
        }
        None if old != new && !name.contains(&now) => format!("{name}（{now}）"),
        None => name,
    }
}

/// What of it all is done, in one sentence.
fn tell(making: &mut Making<'_>, last: FiscalYear) {
    let (count, elements) = (
        making.statements.iter().filter(|it| it.is_made()).count(),
        making.statements.iter().filter(|it| it.is_made()).map(|it| it.elements).sum::<usize>(),
    );
    if count == 0 {
        return;
    }
    let (from, to) = (last, making.year);
    making.say(
        Weight::Done,
        format!(
            "{}の運営方針{count}件（要素{elements}件）を{}に引き継ぎます。目標値、実績値、金額、評価、所属長は写しません",
            from.japanese(),
            to.japanese()
        ),
        format!(
            "{count} statements of FY{} with {elements} elements are taken over to FY{}; targets, actuals, amounts, evaluations and heads are not copied",
            from.year(),
            to.year()
        ),
    );
}
