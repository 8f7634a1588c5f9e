//! 書棚: what is kept in memory for each municipality, so that one machine can serve many.

use std::sync::{Mutex, PoisonError};

use lru::LruCache;
use plan::municipality::MunicipalityCode;

/// How many versions of records the editions on a shelf may hold together. With what pages find in it, a version is a kilobyte.
const ROOM: usize = 800_000;

/// Values by municipality. Where there is no more room, those not asked for longest leave; they can be made again.
/// The value put last always stays, however large it is: it is being asked for.
pub struct Shelf<T>(Mutex<Kept<T>>);

struct Kept<T> {
    values: LruCache<MunicipalityCode, (usize, T)>,
    weight: usize,
    room: usize,
}

impl<T: Clone> Shelf<T> {
    /// An empty shelf for editions.
    pub fn new() -> Self {
        Self::holding(ROOM)
    }

    /// An empty shelf for values that weigh so much together, in whatever they are weighed.
    pub fn holding(room: usize) -> Self {
        Self(Mutex::new(Kept { values: LruCache::unbounded(), weight: 0, room }))
    }

    /// What is kept for a municipality, by its six digits.
    pub fn get(&self, town: &str) -> Option<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.values.get(town).map(|(_, value)| value.clone())
    }

    /// Forgets a municipality: it is made anew when somebody asks.
    pub fn remove(&self, town: &MunicipalityCode) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((weight, _)) = kept.values.pop(town) {
            kept.weight -= weight;
        }
    }

    /// Keeps a value that weighs so much: of an edition, as many as it holds versions of records.
    pub fn put(&self, town: &MunicipalityCode, weight: usize, value: T) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.values.put(town.clone(), (weight, value)).map_or(0, |(weight, _)| weight);
        kept.weight = kept.weight + weight - before;
        while kept.weight > kept.room && kept.values.len() > 1 {
            let Some((_, (weight, _))) = kept.values.pop_lru() else { break };
            kept.weight -= weight;
        }
    }
}

impl<T: Clone> Default for Shelf<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(number: u32) -> MunicipalityCode {
        MunicipalityCode::parse(&(99_001 + number).to_string()).unwrap()
    }

    #[test]
    fn those_not_asked_for_longest_leave() {
        let shelf = Shelf::new();
        for number in 0..3 {
            shelf.put(&town(number), ROOM / 3, number);
        }
        assert_eq!(shelf.get(town(0).as_str()), Some(0), "asked for, so it stays");
        shelf.put(&town(3), ROOM / 3, 3);
        let kept: Vec<_> = (0..4).map(|number| shelf.get(town(number).as_str()).is_some()).collect();
        assert_eq!(kept, [true, false, true, true]);
    }

    #[test]
    fn a_value_that_fills_the_shelf_stays_and_grows() {
        let shelf = Shelf::new();
        shelf.put(&town(0), 10, 0);
        shelf.put(&town(1), ROOM * 2, 1);
        assert_eq!((shelf.get(town(0).as_str()), shelf.get(town(1).as_str())), (None, Some(1)));
        shelf.put(&town(1), 5, 2);
        shelf.put(&town(0), 10, 0);
        assert_eq!((shelf.get(town(0).as_str()), shelf.get(town(1).as_str())), (Some(0), Some(2)));
    }
}
