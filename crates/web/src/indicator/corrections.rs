//! 公表後の訂正・改定: a verdict that was published, what it would be today, and the decisions that lie between.

use plan::browse::Point;
use plan::edition::Edition;
use plan::indicator::Indicator;
use plan::rating::Frozen;
use plan::target::Target;

use crate::badge::Badge;
use crate::correction::{self, Decided};
use crate::here::Here;
use crate::words;

/// One year of which something was corrected or revised after it was published.
pub(super) struct Corrected {
    pub(super) year: String,
    /// 「令和7年9月5日公表（評価）」.
    pub(super) published: String,
    /// 「目標 795g以下、実績 792g」.
    pub(super) then: String,
    pub(super) then_badge: Badge,
    pub(super) today: String,
    pub(super) today_badge: Badge,
    pub(super) differs: bool,
    pub(super) decisions: Vec<Decided>,
}

/// 「公表したあとの改定」: what was done to the years of a series.
pub(super) fn heading(here: &Here, series: &[Point<'_>]) -> String {
    correction::heading(here.lang, series.iter().filter_map(|it| it.judgement.published.as_deref()))
}

/// The years of a series that were corrected or revised after they were published, newest first.
pub(super) fn of(
    here: &Here,
    edition: &Edition,
    indicator: &Indicator,
    series: &[Point<'_>],
) -> Vec<Corrected> {
    let frozen = series.iter().rev().filter_map(|it| Some((it, it.judgement.published.as_deref()?)));
    frozen.map(|(point, then)| corrected(here, edition, indicator, point, then)).collect()
}

fn corrected(
    here: &Here,
    edition: &Edition,
    indicator: &Indicator,
    point: &Point<'_>,
    then: &Frozen,
) -> Corrected {
    let lang = here.lang;
    let both = |target: Option<&Target>, actual: Option<rust_decimal::Decimal>| {
        let target = target.map_or_else(|| "―".to_owned(), Target::said);
        let actual = actual.map_or("―".to_owned(), |it| words::figure(it, &indicator.unit));
        lang.say(format!("目標 {target}、実績 {actual}"), format!("target {target}, result {actual}"))
    };
    let now = plan::rating::Judgement { published: None, ..point.judgement.as_ref().clone() };
    Corrected {
        year: lang.short_year(point.year),
        published: lang.published(then.on, &then.label),
        then: both(then.target(), then.actual()),
        then_badge: Badge::of(lang, &then.judgement),
        today: both(point.target, point.actual.and_then(plan::actual::Actual::value)),
        today_badge: Badge::of(lang, &now),
        differs: then.differs(&point.judgement),
        decisions: Decided::list(here, edition, then),
    }
}
