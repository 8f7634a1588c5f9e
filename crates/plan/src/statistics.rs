//! 統計: the arithmetic of samples and trends.
//!
//! The one room of this crate where floating point is allowed: what comes out of it is an estimate, and leaves it rounded, as a
//! decimal. No promised or counted quantity comes from here.

pub mod difference;
pub mod printed;
pub mod proportion;
pub mod theil_sen;
