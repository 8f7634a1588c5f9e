//! Rows that many pages share: an indicator in a list, a paragraph under a heading, a year of money.

use plan::actual::Actual;
use plan::edition::Edition;
use plan::element::Section;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::fiscal_year::FiscalYear;
use plan::indicator::Indicator;
use plan::rating::Outcome;
use plan::record::RecordId;

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
        let judgement = edition.judge(id, indicator, year);
        Self {
            name: indicator.name.clone(),
            address: here.record("indicators", id),
            kind: lang.of_pair(indicator.kind.name()),
            target: target.map_or("―".to_owned(), plan::target::Target::said),
            moved: target.is_some_and(|it| edition.has_moved(it)),
            actual: words::actual(lang, actual, &indicator.unit),
            last: words::actual(lang, edition.actual(id, year.previous()), &indicator.unit),
            why: why(lang, edition, (id, year), judgement.counted()),
            sample: actual.and_then(sample),
            badge: Badge::of(lang, &judgement)
                .doubted(lang, edition.certainty(id, indicator, year, judgement.counted())),
        }
    }
}

/// Why there is no figure, or what is written of it; where a target was missed and nothing is written, the page says that.
fn why(
    lang: Lang,
    edition: &Edition,
    (id, year): (&RecordId, FiscalYear),
    outcome: Outcome,
) -> Option<String> {
    let unexplained = || lang.say("理由の記載はありません。", "No reason is recorded.").to_owned();
    words::reason(edition.actual(id, year))
        .or_else(|| edition.told_why(id, year).map(str::to_owned))
        .or_else(|| (outcome == Outcome::Missed).then(unexplained))
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
