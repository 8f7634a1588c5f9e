//! Indicators, their series, and the rules by which they are judged.

use plan::actual::{Actual, Figure};
use plan::browse::Point;
use plan::condition::Condition;
use plan::indicator::Indicator;
use plan::rating::{Grade, RatingRule};
use plan::record::RecordId;
use plan::survey::{self, SurveyDesign};
use plan::target::Target;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::value::{Decided, Number, Word, Year, id, ids};

/// 指標: what is measured, how, and which way is better.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Indicator")]
pub(super) struct IndicatorView {
    /// Its name for ever.
    id: String,
    /// 指標名.
    name: String,
    /// What it measures.
    kind: Word,
    /// 単位; empty for a bare number.
    unit: String,
    /// 望ましい方向; none where nobody said so.
    direction: Option<Word>,
    /// 定義.
    definition: Option<String>,
    /// 出典.
    source: Option<String>,
    /// 集計: what a year's figure counts.
    window: Word,
    /// 発現時期.
    term: Option<Word>,
    /// 次回更新, as written.
    next_due: Option<String>,
    /// 基準値.
    baseline: Option<BaselineView>,
    /// The elements that it measures, oldest first.
    element_ids: Vec<String>,
    /// 判定基準 by which it is judged.
    rule_id: Option<String>,
    /// 調査設計, where its figures come from a survey.
    survey: Option<SurveyView>,
    /// 断絶: years from which figures cannot be compared with those before.
    breaks: Vec<BreakView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
    /// The page for people.
    page: String,
    /// The address of its figures.
    series: String,
    /// The address of its figures as CSV.
    csv: String,
}

/// 基準値.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Baseline")]
struct BaselineView {
    /// 基準年度.
    fiscal_year: Year,
    /// The figure of that year.
    value: Number,
}

/// 断絶: a change of definition or method.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Break")]
struct BreakView {
    /// The first year that is counted in the new way.
    fiscal_year: Year,
    /// What changed.
    note: String,
}

/// 調査設計: what a survey figure may be said to show.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Survey")]
struct SurveyView {
    /// 抽出方法: figures of all but probability samples and censuses speak of respondents, not of residents.
    sampling: Word,
    /// 母集団.
    population: Option<String>,
    /// 母集団の人数.
    population_size: Option<u32>,
    /// 抽出枠.
    frame: Option<String>,
    /// 調査方法.
    mode: Option<String>,
    /// 設問.
    question: Option<String>,
    /// 回答の選択肢.
    choices: Option<String>,
    /// 集計の重み付け.
    weighting: Option<String>,
}

impl SurveyView {
    fn of(it: &SurveyDesign) -> Self {
        Self {
            sampling: code::sampling(it.sampling).into(),
            population: it.population.clone(),
            population_size: it.population_size,
            frame: it.frame.clone(),
            mode: it.mode.clone(),
            question: it.question.clone(),
            choices: it.choices.clone(),
            weighting: it.weighting.clone(),
        }
    }
}

impl IndicatorView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Indicator) -> Self {
        let broken =
            |it: &plan::indicator::Break| BreakView { fiscal_year: it.year.into(), note: it.note.clone() };
        let encoded = crate::here::encode(own.as_str());
        Self {
            id: id(own),
            name: it.name.clone(),
            kind: code::indicator_kind(it.kind).into(),
            unit: it.unit.as_str().to_owned(),
            direction: it.direction.map(|it| code::direction(it).into()),
            definition: it.definition.clone(),
            source: it.source.clone(),
            window: code::window(it.window).into(),
            term: it.term.map(|it| code::term(it).into()),
            next_due: it.next_due.clone(),
            baseline: it
                .baseline
                .map(|it| BaselineView { fiscal_year: it.year.into(), value: it.value.into() }),
            element_ids: ids(&it.elements),
            rule_id: ask.edition.rule(it).map(|(rule, _)| id(rule)),
            survey: it.survey.as_ref().map(SurveyView::of),
            breaks: it.breaks.iter().map(broken).collect(),
            decided: Decided::of(&ask.edition, own),
            page: ask.here.record("indicators", own),
            series: ask.here.to(&format!("/api/v1/indicators/{encoded}/series")),
            csv: crate::data::of(&ask.here, own),
        }
    }
}

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

