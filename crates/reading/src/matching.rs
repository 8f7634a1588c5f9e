//! 照合: what a document says, as proposals against an edition: what continues, what is new, and what to ask.
//!
//! Nothing of an edition is deleted because a document is silent about it, and no field is emptied by a blank.

use plan::draft::Proposal;
use plan::edition::Edition;
use plan::plan::{Plan, PlanKind};
use plan::record::{Record, RecordId};

use crate::document::{self, Document, NamedPlan, Statement};
use crate::file::Reading;
use crate::problem::Problem;

mod id;
mod indicator;
mod issue;
mod organisation;
mod result;
mod similar;
mod statement;
mod survey;

/// Proposes the records of a document.
pub fn propose(document: &Document, edition: &Edition) -> Reading {
    let mut reading = Reading::default();
    reading.problems.extend(document.problems.iter().map(problem));
    reading.problems.extend(other_town(document, edition));
    for named in &document.plans {
        plan_named(named, edition, &mut reading);
    }
    let alone = document.statements.len() == 1;
    for statement in &document.statements {
        let title = document.page.title.as_deref().filter(|_| alone);
        statement::propose(statement, title, edition, &mut reading);
    }
    reading.unread = document.unread.iter().map(|it| (line(it.line), it.text.clone())).collect();
    reading
}

/// 「12行」: the place of a line.
fn line(number: usize) -> String {
    format!("{number}行")
}

fn problem(it: &document::Problem) -> Problem {
    Problem::new(line(it.line), it.ja.clone(), it.what.clone())
}

/// A document of another municipality is read, but somebody should know.
fn other_town(document: &Document, edition: &Edition) -> Option<Problem> {
    let (written, own) = (document.municipality.as_ref()?, edition.profile()?);
    let (a, b) = (plan::key::squeeze(written), plan::key::squeeze(&own.name));
    (!a.ends_with(&b) && !b.ends_with(&a)).then(|| {
        Problem::new(
            "文書",
            format!("文書の団体名「{written}」が、この台帳の団体「{}」と違います", own.name),
            format!("the document names “{written}”, this ledger belongs to “{}”", own.name),
        )
    })
}

/// 基本構想 and other plans that the document names with a date, where the edition has none of that kind and name.
fn plan_named(named: &NamedPlan, edition: &Edition, reading: &mut Reading) {
    let kind = match named.kind {
        document::PlanKind::BasicConcept => PlanKind::BasicConcept,
        document::PlanKind::BasicPlan => PlanKind::BasicPlan,
        document::PlanKind::ImplementationPlan => PlanKind::ImplementationPlan,
        document::PlanKind::Other => PlanKind::Other,
    };
    let key = plan::key::squeeze(&named.name);
    let same =
        |it: &Plan| it.kind == kind && (kind != PlanKind::Other || plan::key::squeeze(&it.name) == key);
    if edition.all::<Plan>().any(|(_, it)| same(it)) {
        return;
    }
    let date = |text: &Option<String>| text.as_deref().and_then(plan::date::PartialDate::parse);
    let (adopted_on, revised_on) = (date(&named.adopted_on), date(&named.revised_on));
    let Some(first_year) = adopted_on.or(revised_on).and_then(plan::date::PartialDate::fiscal_year) else {
        return;
    };
    let plan = Plan { adopted_on, revised_on, ..Plan::new(kind, &named.name, first_year, None) };
    let id = RecordId::new(format!("plan-{}", id::short(&format!("{kind:?}{key}"))));
    reading.put(Record::new(id, plan), &named.name, named.line);
}

impl Reading {
    /// Adds a record with the words it was read from.
    fn put(&mut self, record: Record, words: &str, at: usize) {
        self.proposals.push(Proposal::put(record).from_words(words, line(at)));
    }

    fn ask(&mut self, at: usize, ja: String, en: String) {
        self.problems.push(Problem::new(line(at), ja, en));
    }
}

/// What a statement is matched with: whose it is and for which year.
struct Context<'a> {
    edition: &'a Edition,
    organisation: &'a RecordId,
    year: plan::fiscal_year::FiscalYear,
    plan: &'a RecordId,
    statement: &'a Statement,
}
