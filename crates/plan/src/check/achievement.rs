//! 達成率: a rate of achievement that a text states, held against target and actual.

use rust_decimal::Decimal;

use super::figures::{is_rounding_of, percent, rounded};
use super::scene::{Notes, Scene};
use super::text::{EVALUATION, EXPLANATION, Sentence, Subject};
use super::{Check, Severity};
use crate::actual::Actual;
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Direction, Indicator};
use crate::rating::{Formula, Measure};
use crate::record::{Body, RecordId};

pub(super) const CHECKS: &[&Check] =
    &[&ACHIEVEMENT, &RATE_WITHOUT_BASE, &RATE_AGAINST_DIRECTION, &AVERAGED_RATES];

const ACHIEVEMENT: Check = Check {
    code: "achievement-rate",
    severity: Severity::Warning,
    ja: "文中の達成率が、目標値と実績値から計算した率と合わない",
    en: "a stated rate of achievement is not what target and actual give",
    example: "目標30,000人、実績16,987人で「達成率56.70％」→ 56.62％",
};
const RATE_WITHOUT_BASE: Check = Check {
    code: "rate-without-base",
    severity: Severity::Warning,
    ja: "目標値が0なのに達成率が書かれている（0では割れない）",
    en: "a rate of achievement is stated for a target of zero",
    example: "目標0件、実績6件で「達成率0％」",
};
const RATE_AGAINST_DIRECTION: Check = Check {
    code: "rate-against-direction",
    severity: Severity::Warning,
    ja: "下がるほど良い指標で、達成率が実績÷目標のまま書かれている（悪いほど高くなる）",
    en: "lower is better, but the stated rate is actual over target: the worse, the higher",
    example: "事故20件以下の目標に30件で「達成率150％」",
};
const AVERAGED_RATES: Check = Check {
    code: "averaged-rates",
    severity: Severity::Hint,
    ja: "単位や向きの違う指標の達成率を平均している（件数の分布で示す）",
    en: "rates of achievement are averaged: show how many reached instead",
    example: "246.9％と50％を平均して「平均達成率148.5％」",
};

/// What an indicator promised and what came of it, in one year.
struct Pair<'a> {
    indicator: &'a Indicator,
    target: Decimal,
    actual: Decimal,
    /// The formula of the rule that judges it.
    ruled: Option<Formula>,
}

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    let pair = match &record.body {
        Body::Actual(it) => Pair::of(scene, &it.indicator, it.fiscal_year),
        Body::Evaluation(it) => Pair::of(scene, &it.subject, it.fiscal_year),
        _ => None,
    };
    for text in subject.texts() {
        let averaged = ["平均達成率", "達成率の平均", "平均の達成率"];
        if averaged.iter().any(|words| text.words.contains(words)) {
            let ja = "達成率の平均が書かれています。達成・未達成の件数で示せませんか";
            notes
                .say(&AVERAGED_RATES, ja, "rates of achievement are averaged; count them instead")
                .at(text.field);
        }
    }
    let Some(pair) = pair else { return };
    let fields = [EXPLANATION, EVALUATION];
    for it in
        subject.told().iter().filter(|it| fields.contains(&it.field) && it.folded.key().contains("達成率"))
    {
        rate(&pair, it, notes);
    }
}

impl<'a> Pair<'a> {
    fn of(scene: &Scene<'a>, id: &RecordId, year: FiscalYear) -> Option<Self> {
        let indicator = scene.edition.find::<Indicator>(id)?;
        let baseline = indicator.baseline.map(|it| it.value);
        let target = scene.edition.target(id, year)?.level(baseline)?;
        let actual = scene.edition.actual(id, year).and_then(Actual::value)?;
        let ruled = match scene.edition.rule(indicator).map(|(_, rule)| rule.measure()) {
            Some(Measure::Achievement(it)) => indicator.direction.and_then(|way| it.formula(way)),
            _ => None,
        };
        Some(Self { indicator, target, actual, ruled })
    }

    /// Every rate that one may mean, by its formula: of the target, of the way from the baseline, and turned round where lower
    /// is better.
    fn rates(&self) -> Vec<(Formula, Decimal)> {
        let (target, actual) = (self.target, self.actual);
        let of = |formula| {
            let rate = match formula {
                Formula::ActualOverTarget if !self.is_falling() => percent(actual, target),
                Formula::TargetOverActual if self.is_falling() => percent(target, actual),
                Formula::TwiceTargetLessActual if self.is_falling() => {
                    percent(target.checked_mul(Decimal::TWO)?.checked_sub(actual)?, target)
                }
                Formula::WayFromBaseline => {
                    let from = self.indicator.baseline?.value;
                    percent(actual.checked_sub(from)?, target.checked_sub(from)?)
                }
                _ => None,
            };
            Some((formula, rate?))
        };
        Formula::ALL.into_iter().filter_map(of).collect()
    }

