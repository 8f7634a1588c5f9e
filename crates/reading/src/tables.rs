//! 表: CSV tables become proposals. The format is `docs/formats/tables.md`; a table is known by its head row.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use plan::draft::Proposal;
use plan::edition::Edition;
use plan::record::RecordId;

use crate::problem::Problem;

mod account;
mod columns;
mod consultation;
mod framework;
mod measure;
mod note;
mod published;
mod row;
mod sheet;
mod unknown;

use row::Row;
use sheet::Sheet;

/// What a table says: one proposal or more a row, and a problem for each cell that could not be read.
#[derive(Debug, Default)]
pub struct Table {
    /// The name of the table, e.g. 「指標」.
    pub name: &'static str,
    /// What its rows propose.
    pub proposals: Vec<Proposal>,
    /// What a person should look at. A bad cell costs its row, never the table.
    pub problems: Vec<Problem>,
    /// 気づき: what was taken in, and how; nobody need look.
    pub notes: Vec<Problem>,
}

/// How one row of a kind of table is read.
type Reader = fn(&Row<'_>, &Edition) -> Result<Proposal, Problem>;

/// 表の種類, those first on which others lean: its name, the columns that tell it from all others, and how its rows are read.
const KINDS: &[(&str, &[&str], Reader)] = &[
    ("組織", &["organisation_id", "organisation_name"], framework::organisation),
    ("計画", &["plan_id", "plan_kind"], framework::plan),
    ("要素", &["element_id", "plan_id", "level"], framework::element),
    ("つながり", &["from_id", "to_id", "link_kind"], framework::link),
    ("年間予定", &["entry_id", "phase"], framework::calendar),
    ("指標", &["indicator_id", "indicator_name"], measure::indicator),
    ("目標", &["indicator_id", "fiscal_year", "target"], measure::target),
    ("実績", &["indicator_id", "fiscal_year", "actual"], measure::actual),
    ("判定基準", &["rule_id", "shape"], measure::rule),
    ("金額", &["element_id", "fiscal_year", "amount"], account::amount),
    ("経営資源", &["element_id", "fiscal_year", "resource_name"], account::resource),
    ("評価", &["subject_id", "fiscal_year", "evaluation_kind"], account::evaluation),
    ("意見", &["remark_id", "subject_id", "remark"], account::remark),
    ("対応", &["remark_id", "response"], account::response),
    ("意見募集", &["consultation_id", "opens_on"], consultation::consultation),
    ("意見の概要", &["consultation_id", "opinion_number"], consultation::opinion),
    ("廃止", &["retired_id"], account::retired),
];

/// Reads a CSV text if its first row is the head of a table that we know; none where it is not.
///
/// `edition` gives what the rows lean on: the levels of a plan, the names that an organisation had before.
pub fn read(text: &str, edition: &Edition) -> Option<Table> {
    if published::is_published(text) {
        return Some(published::refused());
    }
    let sheet = Sheet::parse(text)?;
    let kind = KINDS.iter().find(|(_, columns, _)| columns.iter().all(|it| sheet.has(it)));
    let Some((name, _, reader)) = kind else { return sheet.is_table().then(|| unknown::table(&sheet)) };
    let mut table = Table { name, problems: sheet.problems(), ..Table::default() };
    let mut places = HashMap::new();
    for row in sheet.rows() {
        match reader(&row, edition) {
            Ok(proposal) => {
                table.notes.extend(note::of(&row, &proposal));
                let doubled = take(&mut table.proposals, &mut places, proposal, &row);
                table.problems.extend(doubled);
            }
            Err(problem) => table.problems.push(problem),
        }
        table.problems.extend(row.surplus());
    }
    table.notes = crate::era::once(table.notes);
    Some(table)
}

/// 読む順: the place of a table among tables that are read together; none where the text is no table that we know.
pub fn place(text: &str) -> Option<usize> {
    let sheet = Sheet::parse(text)?;
    KINDS.iter().position(|(_, columns, _)| columns.iter().all(|it| sheet.has(it)))
}

/// Adds a row's proposal; rows about the same record are joined, not set against each other.
fn take(
    proposals: &mut Vec<Proposal>,
    places: &mut HashMap<RecordId, usize>,
    proposal: Proposal,
    row: &Row<'_>,
) -> Option<Problem> {
    match places.entry(proposal.change.id().clone()) {
        Entry::Occupied(place) => {
            let joined = framework::join(&mut proposals[*place.get()], proposal);
            (!joined).then(|| {
                let ja = "同じ記録の行が2つあり、内容が違います（後の行を使いました）";
                Problem::new(row.place(), ja, "two rows for one record differ; the later one was taken")
            })
        }
        Entry::Vacant(place) => {
            place.insert(proposals.len());
            proposals.push(proposal.from_words(row.text(), row.place()));
            None
        }
    }
}
