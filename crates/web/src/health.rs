//! For whoever watches the service: whether it is well, and what it counts.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::site::Site;

/// `GET /healthz`: whether the ledger answers, for whoever watches the service.
pub(crate) async fn show(State(site): State<Site>) -> Response {
    let healthy = tokio::task::spawn_blocking(move || site.is_healthy()).await.unwrap_or(false);
    let (status, body) = if healthy {
        (StatusCode::OK, r#"{"status":"ok"}"#)
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"the ledger does not answer"}"#)
    };
    (status, [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], body)
        .into_response()
}

/// `GET /metrics`.
pub(crate) async fn metrics(State(site): State<Site>) -> Response {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], site.metrics().text())
        .into_response()
}
