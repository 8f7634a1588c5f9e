//! An office on paper: tests found a town, decide its tables and publish them through the doors that everybody uses.

use axum::body::Body;
use axum::http::Request;
use desk::importing::{self, File};
use desk::publishing::{self, Announcement};
use desk::{Desk, deciding, founding};
use jiff::Timestamp;
use ledger::{Ledger, Place};
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::{Municipality, MunicipalityCode};
use tempfile::TempDir;
use web::Site;

use crate::answer::{Answer, ask_of, get};

/// 若葉市, its desk, and its site.
pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) site: Site,
    pub(crate) town: MunicipalityCode,
    _folder: TempDir,
}

impl Office {
    /// Nothing but its name.
    pub(crate) fn new() -> Self {
        Self::on(Site::new)
    }

    /// The same on a site of one's own.
    pub(crate) fn on(site: impl FnOnce(Desk) -> Site) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
        let town = MunicipalityCode::parse("99002").unwrap();
        found(&desk, &town, "若葉市", "2024-04-01");
        Self { site: site(desk.clone()), desk, town, _folder: folder }
    }

    /// Decides these files, all of which must be understood.
    pub(crate) fn decide(&self, files: Vec<File>, reason: &str, day: &str) -> DecisionNumber {
        decide(&self.desk, &self.town, files, reason, day)
    }

    /// Publishes what was decided last, under a label.
    pub(crate) fn publish(&self, label: &str, day: &str) {
        publish(&self.desk, &self.town, label, day);
        self.site.refresh(&self.town);
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        ask_of(&self.site, request).await
    }

    /// What is at an address.
    pub(crate) async fn at(&self, address: &str) -> Answer {
        self.ask(get(address)).await
    }

    /// What is at an address below the town.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.at(&format!("/{}{path}", self.town)).await
    }

    /// The text of a page below the town, which must be there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }
}

/// Founds a town.
pub(crate) fn found(desk: &Desk, town: &MunicipalityCode, name: &str, day: &str) {
    founding::found(desk, town, Municipality::new(name), &by(), noon(day)).unwrap();
}

/// Decides files for a town, all of which must be understood.
pub(crate) fn decide(
    desk: &Desk,
    town: &MunicipalityCode,
    files: Vec<File>,
    reason: &str,
    day: &str,
) -> DecisionNumber {
    let imported = importing::propose(desk, town, files, reason, &by(), noon(day)).unwrap();
    assert!(imported.files.iter().all(|it| it.problems.is_empty()), "{:?}", imported.files);
    deciding::approve(desk, town, &imported.draft.unwrap(), &by(), reason, noon(day)).unwrap()
}

/// Publishes what a town decided last, under a label.
pub(crate) fn publish(desk: &Desk, town: &MunicipalityCode, label: &str, day: &str) {
    let announcement = Announcement { label: label.to_owned(), note: None, despite: None };
    let newest = desk.edition(town).unwrap().number(); // Named, for without its number a mere founding is not published.
    publishing::publish(desk, town, Some(newest), announcement, &by(), noon(day)).unwrap();
}

/// Tables as files, numbered in their order.
pub(crate) fn csv<T: AsRef<str>>(tables: &[T]) -> Vec<File> {
    let file = |(at, text): (usize, &T)| File {
        name: format!("{at}.csv"),
        bytes: text.as_ref().as_bytes().to_vec(),
    };
    tables.iter().enumerate().map(file).collect()
}

/// Files with names of their own.
pub(crate) fn named(files: &[(&str, &str)]) -> Vec<File> {
    files.iter().map(|it| File { name: it.0.to_owned(), bytes: it.1.as_bytes().to_vec() }).collect()
}

/// Who decides in tests.
pub(crate) fn by() -> StaffId {
    StaffId("企画課".to_owned())
}

/// Noon of a day in Japan.
pub(crate) fn noon(day: &str) -> Timestamp {
    format!("{day}T12:00:00+09:00").parse().unwrap()
}
