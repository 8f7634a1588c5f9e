//! A few open connections, lent one at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::LedgerError;

/// As long as a writer waits for another.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// Opens connections when they are first needed, and never more than `most`.
pub(crate) struct Pool<C> {
    open: Box<dyn Fn() -> Result<C, LedgerError> + Send + Sync>,
    state: Mutex<State<C>>,
    returned: Condvar,
    most: usize,
}

struct State<C> {
    idle: Vec<C>,
    lent: usize,
}

/// A connection on loan. It goes back when dropped, unless it is [`Lent::spoilt`].
pub(crate) struct Lent<'p, C> {
    pool: &'p Pool<C>,
    connection: Option<C>,
    /// Whether nobody should use it again. A loan that ends in a panic leaves it as it stands.
    pub(crate) spoilt: bool,
}

impl<C> Pool<C> {
    pub(crate) fn new(
        most: usize,
        open: impl Fn() -> Result<C, LedgerError> + Send + Sync + 'static,
    ) -> Self {
        let state = Mutex::new(State { idle: Vec::new(), lent: 0 });
        Self { open: Box::new(open), state, returned: Condvar::new(), most }
    }

    /// Lends one; waits if all are out, but not for ever.
    pub(crate) fn take(&self) -> Result<Lent<'_, C>, LedgerError> {
        let idle = {
            let all_out = |state: &mut State<C>| state.lent >= self.most;
            let (mut state, waited) = self
                .returned
                .wait_timeout_while(self.lock(), PATIENCE, all_out)
                .unwrap_or_else(PoisonError::into_inner);
            if waited.timed_out() {
                return Err(LedgerError::Busy);
            }
            state.lent += 1;
            state.idle.pop()
        };
        let mut lent = Lent { pool: self, connection: idle, spoilt: false };
        if lent.connection.is_none() {
            lent.connection = Some((self.open)()?);
        }
        Ok(lent)
    }

    fn lock(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C> Lent<'_, C> {
    pub(crate) fn connection(&mut self) -> &mut C {
        self.connection.as_mut().expect("a loan holds its connection until it is dropped")
    }
}

impl<C> Drop for Lent<'_, C> {
    fn drop(&mut self) {
        let kept = self.connection.take().filter(|_| !self.spoilt);
        let mut state = self.pool.lock();
        state.lent -= 1;
        state.idle.extend(kept);
        drop(state);
        self.pool.returned.notify_one();
    }
}
