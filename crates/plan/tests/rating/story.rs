//! What was decided and what was published, one after another.

use jiff::Timestamp;
use plan::decision::{DecisionNumber, StaffId};
use plan::draft::{self, Proposal};
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::Publication;
use plan::rating::Judgement;
use plan::record::{Record, RecordId};

/// What was decided and what was published, one after another.
pub(crate) struct Story {
    pub(crate) edition: Edition,
    pub(crate) publications: Vec<Publication>,
}

impl Story {
    /// An empty town in which these records are decided.
    pub(crate) fn of(records: Vec<Record>) -> Self {
        let edition = Edition::empty(MunicipalityCode::parse("990019").unwrap());
        Self { edition, publications: vec![] }.decided(records)
    }

    pub(crate) fn decided(self, records: Vec<Record>) -> Self {
        self.proposed(records.into_iter().map(Proposal::put).collect())
    }

    pub(crate) fn retired(self, id: RecordId) -> Self {
        self.proposed(vec![Proposal::retire(id)])
    }

    fn proposed(mut self, proposals: Vec<Proposal>) -> Self {
        let edits = draft::edits(proposals, &self.edition);
        let at = day(self.edition.number().next().0);
        self.edition = self.edition.imagined(edits, &StaffId("企画課".to_owned()), at);
        self
    }

    pub(crate) fn published(self, label: &str) -> Self {
        let number = self.edition.number();
        self.published_again(number.0, label)
    }

    pub(crate) fn published_again(mut self, decision: u64, label: &str) -> Self {
        let number = self.publications.len() as u64 + 1;
        self.publications.push(Publication {
            number,
            decision: DecisionNumber(decision),
            at: day(100 + number),
            recorded_at: None,
            by: StaffId("企画課".to_owned()),
            label: label.to_owned(),
            note: None,
            despite: None,
            unsolved: vec![],
        });
        self
    }

    /// What the public sees: the decision that was published last, and the publications up to it.
    pub(crate) fn shown(&self) -> Edition {
        let shown = self.publications.last().unwrap().decision;
        self.edition.as_of(shown).with_publications(&self.publications)
    }
}

fn day(number: u64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap() * 86_400).unwrap()
}

pub(crate) fn mark(judgement: &Judgement) -> &str {
    judgement.final_grade().map_or("", |it| &it.mark)
}
