//! The figures of an indicator: what was promised, what came of it, and what is said of both.

use plan::actual::{Actual, Figure};
use plan::browse::Point;
use plan::condition::Condition;
use plan::indicator::Indicator;
use plan::rating::Hold;
use plan::record::RecordId;
use plan::survey;
use plan::target::Target;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::indicator::BaselineView;
use super::judgement::JudgementView;
use super::value::{Decided, Number, Word, Year, id};

/// The figures of an indicator, year by year.
#[derive(Serialize, JsonSchema)]
pub(super) struct Series {
    /// The indicator.
    indicator_id: String,
    /// 指標名.
    name: String,
    /// 単位.
    unit: String,
    /// 基準値.
    baseline: Option<BaselineView>,
    /// Every year for which anything was promised or reported, oldest first.
    points: Vec<PointView>,
}

/// One year of an indicator.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Point")]
struct PointView {
    /// The year.
    fiscal_year: Year,
    /// 目標値, where one was set.
    target: Option<TargetView>,
    /// 実績値, where anything was reported.
    actual: Option<ActualView>,
    /// 判定.
    judgement: JudgementView,
}

/// 目標値.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Target")]
struct TargetView {
    /// How a result is compared with it.
    comparator: Word,
    /// The number; of a range its lower end, of an increase or decrease the amount of change. None: the target is words.
    value: Option<Number>,
    /// The upper end of a range.
    value_to: Option<Number>,
    /// 原文.
    as_written: String,
    /// 改定理由.
    revision_reason: Option<String>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 実績値.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Actual")]
struct ActualView {
    /// The number; none: `status` says why. Never zero for missing.
    value: Option<Number>,
    /// How sure the number is, or why there is none.
    status: Word,
    /// Why it was not measured.
    reason: Option<String>,
    /// 増減の説明.
    explanation: Option<String>,
    /// 回収状況, for a survey.
    sample: Option<SampleView>,
    /// 誤差の範囲 of a random sample: the 95 % interval, in percent.
    interval: Option<IntervalView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 回収状況 of one year's survey.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Sample")]
struct SampleView {
    /// 発送数.
    sent: Option<u32>,
    /// 有効回答数.
    valid: u32,
    /// 該当回答数.
    counted: Option<u32>,
}

/// 誤差の範囲.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Interval")]
struct IntervalView {
    /// The lower end.
    low: Number,
    /// The upper end.
    high: Number,
}

impl Series {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Indicator) -> Self {
        let (points, hold) = (ask.edition.series(own, it), ask.edition.hold(it));
        Self {
            indicator_id: id(own),
            name: it.name.clone(),
            unit: it.unit.as_str().to_owned(),
            baseline: it.baseline.map(BaselineView::of),
            points: points.iter().map(|point| PointView::of(ask, it, hold, point)).collect(),
        }
    }
}

impl PointView {
    fn of(ask: &Ask, indicator: &Indicator, hold: Option<Hold>, it: &Point<'_>) -> Self {
        Self {
            fiscal_year: it.year.into(),
            target: it.target.map(|it| TargetView::of(ask, it)),
            actual: it.actual.map(|it| ActualView::of(ask, indicator, it)),
            judgement: JudgementView::of(indicator, hold, it),
        }
    }
}

impl TargetView {
    fn of(ask: &Ask, it: &Target) -> Self {
        let (value, value_to) = match &it.condition {
            Condition::Range { from, to } => (Some(*from), Some(*to)),
            condition => (condition.target(), None),
        };
        Self {
            comparator: code::comparator(&it.condition).into(),
            value: value.map(Number::from),
            value_to: value_to.map(Number::from),
            as_written: it.words.clone(),
            revision_reason: it.revision_reason.clone(),
            decided: Decided::of(&ask.edition, &it.id()),
        }
    }
}

impl ActualView {
    fn of(ask: &Ask, indicator: &Indicator, it: &Actual) -> Self {
        let reason = match &it.figure {
            Figure::NotMeasured { because } => Some(because.clone()),
            Figure::NotYet | Figure::Value(_) => None,
        };
        let interval = survey::interval(indicator, it).ok();
        Self {
            value: it.value().map(Number::from),
            status: code::status(&it.figure, it.status).into(),
            reason,
            explanation: it.explanation.clone(),
            sample: it.sample.map(|it| SampleView { sent: it.sent, valid: it.valid, counted: it.counted }),
            interval: interval.map(|it| IntervalView { low: it.low.into(), high: it.high.into() }),
            decided: Decided::of(&ask.edition, &it.id()),
        }
    }
}
