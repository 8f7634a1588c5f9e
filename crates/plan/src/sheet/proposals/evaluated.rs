//! 評価: words, direction and what comes next; a person's grade is held against the rule's, as it will be after the sheet.

use jiff::Timestamp;

use super::group::{Group, Outcome};
use super::{Ground, Touched};
use crate::decision::{Change, StaffId};
use crate::draft::{self, Proposal};
use crate::edition::Edition;
use crate::evaluation::{Evaluation, Ungraded, Verdict};
use crate::form::{About, Asks};
use crate::record::{Body, RecordId};
use crate::refusal::Refusal;
use crate::sheet::understood::Answer;

/// The edition as it would be with the rest of the sheet: a grade stands beside the figures of the same sheet.
///
/// An edition that nobody has seen must be indexed anew, so it is made only where a verdict could be another one by it.
pub(super) fn imagined(edition: &Edition, proposals: &[Proposal], graded: &[Group<'_>]) -> Edition {
    let proposals: Vec<Proposal> =
        proposals.iter().filter(|it| decides(edition, it, graded)).cloned().collect();
    if proposals.is_empty() {
        return edition.clone();
    }
    let entry = graded.iter().flat_map(|it| &it.touched).map(|it| it.entry).max_by_key(|it| it.at);
    let (by, at) = match entry {
        Some(it) => (it.by.clone(), it.at),
        None => (StaffId(String::new()), Timestamp::UNIX_EPOCH),
    };
    edition.imagined(draft::edits(proposals, edition), &by, at)
}

/// Whether what a proposal changes could decide the verdict of any of the subjects: of an indicator its own records, of an element
/// whatever is measured. What is new must be there to be judged at all.
fn decides(edition: &Edition, proposal: &Proposal, graded: &[Group<'_>]) -> bool {
    let id = proposal.change.id();
    let is_new = edition.get(id).is_none();
    let own = |subject: &RecordId| {
        id.as_str()
            .strip_prefix(subject.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let measures = match &proposal.change {
        Change::Put(record) => match record.body {
            Body::Element(_) => return is_new,
            Body::Indicator(_) | Body::Target(_) | Body::Actual(_) => true,
            _ => false,
        },
        Change::Retire(_) => true,
    };
    measures && graded.iter().any(|it| !it.is_of(About::Indicator) || own(&it.subject.id))
}

/// An evaluation of which only words were touched.
pub(super) fn worded(group: &Group<'_>, ground: &Ground<'_>) -> Outcome {
    with_words(group, ground).map_or(Outcome::Nothing, |it| settled(group, ground, it))
}

/// An evaluation with a person's grade, or with its end.
pub(super) fn graded<'a>(group: &Group<'a>, ground: &mut Ground<'a>, after: &Edition) -> Option<Proposal> {
    let group = group.internal_ones_apart(ground);
    let it = with_words(&group, ground)?;
    let it = match judged(&group, it.clone(), after) {
        Ok(judged) => judged,
        Err(wrong) => {
            let Wrong { asks, ja, en } = wrong;
            let place = ground.place(&group.subject.id, asks, &group.first());
            ground.problem(&place, ja, en);
            it
        }
    };
    let outcome = settled(&group, ground, it);
    group.propose(outcome, ground)
}

/// Nothing is left of an evaluation that says nothing.
fn settled(group: &Group<'_>, ground: &Ground<'_>, it: Evaluation) -> Outcome {
    let silent = it.text.is_empty() && it.future.is_empty() && it.direction.is_none();
    match (silent && *it.verdict() == Verdict::Pending, ground.edition.get(&group.record)) {
        (true, Some(_)) => Outcome::Retire,
        (true, None) => Outcome::Nothing,
        (false, _) => Outcome::put(it),
    }
}

fn with_words(group: &Group<'_>, ground: &Ground<'_>) -> Option<Evaluation> {
    let asks = group.touched.first()?.asked.asks;
    let (Asks::Assessment { kind, .. }
    | Asks::Direction { kind, .. }
    | Asks::Future { kind, .. }
    | Asks::Grade { kind, .. }
    | Asks::GradeReason { kind, .. }) = asks
    else {
        return None;
    };
    let year = asks.year(ground.form.fiscal_year)?;
    let known = ground.edition.find::<Evaluation>(&group.record).cloned();
    let mut it = known.unwrap_or_else(|| Evaluation::new(group.subject.id.clone(), year, kind));
    for Touched { asked, answer, .. } in &group.touched {
        let paragraphs = match answer {
            Answer::Paragraphs(text) => text.clone(),
            _ => vec![],
        };
        match asked.asks {
            Asks::Assessment { .. } => it.text = paragraphs,
            Asks::Future { .. } => it.future = paragraphs,
            Asks::Direction { .. } => {
                it.direction = match answer {
                    Answer::Direction(word) => Some(word.clone()),
                    _ => None,
                }
            }
            _ => {}
        }
    }
    Some(it)
}

/// Why a grade cannot stand, and in which field that is told.
struct Wrong {
    asks: Asks,
    ja: String,
    en: String,
}

impl Wrong {
    fn at(asks: Asks, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { asks, ja: ja.into(), en: en.into() }
    }
}

fn judged(group: &Group<'_>, it: Evaluation, after: &Edition) -> Result<Evaluation, Wrong> {
    let grade = group.find(|it| matches!(it, Asks::Grade { .. }));
    let reason = group.find(|it| matches!(it, Asks::GradeReason { .. }));
    let Some(first) = grade.or(reason) else { return Ok(it) };
    let (Asks::Grade { kind, year } | Asks::GradeReason { kind, year }) = first.asked.asks else {
        return Ok(it);
    };
    let known = it.verdict().by_person().map(|(mark, why)| (mark.to_owned(), why.to_owned()));
    let typed = reason.map(|it| super::figures::words(&it.answer).unwrap_or_default());
    let mark = match grade.map(|it| &it.answer) {
        Some(Answer::Grade(mark)) => Some(mark.clone()),
        Some(_) => None,
        None => known.as_ref().map(|(mark, _)| mark.clone()),
    };
    let why = Asks::GradeReason { kind, year };
    let judged = match mark {
        None => it.ungraded(after),
        Some(mark) => {
            let reason = typed.clone().or(known.map(|(_, why)| why)).unwrap_or_default();
            it.graded(after, &mark, first.entry.by.clone(), &reason)
                .map_err(|it| wrong(it, &mark, Asks::Grade { kind, year }, why))?
        }
    };
    let unused = judged.verdict().by_person().is_none() && typed.is_some_and(|it| !it.is_empty());
    if unused { Err(needless(why)) } else { Ok(judged) }
}

/// A reason that would be lost: the grade is the rule's.
fn needless(reason: Asks) -> Wrong {
    Wrong::at(
        reason,
        "判定は規則のとおりなので、理由は記録されません。判定を選ぶか、理由を空にしてください",
        "the grade is the rule’s, so no reason is kept: choose a grade, or leave the reason blank",
    )
}

fn wrong(why: Ungraded, mark: &str, grade: Asks, reason: Asks) -> Wrong {
    match why {
        Ungraded::NoRule => Wrong::at(
            grade,
            "照らす判定基準がないため判定できません",
            "it cannot be judged: no rating rule applies",
        ),
        Ungraded::NoSuchGrade { rule, marks } => Wrong::at(
            grade,
            format!("「{mark}」は判定基準「{rule}」にない評語です（{}のいずれか）", marks.join("、")),
            format!("“{mark}” is no grade of the rule “{rule}” ({})", marks.join(", ")),
        ),
        Ungraded::Refused(Refusal::NoReason) => Wrong::at(
            reason,
            "規則と違う判定にするので、理由を書いてください（理由は公表されます）",
            "the grade differs from the rule’s: say why; the reason is published",
        ),
        Ungraded::Refused(refusal) => Wrong::at(grade, refusal.ja(), refusal.to_string()),
    }
}
