//! Indicators: what is measured, how, and which way is better.

use plan::indicator::{Baseline, Break, Indicator};
use plan::record::RecordId;
use plan::survey::SurveyDesign;
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
    /// 単位費用の根拠: why a year's settlement may be divided by the year's figure.
    cost_unit: Option<String>,
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
pub(super) struct BaselineView {
    /// 基準年度.
    fiscal_year: Year,
    /// The figure of that year.
    value: Number,
}

impl BaselineView {
    pub(super) fn of(it: Baseline) -> Self {
        Self { fiscal_year: it.year.into(), value: it.value.into() }
    }
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

impl BreakView {
    fn of(it: &Break) -> Self {
        Self { fiscal_year: it.year.into(), note: it.note.clone() }
    }
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
            cost_unit: it.cost_unit.clone(),
            next_due: it.next_due.clone(),
            baseline: it.baseline.map(BaselineView::of),
            element_ids: ids(&it.elements),
            rule_id: ask.edition.rule(it).map(|(rule, _)| id(rule)),
            survey: it.survey.as_ref().map(SurveyView::of),
            breaks: it.breaks.iter().map(BreakView::of).collect(),
            decided: Decided::of(&ask.edition, own),
            page: ask.here.record("indicators", own),
            series: ask.here.to(&format!("/api/v1/indicators/{encoded}/series")),
            csv: crate::data::of(&ask.here, own),
        }
    }
}
