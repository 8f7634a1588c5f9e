//! 満杯の覚え: which rounds are full, for some seconds: so long nobody counts again, however many look at the page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Seconds after which it is counted anew: letters come by other ways, and staff may have made room.
const REMEMBERED: i64 = 30;

/// Whether which round is full, and when that was found.
#[derive(Debug, Default)]
pub(super) struct Full(Mutex<HashMap<[u8; 16], (bool, i64)>>);

impl Full {
    /// Notes what was found.
    pub(super) fn note(&self, round: [u8; 16], is_full: bool, at: Timestamp) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(round, (is_full, at.as_second()));
    }

    /// What was found of late; none where it must be counted.
    pub(super) fn known(&self, round: [u8; 16], at: Timestamp) -> Option<bool> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (is_full, found) = known.get(&round)?;
        (at.as_second() - found < REMEMBERED).then_some(*is_full)
    }
}
