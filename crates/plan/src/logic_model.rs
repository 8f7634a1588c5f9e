//! ロジックモデル: the chain from what goes in, through what is done and what comes out, to what changes for people; read from
//! the records of an element, with every missing link of the chain told.

use std::collections::HashSet;

use rust_decimal::Decimal;

use crate::amount::AmountKind;
use crate::edition::Edition;
use crate::element::{Element, Meaning};
use crate::fiscal_year::FiscalYear;
use crate::indicator::{Indicator, IndicatorKind, Term};
use crate::rating::Judgement;
use crate::record::RecordId;
use crate::resource::Resource;

/// ロジックモデル of an element in one year.
#[derive(Clone, Debug)]
pub struct LogicModel<'a> {
    /// The year of its figures.
    pub year: FiscalYear,
    /// 投入: money, staff and other resources.
    pub inputs: Vec<Input<'a>>,
    /// 活動: what is done, in words, and the elements right below.
    pub activities: Vec<Activity<'a>>,
    /// 産出: 活動指標 of the element and of those right below it.
    pub outputs: Vec<Measured<'a>>,
    /// 成果: 成果指標 and 実感指標 of the element, the soonest first.
    pub outcomes: Vec<Stage<'a>>,
    /// 上位の成果: what the element above is to change by it.
    pub beyond: Vec<Measured<'a>>,
    /// 欠けている環: the parts of the chain of which nothing is recorded.
    pub gaps: Vec<Part>,
}

/// 投入.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// 予算 or 決算, with that of everything below.
    Money(AmountKind, i64),
    /// 職員数, where it is stated with the money.
    Staff(Decimal),
    /// 職員, 施設, 財産, 情報.
    Resource(&'a Resource),
}

/// 活動.
#[derive(Clone, Debug, PartialEq)]
pub enum Activity<'a> {
    /// A paragraph of 取組内容.
    Words(&'a str),
    /// A project below.
    Element(&'a RecordId, &'a Element),
}

/// An indicator as a link of the chain.
#[derive(Clone, Debug)]
pub struct Measured<'a> {
    /// The indicator.
    pub id: &'a RecordId,
    /// The same as a record.
    pub indicator: &'a Indicator,
    /// Whose it is, where it is not the element's own.
    pub of: Option<&'a Element>,
    /// 判定 of the year.
    pub judgement: Judgement,
}

/// 成果 that are to show at about the same time.
#[derive(Clone, Debug)]
pub struct Stage<'a> {
    /// 短期, 中期, 長期; none where it is not stated.
    pub term: Option<Term>,
    /// Its indicators.
    pub measures: Vec<Measured<'a>>,
}

/// 環: a part of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 投入.
    Input,
    /// 活動.
    Activity,
    /// 産出.
    Output,
    /// 成果.
    Outcome,
}

impl Part {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Input => ("投入", "Inputs"),
            Self::Activity => ("活動", "Activities"),
            Self::Output => ("産出（活動指標）", "Outputs"),
            Self::Outcome => ("成果（成果指標・実感指標）", "Outcomes"),
        }
    }

    /// What is said where nothing is recorded of it.
    pub fn missing(self) -> (&'static str, &'static str) {
        match self {
            Self::Input => {
                ("予算・職員などの投入が記録されていません", "no money, staff or other input is recorded")
            }
            Self::Activity => ("取組内容が記録されていません", "no activity is recorded"),
            Self::Output => ("活動指標がありません", "there is no output indicator"),
            Self::Outcome => ("成果指標がありません", "there is no outcome indicator"),
        }
    }
}

impl LogicModel<'_> {
    /// Whether there is a chain to speak of: two links at least.
    pub fn is_a_chain(&self) -> bool {
        self.gaps.len() < 3
    }
}

impl Edition {
    /// ロジックモデル of an element for a year.
    pub fn logic_model<'a>(
        &'a self,
        id: &'a RecordId,
        element: &'a Element,
        year: FiscalYear,
    ) -> LogicModel<'a> {
        let inputs = self.inputs(id, year);
        let activities = self.activities(id, element);
        let mut seen = HashSet::new();
        let mut measured = |of: Option<&'a Element>, id: &'a RecordId, kinds: &[IndicatorKind]| {
            let all = self.indicators(id).filter(|(_, it)| kinds.contains(&it.kind));
            let new = all.filter(|(id, _)| seen.insert(*id));
            new.map(|(id, it)| Measured { id, indicator: it, of, judgement: self.judge(id, it, year) })
                .collect::<Vec<_>>()
        };
        let results = [IndicatorKind::Outcome, IndicatorKind::Perception];
        let mut outputs = measured(None, id, &[IndicatorKind::Output]);
        let own = measured(None, id, &results);
        for (id, below) in self.below(id) {
            outputs.extend(measured(Some(below), id, &[IndicatorKind::Output]));
        }
        let above = element.parent.as_ref().and_then(|id| Some((id, self.find::<Element>(id)?)));
        let beyond = above.map_or(vec![], |(id, it)| measured(Some(it), id, &results));
        let parts = [
            (Part::Input, inputs.is_empty()),
            (Part::Activity, activities.is_empty()),
            (Part::Output, outputs.is_empty()),
            (Part::Outcome, own.is_empty()),
        ];
        let gaps = parts.into_iter().filter(|(_, is_missing)| *is_missing).map(|(part, _)| part).collect();
        LogicModel { year, inputs, activities, outputs, outcomes: stages(own), beyond, gaps }
    }

    fn inputs(&self, id: &RecordId, year: FiscalYear) -> Vec<Input<'_>> {
        let money = |kind| self.roll_up(id, year, kind).total().map(|yen| Input::Money(kind, yen));
        let spent = money(AmountKind::Settled).or_else(|| money(AmountKind::Expected));
        let means = self.means(id, year);
        let staff = means.account.staff().map(|(staff, _)| Input::Staff(staff));
        let resources = means.resources.into_iter().map(Input::Resource);
        money(AmountKind::Initial).into_iter().chain(spent).chain(staff).chain(resources).collect()
    }

    /// 取組内容, else 主な戦略, in words; then what is below.
    fn activities<'a>(&'a self, id: &'a RecordId, element: &'a Element) -> Vec<Activity<'a>> {
        let said = |meaning: Meaning| {
            let sections = element.sections.iter().filter(move |it| it.meaning == meaning);
            sections.flat_map(|it| &it.paragraphs).map(|it| Activity::Words(it)).collect::<Vec<_>>()
        };
        let actions = said(Meaning::Action);
        let below: Vec<_> = self.below(id).map(|(id, it)| Activity::Element(id, it)).collect();
        let words = if actions.is_empty() && below.is_empty() { said(Meaning::Strategy) } else { actions };
        words.into_iter().chain(below).collect()
    }
}

/// Outcomes by the time at which they are to show; those of which it is not stated come last.
fn stages(measures: Vec<Measured<'_>>) -> Vec<Stage<'_>> {
    let mut stages: Vec<Stage<'_>> = Vec::new();
    for it in measures {
        match stages.iter_mut().find(|stage| stage.term == it.indicator.term) {
            Some(stage) => stage.measures.push(it),
            None => stages.push(Stage { term: it.indicator.term, measures: vec![it] }),
        }
    }
    stages.sort_by_key(|it| (it.term.is_none(), it.term));
    stages
}
