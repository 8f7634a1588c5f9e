//! 記録の担当: whose work any record is, through whatever it hangs on.

use crate::edition::Edition;
use crate::record::{Body, RecordId};

/// So far is followed what hangs on what: a response on a remark, on an indicator, on an element.
const STEPS: usize = 4;

impl Edition {
    /// 担当組織 of any record, one that is retired too; empty where it is the whole municipality's.
    pub fn charged_with_record<'a>(&'a self, id: &'a RecordId) -> Vec<&'a RecordId> {
        self.charged(id, STEPS)
    }

    fn charged<'a>(&'a self, id: &'a RecordId, steps: usize) -> Vec<&'a RecordId> {
        let Some(steps) = steps.checked_sub(1) else { return vec![] };
        let through = |id: &'a RecordId| self.charged(id, steps);
        match self.history(id).iter().rev().find_map(|it| Some(&it.record.as_ref()?.body)) {
            Some(Body::Organisation(_)) => vec![id],
            Some(Body::Plan(it)) => it.organisation.iter().collect(),
            Some(Body::Element(it)) if it.organisations.is_empty() => {
                self.in_charge(id).into_iter().collect()
            }
            Some(Body::Element(it)) => it.organisations.iter().collect(),
            Some(Body::Indicator(it)) => it.elements.iter().flat_map(through).collect(),
            Some(Body::Target(it)) => through(&it.indicator),
            Some(Body::Actual(it)) => through(&it.indicator),
            Some(Body::Amount(it)) => through(&it.element),
            Some(Body::Resource(it)) => through(&it.element),
            Some(Body::Evaluation(it)) => through(&it.subject),
            Some(Body::Remark(it)) => through(&it.subject),
            Some(Body::Response(it)) => through(&it.remark),
            Some(Body::StaffNote(it)) => through(&it.subject),
            Some(Body::Link(it)) => [&it.from, &it.to].into_iter().flat_map(through).collect(),
            Some(Body::CalendarEntry(it)) => it.organisations.iter().collect(),
            Some(Body::Evidence(it)) => vec![&it.organisation],
            Some(Body::Consultation(it)) => it.organisation.iter().collect(),
            Some(Body::Opinion(it)) => through(&it.consultation),
            Some(Body::Municipality(_) | Body::RatingRule(_) | Body::Form(_)) | None => vec![],
        }
    }
}
