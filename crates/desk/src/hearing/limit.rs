//! 受付の制限: how much may come in ten minutes, of one round and of one source.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Seconds.
const WINDOW: i64 = 10 * 60;
/// From one source: a family, or a school class at one address, may write.
const OF_SOURCE: usize = 20;
/// Of one round: staff can read no more than this in a day anyway.
const OF_ROUND: usize = 600;
/// Sources remembered; beyond that, those who sent nothing lately are forgotten.
const REMEMBERED: usize = 20_000;

/// When what came of late. Keys are salted marks, never addresses.
#[derive(Debug, Default)]
pub(super) struct Limit(Mutex<HashMap<[u8; 16], VecDeque<i64>>>);

impl Limit {
    /// Takes one more, or says in how many seconds it may come again.
    pub(super) fn take(&self, round: [u8; 16], source: [u8; 16], now: Timestamp) -> Result<(), u64> {
        let now = now.as_second();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, times| times.back().is_some_and(|last| now - last < WINDOW));
        }
        let keys = [(round, OF_ROUND), (source, OF_SOURCE)];
        for (key, most) in &keys {
            let times = known.entry(*key).or_default();
            while times.front().is_some_and(|first| now - first >= WINDOW) {
                times.pop_front();
            }
            if let Some(first) = times.front().filter(|_| times.len() >= *most) {
                return Err(u64::try_from(WINDOW - (now - first)).unwrap_or(1).max(1));
            }
        }
        for (key, _) in keys {
            known.entry(key).or_default().push_back(now);
        }
        Ok(())
    }
}
