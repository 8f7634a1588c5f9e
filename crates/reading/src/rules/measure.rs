//! 測るもの of a rule, and the values that each kind asks for.

use plan::fiscal_year::FiscalYear;
use plan::indicator::Direction;
use plan::rating::{Achievement, Change, Formula, Measure, Points, PointsOf, ShareReached, Since, Total};

use super::entry::Entry;
use super::words::{AMONG, CHANGES_BY, CHANGES_FROM, FORMULAS, MEASURES, Measured, OPEN, TOTALS, TOWARDS};
use crate::problem::Problem;

/// 測るもの. A value that belongs to another kind stays unasked for, and is called unknown.
pub(super) fn measure(entry: &Entry<'_>) -> Result<Measure, Problem> {
    Ok(match entry.need_word("measure", MEASURES)? {
        Measured::MeetsTarget => Measure::MeetsTarget,
        Measured::Person => Measure::Person,
        Measured::Achievement => Measure::Achievement(achievement(entry)?),
        Measured::Change => Measure::Change(Change {
            from: entry.need_word("from", CHANGES_FROM)?,
            by: entry.word("by", CHANGES_BY)?.unwrap_or_default(),
            tolerance: entry.number("tolerance")?.unwrap_or_default(),
        }),
        Measured::ShareReached => Measure::ShareReached(ShareReached {
            among: entry.word("among", AMONG)?.unwrap_or_default(),
            open: entry.word("open", OPEN)?.unwrap_or_default(),
        }),
        Measured::Points => Measure::Points(points(entry)?),
    })
}

/// One formula for every direction that it fits, or one for each.
fn achievement(entry: &Entry<'_>) -> Result<Achievement, Problem> {
    let all = entry.word("formula", FORMULAS)?;
    let fitting = |direction| all.filter(|it: &Formula| it.fits(direction));
    let mut rule = Achievement {
        up: fitting(Direction::Up),
        down: fitting(Direction::Down),
        hold: fitting(Direction::Hold),
        within: fitting(Direction::Within),
        toward: entry.word("toward", TOWARDS)?.unwrap_or_default(),
        since: since(entry)?,
    };
    if let Some(each) = entry.entry("formulas")? {
        rule.up = each.word("up", FORMULAS)?.or(rule.up);
        rule.down = each.word("down", FORMULAS)?.or(rule.down);
        rule.hold = each.word("hold", FORMULAS)?.or(rule.hold);
        rule.within = each.word("within", FORMULAS)?.or(rule.within);
        each.unknown()?;
    }
    Ok(rule)
}

fn since(entry: &Entry<'_>) -> Result<Option<Since>, Problem> {
    let Some(written) = entry.string("since")? else { return Ok(None) };
    if ["plan_start", "計画の最初の年度"].contains(&written) {
        return Ok(Some(Since::PlanStart));
    }
    let year = FiscalYear::parse(written, None).map(Since::Year);
    let wrong = || {
        entry.wrong(
            "since",
            "は年度（\"令和3年度\"）か \"plan_start\" で書いてください",
            "must be a fiscal year (\"2021年度\") or \"plan_start\"",
        )
    };
    year.map(Some).ok_or_else(wrong)
}

fn points(entry: &Entry<'_>) -> Result<Points, Problem> {
    if entry.string("total")?.is_some_and(|it| ["average", "mean", "平均"].contains(&it)) {
        return Err(entry.wrong(
            "total",
            "に平均は使えません（率や点を平均すると、達成できなかったものが見えなくなります。合計（sum）か満点に対する割合（share_of_most）を使い、内訳を並べて示します）",
            "cannot be an average: it hides what was missed. Use “sum” or “share_of_most”; the distribution is shown beside it",
        ));
    }
    let points = entry.pairs("points")?;
    Ok(Points {
        among: entry.word("among", AMONG)?.unwrap_or_default(),
        points: points.into_iter().map(|(mark, points)| PointsOf { mark, points }).collect(),
        total: entry.word("total", TOTALS)?.unwrap_or(Total::Sum),
    })
}
