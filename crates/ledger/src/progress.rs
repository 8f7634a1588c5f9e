//! How far long work has come.

/// 進み具合: so many of so many. The whole may be an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Done so far.
    pub done: u64,
    /// In all.
    pub of: u64,
}
