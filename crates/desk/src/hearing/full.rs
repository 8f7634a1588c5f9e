//! 満杯の覚え: which rounds were found full, for some minutes: staff may have made room since.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Seconds after which somebody may try again.
const REMEMBERED: i64 = 10 * 60;

/// When which round was found full.
#[derive(Debug, Default)]
pub(super) struct Full(Mutex<HashMap<[u8; 16], i64>>);

impl Full {
    /// Notes what was found.
    pub(super) fn note(&self, round: [u8; 16], is_full: bool, at: Timestamp) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if is_full {
            known.insert(round, at.as_second());
        } else {
            known.remove(&round);
        }
    }

    /// Whether it was found full of late.
    pub(super) fn was(&self, round: [u8; 16], at: Timestamp) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&round).is_some_and(|found| at.as_second() - found < REMEMBERED)
    }
}
