//! The listener: limits on heads and connections, time-outs, and a stop that lets open answers end.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::site::Site;

/// How long the head of a request may take, and how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(10);
/// Headers in one request.
const HEADERS: usize = 64;
/// Bytes of address and headers together.
const HEAD_BYTES: usize = 16 * 1024;
/// Connections at once; further ones wait in the system's queue.
const CONNECTIONS: usize = 2048;
/// How long open answers may take to end when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves the site until `stop` completes; then lets open answers end.
pub async fn serve(listener: TcpListener, site: Site, stop: impl Future<Output = ()>) {
    let router = crate::router(site);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await; // Out of file handles: do not spin.
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let service = router
            .clone()
            .map_request(|request: hyper::Request<hyper::body::Incoming>| request.map(Body::new));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_headers(HEADERS)
            .max_buf_size(HEAD_BYTES)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            let _ = watched.await; // A broken connection is the visitor's affair.
            drop(place);
        });
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers did not end in time");
    }
}
