//! 図の文: what a series says, in one or two plain sentences. The chart, the table and a screen reader share it.

use plan::actual::{Figure, Status};
use plan::browse::Point;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, Window};
use plan::rating::{Outcome, Undecided};
use rust_decimal::Decimal;

use crate::lang::Lang;
use crate::words::{figure, unit};

#[cfg(test)]
mod tests;

/// Says where the indicator stands in the newest year for which anything was reported, and what comes next.
pub(crate) fn of(lang: Lang, indicator: &Indicator, series: &[Point<'_>]) -> String {
    let reported = series.iter().rposition(|point| point.actual.is_some());
    let mut said = match reported {
        Some(index) => {
            let earlier = &series[..index];
            [now(lang, indicator, &series[index], earlier), verdict(lang, indicator, &series[index])].concat()
        }
        None => lang.say("実績はまだ報告されていません。", "No result has been reported yet. ").to_owned(),
    };
    let after = &series[reported.map_or(0, |index| index + 1)..];
    if let Some((year, words)) = after.iter().rev().find_map(|it| Some((it.year, &it.target?.words))) {
        said.push_str(&lang.say(
            format!("{}の目標は{words}です。", year.japanese()),
            format!("The target for FY{} is {words}.", year.year()),
        ));
    }
    said.trim_end().to_owned()
}

/// The figure of a year and how it moved.
fn now(lang: Lang, indicator: &Indicator, point: &Point<'_>, earlier: &[Point<'_>]) -> String {
    let year = lang.say(point.year.japanese(), format!("FY{}", point.year.year()));
    let Some(actual) = point.actual else { return String::new() };
    let value = match &actual.figure {
        Figure::NotYet => {
            return lang
                .say(format!("{year}の実績は集計中です。"), format!("{year} is still being counted. "));
        }
        Figure::NotMeasured { because } => {
            return lang.say(
                format!("{year}は測定していません（{because}）。"),
                format!("{year} was not measured ({because}). "),
            );
        }
        Figure::Value(value) => *value,
    };
    let so_far = match indicator.window {
        Window::Cumulative => lang.say("までの累計は", " (cumulative): "),
        Window::Yearly => lang.say("は", ": "),
    };
    let status = match actual.status {
        Status::Final => String::new(),
        other => lang.say(format!("（{}値）", other.name().0), format!(" ({})", other.name().1)),
    };
    let figure = figure(value, &indicator.unit);
    let moved = movement(lang, indicator, point.year, value, earlier);
    lang.say(
        format!("{year}{so_far}{figure}{status}で、{moved}"),
        format!("{year}{so_far}{figure}{status}; {moved}"),
    )
}

/// How it moved since the last year that was measured; never across a break in the series.
fn movement(
    lang: Lang,
    indicator: &Indicator,
    year: FiscalYear,
    value: Decimal,
    earlier: &[Point<'_>],
) -> String {
    let last = earlier.iter().rev().find_map(|it| Some((it.year, it.actual?.value()?)));
    let Some((before, old)) = last else {
        return lang
            .say("比べられる前の実績はありません。", "there is no earlier figure to compare with. ")
            .to_owned();
    };
    if indicator.breaks.iter().any(|it| before < it.year && it.year <= year) {
        return lang
            .say(
                "集計方法が変わったため前の年度とは比べられません。",
                "it cannot be compared with earlier years, for the method changed. ",
            )
            .to_owned();
    }
    let since = if before == year.previous() {
        lang.say("前年度より".to_owned(), "the year before".to_owned())
    } else {
        lang.say(format!("{}より", before.japanese()), format!("FY{}", before.year()))
    };
    let unit = if indicator.unit.is_percent() {
        lang.say("ポイント", " points").to_owned()
    } else {
        unit(&indicator.unit)
    };
    let by = format!("{}{unit}", plan::number::print((value - old).abs()));
    // Shares rise and fall; what is counted grows and shrinks.
    let is_rate =
        indicator.unit.is_percent() || ["‰", "割", "点", "ポイント", "倍"].contains(&indicator.unit.as_str());
    match value.cmp(&old) {
        std::cmp::Ordering::Equal => {
            lang.say(format!("{}同じです。", since.replace("より", "と")), format!("the same as {since}. "))
        }
        std::cmp::Ordering::Greater => {
            let verb = if is_rate { "上がりました" } else { "増えました" };
            lang.say(format!("{since}{by}{verb}。"), format!("up {by} from {since}. "))
        }
        std::cmp::Ordering::Less => {
            let verb = if is_rate { "下がりました" } else { "減りました" };
            lang.say(format!("{since}{by}{verb}。"), format!("down {by} from {since}. "))
        }
    }
}

/// What that means against the year's target, and how far there is to go.
fn verdict(lang: Lang, indicator: &Indicator, point: &Point<'_>) -> String {
    let Some(target) = point.target else {
        return lang.say("この年度の目標値はありません。", "There is no target for the year. ").to_owned();
    };
    let words = &target.words;
    match point.outcome() {
        Outcome::Reached => lang
            .say(format!("目標（{words}）を達成しました。"), format!("The target ({words}) was reached. ")),
        Outcome::Missed => match distance(lang, indicator, point) {
            Some(by) => lang.say(
                format!("目標（{words}）に届かず、あと{by}でした。"),
                format!("The target ({words}) was missed. It fell short by {by}. "),
            ),
            None => lang.say(
                format!("目標（{words}）に届きませんでした。"),
                format!("The target ({words}) was missed. "),
            ),
        },
        Outcome::Undecided(Undecided::CannotTell) => lang.say(
            format!("目標（{words}）は数値だけでは判定できません。"),
            format!("The target ({words}) cannot be judged by number. "),
        ),
        Outcome::Undecided(_) => String::new(),
    }
}

/// How much was missing, in the indicator's unit.
fn distance(lang: Lang, indicator: &Indicator, point: &Point<'_>) -> Option<String> {
    let target = point.target?.level(indicator.baseline.map(|it| it.value))?;
    let short = (point.actual?.value()? - target).abs();
    let unit = if indicator.unit.is_percent() {
        lang.say("ポイント", " points").to_owned()
    } else {
        unit(&indicator.unit)
    };
    (!short.is_zero()).then(|| format!("{}{unit}", plan::number::print(short)))
}
