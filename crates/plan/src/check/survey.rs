//! 調査: what a survey figure may be called, and figures that no survey can have given.

use rust_decimal::Decimal;

use super::figures::{is_rounding_of, percent, rounded};
use super::scene::{Notes, Scene};
use super::text::{ACTUAL, INDICATOR_NAME, SAMPLE, Subject};
use super::{Check, Severity};
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::record::Body;
use crate::survey::{RESIDENTS, Sample, Sampling, SurveyDesign, needed_words, respondents};

mod residents;

pub(super) const CHECKS: &[&Check] = &[
    &RESPONDENTS_CALLED_RESIDENTS,
    &SAMPLE_CALLED_RESIDENTS,
    &residents::RESIDENTS_IN_TEXT,
    &IMPOSSIBLE_SHARE,
    &SAMPLE_NUMBERS,
    &SMALL_DENOMINATOR,
    &NEEDED_ANSWERS,
];

const RESPONDENTS_CALLED_RESIDENTS: Check = Check {
    code: "respondents-called-residents",
    severity: Severity::Stop,
    ja: "アンケートの回答者の割合を「区民の割合」と書いている（無作為抽出でない、または抽出方法が不明）",
    en: "a share of respondents is called a share of residents, and they were not drawn at random or nobody says how",
    example: "「…と感じている区民の割合」→「…と感じている区民アンケート回答者の割合」",
};
const SAMPLE_CALLED_RESIDENTS: Check = Check {
    code: "sample-called-residents",
    severity: Severity::Warning,
    ja: "無作為抽出の調査の結果を、推計と断らずに「区民の割合」と書いている",
    en: "the result of a random sample is called a share of residents, and not an estimate",
    example: "「…区民の割合」→「…区民アンケート回答者の割合」",
};
const IMPOSSIBLE_SHARE: Check = Check {
    code: "impossible-share",
    severity: Severity::Warning,
    ja: "アンケートの割合が0から100の間にない",
    en: "a share of answers does not lie between 0 and 100",
    example: "回答者の割合が100.1％",
};
const SAMPLE_NUMBERS: Check = Check {
    code: "sample-numbers",
    severity: Severity::Warning,
    ja: "発送数、回答数、該当回答数、割合のつじつまが合わない",
    en: "sent, valid and counted answers do not go together, or with the share",
    example: "回答195人、該当158人で、実績値82.0％ → 81.0％",
};
const SMALL_DENOMINATOR: Check = Check {
    code: "small-denominator",
    severity: Severity::Hint,
    ja: "回答者が30人未満なのに、割合だけが記録されている（人数を併記する）",
    en: "fewer than thirty answered, and only the share is recorded, not how many",
    example: "委員18人への調査で「72.2％」だけ → 18人中13人",
};

const NEEDED_ANSWERS: Check = Check {
    code: "needed-answers",
    severity: Severity::Hint,
    ja: "最新の調査では、目標が誤差の範囲に入り、達成とも未達とも言えない（確かめるのに要った回答数を示す）",
    en: "the target of the newest survey lies within its error: how many answers it would have needed",
    example: "回答1,236人で50.6％、目標48％以上 → 約1,500人の回答が要った",
};

/// Fewer answers than this are shown as counts.
const FEW: u32 = 30;

pub(super) fn look(scene: &Scene<'_>, subject: &Subject<'_>, notes: &mut Notes<'_>) {
    let record = subject.record;
    match &record.body {
        Body::Indicator(indicator) => {
            if let Some(survey) = &indicator.survey {
                wording(indicator, survey, notes);
            }
        }
        Body::Actual(actual) => {
            let Some(indicator) = scene.edition.find::<Indicator>(&actual.indicator) else { return };
            figures(indicator, actual, notes);
            enough(scene, indicator, actual, notes);
            residents::told(scene, &actual.indicator, subject, notes);
        }
        Body::Evaluation(evaluation) => residents::told(scene, &evaluation.subject, subject, notes),
        _ => {}
    }
}

