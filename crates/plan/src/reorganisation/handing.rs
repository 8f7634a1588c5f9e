//! 引継ぎ: which records go, to whom, and what they become.

use std::collections::{BTreeMap, BTreeSet};

use super::rebuilding::{self, Rebuilt};
use super::{Matter, Moved, Reorganisation};
use crate::calendar::CalendarEntry;
use crate::draft::Proposal;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::handover::Handover;
use crate::indicator::Indicator;
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::{Body, Record, RecordId};

/// Everything that is an organisation's own on the day and after: what speaks of older years stays theirs.
pub(super) fn own(
    wanted: &Reorganisation,
    edition: &Edition,
    organisation: &RecordId,
) -> Vec<(RecordId, Matter)> {
    let mut own: Vec<(RecordId, Matter)> = edition
        .namers(organisation)
        .filter_map(|record| Some((record.id.clone(), matter(wanted, edition, record, organisation)?)))
        .collect();
    let year = FiscalYear::containing(wanted.effective);
    let indicators = edition.all::<Indicator>();
    let ours = indicators.filter(|(_, it)| charged(edition, it, year).any(|id| id == organisation));
    own.extend(ours.map(|(id, _)| (id.clone(), Matter::Indicator)));
    own.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    own.dedup();
    own
}

/// Whose an indicator is from the year on, by the first element that it measures then or else its last.
fn charged<'a>(
    edition: &'a Edition,
    indicator: &'a Indicator,
    year: FiscalYear,
) -> impl Iterator<Item = &'a RecordId> {
    edition.charged_first(indicator, year).into_iter()
}

/// What a record that names an organisation is, where it goes with its work.
fn matter(
    wanted: &Reorganisation,
    edition: &Edition,
    record: &Record,
    organisation: &RecordId,
) -> Option<Matter> {
    let goes_on = |plan: &Plan| plan.last_year.is_none_or(|last| wanted.effective <= last.ends());
    match &record.body {
        Body::Organisation(it) => {
            let there = it.is_active(wanted.effective) && it.parent.as_ref() == Some(organisation);
            there.then_some(Matter::Section)
        }
        Body::Plan(it) => {
            (it.organisation.as_ref() == Some(organisation) && goes_on(it)).then_some(Matter::Plan)
        }
        Body::Element(it) => {
            let plan = edition.find::<Plan>(&it.plan)?;
            let ours = it.organisations.contains(organisation) && goes_on(plan);
            ours.then_some(match plan.kind {
                PlanKind::Statement => Matter::Issue,
                PlanKind::PriorityProjects => Matter::Priority,
                _ => Matter::Element,
            })
        }
        // What began before the day is finished under the old name; its heirs can read and write it.
        Body::CalendarEntry(it) => {
            (it.organisations.contains(organisation) && wanted.effective <= it.from).then_some(Matter::Stage)
        }
        _ => None,
    }
}

/// Every record that goes or could go, in the order in which it is shown.
pub(super) fn moved(wanted: &Reorganisation, edition: &Edition, rebuilt: &Rebuilt) -> Vec<Moved> {
    let mut moved = vec![];
    for (of, heirs) in rebuilt.heirs.iter().filter(|(_, heirs)| !heirs.is_empty()) {
        for (record, matter) in own(wanted, edition, of) {
            let rebuilt_here = rebuilt.organisations.get(&record);
            if rebuilt_here.is_some_and(|it| it.ended.is_some() || it.parent.as_ref() != Some(of)) {
                continue; // A step of its own says what becomes of it.
            }
            let heirs = ranked(edition, heirs, &record, matter);
            if let Some(first) = heirs.first().cloned() {
                let heir = chosen(wanted, &record, of).filter(|it| heirs.contains(it)).unwrap_or(first);
                moved.push(Moved { record, matter, of: of.clone(), heirs, heir });
            }
        }
    }
    follow(edition, wanted, &mut moved);
    moved.sort_by(|a, b| (&a.of, a.matter, &a.record).cmp(&(&b.of, b.matter, &b.record)));
    moved
}

fn chosen(wanted: &Reorganisation, record: &RecordId, of: &RecordId) -> Option<RecordId> {
    let choice = wanted.choices.iter().rev().find(|it| it.record == *record && it.of == *of);
    choice.map(|it| it.heir.clone())
}

/// The proposed heir first: who works on the same record or on the one above it already, else in the order of the step.
fn ranked(edition: &Edition, heirs: &[RecordId], record: &RecordId, matter: Matter) -> Vec<RecordId> {
    let mut heirs = heirs.to_vec();
    if matter == Matter::Section {
        heirs.retain(|heir| heir != record); // Nothing goes under itself.
    }
    if let Some(element) = edition.find::<Element>(record) {
        let above = element.parent.as_ref().and_then(|id| edition.find::<Element>(id));
        let near = |heir: &RecordId| {
            element.organisations.contains(heir) || above.is_some_and(|it| it.organisations.contains(heir))
        };
        heirs.sort_by_key(|heir| !near(heir)); // Stable.
    }
    heirs
}

