//! 概要: what a site of many municipalities keeps in memory of each, so that it need not keep their editions.
//!
//! Made from a public edition and never decided: where it is missing it is made anew.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::actual::{Actual, Status};
use crate::decision::DecisionNumber;
use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::indicator::Indicator;
use crate::likeness::Nature;
use crate::municipality::{Former, MunicipalityCode};
use crate::organisation::Organisation;
use crate::plan::Plan;
use crate::publication::Publication;
use crate::record::{RecordId, Recorded};
use crate::survey::interval;
use crate::tally::Tally;

#[cfg(test)]
mod tests;

/// The form of a digest. Raised with every change of what a digest holds: one of an older form is made anew.
pub const FORM: u64 = 1;

/// Names that one municipality may have in the search over all: what comes after them is found on its own pages only.
pub const MOST_NAMES: usize = 3_000;

/// Years of results that are kept of an indicator: the newest ones.
const YEARS: usize = 6;

/// 概要 of what one municipality shows the public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Whose.
    pub municipality: MunicipalityCode,
    /// 団体名.
    pub name: String,
    /// 旧団体: by whose codes and names it is looked for, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
    /// A sentence of the municipality on every page, e.g. that it is invented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// The publication of which this is the digest.
    pub publication: u64,
    /// The last decision that it shows.
    pub decision: DecisionNumber,
    /// 公表日.
    pub published_on: Date,
    /// 確定, 速報, 訂正 …
    pub label: String,
    /// 実績を報告した年度.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FiscalYear>,
    /// 達成の集計 of that year.
    pub tally: Tally,
    /// How many addresses its site map lists.
    pub pages: usize,
    /// What it calls its plans, works, indicators and departments.
    pub names: Vec<Name>,
    /// How many names were too many.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unlisted: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// 名称 under which something is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// What it names.
    pub of: Named,
    /// Its record.
    pub id: RecordId,
    /// The name as written.
    pub text: String,
    /// What an indicator measures, and its newest results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Box<Measure>>,
}

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// 計画, 運営方針.
    Plan,
    /// 政策, 施策, 事業, 経営課題.
    Element,
    /// 指標.
    Indicator,
    /// 組織.
    Organisation,
}

impl Named {
    /// All of them, in the order in which pages list them.
    pub const ALL: [Self; 4] = [Self::Indicator, Self::Element, Self::Plan, Self::Organisation];

    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("計画", "plan"),
            Self::Element => ("施策・事業", "policy or project"),
            Self::Indicator => ("指標", "indicator"),
            Self::Organisation => ("組織", "department"),
        }
    }
}

/// What an indicator measures, and its newest results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// With what it can be compared.
    pub nature: Nature,
    /// 設問, of a survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Newest year last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<YearResult>,
}

/// One measured year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearResult {
    /// 年度.
    pub year: FiscalYear,
    /// 実績値.
    pub value: Decimal,
    /// 確定, 速報 …
    #[serde(default, skip_serializing_if = "is_final")]
    pub status: Status,
    /// 有効回答数, of a survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid: Option<u32>,
    /// 誤差の範囲, of a probability sample: from, to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(Decimal, Decimal)>,
}

fn is_final(status: &Status) -> bool {
    *status == Status::Final
}

impl Digest {
    /// Of the edition that a publication shows. `edition` must be what the public may see.
    pub fn of(edition: &Edition, publication: &Publication) -> Self {
        let profile = edition.profile();
        let year = edition.reported_year();
        let mut names = names(edition);
        let unlisted = names.len().saturating_sub(MOST_NAMES);
        names.truncate(MOST_NAMES);
        Self {
            municipality: edition.municipality().clone(),
            name: profile.map_or_else(|| edition.municipality().to_string(), |it| it.name.clone()),
            former: profile.map_or(vec![], |it| it.former.clone()),
            notice: profile.and_then(|it| it.notice.clone()),
            publication: publication.number,
            decision: publication.decision,
            published_on: publication.date(),
            label: publication.label.clone(),
            year,
            tally: year.map_or_else(Tally::default, |year| edition.tally(year)),
            pages: names.len() + unlisted + edition.decisions().len(),
            names,
            unlisted,
        }
    }

    /// How many names it has of one sort.
    pub fn count(&self, of: Named) -> usize {
        self.names.iter().filter(|it| it.of == of).count()
    }
}

/// Every name, the most general first: where there are too many, single works and indicators are left out first.
fn names(edition: &Edition) -> Vec<Name> {
    let mut names = list(edition, Named::Plan, |it: &Plan| it.name.clone());
    names.extend(list(edition, Named::Organisation, |it: &Organisation| edition.called(it).to_owned()));
    let mut elements: Vec<_> = edition.all::<Element>().collect();
    elements.sort_by_key(|(_, it)| it.level);
    let element = |(id, it): (&RecordId, &Element)| name(Named::Element, id, it.title.clone());
    names.extend(elements.into_iter().map(element));
    let indicator = |(id, it): (&RecordId, &Indicator)| Name {
        measure: Some(Box::new(measure(edition, id, it))),
        ..name(Named::Indicator, id, it.name.clone())
    };
    names.extend(edition.all::<Indicator>().map(indicator));
    names
}

fn list<T: Recorded>(edition: &Edition, of: Named, text: impl Fn(&T) -> String) -> Vec<Name> {
    edition.all::<T>().map(|(id, it)| name(of, id, text(it))).collect()
}

fn name(of: Named, id: &RecordId, text: String) -> Name {
    Name { of, id: id.clone(), text, measure: None }
}

fn measure(edition: &Edition, id: &RecordId, indicator: &Indicator) -> Measure {
    let mut results: Vec<_> =
        edition.naming::<Actual>(id).filter_map(|(_, it)| result(indicator, it)).collect();
    results.sort_by_key(|it| it.year);
    results.drain(..results.len().saturating_sub(YEARS));
    Measure {
        nature: Nature::of(indicator),
        question: indicator.survey.as_ref().and_then(|it| it.question.clone()),
        results,
    }
}

fn result(indicator: &Indicator, actual: &Actual) -> Option<YearResult> {
    Some(YearResult {
        year: actual.fiscal_year,
        value: actual.value()?,
        status: actual.status,
        valid: actual.sample.map(|it| it.valid),
        interval: interval(indicator, actual).ok().map(|it| (it.low, it.high)),
    })
}
