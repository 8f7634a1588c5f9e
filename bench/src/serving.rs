//! Pages: cached against bare axum, uncached in CPU time.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::table::{Table, median};
use crate::{client, cpu, keeping, town};

const CONNECTIONS: usize = 4;
const ROUND: Duration = Duration::from_millis(700);
const ROUNDS: usize = 9;

pub(crate) fn measure(table: &mut Table) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let ledger = keeping::ledger(folder.path());
    let desk = keeping::desk(ledger.clone());
    let site = web::Site::new(desk.clone());
    let followed = site.clone();
    let follower =
        ledger.follow(move |town| followed.refresh(town)).unwrap_or_else(|error| panic!("{error}"));
    let runtime = Runtime::new().unwrap_or_else(|error| panic!("{error}"));
    let ours = serve(&runtime, site.clone());
    println!("serving");
    let page = format!("/{}/indicators/i3", town::code());
    cached(&runtime, ours, &page, table);
    let seen: Vec<f64> = (0..15).map(|round| keeping::seen_after(&desk, ours, round)).collect();
    table.at_most("a changed value on its public page, after publication", median(seen), 20.0, "ms");
    drop(follower);
    uncached(&site, table);
}

fn serve(runtime: &Runtime, site: web::Site) -> SocketAddr {
    let listener =
        runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap_or_else(|error| panic!("{error}"));
    let address = listener.local_addr().unwrap_or_else(|error| panic!("{error}"));
    runtime.spawn(web::serve(listener, site, std::future::pending()));
    address
}

/// Requests a second for the same bytes, ours and bare axum in turn.
fn cached(runtime: &Runtime, ours: SocketAddr, page: &str, table: &mut Table) {
    let (status, bytes) = client::get(ours, page).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(status, 200, "{page}");
    let bytes = axum::body::Bytes::from(bytes);
    let answer = move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes) };
    let bare = axum::Router::new().route("/{code}/indicators/{id}", get(answer));
    let listener =
        runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap_or_else(|error| panic!("{error}"));
    let theirs = listener.local_addr().unwrap_or_else(|error| panic!("{error}"));
    runtime.spawn(async move { axum::serve(listener, bare).await });
    let rounds = (0..ROUNDS).map(|_| {
        let bare = client::rate(theirs, page, CONNECTIONS, ROUND);
        let own = client::rate(ours, page, CONNECTIONS, ROUND);
        println!("    bare axum {bare:.0}/s, Meyasu {own:.0}/s");
        own / bare
    });
    table.at_least("a cached page against bare axum, requests a second", median(rounds.collect()), 0.8, "×");
}

/// CPU time of pages that are not in memory: each is asked under an address of its own, through the whole router.
fn uncached(site: &web::Site, table: &mut Table) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("{error}"));
    let mut fresh = 0;
    let mut page = |path: &str, times: u32| {
        let (router, rounds) = (web::router(site.clone()), 7);
        let ask = |fresh: u32| {
            let join = if path.contains('?') { '&' } else { '?' };
            let address = format!("/{}{path}{join}fresh={fresh}", town::code());
            let request = Request::get(address).body(Body::empty()).unwrap_or_else(|error| panic!("{error}"));
            let response =
                runtime.block_on(router.clone().oneshot(request)).unwrap_or_else(|never| match never {});
            assert_eq!(response.status(), 200);
        };
        let figures = (0..rounds).map(|_| {
            cpu::each(times, || {
                fresh += 1;
                ask(fresh);
            })
        });
        median(figures.collect())
    };
    page("/indicators/", 1); // The first page of an edition makes its index; that is part of loading, not of a page.
    table.at_most("an indicator page, uncached, CPU", page("/indicators/i5", 100), 1.0, "ms");
    let parts = town::INDICATORS.div_ceil(100);
    let list = (1..=parts).map(|part| page(&format!("/indicators/?page={part}"), 10)).sum();
    table.at_most("the list of 500 indicators, all parts of it, uncached, CPU", list, 5.0, "ms");
    table.at_most("the plan of 300 projects, uncached, CPU", page("/plan/plan", 20), 5.0, "ms");
}
