//! What people call the states and deeds of a sheet.

use super::{Act, Stand};
use crate::role::Role;

impl Stand {
    /// In Japanese and in English.
    pub fn name(self) -> (String, String) {
        let (ja, en) = match self {
            Self::NotBegun => ("未着手", "not begun"),
            Self::Writing => ("作成中", "being written"),
            Self::With { role: Role::SectionChief, .. } => ("確認待ち（課長）", "with the section chief"),
            Self::With { role: Role::DepartmentHead, .. } => ("承認待ち（部長）", "with the department head"),
            Self::With { role, .. } => {
                let (ja, en) = role.name();
                return (format!("確認待ち（{ja}）"), format!("with the {en}"));
            }
            Self::Reviewing => ("審査中", "under review"),
            Self::Decided { number } => {
                return (format!("決裁済み（第{number}号）"), format!("decided (no. {number})"));
            }
        };
        (ja.to_owned(), en.to_owned())
    }
}

impl Act {
    /// In Japanese and in English.
    pub fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Begun => ("着手", "begun"),
            Self::Submitted => ("提出", "submitted"),
            Self::Passed => ("確認・承認", "passed"),
            Self::Returned => ("差戻し", "returned"),
            Self::PulledBack => ("引き戻し", "pulled back"),
            Self::Decided => ("決裁", "decided"),
            Self::Reopened => ("訂正のための再開", "reopened for a correction"),
        }
    }
}