/// An indicator goes where the work goes that it measures: nobody chooses twice. One that measures only what is over on the day goes
/// with its work when the next year is opened: where several could have it, there is nothing yet to choose.
fn follow(edition: &Edition, wanted: &Reorganisation, moved: &mut Vec<Moved>) {
    let year = FiscalYear::containing(wanted.effective);
    let to: BTreeMap<(RecordId, RecordId), RecordId> = moved
        .iter()
        .filter(|it| it.matter != Matter::Indicator)
        .map(|it| ((it.record.clone(), it.of.clone()), it.heir.clone()))
        .collect();
    for it in moved.iter_mut().filter(|it| it.matter == Matter::Indicator) {
        let Some(indicator) = edition.find::<Indicator>(&it.record) else { continue };
        let Some((element, _)) = edition.element_in(indicator, year) else { continue };
        let way = std::iter::once(element).chain(edition.above(element));
        let mut led = way.filter_map(|id| to.get(&(id.clone(), it.of.clone())));
        if let Some(heir) = led.next() {
            (it.heir, it.heirs) = (heir.clone(), vec![heir.clone()]);
        }
    }
    moved.retain(|it| it.matter != Matter::Indicator || it.heirs.len() < 2);
}

/// All of it as changes: organisations as they become, records with their new owner and the note.
pub(super) fn proposals(
    wanted: &Reorganisation,
    edition: &Edition,
    rebuilt: Rebuilt,
    moved: &[Moved],
) -> Vec<Proposal> {
    let mut organisations = rebuilt.organisations;
    let mut works: BTreeMap<&RecordId, Vec<&Moved>> = BTreeMap::new();
    for it in moved.iter().filter(|it| it.goes() || it.matter == Matter::Stage) {
        match it.matter {
            Matter::Section => place_section(wanted, edition, &mut organisations, it),
            _ => works.entry(&it.record).or_default().push(it),
        }
    }
    let handed = works.into_iter().filter_map(|(id, moved)| {
        let mut record = edition.get(id)?.clone();
        hand_over(wanted, &mut record, &moved, &rebuilt.heirs);
        Some(record)
    });
    let organisations = organisations.into_iter().map(|(id, it)| as_it_was(edition, id, it));
    organisations.chain(handed).map(Proposal::put).collect()
}

/// The record of an organisation; one that is for internal use only stays so.
fn as_it_was(edition: &Edition, id: RecordId, it: Organisation) -> Record {
    let internal = edition.get(&id).is_some_and(|it| it.internal);
    Record { internal, ..Record::new(id, it) }
}

fn place_section(
    wanted: &Reorganisation,
    edition: &Edition,
    organisations: &mut BTreeMap<RecordId, Organisation>,
    moved: &Moved,
) {
    let known = edition.find::<Organisation>(&moved.record);
    if let Some(known) = known {
        let below = organisations.entry(moved.record.clone()).or_insert_with(|| known.clone());
        // It stands under another already only where a step of its own says so.
        let _ = rebuilding::place(below, &moved.record, Some(&moved.heir), wanted.effective);
    }
}

/// All that moves of one record moves at once: who gets a part of it may hand over a part of their own the same day.
fn hand_over(
    wanted: &Reorganisation,
    record: &mut Record,
    moved: &[&Moved],
    heirs: &BTreeMap<RecordId, Vec<RecordId>>,
) {
    let handover = |from: &[RecordId]| Handover {
        on: wanted.effective,
        from: from.to_vec(),
        note: wanted.note.trim().to_owned(),
    };
    let of = |own: &RecordId| moved.iter().find(|it| it.of == *own);
    match &mut record.body {
        Body::Element(it) => {
            remember(&mut it.handed_over, handover(&it.organisations));
            let heir = |own: &RecordId| of(own).map(|it| std::slice::from_ref(&it.heir));
            it.organisations = replaced(&it.organisations, heir);
        }
        Body::Plan(it) => {
            remember(&mut it.handed_over, handover(it.organisation.as_slice()));
            let heir = it.organisation.as_ref().and_then(of).map(|it| it.heir.clone());
            it.organisation = heir.or(it.organisation.take());
        }
        // Whoever has any of the work owes a sheet.
        Body::CalendarEntry(CalendarEntry { organisations, .. }) => {
            let all = |own: &RecordId| of(own).map(|_| heirs.get(own).map_or(&[][..], Vec::as_slice));
            *organisations = replaced(organisations, all);
        }
        _ => {}
    }
}

/// One handover a day: what is handed over again for the same day was whose it was before both.
fn remember(handed: &mut Vec<Handover>, new: Handover) {
    if handed.iter().all(|it| it.on != new.on) {
        handed.push(new);
        handed.sort_by_key(|it| it.on);
    }
}

/// The list with others in the place of each that has any; nobody stands there twice.
fn replaced<'a>(list: &[RecordId], others: impl Fn(&RecordId) -> Option<&'a [RecordId]>) -> Vec<RecordId> {
    let mut seen = BTreeSet::new();
    let each = list.iter().flat_map(|it| others(it).map_or_else(|| vec![it.clone()], <[RecordId]>::to_vec));
    each.filter(|it| seen.insert(it.clone())).collect()
}
