//! 図の文: what a series says, in plain sentences. The chart, the table and a screen reader share them.

use plan::actual::{Actual, Figure, Status};
use plan::browse::Point;
use plan::indicator::{Indicator, Window};
use plan::rating::{Hold, Outcome, PersonGrade, Undecided};
use plan::target::Target;
use rust_decimal::Decimal;

use crate::badge;
use crate::lang::Lang;
use crate::words::{figure, unit};

mod ahead;
mod movement;
mod sure;
#[cfg(test)]
mod tests;
mod verdict;

pub(crate) use ahead::ahead;
pub(crate) use sure::{Sureness, sureness};

/// What the sentences speak of.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) lang: Lang,
    pub(crate) indicator: &'a Indicator,
    pub(crate) series: &'a [Point<'a>],
    /// 維持の判定 of the rule that applies.
    pub(crate) hold: Option<Hold>,
    /// The last move of the reported year's target, if it ever moved.
    pub(crate) moved: Option<Moved<'a>>,
}

/// 目標値の改定, as far as a sentence tells it.
#[derive(Clone, Copy)]
pub(crate) struct Moved<'a> {
    /// The target before.
    pub(crate) before: &'a Target,
    /// 結果判明後.
    pub(crate) late: bool,
}

impl<'a> Told<'a> {
    /// The newest year for which anything was reported, or which a person put aside, and what came before it.
    pub(crate) fn reported(&self) -> Option<(&'a Point<'a>, &'a [Point<'a>])> {
        let is_said = |it: &Point<'_>| it.actual.is_some() || put_aside(it).is_some();
        let index = self.series.iter().rposition(is_said)?;
        Some((&self.series[index], &self.series[..index]))
    }

    /// The last year that has a target.
    fn last_target(&self) -> Option<(&'a Point<'a>, &'a Target)> {
        self.series.iter().rev().find_map(|it| Some((it, it.target?)))
    }

    /// 「0.8ポイント」: a difference; of two percentages it is no percentage.
    fn by(&self, amount: Decimal) -> String {
        let lang = self.lang;
        let unit = match self.indicator.unit.is_percent() {
            true => lang.say("ポイント", " points").to_owned(),
            false => unit(&self.indicator.unit),
        };
        format!("{}{unit}", plan::number::print(amount.abs()))
    }

    fn figure(&self, value: Decimal) -> String {
        figure(value, &self.indicator.unit)
    }

    fn year(&self, point: &Point<'_>) -> String {
        self.lang.short_year(point.year)
    }
}

/// Says where the indicator stands in the newest year for which anything was reported, and what comes next.
pub(crate) fn of(told: &Told<'_>) -> String {
    let lang = told.lang;
    let mut said = match told.reported() {
        Some((point, earlier)) => {
            [now(told, point, earlier), verdict::of(told, point), moved(told, point)].concat()
        }
        None => lang.say("実績はまだ報告されていません。", "No result has been reported yet. ").to_owned(),
    };
    said.push_str(&next(told));
    said.trim_end().to_owned()
}

/// 判定対象外: what a person said of a year of which there is no figure to judge.
fn put_aside<'a>(point: &'a Point<'_>) -> Option<&'a PersonGrade> {
    let is_aside = point.judgement.outcome == Outcome::Undecided(Undecided::SetAside);
    let has_figure = point.actual.is_some_and(|it| it.value().is_some());
    point.judgement.by_person.as_ref().filter(|_| is_aside && !has_figure)
}

/// The figure of a year and how it moved.
fn now(told: &Told<'_>, point: &Point<'_>, earlier: &[Point<'_>]) -> String {
    let (lang, year) = (told.lang, told.year(point));
    if let Some(person) = put_aside(point) {
        let (ja, en, because) = (&person.grade.words, badge::english(&person.grade), &person.reason);
        let said = lang.say(
            format!("{year}は「{ja}」としました（{because}）。"),
            format!("{year} was put aside as “{en}” ({because}). "),
        );
        return said + &latest(told, earlier);
    }
    let Some(actual) = point.actual else { return String::new() };
    let missing = match &actual.figure {
        Figure::NotYet => {
            lang.say(format!("{year}の実績は集計中です。"), format!("{year} is still being counted. "))
        }
        Figure::NotMeasured { because } => lang.say(
            format!("{year}は測定していません（{because}）。"),
            format!("{year} was not measured ({because}). "),
        ),
        Figure::Value(value) => return measured(told, point, actual, *value, earlier),
    };
    missing + &latest(told, earlier)
}

/// The last figure that is known, where the newest year has none.
fn latest(told: &Told<'_>, earlier: &[Point<'_>]) -> String {
    let known = earlier.iter().rev().find_map(|it| Some((it, it.actual?.value()?)));
    known.map_or(String::new(), |(point, value)| {
        let (year, figure) = (told.year(point), told.figure(value));
        told.lang.say(
            format!("直近の実績は{year}の{figure}です。"),
            format!("The latest known figure is {figure} in {year}. "),
        )
    })
}

fn measured(
    told: &Told<'_>,
    point: &Point<'_>,
    actual: &Actual,
    value: Decimal,
    earlier: &[Point<'_>],
) -> String {
    let (lang, year) = (told.lang, told.year(point));
    let so_far = match told.indicator.window {
        Window::Cumulative => lang.say("までの累計は", " (cumulative): "),
        Window::Yearly => lang.say("は", ": "),
    };
    let status = match actual.status {
        Status::Final => String::new(),
        other => lang.say(format!("（{}値）", other.name().0), format!(" ({})", other.name().1)),
    };
    let figure = told.figure(value) + &counts(told, actual);
    let moved = movement::of(told, point, actual, earlier);
    lang.say(
        format!("{year}{so_far}{figure}{status}で、{moved}"),
        format!("{year}{so_far}{figure}{status}; {moved}"),
    )
}

/// 「（28人中25人）」 beside the percentage of a small group.
fn counts(told: &Told<'_>, actual: &Actual) -> String {
    match plan::survey::small_count(told.indicator, actual) {
        Some((Some(counted), all)) => {
            told.lang.say(format!("（{all}人中{counted}人）"), format!(" ({counted} of {all} people)"))
        }
        Some((None, all)) => told.lang.say(format!("（回答{all}人）"), format!(" ({all} answers)")),
        None => String::new(),
    }
}

/// A target that moved shows that it moved.
fn moved(told: &Told<'_>, point: &Point<'_>) -> String {
    let (Some(moved), Some(_)) = (told.moved, point.target) else { return String::new() };
    let before = moved.before.said();
    let (late_ja, late_en) =
        if moved.late { ("結果が分かったあとに", " after the result was known") } else { ("", "") };
    told.lang.say(
        format!("この目標は{late_ja}「{before}」から改定されたものです。"),
        format!("This target was revised from “{before}”{late_en}. "),
    )
}

/// The last target, where its year is still to come; and whether it is met already.
fn next(told: &Told<'_>) -> String {
    let Some((point, target)) = told.last_target() else { return String::new() };
    let newest = told.reported();
    if newest.is_some_and(|(it, _)| it.year >= point.year) {
        return String::new();
    }
    let value = newest.and_then(|(it, _)| it.actual?.value());
    let (lang, year, words) = (told.lang, told.year(point), &target.said());
    if value.is_some_and(|value| target.is_met_early(told.indicator, value)) {
        return lang.say(
            format!("{year}の目標（{words}）にすでに達しています。"),
            format!("The target for {year} ({words}) is already reached."),
        );
    }
    lang.say(format!("{year}の目標は{words}です。"), format!("The target for {year} is {words}."))
}
