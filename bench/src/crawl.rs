//! Every page of a running site that links lead to: how large it is, and what it makes a browser fetch.

use std::collections::{BTreeSet, VecDeque};
use std::net::SocketAddr;

use crate::client;

/// One page as a browser gets it.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) bytes: usize,
    /// Addresses that a browser fetches without being asked: style sheets, pictures, scripts, frames.
    pub(crate) fetched: Vec<String>,
}

/// Pages below an address, reached from its first one. Addresses with a question are other views of the same page.
pub(crate) fn all(address: SocketAddr, below: &str) -> Vec<Page> {
    let mut queue = VecDeque::from([below.to_owned()]);
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    let mut pages = Vec::new();
    while let Some(path) = queue.pop_front() {
        let (status, body) = client::get(address, &path).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(status < 400, "{path} answers {status}");
        let text = String::from_utf8_lossy(&body);
        if status != 200 && seen.insert(text.to_string()) {
            queue.push_back(text.to_string());
        }
        if !text.starts_with("<!doctype html>") {
            continue;
        }
        for link in values(&text, "href=\"") {
            let link = link.split('#').next().unwrap_or_default();
            if link.starts_with(below) && !link.contains('?') && seen.insert(link.to_owned()) {
                queue.push_back(link.to_owned());
            }
        }
        pages.push(Page { bytes: body.len(), fetched: fetched(&text), path });
    }
    pages
}

fn fetched(page: &str) -> Vec<String> {
    let links = page.split("<link ").skip(1).filter_map(|it| it.split('>').next());
    let needed = links.filter(|it| ["stylesheet", "icon", "preload"].iter().any(|rel| it.contains(rel)));
    let links = needed.filter_map(|it| values(it, "href=\"").next());
    links.chain(values(page, "src=\"")).chain(values(page, "srcset=\"")).map(str::to_owned).collect()
}

fn values<'a>(text: &'a str, attribute: &'static str) -> impl Iterator<Item = &'a str> {
    text.split(attribute).skip(1).filter_map(|it| it.split('"').next())
}
