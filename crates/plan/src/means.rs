//! 手段: what a work is done with: the five 経営資源 (職員, 施設, 財産, 情報, 予算), and money through shares and trees.

mod account;
mod resources;
mod roll_up;
mod share;
mod three_years;
mod unit_cost;

pub use account::{Account, NoExecution};
pub use resources::Means;
pub use roll_up::{ByDepartment, Purse, RollUp};
pub use share::{Money, Piece, ShareFault};
pub use three_years::{Basis, Column, ThreeYears};
pub use unit_cost::{NoUnitCost, UnitCost};
