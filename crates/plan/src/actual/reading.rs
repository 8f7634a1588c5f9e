//! A figure as a cell or a form says it: one reading for both.

use rust_decimal::Decimal;

use super::Figure;
use crate::missing::Missing;
use crate::quantity::Quantity;
use crate::unit::Unit;

/// Why a text is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It names another unit than the indicator's.
    OtherUnit,
    /// 約, 程度: an actual is exact.
    Approximate,
    /// A mark or a word for no figure, without the reason.
    NoReason,
    /// Anything else.
    NotANumber,
}

/// A number in its own unit, with the digits with which it was typed where it was typed in that.
fn told(text: &str, multiplied: Decimal, own: &Unit) -> Decimal {
    let value = own.own(multiplied);
    let typed = Quantity::parse(text, None).map(|it| it.value);
    typed.filter(|it| *it == value).unwrap_or(value)
}

impl Figure {
    /// Reads a figure, or why there is none; `unit` is the indicator's, in which the figure is told, and `reason` stands beside a mark for no figure.
    /// ```
    /// use plan::actual::{Figure, Unreadable};
    /// assert_eq!(Figure::read("５４．２％", Some("%"), None), Ok(Figure::Value("54.2".parse().unwrap())));
    /// assert_eq!(Figure::read("約50", Some("人"), None), Err(Unreadable::Approximate));
    /// assert_eq!(Figure::read("集計中", None, None), Ok(Figure::NotYet));
    /// ```
    pub fn read(text: &str, unit: Option<&str>, reason: Option<&str>) -> Result<Self, Unreadable> {
        if let Some(quantity) = Quantity::parse(text, unit) {
            let own = unit.and_then(Unit::parse);
            let other = quantity.unit.as_ref().zip(own.as_ref()).is_some_and(|(it, own)| !it.fits(own));
            return match () {
                () if other => Err(Unreadable::OtherUnit),
                () if quantity.approximate => Err(Unreadable::Approximate),
                () => Ok(Self::Value(own.map_or(quantity.value, |own| told(text, quantity.value, &own)))),
            };
        }
        match (Missing::parse(text), reason) {
            (Some(Missing::Coming | Missing::TargetUndecided), _) => Ok(Self::NotYet),
            (Some(_), Some(because)) => Ok(Self::NotMeasured { because: because.to_owned() }),
            (Some(_), None) => Err(Unreadable::NoReason),
            (None, _) => Err(Unreadable::NotANumber),
        }
    }
}
