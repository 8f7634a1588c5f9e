//! 決裁のあと: what was prepared keeps the number of the decision that it became.

use ledger::{Tx, paper};
use plan::decision::DecisionNumber;
use plan::draft::Draft;
use plan::edition::Edition;

use super::foresight::prepared_as;
use super::{Content, Preparation, Prepared, Progress};
use crate::Error;

/// The draft was decided over an edition: its preparation says by which decision. Organisations do not always tell that it was: a split
/// may go on.
pub(crate) fn settled(
    tx: &mut Tx<'_>,
    edition: &Edition,
    draft: &Draft,
    number: DecisionNumber,
) -> Result<(), Error> {
    let (town, Some(id)) = (edition.municipality(), prepared_as(&draft.id)) else { return Ok(()) };
    let Some(kept) = paper::find::<Prepared>(tx, town, "", id)? else { return Ok(()) };
    paper::keep(tx, town, &kept)?;
    let next = match was_changed(&kept.value, draft, edition) {
        true => Prepared { decided_earlier: Some(number), ..kept.value.clone() },
        false => Prepared { decided: Some(number), decided_earlier: None, ..kept.value.clone() },
    };
    paper::save(tx, town, "", id, &next, Some(kept.revision))?;
    Ok(())
}

/// What was changed after it was proposed is not what was decided. Words left half typed, and whether it was put aside, change nothing.
fn was_changed(it: &Prepared, draft: &Draft, edition: &Edition) -> bool {
    match &it.proposed {
        Some(proposed) => Content::of(it).differs(proposed, edition),
        // Of one that was proposed before that was noted, only the time tells.
        None => it.at > draft.begun,
    }
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
