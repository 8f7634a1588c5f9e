//! 組織, 計画, 要素, つながり, 年間予定: the frame of the plan, row by row.

use std::sync::Arc;

use plan::calendar::{CalendarEntry, Phase};
use plan::decision::Change;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::element::{Element, Meaning, Section};
use plan::link::{Link, LinkKind};
use plan::organisation::{Ended, Name, Organisation};
use plan::plan::{Plan, PlanKind};
use plan::record::{Body, Record, RecordId};

use super::row::{Row, Words};
use crate::problem::Problem;

const PLAN_KINDS: &Words<PlanKind> = &[
    ("基本構想", PlanKind::BasicConcept),
    ("基本計画", PlanKind::BasicPlan),
    ("実施計画", PlanKind::ImplementationPlan),
    ("重点プロジェクト", PlanKind::PriorityProjects),
    ("経営戦略", PlanKind::ManagementStrategy),
    ("運営方針", PlanKind::Statement),
    ("その他", PlanKind::Other),
];

const LINK_KINDS: &Words<LinkKind> =
    &[("重点", LinkKind::Serves), ("継続", LinkKind::Continues), ("関連", LinkKind::Related)];

const PHASES: &Words<Phase> =
    &[("PLAN", Phase::Plan), ("DO", Phase::Do), ("CHECK", Phase::Check), ("ACTION", Phase::Action)];

/// 組織: a row a name; the names that the organisation had before stay.
pub(super) fn organisation(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("organisation_id")?;
    let name = Name { text: row.need("organisation_name")?.to_owned(), since: row.date("name_since")? };
    let known = edition.find::<Organisation>(&id);
    let order = row.count("order")?.unwrap_or_default();
    let mut organisation = Organisation {
        parent: row.or_known("parent_id", row.maybe_id("parent_id"), known.map(|it| it.parent.clone())),
        stood: known.map_or(vec![], |it| it.stood.clone()),
        names: known.map_or(vec![], |it| it.names.clone()),
        founded: row.or_known("founded_on", row.date("founded_on")?, known.map(|it| it.founded)),
        ended: ended(row, known)?,
        order: row.or_known("order", order, known.map(|it| it.order)),
    };
    match organisation.names.last_mut() {
        // Nothing is said of when: it is the name of today.
        Some(last) if !row.has("name_since") => last.text = name.text,
        _ => add_name(&mut organisation.names, name),
    }
    Ok(Proposal::put(Record::new(id, organisation)))
}

/// 廃止・統合, each of its two columns by itself.
fn ended(row: &Row<'_>, known: Option<&Organisation>) -> Result<Option<Ended>, Problem> {
    let known = known.and_then(|it| it.ended.as_ref());
    let on = row.or_known("ended_on", row.date("ended_on")?, known.map(|it| Some(it.on)));
    let into = row.or_known("merged_into", row.ids("merged_into"), known.map(|it| it.into.clone()));
    Ok(on.map(|on| Ended { on, into }))
}

/// Puts a name in its place by date; the same name from the same day is one name.
fn add_name(names: &mut Vec<Name>, name: Name) {
    names.retain(|it| it.since != name.since);
    names.push(name);
    names.sort_by_key(|it| it.since);
}

/// Two rows of one table about the same record: names of an organisation are gathered, else the later row stands.
/// Whether they fit together.
pub(super) fn join(earlier: &mut Proposal, later: Proposal) -> bool {
    if let (Change::Put(old), Change::Put(new)) = (&earlier.change, &later.change)
        && let (Body::Organisation(old), Body::Organisation(new)) = (&old.body, &new.body)
    {
        let mut joined = new.clone();
        old.names.iter().for_each(|name| {
            if joined.names.iter().all(|it| it.since != name.since) {
                add_name(&mut joined.names, name.clone());
            }
        });
        let record = Record::new(earlier.change.id().clone(), joined);
        earlier.change = Change::Put(Arc::new(record));
        true
    } else {
        let same = earlier.change == later.change;
        earlier.change = later.change;
        same
    }
}

/// 計画.
pub(super) fn plan(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("plan_id")?;
    let known = edition.find::<Plan>(&id);
    let sections = sections(row, &[("description", Meaning::Policy)], known.map(|it| &it.sections[..]));
    let plan = Plan {
        kind: row.need_word("plan_kind", PLAN_KINDS)?,
        name: row.need("plan_name")?.to_owned(),
        organisation: row.or_known(
            "organisation_id",
            row.maybe_id("organisation_id"),
            known.map(|it| it.organisation.clone()),
        ),
        handed_over: known.map_or(vec![], |it| it.handed_over.clone()),
        head: known.and_then(|it| it.head.clone()),
        first_year: row.year("first_year")?,
        last_year: row.or_known("last_year", row.maybe_year("last_year")?, known.map(|it| it.last_year)),
        levels: row.or_known("levels", row.list("levels"), known.map(|it| it.levels.clone())),
        adopted_on: row.or_known(
            "adopted_on",
            row.partial_date("adopted_on")?,
            known.map(|it| it.adopted_on),
        ),
        revised_on: row.or_known(
            "revised_on",
            row.partial_date("revised_on")?,
            known.map(|it| it.revised_on),
        ),
        sections,
        element_rules: row.or_known("rule_id", element_rules(row), known.map(|it| it.element_rules.clone())),
    };
    Ok(Proposal::put(Record::new(id, plan)))
}

