//! 決裁のあと: what was prepared keeps the number of the decision that it became.

use ledger::{Tx, paper};
use plan::decision::DecisionNumber;
use plan::draft::Draft;
use plan::municipality::MunicipalityCode;

use super::Prepared;
use crate::Error;

/// The draft was decided: its preparation says by which decision. Organisations do not always tell that it was: a split may go on.
pub(crate) fn settled(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    draft: &Draft,
    number: DecisionNumber,
) -> Result<(), Error> {
    let Some(id) = draft.id.0.strip_prefix("reorganisation-") else { return Ok(()) };
    let Some(kept) = paper::find::<Prepared>(tx, town, "", id)? else { return Ok(()) };
    // What was changed after it was proposed is not what was decided.
    if kept.value.at > draft.begun {
        return Ok(());
    }
    paper::keep(tx, town, &kept)?;
    let next = Prepared { decided: Some(number), ..kept.value.clone() };
    paper::save(tx, town, "", id, &next, Some(kept.revision))?;
    Ok(())
}
