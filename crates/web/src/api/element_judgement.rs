//! Judgements of elements, year by year: the grade of their rule, and what it rests on.

use plan::element::Element;
use plan::fiscal_year::FiscalYear;
use plan::rating::{Below, ElementJudgement, Frozen};
use plan::record::RecordId;
use schemars::JsonSchema;
use serde::Serialize;

use super::ask::Ask;
use super::judgement::{Both, GradeView, PersonView};
use super::value::{Day, Number, Year, id};

/// The judgements of an element.
#[derive(Serialize, JsonSchema)]
pub(super) struct ElementJudgements {
    /// The element.
    element_id: String,
    /// 名称.
    title: String,
    /// Every year for which its rule says anything, oldest first; none where the municipality has no rule for it.
    points: Vec<ElementPoint>,
}

/// 要素の判定 of one year.
#[derive(Serialize, JsonSchema)]
struct ElementPoint {
    /// The year.
    fiscal_year: Year,
    /// 判定基準.
    rule_id: String,
    /// The rule's grade.
    grade: Option<GradeView>,
    /// What the rule measured: a rate as a part of one, points.
    measure: Option<Number>,
    /// Why the rule gives no place on its scale.
    unrated: Option<Both>,
    /// A person's grade beside the rule's or in its place.
    by_person: Option<PersonView>,
    /// 内訳: what the grade rests on.
    below: BelowView,
    /// When it was published, where something that it rests on was corrected or revised since; none: nothing was.
    published: Option<FrozenElement>,
    /// いまの判定: what it would be with what was corrected or revised since; none: nothing was.
    today: Option<ElementToday>,
}

/// いまの判定 of an element. It has no target and no result of its own, so nothing is said of them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ElementJudgementToday")]
struct ElementToday {
    /// The grade in force, a person's or the rule's.
    grade: Option<GradeView>,
    /// 内訳: what the grade rests on.
    below: BelowView,
}

/// 公表時の判定 of an element: when it was published, and what was changed since.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PublishedElementJudgement")]
struct FrozenElement {
    /// 公表日.
    published_on: Day,
    /// The decision that was published.
    decision: u64,
    /// 訂正, 改定 …: the decisions that corrected, revised or otherwise changed what it rests on, oldest first.
    corrected_by: Vec<u64>,
}

/// 内訳 of what stands below an element.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Below")]
struct BelowView {
    /// 達成, by target, whatever the grade: one that is 「横ばい」 may have reached it.
    reached: usize,
    /// 未達成, by target.
    missed: usize,
    /// How many are awaited or cannot be judged.
    open: usize,
    /// The same by grade: how many have which.
    grades: Vec<GradeCount>,
    /// How many have no grade.
    ungraded: usize,
}

/// How many have a grade.
#[derive(Serialize, JsonSchema)]
struct GradeCount {
    /// The grade.
    grade: GradeView,
    /// How many.
    count: usize,
}

impl ElementJudgements {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Element) -> Self {
        let said = ask.edition.element_judgements([own]);
        let points = said.iter().map(|(_, year, it)| ElementPoint::of(*year, it)).collect();
        Self { element_id: id(own), title: it.title.clone(), points }
    }
}

impl ElementPoint {
    fn of(year: FiscalYear, it: &ElementJudgement<'_>) -> Self {
        let judgement = it.judgement.standing();
        Self {
            fiscal_year: year.into(),
            rule_id: id(it.rule.0),
            grade: judgement.grade.as_ref().map(GradeView::of),
            measure: judgement.value.map(Number::from),
            unrated: judgement.unrated.map(Both::of),
            by_person: judgement.by_person.as_ref().map(PersonView::of),
            below: BelowView::of(it.standing_below()),
            published: it.judgement.published.as_deref().map(FrozenElement::of),
            today: it.judgement.published.is_some().then(|| ElementToday::of(it)),
        }
    }
}

impl ElementToday {
    fn of(it: &ElementJudgement<'_>) -> Self {
        Self { grade: it.judgement.final_grade().map(GradeView::of), below: BelowView::of(&it.below) }
    }
}

impl FrozenElement {
    fn of(it: &Frozen) -> Self {
        Self {
            published_on: Day(it.on),
            decision: it.decision.0,
            corrected_by: it.corrections.iter().map(|it| it.decision.0).collect(),
        }
    }
}

impl BelowView {
    fn of(it: &Below) -> Self {
        let graded = |(grade, count): &(_, usize)| GradeCount { grade: GradeView::of(grade), count: *count };
        Self {
            reached: it.reached,
            missed: it.missed,
            open: it.open,
            grades: it.grades.iter().map(graded).collect(),
            ungraded: it.ungraded,
        }
    }
}
