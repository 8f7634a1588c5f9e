//! 試行の制限: how often a sign-in may fail. Nobody is locked out for good: with time, tries come back.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Failures so far may come at once; then one more each time a share of the window has passed.
const WINDOW: i64 = 15 * 60;
/// Failures in a window, of one name from one address.
const OF_PAIR: u32 = 10;
/// Of one name, from wherever they come: those who try from many addresses find this wall. From where the owner signed in before, it does
/// not stand.
const OF_NAME: u32 = 40;
/// From one address: a whole town hall may stand behind one.
const OF_ADDRESS: u32 = 100;
/// Those that time has forgiven are forgotten once in so many seconds.
const SWEPT: i64 = 60;
/// So long, in seconds, an address from which a name signed in is known as its own: thirty days.
const HOME: i64 = 30 * 24 * 60 * 60;
/// So many are remembered; beyond that, first those whose few failures time forgives soonest are forgotten.
const REMEMBERED: usize = 50_000;

/// Counts failures. Only failures count: whoever signs in uses up nothing.
///
/// Our own sixty lines, because the crates that limit rates take a try when they are asked, and ask the clock themselves.
#[derive(Debug, Default)]
pub struct Attempts(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    buckets: HashMap<Key, Bucket>,
    /// Names with the addresses from which they signed in, each until when it is remembered.
    homes: HashMap<Key, i64>,
    swept_at: i64,
}

/// A digest: whatever strangers type, it takes up the same few bytes here.
type Key = [u8; 32];

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

impl Known {
    /// Forgets what time has forgiven, and half of the rest where there is still too much of it.
    fn sweep(&mut self, now: i64) {
        let most = self.buckets.len().max(self.homes.len());
        if now - self.swept_at < SWEPT && most < REMEMBERED {
            return;
        }
        self.swept_at = now;
        thin(&mut self.buckets, now, |it| it.empty_at);
        thin(&mut self.homes, now, |until| *until);
    }
}

/// Drops what is over, and of too much that half which is over soonest.
fn thin<T>(known: &mut HashMap<Key, T>, now: i64, over_at: impl Fn(&T) -> i64) {
    known.retain(|_, it| over_at(it) > now);
    if known.len() >= REMEMBERED {
        let mut ends: Vec<i64> = known.values().map(&over_at).collect();
        let (_, middle, _) = ends.select_nth_unstable(REMEMBERED / 2);
        let middle = *middle;
        known.retain(|_, it| over_at(it) > middle);
    }
}

impl Attempts {
    /// Whether a try may be made now; else in how many seconds.
    pub fn allow(&self, name: &str, address: &str, now: Timestamp) -> Result<(), u64> {
        let now = now.as_second();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let [pair, by_name, by_address] = keys(name, address);
        let is_home = known.homes.get(&pair.0).is_some_and(|until| *until > now);
        let walls = if is_home { vec![pair, by_address] } else { vec![pair, by_name, by_address] };
        let waits = walls.iter().map(|(key, _)| known.buckets.get(key).map_or(0, |it| it.wait(now)));
        match waits.max() {
            Some(wait) if wait > 0 => Err(wait),
            _ => Ok(()),
        }
    }

    /// Remembers that a try failed.
    pub fn failed(&self, name: &str, address: &str, now: Timestamp) {
        let now = now.as_second();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.sweep(now);
        for (key, of) in keys(name, address) {
            let bucket = known.buckets.entry(key).or_insert(Bucket { empty_at: now, of });
            bucket.empty_at = bucket.empty_at.max(now) + Bucket::step(of);
        }
    }

    /// Forgets the failures of a name from an address, and remembers the address as its own: its owner has just shown who they are.
    pub fn forgive(&self, name: &str, address: &str, now: Timestamp) {
        let now = now.as_second();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.sweep(now);
        let [(pair, _), (by_name, _), _] = keys(name, address);
        known.buckets.remove(&pair);
        known.buckets.remove(&by_name);
        known.homes.insert(pair, now + HOME);
    }
}

fn keys(name: &str, address: &str) -> [(Key, u32); 3] {
    [
        (key(&["pair", name, address]), OF_PAIR),
        (key(&["name", name]), OF_NAME),
        (key(&["address", address]), OF_ADDRESS),
    ]
}

fn key(parts: &[&str]) -> Key {
    let hashed = |hash: Sha256, part: &&str| hash.chain_update(part.len().to_be_bytes()).chain_update(part);
    parts.iter().fold(Sha256::new(), hashed).finalize().into()
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
        attempts.forgive("sato", "10.0.0.1", at(0));
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(0)), Ok(()));
    }

    #[test]
    fn from_where_the_owner_signed_in_before_no_number_of_strangers_shuts_them_out() {
        let attempts = Attempts::default();
        attempts.forgive("sato", "10.0.0.1", at(0));
        (0..500).for_each(|n| attempts.failed("sato", &format!("192.0.2.{}", n % 200), at(n)));
        assert_eq!(attempts.allow("sato", "10.0.0.1", at(500)), Ok(()));
        assert!(attempts.allow("sato", "10.0.0.2", at(500)).is_err(), "elsewhere the wall stands");
        (0..10).for_each(|_| attempts.failed("sato", "10.0.0.1", at(500)));
        assert!(attempts.allow("sato", "10.0.0.1", at(500)).is_err(), "who guesses there waits as anywhere");
        let late = at(500 + HOME);
        (0..40).for_each(|n| attempts.failed("sato", &format!("192.0.2.{n}"), late));
        assert!(attempts.allow("sato", "10.0.0.1", late).is_err(), "what is long ago is no home any more");
    }

    #[test]
    fn however_many_sign_in_a_limit_of_homes_is_kept() {
        let attempts = Attempts::default();
        (0..=REMEMBERED).for_each(|n| attempts.forgive(&format!("a{n}"), "10.0.0.1", at(0)));
        assert!(attempts.0.lock().unwrap().homes.len() <= REMEMBERED);
    }

    fn remembered(attempts: &Attempts) -> usize {
        attempts.0.lock().unwrap().buckets.len()
    }

    #[test]
    fn what_time_has_forgiven_is_forgotten_with_the_next_failure() {
        let attempts = Attempts::default();
        (0..99).for_each(|n| attempts.failed(&format!("a{n}"), &format!("10.0.0.{n}"), at(0)));
        assert_eq!(remembered(&attempts), 99 * 3);
        attempts.failed("sato", "10.0.1.1", at(WINDOW));
        assert_eq!(remembered(&attempts), 3);
    }

    #[test]
    fn however_many_strangers_fail_a_limit_is_kept_and_those_who_failed_most_still_wait() {
        let attempts = Attempts::default();
        (0..10).for_each(|_| attempts.failed("sato", "192.0.2.9", at(0)));
        for n in 0..REMEMBERED {
            attempts.failed(&format!("a{n}"), &format!("address {n}"), at(1));
        }
        assert!(remembered(&attempts) <= REMEMBERED + 3);
        assert!(attempts.allow("sato", "192.0.2.9", at(1)).is_err());
    }
}
