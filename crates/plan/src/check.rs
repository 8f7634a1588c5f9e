//! 点検: does the plan hold together, and what should a person look at before deciding and before publishing?
//!
//! One file a family. Each check is a pure function of an edition; what it says is a sentence in both languages, a place and,
//! where there is one, the wording that would be right. All of them are listed in `docs/formats/checks.md`.

use std::collections::HashSet;

use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::publication::{Publication, Unsolved};
use crate::record::{Record, RecordId};

mod achievement;
mod arithmetic;
mod characters;
mod copied;
mod figures;
mod finding;
mod form;
mod frame;
mod grades;
mod judgeable;
mod leap;
mod noise;
mod outcome;
mod place;
mod points;
mod privacy;
mod promise;
mod rule;
mod scene;
mod slip;
mod structure;
mod survey;
mod text;
mod twin;
mod typed;
mod unexplained;
mod work;

pub(crate) use copied::copied;
pub use finding::{Check, Field, Finding, Fix, Severity};
pub use place::place;
pub(crate) use points::Known;
pub use structure::structure;
pub(crate) use typed::typed;

use scene::{Notes, Scene};
use text::Subject;

/// A family of checks: looks at one record and notes what is odd about it.
type Family = fn(&Scene<'_>, &Subject<'_>, &mut Notes<'_>);

/// The families in the order of the list of checks, with what each of them can find.
const FAMILIES: &[(Family, &[&Check])] = &[
    (arithmetic::look, arithmetic::CHECKS),
    (achievement::look, achievement::CHECKS),
    (points::look, points::CHECKS),
    (leap::look, leap::CHECKS),
    (slip::look, slip::CHECKS),
    (promise::look, promise::CHECKS),
    (judgeable::look, judgeable::CHECKS),
    (survey::look, survey::CHECKS),
    (noise::look, noise::CHECKS),
    (outcome::look, outcome::CHECKS),
    (frame::look, frame::CHECKS),
    (unexplained::look, unexplained::CHECKS),
    (grades::look, grades::CHECKS),
    (twin::look, twin::CHECKS),
    (copied::look, copied::CHECKS),
    (characters::look, characters::CHECKS),
    (privacy::look, privacy::CHECKS),
    (form::look, form::CHECKS),
    (work::look, work::CHECKS),
];

/// 点検の一覧: every check there is, in the order of `docs/formats/checks.md`.
pub fn all() -> impl Iterator<Item = &'static Check> {
    let firm = structure::CHECKS.iter().chain(rule::CHECKS).chain(form::FIRM).chain(work::FIRM);
    firm.chain(FAMILIES.iter().flat_map(|(_, checks)| *checks)).copied()
}

/// 版の点検: everything that is odd in an edition, the gravest first. `today` is the fiscal year in which one looks.
pub fn edition(edition: &Edition, today: FiscalYear) -> Vec<Finding> {
    let mut findings = structure(edition, edition.records().map(|record| &record.id));
    let scene = Scene::whole(edition, today);
    findings.extend(edition.records().flat_map(|record| look(&scene, record)));
    ordered(findings)
}

/// 起案の点検: what a draft brings. `after` is `before` with the draft decided on it.
///
/// Of the records that it changes everything is said; of those around them only what was not so before.
pub fn draft<'a>(
    before: &Edition,
    after: &'a Edition,
    changed: impl IntoIterator<Item = &'a RecordId>,
    today: FiscalYear,
) -> Vec<Finding> {
    let changed: HashSet<&RecordId> = changed.into_iter().collect();
    let mut findings = structure(after, changed.iter().copied());
    let around = scene::around(before, after, &changed);
    let scene = Scene::of_draft(before, after, &changed, today);
    let own = changed.iter().filter_map(|id| after.get(id));
    findings.extend(own.flat_map(|record| look(&scene, record)));
    let old = Scene::whole(before, today);
    for id in around {
        let Some(record) = after.get(id) else { continue };
        let known = before.get(id).map_or_else(Vec::new, |record| look(&old, record));
        findings.extend(look(&scene, record).into_iter().filter(|finding| !known.contains(finding)));
    }
    ordered(findings)
}

/// 公表前の点検: what the public would see wrong with a decision, answered for or not. Nothing of internal records.
///
/// Only the families that can find such a thing are asked: who publishes waits for it.
pub fn before_publication(edition: &Edition, decision: DecisionNumber, today: FiscalYear) -> Vec<Finding> {
    let edition = edition.public_at(decision);
    let is_grave = |check: &&'static Check| check.severity == Severity::Stop;
    let scene = Scene::whole(&edition, today);
    let mut findings = match structure::CHECKS.iter().chain(rule::CHECKS).any(is_grave) {
        true => structure(&edition, edition.records().map(|record| &record.id)),
        false => vec![],
    };
    let families: Vec<Family> =
        FAMILIES.iter().filter(|(_, checks)| checks.iter().any(is_grave)).map(|(look, _)| *look).collect();
    findings.extend(edition.records().flat_map(|record| look_by(&scene, record, families.iter().copied())));
    findings.retain(|it| is_grave(&it.check));
    ordered(findings)
}

/// What of it nobody has answered for. An answer holds for what went out with it, publication by publication, and for its own
/// decision; what was mended and came back is asked again.
pub fn unanswered(findings: &[Finding], decision: DecisionNumber, published: &[Publication]) -> Vec<Finding> {
    let same = published.iter().filter(|it| it.decision == decision);
    let known: Vec<&Unsolved> =
        published.last().into_iter().chain(same).flat_map(|it| &it.unsolved).collect();
    let is_known =
        |it: &&Finding| known.iter().any(|old| old.check == it.check.code && old.record == it.record);
    findings.iter().filter(|it| !is_known(it)).cloned().collect()
}

fn look(scene: &Scene<'_>, record: &Record) -> Vec<Finding> {
    look_by(scene, record, FAMILIES.iter().map(|(look, _)| *look))
}

fn look_by(scene: &Scene<'_>, record: &Record, families: impl Iterator<Item = Family>) -> Vec<Finding> {
    let (subject, mut notes) = (Subject::new(record), Notes::about(&record.id));
    families.for_each(|look| look(scene, &subject, &mut notes));
    notes.into_findings()
}

/// The gravest first, then by check, then by record.
fn ordered(mut findings: Vec<Finding>) -> Vec<Finding> {
    let places: std::collections::HashMap<&str, usize> = all().map(|it| it.code).zip(0..).collect();
    findings.sort_by(|a, b| {
        let rank = |it: &Finding| (std::cmp::Reverse(it.check.severity), places.get(it.check.code).copied());
        rank(a).cmp(&rank(b)).then_with(|| a.record.cmp(&b.record))
    });
    findings.dedup();
    findings
}
