//! Plans, their elements, and organisations.

use plan::element::{Element, Section};
use plan::link::Link;
use plan::organisation::Organisation;
use plan::plan::Plan;
use plan::record::RecordId;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::value::{Day, Decided, Sometime, Tie, Word, Year, id, ids};
use crate::here::encode;

/// 計画, from the ten-year vision to a ward's yearly statement.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Plan")]
pub(super) struct PlanView {
    /// Its name for ever.
    id: String,
    /// What kind of plan it is.
    kind: Word,
    /// 計画名.
    name: String,
    /// Whose statement it is; none for plans of the whole municipality.
    organisation_id: Option<String>,
    /// The first fiscal year.
    first_year: Year,
    /// The last fiscal year, itself included.
    last_year: Option<Year>,
    /// 階層: names of the levels from the top.
    levels: Vec<String>,
    /// 策定日.
    adopted_on: Option<Sometime>,
    /// 改定日.
    revised_on: Option<Sometime>,
    /// What it says as a whole.
    sections: Vec<Text>,
    /// The elements at its top.
    top_ids: Vec<String>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
    /// The page for people.
    page: String,
}

impl PlanView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Plan) -> Self {
        Self {
            id: id(own),
            kind: code::plan_kind(it.kind).into(),
            name: it.name.clone(),
            organisation_id: ask.edition.owner(it).map(id),
            first_year: it.first_year.into(),
            last_year: it.last_year.map(Year::from),
            levels: it.levels.clone(),
            adopted_on: it.adopted_on.map(Sometime),
            revised_on: it.revised_on.map(Sometime),
            sections: it.sections.iter().map(Text::of).collect(),
            top_ids: ids(ask.edition.top(own).map(|(id, _)| id)),
            decided: Decided::of(&ask.edition, own),
            page: ask.here.record("plan", own),
        }
    }
}

/// A text under a heading, and what the heading means.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Section")]
pub(super) struct Text {
    /// The same whatever the wording.
    meaning: Word,
    /// The heading as printed; empty where there is none.
    heading: String,
    /// One text a paragraph.
    paragraphs: Vec<String>,
}

impl Text {
    fn of(it: &Section) -> Self {
        let (heading, paragraphs) = (it.heading.clone(), it.paragraphs.clone());
        Self { meaning: code::meaning(it.meaning).into(), heading, paragraphs }
    }
}

/// 計画の要素: 政策, 施策, 事業, 経営課題 …
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Element")]
pub(super) struct ElementView {
    /// Its name for ever.
    id: String,
    /// The plan in which it stands.
    plan_id: String,
    /// The element above it; none at the top.
    parent_id: Option<String>,
    /// 1 at the top.
    level: u16,
    /// 階層: what the plan calls the level.
    level_name: Option<String>,
    /// 番号 as printed.
    number: String,
    /// 名称.
    title: String,
    /// くらしの分野: words by which a resident looks for it.
    topics: Vec<String>,
    /// 担当組織; the first is the one in charge.
    organisation_ids: Vec<String>,
    /// The elements right below it.
    below_ids: Vec<String>,
    /// The indicators that measure it.
    indicator_ids: Vec<String>,
    /// Ties to other elements.
    ties: Vec<Tie>,
    /// What it says.
    sections: Vec<Text>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
    /// The page for people.
    page: String,
    /// The address of its judgements.
    judgements: String,
}

impl ElementView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Element) -> Self {
        let edition = &ask.edition;
        let level_name = edition.find::<Plan>(&it.plan).map(|plan| plan.level(it.level).to_owned());
        let links = edition.naming::<Link>(own).filter(|(_, it)| it.from == *own);
        let tie = |(_, it): (_, &Link)| Tie {
            kind: code::link_kind(it.kind).into(),
            to_id: id(&it.to),
            note: it.note.clone(),
        };
        Self {
            id: id(own),
            plan_id: id(&it.plan),
            parent_id: it.parent.as_ref().map(id),
            level: u16::from(it.level) + 1,
            level_name: level_name.filter(|it| !it.is_empty()),
            number: it.number.clone(),
            title: it.title.clone(),
            topics: it.topics.clone(),
            organisation_ids: ids(ask.edition.owners(it)),
            below_ids: ids(edition.below(own).map(|(id, _)| id)),
            indicator_ids: ids(edition.indicators(own).map(|(id, _)| id)),
            ties: links.map(tie).collect(),
            sections: it.sections.iter().map(Text::of).collect(),
            decided: Decided::of(edition, own),
            page: ask.here.record("plan", own),
            judgements: ask.here.to(&format!("/api/v1/elements/{}/judgements", encode(own.as_str()))),
        }
    }
}

/// 組織, through its reorganisations.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Organisation")]
pub(super) struct OrganisationView {
    /// Its name for ever.
    id: String,
    /// What it is called now, or was called last.
    name: String,
    /// All its names, oldest first.
    names: Vec<NameView>,
    /// 上位組織.
    parent_id: Option<String>,
    /// 設置日.
    founded_on: Option<Day>,
    /// 廃止日: the first day on which it was no more.
    ended_on: Option<Day>,
    /// 統合先: what took its work over.
    merged_into_ids: Vec<String>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
    /// The page for people.
    page: String,
}

/// A name and the day from which it holds.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Name")]
struct NameView {
    /// The name.
    text: String,
    /// The first day of the name; none: since the first records.
    since: Option<Day>,
}

impl OrganisationView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Organisation) -> Self {
        let name =
            |it: &plan::organisation::Name| NameView { text: it.text.clone(), since: it.since.map(Day) };
        Self {
            id: id(own),
            name: ask.edition.called(it).to_owned(),
            names: it.names.iter().map(name).collect(),
            parent_id: it.parent.as_ref().map(id),
            founded_on: it.founded.map(Day),
            ended_on: it.ended.as_ref().map(|it| Day(it.on)),
            merged_into_ids: it.ended.as_ref().map_or(vec![], |it| ids(&it.into)),
            decided: Decided::of(&ask.edition, own),
            page: ask.here.record("departments", own),
        }
    }
}
