//! CPU time of this thread, as the kernel counts it.

use rustix::time::{ClockId, clock_gettime};

/// CPU milliseconds that this thread has run.
fn milliseconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// CPU milliseconds for one of `times` runs of `work`.
pub(crate) fn each(times: u32, mut work: impl FnMut()) -> f64 {
    let before = milliseconds();
    for _ in 0..times {
        work();
    }
    (milliseconds() - before) / f64::from(times)
}
