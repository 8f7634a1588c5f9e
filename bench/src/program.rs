//! The program itself, with the sample: its start, its memory, its pages.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::crawl::{self, Page};
use crate::table::{Table, median};
use crate::visitor::Visitor;
use crate::{client, country, keeping, pages};

pub(crate) fn measure(program: &str, table: &mut Table) {
    println!("the program with the sample");
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    alone(program, folder.path()); // The first start loads the sample.
    let starts = (0..5).map(|_| {
        let began = Instant::now();
        let (child, address) = start(program, folder.path());
        let (status, _) = client::get(address, "/990019/").unwrap_or_default();
        assert_eq!(status, 200);
        let took = began.elapsed().as_secs_f64() * 1e3;
        stop(child);
        took
    });
    table.at_most("start to first page", median(starts.collect()), 300.0, "ms");
    let (child, address) = start(program, folder.path());
    let pages = crawl::all(address, "/990019/");
    let largest = pages.iter().map(|it| it.bytes).max().unwrap_or_default();
    table.at_most("the largest page, uncompressed", largest as f64 / 1024.0, 100.0, "KiB");
    table.at_most("memory after all pages were asked for", memory(&child), 60.0, "MB");
    fetched(address, &pages, table);
    stop(child);
    let ledger = keeping::ledger(folder.path());
    let visitor = Visitor::new(web::Site::new(desk::Desk::new(ledger)));
    pages::measure("the sample", &visitor, &pages, table);
}

/// What a browser fetches besides the pages, from whom, and how much of it.
fn fetched(address: SocketAddr, pages: &[Page], table: &mut Table) {
    let all: BTreeSet<&str> = pages.iter().flat_map(|it| &it.fetched).map(String::as_str).collect();
    let foreign = all.iter().filter(|it| it.contains("//")).count();
    table.at_most("addresses of other hosts that a page makes a browser fetch", foreign as f64, 0.0, "");
    let packed = |of: &dyn Fn(&str) -> bool| {
        let sizes = all.iter().filter(|it| of(it)).map(|it| client::get_packed(address, it));
        let sizes = sizes.map(|it| it.unwrap_or_else(|error| panic!("{error}")).1.len());
        sizes.sum::<usize>() as f64 / 1024.0
    };
    table.at_most("style sheets, compressed", packed(&|it| it.ends_with(".css")), 12.0, "KiB");
    table.at_most("scripts, compressed", packed(&|it| it.ends_with(".js")), 10.0, "KiB");
}

/// The program is all that is installed: it serves from an empty folder, with nothing told to it by its surroundings.
fn alone(program: &str, data: &Path) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let copy = folder.path().join("meyasu");
    let size = std::fs::copy(program, &copy).unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut command = Command::new(&copy);
    command.env_clear().current_dir(folder.path());
    stop(started(command, data).0);
    println!("    the program alone, {:.1} MB, served from an empty folder", size as f64 / 1e6);
}

pub(crate) fn start(program: &str, data: &Path) -> (Child, SocketAddr) {
    started(Command::new(program), data)
}

fn started(mut command: Command, data: &Path) -> (Child, SocketAddr) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let address = free.unwrap_or_else(|error| panic!("{error}"));
    command.args(["serve", "--sample", "--listen", &address.to_string(), "--data"]).arg(data);
    // Else the staff's pages would want the port after this one, which somebody else may have.
    command.args(["--staff", "127.0.0.1:0"]);
    command.env("MEYASU_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let began = Instant::now();
    while client::get(address, "/healthz").is_err() {
        if let Ok(Some(status)) = child.try_wait() {
            panic!("the program ended: {status}");
        }
        assert!(began.elapsed() < Duration::from_secs(60), "the program does not answer");
        std::thread::sleep(Duration::from_millis(2));
    }
    (child, address)
}

pub(crate) fn stop(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Resident memory in MB (10⁶ bytes).
fn memory(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse().unwrap_or(f64::NAN);
    kib * 1024.0 / 1e6
}

/// The program with many municipalities: how soon its pages are there, and what stays in memory when all were visited.
pub(crate) fn of_many(program: &str, folder: &Path, table: &mut Table) {
    println!("the program with {} municipalities", country::ALL);
    let page = format!("/{}/", country::code(1_000));
    let starts = (0..5).map(|_| {
        let began = Instant::now();
        let (child, address) = start(program, folder);
        assert_eq!(client::get(address, &page).unwrap_or_default().0, 200);
        let took = began.elapsed().as_secs_f64() * 1e3;
        stop(child);
        took
    });
    table.at_most(
        "start to first page of one of 1,788 municipalities",
        median(starts.collect()),
        300.0,
        "ms",
    );
    let began = Instant::now();
    let (child, address) = start(program, folder);
    assert_eq!(client::get(address, "/").unwrap_or_default().0, 200);
    let national = began.elapsed().as_secs_f64();
    table.at_most("start to the first page of all of them", national, 2.0, "s");
    table.at_most("memory with 1,788 municipalities, none visited", memory(&child), 400.0, "MB");
    for index in 0..country::ALL {
        let page = format!("/{}/", country::code(index));
        assert_eq!(client::get(address, &page).unwrap_or_default().0, 200, "{page}");
    }
    table.at_most("memory after the first page of each was visited", memory(&child), 1_500.0, "MB");
    stop(child);
}
