//! 新しい記録ID: derived from last year's, so that whoever opens a year gets the same, and people recognise it.

use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;

/// How many ids are tried before one gives up; more records of one name would be no plan.
const TRIES: u32 = 100;

/// The ids that a record of one year may have in another, the best first: the year in it replaced (`kw26-1-1`, `ward-2026`), else the
/// year put behind it, else a number behind that.
pub(super) fn candidates(old: &RecordId, from: FiscalYear, to: FiscalYear) -> impl Iterator<Item = RecordId> {
    let replaced = replaced(old.as_str(), from, to);
    let behind = format!("{old}-{}", to.year());
    let numbered = {
        let behind = behind.clone();
        (2..TRIES).map(move |number| format!("{behind}-{number}"))
    };
    replaced.into_iter().chain([behind]).chain(numbered).map(RecordId::new)
}

/// The first run of digits that is the year, or its last two digits, as the other year.
fn replaced(old: &str, from: FiscalYear, to: FiscalYear) -> Option<String> {
    let long = (from.year().to_string(), to.year().to_string());
    let short = |year: FiscalYear| format!("{:02}", year.year().rem_euclid(100));
    [long, (short(from), short(to))].into_iter().find_map(|(from, to)| {
        let mut at = 0;
        while let Some(found) = old[at..].find(&from).map(|it| it + at) {
            let end = found + from.len();
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if !is_digit(old[..found].chars().next_back()) && !is_digit(old[end..].chars().next()) {
                return Some(format!("{}{to}{}", &old[..found], &old[end..]));
            }
            at = end;
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_in_an_id_is_replaced_or_put_behind_it() {
        let next = |old: &str| {
            let (from, to) = (FiscalYear::new(2026), FiscalYear::new(2027));
            candidates(&RecordId::new(old), from, to).next().unwrap().to_string()
        };
        for (old, new) in [
            ("kawabata-2026", "kawabata-2027"),
            ("goal26-kikaku-1", "goal27-kikaku-1"),
            ("kw26-1-26", "kw27-1-26"),
            ("plan-126", "plan-126-2027"),
            ("12026-a", "12026-a-2027"),
            ("区の方針", "区の方針-2027"),
        ] {
            assert_eq!(next(old), new);
        }
    }

    #[test]
    fn there_is_always_another_one() {
        let old = RecordId::new("a");
        let all: std::collections::HashSet<_> =
            candidates(&old, FiscalYear::new(2099), FiscalYear::new(2100)).collect();
        assert_eq!(all.len(), 99);
    }
}
