//! ％とポイント: the difference of two percentages is told in points.

use rust_decimal::Decimal;

use super::figures::{Said, distance, is_rounding_of, percent};
use super::scene::{Notes, Scene};
use super::text::{EXPLANATION, Sentence, Subject};
use super::{Check, Field, Severity};
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::key::Folded;
use crate::record::Body;

pub(super) const CHECKS: &[&Check] = &[&PERCENT_FOR_POINTS];

const PERCENT_FOR_POINTS: Check = Check {
    code: "percent-for-points",
    severity: Severity::Warning,
    ja: "割合どうしの差を「ポイント」でなく「％」と書いている",
    en: "the difference of two percentages is told in percent, not in points",
    example: "93.6％から88.6％へ5％低下 → 5ポイント低下",
};

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    let known = match &record.body {
        Body::Actual(actual) => Known::of(scene, actual),
        _ => Known::default(),
    };
    for it in subject.told() {
        in_sentence(it, if it.field == EXPLANATION { known } else { Known::default() }, notes);
    }
}

/// The same of one sentence.
pub(super) fn in_sentence(it: &Sentence<'_>, known: Known, notes: &mut Notes<'_>) {
    if !it.folded.key().contains('%') {
        return;
    }
    for said in changes(&it.folded, &it.numbers) {
        if is_of_points(&it.folded, &it.numbers, said, known) {
            tell(&it.folded, said, it.field, notes);
        }
    }
}

/// What the record itself knows beside its text: the percentages that its explanation compares.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known {
    pub(crate) now: Option<Decimal>,
    pub(crate) last: Option<Decimal>,
    pub(crate) target: Option<Decimal>,
}

impl Known {
    fn of(scene: &Scene<'_>, actual: &Actual) -> Self {
        let indicator = scene.edition.find::<Indicator>(&actual.indicator).filter(|it| it.unit.is_percent());
        let Some(indicator) = indicator else { return Self::default() };
        let year = actual.fiscal_year;
        let last = scene.edition.actual(&actual.indicator, year.previous()).and_then(Actual::value);
        let baseline = indicator.baseline.map(|it| it.value);
        let target = scene.edition.target(&actual.indicator, year).and_then(|it| it.level(baseline));
        Self { now: actual.value(), last, target }
    }
}

const CHANGES: &[&str] = &[
    "低下",
    "減少",
    "減",
    "上昇",
    "増加",
    "増",
    "向上",
    "改善",
    "悪化",
    "下が",
    "上が",
    "下回",
    "上回",
    "下落",
    "落ち込",
    "伸び",
    "マイナス",
    "プラス",
    "縮小",
    "後退",
    "回復",
    "上乗せ",
    "及ばな",
    "届か",
    "不足",
];

/// The percentages that are told as changes: 5％低下, 0.4％の増.
fn changes<'n>(sentence: &Folded<'_>, numbers: &'n [Said]) -> Vec<&'n Said> {
    let is_change = |it: &&Said| {
        let after = sentence.key()[it.at.end..].trim_start();
        let after = after.strip_prefix(['の', 'も', 'ほ', 'だ', 'ず']).unwrap_or(after);
        let after = after.trim_start_matches("ほど").trim_start_matches("ど").trim_start_matches("け");
        it.is_percent() && CHANGES.iter().any(|word| after.starts_with(word))
    };
    numbers.iter().filter(is_change).collect()
}

/// Whether two percentages differ by just this many points, and by another share of the first.
fn is_of_points(sentence: &Folded<'_>, numbers: &[Said], said: &Said, known: Known) -> bool {
    let pairs = numbers.windows(2).filter(|pair| is_pair(sentence.key(), &pair[0], &pair[1]));
    let told = pairs.map(|pair| (pair[0].value, pair[1].value));
    let key = sentence.key();
    let before = &key[..said.at.start];
    let last = ["前年", "昨年", "前回"].iter().any(|it| before.contains(it)).then_some(known.last).flatten();
    let target = ["目標を", "目標に", "目標値を", "目標値に", "目標より", "目標から"];
    let target = target.iter().any(|it| before.contains(it)).then_some(known.target).flatten();
    let own = [last, target].into_iter().flatten().filter_map(|base| Some((base, known.now?)));
    told.chain(own).any(|(from, to)| differs_by(said, from, to))
}

/// 93.6％から88.6％, 93.6→88.6％: two percentages told as before and after.
fn is_pair(key: &str, from: &Said, to: &Said) -> bool {
    let joint = key[from.at.end..to.at.start].trim();
    let joined =
        matches!(joint, "から" | "→" | "であったが、" | "だったが、" | "より" | "に対し" | "に対し、")
            || joint.starts_with("から") && joint.chars().count() <= 10;
    joined && to.is_percent() && (from.is_percent() || from.unit.is_none())
}

/// Told to the last digit it is the difference in points, and only by rounding a share of the first, or it is no share at all.
fn differs_by(said: &Said, from: Decimal, to: Decimal) -> bool {
    let points = distance(to, from);
    let relative = percent(points, from.abs());
    let is_share = |relative: Decimal| match points == said.value {
        true => distance(relative, said.value) < Decimal::new(5, 2),
        false => is_rounding_of(said.value, relative),
    };
    !said.value.is_zero() && is_rounding_of(said.value, points) && !relative.is_some_and(is_share)
}

fn tell(sentence: &Folded<'_>, said: &Said, field: Field, notes: &mut Notes<'_>) {
    let written = sentence.raw(said.at.clone());
    let right = written.trim_end_matches(['%', '％']).trim_end_matches("パーセント").to_owned() + "ポイント";
    notes
        .say(
            &PERCENT_FOR_POINTS,
            format!("割合どうしの差が「{written}」と書かれています（正しくは「{right}」）"),
            format!("the difference of two percentages is written as “{written}”: it is “{right}”, points"),
        )
        .at(field)
        .fix(written, right);
}
