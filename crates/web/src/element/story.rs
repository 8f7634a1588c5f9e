//! 取組のあらまし: 現状と課題, 取組, 結果と評価, これから: the cycle of one work, in the words of those who do it.

use plan::edition::Edition;
use plan::element::{Element, Meaning};
use plan::evaluation::Evaluation;
use plan::record::RecordId;

use crate::here::Here;
use crate::rows::{Assessment, Prose};

/// The story of an element.
pub(super) struct Story {
    /// めざす姿.
    pub(super) aim: Vec<String>,
    pub(super) steps: Vec<Step>,
    /// Evaluations of earlier years, newest first.
    pub(super) earlier: Vec<Assessment>,
}

/// One step of the cycle.
pub(super) struct Step {
    pub(super) heading: String,
    pub(super) texts: Vec<Prose>,
}

impl Story {
    pub(super) fn of(here: &Here, edition: &Edition, id: &RecordId, element: &Element) -> Self {
        let lang = here.lang;
        let evaluations = edition.evaluations(id);
        let newest = evaluations.first().copied();
        let told = |meanings: &[Meaning]| {
            let sections = element.sections.iter().filter(|it| meanings.contains(&it.meaning));
            sections.map(|it| Prose::of(here, it)).collect::<Vec<_>>()
        };
        let aim = element.sections.iter().filter(|it| it.meaning == Meaning::Aim);
        let work = [
            Meaning::Strategy,
            Meaning::Action,
            Meaning::Vision,
            Meaning::Mission,
            Meaning::Policy,
            Meaning::Other,
        ];
        let steps = [
            (lang.say("現状と課題", "Where we stand"), told(&[Meaning::Problem])),
            (lang.say("取組", "What is done"), told(&work)),
            (lang.say("結果と評価", "What came of it"), newest.map_or(vec![], |it| found(here, it))),
            (lang.say("これから", "What comes next"), newest.map_or(vec![], |it| next(here, it))),
        ];
        let steps = steps.into_iter().filter(|(_, texts)| !texts.is_empty());
        Self {
            aim: aim.flat_map(|it| it.paragraphs.clone()).collect(),
            steps: steps.map(|(heading, texts)| Step { heading: heading.to_owned(), texts }).collect(),
            earlier: evaluations.into_iter().skip(1).map(|it| Assessment::of(here, it)).collect(),
        }
    }
}

/// 「令和7年度 自己評価」 and its text.
fn found(here: &Here, it: &Evaluation) -> Vec<Prose> {
    let assessment = Assessment::of(here, it);
    let text = Prose { heading: assessment.heading, paragraphs: assessment.text };
    [text].into_iter().filter(|it| !it.paragraphs.is_empty()).collect()
}

/// 今後の方向性 and 今後の方針.
fn next(here: &Here, it: &Evaluation) -> Vec<Prose> {
    let lang = here.lang;
    let direction = it.direction.iter().map(|word| Prose {
        heading: lang.say("今後の方向性", "Direction").to_owned(),
        paragraphs: vec![word.clone()],
    });
    let future =
        Prose { heading: lang.say("今後の方針", "Plans").to_owned(), paragraphs: it.future.clone() };
    direction.chain([future].into_iter().filter(|it| !it.paragraphs.is_empty())).collect()
}
