//! 決裁のあと: what was prepared keeps the number of the decision that it became.

use ledger::{Tx, paper};
use plan::decision::DecisionNumber;
use plan::draft::Draft;
use plan::municipality::MunicipalityCode;

use super::{Preparation, Prepared, Progress};
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
    paper::keep(tx, town, &kept)?;
    // What was changed after it was proposed is not what was decided.
    let next = match kept.value.at > draft.begun {
        true => Prepared { decided_earlier: Some(number), ..kept.value.clone() },
        false => Prepared { decided: Some(number), decided_earlier: None, ..kept.value.clone() },
    };
    paper::save(tx, town, "", id, &next, Some(kept.revision))?;
    Ok(())
}

/// 決裁されたものは変えられない: what was decided is changed by another decision, and never in its preparation.
pub(super) fn is_open(it: &Preparation) -> Result<(), Error> {
    if it.progress != Progress::Decided {
        return Ok(());
    }
    let by = it.prepared.decided.map(|it| it.0);
    let (ja, en) =
        by.map_or_else(Default::default, |it| (format!("（決裁第{it}号）"), format!(" (decision {it})")));
    Err(Error::invalid(
        "steps",
        format!(
            "この組織改正はもう決裁されています{ja}。変えるときは、新しい組織改正を準備するか、決裁の取消を起案してください"
        ),
        format!("this reorganisation is decided{en}: prepare another one, or undo the decision"),
    ))
}
