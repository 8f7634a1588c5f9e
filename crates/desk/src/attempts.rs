//! 試行の制限: how often a sign-in may fail. Nobody is locked out for good: with time, tries come back.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// Failures so far may come at once; then one more each time a share of the window has passed.
const WINDOW: i64 = 15 * 60;
/// Failures in a window, of one name from one address.
const OF_PAIR: u32 = 10;
/// Of one name, from wherever they come: those who try from many addresses find this wall, and so may the owner for minutes.
const OF_NAME: u32 = 40;
/// From one address: a whole town hall may stand behind one.
const OF_ADDRESS: u32 = 100;
/// So many are remembered; beyond that those forgiven longest are forgotten.
const REMEMBERED: usize = 50_000;

/// Counts failures. Only failures count: whoever signs in uses up nothing.
///
/// Our own sixty lines, because the crates that limit rates take a try when they are asked, and ask the clock themselves.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<HashMap<Key, Bucket>>);

type Key = (&'static str, String);

/// A bucket that leaks: each failure pours one in, time lets them out.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    /// When it will be empty.
    empty_at: i64,
    of: u32,
}

impl Bucket {
    fn step(of: u32) -> i64 {
        WINDOW / i64::from(of)
    }

    /// Seconds until it takes one more; nothing when it does so now.
    fn wait(self, now: i64) -> u64 {
        let full = Self::step(self.of) * i64::from(self.of - 1);
        u64::try_from(self.empty_at - now - full).unwrap_or(0)
    }
}

impl Attempts {
    /// Whether a try may be made now; else in how many seconds.
    pub fn allow(&self, name: &str, address: &str, now: Timestamp) -> Result<(), u64> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waits =
            keys(name, address).map(|(key, _)| known.get(&key).map_or(0, |it| it.wait(now.as_second())));
        match waits.into_iter().max() {
            Some(wait) if wait > 0 => Err(wait),
            _ => Ok(()),
        }
    }

    /// Remembers that a try failed.
    pub fn failed(&self, name: &str, address: &str, now: Timestamp) {
        let now = now.as_second();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, it| it.empty_at > now);
        }
        for (key, of) in keys(name, address) {
            let bucket = known.entry(key).or_insert(Bucket { empty_at: now, of });
            bucket.empty_at = bucket.empty_at.max(now) + Bucket::step(of);
        }
    }

    /// Forgets the failures of a name from an address: its owner has just shown who they are.
    pub fn forgive(&self, name: &str, address: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [(pair, _), (by_name, _), _] = keys(name, address);
        known.remove(&pair);
        known.remove(&by_name);
    }
}

fn keys(name: &str, address: &str) -> [(Key, u32); 3] {
    [
        (("pair", format!("{name}\n{address}")), OF_PAIR),
        (("name", name.to_owned()), OF_NAME),
        (("address", address.to_owned()), OF_ADDRESS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    #[test]
    fn after_ten_failures_a_name_waits_and_after_a_while_it_may_try_again() {
        let attempts = Attempts::default();
        for _ in 0..10 {
            assert_eq!(attempts.allow("sato", "10.0.0.1", at(0)), Ok(()));
            attempts.failed("sato", "10.0.0.1", at(0));
        }
        let wait = attempts.allow("sato", "10.0.0.1", at(0)).unwrap_err();
        assert!((1..=90).contains(&wait), "{wait}");
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(90)), Ok(()), "one try comes back");
        assert_eq!(attempts.allow("tanaka", "10.0.0.1", at(0)), Ok(()), "others are not held up");
    }

    #[test]
    fn a_stranger_elsewhere_does_not_shut_the_owner_out_with_ten_tries() {
        let attempts = Attempts::default();
        (0..10).for_each(|_| attempts.failed("sato", "192.0.2.9", at(0)));
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(0)), Ok(()));
    }

    #[test]
    fn no_number_of_failures_locks_anybody_out_for_longer_than_the_window_allows() {
        let attempts = Attempts::default();
        (0..1000).for_each(|second| {
            if attempts.allow("sato", "10.0.0.1", at(second)).is_ok() {
                attempts.failed("sato", "10.0.0.1", at(second));
            }
        });
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(1000 + WINDOW)), Ok(()));
        let wait = attempts.allow("sato", "10.0.0.1", at(1000)).err().unwrap_or(0);
        assert!(wait <= 90, "{wait}");
    }

    #[test]
    fn whoever_signs_in_is_forgiven() {
        let attempts = Attempts::default();
        (0..10).for_each(|_| attempts.failed("sato", "10.0.0.1", at(0)));
        attempts.forgive("sato", "10.0.0.1");
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(0)), Ok(()));
    }
}
