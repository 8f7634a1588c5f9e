//! 票: what one organisation writes in one stage of the year: what is asked, what was typed, what that means, and its way
//! to the decision.

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
