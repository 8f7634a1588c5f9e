//! 達成とも未達とも言えない: how many verdicts of a year the error of a sample leaves open, with the list of exactly those.

use plan::doubt::Doubt;
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::selection::Filter;

use crate::here::Here;

/// A sentence with its link.
pub(crate) struct Doubted {
    pub(crate) sentence: String,
    pub(crate) link: String,
    pub(crate) address: String,
}

/// Of all that were judged in a year; nothing where every verdict holds.
pub(crate) fn of_year(here: &Here, edition: &Edition, year: FiscalYear) -> Option<Doubted> {
    let doubt = edition.doubt(year);
    let (Doubt { reached, missed }, all) = (doubt, doubt.all());
    (all > 0).then(|| Doubted {
        sentence: here.lang.say(
            format!(
                "判定した指標のうち{all}件（達成の{reached}件、未達成の{missed}件）は、無作為抽出の調査の誤差の範囲に目標があり、達成とも未達とも言えません。"
            ),
            format!(
                "Of {all} of the verdicts ({reached} reached, {missed} missed) nobody can be sure: the target lies within the margin of error of a random sample."
            ),
        ),
        link: link(here, all),
        address: address(here, year, &[]),
    })
}

/// Of those that missed their target, for the head of their list.
pub(crate) fn of_missed(here: &Here, edition: &Edition, year: FiscalYear) -> Option<Doubted> {
    let missed = edition.doubt(year).missed;
    (missed > 0).then(|| Doubted {
        sentence: here.lang.say(
            format!("このうち{missed}件は、目標が調査の誤差の範囲にあり、達成とも未達とも言えません。"),
            format!("Of {missed} of them nobody can be sure: the target lies within the margin of error of the survey."),
        ),
        link: link(here, missed),
        address: address(here, year, &[("status", "missed")]),
    })
}

fn link(here: &Here, count: usize) -> String {
    here.lang.say(format!("その{count}件を見る"), format!("See these {count}"))
}

fn address(here: &Here, year: FiscalYear, more: &[(&str, &str)]) -> String {
    let digits = year.year().to_string();
    let asked = [("year", digits.as_str()), (Filter::Certainty.word(), "within_error")];
    here.to_with("/indicators/", &[&asked, more].concat())
}
