//! The table of what stands side by side, the picture of it, and the list of what does not.

use std::collections::BTreeMap;
use std::ops::Range;

use plan::actual::Status;
use plan::digest::YearResult;
use plan::fiscal_year::FiscalYear;
use plan::likeness::{Nature, Respondents, Unlike};
use plan::prefecture::Prefecture;
use plan::side_by_side::{self, SideBySide};

use super::{Candidate, nature, representative};
use crate::chart::{Figure, Strip, Strips};
use crate::lang::Lang;
use crate::nation::There;
use crate::nation::home::home_address;
use crate::nation::search::address;
use crate::words;

/// What the visitor asked for.
pub(super) struct Asked<'a> {
    pub(super) there: &'a There,
    pub(super) like: &'a Nature,
    pub(super) year: Option<FiscalYear>,
    pub(super) prefecture: Option<Prefecture>,
    pub(super) years: &'a BTreeMap<FiscalYear, usize>,
}

/// What a comparison shows.
pub(super) struct Table {
    pub(super) year: String,
    pub(super) nature: String,
    pub(super) sentences: Vec<String>,
    /// Other years, other natures, prefectures: words, address, whether chosen, count.
    pub(super) years: Vec<(String, String, bool, usize)>,
    pub(super) natures: Vec<(String, String, bool, usize)>,
    pub(super) prefectures: Vec<(&'static str, String, bool)>,
    pub(super) strips: Option<Strips>,
    pub(super) rows: Vec<Row>,
    pub(super) surveyed: bool,
    pub(super) left_out: Vec<LeftOut>,
    /// How many more are left out than are listed.
    pub(super) unlisted: usize,
}

/// One figure.
pub(super) struct Row {
    pub(super) town: String,
    pub(super) town_address: String,
    pub(super) prefecture: &'static str,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) value: String,
    pub(super) status: Option<&'static str>,
    pub(super) strip: Option<Strip>,
    pub(super) answers: String,
    pub(super) interval: String,
    pub(super) question: Option<String>,
}

/// One figure that must not stand there, and why.
pub(super) struct LeftOut {
    pub(super) town: String,
    pub(super) name: String,
    pub(super) address: String,
    pub(super) nature: String,
    pub(super) reasons: String,
}

/// Rows of the list of those left out.
const LISTED: usize = 100;

impl Table {
    pub(super) fn of(
        asked: &Asked<'_>,
        candidates: &[Candidate<'_>],
        compared: &SideBySide<Candidate<'_>>,
        part: Range<usize>,
    ) -> Self {
        let lang = asked.there.lang;
        let figures: Vec<Figure> = compared.alike.iter().map(|(_, it)| figure(it)).collect();
        let strips = Strips::of(&figures, asked.like.unit.is_percent());
        let strip = |index: usize| strips.as_ref().and_then(|it| it.rows.get(index)).cloned();
        let rows = part.clone().zip(&compared.alike[part]);
        let rows = rows.map(|(index, (it, result))| Row::of(lang, it, result, strip(index))).collect();
        let left_out = compared.left_out.iter().take(LISTED);
        Self {
            year: asked.year.map_or(String::new(), |year| lang.year(year)),
            nature: nature(lang, asked.like),
            sentences: sentences(asked, compared),
            years: years(asked),
            natures: natures(asked, candidates),
            prefectures: prefectures(asked, candidates),
            rows,
            surveyed: asked.like.respondents() == Respondents::Everybody,
            left_out: left_out.map(|(it, reasons)| LeftOut::of(lang, it, reasons)).collect(),
            unlisted: compared.left_out.len().saturating_sub(LISTED),
            strips,
        }
    }
}

fn figure(it: &YearResult) -> Figure {
    Figure { value: it.value, hollow: it.status == Status::Provisional, interval: it.interval }
}

/// How many stand side by side, between which figures they lie, what must not be read into it.
fn sentences(asked: &Asked<'_>, compared: &SideBySide<Candidate<'_>>) -> Vec<String> {
    let lang = asked.there.lang;
    let (alike, left_out) = (compared.alike.len(), compared.left_out.len());
    let mut sentences = vec![match asked.year {
        None => lang.say(
            format!("比べられる値がありません。{left_out}件には、下に示す理由があります。"),
            format!("No figures can be compared; the reasons of all {left_out} stand below."),
        ),
        Some(year) => lang.say(
            format!("{}の値がそろう{alike}件を、団体コードの順に並べています。{left_out}件は、下に示す理由で並べていません。", year.japanese()),
            format!("{alike} figures of FY{} stand side by side, in the order of the municipalities' codes. {left_out} are left out, for the reasons below.", year.year()),
        ),
    }];
    if let Some((low, median, high)) =
        side_by_side::spread(compared.alike.iter().map(|(_, it)| it.value)).filter(|_| alike > 1)
    {
        let [low, median, high] = [low, median, high].map(|it| words::figure(it, &asked.like.unit));
        sentences.push(lang.say(
            format!("値は{low}から{high}の間にあり、中央は{median}です。"),
            format!("They lie between {low} and {high}; the median is {median}."),
        ));
    }
    if asked.like.respondents() == Respondents::Everybody {
        sentences.push(lang.say(
            "調査の値には誤差があります。誤差の範囲が重なる自治体どうしは、違いがあるとは言いきれません。設問の言葉も確かめてください。",
            "Survey figures have a margin of error. Where the ranges of two municipalities overlap, no difference can be claimed. Mind the wording of the questions, too.",
        ).to_owned());
    }
    sentences.push(lang.say(
        "名前が同じでも、定義や数え方は自治体ごとに違うことがあります。指標のページで定義を確かめてください。順位は付けません。",
        "Indicators of one name may be defined differently; each page gives the definition. Nothing is ranked.",
    ).to_owned());
    sentences
}

fn years(asked: &Asked<'_>) -> Vec<(String, String, bool, usize)> {
    let one = |(year, count): (&FiscalYear, &usize)| {
        let digits = year.year().to_string();
        let address = asked.there.with(&[("year", Some(digits.as_str()))]);
        (asked.there.lang.short_year(*year), address, asked.year == Some(*year), *count)
    };
    asked.years.iter().map(one).collect()
}

fn natures(asked: &Asked<'_>, candidates: &[Candidate<'_>]) -> Vec<(String, String, bool, usize)> {
    let one = |(it, count): (&Nature, usize)| {
        let named = candidates.iter().find(|candidate| candidate.measure.nature == *it).map(representative);
        let address = asked.there.with(&[("like", named.as_deref()), ("year", None)]);
        let chosen = it == asked.like || it.is_like(asked.like);
        (nature(asked.there.lang, it), address, chosen, count)
    };
    side_by_side::natures(candidates.iter().map(|it| it.measure))
        .into_iter()
        .map(|(it, count)| one((it, count)))
        .collect()
}

fn prefectures(asked: &Asked<'_>, candidates: &[Candidate<'_>]) -> Vec<(&'static str, String, bool)> {
    let lang = asked.there.lang;
    let mut found: Vec<Prefecture> = candidates.iter().map(|it| it.town.prefecture()).collect();
    found.dedup();
    let one = |it: Prefecture| {
        let digits = it.digits();
        (
            lang.of_pair(it.name()),
            asked.there.with(&[("pref", Some(digits.as_str()))]),
            asked.prefecture == Some(it),
        )
    };
    let all = (lang.say("すべて", "all"), asked.there.with(&[("pref", None)]), asked.prefecture.is_none());
    match (found.len(), asked.prefecture) {
        (0..=1, None) => vec![],
        _ => std::iter::once(all).chain(found.into_iter().map(one)).collect(),
    }
}

