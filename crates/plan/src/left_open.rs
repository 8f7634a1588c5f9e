//! 残した指摘: what the checks found in a record and the public sees all the same, with the reason that somebody gave.

use crate::check::{self, Check};
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::element::Element;
use crate::plan::Plan;
use crate::publication::{self, Publication, Unsolved};
use crate::record::RecordId;

/// One thing that was found and published all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOpen<'a> {
    /// What was looked for; none where this program no longer looks for it.
    pub check: Option<&'static Check>,
    /// Of which record.
    pub record: &'a RecordId,
    /// 指摘を残して公表する理由, as it was given when the finding first went out.
    pub because: Option<&'a str>,
    /// The publication with which it first went out.
    pub publication: &'a Publication,
}

impl Edition {
    /// 残した指摘 about a record and about all that hangs on it, as of the last publication.
    pub fn left_open_of(&self, id: &RecordId) -> Vec<LeftOpen<'_>> {
        let Some(last) = self.seen().last() else { return vec![] };
        let below = format!("{id}/");
        let own = |it: &&Unsolved| it.record == *id || it.record.as_str().starts_with(&below);
        last.unsolved.iter().filter(own).map(|it| self.answer(last, it)).collect()
    }

    /// 残した指摘 of one publication: all that went out with it.
    pub fn left_open<'a>(&'a self, publication: &'a Publication) -> Vec<LeftOpen<'a>> {
        publication.unsolved.iter().map(|it| self.answer(publication, it)).collect()
    }

    /// The publication that first showed a decision.
    pub fn first_publication(&self, decision: DecisionNumber) -> Option<&Publication> {
        self.publications().iter().find(|it| it.decision >= decision)
    }

    /// 公表の段階 of a statement: the publication since which the public sees what it says now, with its works and with the targets and
    /// results of its own year. What is published later for others, or for another year, does not make a 素案 a 確定; and one that was taken
    /// back made it nothing.
    pub fn stage_of(&self, statement: &RecordId) -> Option<&Publication> {
        let year = self.find::<Plan>(statement)?.first_year;
        let works = || self.naming::<Element>(statement).map(|(id, _)| id);
        let own = std::iter::once(statement).chain(works()).flat_map(|id| self.with_hanging(id));
        let measured = works().flat_map(|id| self.indicators(id)).flat_map(|(id, _)| self.with_hanging(id));
        let is_of_year = |(_, versions): &(&RecordId, &[Version])| {
            let last = versions.iter().rev().find_map(|it| it.record.as_deref());
            last.is_some_and(|it| it.body.fiscal_year() == Some(year))
        };
        let all = own.chain(measured.filter(is_of_year));
        let newest = all.filter_map(|(_, versions)| Some(versions.last()?.decision)).max()?;
        self.public_since(newest)
    }

    /// The publication since which a decision has been public without a break, as of this edition.
    pub fn public_since(&self, decision: DecisionNumber) -> Option<&Publication> {
        let all = self.publications();
        let here = all.iter().rposition(|it| it.decision == self.number());
        publication::standing(here.map_or(self.seen(), |at| &all[..=at]), decision)
    }

    /// Publications that this edition can know of.
    fn seen(&self) -> &[Publication] {
        let all = self.publications();
        let known = all.iter().rposition(|it| it.decision <= self.number()).map_or(0, |it| it + 1);
        &all[..known]
    }

    /// The reason was given when the finding first went out: publications after that one carry it along.
    fn answer<'a>(&'a self, publication: &'a Publication, it: &'a Unsolved) -> LeftOpen<'a> {
        let before = self.publications().iter().rev().skip_while(|seen| seen.number > publication.number);
        let carrying = before.take_while(|seen| seen.unsolved.contains(it));
        let first = carrying.last().unwrap_or(publication);
        LeftOpen {
            check: check::all().find(|check| check.code == it.check),
            record: &it.record,
            because: first.despite.as_deref(),
            publication: first,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::decision::StaffId;
    use crate::municipality::MunicipalityCode;

    fn published(number: u64, despite: Option<&str>, records: &[&str]) -> Publication {
        let unsolved = records
            .iter()
            .map(|it| Unsolved { check: "silent-correction".to_owned(), record: RecordId::new(*it) });
        Publication {
            number,
            decision: DecisionNumber(0),
            at: Timestamp::UNIX_EPOCH,
            recorded_at: None,
            by: StaffId("広報課".to_owned()),
            label: "確定".to_owned(),
            note: None,
            despite: despite.map(str::to_owned),
            unsolved: unsolved.collect(),
        }
    }

    #[test]
    fn each_finding_has_the_reason_that_was_given_when_it_first_went_out() {
        let publications = [
            published(1, Some("調べている"), &["i/actual/2024"]),
            published(2, Some("別の理由"), &["i/actual/2024", "j"]),
            published(3, None, &["i/actual/2024", "j"]),
        ];
        let town =
            Edition::empty(MunicipalityCode::parse("990019").unwrap()).with_publications(&publications);
        let of = |id: &str| {
            let found = town.left_open_of(&RecordId::new(id));
            found.iter().map(|it| (it.publication.number, it.because.unwrap().to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(of("i"), [(1, "調べている".to_owned())], "what hangs on it counts");
        assert_eq!(of("j"), [(2, "別の理由".to_owned())]);
        assert_eq!(of("k"), []);
        let mended = [&publications[..1], &[published(2, None, &[])]].concat();
        let town = Edition::empty(MunicipalityCode::parse("990019").unwrap()).with_publications(&mended);
        assert_eq!(town.left_open_of(&RecordId::new("i")), [], "what was mended is said no more");
    }
}
