//! 正誤: what the public had seen and was wrong, what it sees in its place, since when and why.

use std::collections::BTreeSet;

use crate::actual::Status;
use crate::decision::DecisionNumber;
use crate::edition::{Edition, Version};
use crate::publication::Publication;
use crate::record::{Body, Record, RecordId};

/// 正誤 of one record: it stands on the public page beside what it corrects.
#[derive(Clone, Debug, PartialEq)]
pub struct Erratum<'a> {
    /// Which record.
    pub record: &'a RecordId,
    /// 誤: what the public had seen.
    pub before: &'a Record,
    /// 正: what it sees since; none where the record was taken away.
    pub after: Option<&'a Record>,
    /// The decision that put it right.
    pub decision: DecisionNumber,
    /// The publication that showed it.
    pub publication: &'a Publication,
    /// What was wrong, and why, in the words of whoever put it right.
    pub note: &'a str,
}

impl Edition {
    /// 正誤 of a record and of all that hangs on it, the newest first. What was taken back and published again is told once, as it is shown
    /// now.
    pub fn errata_of(&self, id: &RecordId) -> Vec<Erratum<'_>> {
        let mut errata: Vec<_> =
            self.with_hanging(id).flat_map(|(id, versions)| self.errata_among(id, versions)).collect();
        errata.sort_by_key(|it| std::cmp::Reverse(it.publication.number));
        let mut told = BTreeSet::new();
        errata.retain(|it| told.insert((it.record, it.decision)));
        errata
    }

    /// 正誤 that came with a publication, in the order of the ids.
    pub fn errata_with(&self, publication: &Publication) -> Vec<Erratum<'_>> {
        let number = publication.number;
        let Some((before, _)) = self.steps().find(|(_, it)| it.number == number) else { return vec![] };
        let came = self.decisions().iter().filter(|it| lies(it.number, before, publication));
        let mut ids: Vec<&RecordId> = came.flat_map(|it| &it.edits).map(|it| it.change.id()).collect();
        ids.sort();
        ids.dedup();
        let all = ids.into_iter().flat_map(|id| self.errata_among(id, self.history(id)));
        all.filter(|it| it.publication.number == number).collect()
    }

    /// 取下げ: the publications by which something was taken back, the oldest first. What was taken back may itself be nowhere any
    /// more; that a number is missing tells of it.
    pub fn withdrawals(&self) -> Vec<&Publication> {
        let (mut number, mut decision) = (0, DecisionNumber(0));
        let mut found = Vec::new();
        for it in self.publications() {
            if it.number > number + 1 || it.decision <= decision {
                found.push(it);
            }
            (number, decision) = (it.number, it.decision);
        }
        found
    }

    /// Each publication with the one before it, but for those that take back.
    fn steps(&self) -> impl Iterator<Item = (&Publication, &Publication)> {
        let pairs = self.publications().windows(2).map(|pair| (&pair[0], &pair[1]));
        pairs.filter(|(before, it)| !it.takes_back(before))
    }

    fn errata_among<'a>(
        &'a self,
        id: &'a RecordId,
        versions: &'a [Version],
    ) -> impl Iterator<Item = Erratum<'a>> {
        self.steps().filter_map(move |(before, it)| self.erratum(id, versions, (before, it)))
    }

    /// What a publication put right of a record; none where the public had not seen it, or nothing was wrong with it.
    fn erratum<'a>(
        &'a self,
        record: &'a RecordId,
        versions: &'a [Version],
        (earlier, publication): (&'a Publication, &'a Publication),
    ) -> Option<Erratum<'a>> {
        let first = versions.partition_point(|it| it.decision <= earlier.decision);
        let end = versions.partition_point(|it| it.decision <= publication.decision);
        let before = versions[..first].last()?.record.as_deref()?;
        let came = versions.get(first..end)?;
        let after = came.last()?.record.as_deref();
        if after == Some(before) {
            return None;
        }
        let said = |it: &'a Version| Some((it.decision, self.decision(it.decision)?.erratum.as_deref()?));
        let told = |last: &'a Version| {
            let reason = || self.decision(last.decision).map_or("", |it| it.reason.as_str());
            (last.decision, publication.note.as_deref().unwrap_or_else(reason))
        };
        let unsaid = || self.tells_of_all(earlier, publication) && is_wrong(before, after);
        let (decision, note) =
            came.iter().rev().find_map(said).or_else(|| unsaid().then(|| came.last().map(told)).flatten())?;
        Some(Erratum { record, before, after, decision, publication, note })
    }

    /// Whether a 訂正 speaks for all that came with it, because no decision of it says itself what it corrects.
    fn tells_of_all(&self, earlier: &Publication, publication: &Publication) -> bool {
        let came = self.decisions().iter().filter(|it| lies(it.number, earlier, publication));
        publication.is_correction() && came.map(|it| &it.erratum).all(Option::is_none)
    }
}

fn lies(number: DecisionNumber, after: &Publication, upto: &Publication) -> bool {
    after.decision < number && number <= upto.decision
}

/// Whether what stood there was wrong, where nobody says so of the record itself: a target that is raised or lowered was not, nor was
/// a figure of which it was said that another would come.
fn is_wrong(before: &Record, after: Option<&Record>) -> bool {
    match (&before.body, after.map(|it| &it.body)) {
        (Body::Target(before), Some(Body::Target(after))) => after.asks_the_same(before),
        (Body::Actual(before), _) => !matches!(before.status, Status::Expected | Status::Provisional),
        _ => true,
    }
}
