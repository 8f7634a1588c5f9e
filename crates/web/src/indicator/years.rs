//! 年度ごとの表: the table that equals the chart.

use plan::actual::Actual;
use plan::browse::Point;
use plan::edition::Edition;
use plan::indicator::Indicator;
use plan::record::RecordId;
use plan::survey;
use plan::target::Target;

use crate::here::Here;
use crate::words::{self, Badge};

/// One year of an indicator.
pub(super) struct YearRow {
    pub(super) year: String,
    pub(super) target: String,
    /// 原文, where it was typed in other digits.
    pub(super) typed: Option<String>,
    /// Whether the target was revised.
    pub(super) moved: bool,
    pub(super) actual: String,
    /// 「28人中25人」 beside the percentage of fewer than thirty people.
    pub(super) counts: Option<String>,
    /// 「1,236／3,000」: how many answered, and of how many, where that is known.
    pub(super) answers: String,
    /// 「60.3～65.8%」, or 「―」: why there is none stands below the table.
    pub(super) range: String,
    pub(super) badge: Badge,
    pub(super) why: Option<String>,
}

/// The rows, newest year first; the baseline is one of them where no record has its year.
pub(super) fn of(
    here: &Here,
    edition: &Edition,
    id: &RecordId,
    indicator: &Indicator,
    series: &[Point<'_>],
) -> Vec<YearRow> {
    let mut rows: Vec<_> = series.iter().map(|it| (it.year, row(here, edition, id, indicator, it))).collect();
    let known = |year| series.iter().any(|it| it.year == year);
    if let Some(baseline) = indicator.baseline.filter(|it| !known(it.year)) {
        let figure = words::figure(baseline.value, &indicator.unit);
        rows.push((baseline.year, first(here, baseline.year, &figure)));
    }
    rows.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(here: &Here, edition: &Edition, id: &RecordId, indicator: &Indicator, it: &Point<'_>) -> YearRow {
    let lang = here.lang;
    let sure = edition.certainty(id, indicator, it.year, it.judgement.counted());
    YearRow {
        year: lang.year(it.year),
        target: it.target.map_or("―".to_owned(), Target::said),
        typed: it.target.and_then(typed),
        moved: it.target.is_some_and(|it| edition.has_moved(it)),
        actual: words::actual(lang, it.actual, &indicator.unit),
        counts: it.actual.and_then(|it| counts(here, indicator, it)),
        answers: it.actual.and_then(answers).unwrap_or_else(|| "―".to_owned()),
        range: it.actual.and_then(|it| range(indicator, it)).unwrap_or_else(|| "―".to_owned()),
        badge: Badge::of(lang, &it.judgement).doubted(lang, sure),
        why: words::reason(it.actual).or_else(|| it.actual.and_then(|it| it.explanation.clone())),
    }
}

/// 原文 where its digits are not those of the page; separators and the width of a sign are no other digits.
fn typed(target: &Target) -> Option<String> {
    let plain = |words: &str| words.replace('％', "%").replace(',', "");
    (plain(&target.words) != plain(&target.said())).then(|| target.words.clone())
}

/// The year of the baseline, of which nothing but its figure is known.
fn first(here: &Here, year: plan::fiscal_year::FiscalYear, figure: &str) -> YearRow {
    let lang = here.lang;
    let dash = || "―".to_owned();
    YearRow {
        year: lang.year(year),
        target: dash(),
        typed: None,
        moved: false,
        actual: lang.say(format!("{figure}（基準値）"), format!("{figure} (baseline)")),
        counts: None,
        answers: dash(),
        range: dash(),
        badge: Badge::of(
            lang,
            &plan::rating::Judgement::of(plan::rating::Outcome::Undecided(plan::rating::Undecided::NoTarget)),
        ),
        why: None,
    }
}

fn counts(here: &Here, indicator: &Indicator, actual: &Actual) -> Option<String> {
    let (counted, all) = survey::small_count(indicator, actual)?;
    Some(match counted {
        Some(counted) => here.lang.say(format!("{all}人中{counted}人"), format!("{counted} of {all}")),
        None => here.lang.say(format!("回答{all}人"), format!("{all} answers")),
    })
}

fn answers(actual: &Actual) -> Option<String> {
    let sample = actual.sample?;
    let count = |number: u32| plan::number::print(number.into());
    let valid = count(sample.valid);
    Some(sample.sent.map_or(valid.clone(), |sent| format!("{valid}／{}", count(sent))))
}

fn range(indicator: &Indicator, actual: &Actual) -> Option<String> {
    let it = survey::interval(indicator, actual).ok()?;
    let low = plan::number::print(it.low);
    Some(format!("{low}～{}", words::figure(it.high, &indicator.unit)))
}
