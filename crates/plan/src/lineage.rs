//! 沿革: how an organisation came to be what it is: founded, renamed, joined by others, ended; with whom it is one story.

use jiff::civil::Date;

use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::organisation::Organisation;
use crate::record::RecordId;

/// 沿革の一件.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// The day; none where nobody knows.
    pub on: Option<Date>,
    /// What happened.
    pub what: Happened<'a>,
}

/// What happened to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened<'a> {
    /// 設置, under its first name.
    Founded(&'a str),
    /// 改称.
    Renamed {
        /// The name before.
        before: &'a str,
        /// The name since.
        after: &'a str,
    },
    /// 所属替え: from then on it stands under this one, or at the top.
    Moved(Option<(&'a RecordId, &'a Organisation)>),
    /// 統合を受けた: another one ended, and its work came here.
    Joined(&'a RecordId, &'a Organisation),
    /// 廃止.
    Ended,
    /// 引継ぎ: its work went to another one.
    Passed(&'a RecordId, &'a Organisation),
}

impl Edition {
    /// 沿革 of an organisation, oldest first.
    pub fn lineage<'a>(&'a self, id: &RecordId, organisation: &'a Organisation) -> Vec<Event<'a>> {
        let first = organisation.names.first();
        let first_day = organisation.founded.or(first.and_then(|it| it.since));
        let mut events: Vec<Event<'a>> =
            first.map(|it| Event { on: first_day, what: Happened::Founded(&it.text) }).into_iter().collect();
        events.extend(organisation.names.windows(2).map(|pair| Event {
            on: pair[1].since,
            what: Happened::Renamed { before: &pair[0].text, after: &pair[1].text },
        }));
        events.extend(self.moves_of(organisation));
        events.extend(self.predecessors(id).filter_map(|(id, it)| {
            Some(Event { on: Some(it.ended.as_ref()?.on), what: Happened::Joined(id, it) })
        }));
        if let Some(end) = &organisation.ended {
            events.push(Event { on: Some(end.on), what: Happened::Ended });
            let into = end.into.iter().filter_map(|id| Some((id, self.find::<Organisation>(id)?)));
            events.extend(into.map(|(id, it)| Event { on: Some(end.on), what: Happened::Passed(id, it) }));
        }
        events.sort_by_key(|it| it.on); // Stable: what is on one day stays in the order of a life.
        events
    }

    /// 所属替え, each with where it stands from its day on.
    fn moves_of<'a>(&'a self, organisation: &'a Organisation) -> impl Iterator<Item = Event<'a>> {
        organisation.stood.iter().map(|it| {
            let now = organisation.parent_on(it.until);
            let now = now.and_then(|id| Some((id, self.find::<Organisation>(id)?)));
            Event { on: Some(it.until), what: Happened::Moved(now) }
        })
    }

    /// The organisations that ended and whose work came to this one.
    pub fn predecessors(&self, id: &RecordId) -> impl Iterator<Item = (&RecordId, &Organisation)> {
        self.naming::<Organisation>(id)
            .filter(move |(_, it)| it.ended.as_ref().is_some_and(|end| end.into.contains(id)))
    }

    /// The years begun in which an organisation existed on any day, oldest first.
    pub fn years_of_organisation(&self, organisation: &Organisation) -> Vec<FiscalYear> {
        let existed = |year: &FiscalYear| {
            organisation.founded.is_none_or(|day| day <= year.ends())
                && organisation.ended.as_ref().is_none_or(|end| year.starts() < end.on)
        };
        let begun: Vec<FiscalYear> = self.years_begun().iter().copied().filter(existed).collect();
        match (begun.is_empty(), self.today()) {
            // One that is new has no figures yet, and is there all the same.
            (true, Some(today)) => std::iter::once(FiscalYear::containing(today)).filter(existed).collect(),
            _ => begun,
        }
    }
}
