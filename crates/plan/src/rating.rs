//! 判定基準: rules that turn a target and an actual into a grade. Rules are data, never code.

use serde::{Deserialize, Serialize};

mod basis;
mod case;
mod consistency;
mod contradiction;
mod explained;
mod frozen;
mod grade;
mod hold;
mod judgement;
mod measure;
mod of_below;
mod of_case;
mod of_element;
mod of_indicator;
mod rate;
mod scale;
mod shown;
mod unrated;

pub use basis::Basis;
pub use case::{Case, outcome};
pub use contradiction::Contradiction;
pub use explained::{Explanation, Said};
pub use frozen::{Corrected, Correction, Deed, Frozen, RestedOn};
pub use grade::{Grade, OffScale, Tone, When};
pub(crate) use hold::is_met;
pub use hold::{Hold, Tolerance, held};
pub use judgement::{Judgement, Outcome, PersonGrade, Undecided};
pub use measure::{
    Achievement, Among, Change, ChangeBy, ChangeFrom, Measure, Open, Points, PointsOf, ShareReached, Since,
    Total, Toward,
};
pub use of_element::{Below, ElementJudgement};
pub use rate::Formula;
pub use scale::{Edge, Of, Order, Scale, Step};
pub use shown::{Shown, ShownKind};
pub use unrated::Unrated;

/// 判定基準, published with every verdict that it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingRule {
    /// 判定基準名.
    pub name: String,
    /// How it decides.
    pub shape: RuleShape,
    /// 説明, for the page that publishes it.
    #[serde(default)]
    pub description: Option<String>,
    /// 段階外の評語: 中止, 未測定, 判定できない … They are no place on the scale.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off_scale: Vec<OffScale>,
    /// 維持の判定: what it means to hold a figure, where the indicator does not say which way is better; none: only an equal
    /// figure is told to be held, and of any other nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
}

/// How a rule decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleShape {
    /// 目標達成: the target's own condition decides.
    MeetsTarget {
        /// The grade where the target is met.
        met: Grade,
        /// The grade where it is not.
        missed: Grade,
    },
    /// 段階: something is measured, and the grade is the step that the measure reaches.
    Scale(Scale),
}

impl RatingRule {
    /// A rule with its name and its shape only.
    pub fn new(name: impl Into<String>, shape: RuleShape) -> Self {
        Self { name: name.into(), shape, description: None, off_scale: vec![], hold: None }
    }

    /// The grades of the scale in the order in which the municipality lists them, each with the tone in which it is shown.
    pub fn grades(&self) -> Vec<Grade> {
        match &self.shape {
            RuleShape::MeetsTarget { met, missed } => {
                vec![met.clone().or_toned(Tone::Reached), missed.clone().or_toned(Tone::Missed)]
            }
            RuleShape::Scale(scale) => (0..scale.steps.len()).filter_map(|at| scale.grade(at)).collect(),
        }
    }

    /// The grade of the scale with this mark, as it is stored.
    pub fn own_grade(&self, mark: &str) -> Option<&Grade> {
        let own: Vec<&Grade> = match &self.shape {
            RuleShape::MeetsTarget { met, missed } => vec![met, missed],
            RuleShape::Scale(scale) => scale.steps.iter().map(|it| &it.grade).collect(),
        };
        own.into_iter().find(|it| it.mark == mark)
    }

    /// The grade with this mark or these words, on the scale or off it.
    pub fn grade(&self, written: &str) -> Option<Grade> {
        let off = self.off_scale.iter().map(|it| it.grade.clone().or_toned(Tone::Open));
        let all: Vec<Grade> = self.grades().into_iter().chain(off).collect();
        let by_mark = all.iter().find(|it| it.mark == written);
        by_mark.or_else(|| all.iter().find(|it| it.words == written)).cloned()
    }

    /// Whether a person may choose this grade where the rule computed none: a grade off the scale always, one on it wherever
    /// there is something to judge. What is not reported yet has no place on the scale.
    pub fn may_be_chosen(&self, mark: &str, unrated: Option<Unrated>) -> bool {
        let nothing_yet =
            matches!(unrated, Some(Unrated::Undecided(Undecided::NotYet | Undecided::NoTarget)) | None);
        self.off_scale.iter().any(|it| it.grade.mark == mark) || !nothing_yet
    }

    /// What is measured, where the rule measures anything but whether the target is met.
    pub fn measure(&self) -> &Measure {
        match &self.shape {
            RuleShape::MeetsTarget { .. } => &Measure::MeetsTarget,
            RuleShape::Scale(scale) => &scale.measure,
        }
    }
}
