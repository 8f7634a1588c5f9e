//! Decisions, publications, and the municipalities of the site.

use std::sync::Arc;

use axum::http::request::Parts;
use plan::decision::{Change, Decision};
use plan::digest::Digest;
use plan::publication::Publication;
use schemars::JsonSchema;
use serde::Serialize;

use super::ask::{self, Ask};
use super::operation::{Answer, Part, Place};
use super::operations::TOWNS;
use super::parameter::{PAGE, PER_PAGE};
use super::problem::Problem;
use super::value::{Day, Word, id};
use crate::site::Site;

/// 決裁: when, why, and what it changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Decision")]
pub(super) struct DecisionView {
    /// 決裁番号.
    number: u64,
    /// 決裁日.
    decided_on: Day,
    /// 記録した日, where it was taken over later under its own date.
    recorded_on: Option<Day>,
    /// Why.
    reason: String,
    /// 正誤: what was wrong and what is right, where it corrects what had been published.
    erratum: Option<String>,
    /// The public records that it changed.
    changes: Vec<ChangeView>,
    /// The page for people.
    page: String,
}

/// One record that a decision changed.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change")]
struct ChangeView {
    /// The record.
    record_id: String,
    /// Whether it was put (`put`) or retired (`retire`).
    how: How,
}

/// What a decision does with a record.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum How {
    /// A new record, or a new version of one.
    Put,
    /// 廃止: it is no longer; its past stays.
    Retire,
}

impl DecisionView {
    pub(super) fn of(ask: &Ask, it: &Decision) -> Self {
        let change = |it: &plan::decision::Edit| ChangeView {
            record_id: id(it.change.id()),
            how: match it.change {
                Change::Put(_) => How::Put,
                Change::Retire(_) => How::Retire,
            },
        };
        Self {
            number: it.number.0,
            decided_on: Day(it.date()),
            recorded_on: it.recorded_at.map(|at| Day(plan::decision::date_in_japan(at))),
            reason: it.reason.clone(),
            erratum: it.erratum.clone(),
            changes: it.edits.iter().map(change).collect(),
            page: ask.here.to(&format!("/decisions/{}", it.number)),
        }
    }

    /// The decision that the address names.
    pub(super) fn named(ask: &Ask) -> Result<Self, Problem> {
        let number = ask.path("number").parse().map_err(|_| Problem::not_found())?;
        let found = ask.edition.decision(plan::decision::DecisionNumber(number));
        found.map(|it| Self::of(ask, it)).ok_or_else(Problem::not_found)
    }
}

/// 決裁 in the list: without what it changed.
#[derive(Serialize, JsonSchema)]
pub(super) struct DecisionHead {
    /// 決裁番号.
    number: u64,
    /// 決裁日.
    decided_on: Day,
    /// Why.
    reason: String,
    /// How many public records it changed.
    change_count: usize,
}

impl DecisionHead {
    pub(super) fn of(it: &Arc<Decision>) -> Self {
        let (number, decided_on) = (it.number.0, Day(it.date()));
        Self { number, decided_on, reason: it.reason.clone(), change_count: it.edits.len() }
    }
}

/// 公表: since when the public sees which decision.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Publication")]
pub(super) struct PublicationView {
    /// From 1, without gaps.
    number: u64,
    /// The last decision that it shows. A later publication may name an earlier decision: it takes back.
    decision: u64,
    /// 公表日.
    published_on: Day,
    /// 確定, 速報, 訂正 …: as what.
    label: String,
    /// A sentence for the reader.
    note: Option<String>,
    /// 指摘を残して公表する理由: why it was published although something should have been solved first.
    despite: Option<String>,
}

impl PublicationView {
    pub(super) fn of(it: &Publication) -> Self {
        Self {
            number: it.number,
            decision: it.decision.0,
            published_on: Day(it.date()),
            label: it.label.clone(),
            note: it.note.clone(),
            despite: it.despite.clone(),
        }
    }
}

/// 団体: what there is of a municipality.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Municipality")]
pub(super) struct MunicipalityView {
    /// 全国地方公共団体コード.
    code: String,
    /// 団体名.
    name: String,
    /// A sentence that stands on every page, e.g. that the city is invented.
    notice: Option<String>,
    /// The year on which its pages report.
    reported_year: Option<super::value::Year>,
    /// How many records there are of each kind.
    counts: Vec<Count>,
    /// The page for people.
    page: String,
    /// The open data as files.
    data: String,
}

/// How many records there are of a kind.
#[derive(Serialize, JsonSchema)]
struct Count {
    /// The kind.
    kind: Word,
    /// How many.
    count: usize,
}

impl MunicipalityView {
    pub(super) fn of(ask: &Ask) -> Self {
        let edition = &ask.edition;
        let profile = edition.profile();
        let counts = [
            (plan::record::Kind::Plan, edition.all::<plan::plan::Plan>().count()),
            (plan::record::Kind::Element, edition.all::<plan::element::Element>().count()),
            (plan::record::Kind::Indicator, edition.all::<plan::indicator::Indicator>().count()),
            (plan::record::Kind::Organisation, edition.all::<plan::organisation::Organisation>().count()),
        ];
        let count = |(kind, count)| Some(Count { kind: writing::code::record_kind(kind)?.into(), count });
        Self {
            code: edition.municipality().to_string(),
            name: profile.map_or(String::new(), |it| it.name.clone()),
            notice: profile.and_then(|it| it.notice.clone()),
            reported_year: edition.reported_year().map(Into::into),
            counts: counts.into_iter().filter_map(count).collect(),
            page: ask.here.to("/"),
            data: ask.here.to("/data/"),
        }
    }
}

/// 団体 in the list of all.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MunicipalityHead")]
pub(super) struct TownHead {
    /// 全国地方公共団体コード.
    code: String,
    /// 団体名.
    name: String,
    /// 決裁番号: the last decision that the public sees.
    decision: u64,
    /// 公表日.
    published_on: Day,
    /// 確定, 速報 …: as what.
    published_as: String,
    /// Where its API begins.
    api: String,
    /// The page for people.
    page: String,
}

impl TownHead {
    fn of(it: &Digest) -> Self {
        let code = &it.municipality;
        Self {
            code: code.to_string(),
            name: it.name.clone(),
            decision: it.decision.0,
            published_on: Day(it.published_on),
            published_as: it.label.clone(),
            api: format!("/{code}/api/v1/municipality"),
            page: format!("/{code}/"),
        }
    }
}

/// The municipalities that have published something, in parts.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MunicipalityList")]
pub(super) struct TownList {
    /// How many there are in all parts.
    total: usize,
    /// Which part this is, from 1.
    page: usize,
    /// How many a part holds.
    per_page: usize,
    /// What is in this part.
    items: Vec<TownHead>,
}

/// `GET /api/v1/municipalities`.
pub(super) async fn towns(site: &Site, parts: &Parts) -> Result<Answer, Problem> {
    let query = ask::only(parts, &TOWNS.parameters())?;
    let towns = site.nation().await.towns();
    let all: Vec<_> = towns.values().collect();
    let part = Part::of(&all, query.number(PAGE), query.number(PER_PAGE), |it| TownHead::of(&it.digest))?;
    let Part { total, page, per_page, last, items } = part;
    Answer::of(&TownList { total, page, per_page, items }, Some(Place { page, last }))
}
