//! The staff's pages, asked without a network between.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use desk::Desk;
use desk::session::Pass;
use jiff::Timestamp;
use staff::{Edge, Office};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

/// All of them, over a desk.
pub(crate) struct Pages {
    router: Router,
    runtime: Runtime,
}

impl Pages {
    pub(crate) fn of(desk: Desk) -> Self {
        let edge = Edge { now: Timestamp::now, chance: |bytes| bytes.fill(7) };
        let router = staff::router(Office::new(desk, edge, true, None));
        let runtime = Builder::new_current_thread().enable_all().build();
        Self { router, runtime: runtime.unwrap_or_else(|error| panic!("{error}")) }
    }

    /// How many bytes a page has for somebody.
    pub(crate) fn open(&self, address: &str, pass: &Pass) -> usize {
        let request = Request::get(address)
            .header("cookie", format!("__Host-meyasu={}", pass.text()))
            .body(Body::empty())
            .unwrap_or_else(|error| panic!("{error}"));
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap_or_else(|never| match never {});
            assert_eq!(answer.status(), 200, "{address}");
            to_bytes(answer.into_body(), 10_000_000).await.map_or(0, |it| it.len())
        })
    }
}