impl Row {
    fn of(lang: Lang, it: &Candidate<'_>, result: &YearResult, strip: Option<Strip>) -> Self {
        let unit = &it.measure.nature.unit;
        let interval = result
            .interval
            .map(|(low, high)| format!("{}～{}", plan::number::print(low), words::figure(high, unit)));
        Self {
            town: it.town.digest.name.clone(),
            town_address: home_address(lang, it.town),
            prefecture: lang.of_pair(it.town.prefecture().name()),
            name: it.name.text.clone(),
            address: address(lang, it.town.code().as_str(), it.name),
            value: words::figure(result.value, unit),
            status: (result.status != Status::Final).then(|| lang.of_pair(result.status.name())),
            strip,
            answers: result.valid.map_or(String::new(), |it| plan::number::print(it.into())),
            interval: interval.unwrap_or_default(),
            question: it.measure.question.clone(),
        }
    }
}

impl LeftOut {
    fn of(lang: Lang, it: &Candidate<'_>, reasons: &[Unlike]) -> Self {
        let reasons: Vec<_> = reasons.iter().map(|it| lang.of_pair(it.words())).collect();
        Self {
            town: it.town.digest.name.clone(),
            name: it.name.text.clone(),
            address: address(lang, it.town.code().as_str(), it.name),
            nature: nature(lang, &it.measure.nature),
            reasons: reasons.join(lang.say("。", "; ")),
        }
    }
}
