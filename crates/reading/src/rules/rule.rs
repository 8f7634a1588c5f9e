//! One rule of a file.

use plan::rating::{Hold, Measure, RatingRule, RuleShape, Scale, Step, Tolerance};
use plan::record::{Record, RecordId};

use super::entry::Entry;
use super::words::{CHANGES_BY, HOLDS, ORDERS};
use super::{grades, measure};
use crate::problem::Problem;

/// 判定基準. Whether it contradicts itself is asked later, of every draft alike.
pub(super) fn read(entry: &Entry<'_>) -> Result<Record, Problem> {
    let id = RecordId::new(entry.need("id")?);
    let measure = measure::measure(entry)?;
    let steps: Vec<Step> = entry.entries("grades")?.iter().map(grades::step).collect::<Result<_, _>>()?;
    let off_scale = entry.entries("off_scale")?.iter().map(grades::off_scale).collect::<Result<_, _>>()?;
    let order = entry.word("order", ORDERS)?;
    let expected = entry.numbers("expected")?;
    let rule = RatingRule {
        name: entry.need("name")?.to_owned(),
        description: entry.string("description")?.map(str::to_owned),
        shape: shape(Scale { measure, steps, order, expected }),
        off_scale,
        hold: hold(entry)?,
    };
    entry.unknown()?;
    Ok(Record::new(id, rule))
}

/// 維持の判定: a word, or how near is near enough.
fn hold(entry: &Entry<'_>) -> Result<Option<Hold>, Problem> {
    if !entry.is_table("hold") {
        return entry.word("hold", HOLDS);
    }
    let Some(near) = entry.entry("hold")? else { return Ok(None) };
    let width = near.number("within")?.ok_or_else(|| near.wrong("within", "がありません", "is missing"))?;
    let by = near.word("by", CHANGES_BY)?.unwrap_or_default();
    near.unknown()?;
    Ok(Some(Hold::Within(Tolerance { by, width })))
}

/// Two grades for a target that is met or missed are the plain shape; anything else is a scale.
fn shape(scale: Scale) -> RuleShape {
    let is_plain = scale.measure == Measure::MeetsTarget
        && scale.order.is_none()
        && scale.expected.is_empty()
        && scale.steps.iter().all(|it| it.from.is_none());
    match &scale.steps[..] {
        [met, missed] if is_plain => {
            RuleShape::MeetsTarget { met: met.grade.clone(), missed: missed.grade.clone() }
        }
        _ => RuleShape::Scale(scale),
    }
}
