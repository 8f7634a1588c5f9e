//! 金額, 評価, 意見, 対応, 廃止: what it cost and what was said, row by row.

use plan::amount::{Amount, AmountKind, Share};
use plan::decision::StaffId;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::evaluation::{Evaluation, EvaluationKind, Ungraded};
use plan::record::{Record, RecordId};
use plan::remark::{Remark, Response, ResponseStatus, Speaker};
use plan::resource::{Resource, ResourceKind};
use plan::unit::Unit;
use rust_decimal::Decimal;

use super::row::{Row, Words};
use crate::problem::Problem;
use crate::ticked::ticked;

const AMOUNT_KINDS: &Words<AmountKind> = &[
    ("当初予算", AmountKind::Initial),
    ("補正予算", AmountKind::Supplementary),
    ("決算見込", AmountKind::Expected),
    ("決算", AmountKind::Settled),
];

const RESOURCE_KINDS: &Words<ResourceKind> = &[
    ("職員", ResourceKind::Staff),
    ("施設", ResourceKind::Facility),
    ("財産", ResourceKind::Property),
    ("情報", ResourceKind::Information),
];

const EVALUATION_KINDS: &Words<EvaluationKind> = &[
    ("中間評価", EvaluationKind::Midterm),
    ("自己評価", EvaluationKind::OwnAssessment),
    ("内部評価", EvaluationKind::Internal),
    ("外部評価", EvaluationKind::External),
];

const SPEAKERS: &Words<Speaker> = &[
    ("外部評価委員", Speaker::ExternalEvaluator),
    ("議会", Speaker::Council),
    ("監査", Speaker::Auditor),
    ("住民", Speaker::Residents),
    ("区政会議", Speaker::ResidentsMeeting),
    ("市民会議", Speaker::ResidentsMeeting),
];

const RESPONSE_STATUSES: &Words<ResponseStatus> = &[
    ("対応済", ResponseStatus::Done),
    ("対応中", ResponseStatus::Doing),
    ("検討中", ResponseStatus::Considering),
    ("対応しない", ResponseStatus::Declined),
];

/// 金額.
pub(super) fn amount(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let (element, fiscal_year) = (row.id("element_id")?, row.year("fiscal_year")?);
    let kind = row.need_word("amount_kind", AMOUNT_KINDS)?;
    let known = edition.amount(&element, fiscal_year, kind);
    let explanation =
        row.or_known("explanation", row.owned("explanation"), known.map(|it| it.explanation.clone()));
    let amount = Amount {
        element,
        fiscal_year,
        kind,
        yen: row.yen("amount")?.ok_or_else(|| row.blank("amount"))?,
        staff_cost: row.or_known("staff_cost", row.yen("staff_cost")?, known.map(|it| it.staff_cost)),
        staff: row.or_known("staff", row.decimal("staff")?, known.map(|it| it.staff)),
        explanation,
        account: row.or_known("account", row.owned("account"), known.map(|it| it.account.clone())),
        shares: row.or_known("shares", shares(row)?, known.map(|it| it.shares.clone())),
        share_method: row.or_known(
            "share_method",
            row.owned("share_method"),
            known.map(|it| it.share_method.clone()),
        ),
    };
    Ok(Proposal::put(Record::new(amount.id(), amount)))
}

/// 按分: `{element}=40%;{element}=60%`.
fn shares(row: &Row<'_>) -> Result<Vec<Share>, Problem> {
    let read = |part: String| {
        let (element, share) = part.split_once(['=', '＝'])?;
        let share = plan::quantity::Quantity::parse(share.trim(), None).filter(|it| !it.approximate)?;
        let is_percent = share.unit.as_ref().is_some_and(|it| it.as_str() == "%");
        let part = if is_percent { share.value / Decimal::ONE_HUNDRED } else { share.value };
        let is_part = part > Decimal::ZERO && part <= Decimal::ONE;
        is_part.then(|| Share { element: RecordId::new(element.trim()), part })
    };
    let wrong =
        || row.problem("shares", "按分として読めません（例：e-1=40%;e-2=60%）", "is no list of shares");
    row.list("shares").into_iter().map(|part| read(part).ok_or_else(wrong)).collect()
}

/// 経営資源. Its id carries its kind and its name, so a row with the same name is the same resource.
pub(super) fn resource(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let (element, fiscal_year) = (row.id("element_id")?, row.year("fiscal_year")?);
    let name = row.need("resource_name")?.to_owned();
    let id = element.of_year("resource", fiscal_year);
    let id = RecordId::new(format!("{id}/{}", plan::key::squeeze(&name)));
    let known = edition.find::<Resource>(&id);
    let unit = Unit::new(row.get("unit").unwrap_or_default());
    let resource = Resource {
        element,
        fiscal_year,
        kind: row.need_word("resource_kind", RESOURCE_KINDS)?,
        name,
        quantity: row.or_known("quantity", row.decimal("quantity")?, known.map(|it| it.quantity)),
        unit: row.or_known("unit", unit, known.map(|it| it.unit.clone())),
        note: row.or_known("note", row.owned("note"), known.map(|it| it.note.clone())),
    };
    Ok(Proposal::put(Record::new(id, resource)))
}