/// 判定, by the published rule, and a person's beside it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Judgement")]
struct JudgementView {
    /// What target and result alone say.
    outcome: Word,
    /// Whether the margin of error leaves room for doubt; none where there is no sample.
    certainty: Option<Word>,
    /// The rule's grade.
    grade: Option<GradeView>,
    /// What the rule measured: a rate as a part of one, a change, points.
    measure: Option<Number>,
    /// Why the rule gives no place on its scale.
    unrated: Option<Both>,
    /// A person's grade beside the rule's or in its place.
    by_person: Option<PersonView>,
}

/// 評語.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Grade")]
struct GradeView {
    /// 「A」, 「◎」 …
    mark: String,
    /// The mark in words.
    words: String,
    /// How good it is, in five steps whatever its mark.
    tone: Word,
}

/// A sentence in both languages.
#[derive(Serialize, JsonSchema)]
struct Both {
    /// In Japanese.
    ja: String,
    /// In English.
    en: String,
}

/// 人による判定.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PersonGrade")]
struct PersonView {
    /// The grade.
    grade: GradeView,
    /// Why; it is published.
    reason: String,
}

impl GradeView {
    fn of(it: &Grade) -> Self {
        Self { mark: it.mark.clone(), words: it.words.clone(), tone: code::tone(it.tone()).into() }
    }
}

impl Series {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Indicator) -> Self {
        let points = ask.edition.series(own, it);
        Self {
            indicator_id: id(own),
            name: it.name.clone(),
            unit: it.unit.as_str().to_owned(),
            baseline: it
                .baseline
                .map(|it| BaselineView { fiscal_year: it.year.into(), value: it.value.into() }),
            points: points.iter().map(|point| PointView::of(ask, it, point)).collect(),
        }
    }
}

impl PointView {
    fn of(ask: &Ask, indicator: &Indicator, it: &Point<'_>) -> Self {
        Self {
            fiscal_year: it.year.into(),
            target: it.target.map(|it| TargetView::of(ask, it)),
            actual: it.actual.map(|it| ActualView::of(ask, indicator, it)),
            judgement: JudgementView::of(indicator, it),
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

impl JudgementView {
    fn of(indicator: &Indicator, it: &Point<'_>) -> Self {
        let judgement = &it.judgement;
        let certainty = it.actual.map(|actual| survey::certainty(indicator, it.target, actual));
        let unrated = judgement.unrated.map(plan::rating::Unrated::say);
        Self {
            outcome: code::outcome(judgement.outcome).into(),
            certainty: certainty.and_then(|it| code::certainty(&it)).map(Word::from),
            grade: judgement.grade.as_ref().map(GradeView::of),
            measure: judgement.value.map(Number::from),
            unrated: unrated.map(|(ja, en)| Both { ja, en }),
            by_person: judgement
                .by_person
                .as_ref()
                .map(|it| PersonView { grade: GradeView::of(&it.grade), reason: it.reason.clone() }),
        }
    }
}

/// 判定基準.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rule")]
pub(super) struct RuleView {
    /// Its name for ever.
    id: String,
    /// 判定基準名.
    name: String,
    /// What it says in words.
    description: Option<String>,
    /// The grades of its scale, as the municipality lists them.
    grades: Vec<GradeView>,
    /// 段階外の評語: cancelled, not measured …
    off_scale: Vec<GradeView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

impl RuleView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &RatingRule) -> Self {
        Self {
            id: id(own),
            name: it.name.clone(),
            description: it.description.clone(),
            grades: it.grades().iter().map(GradeView::of).collect(),
            off_scale: it.off_scale.iter().map(|it| GradeView::of(&it.grade)).collect(),
            decided: Decided::of(&ask.edition, own),
        }
    }
}
