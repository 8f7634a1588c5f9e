//! 判定: the grade of a rule, a person's beside it, and what it would be today. Called and explained alike in every table of
//! judgements. The main columns are the verdict that stands: whoever counts them finds the counts of the pages.

use plan::rating::{Frozen, Judgement};
use plan::record::RecordId;

use crate::column::{Field, Kind, Unit, field};

/// A row about something that was judged.
pub(super) trait Judged<'a> {
    /// What today's figures say of it, with what was published where that rests on something else.
    fn today(&self) -> &Judgement;
    /// By which rule.
    fn rule(&self) -> Option<&'a RecordId>;

    /// The verdict that stands: as published, where something was corrected or revised since.
    fn standing(&self) -> &Judgement {
        self.today().standing()
    }

    /// 公表時の判定, where something was corrected or revised since.
    fn published(&self) -> Option<&Frozen> {
        self.today().published.as_deref()
    }

    /// いまの判定, where something was corrected or revised since the one that stands was published.
    fn since(&self) -> Option<&Judgement> {
        self.published().map(|_| self.today())
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
            |it: &R| it.standing().value.into(),
        )
        .in_unit(Unit::Is("判定基準による", "as the rule says")),
        field(
            "computed_grade",
            "基準による評語",
            Kind::Text,
            ("判定基準で計算した評語", "the rule's grade"),
            |it: &R| it.standing().grade.as_ref().map(|it| it.mark.clone()).into(),
        ),
        field(
            "unrated_reason",
            "評語がない理由",
            Kind::Text,
            ("判定基準の段階に当てはめられない理由", "why the rule gives no place on its scale"),
            |it: &R| it.standing().unrated.map(|it| it.say().0).into(),
        ),
        field(
            "person_grade",
            "人による評語",
            Kind::Text,
            (
                "人が定めた評語。空欄は基準のとおり",
                "a person's grade beside the rule's; blank where there is none",
            ),
            |it: &R| it.standing().by_person.as_ref().map(|it| it.grade.mark.clone()).into(),
        ),
        field(
            "person_reason",
            "人による評語の理由",
            Kind::Text,
            ("公表された理由", "its published reason"),
            |it: &R| it.standing().by_person.as_ref().map(|it| it.reason.clone()).into(),
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

/// The grade that today's figures would have.
pub(super) fn today_grade<'a, R: Judged<'a>>() -> Field<'a, R> {
    field(
        "today_grade",
        "いまの評語",
        Kind::Text,
        (
            "公表後の訂正や改定を入れたときの評語。空欄はどれもない",
            "the grade with what was corrected or revised since; blank where nothing was",
        ),
        |it: &R| it.since().and_then(Judgement::final_grade).map(|it| it.mark.clone()).into(),
    )
}
