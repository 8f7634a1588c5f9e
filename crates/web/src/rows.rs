//! Rows that many pages share: an indicator in a list, a paragraph under a heading, a year of money.

use plan::actual::Actual;
use plan::amount::AmountKind;
use plan::edition::Edition;
use plan::element::Section;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::record::RecordId;
use plan::remark::{Remark, Response};

use crate::here::Here;
use crate::lang::Lang;
use crate::words::{self, Badge};

/// An indicator in one year, as a row of a table.
#[derive(Clone, Debug)]
pub(crate) struct IndicatorRow {
    pub(crate) name: String,
    pub(crate) address: String,
    pub(crate) kind: &'static str,
    /// 目標値 in the document's words.
    pub(crate) target: String,
    /// Whether the target was revised.
    pub(crate) moved: bool,
    pub(crate) actual: String,
    /// 前年度実績.
    pub(crate) last: String,
    /// Why there is no figure, or why it rose or fell.
    pub(crate) why: Option<String>,
    /// 「n=1,167」, for surveys.
    pub(crate) sample: Option<String>,
    pub(crate) badge: Badge,
}

impl IndicatorRow {
    pub(crate) fn of(
        here: &Here,
        edition: &Edition,
        id: &RecordId,
        indicator: &Indicator,
        year: FiscalYear,
    ) -> Self {
        let lang = here.lang;
        let target = edition.target(id, year);
        let actual = edition.actual(id, year);
        Self {
            name: indicator.name.clone(),
            address: here.record("indicators", id),
            kind: lang.of_pair(indicator.kind.name()),
            target: target.map_or("―".to_owned(), |it| it.words.clone()),
            moved: target.is_some_and(|it| edition.has_moved(it)),
            actual: words::actual(lang, actual, &indicator.unit),
            last: words::actual(lang, edition.actual(id, year.previous()), &indicator.unit),
            why: words::reason(actual).or_else(|| actual.and_then(|it| it.explanation.clone())),
            sample: actual.and_then(sample),
            badge: Badge::of(lang, &edition.judge(id, indicator, year), edition.overruled(id, year)),
        }
    }
}

/// 「目標と実績（令和6年度（2024年度））」: the caption of a table of indicators.
pub(crate) fn caption(lang: Lang, year: FiscalYear) -> String {
    lang.say(format!("{}の目標と実績", lang.year(year)), format!("Targets and results, {}", lang.year(year)))
}

/// 「n=1,167」.
pub(crate) fn sample(actual: &Actual) -> Option<String> {
    Some(format!("n={}", plan::number::print(actual.sample?.valid.into())))
}

/// A text under its heading.
#[derive(Clone, Debug)]
pub(crate) struct Prose {
    pub(crate) heading: String,
    pub(crate) paragraphs: Vec<String>,
}

impl Prose {
    /// A section with the heading that the document gave it, or the usual one.
    pub(crate) fn of(here: &Here, section: &Section) -> Self {
        let usual = here.lang.of_pair(section.meaning.name());
        let heading = if section.heading.is_empty() { usual } else { &section.heading };
        Self { heading: heading.to_owned(), paragraphs: section.paragraphs.clone() }
    }
}

/// One year of money.
#[derive(Clone, Debug)]
pub(crate) struct MoneyRow {
    pub(crate) year: String,
    pub(crate) initial: String,
    pub(crate) supplementary: String,
    pub(crate) settled: String,
    pub(crate) staff_cost: String,
    pub(crate) why: Option<String>,
}

/// 予算・決算 of an element, a row a year, newest first.
pub(crate) fn money(here: &Here, edition: &Edition, element: &RecordId) -> Vec<MoneyRow> {
    let amounts = edition.amounts(element);
    let mut years: Vec<FiscalYear> = amounts.iter().map(|it| it.fiscal_year).collect();
    years.dedup();
    let row = |year: FiscalYear| {
        let of = |kind| amounts.iter().copied().find(|it| it.fiscal_year == year && it.kind == kind);
        let settled = of(AmountKind::Settled);
        let expected = of(AmountKind::Expected);
        let best = settled.or(expected).or(of(AmountKind::Initial));
        let mark = if settled.is_none() && expected.is_some() {
            here.lang.say("（見込）", " (expected)")
        } else {
            ""
        };
        MoneyRow {
            year: here.lang.short_year(year),
            initial: words::yen(of(AmountKind::Initial)),
            supplementary: words::yen(of(AmountKind::Supplementary)),
            settled: format!("{}{mark}", words::yen(settled.or(expected))),
            staff_cost: best.and_then(|it| it.staff_cost).map_or("―".to_owned(), plan::money::say_yen),
            why: amounts.iter().filter(|it| it.fiscal_year == year).find_map(|it| it.explanation.clone()),
        }
    };
    years.into_iter().rev().map(row).collect()
}

/// 評価 with what comes next.
#[derive(Clone, Debug)]
pub(crate) struct Assessment {
    /// 自己評価: on a sheet its 今後の方針 has a field of its own.
    pub(crate) is_own: bool,
    pub(crate) heading: String,
    pub(crate) text: Vec<String>,
    pub(crate) direction: Option<String>,
    pub(crate) future: Vec<String>,
}

impl Assessment {
    pub(crate) fn of(here: &Here, it: &Evaluation) -> Self {
        let lang = here.lang;
        Self {
            is_own: it.kind == EvaluationKind::OwnAssessment,
            heading: format!("{} {}", lang.short_year(it.fiscal_year), lang.of_pair(it.kind.name())),
            text: it.text.clone(),
            direction: it.direction.clone(),
            future: it.future.clone(),
        }
    }
}

/// 意見 and its 対応.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) who: String,
    pub(crate) when: String,
    pub(crate) text: Vec<String>,
    /// 「対応済（令和7年度）」; the sentence that there is no answer yet, where there is none.
    pub(crate) status: String,
    pub(crate) answered: bool,
    pub(crate) answer: Vec<String>,
    pub(crate) money: Option<String>,
}

impl Said {
    pub(crate) fn of(here: &Here, remark: &Remark, response: Option<&Response>) -> Self {
        let lang = here.lang;
        let role = lang.of_pair(remark.by.name());
        let status = response.map_or(
            lang.say("まだ対応が示されていません", "no response yet").to_owned(),
            |it| {
                let year =
                    it.fiscal_year.map_or(String::new(), |year| format!("（{}）", lang.short_year(year)));
                format!("{}{year}", lang.of_pair(it.status.name()))
            },
        );
        Self {
            who: remark.by_name.as_ref().map_or(role.to_owned(), |name| format!("{name}（{role}）")),
            when: remark
                .said_on
                .map_or(lang.short_year(remark.fiscal_year), |day| lang.say(day.japanese(), day.to_string())),
            text: remark.text.clone(),
            status,
            answered: response.is_some(),
            answer: response.map_or(vec![], |it| it.text.clone()),
            money: response.and_then(|it| it.reflected_yen).map(plan::money::say_yen),
        }
    }
}
