//! 根拠資料 beside a field, as pages show it.

use std::collections::HashMap;

use desk::attaching::Attached;
use plan::evidence::readable_size;

use super::Here;
use crate::office::Office;
use crate::refused::Refused;

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct Proof {
    pub(crate) address: String,
    /// As it was sent, to the code point.
    pub(crate) name: String,
    pub(crate) size: String,
    /// The version of the sheet that it made.
    pub(crate) version: u64,
}

/// The files of a sheet by field.
pub(crate) type Proofs = HashMap<String, Vec<Proof>>;

impl Proof {
    pub(super) fn of(it: &Attached, here: &Here) -> Self {
        Self {
            address: here.to(&format!("/evidence/{}", web::encode(&it.file.id))),
            name: it.file.name.clone(),
            size: readable_size(it.file.size),
            version: it.version,
        }
    }
}

impl Here {
    /// What is attached to the sheet.
    pub(super) async fn attached(&self, office: &Office) -> Result<Vec<Attached>, Refused> {
        let (actor, place) = (self.clerk.actor().clone(), self.place.clone());
        let found = office.deed(move |office| desk::attaching::of(office.desk(), &actor, &place)).await;
        found.map_err(|fault| fault.page(self.clerk.lang))
    }

    /// The same by field.
    pub(super) async fn proofs(&self, office: &Office) -> Result<Proofs, Refused> {
        let mut proofs = Proofs::new();
        for it in self.attached(office).await? {
            proofs.entry(it.file.field.to_string()).or_default().push(Proof::of(&it, self));
        }
        Ok(proofs)
    }
}
