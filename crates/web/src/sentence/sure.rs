//! どこまで確かか: what may be said about the newest survey figure, its target and its change, and why no more.

use plan::actual::Actual;
use plan::browse::Point;
use plan::change::{self, Evidence};
use plan::survey::{self, NoInterval, interval};

use super::Told;

/// The sentences under 「どこまで確かか」.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sureness {
    /// The error of the newest figure, or why there is none.
    pub(crate) error: String,
    /// Whether the target is reached beyond doubt.
    pub(crate) target: Option<String>,
    /// Whether it changed beyond doubt.
    pub(crate) change: Option<String>,
}

/// What the newest figure allows to be said; none where there is no figure at all.
pub(crate) fn sureness(told: &Told<'_>) -> Option<Sureness> {
    let index = told.series.iter().rposition(|it| it.actual.and_then(Actual::value).is_some())?;
    let (point, earlier) = (&told.series[index], &told.series[..index]);
    let actual = point.actual?;
    let sure = point.target.map(|target| survey::certainty(told.indicator, Some(target), actual, told.hold));
    let words = sure.filter(|it| !matches!(it, survey::Certainty::Unknown(_))).and_then(|it| it.words());
    Some(Sureness {
        error: error(told, point, actual),
        target: words.map(|words| {
            let target = point.target.map_or_else(String::new, plan::target::Target::said);
            told.lang.say(
                format!("目標（{target}）については、{}", words.0),
                format!("Target ({target}): {}", words.1),
            )
        }),
        change: change(told, point, actual, earlier),
    })
}

fn error(told: &Told<'_>, point: &Point<'_>, actual: &Actual) -> String {
    let (lang, year) = (told.lang, told.year(point));
    let range = match interval(told.indicator, actual) {
        Ok(range) => range,
        Err(why) => return lang.of_pair(why.reason()).to_owned(),
    };
    let (low, high, margin) = (told.figure(range.low), told.figure(range.high), told.by(range.margin()));
    let figure = actual.value().map_or(String::new(), |it| told.figure(it));
    let valid = actual.sample.map_or(String::new(), |it| plan::number::print(it.valid.into()));
    let said = lang.say(
        format!(
            "{year}の{figure}は{valid}人の回答によるもので、対象者全員に尋ねたときの割合は、おおよそ{low}から{high}の間と考えられます（約±{margin}、95％信頼区間）。この幅は抽出による誤差だけで、答えなかった人の影響は含みません。"
        ),
        format!(
            "The {figure} of {year} rests on {valid} answers; the share among all concerned lies roughly between {low} and {high} (about ±{margin}, 95% confidence interval). This covers sampling only, not those who did not answer."
        ),
    );
    let weighted = match range.weighted {
        true => lang.say(
            "回答に重みを付けて集計しているため、実際の幅はこれより広くなります。",
            " The answers are weighted, so the true range is wider.",
        ),
        false => "",
    };
    said + weighted
}

fn change(told: &Told<'_>, point: &Point<'_>, actual: &Actual, earlier: &[Point<'_>]) -> Option<String> {
    let before = earlier.iter().rev().filter_map(|it| it.actual).find(|it| it.value().is_some());
    let it = change::between(told.indicator, before, actual, point.target).ok()?;
    let lang = told.lang;
    let (since, by) = (lang.short_year(it.since), told.by(it.by));
    Some(match it.evidence {
        Evidence::BeyondError { low, high } => {
            let (low, high) = (signed(told, low), signed(told, high));
            lang.say(
                format!("{since}からの変化（{by}）は、二つの調査の誤差を合わせた幅（{low}から{high}）でも0をまたがないため、誤差を超える変化です。"),
                format!("The change since {since} ({by}) is more than the error of the two surveys: its range ({low} to {high}) leaves out zero."),
            )
        }
        Evidence::WithinError { low, high } => {
            let (low, high) = (signed(told, low), signed(told, high));
            lang.say(
                format!("{since}からの変化（{by}）は、二つの調査の誤差を合わせた幅（{low}から{high}）が0をまたぐため、上がったとも下がったとも言えません。"),
                format!("The change since {since} ({by}) is within the error of the two surveys: its range ({low} to {high}) holds zero, so neither up nor down can be said."),
            )
        }
        Evidence::Counted => lang
            .say(
                "変化は数えたとおりの変化です。原因が何かは、この数値だけでは分かりません。",
                "The change is as counted. What caused it the figure alone does not tell.",
            )
            .to_owned(),
        Evidence::Untested(NoInterval::NotRandom(_)) => lang
            .say(
                "変化は回答した人の間での変化で、住民全体の変化とは言えません。",
                "The change is one among those who answered; nothing follows for all residents.",
            )
            .to_owned(),
        Evidence::Untested(_) => lang
            .say(
                "変化が誤差を超えるかどうかは計算できません。",
                "Whether the change is more than the error cannot be computed.",
            )
            .to_owned(),
    })
}

/// 「+1.2ポイント」.
fn signed(told: &Told<'_>, value: rust_decimal::Decimal) -> String {
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "+" };
    format!("{sign}{}", told.by(value))
}
