//! 金額, 目標値, 実績値.

use super::group::{Group, Outcome};
use super::{Ground, Touched};
use crate::actual::Actual;
use crate::amount::Amount;
use crate::fiscal_year::FiscalYear;
use crate::form::Asks;
use crate::sheet::understood::Answer;
use crate::target::Target;

pub(super) fn amount(group: &Group<'_>, ground: &Ground<'_>) -> Outcome {
    let Some(Touched { asked, answer, .. }) = group.touched.first() else { return Outcome::Nothing };
    let Asks::Money { kind, .. } = asked.asks else { return Outcome::Nothing };
    let year = asked.asks.year(ground.form.fiscal_year).unwrap_or(ground.form.fiscal_year);
    match answer {
        Answer::Blank => Outcome::Retire,
        Answer::Yen(yen) => {
            let known = ground.edition.find::<Amount>(&group.record).cloned();
            let base = known.unwrap_or_else(|| Amount::new(group.subject.id.clone(), year, kind, *yen));
            Outcome::put(Amount { yen: *yen, ..base })
        }
        _ => Outcome::Nothing,
    }
}

/// 目標値, and why it was revised.
pub(super) fn target(group: &Group<'_>, ground: &mut Ground<'_>) -> Outcome {
    let known = ground.edition.find::<Target>(&group.record);
    let typed = group.find(|it| matches!(it, Asks::Target { .. }));
    let reason = group.find(|it| matches!(it, Asks::RevisionReason { .. }));
    let target = match typed {
        Some(typed) => promised(typed, group, ground.form.fiscal_year, known),
        None => known.cloned(),
    };
    let Some(mut target) = target else {
        let retired = known.is_some() && typed.is_some();
        alone(
            reason,
            ground,
            "目標値がないので、改定理由だけは記録できません",
            "there is no target to explain",
        );
        return if retired { Outcome::Retire } else { Outcome::Nothing };
    };
    if let Some(reason) = reason {
        target.revision_reason = words(&reason.answer);
    }
    if let Some(typed) = typed
        && known.is_some_and(|it| !it.asks_the_same(&target))
        && target.revision_reason.is_none()
    {
        unexplained(typed, group, ground);
    }
    Outcome::put(target)
}

/// The target as it was typed; none where it was taken out. A reason belongs to the revision that it explains: another target
/// does not take it over.
fn promised(
    typed: &Touched<'_>,
    group: &Group<'_>,
    form: FiscalYear,
    known: Option<&Target>,
) -> Option<Target> {
    let Answer::Target { condition, words } = &typed.answer else { return None };
    let plain = Target {
        indicator: group.subject.id.clone(),
        fiscal_year: typed.asked.asks.year(form).unwrap_or(form),
        condition: condition.clone(),
        words: words.clone(),
        revision_reason: None,
    };
    let same = known.filter(|it| it.asks_the_same(&plain));
    Some(Target { revision_reason: same.and_then(|it| it.revision_reason.clone()), ..plain })
}

/// A decided target is changed only with the reason; a form that has no place for one cannot change it.
fn unexplained(typed: &Touched<'_>, group: &Group<'_>, ground: &mut Ground<'_>) {
    let Asks::Target { year } = typed.asked.asks else { return };
    let place = ground.place(&group.subject.id, Asks::RevisionReason { year }, &typed.asked.id);
    let (ja, en) = match place == typed.asked.id {
        false => (
            "決裁された目標値を変えるので、改定理由を書いてください",
            "a target that was decided is changed: say why",
        ),
        true => (
            "決裁された目標値を変えるには改定理由が要りますが、この様式にその欄がありません（企画課に知らせてください）",
            "a target that was decided is changed only with the reason, and this form has no field for it",
        ),
    };
    ground.problem(&place, ja, en);
}

/// 実績値 with its sample and its explanation: without the figure there is nothing that they belong to.
pub(super) fn actual(group: &Group<'_>, ground: &mut Ground<'_>) -> Outcome {
    let known = ground.edition.find::<Actual>(&group.record);
    let figure = group.find(|it| matches!(it, Asks::Actual { .. }));
    let sample = group.find(|it| matches!(it, Asks::Sample { .. }));
    let explanation = group.find(|it| matches!(it, Asks::Explanation { .. }));
    let actual = match figure {
        Some(typed) => measured(typed, group, ground.form.fiscal_year, known),
        None => known.cloned(),
    };
    let Some(mut actual) = actual else {
        let (ja, en) =
            ("実績値がないので、これだけは記録できません", "there is no result that it belongs to");
        alone(sample, ground, ja, en);
        alone(explanation, ground, ja, en);
        return if known.is_some() { Outcome::Retire } else { Outcome::Nothing };
    };
    if let Some(sample) = sample {
        actual.sample = match sample.answer {
            Answer::Sample(it) => Some(it),
            _ => None,
        };
    }
    if let Some(explanation) = explanation {
        actual.explanation = words(&explanation.answer);
    }
    Outcome::put(actual)
}

/// The result as it was typed; none where it was taken out.
fn measured(
    typed: &Touched<'_>,
    group: &Group<'_>,
    form: FiscalYear,
    known: Option<&Actual>,
) -> Option<Actual> {
    let Answer::Figure { figure, status } = &typed.answer else { return None };
    let (sample, explanation) = known.map_or((None, None), |it| (it.sample, it.explanation.clone()));
    Some(Actual {
        indicator: group.subject.id.clone(),
        fiscal_year: typed.asked.asks.year(form).unwrap_or(form),
        figure: figure.clone(),
        status: *status,
        sample,
        explanation,
    })
}

/// A field that says something about what is not there.
fn alone(field: Option<&Touched<'_>>, ground: &mut Ground<'_>, ja: &str, en: &str) {
    if let Some(it) = field.filter(|it| it.answer != Answer::Blank) {
        ground.problem(&it.asked.id, ja, en);
    }
}

pub(super) fn words(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Words(it) => Some(it.clone()),
        _ => None,
    }
}
