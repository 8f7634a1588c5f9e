//! CPU time of this thread, as the kernel counts it.

/// Nanoseconds that this thread has run; none where the system does not tell.
fn nanoseconds() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// CPU milliseconds for one of `times` runs of `work`; wall time where the system does not tell.
pub(crate) fn each(times: u32, mut work: impl FnMut()) -> f64 {
    let (wall, before) = (std::time::Instant::now(), nanoseconds());
    for _ in 0..times {
        work();
    }
    let spent = match (before, nanoseconds()) {
        (Some(before), Some(after)) => (after - before) as f64 / 1e6,
        _ => wall.elapsed().as_secs_f64() * 1e3,
    };
    spent / f64::from(times)
}
