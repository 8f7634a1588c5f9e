//! Surveys: respondents are not residents, and their numbers go together.

use plan::actual::Actual;
use plan::check::Finding;
use plan::indicator::Indicator;
use plan::record::Record;
use plan::survey::{Sample, Sampling, SurveyDesign};

use crate::town::{actual, fixes, indicator, ja, measured, of_edition, target, told};

fn asked(name: &str, sampling: Sampling) -> Indicator {
    Indicator { survey: Some(SurveyDesign::new(sampling)), ..indicator(name, "%") }
}

#[test]
fn respondents_are_not_called_residents() {
    let of =
        |name: &str, sampling| of_edition("respondents-called-residents", measured(asked(name, sampling)));
    let (name, panel) = ("安心と感じる区民の割合", Sampling::Panel);
    assert_eq!(fixes(&of(name, panel)), [("区民の割合", "モニターアンケート回答者の割合")]);
    assert_eq!(fixes(&of(name, Sampling::Other)), [("区民の割合", "区民アンケート回答者の割合")]);
    assert_eq!(of("安心と感じる区民アンケート回答者の割合", panel), []);
    assert_eq!(of(name, Sampling::Probability), [], "that is another question");
    let counted = measured(indicator("検診を受けた区民の割合", "%"));
    assert_eq!(of_edition("respondents-called-residents", counted), []);
}

#[test]
fn the_check_proposes_the_words_that_the_page_says() {
    for sampling in Sampling::ALL {
        let it = asked("安心と感じる区民の割合", sampling);
        let (said, _) = plan::survey::right_words(it.survey.as_ref().unwrap(), &it.name);
        let found = ["respondents-called-residents", "sample-called-residents"]
            .map(|check| of_edition(check, measured(it.clone())));
        assert_eq!(fixes(&found.concat()), [("区民の割合", said.as_str())], "{sampling:?}");
        let (again, _) =
            plan::survey::right_words(it.survey.as_ref().unwrap(), &format!("安心と感じる{said}"));
        assert_eq!(again, said, "a name that is right stays right");
    }
}

#[test]
fn a_random_sample_gives_an_estimate_and_no_count() {
    let of = |name: &str| of_edition("sample-called-residents", measured(asked(name, Sampling::Probability)));
    assert_eq!(fixes(&of("安心と感じる市民の割合")), [("市民の割合", "市民アンケート回答者の割合")]);
    assert_eq!(of("安心と感じる市民意識調査回答者の割合"), []);
}

#[test]
fn an_explanation_tells_of_those_who_answered() {
    let of = |words: &str| {
        let records = measured(asked("備えの割合", Sampling::Probability));
        of_edition("residents-in-text", records.into_iter().chain([told(2023, "54.2", words)]))
    };
    assert_eq!(fixes(&of("区民の54.2％が備えをしている。")), [("区民の", "回答者の")]);
    assert_eq!(of("市民の約6割は知らない。").len(), 1);
    assert_eq!(of("回答者の54.2％が備えをしている。"), []);
    assert_eq!(of("区民の要望が54件あった。"), []);
}

#[test]
fn an_evaluation_of_a_work_tells_of_those_who_answered_its_surveys() {
    use plan::evaluation::{Evaluation, EvaluationKind};
    let of = |sampling, subject: &str, words: &str| {
        let mut it =
            Evaluation::new(crate::town::id(subject), crate::town::year(2023), EvaluationKind::OwnAssessment);
        it.text = vec![words.to_owned()];
        let records = measured(asked("備えの割合", sampling)).into_iter().chain([told(2023, "54.2", "")]);
        of_edition("residents-in-text", records.chain([Record::new(it.id(), it)]))
    };
    let (indicator, element) = ("i", "e");
    for subject in [indicator, element] {
        let of = |words: &str| of(Sampling::Panel, subject, words);
        assert_eq!(fixes(&of("区民の54.2％が備えをしている。")), [("区民の", "回答者の")], "{subject}");
        assert_eq!(of("備えをしている区民の割合は54％となった。").len(), 1, "{subject}");
        assert_eq!(of("市民の約5割は備えをしている。").len(), 1, "{subject}");
        assert_eq!(of("モニター回答者の54.2％が備えをしている。"), [], "{subject}");
    }
    assert_eq!(
        of(Sampling::Panel, element, "区民の18.3％が65歳以上である。"),
        [],
        "no survey gave that share"
    );
    assert_eq!(of(Sampling::Census, element, "区民の54.2％が備えをしている。"), []);
}

