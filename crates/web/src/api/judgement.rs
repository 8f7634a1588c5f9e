//! Judgements, and the rules by which they are made.

use plan::browse::Point;
use plan::indicator::Indicator;
use plan::rating::{Frozen, Grade, Hold, Judgement, PersonGrade, RatingRule, Unrated};
use plan::record::RecordId;
use plan::survey;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::value::{Day, Decided, Number, Word, id};

/// 判定, by the published rule, and a person's beside it. Once published it stands, whatever is corrected or revised later.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Judgement")]
pub(super) struct JudgementView {
    /// What target and result alone say.
    outcome: Word,
    /// Whether the margin of error of today's figure leaves room for doubt; none where there is no sample.
    certainty: Option<Word>,
    /// The rule's grade.
    grade: Option<GradeView>,
    /// What the rule measured: a rate as a part of one, a change, points.
    measure: Option<Number>,
    /// Why the rule gives no place on its scale.
    unrated: Option<Both>,
    /// A person's grade beside the rule's or in its place.
    by_person: Option<PersonView>,
    /// When it was published, where something that it rests on was corrected or revised since; none: nothing was.
    published: Option<FrozenView>,
    /// いまの判定: what it would be with what was corrected or revised since; none: nothing was.
    today: Option<TodayView>,
}

/// いまの判定.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JudgementToday")]
pub(super) struct TodayView {
    /// What target and result alone say.
    outcome: Word,
    /// The grade in force, a person's or the rule's.
    grade: Option<GradeView>,
}

impl TodayView {
    /// Of a judgement, where it is no longer as it was published.
    pub(super) fn of(it: &Judgement) -> Option<Self> {
        it.published.as_ref()?;
        Some(Self { outcome: code::outcome(it.outcome).into(), grade: it.final_grade().map(GradeView::of) })
    }
}

/// 公表時の判定: when a final figure was first published, and what was changed since.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PublishedJudgement")]
pub(super) struct FrozenView {
    /// 公表日.
    published_on: Day,
    /// The decision that was published.
    decision: u64,
    /// 目標値 then, in the document's words.
    target: Option<String>,
    /// 実績値 then.
    actual: Option<Number>,
    /// 訂正, 改定 …: the decisions that corrected, revised or otherwise changed what it rests on, oldest first.
    corrected_by: Vec<u64>,
}

impl FrozenView {
    pub(super) fn of(it: &Frozen) -> Self {
        Self {
            published_on: Day(it.on),
            decision: it.decision.0,
            target: it.target().map(|it| it.words.clone()),
            actual: it.actual().map(Number::from),
            corrected_by: it.corrections.iter().map(|it| it.decision.0).collect(),
        }
    }
}

/// 評語.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Grade")]
pub(super) struct GradeView {
    /// 「A」, 「◎」 …
    mark: String,
    /// The mark in words.
    words: String,
    /// How good it is, in five steps whatever its mark.
    tone: Word,
}

/// A sentence in both languages.
#[derive(Serialize, JsonSchema)]
pub(super) struct Both {
    /// In Japanese.
    ja: String,
    /// In English.
    en: String,
}

/// 人による判定.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PersonGrade")]
pub(super) struct PersonView {
    /// The grade.
    grade: GradeView,
    /// Why; it is published.
    reason: String,
}

impl Both {
    pub(super) fn of(it: Unrated) -> Self {
        let (ja, en) = it.say();
        Self { ja, en }
    }
}

impl PersonView {
    pub(super) fn of(it: &PersonGrade) -> Self {
        Self { grade: GradeView::of(&it.grade), reason: it.reason.clone() }
    }
}

impl GradeView {
    pub(super) fn of(it: &Grade) -> Self {
        Self { mark: it.mark.clone(), words: it.words.clone(), tone: code::tone(it.tone()).into() }
    }
}

impl JudgementView {
    pub(super) fn of(indicator: &Indicator, hold: Option<Hold>, it: &Point<'_>) -> Self {
        let judgement = it.judgement.standing();
        let certainty = it.actual.map(|actual| survey::certainty(indicator, it.target, actual, hold));
        Self {
            outcome: code::outcome(judgement.outcome).into(),
            certainty: certainty.and_then(|it| code::certainty(&it)).map(Word::from),
            grade: judgement.grade.as_ref().map(GradeView::of),
            measure: judgement.value.map(Number::from),
            unrated: judgement.unrated.map(Both::of),
            by_person: judgement.by_person.as_ref().map(PersonView::of),
            published: it.judgement.published.as_deref().map(FrozenView::of),
            today: TodayView::of(&it.judgement),
        }
    }
}

/// 判定基準.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rule")]
pub(super) struct RuleView {
    /// Its name for ever.
    id: String,
    /// 判定基準名.
    name: String,
    /// What it says in words.
    description: Option<String>,
    /// The grades of its scale, as the municipality lists them.
    grades: Vec<GradeView>,
    /// 段階外の評語: cancelled, not measured …
    off_scale: Vec<GradeView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

impl RuleView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &RatingRule) -> Self {
        Self {
            id: id(own),
            name: it.name.clone(),
            description: it.description.clone(),
            grades: it.grades().iter().map(GradeView::of).collect(),
            off_scale: it.off_scale.iter().map(|it| GradeView::of(&it.grade)).collect(),
            decided: Decided::of(&ask.edition, own),
        }
    }
}
