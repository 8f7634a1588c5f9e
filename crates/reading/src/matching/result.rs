//! The result of an indicator line, where it is a measured figure in the indicator's own unit; else what stands in its place.

use plan::missing::Missing;
use plan::unit::Unit;

use crate::document::Indicator;
use crate::file::Reading;
use crate::problem::{Gap, Problem};

/// The result as a figure. 「約50人」 is not taken for 50, nor 「30世帯」 for 30 人; 集計中 is told.
pub(super) fn exact<'a>(it: &'a Indicator, unit: &Unit, reading: &mut Reading) -> Option<&'a str> {
    let Some(figure) = it.actual.as_deref() else {
        missing(it, reading);
        return None;
    };
    let written = it.raw_actual.as_deref().unwrap_or(figure);
    let other = it.other_unit.clone().or_else(|| moved(it, unit));
    if it.approximate {
        about(it.line, written, reading);
    } else if other.is_some() {
        other_unit(it.line, (written, unit), reading);
    }
    (!it.approximate && other.is_none()).then_some(figure)
}

/// The unit of this document, where the series that it continues is counted in another.
fn moved(it: &Indicator, unit: &Unit) -> Option<String> {
    let written = it.unit.as_deref().and_then(Unit::parse)?;
    let other = !unit.as_str().is_empty() && !written.fits(unit);
    other.then(|| written.as_str().to_owned())
}

/// Somebody is told that a result is no exact figure.
pub(super) fn about(line: usize, written: &str, reading: &mut Reading) {
    let problem = Problem::new(
        super::line(line),
        format!("実績「{written}」はおよその数なので、実績値として取り込みませんでした"),
        format!("the result “{written}” is approximate and was not taken in as a figure"),
    );
    reading.problems.push(problem.of(Gap::About));
}

fn other_unit(line: usize, (written, unit): (&str, &Unit), reading: &mut Reading) {
    let problem = Problem::new(
        super::line(line),
        format!("実績「{written}」は指標の単位（{}）と違う単位なので、取り込みませんでした", unit.as_str()),
        format!("the result “{written}” is in another unit than the indicator’s ({})", unit.as_str()),
    );
    reading.problems.push(problem.of(Gap::OtherUnit));
}

/// ―, 集計中, 未実施: nothing to take in, and nothing that is known changes.
fn missing(it: &Indicator, reading: &mut Reading) {
    let Some(written) = it.raw_actual.as_deref() else { return };
    let gap = match Missing::parse(written) {
        None | Some(Missing::Blank) => return,
        Some(Missing::Coming | Missing::TargetUndecided | Missing::NotAvailable) => Gap::NotYet,
        Some(Missing::Dash | Missing::Withheld) => Gap::Mark,
        Some(Missing::NotMeasured | Missing::NotSuitable | Missing::NotApplicable) => Gap::NotMeasured,
    };
    let note = Problem::new(
        super::line(it.line),
        format!("実績「{written}」は数値でないので、実績値としては取り込みませんでした"),
        format!("the result “{written}” is no figure and was not taken in as one"),
    );
    reading.notes.push(note.of(gap));
}
