//! Pages: cached against bare axum, uncached in CPU time.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::header;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::table::{Table, median};
use crate::visitor::Visitor;
use crate::{client, cpu, crawl, keeping, pages, town};

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
    let seen = median(seen);
    table.beside("a changed value on its public page, after publication", 2_000.0, seen, 20.0, "ms");
    drop(follower);
    in_process(&site, table);
    let pages = crawl::all(ours, &format!("/{}/", town::code()));
    first(&ledger, table);
    pages::measure("the generated municipality", &Visitor::new(site), &pages, table);
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

/// CPU time of pages, asked through the whole router: such as are not in memory under an address of their own each.
///
/// Beside the figures of Kausal Watch for as many projects, indicators and values: its API's JSON, without a page.
fn in_process(site: &web::Site, table: &mut Table) {
    let visitor = Visitor::new(site.clone());
    let at = |path: &str| format!("/{}{path}", town::code());
    visitor.uncached(&at("/indicators/"), 1); // The first page of an edition makes its index; that is part of loading.
    let page = visitor.uncached(&at("/indicators/i5"), 100);
    table.beside("an indicator page, uncached, CPU", 26.7, page, 0.5, "ms");
    let page = visitor.cached(&at("/indicators/i5"), 2_000);
    table.beside("an indicator page, cached, CPU", 1.9, page, 0.05, "ms");
    let parts = (1..).map(|part| at(&format!("/indicators/?page={part}")));
    let parts = parts.take_while(|it| visitor.has(it));
    let list = parts.map(|it| visitor.uncached(&it, 10)).sum();
    table.beside("the list of 500 indicators, all parts of it, uncached, CPU", 624.0, list, 5.0, "ms");
    let plan = visitor.uncached(&at("/plan/plan"), 20);
    table.beside("the plan of 300 projects, uncached, CPU", 220.0, plan, 5.0, "ms");
}

/// What the first visitor of a page waits for after a publication: verdicts and counts that later ones find made.
fn first(ledger: &ledger::Ledger, table: &mut Table) {
    println!("pages that nobody asked for since the publication");
    for path in
        ["/", "/indicators/", "/plan/plan", "/matrix/plan", "/years/2024", "/departments/bu", "/pdca/2026"]
    {
        let figures = (0..5).map(|_| {
            let visitor = Visitor::new(web::Site::new(desk::Desk::new(ledger.clone())));
            visitor.ask(&format!("/{}/about/", town::code())); // The edition is loaded.
            cpu::each(1, || visitor.ask(&format!("/{}{path}", town::code())))
        });
        let figure = median(figures.collect());
        table.at_most(
            &format!("{path} of the generated municipality, its first visitor, CPU"),
            figure,
            5.0,
            "ms",
        );
    }
}
