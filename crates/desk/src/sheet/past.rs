//! 版の間の違い: what stood in the fields at an earlier version of a sheet, from what was kept of it.

use std::collections::BTreeMap;

use ledger::{Tx, paper};
use plan::form::FieldId;
use plan::municipality::MunicipalityCode;

use super::{Filled, Opened};
use crate::policy::Deed;
use crate::{Actor, Desk, Error};

/// A field that changed between a version and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub field: FieldId,
    /// What was typed in it then; none: nothing, so that what was decided stood there.
    pub before: Option<String>,
    /// What stands in it now, who typed it, and when.
    pub now: Filled,
}

/// 前回から変わったところ: the fields that were typed anew after a version.
pub fn changes_since(
    desk: &Desk,
    actor: &Actor,
    opened: &Opened,
    version: u64,
) -> Result<Vec<Changed>, Error> {
    actor.may(Deed::ReadSheet, Some(&opened.place.organisation), &opened.edition)?;
    let newer: BTreeMap<_, _> = opened.filled.iter().filter(|(_, it)| it.value.version > version).collect();
    let then = desk.ledger.read(|tx| at(tx, &actor.town, opened, version))?;
    let changed = newer.into_iter().map(|(field, it)| Changed {
        field: field.clone(),
        before: then.get(field).cloned(),
        now: it.value.clone(),
    });
    Ok(changed.filter(|it| it.before.as_ref() != Some(&it.now.entry.text)).collect())
}

/// What had been typed by a version, field by field.
fn at(
    tx: &mut Tx<'_>,
    town: &MunicipalityCode,
    opened: &Opened,
    version: u64,
) -> Result<BTreeMap<FieldId, String>, Error> {
    let past = paper::past_of_folder::<Filled>(tx, town, &opened.place.folder())?;
    let older = past.into_iter().filter(|it| it.value.version <= version);
    // By field and revision: the last of each field is the newest that is old enough.
    Ok(older.filter_map(|it| Some((FieldId::parse(&it.id)?, it.value.entry.text))).collect())
}
