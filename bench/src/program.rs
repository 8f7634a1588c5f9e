//! The program itself, with the sample: its start, its memory, its pages.

use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::table::{Table, median};
use crate::{client, country};

pub(crate) fn measure(program: &str, table: &mut Table) {
    println!("the program with the sample");
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    stop(start(program, folder.path()).0); // The first start loads the sample.
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
    let pages = crawl(address);
    let largest = pages.iter().map(|(_, size)| *size).max().unwrap_or_default();
    let memory = memory(&child);
    stop(child);
    println!("    {} pages looked at", pages.len());
    table.at_most("the largest page, uncompressed", largest as f64 / 1024.0, 100.0, "KiB");
    table.at_most("memory after all pages were asked for", memory, 60.0, "MB");
}

pub(crate) fn start(program: &str, folder: &std::path::Path) -> (Child, SocketAddr) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let address = free.unwrap_or_else(|error| panic!("{error}"));
    let mut command = Command::new(program);
    command.args(["serve", "--sample", "--listen", &address.to_string(), "--data"]).arg(folder);
    command.env("MEYASU_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().unwrap_or_else(|error| panic!("{program}: {error}"));
    let began = Instant::now();
    while client::get(address, "/healthz").is_err() {
        assert!(began.elapsed() < Duration::from_secs(60), "the program does not answer");
        std::thread::sleep(Duration::from_millis(2));
    }
    (child, address)
}

pub(crate) fn stop(mut child: Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Every page that can be reached by links: address and size.
fn crawl(address: SocketAddr) -> Vec<(String, usize)> {
    let mut queue = VecDeque::from(["/990019/".to_owned()]);
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = queue.pop_front() {
        let Ok((200, body)) = client::get(address, &path) else { continue };
        for link in String::from_utf8_lossy(&body).split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap_or_default();
            if link.starts_with("/990019/") && !link.contains('?') && seen.insert(link.to_owned()) {
                queue.push_back(link.to_owned());
            }
        }
        pages.push((path, body.len()));
    }
    pages
}

/// Resident memory in MB (10⁶ bytes).
fn memory(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kib: f64 = line.trim().trim_end_matches(" kB").trim().parse().unwrap_or(f64::NAN);
    kib * 1024.0 / 1e6
}

/// The program with many municipalities: how soon its pages are there, and what stays in memory when all were visited.
pub(crate) fn of_many(program: &str, folder: &std::path::Path, table: &mut Table) {
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
