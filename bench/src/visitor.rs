//! A visitor who asks the whole router in this process, so that the CPU time of an answer can be told.

use std::cell::Cell;

use axum::body::Body;
use axum::http::Request;
use tower::ServiceExt;

use crate::cpu;
use crate::table::median;

/// The router, and how often it was asked for something that nobody asked before.
pub(crate) struct Visitor {
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
    fresh: Cell<u32>,
}

impl Visitor {
    pub(crate) fn new(site: web::Site) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
        Self { router: web::router(site), runtime, fresh: Cell::new(0) }
    }

    /// Asks once, for a page that is there.
    pub(crate) fn ask(&self, path: &str) {
        assert!(self.has(path), "{path} is not there");
    }

    /// Whether there is such a page.
    pub(crate) fn has(&self, path: &str) -> bool {
        let request =
            Request::get(path).body(Body::empty()).unwrap_or_else(|error| panic!("{path}: {error}"));
        let answer = self.runtime.block_on(self.router.clone().oneshot(request));
        answer.unwrap_or_else(|never| match never {}).status() == 200
    }

    /// CPU milliseconds of an answer that must be made: the middle of seven runs of so many questions.
    pub(crate) fn uncached(&self, path: &str, times: u32) -> f64 {
        median((0..7).map(|_| cpu::each(times, || self.ask(&self.never_asked(path)))).collect())
    }

    /// CPU milliseconds of an answer that is in memory.
    pub(crate) fn cached(&self, path: &str, times: u32) -> f64 {
        self.ask(path);
        median((0..7).map(|_| cpu::each(times, || self.ask(path))).collect())
    }

    /// CPU milliseconds of the slowest of several answers that must be made.
    pub(crate) fn worst_of(&self, times: usize, path: &str) -> f64 {
        let figures = (0..times).map(|_| cpu::each(1, || self.ask(&self.never_asked(path))));
        figures.fold(0.0, f64::max)
    }

    /// The same page under an address that was not asked for yet.
    fn never_asked(&self, path: &str) -> String {
        self.fresh.set(self.fresh.get() + 1);
        let join = if path.contains('?') { '&' } else { '?' };
        format!("{path}{join}fresh={}", self.fresh.get())
    }
}
