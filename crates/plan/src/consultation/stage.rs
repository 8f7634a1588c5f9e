//! 募集の段階: which a round has reached by a day, and since when. Pages, feeds and the desk all ask here.

use jiff::civil::Date;

use super::Consultation;

/// 募集の段階, by the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 募集前.
    Coming,
    /// 募集中.
    Open,
    /// 募集終了: the answers are yet to come.
    Closed,
    /// 結果公表.
    Answered,
}

impl Stage {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Coming => ("募集前", "not open yet"),
            Self::Open => ("募集中", "open"),
            Self::Closed => ("募集終了・結果は準備中", "closed, results to come"),
            Self::Answered => ("結果を公表", "results published"),
        }
    }

    /// As it stands in addresses and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Answered => "answered",
        }
    }
}

impl Consultation {
    /// 段階 on a day, which is a day in Japan. Results end a round, whatever the day.
    pub fn stage(&self, today: Date) -> Stage {
        self.reached(today).last().map_or(Stage::Coming, |(stage, _)| *stage)
    }

    /// 迎えた段階: those that a round has reached by a day, each with the day on which it did, in their order. What results overtook was
    /// never reached; those that are there before the day that they name have come today at the latest.
    pub fn reached(&self, today: Date) -> Vec<(Stage, Date)> {
        let answered = self.results.as_ref().map(|it| it.on.min(today));
        let begun = [(Stage::Open, Some(self.from)), (Stage::Closed, self.to.tomorrow().ok())];
        let begun = begun.into_iter().filter_map(|(stage, day)| Some((stage, day?)));
        let begun = begun.filter(|(_, day)| *day <= answered.unwrap_or(today));
        begun.chain(answered.map(|day| (Stage::Answered, day))).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::Stage::{Answered, Closed, Coming, Open};
    use crate::consultation::{Consultation, Results};

    fn asked(on: Option<Date>) -> Consultation {
        let mut asked: Consultation =
            serde_json::from_str(r#"{"title":"案","from":"2026-11-16","to":"2026-12-18"}"#).unwrap();
        let results = |on| Results {
            on,
            persons: 1,
            opinions: 1,
            by_way: vec![],
            withheld: vec![],
            decision: None,
            text: vec![],
        };
        asked.results = on.map(results);
        asked
    }

    #[test]
    fn a_round_begins_and_ends_on_its_days() {
        let round = asked(None);
        let (opened, closed) = ((Open, date(2026, 11, 16)), (Closed, date(2026, 12, 19)));
        for (day, stage, reached) in [
            (date(2026, 11, 15), Coming, vec![]),
            (date(2026, 11, 16), Open, vec![opened]),
            (date(2026, 12, 18), Open, vec![opened]),
            (date(2026, 12, 19), Closed, vec![opened, closed]),
        ] {
            assert_eq!((round.stage(day), round.reached(day)), (stage, reached), "{day}");
        }
    }

    #[test]
    fn results_end_a_round_whatever_day_they_name() {
        let (opened, closed) = ((Open, date(2026, 11, 16)), (Closed, date(2026, 12, 19)));
        let today = date(2027, 1, 20);
        for (on, reached) in [
            (date(2027, 1, 10), vec![opened, closed, (Answered, date(2027, 1, 10))]),
            (date(2026, 12, 1), vec![opened, (Answered, date(2026, 12, 1))]),
            (date(2027, 2, 1), vec![opened, closed, (Answered, today)]),
        ] {
            let round = asked(Some(on));
            assert_eq!((round.stage(today), round.reached(today)), (Answered, reached), "{on}");
        }
    }

    #[test]
    fn the_stage_is_the_last_that_was_reached_and_nothing_lies_ahead() {
        let days = || date(2026, 11, 1).series(jiff::Span::new().days(1)).take(90);
        for round in days().map(Some).chain([None]).map(asked) {
            for today in days() {
                let reached = round.reached(today);
                assert_eq!(round.stage(today), reached.last().map_or(Coming, |it| it.0));
                assert!(reached.is_sorted_by_key(|it| it.1) && reached.iter().all(|it| it.1 <= today));
                assert!(reached.is_sorted_by_key(|it| it.0));
            }
        }
    }
}
