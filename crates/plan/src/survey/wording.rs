//! 調査の言い方: what a survey's percentage is a percentage of.

use super::{Certainty, Sampling, SurveyDesign, certainty, needed_answers};
use crate::actual::Actual;
use crate::indicator::Indicator;
use crate::rating::Hold;
use crate::target::Target;

/// 住民 as a name may call them.
pub(crate) const RESIDENTS: [&str; 10] =
    ["区民", "市民", "町民", "村民", "都民", "道民", "府民", "県民", "住民", "国民"];

/// 正しい言い方 of a survey's percentage by the indicator's name: whose share it is, in Japanese and in English, e.g.
/// 「モニターアンケート回答者の割合」. The check proposes these words, and the page says them.
///
/// Those who answered are no one but those who answered. Only of a random sample and of a census may a sentence go on to
/// residents, the first with its margin of error; the figure itself is the respondents' in every case.
/// ```
/// use plan::survey::{Sampling, SurveyDesign, right_words};
/// let (ja, en) = right_words(&SurveyDesign::new(Sampling::Panel), "安心と感じる区民の割合");
/// assert_eq!((ja.as_str(), en), ("モニターアンケート回答者の割合", "share of the panel members who answered"));
/// let (ja, _) = right_words(&SurveyDesign::new(Sampling::Other), "安心と感じる区民の割合");
/// assert_eq!(ja, "区民アンケート回答者の割合");
/// ```
pub fn right_words(design: &SurveyDesign, name: &str) -> (String, &'static str) {
    let who = RESIDENTS.into_iter().find(|who| {
        ["の割合", "の比率", "の率", "アンケート"].iter().any(|end| name.contains(&format!("{who}{end}")))
    });
    let english = match design.sampling {
        Sampling::Probability => "share of those who answered a random-sample survey",
        Sampling::Census => "share of those who answered a survey of everybody concerned",
        Sampling::Panel => "share of the panel members who answered",
        Sampling::Visitors => "share of the visitors who answered",
        Sampling::Members => "share of the members who answered",
        Sampling::Other => "share of those who answered",
    };
    (format!("{}の割合", respondents(design.sampling, who)), english)
}

/// 回答者: who answered, where the name says `who` was asked.
pub(crate) fn respondents(sampling: Sampling, who: Option<&str>) -> String {
    let nobody = match sampling {
        Sampling::Panel => return "モニターアンケート回答者".to_owned(),
        Sampling::Visitors => return "来庁者アンケート回答者".to_owned(),
        Sampling::Members => return "会議の委員などの回答者".to_owned(),
        Sampling::Probability => "無作為抽出の調査の回答者",
        Sampling::Census => "全数調査の回答者",
        Sampling::Other => "アンケート回答者",
    };
    who.map_or_else(|| nobody.to_owned(), |who| format!("{who}アンケート回答者"))
}

/// For staff: how many answers a target that lies within the error would have needed. None where the sample was large enough (there
/// may still be doubt, by the printed digits alone), or where no number of answers would do.
pub fn needed_words(
    indicator: &Indicator,
    target: &Target,
    actual: &Actual,
    hold: Option<Hold>,
) -> Option<(String, String)> {
    let Certainty::WithinError(_) = certainty(indicator, Some(target), actual, hold) else { return None };
    let valid = actual.sample?.valid;
    let needed = needed_answers(indicator, target, actual, hold).filter(|it| *it > valid)?;
    let needed = said_number(indicator, needed);
    let (needed, valid) = (crate::number::print(needed.into()), crate::number::print(valid.into()));
    Some((
        format!(
            "今回の値と目標（{}）の差を確かめるには、少なくとも約{needed}人の回答が要りました（実際は{valid}人）。",
            target.said()
        ),
        format!(
            "To tell this result from its target ({}), at least about {needed} answers were needed; there were {valid}.",
            target.said()
        ),
    ))
}

/// The number as it is said: rounded up, and never to more people than there are.
pub(super) fn said_number(indicator: &Indicator, needed: u32) -> u32 {
    let all = indicator.survey.as_ref().and_then(|it| it.population_size);
    all.map_or(rounded_up(needed), |all| rounded_up(needed).min(all.max(needed)))
}

/// To two digits: 13,795 people are about 14,000.
fn rounded_up(number: u32) -> u32 {
    let unit = 10_u32.pow(number.checked_ilog10().unwrap_or_default().saturating_sub(1));
    number.div_ceil(unit).saturating_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_rounded_up_to_two_digits() {
        for (exact, said) in [(0, 0), (7, 7), (96, 96), (101, 110), (13_795, 14_000), (238_349, 240_000)] {
            assert_eq!(rounded_up(exact), said);
        }
        assert_eq!(rounded_up(u32::MAX), u32::MAX, "more than can be said is as much as can be said");
    }

    #[test]
    fn every_way_of_asking_has_its_own_words() {
        let all = Sampling::ALL.map(|it| right_words(&SurveyDesign::new(it), "満足の割合"));
        let words: std::collections::BTreeSet<_> = all.into();
        assert_eq!(words.len(), Sampling::ALL.len());
        assert!(words.iter().all(|(ja, _)| ja.contains("回答者") && !ja.contains("民の割合")));
    }
}
