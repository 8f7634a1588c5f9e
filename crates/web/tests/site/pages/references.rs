//! Permanent references: whole addresses where the site knows its own, and never the one that a visitor's program sent.

use web::Site;

use crate::answer::with;
use crate::office::{Office, csv};

const TABLES: [&str; 2] = [
    "計画ID,計画種別,計画名,開始年度,終了年度,階層\np,基本計画,若葉市基本計画,令和3年度,令和7年度,施策\n",
    "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,暮らしを守る\n",
];
const SITE: &str = "https://meyasu.example.jp";

fn office(address: Option<&str>) -> Office {
    let known = address.map(str::to_owned);
    let office = Office::on(|desk| Site::new(desk).known_as(known));
    office.decide(csv(&TABLES), "計画の策定", "2024-05-01");
    office.publish("確定", "2024-05-02");
    office
}

/// A page asked for by a program that takes the site for another one.
async fn seen(office: &Office, path: &str) -> String {
    let heads = [("host", "evil.test"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "evil.test")];
    let answer = office.ask(with(&format!("/{}{path}", office.town), &heads)).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

/// The catalogue's own name, and that of its first file.
async fn names(office: &Office, path: &str) -> [String; 2] {
    let catalogue: serde_json::Value = serde_json::from_str(&seen(office, path).await).unwrap();
    let graph = &catalogue["@graph"];
    [&graph[0]["@id"], &graph[0]["dcat:dataset"][0]["@id"]].map(|it| it.as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_site_that_knows_its_address_names_it_in_every_reference() {
    let office = office(Some(SITE));
    let town = format!("{SITE}/{}", office.town);
    let page = seen(&office, "/plan/e").await;
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{town}/plan/e\">")), "{page}");
    assert!(page.contains(&format!("hreflang=\"en\" href=\"{town}/plan/e?lang=en\">")), "{page}");
    assert!(!page.contains(&format!("<a href=\"{SITE}")), "links within the site stay within it");
    let past = seen(&office, "/plan/e?asof=2024-05-03").await;
    assert!(past.contains(&format!("<link rel=\"canonical\" href=\"{town}/plan/e?asof=2\">")), "{past}");
    let data = seen(&office, "/data/").await;
    assert!(data.contains(&format!("{town}/data/?asof=2</dd>")), "a citation has a whole address: {data}");
    assert!(data.contains(&format!("\"@id\":\"{town}/data/catalog.jsonld\"")), "{data}");
    let [catalogue, file] = names(&office, "/data/catalog.jsonld").await;
    assert_eq!(catalogue, format!("{town}/data/catalog.jsonld"));
    assert!(file.starts_with(&format!("{town}/data/")), "{file}");
    let past = names(&office, "/data/catalog.jsonld?asof=2").await;
    assert_eq!(past[0], format!("{town}/data/catalog.jsonld?asof=2"));
}

#[tokio::test]
async fn a_site_that_does_not_know_it_keeps_to_paths_whoever_asks() {
    let office = office(None);
    let town = &office.town;
    for path in ["/plan/e", "/data/", "/data/catalog.jsonld", "/"] {
        let first = seen(&office, path).await;
        assert!(!first.contains("evil.test"), "{path}: {first}");
        assert_eq!(office.page(path).await, first, "{path} is kept for everybody");
    }
    let page = office.page("/plan/e").await;
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"/{town}/plan/e\">")), "{page}");
    assert!(office.page("/data/").await.contains(&format!("、/{town}/data/?asof=2</dd>")));
    assert_eq!(names(&office, "/data/catalog.jsonld").await[0], format!("/{town}/data/catalog.jsonld"));
}
