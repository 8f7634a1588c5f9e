//! One publication, told by what it brought: new results, corrected ones, and revised targets.

use std::collections::BTreeSet;

use jiff::Timestamp;
use plan::actual::{Actual, Figure, Status};
use plan::decision::{Decision, DecisionNumber};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::publication::Publication;
use plan::record::{Body, RecordId};
use rust_decimal::Decimal;

use super::MOST;
use super::brought::{Brought, brought, reasons};
use super::revised::Revised;

/// 公表 as an entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// 公表の番号.
    pub number: u64,
    /// The last decision that it showed.
    pub decision: DecisionNumber,
    /// When.
    pub at: Timestamp,
    /// 確定, 速報, 訂正 …
    pub label: String,
    /// A sentence for the reader.
    pub note: Option<String>,
    /// How many decisions came with it.
    pub decisions: usize,
    /// 決裁の理由, each once, newest first.
    pub reasons: Vec<String>,
    /// All that differs since, by kind.
    pub brought: Vec<Brought>,
    /// 新しい実績.
    pub new: Vec<Result>,
    /// 訂正された実績: the public had seen another figure.
    pub corrected: Vec<Result>,
    /// 改定された目標値: the public had seen another target.
    pub revised: Vec<Revised>,
    /// 正誤: what was put right, in the words of the decisions, each once.
    pub errata: Vec<String>,
}

/// A result that came with a publication.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// Of which indicator.
    pub indicator: RecordId,
    /// Its name.
    pub name: String,
    /// The year measured.
    pub year: FiscalYear,
    /// The figure with its unit.
    pub figure: String,
    /// The figure that the public had seen.
    pub before: Option<String>,
    /// 速報, 確定 …
    pub status: Status,
}

/// The newest publications of an edition, newest first. One that was taken back is none.
pub fn entries(edition: &Edition) -> Vec<Entry> {
    let publications = edition.publications();
    let before =
        |index: usize| index.checked_sub(1).map_or(DecisionNumber(0), |it| publications[it].decision);
    let entry = |(index, it)| Entry::of(edition, it, before(index));
    publications.iter().enumerate().rev().take(MOST).map(entry).collect()
}

impl Entry {
    fn of(edition: &Edition, publication: &Publication, before: DecisionNumber) -> Self {
        let upto = publication.decision;
        let came = edition.decisions().iter().filter(|it| before < it.number && it.number <= upto);
        let ids: BTreeSet<&RecordId> =
            came.clone().flat_map(|it| &it.edits).map(|it| it.change.id()).collect();
        let brought = brought(edition, &ids, before, upto);
        let revised = ids.iter().filter_map(|id| Revised::of(edition, id, before, upto)).collect();
        let results = ids.into_iter().filter_map(|id| result(edition, id, before, upto));
        let (corrected, new) = results.partition(|it| it.before.is_some() || it.status == Status::Corrected);
        Self {
            number: publication.number,
            decision: upto,
            at: publication.at,
            label: publication.label.clone(),
            note: publication.told(),
            reasons: reasons(came.clone().map(AsRef::as_ref)),
            brought,
            decisions: came.clone().count(),
            new,
            corrected,
            revised,
            errata: errata(came),
        }
    }

    /// 「訂正・目標の改定あり：公表（確定）　新しい実績12件、意見への対応5件」.
    pub fn title(&self) -> String {
        let changed = match (!self.corrects(), self.revised.is_empty()) {
            (true, true) => "",
            (false, true) => "訂正あり：",
            (true, false) => "目標の改定あり：",
            (false, false) => "訂正・目標の改定あり：",
        };
        let new = Some(self.new.len()).filter(|it| *it > 0).map(|count| format!("新しい実績{count}件"));
        let said = self.brought.iter().filter(|it| it.is_said()).map(Brought::words);
        let news: Vec<String> = new.into_iter().chain(said).collect();
        let space = if news.is_empty() { "" } else { "　" };
        format!("{changed}公表（{}）{space}{}", self.label, news.join("、"))
    }

    /// Whether anything was wrong that it puts right.
    fn corrects(&self) -> bool {
        !self.corrected.is_empty() || !self.errata.is_empty()
    }

    /// What happened, in one sentence.
    pub fn sentence(&self) -> String {
        let (number, decisions) = (self.decision, self.decisions);
        match decisions {
            0 => format!("決裁第{number}号までを公表しました。"),
            _ => format!("決裁第{number}号までの{decisions}件の決裁を公表しました。"),
        }
    }

    /// What sort of news it is: words for programs and for people.
    pub fn terms(&self) -> Vec<(&'static str, &'static str)> {
        let all = [
            (true, ("publication", "公表")),
            (!self.new.is_empty(), ("results", "新しい実績")),
            (self.corrects(), ("correction", "訂正")),
            (!self.revised.is_empty(), ("revision", "目標の改定")),
        ];
        all.into_iter().filter(|(is, _)| *is).map(|(_, term)| term).collect()
    }
}

/// What decisions say that they put right, each once, the newest first.
fn errata<'a>(came: impl DoubleEndedIterator<Item = &'a std::sync::Arc<Decision>>) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for it in came.rev().filter_map(|it| it.erratum.as_ref()) {
        if !told.contains(it) {
            told.push(it.clone());
        }
    }
    told
}

impl Result {
    /// 「公園面積　令和6年度 3.2㎡（速報）」, 「… 3.1㎡ → 3.2㎡」.
    pub fn words(&self) -> String {
        let status = match self.status {
            Status::Final => String::new(),
            other => format!("（{}）", other.name().0),
        };
        let before = self.before.as_ref().map_or(String::new(), |it| format!("{it} → "));
        format!("{}　{} {before}{}{status}", self.name, self.year.japanese(), self.figure)
    }
}

/// The result that a record tells after `upto` and did not tell at `before`; none where it is no result, or the same.
fn result(edition: &Edition, id: &RecordId, before: DecisionNumber, upto: DecisionNumber) -> Option<Result> {
    let seen = |number: DecisionNumber| {
        let version = edition.history(id).iter().rev().find(|it| it.decision <= number)?;
        match &version.record.as_ref()?.body {
            Body::Actual(it) => Some(it),
            _ => None,
        }
    };
    let now = seen(upto)?;
    let value = now.value()?;
    let indicator = edition.find::<Indicator>(&now.indicator)?;
    let was: Option<&Actual> = seen(before);
    if was.is_some_and(|it| {
        it.figure == now.figure && (it.status == now.status || now.status != Status::Corrected)
    }) {
        return None; // 速報 that became 確定 as it stood, or another explanation: no new figure.
    }
    let print = |value: Decimal| format!("{}{}", plan::number::print(value), indicator.unit);
    let shown = |it: &Actual| match &it.figure {
        Figure::Value(value) if !is_awaited(it.status) => Some(print(*value)),
        _ => None,
    };
    Some(Result {
        indicator: now.indicator.clone(),
        name: indicator.name.clone(),
        year: now.fiscal_year,
        figure: print(value),
        before: was.and_then(shown).filter(|it| *it != print(value)),
        status: now.status,
    })
}

/// A figure that was said to be replaced: the one that replaces it corrects nothing.
fn is_awaited(status: Status) -> bool {
    matches!(status, Status::Expected | Status::Provisional)
}