/// 「区民の割合」 in a name, and the wording that would be right: who answered decides it.
fn wording(indicator: &Indicator, survey: &SurveyDesign, notes: &mut Notes<'_>) {
    let name = &indicator.name;
    let said = RESIDENTS.iter().find_map(|who| {
        let share = ["の割合", "の比率", "の率"].iter().map(|end| format!("{who}{end}"));
        share.into_iter().find(|words| name.contains(words.as_str())).map(|words| (*who, words))
    });
    let Some((who, said)) = said else { return };
    let right = said.replacen(who, &respondents(survey.sampling, Some(who)), 1);
    let (check, ja, en) = match survey.sampling {
        Sampling::Probability => (
            &SAMPLE_CALLED_RESIDENTS,
            format!(
                "標本調査の結果を「{said}」と書いています（「{right}」とするか、推計と誤差を示してください）"
            ),
            format!(
                "the result of a sample is called “{said}”: call it “{right}”, or an estimate with its margin"
            ),
        ),
        _ => (
            &RESPONDENTS_CALLED_RESIDENTS,
            format!("アンケートの回答者の割合を「{said}」と書いています（正しくは「{right}」など）"),
            format!("a share of respondents is called “{said}” (right: “{right}”)"),
        ),
    };
    notes.say(check, ja, en).at(INDICATOR_NAME).fix(said, right);
}

fn figures(indicator: &Indicator, actual: &Actual, notes: &mut Notes<'_>) {
    let in_percent = indicator.unit.is_percent();
    let value = actual.value().filter(|_| in_percent);
    let asked = indicator.survey.is_some() || actual.sample.is_some();
    if let Some(value) = value.filter(|it| asked && (*it > Decimal::ONE_HUNDRED || *it < Decimal::ZERO)) {
        notes
            .say(
                &IMPOSSIBLE_SHARE,
                format!("アンケートの割合が{value}%です（0から100の間でなければなりません）"),
                format!("a share of answers of {value}% (must lie between 0 and 100)"),
            )
            .at(ACTUAL);
    }
    let Some(sample) = actual.sample else { return };
    let weighted = indicator.survey.as_ref().is_some_and(|it| it.weighting.is_some());
    counts(sample, value.filter(|_| !weighted), notes);
    if sample.valid < FEW && sample.counted.is_none() && value.is_some() {
        let valid = sample.valid;
        notes
            .say(
                &SMALL_DENOMINATOR,
                format!(
                    "回答者が{valid}人です。割合だけでなく、該当した人数（該当回答数）も記録してください"
                ),
                format!(
                    "only {valid} answered: record how many gave the counted answers, not the share alone"
                ),
            )
            .at(SAMPLE);
    }
}

/// Said of the newest survey only: it is for planning the next one.
fn enough(scene: &Scene<'_>, indicator: &Indicator, actual: &Actual, notes: &mut Notes<'_>) {
    let all = scene.edition.naming::<Actual>(&actual.indicator).map(|(_, it)| it);
    let newest = all.filter(|it| it.value().is_some()).map(|it| it.fiscal_year).max();
    let Some(target) = scene.edition.target(&actual.indicator, actual.fiscal_year) else { return };
    let is_newest = newest == Some(actual.fiscal_year);
    let words =
        is_newest.then(|| needed_words(indicator, target, actual, scene.edition.hold(indicator))).flatten();
    if let Some((ja, en)) = words {
        notes.say(&NEEDED_ANSWERS, ja, en).at(SAMPLE);
    }
}

fn counts(sample: Sample, value: Option<Decimal>, notes: &mut Notes<'_>) {
    let Sample { sent, valid, counted } = sample;
    if let Some(sent) = sent.filter(|sent| valid > *sent) {
        let ja = format!("回答数{valid}が、発送数{sent}より多くなっています");
        notes.say(&SAMPLE_NUMBERS, ja, format!("{valid} valid answers of {sent} that were sent")).at(SAMPLE);
    }
    let Some(counted) = counted else { return };
    if counted > valid {
        let ja = format!("該当回答数{counted}が、回答数{valid}より多くなっています");
        notes.say(&SAMPLE_NUMBERS, ja, format!("{counted} counted of {valid} valid answers")).at(SAMPLE);
        return;
    }
    let (Some(value), Some(exact)) = (value, percent(counted.into(), valid.into())) else { return };
    if !is_rounding_of(value, exact) {
        let right = rounded(exact, value.scale());
        notes
            .say(
                &SAMPLE_NUMBERS,
                format!("{valid}人中{counted}人は{right}％ですが、実績値は{value}％です"),
                format!("{counted} of {valid} is {right}%, but the figure is {value}%"),
            )
            .at(ACTUAL)
            .fix(value.to_string(), right.to_string());
    }
}