    /// The formula that somebody named: the sentence itself, else the rule that judges the indicator; else the only one there is.
    fn named(&self, sentence: &str) -> Option<(Formula, Decimal)> {
        let rates = self.rates();
        let said = |it: &&(Formula, Decimal)| sentence.contains(&crate::key::squeeze(it.0.name().0));
        let ruled = |it: &&(Formula, Decimal)| Some(it.0) == self.ruled;
        let only = if let [only] = &rates[..] { Some(only) } else { None };
        rates.iter().find(said).or_else(|| rates.iter().find(ruled)).or(only).copied()
    }

    fn is_falling(&self) -> bool {
        self.indicator.direction == Some(Direction::Down)
    }
}

fn rate(pair: &Pair<'_>, it: &Sentence<'_>, notes: &mut Notes<'_>) {
    let (sentence, field) = (&it.folded, it.field);
    let key = sentence.key();
    let stated = it.numbers.iter().find(|it| {
        let before = key[..it.at.start].trim_end_matches(['は', 'が', ':', '約', ' ', '(', '、']);
        it.is_percent() && before.ends_with("達成率")
    });
    let Some(stated) = stated else { return };
    let written = sentence.raw(stated.at.clone());
    if pair.target.is_zero() {
        let ja = format!("目標値が0のため、達成率「{written}」は計算できません");
        notes.say(&RATE_WITHOUT_BASE, ja, "the target is zero: there is no rate of achievement").at(field);
    } else if !pair.rates().iter().any(|(_, rate)| is_rounding_of(stated.value, *rate)) {
        let Some(plain) = percent(pair.actual, pair.target) else { return };
        if pair.is_falling() && is_rounding_of(stated.value, plain) {
            let ja = format!(
                "下がるほど良い指標なのに、達成率「{written}」が実績÷目標です（悪いほど高くなります）"
            );
            let en = format!("lower is better, but “{written}” is actual over target: the worse, the higher");
            notes.say(&RATE_AGAINST_DIRECTION, ja, en).at(field);
        } else {
            wrong(pair, it, (written, stated.value.scale()), notes);
        }
    }
}

/// A rate that comes out by no formula. One is offered only where somebody named its formula, or there is only one.
fn wrong(pair: &Pair<'_>, it: &Sentence<'_>, (written, scale): (&str, u32), notes: &mut Notes<'_>) {
    let (target, actual) = (pair.target, pair.actual);
    let Some((formula, rate)) = pair.named(&crate::key::squeeze(it.folded.key())) else {
        return unnamed(pair, it, (written, scale), notes);
    };
    let (right, (ja, en)) = (rounded(rate, scale), formula.name());
    notes
        .say(
            &ACHIEVEMENT,
            format!(
                "目標{target}、実績{actual}の達成率は、計算式「{ja}」では{right}％ですが、「{written}」と書かれています"
            ),
            format!(
                "target {target} and actual {actual} give {right}% by the formula “{en}”, but “{written}” is written"
            ),
        )
        .at(it.field)
        .fix(written, format!("{right}％"));
}

/// Of several formulas nobody knows which was meant: what each gives is said, and none is put in the place of the words.
fn unnamed(pair: &Pair<'_>, it: &Sentence<'_>, (written, scale): (&str, u32), notes: &mut Notes<'_>) {
    let (target, actual, rates) = (pair.target, pair.actual, pair.rates());
    let list = |name: fn(Formula) -> &'static str, joint: &str| {
        let one = |(formula, rate): &(Formula, Decimal)| (name(*formula), rounded(*rate, scale));
        let words = rates.iter().map(one).map(|(name, rate)| format!("{name} {rate}％"));
        words.collect::<Vec<_>>().join(joint)
    };
    let (ja, en) = (list(|it| it.name().0, "、"), list(|it| it.name().1, ", "));
    notes
        .say(
            &ACHIEVEMENT,
            format!(
                "達成率「{written}」は、どの計算式でもこの値になりません（目標{target}、実績{actual}：{ja}）。どの計算式かを書いてください"
            ),
            format!(
                "no formula gives the rate “{written}” (target {target}, actual {actual}: {en}); say which formula is meant"
            ),
        )
        .at(it.field);
}
