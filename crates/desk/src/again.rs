//! もう一度: somebody else saved the same paper in the same moment, so look again.

use ledger::LedgerError;

use crate::Error;

/// So often. On one machine it never happens, for one thread writes; between machines the second look is nearly always enough.
const TIMES: usize = 5;

/// Does a deed; where it lost a race for a paper, does it again on what is there now.
pub(crate) fn again<T>(mut deed: impl FnMut() -> Result<T, Error>) -> Result<T, Error> {
    let mut done = deed();
    for _ in 1..TIMES {
        match done {
            Err(Error::Ledger(LedgerError::StalePaper)) => done = deed(),
            other => return other,
        }
    }
    done
}
