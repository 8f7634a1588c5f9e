//! The sample city, decided as its folders say, and its site asked in process.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::Request;
use desk::deciding::Dated;
use desk::importing::{self, File};
use desk::publishing::{self, Announcement};
use desk::{Desk, deciding};
use ledger::{Ledger, Place};
use plan::date::PartialDate;
use plan::municipality::MunicipalityCode;
use reading::cover::Cover;
use serde_json::Value;
use tempfile::TempDir;
use web::Site;

use crate::answer::{self, Answer, ask_of};
use crate::office::{self, by, csv, noon};

/// The sample's code.
pub(crate) const TOWN: &str = "990019";

/// A town beside it, which retired its only indicator.
pub(crate) const OTHER: &str = "990027";

const TABLES: [&str; 4] = [
    "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,政策\n",
    "要素ID,計画ID,上位要素ID,階層,番号,名称\ngreen,basic,,政策,1,みどりを守る\n",
    "指標ID,要素ID,指標名,指標種別,単位,方向\nparks-area,green,一人当たり公園面積,成果,㎡,上向き\n",
    "指標ID,年度,目標値\nparks-area,令和5年度,3.0㎡以上\n",
];

/// Its site, loaded once for all tests.
static SAMPLE: LazyLock<(Desk, Site, TempDir)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::new(Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap());
    let town = MunicipalityCode::parse(TOWN).unwrap();
    office::found(&desk, &town, "目安市", "2020-04-01");
    for folder in folders() {
        decide(&desk, &town, &folder);
    }
    found_other(&desk);
    (desk.clone(), Site::new(desk), folder)
});

fn found_other(desk: &Desk) {
    let town = MunicipalityCode::parse(OTHER).unwrap();
    office::found(desk, &town, "若葉市", "2024-04-01");
    let retired =
        "廃止する記録ID,廃止の理由\nparks-area,数え方を改める\nparks-area/target/2023,数え方を改める\n";
    for (day, tables) in [("2024-06-10", &TABLES[..]), ("2025-06-10", &[retired])] {
        office::decide(desk, &town, csv(tables), "策定と見直し", day);
        office::publish(desk, &town, "確定", day);
    }
}

/// Another site over the same desk, which makes so many answers at once.
pub(crate) fn with_places(places: usize) -> Site {
    Site::with_places(SAMPLE.0.clone(), places)
}

fn folders() -> Vec<PathBuf> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let mut folders: Vec<PathBuf> = fs::read_dir(sample).unwrap().map(|it| it.unwrap().path()).collect();
    folders.retain(|it| it.join("decision.toml").is_file());
    folders.sort();
    folders
}

/// One folder becomes one decision, published where its cover says so.
fn decide(desk: &Desk, town: &MunicipalityCode, folder: &Path) {
    let cover = Cover::parse(&fs::read_to_string(folder.join("decision.toml")).unwrap()).unwrap();
    let at = noon(&cover.decided_on.and_then(PartialDate::last_day).unwrap().to_string());
    let at = Dated { at, recorded_at: Some(noon("2026-11-01")) };
    let file = |name: &String| File { name: name.clone(), bytes: fs::read(folder.join(name)).unwrap() };
    let files = cover.files.iter().map(file).collect();
    let imported = importing::propose(desk, town, files, &cover.reason, &by(), at.at).unwrap();
    let number = deciding::take_over(desk, town, &imported.draft.unwrap(), &by(), &cover.reason, at).unwrap();
    if let Some(label) = cover.publish {
        let announcement = Announcement { label, note: None, despite: None };
        publishing::publish(desk, town, Some(number), announcement, &by(), at).unwrap();
    }
}

pub(crate) async fn ask(request: Request<Body>) -> Answer {
    ask_of(&SAMPLE.1, request).await
}

pub(crate) async fn get(address: &str) -> Answer {
    with(address, &[]).await
}

/// A question with heads of its own.
pub(crate) async fn with(address: &str, heads: &[(&str, &str)]) -> Answer {
    ask(answer::with(address, heads)).await
}

/// The JSON at an address of the sample's API, which must be there.
pub(crate) async fn json(path: &str) -> Value {
    let address = format!("/{TOWN}/api/v1/{path}");
    let answer = get(&address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    answer.json()
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The address that `Link` names so (RFC 8288).
    pub(crate) fn link(&self, name: &str) -> Option<String> {
        let links = self.head("link").split(", ");
        let link = links.into_iter().find(|it| it.ends_with(&format!("rel=\"{name}\"")))?;
        Some(link.strip_prefix('<')?.split_once('>')?.0.to_owned())
    }
}