/// 判定基準 of the elements, a level each: `―;rule-a;rule-b`.
fn element_rules(row: &Row<'_>) -> Vec<Option<RecordId>> {
    let none = |id: &RecordId| plan::missing::Missing::parse(id.as_str()).is_some();
    row.ids("rule_id").into_iter().map(|id| Some(id).filter(|id| !none(id))).collect()
}

/// The sections that are known, those of the table's columns as the row has them. A text keeps its heading and its place.
fn sections(row: &Row<'_>, columns: &[(&str, Meaning)], known: Option<&[Section]>) -> Vec<Section> {
    let mut sections = known.unwrap_or_default().to_vec();
    for (column, meaning) in columns.iter().filter(|(column, _)| row.has(column)) {
        let paragraphs = row.paragraphs(column);
        match sections.iter_mut().find(|it| it.meaning == *meaning) {
            Some(known) => known.paragraphs = paragraphs,
            None => sections.push(Section { meaning: *meaning, heading: String::new(), paragraphs }),
        }
    }
    sections.retain(|it| !it.paragraphs.is_empty());
    sections
}

/// 要素: its level is a word of its plan.
pub(super) fn element(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let plan = row.id("plan_id")?;
    let texts = [
        ("aim", Meaning::Aim),
        ("problem", Meaning::Problem),
        ("strategy", Meaning::Strategy),
        ("action", Meaning::Action),
    ];
    let id = row.id("element_id")?;
    let known = edition.find::<Element>(&id);
    let number = row.get("number").unwrap_or_default().to_owned();
    let order = row.count("order")?.unwrap_or_default();
    let owners = row.or_known(
        "organisation_ids",
        row.ids("organisation_ids"),
        known.map(|it| it.organisations.clone()),
    );
    let element = Element {
        level: level(row, edition, &plan)?,
        plan,
        parent: row.or_known("parent_id", row.maybe_id("parent_id"), known.map(|it| it.parent.clone())),
        number: row.or_known("number", number, known.map(|it| it.number.clone())),
        title: row.need("title")?.to_owned(),
        sections: sections(row, &texts, known.map(|it| &it.sections[..])),
        organisations: owners,
        handed_over: known.map_or(vec![], |it| it.handed_over.clone()),
        topics: row.or_known("topics", row.list("topics"), known.map(|it| it.topics.clone())),
        order: row.or_known("order", order, known.map(|it| it.order)),
    };
    Ok(Proposal::put(Record::new(id, element)))
}

fn level(row: &Row<'_>, edition: &Edition, plan: &RecordId) -> Result<u8, Problem> {
    let word = row.need("level")?;
    let levels = edition.find::<Plan>(plan).map(|plan| &plan.levels).ok_or_else(|| {
        row.problem(
            "plan_id",
            "まだない計画です（計画の表を先に読ませてください）",
            "is a plan that does not exist yet",
        )
    })?;
    let index = levels.iter().position(|level| level == word).and_then(|index| u8::try_from(index).ok());
    index.ok_or_else(|| row.problem("level", "この計画にない階層です", "is no level of this plan"))
}

/// つながり.
pub(super) fn link(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let mut link = Link {
        from: row.id("from_id")?,
        to: row.id("to_id")?,
        kind: row.need_word("link_kind", LINK_KINDS)?,
        note: None,
    };
    let known = edition.find::<Link>(&link.id());
    link.note = row.or_known("note", row.owned("note"), known.map(|it| it.note.clone()));
    Ok(Proposal::put(Record::new(link.id(), link)))
}

/// 年間予定.
pub(super) fn calendar(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("entry_id")?;
    let known = edition.find::<CalendarEntry>(&id);
    let blank = |column| row.blank(column);
    let entry = CalendarEntry {
        fiscal_year: row.year("fiscal_year")?,
        phase: row.need_word("phase", PHASES)?,
        title: row.need("title")?.to_owned(),
        from: row.date("from")?.ok_or_else(|| blank("from"))?,
        to: row.date("to")?.ok_or_else(|| blank("to"))?,
        organisations: row.or_known(
            "organisation_ids",
            row.ids("organisation_ids"),
            known.map(|it| it.organisations.clone()),
        ),
        work: known.and_then(|it| it.work.clone()),
    };
    Ok(Proposal::put(Record::new(id, entry)))
}