fn sampled(value: &str, sent: Option<u32>, valid: u32, counted: Option<u32>) -> Vec<Record> {
    let it = Actual { sample: Some(Sample { sent, valid, counted }), ..actual(2023, value) };
    let records = measured(asked("満足の割合", Sampling::Members));
    records.into_iter().chain([Record::new(it.id(), it)]).collect()
}

#[test]
fn the_numbers_of_a_survey_go_together() {
    let of = |value: &str, sent, valid, counted| -> Vec<Finding> {
        of_edition("sample-numbers", sampled(value, sent, valid, counted))
    };
    assert_eq!(of("81.0", Some(250), 195, Some(158)), []);
    assert_eq!(fixes(&of("82.0", Some(250), 195, Some(158))), [("82.0", "81.0")]);
    assert_eq!(of("81.0", Some(100), 195, None).len(), 1);
    assert_eq!(of("81.0", None, 195, Some(201)).len(), 1);
}

#[test]
fn a_weighted_share_need_not_be_that_of_the_counts() {
    let weighting = Some("年齢別に補正".to_owned());
    let survey = SurveyDesign { weighting, ..SurveyDesign::new(Sampling::Probability) };
    let it = Indicator { survey: Some(survey), ..indicator("満足の割合", "%") };
    let sample = Some(Sample { sent: None, valid: 195, counted: Some(158) });
    let figure = Actual { sample, ..actual(2023, "82.0") };
    let records = measured(it).into_iter().chain([Record::new(figure.id(), figure)]);
    assert_eq!(of_edition("sample-numbers", records), []);
}

#[test]
fn below_thirty_people_are_counted() {
    let of = |valid, counted| of_edition("small-denominator", sampled("72.2", None, valid, counted)).len();
    assert_eq!((of(18, None), of(18, Some(13)), of(30, None)), (1, 0, 0));
}

#[test]
fn a_share_of_answers_lies_between_0_and_100() {
    let of = |it: Indicator, value: &str| {
        of_edition("impossible-share", measured(it).into_iter().chain([told(2023, value, "")])).len()
    };
    assert_eq!(of(asked("割合", Sampling::Panel), "100.1"), 1);
    assert_eq!(of(asked("割合", Sampling::Panel), "100"), 0);
    assert_eq!(of(indicator("達成率", "%"), "246.9"), 0);
}

#[test]
fn staff_are_told_how_many_answers_the_newest_survey_would_have_needed() {
    let of = |sampling, figures: &[(i16, &str)], words: &str| {
        let figures = figures.iter().map(|(year, value)| {
            let sample = Some(Sample { sent: None, valid: 1_236, counted: None });
            let it = Actual { sample, ..actual(*year, value) };
            Record::new(it.id(), it)
        });
        let targets = [target(2022, words), target(2023, words)];
        let records = measured(asked("満足の割合", sampling)).into_iter().chain(figures).chain(targets);
        of_edition("needed-answers", records)
    };
    let within = of(Sampling::Probability, &[(2023, "50.6")], "48%以上");
    assert_eq!(
        ja(&within),
        [
            "今回の値と目標（48%以上）の差を確かめるには、少なくとも約1,500人の回答が要りました（実際は1,236人）。"
        ]
    );
    assert_eq!(of(Sampling::Probability, &[(2023, "50.6")], "40%以上"), [], "surely reached");
    assert_eq!(of(Sampling::Panel, &[(2023, "50.6")], "48%以上"), [], "no number of volunteers would do");
    let both = of(Sampling::Probability, &[(2022, "50.6"), (2023, "50.6")], "48%以上");
    let records: Vec<&str> = both.iter().map(|it| it.record.as_str()).collect();
    assert_eq!(records, ["i/actual/2023"], "the next survey is planned by the newest one");
}
