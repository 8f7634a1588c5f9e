//! 引継ぎ: from which day a work is another organisation's, and whose it was before.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::edition::Edition;
use crate::element::Element;
use crate::fiscal_year::FiscalYear;
use crate::organisation::Organisation;
use crate::plan::Plan;
use crate::record::RecordId;

/// 引継ぎ. What was before its day stays as it was: old years keep who answered for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// The first day on which it is no more theirs.
    pub on: Date,
    /// Whose it was until then.
    pub from: Vec<RecordId>,
    /// 注記: why, in a sentence for everybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 所属替え: under which organisation another one stood until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// The first day on which it stood there no more.
    pub until: Date,
    /// 上位組織 until then; none where it stood at the top.
    #[serde(default)]
    pub under: Option<RecordId>,
}

/// Whose it was on a day: before the first handover that lies after it, else whose it is.
fn had_on<'a>(handovers: &'a [Handover], now: &'a [RecordId], day: Date) -> &'a [RecordId] {
    handovers.iter().find(|it| day < it.on).map_or(now, |it| &it.from)
}

impl Element {
    /// 担当組織 on a day.
    pub fn organisations_on(&self, day: Date) -> &[RecordId] {
        had_on(&self.handed_over, &self.organisations, day)
    }

    /// 担当組織 when the fiscal year ended (a handover on 1 April belongs to the new year).
    pub fn organisations_in(&self, year: FiscalYear) -> &[RecordId] {
        self.organisations_on(year.ends())
    }
}

impl Plan {
    /// Whose statement it was on a day.
    pub fn organisation_on(&self, day: Date) -> Option<&RecordId> {
        had_on(&self.handed_over, self.organisation.as_slice(), day).first()
    }
}

impl Organisation {
    /// 上位組織 on a day.
    pub fn parent_on(&self, day: Date) -> Option<&RecordId> {
        let before = self.stood.iter().find(|it| day < it.until);
        before.map_or(self.parent.as_ref(), |it| it.under.as_ref())
    }

    /// 上位組織 when the fiscal year ended.
    pub fn parent_in(&self, year: FiscalYear) -> Option<&RecordId> {
        self.parent_on(year.ends())
    }
}

impl Edition {
    /// Whether anything that is decided comes into force after one day and not after another: a name, a place, an end, a handover.
    pub fn takes_effect(&self, after: Date, upto: Date) -> bool {
        let comes = |day: &Date| after < *day && *day <= upto;
        let of_organisation = |it: &Organisation| {
            let names = it.names.iter().filter_map(|name| name.since);
            let ends = it.ended.iter().map(|end| end.on);
            names
                .chain(it.founded)
                .chain(ends)
                .chain(it.stood.iter().map(|it| it.until))
                .any(|day| comes(&day))
        };
        let handed = |all: &[Handover]| all.iter().any(|it| comes(&it.on));
        self.all::<Organisation>().any(|(_, it)| of_organisation(it))
            || self.all::<Element>().any(|(_, it)| handed(&it.handed_over))
            || self.all::<Plan>().any(|(_, it)| handed(&it.handed_over))
    }
}
