//! 作業の点検: stages of the year that nobody can do, or that end when offices are closed.

use std::collections::HashSet;

use super::scene::{Notes, Scene};
use super::text::Subject;
use super::{Check, Finding, Severity};
use crate::calendar::{CalendarEntry, Work};
use crate::edition::Edition;
use crate::element::Element;
use crate::era;
use crate::form::{Form, Scope, shifted};
use crate::organisation::Organisation;
use crate::plan::{Plan, PlanKind};
use crate::record::{Body, Record};
use crate::working_day;

pub(super) const FIRM: &[&Check] = &[&WORK_OF_OTHER_YEAR, &BROKEN_ROUTE];
pub(super) const CHECKS: &[&Check] = &[&WORK_NOBODY_OWES, &DEADLINE_CLOSED];

const WORK_OF_OTHER_YEAR: Check = Check {
    code: "work-of-other-year",
    severity: Severity::Error,
    ja: "年間予定の作業が、別の年度の様式を使っている",
    en: "a calendar entry asks for work on a form of another year",
    example: "令和9年度の予定に、令和8年度の様式",
};
const BROKEN_ROUTE: Check = Check {
    code: "broken-route",
    severity: Severity::Error,
    ja: "回付に同じ役割が二度ある、または組織ごとの役割でないものがある",
    en: "a route names a role twice, or one that no organisation has of its own",
    example: "回付が「課長 → 課長」、「課長 → 企画課」",
};
const WORK_NOBODY_OWES: Check = Check {
    code: "work-nobody-owes",
    severity: Severity::Warning,
    ja: "作業の票を出す組織がない",
    en: "a work that no organisation owes",
    example: "担当組織が、期限の前にすべて廃止されている",
};
const DEADLINE_CLOSED: Check = Check {
    code: "deadline-closed",
    severity: Severity::Hint,
    ja: "作業の期限が閉庁日に当たる",
    en: "a work is due on a day when offices are closed",
    example: "期限が5月3日（憲法記念日）",
};

/// What is wrong with the work of a calendar entry. Each finding stops the decision.
pub(super) fn broken(after: &Edition, record: &Record) -> Vec<Finding> {
    let Body::CalendarEntry(entry) = &record.body else { return vec![] };
    let Some(work) = &entry.work else { return vec![] };
    let of = |check: &'static Check, ja: String, en: String| {
        let ja = format!("年間予定「{}」：{ja}", entry.title);
        Finding::new(check, &record.id, ja, format!("calendar entry “{}”: {en}", entry.title))
    };
    let mut findings = vec![];
    if let Some(form) = after.find::<Form>(&work.form).filter(|it| it.fiscal_year != entry.fiscal_year) {
        let (entry, form) = (entry.fiscal_year, form.fiscal_year);
        findings.push(of(
            &WORK_OF_OTHER_YEAR,
            format!("{}の予定ですが、様式は{}のものです", entry.japanese(), form.japanese()),
            format!("it is of FY{}, its form of FY{}", entry.year(), form.year()),
        ));
    }
    let mut passed = HashSet::new();
    for role in &work.route {
        let (ja, en) = role.name();
        if !role.is_local() {
            let why = format!("「{ja}」は組織ごとの役割ではないので、回付に入れられません");
            findings.push(of(&BROKEN_ROUTE, why, format!("the {en} is no role of one organisation")));
        } else if !passed.insert(role) {
            let why = format!("回付に「{ja}」が二度あります");
            findings.push(of(&BROKEN_ROUTE, why, format!("the {en} stands in the route twice")));
        }
    }
    findings
}

/// What is odd about the work of a calendar entry.
pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let Body::CalendarEntry(entry) = &subject.record.body else { return };
    let Some(work) = &entry.work else { return };
    if !is_owed(scene.edition, entry, work) {
        let (ja, en) = ("この作業の票を出す組織がありません", "no organisation owes a sheet of this work");
        notes.say(&WORK_NOBODY_OWES, ja, en);
    }
    if let Some(closed) = working_day::closed(entry.to) {
        let (open, name) = (working_day::on_or_before(entry.to), closed.name());
        notes
            .say(
                &DEADLINE_CLOSED,
                format!("期限の{}は閉庁日です（{}）", era::day_name(entry.to), name.0),
                format!("offices are closed on the deadline {} ({})", entry.to, name.1),
            )
            .fix(entry.to.to_string(), open.to_string());
    }
}

/// Whether an organisation that still exists at the deadline has anything to fill in.
fn is_owed(edition: &Edition, entry: &CalendarEntry, work: &Work) -> bool {
    let Some(form) = edition.find::<Form>(&work.form) else { return true }; // Dangling: said elsewhere.
    if !entry.organisations.is_empty() {
        let mut named = entry.organisations.iter().filter_map(|id| edition.find::<Organisation>(id));
        return named.any(|it| it.is_active(entry.to));
    }
    match &form.scope {
        Scope::Statement { year } => {
            let year = shifted(form.fiscal_year, *year);
            let mut statements = edition.all::<Plan>().filter(|(_, it)| it.kind == PlanKind::Statement);
            statements.any(|(_, it)| it.covers(year) && it.organisation.is_some())
        }
        Scope::InCharge { plan, level } => {
            let mut elements = edition.naming::<Element>(plan).filter(|(_, it)| it.plan == *plan);
            elements.any(|(_, it)| it.level == *level)
        }
    }
}
