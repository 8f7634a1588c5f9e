//! この数値について: definition, source, direction, baseline, how people were asked. A number never stands alone.

use std::collections::HashSet;

use plan::edition::Edition;
use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Indicator, Window};
use plan::plan::Plan;
use plan::record::RecordId;
use plan::survey::{Sampling, SurveyDesign};

use crate::here::Here;
use crate::words;

/// 調査設計, and what may be said about its figures.
pub(super) struct Survey {
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) meaning: &'static str,
    /// 正しい言い方.
    pub(super) wording: String,
}

/// What the number is, row by row.
pub(super) fn facts(here: &Here, it: &Indicator) -> Vec<(&'static str, String)> {
    let lang = here.lang;
    let baseline = it
        .baseline
        .map(|at| format!("{}（{}）", words::figure(at.value, &it.unit), lang.short_year(at.year)));
    let cumulative = lang.say("累計（基準年度からの合計）", "cumulative since the baseline");
    let unknown = || lang.say("記載なし", "not stated").to_owned();
    [
        (lang.say("定義", "Definition"), Some(it.definition.clone().unwrap_or_else(unknown))),
        (lang.say("出典", "Source"), Some(it.source.clone().unwrap_or_else(unknown))),
        (
            lang.say("望ましい方向", "Direction"),
            Some(it.direction.map_or_else(unknown, |it| lang.of_pair(it.name()).to_owned())),
        ),
        (lang.say("集計", "Counted"), (it.window == Window::Cumulative).then(|| cumulative.to_owned())),
        (lang.say("基準値", "Baseline"), baseline),
        (lang.say("次回更新", "Next update"), it.next_due.clone()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

/// How people were asked; none where the figure is no survey's.
pub(super) fn survey(here: &Here, indicator: &Indicator) -> Option<Survey> {
    let lang = here.lang;
    let design = indicator.survey.as_ref()?;
    let people = design.population_size.map(|it| plan::number::print(it.into()));
    let facts = [
        (lang.say("母集団", "Population"), design.population.clone()),
        (lang.say("母集団の人数", "Size of the population"), people),
        (lang.say("抽出枠", "Frame"), design.frame.clone()),
        (
            lang.say("抽出方法", "Sampling"),
            (!is_undescribed(design)).then(|| lang.of_pair(design.sampling.name()).to_owned()),
        ),
        (lang.say("調査方法", "Mode"), design.mode.clone()),
        (lang.say("設問", "Question"), design.question.clone()),
        (lang.say("回答の選択肢", "Choices"), design.choices.clone()),
        (lang.say("重み付け", "Weighting"), design.weighting.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let (ja, en) = plan::survey::right_words(design, &indicator.name);
    let wording = lang.say(ja, en.to_owned());
    Some(Survey { facts, meaning: lang.of_pair(meaning(design)), wording })
}

fn meaning(design: &SurveyDesign) -> (&'static str, &'static str) {
    match design.sampling {
        Sampling::Probability => (
            "無作為に選んだ人への調査です。回答者の割合から住民全体の割合を推し量れますが、誤差があります。",
            "A random sample: the share of residents can be estimated from it, with a margin of error.",
        ),
        Sampling::Census => ("対象者全員への調査です。", "Everybody concerned was asked."),
        Sampling::Other if is_undescribed(design) => (
            "アンケートなどの回答による数値ですが、調査の方法は公表された文書に書かれていません。住民全体の割合とみなすことはできません。",
            "The figure rests on answers, but the published document does not say how people were asked. It must not be taken for a share of all residents.",
        ),
        _ => (
            "無作為抽出ではないため、この割合は回答した人の割合であり、住民全体の割合ではありません。誤差の範囲も計算できません。",
            "Not a random sample: this is a share of those who answered, not of residents, and no margin of error can be given.",
        ),
    }
}

/// A survey that was recognised by its words alone.
fn is_undescribed(it: &SurveyDesign) -> bool {
    let said = [&it.population, &it.frame, &it.mode, &it.question, &it.choices];
    it.sampling == Sampling::Other && said.into_iter().all(Option::is_none)
}

/// 担当組織 of the elements that it measures in the year reported on, each once, under the name of that year.
pub(super) fn owners(here: &Here, edition: &Edition, indicator: &Indicator) -> Vec<(String, String)> {
    let year = edition.reported_year().or_else(|| edition.date().map(FiscalYear::containing));
    let charged = year.map_or(vec![], |year| edition.all_charged(indicator, year));
    let mut seen = HashSet::new();
    let named = charged.into_iter().filter(|id| seen.insert(*id));
    let row = |id: &RecordId| {
        let name = year.map_or(id.as_str(), |year| edition.organisation_name(id, year));
        (name.to_owned(), here.record("departments", id))
    };
    named.map(row).collect()
}

/// The elements that the indicator measures: plan and title.
pub(super) fn elements(here: &Here, edition: &Edition, indicator: &Indicator) -> Vec<(String, String)> {
    let row = |id: &RecordId| {
        let it = edition.find::<Element>(id)?;
        let plan = edition.find::<Plan>(&it.plan).map_or("", |plan| &plan.name);
        Some((format!("{plan}　{} {}", it.number, it.title), here.record("plan", id)))
    };
    indicator.elements.iter().rev().filter_map(row).collect()
}
