//! 進み具合・傾向・見通し in sentences. Each says why where there is nothing to say; none speaks of chance.

use plan::indicator::Window;
use plan::outlook::{NoOutlook, Outlook, Prospect};
use plan::pace::{self, NoProgress, Progress};
use plan::survey::Sampling;
use plan::trend::{self, Course, NoTrend, Trend};

use super::Told;

/// Where it stands on the planned path, where it goes, and whether it gets there: a sentence each.
pub(crate) fn ahead(told: &Told<'_>, outlook: &Result<Outlook, NoOutlook>) -> Vec<String> {
    let newest =
        told.series.iter().rev().find(|it| it.actual.and_then(plan::actual::Actual::value).is_some());
    let Some(newest) = newest else { return vec![] }; // Nothing was measured: that was said above.
    let progress = way(told, pace::progress(told.indicator, told.series, newest.year));
    let trend = trend(told, trend::trend(told.indicator, told.series));
    [progress, trend, self::outlook(told, outlook)].into_iter().flatten().collect()
}

/// How much of the way from the baseline to the last target is covered, beside how much was planned.
fn way(told: &Told<'_>, found: Result<Progress, NoProgress>) -> Option<String> {
    let lang = told.lang;
    let it = match found {
        Ok(it) => it,
        // The sentence above said so already.
        Err(NoProgress::NoFigure | NoProgress::NoTarget) => return None,
        Err(why) => return Some(lang.of_pair(why.reason()).to_owned()),
    };
    let (covered, goal) = (crate::words::percent(it.covered), told.figure(it.goal));
    let (year, goal_year) = (lang.short_year(it.year), lang.short_year(it.goal_year));
    let planned = it.expected.filter(|_| it.year < it.goal_year).map(crate::words::percent);
    let (planned_ja, planned_en) = planned.map_or((String::new(), String::new()), |planned| {
        (
            format!("計画では、このときまでに{planned}を進む予定でした。"),
            format!("; {planned} was planned by then"),
        )
    });
    if it.covered.is_sign_negative() && !it.covered.is_zero() {
        return Some(lang.say(
            format!("{year}の値は基準値より後退しています（{goal_year}の目標は{goal}）。{planned_ja}"),
            format!("In {year} it was worse than the baseline (target for {goal_year}: {goal}){planned_en}."),
        ));
    }
    if it.covered >= rust_decimal::Decimal::ONE {
        return Some(lang.say(
            format!("基準値から{goal_year}の目標（{goal}）までの道のりを進み終えました（{year}の時点で{covered}）。{planned_ja}"),
            format!("The way from the baseline to the target for {goal_year} ({goal}) is covered ({covered} by {year}){planned_en}."),
        ));
    }
    Some(lang.say(
        format!("基準値から{goal_year}の目標（{goal}）までの道のりのうち、{year}までに{covered}を進みました。{planned_ja}"),
        format!("Of the way from the baseline to the target for {goal_year} ({goal}), {covered} was covered by {year}{planned_en}."),
    ))
}

/// Which way the series goes, in words from five years on.
fn trend(told: &Told<'_>, found: Result<Trend, NoTrend>) -> Option<String> {
    let lang = told.lang;
    let it = match found {
        Ok(it) => it,
        Err(NoTrend::Cumulative) => return None,
        Err(why) => return Some(lang.of_pair(why.reason())),
    };
    let (points, first, last) = (it.points, lang.short_year(it.first), lang.short_year(it.last));
    let signed = |value: rust_decimal::Decimal| {
        let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "+" };
        format!("{sign}{}", told.by(value.normalize()))
    };
    let (low, high, per_year) = (signed(it.low), signed(it.high), told.by(it.per_year.normalize()));
    if !it.is_worded() {
        return Some(lang.say(
            format!("比べられる実績は{points}年分です。傾向を言葉にするには5年分が必要です。"),
            format!("{points} comparable years are known; five are needed before a trend is put into words."),
        ));
    }
    let (ja, en) = match it.course() {
        Course::Rising => ("上昇傾向", "rising"),
        Course::Falling => ("下降傾向", "falling"),
        Course::Unclear => {
            return Some(lang.say(
                format!("{first}から{last}までの{points}年分には、はっきりした傾向がありません（1年当たり{low}から{high}）。"),
                format!("The {points} years from {first} to {last} show no clear trend ({low} to {high} a year)."),
            ));
        }
    };
    let (range_ja, range_en) = match it.low == it.high {
        true => (String::new(), String::new()),
        false => (format!("、幅は{low}から{high}"), format!("; range {low} to {high}")),
    };
    let (whose_ja, whose_en) = whose(told);
    Some(lang.say(
        format!("{first}から{last}までの{points}年分は{ja}です（1年当たり約{per_year}{range_ja}）。{whose_ja}"),
        format!(
            "The {points} years from {first} to {last} are {en} (about {per_year} a year{range_en}).{whose_en}"
        ),
    ))
}

/// Of whom a trend tells, where those who answered were not drawn at random: in the same breath as the trend.
fn whose(told: &Told<'_>) -> (&'static str, &'static str) {
    let asked = told.indicator.survey.as_ref().map(|it| it.sampling);
    match asked {
        None | Some(Sampling::Probability | Sampling::Census) => ("", ""),
        Some(_) => (
            "ただし、これは回答した人の間での動きで、住民全体の動きとは言えません。",
            " It is a trend among those who answered, however: nothing follows for all residents.",
        ),
    }
}

/// Whether the last target will be reached if things go on.
fn outlook(told: &Told<'_>, found: &Result<Outlook, NoOutlook>) -> Option<String> {
    let lang = told.lang;
    let it = match found {
        Ok(it) => it,
        // The trend gave the same reason one sentence before.
        Err(NoOutlook::TooFew { .. } | NoOutlook::Broken { .. })
            if told.indicator.window == Window::Yearly =>
        {
            return Some(
                lang.say("同じ理由で、見通しも示せません。", "For the same reason no outlook is given.")
                    .to_owned(),
            );
        }
        Err(why) => return Some(lang.of_pair(why.reason())),
    };
    let year = lang.short_year(it.year);
    let [value, low, high] = [it.forecast.value, it.forecast.low, it.forecast.high].map(|it| told.figure(it));
    let name = lang.of_pair(it.prospect.name());
    let (ja, en) = match it.prospect {
        Prospect::OnCourse => ("目標に届く見込みです", "would reach the target"),
        Prospect::Behind => ("目標に届かない見込みです", "would miss the target"),
        Prospect::Away => ("目標から遠ざかる見込みです", "would move away from the target"),
    };
    let (loose_ja, loose_en) = match it.firm {
        true => ("", ""),
        false => (
            "ただし、この幅は目標の上下にまたがるため、どちらになるかはまだ言えません。",
            " The range, however, lies on both sides of the target: which of the two it will be cannot be said yet.",
        ),
    };
    Some(lang.say(
        format!("見通しは「{name}」です。これまでの動きが続くと{year}は{value}前後（{low}から{high}）となり、{ja}。{loose_ja}"),
        format!("The outlook is “{name}”: if things go on, {year} comes to about {value} ({low} to {high}) and {en}.{loose_en}"),
    ))
}
