//! 票: what one organisation writes in one stage of the year: what is asked, what was typed, what that means, and its way
//! to the decision.
//!
//! [`layout`] asks: the subjects in order, each field with what is decided now. An [`entry`] is what was typed over it;
//! [`understood`] says what that means, with an echo and with [`notice`]s. [`proposals`] makes whole records of all entries, for
//! a draft. [`merge`] and [`changes`] are for two people and two versions; [`life`] is the way of the sheet from hand to hand,
//! with the [`request`]s of those who review it.

pub mod changes;
pub mod entry;
mod hunk;
pub mod layout;
pub mod life;
pub mod merge;
pub mod notice;
pub mod proposals;
pub mod refusal;
pub mod request;
pub mod understood;
