//! 点検の指摘 of a sheet: the same list for those who hand it in and for those who review it.

use desk::checking::{self, Noted};
use desk::sheet::Opened;

use super::Here;
use crate::findings::Found;
use crate::office::Office;
use crate::refused::Refused;

/// Those that the sheet would bring, and those that were there before.
pub(super) type Parted = (Vec<Found>, Vec<Found>);

impl Here {
    /// What the checks say of the sheet as it stands.
    pub(super) async fn noted(&self, office: &Office, opened: &Opened) -> Result<Vec<Noted>, Refused> {
        let (by, sheet) = (self.clerk.actor().id.clone(), opened.clone());
        let noted = office.deed(move |office| Ok(checking::sheet(&sheet, &by, office.now()))).await;
        noted.map_err(|fault| fault.page(self.clerk.lang))
    }

    /// In words, each with a link to its field.
    pub(super) fn parted(&self, noted: &[Noted]) -> Parted {
        let told = noted.iter().map(|it| Found::of_sheet(it, &self.to(""), self.clerk.lang));
        told.partition(|it| it.new)
    }

    /// Both.
    pub(super) async fn findings(&self, office: &Office, opened: &Opened) -> Result<Parted, Refused> {
        Ok(self.parted(&self.noted(office, opened).await?))
    }
}
