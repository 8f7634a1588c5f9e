//! 経営資源: people, facilities, property, information and money of an element in one year, side by side.

use super::account::Account;
use super::roll_up::Purse;
use crate::edition::Edition;
use crate::fiscal_year::FiscalYear;
use crate::record::RecordId;
use crate::resource::{Resource, ResourceKind};

/// 五つの経営資源 of an element in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Means<'a> {
    /// 職員, 施設, 財産, 情報, as recorded.
    pub resources: Vec<&'a Resource>,
    /// 予算, and the staff stated with it.
    pub account: Account<'a>,
    /// 予算 with all that lies below: of an element that states no money itself, what its works have.
    pub purse: Purse,
}

impl<'a> Means<'a> {
    /// The resources of one kind.
    pub fn of(&self, kind: ResourceKind) -> impl Iterator<Item = &'a Resource> {
        self.resources.iter().copied().filter(move |it| it.kind == kind)
    }

    /// Whether the money is a sum of what lies below, for the element itself states none.
    pub fn is_summed(&self) -> bool {
        self.purse.says_something() && !self.account.purse().says_something()
    }

    /// Whether a resource beside money is stated.
    pub fn says_something(&self) -> bool {
        !self.resources.is_empty() || self.account.staff().is_some()
    }
}

impl Edition {
    /// 五つの経営資源 of an element or a plan in one year.
    pub fn means(&self, element: &RecordId, year: FiscalYear) -> Means<'_> {
        let resources = self.naming::<Resource>(element).map(|(_, it)| it);
        let mut resources: Vec<_> = resources.filter(|it| it.fiscal_year == year).collect();
        resources.sort_by_key(|it| it.kind);
        Means { resources, account: self.account(element, year), purse: self.purse(element, year) }
    }

    /// The newest year, up to the one given, of which a resource of the element is stated.
    pub fn means_year(&self, element: &RecordId, upto: FiscalYear) -> Option<FiscalYear> {
        let stated = self.naming::<Resource>(element).map(|(_, it)| it.fiscal_year);
        stated.filter(|year| *year <= upto).max()
    }
}
