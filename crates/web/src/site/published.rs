//! 公表の控え: the edition that the public sees of a municipality, and the publications by which an older one is found.

use std::sync::Arc;

use jiff::civil::Date;
use plan::date::PartialDate;
use plan::decision::DecisionNumber;
use plan::edition::Edition;
use plan::publication::Publication;

use crate::error::PageError;
use crate::here::Here;
use crate::pages::Stamp;

/// What the public sees of one municipality, and what it saw before.
pub(super) struct Published {
    pub(super) edition: Arc<Edition>,
    pub(super) publications: Vec<Publication>,
}

impl Published {
    /// Publications are numbered without gaps, so their count names the newest. A page tells how many days are left, so it is good
    /// for its day only.
    pub(super) fn stamp(&self, day: u64) -> Stamp {
        Stamp((self.publications.len() as u64) << 32 | day)
    }

    /// The decision that the public saw on a day, or the decision asked for if it is published by now.
    pub(super) fn number_as_of(
        &self,
        here: &Here,
        asof: &str,
        today: Option<Date>,
    ) -> Result<DecisionNumber, PageError> {
        let newest = self.edition.number();
        if let Ok(number) = asof.parse::<u64>()
            && asof.len() < 8
        {
            let number = DecisionNumber(number);
            return if number.0 > 0 && number <= newest {
                Ok(number)
            } else {
                Err(PageError::unseen(here, asof))
            };
        }
        let asked = PartialDate::parse(asof).and_then(|it| Some((it.first_day()?, it.last_day()?)));
        let (first, day) = asked.ok_or_else(|| PageError::bad_asof(here, asof))?;
        // What was published under the date of a day to come is published all the same.
        let newest_day = self.publications.last().map(Publication::date);
        if let Some(known) = today.map(|today| newest_day.map_or(today, |it| today.max(it)))
            && first > known
        {
            return Err(PageError::yet_to_come(here, asof, known));
        }
        let seen = self.publications.iter().rev().find(|it| it.date() <= day);
        let seen = seen.ok_or_else(|| PageError::before_all(here))?.decision;
        // What was taken back later is not shown again under its day.
        if seen <= newest { Ok(seen) } else { Err(PageError::taken_back(here)) }
    }
}
