//! 判定: the grade of a rule, a person's beside it, and what was published. Called and explained alike in every table of judgements.

use plan::rating::{Frozen, Judgement};
use plan::record::RecordId;

use crate::column::{Field, Kind, Unit, field};

/// A row about something that was judged.
pub(super) trait Judged<'a> {
    /// What is said of it.
    fn judgement(&self) -> &Judgement;
    /// By which rule.
    fn rule(&self) -> Option<&'a RecordId>;

    /// 公表時の判定, where something was corrected or revised since.
    fn published(&self) -> Option<&Frozen> {
        self.judgement().published.as_deref()
    }
}

/// What the rule says of it, and a person.
pub(super) fn graded<'a, R: Judged<'a>>() -> Vec<Field<'a, R>> {
    vec![
        field(
            "rule_id",
            "判定基準ID",
            Kind::Id,
            ("使った判定基準", "the rule that was used"),
            |it: &R| it.rule().into(),
        ),
        field(
            "measure",
            "基準が計算した値",
            Kind::Decimal,
            (
                "達成率や変化率など。率は1を100%とする",
                "what the rule measured: a rate as a part of one, a change, points",
            ),
            |it: &R| it.judgement().value.into(),
        )
        .in_unit(Unit::Is("判定基準による", "as the rule says")),
        field(
            "computed_grade",
            "基準による評語",
            Kind::Text,
            ("判定基準で計算した評語", "the rule's grade"),
            |it: &R| it.judgement().grade.as_ref().map(|it| it.mark.clone()).into(),
        ),
        field(
            "unrated_reason",
            "評語がない理由",
            Kind::Text,
            ("判定基準の段階に当てはめられない理由", "why the rule gives no place on its scale"),
            |it: &R| it.judgement().unrated.map(|it| it.say().0).into(),
        ),
        field(
            "person_grade",
            "人による評語",
            Kind::Text,
            (
                "人が定めた評語。空欄は基準のとおり",
                "a person's grade beside the rule's; blank where there is none",
            ),
            |it: &R| it.judgement().by_person.as_ref().map(|it| it.grade.mark.clone()).into(),
        ),
        field(
            "person_reason",
            "人による評語の理由",
            Kind::Text,
            ("公表された理由", "its published reason"),
            |it: &R| it.judgement().by_person.as_ref().map(|it| it.reason.clone()).into(),
        ),
    ]
}

/// When it was published, where it was corrected or revised since.
pub(super) fn published_on<'a, R: Judged<'a>>() -> Field<'a, R> {
    field(
        "published_on",
        "公表日",
        Kind::Day,
        (
            "公表後に実績の訂正や目標の改定などがあった判定を、初めて公表した日。空欄はどれもない",
            "when a judgement of which something was corrected or revised since was first published; blank where nothing was",
        ),
        |it: &R| it.published().map(|it| it.on).into(),
    )
}

/// The grade that was published.
pub(super) fn published_grade<'a, R: Judged<'a>>() -> Field<'a, R> {
    field(
        "published_grade",
        "公表時の評語",
        Kind::Text,
        ("公表したときの評語", "the grade in force then"),
        |it: &R| it.published().and_then(|it| it.judgement.final_grade()).map(|it| it.mark.clone()).into(),
    )
}