/// 評価. A grade that differs from the rule's needs its reason.
pub(super) fn evaluation(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let kind = row.need_word("evaluation_kind", EVALUATION_KINDS)?;
    let (subject, fiscal_year) = (row.id("subject_id")?, row.year("fiscal_year")?);
    let known = edition.evaluation(&subject, fiscal_year, kind);
    let mut evaluation = match known.filter(|_| !row.has("grade")) {
        Some(known) => known.clone(),
        None => Evaluation::new(subject, fiscal_year, kind),
    };
    evaluation.text =
        row.or_known("evaluation", row.paragraphs("evaluation"), known.map(|it| it.text.clone()));
    evaluation.future = row.or_known("future", row.paragraphs("future"), known.map(|it| it.future.clone()));
    let direction = row.get("direction_word").map(|cell| directed(cell).to_owned());
    evaluation.direction = row.or_known("direction_word", direction, known.map(|it| it.direction.clone()));
    if let Some(grade) = row.get("grade") {
        evaluation = graded(row, edition, evaluation, (grade, known))?;
    }
    Ok(Proposal::put(Record::new(evaluation.id(), evaluation)))
}

/// 今後の方向性: of words with boxes the only one that is ticked, else as it is written.
fn directed(cell: &str) -> &str {
    match ticked(cell).as_deref() {
        Some([word]) => word,
        _ => cell,
    }
}

/// The written grade against the rule's; `known` has the reason where the table has no column for one.
fn graded(
    row: &Row<'_>,
    edition: &Edition,
    it: Evaluation,
    (written, known): (&str, Option<&Evaluation>),
) -> Result<Evaluation, Problem> {
    let mark = edition.grading_rule(&it.subject).and_then(|it| it.grade(written)).map(|it| it.mark);
    let same = |(known, _): &(&str, &str)| mark.as_deref() == Some(*known);
    let known = known.and_then(|it| it.verdict().by_person()).filter(same);
    let reason = row.get("grade_reason").unwrap_or_default();
    let reason = row.or_known("grade_reason", reason, known.map(|(_, reason)| reason));
    it.graded(edition, written, StaffId("document".to_owned()), reason).map_err(|why| match why {
        Ungraded::NoRule => row.problem(
            "grade",
            "照らす判定基準がないため判定できません",
            "cannot be judged: no rating rule applies",
        ),
        Ungraded::NoSuchGrade { rule, .. } => {
            let ja = format!("判定基準「{rule}」にない評語です");
            row.problem("grade", &ja, &format!("is no grade of the rule “{rule}”"))
        }
        Ungraded::Refused(refusal) => row.problem("grade", &refusal.ja(), &refusal.to_string()),
    })
}

/// 意見.
pub(super) fn remark(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let id = row.id("remark_id")?;
    let known = edition.find::<Remark>(&id);
    let remark = Remark {
        subject: row.id("subject_id")?,
        fiscal_year: row.year("fiscal_year")?,
        by: row.need_word("remark_by", SPEAKERS)?,
        by_name: row.or_known(
            "remark_by_name",
            row.owned("remark_by_name"),
            known.map(|it| it.by_name.clone()),
        ),
        text: row.paragraphs("remark"),
        said_on: row.or_known("said_on", row.partial_date("said_on")?, known.map(|it| it.said_on)),
    };
    Ok(Proposal::put(Record::new(id, remark)))
}

/// 対応.
pub(super) fn response(row: &Row<'_>, edition: &Edition) -> Result<Proposal, Problem> {
    let mut response = Response {
        remark: row.id("remark_id")?,
        status: row.need_word("response_status", RESPONSE_STATUSES)?,
        text: row.paragraphs("response"),
        fiscal_year: row.maybe_year("responded_year")?,
        reflected_yen: row.yen("reflected_amount")?,
        reflected_in: row.ids("reflected_in"),
        responded_on: row.partial_date("responded_on")?,
    };
    if let Some(known) = edition.find::<Response>(&response.id()) {
        response.fiscal_year = row.or_known("responded_year", response.fiscal_year, Some(known.fiscal_year));
        response.reflected_yen =
            row.or_known("reflected_amount", response.reflected_yen, Some(known.reflected_yen));
        response.reflected_in =
            row.or_known("reflected_in", response.reflected_in, Some(known.reflected_in.clone()));
        response.responded_on = row.or_known("responded_on", response.responded_on, Some(known.responded_on));
    }
    Ok(Proposal::put(Record::new(response.id(), response)))
}

/// 廃止.
pub(super) fn retired(row: &Row<'_>, _: &Edition) -> Result<Proposal, Problem> {
    Ok(Proposal::retire(row.id("retired_id")?))
}
