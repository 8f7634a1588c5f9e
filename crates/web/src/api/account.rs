//! Money, means, evaluations and remarks.

use plan::amount::Amount;
use plan::evaluation::{Evaluation, VerdictParts};
use plan::record::RecordId;
use plan::remark::{Remark, Response};
use plan::resource::Resource;
use schemars::JsonSchema;
use serde::Serialize;
use writing::code;

use super::ask::Ask;
use super::value::{Decided, Number, Sometime, Word, Year, id, ids};

/// 金額: budget or settlement of one element for one year.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Amount")]
pub(super) struct AmountView {
    /// Its name for ever.
    id: String,
    /// The element or plan that it pays for.
    element_id: String,
    /// The year of the money.
    fiscal_year: Year,
    /// Budget or settlement.
    kind: Word,
    /// Whole yen; of a supplementary budget the change, negative for a cut.
    yen: i64,
    /// 人件費 in whole yen; none where it is not known, which is not zero.
    staff_cost_yen: Option<i64>,
    /// 職員数: full-time staff.
    staff: Option<Number>,
    /// 予算科目, as written.
    account: Option<String>,
    /// 按分: the elements that it serves; empty: it all serves `element_id`.
    shares: Vec<ShareView>,
    /// 按分の方法.
    share_method: Option<String>,
    /// 増減の説明.
    explanation: Option<String>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 按分割合.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Share")]
struct ShareView {
    /// The element that is served.
    element_id: String,
    /// The part of the whole, from 0 to 1.
    part: Number,
}

impl AmountView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Amount) -> Self {
        let share =
            |it: &plan::amount::Share| ShareView { element_id: id(&it.element), part: it.part.into() };
        Self {
            id: id(own),
            element_id: id(&it.element),
            fiscal_year: it.fiscal_year.into(),
            kind: code::amount_kind(it.kind).into(),
            yen: it.yen,
            staff_cost_yen: it.staff_cost,
            staff: it.staff.map(Number::from),
            account: it.account.clone(),
            shares: it.shares.iter().map(share).collect(),
            share_method: it.share_method.clone(),
            explanation: it.explanation.clone(),
            decided: Decided::of(&ask.edition, own),
        }
    }
}

/// 経営資源 beside money: people, facilities, property, information.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Resource")]
pub(super) struct ResourceView {
    /// Its name for ever.
    id: String,
    /// The element or plan that uses it.
    element_id: String,
    /// The year in which it is used.
    fiscal_year: Year,
    /// Which of the resources.
    kind: Word,
    /// What it is.
    name: String,
    /// How much of it, where it is counted.
    quantity: Option<Number>,
    /// 単位 of the quantity.
    unit: String,
    /// How it is used.
    note: Option<String>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

impl ResourceView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Resource) -> Self {
        Self {
            id: id(own),
            element_id: id(&it.element),
            fiscal_year: it.fiscal_year.into(),
            kind: code::resource_kind(it.kind).into(),
            name: it.name.clone(),
            quantity: it.quantity.map(Number::from),
            unit: it.unit.as_str().to_owned(),
            note: it.note.clone(),
            decided: Decided::of(&ask.edition, own),
        }
    }
}

/// 評価: what people say about a year's result.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Evaluation")]
pub(super) struct EvaluationView {
    /// Its name for ever.
    id: String,
    /// The plan, element or indicator that is evaluated.
    subject_id: String,
    /// What that is.
    subject_kind: Option<Word>,
    /// The year that is looked back on.
    fiscal_year: Year,
    /// Who evaluates, and when in the year.
    kind: Word,
    /// One text a paragraph.
    text: Vec<String>,
    /// 今後の方向性, in the municipality's own word.
    direction: Option<String>,
    /// 今後の方針, one text a paragraph.
    future: Vec<String>,
    /// 判定.
    verdict: Option<VerdictView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 判定 in an evaluation: the rule's grade, and a person's beside it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Verdict")]
struct VerdictView {
    /// 判定基準.
    rule_id: String,
    /// The rule's grade; none where the rule gives none.
    computed_grade: Option<String>,
    /// The grade in force.
    grade: String,
    /// Why a person's grade stands in place of the rule's.
    reason: Option<String>,
}

impl VerdictView {
    fn of(it: VerdictParts<'_>) -> Self {
        Self {
            rule_id: id(it.rule),
            computed_grade: it.computed.map(str::to_owned),
            grade: it.grade.to_owned(),
            reason: it.reason.map(str::to_owned),
        }
    }
}

impl EvaluationView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Evaluation) -> Self {
        Self {
            id: id(own),
            subject_id: id(&it.subject),
            subject_kind: code::kind_of(&ask.edition, &it.subject).map(Word::from),
            fiscal_year: it.fiscal_year.into(),
            kind: code::evaluation_kind(it.kind).into(),
            text: it.text.clone(),
            direction: it.direction.clone(),
            future: it.future.clone(),
            verdict: it.verdict().parts().map(VerdictView::of),
            decided: Decided::of(&ask.edition, own),
        }
    }
}

/// 意見: said by someone outside the section.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Remark")]
pub(super) struct RemarkView {
    /// Its name for ever.
    id: String,
    /// The record of which it speaks.
    subject_id: String,
    /// What that is.
    subject_kind: Option<Word>,
    /// The year in whose evaluation it was said.
    fiscal_year: Year,
    /// Who said it, by role.
    speaker: Word,
    /// The body's name; never a private person's.
    speaker_name: Option<String>,
    /// One text a paragraph.
    text: Vec<String>,
    /// When it was said.
    said_on: Option<Sometime>,
    /// 対応; none: nobody has answered yet.
    response: Option<ResponseView>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

/// 対応: what was done about a remark.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Response")]
struct ResponseView {
    /// How far it has come.
    status: Word,
    /// What was done, or why not; one text a paragraph.
    text: Vec<String>,
    /// 対応年度.
    fiscal_year: Option<Year>,
    /// 反映額 in whole yen.
    reflected_yen: Option<i64>,
    /// 反映先: the records in which the change shows.
    reflected_in_ids: Vec<String>,
    /// 回答日.
    responded_on: Option<Sometime>,
    /// The decision that made it what it is.
    decided: Option<Decided>,
}

impl RemarkView {
    pub(super) fn of(ask: &Ask, own: &RecordId, it: &Remark) -> Self {
        let response = ask.edition.naming::<Response>(own).next();
        Self {
            id: id(own),
            subject_id: id(&it.subject),
            subject_kind: code::kind_of(&ask.edition, &it.subject).map(Word::from),
            fiscal_year: it.fiscal_year.into(),
            speaker: code::speaker(it.by).into(),
            speaker_name: it.by_name.clone(),
            text: it.text.clone(),
            said_on: it.said_on.map(Sometime),
            response: response.map(|(id, it)| ResponseView::of(ask, id, it)),
            decided: Decided::of(&ask.edition, own),
        }
    }
}

impl ResponseView {
    fn of(ask: &Ask, own: &RecordId, it: &Response) -> Self {
        Self {
            status: code::response_status(it.status).into(),
            text: it.text.clone(),
            fiscal_year: it.fiscal_year.map(Year::from),
            reflected_yen: it.reflected_yen,
            reflected_in_ids: ids(&it.reflected_in),
            responded_on: it.responded_on.map(Sometime),
            decided: Decided::of(&ask.edition, own),
        }
    }
}
