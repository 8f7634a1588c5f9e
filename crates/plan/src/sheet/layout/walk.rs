//! The way through what a sheet covers: each subject once, in order.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::decision::StaffId;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::form::{About, Asks, FieldId, Form, Scope};
use crate::indicator::Indicator;
use crate::link::LinkKind;
use crate::record::RecordId;
use crate::remark::{Remark, Response, ResponseStatus};
use crate::sheet::entry::{Addition, Entries, NEW, ending};

use super::{Asked, Layout, Subject, SubjectState, Whose, current, scope};

/// No tree of a plan is deeper: a level is counted in a byte.
const DEEPEST: usize = 255;

/// An addition: its id and who made it, in the order in which they were made.
type Added = (RecordId, StaffId);

pub(super) struct Walk<'a> {
    edition: &'a Edition,
    form: &'a Form,
    entries: &'a Entries,
    ours: HashSet<RecordId>,
    on: Option<Date>,
    added: BTreeMap<(About, RecordId), Vec<Added>>,
    seen: HashSet<RecordId>,
    subjects: Vec<Subject>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(edition: &'a Edition, form: &'a Form, whose: Whose<'_>, entries: &'a Entries) -> Self {
        Self {
            edition,
            form,
            entries,
            ours: scope::organisations(edition, whose),
            on: whose.on,
            added: added(entries),
            seen: HashSet::new(),
            subjects: vec![],
        }
    }

    pub(super) fn whole(mut self) -> Layout {
        let edition = self.edition;
        for (id, plan) in scope::plans(edition, self.form, (&self.ours, self.on)) {
            self.subject(About::Plan, id, None, &plan.name, &SubjectState::Decided);
            self.remarks(std::slice::from_ref(id), id);
            for (element, it) in scope::elements(edition, self.form, (&self.ours, self.on), id) {
                self.element(element, Some(it), (id, SubjectState::Decided), 0);
            }
            self.new_at_the_top(id);
        }
        Layout { subjects: self.subjects }
    }

    /// What was added under the plan itself, or under an element right above the level that the sheet asks about.
    fn new_at_the_top(&mut self, plan: &RecordId) {
        let above = match self.form.scope {
            Scope::InCharge { level, .. } => level.checked_sub(1),
            Scope::Statement { .. } => None,
        };
        let Some(above) = above else { return self.new_elements(plan, 0) };
        for (id, _) in self.edition.naming::<Element>(plan).filter(|(_, it)| it.level == above) {
            self.new_elements(id, 0);
        }
    }

    /// An element with its indicators, the remarks on it and, in a statement, the elements below it.
    fn element(
        &mut self,
        id: &RecordId,
        it: Option<&Element>,
        (under, standing): (&RecordId, SubjectState),
        depth: usize,
    ) {
        if depth > DEEPEST || !self.seen.insert(id.clone()) {
            return;
        }
        let edition = self.edition;
        let standing = self.ended(About::Element, id).unwrap_or(standing);
        let title = match it {
            Some(it) => numbered(&it.number, &it.title),
            None => numbered(self.typed(id, Asks::Number), self.typed(id, Asks::Title)),
        };
        self.subject(About::Element, id, Some(under), &title, &standing);
        let mut spoken_of = vec![id.clone()];
        for (indicator, it) in edition.indicators(id) {
            spoken_of.push(indicator.clone());
            self.indicator(indicator, &it.name, (id, SubjectState::Decided));
        }
        self.new_indicators(id);
        let earlier = edition.linked_from(id, LinkKind::Continues).into_iter().map(|(it, _)| it.clone());
        spoken_of.extend(earlier);
        self.remarks(&spoken_of, id);
        if matches!(self.form.scope, Scope::Statement { .. }) {
            for (below, it) in edition.below(id) {
                self.element(below, Some(it), (id, SubjectState::Decided), depth + 1);
            }
            self.new_elements(id, depth + 1);
        }
    }

    fn indicator(&mut self, id: &RecordId, name: &str, (under, standing): (&RecordId, SubjectState)) {
        if self.seen.insert(id.clone()) {
            let standing = self.ended(About::Indicator, id).unwrap_or(standing);
            self.subject(About::Indicator, id, Some(under), name, &standing);
        }
    }

    fn new_elements(&mut self, under: &RecordId, depth: usize) {
        for (id, by) in self.added_under(About::Element, under) {
            if self.is_free(&id) {
                self.element(&id, None, (under, SubjectState::Added { by }), depth);
            }
        }
    }

    fn new_indicators(&mut self, under: &RecordId) {
        for (id, by) in self.added_under(About::Indicator, under) {
            let known = self.edition.find::<Indicator>(&id).map(|it| it.name.as_str());
            if known.is_some() || self.is_free(&id) {
                let name = known.unwrap_or_else(|| self.typed(&id, Asks::Title));
                self.indicator(&id, name, (under, SubjectState::Added { by }));
            }
        }
    }

    /// Whether no record ever had an id: what ended is not made anew under its name.
    fn is_free(&self, id: &RecordId) -> bool {
        self.edition.history(id).is_empty()
    }

    /// What was added under a record, where the form lets its author add such things.
    fn added_under(&mut self, about: About, under: &RecordId) -> Vec<Added> {
        let grows = self.form.parts.iter().any(|it| it.about == about && it.grows);
        if grows { self.added.remove(&(about, under.clone())).unwrap_or_default() } else { vec![] }
    }

    /// The remarks on these records that wait for an answer, or were answered with this year's sheet.
    fn remarks(&mut self, spoken_of: &[RecordId], under: &RecordId) {
        if !self.form.parts.iter().any(|it| it.about == About::Remark) {
            return;
        }
        let edition = self.edition;
        for subject in spoken_of {
            for (id, it) in edition.naming::<Remark>(subject) {
                if self.waits(id, it) && self.seen.insert(id.clone()) {
                    let title = format!("{}（{}）", it.by.name().0, it.fiscal_year.japanese());
                    self.subject(About::Remark, id, Some(under), &title, &SubjectState::Decided);
                }
            }
        }
    }

    /// Remarks of this year's and last year's evaluation are asked for always; older ones while their answer is open, or once
    /// one was begun on this sheet.
    fn waits(&self, id: &RecordId, remark: &Remark) -> bool {
        let year = self.form.fiscal_year;
        let fresh = (year.previous()..=year).contains(&remark.fiscal_year);
        let response = Asks::Response.field(id, year);
        let open = match self.edition.find::<Response>(&response.record()) {
            None => true,
            Some(it) => matches!(it.status, ResponseStatus::Considering | ResponseStatus::Doing),
        };
        let begun = || {
            let status = Asks::ResponseStatus.field(id, year);
            self.entries.contains_key(&response) || self.entries.contains_key(&status)
        };
        fresh || remark.fiscal_year < year && (open || begun())
    }

    fn subject(
        &mut self,
        about: About,
        id: &RecordId,
        under: Option<&RecordId>,
        title: &str,
        standing: &SubjectState,
    ) {
        let form = self.form;
        for (part, it) in form.parts.iter().enumerate().filter(|(_, it)| it.about == about) {
            let asked = it.fields.iter().enumerate().map(|(at, field)| {
                let field_id = field.asks.field(id, form.fiscal_year);
                let current = current::current(self.edition, id, field, &field_id);
                let label = field.name(form.fiscal_year);
                Asked { id: field_id, asks: field.asks, field: at, label, current }
            });
            let fields = asked.collect();
            self.subjects.push(Subject {
                id: id.clone(),
                about,
                title: title.to_owned(),
                part,
                under: under.cloned(),
                standing: standing.clone(),
                fields,
            });
        }
    }

    fn ended(&self, about: About, id: &RecordId) -> Option<SubjectState> {
        let grows = self.form.parts.iter().any(|it| it.about == about && it.grows);
        let entry = self.entries.get(&ending(id)).filter(|it| grows && !it.is_blank())?;
        Some(SubjectState::Ended { by: entry.by.clone() })
    }

    fn typed(&self, id: &RecordId, asks: Asks) -> &'a str {
        let year: FiscalYear = self.form.fiscal_year;
        let field: FieldId = asks.field(id, year);
        self.entries.get(&field).map_or("", |it| it.text.trim())
    }
}

/// 「1-(1) 見守りの輪」.
fn numbered(number: &str, title: &str) -> String {
    if number.is_empty() { title.to_owned() } else { format!("{number} {title}") }
}

/// What was added, by what it is and under what, the earliest first.
fn added(entries: &Entries) -> BTreeMap<(About, RecordId), Vec<Added>> {
    let mut all: Vec<_> = entries
        .iter()
        .filter(|(id, _)| id.part() == NEW)
        .filter_map(|(id, entry)| Some((entry.at, id.record(), Addition::parse(&entry.text)?, &entry.by)))
        .collect();
    all.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let mut added: BTreeMap<_, Vec<Added>> = BTreeMap::new();
    for (_, id, it, by) in all {
        added.entry((it.about, it.under)).or_default().push((id, by.clone()));
    }
    added
}
