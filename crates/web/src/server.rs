//! The listener: limits on heads and connections, time-outs, and a stop that lets open answers end.

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, Version, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use crate::pages;
use crate::proxies::{self, Proxies};
use crate::site::Site;

mod slow;

use slow::Watched;

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

/// A page in memory is answered at once; all else goes through the router and its layers.
async fn answer(site: Site, router: Router, request: Request<Incoming>) -> Result<Response, Infallible> {
    let began = Instant::now();
    if !names_one_host(request.version(), request.headers()) {
        return Ok(no_host());
    }
    if let Some(response) = pages::kept(&site, request.method(), request.uri(), request.headers()) {
        site.answered(request.method(), request.uri().path(), response.status().as_u16(), began.elapsed());
        return Ok(response);
    }
    router.oneshot(request.map(Body::new)).await
}

/// HTTP/1.1 asks for one `Host` in every request, and for an answer to those that have none or two (RFC 9112 §3.2).
fn names_one_host(version: Version, headers: &HeaderMap) -> bool {
    version < Version::HTTP_11 || headers.get_all(header::HOST).iter().count() == 1
}

fn no_host() -> Response {
    let mut response =
        (StatusCode::BAD_REQUEST, "Host ヘッダーが一つ必要です / exactly one Host header is needed\n")
            .into_response();
    crate::headers::guard(response.headers_mut());
    response
}

/// 相手: who asks: the other end of the connection, or the one for whom a trusted proxy asks.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// 送信元: what is counted as one where only so much may come: an IPv4 address, or the /64 of an IPv6 address.
    pub fn source(self) -> String {
        proxies::source(self.0)
    }
}

/// Answers what is asked on one connection, which keeps its place until it ends.
fn talk<A, F>(
    (stream, peer): (TcpStream, IpAddr),
    proxies: Proxies,
    answer: A,
    graceful: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) where
    A: Fn(Request<Incoming>) -> F + Send + 'static,
    F: Future<Output = Result<Response, Infallible>> + Send + 'static,
{
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        let peer = Peer(proxies.visitor(peer, request.headers()));
        request.extensions_mut().insert(peer);
        answer(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(Watched::new(stream)), service);
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        let _ = watched.await; // A broken connection is the visitor's affair.
        drop(place);
    });
}

/// Serves the site until `stop` completes; then lets open answers end.
pub async fn serve(listener: TcpListener, site: Site, stop: impl Future<Output = ()>) {
    let router = crate::router(site.clone());
    let gathered = site.clone();
    tokio::spawn(async move {
        let _ = gathered.nation().await;
    });
    let proxies = site.proxies();
    listen(listener, proxies, move |request| answer(site.clone(), router.clone(), request), stop).await;
}

/// Takes connections within the limits of the house and has each request answered, until `stop` completes; then lets open answers end.
///
/// Each request knows its [`Peer`], for whom `proxies` are believed and nobody else.
pub async fn listen<A, F>(listener: TcpListener, proxies: Proxies, answer: A, stop: impl Future<Output = ()>)
where
    A: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Result<Response, Infallible>> + Send + 'static,
{
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.ok()?;
            Some((place, listener.accept().await))
        };
        let (place, accepted) = tokio::select! {
            Some(next) = next => next,
            () = &mut stop => break,
            else => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                talk((stream, peer.ip()), proxies.clone(), answer.clone(), &graceful, place);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await; // Out of file handles: do not spin.
            }
        }
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers did not end in time");
    }
}
