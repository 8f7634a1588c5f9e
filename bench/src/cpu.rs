//! CPU time of this process, as the kernel counts it: work that a page hands to other threads is its work too.

use rustix::time::{ClockId, clock_gettime};

/// CPU milliseconds that all threads have run.
fn milliseconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
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
