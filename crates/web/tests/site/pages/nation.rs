//! Two hundred municipalities on one site: the ways to them, the search over them, their indicators side by side, their feeds.

use desk::Desk;
use desk::importing::File;
use ledger::{Ledger, Place};
use plan::municipality::{Former, Municipality, MunicipalityCode};
use tempfile::TempDir;
use web::Site;

use crate::answer::{Answer, ask_of, with};
use crate::office::{self, by, csv, noon};

const TOWNS: usize = 200;

/// The day on which all of it was decided and published.
const DAY: &str = "2025-06-10";

/// 200 codes in 47 prefectures.
fn code(index: usize) -> MunicipalityCode {
    MunicipalityCode::parse(&format!("{:02}{}", index % 47 + 1, 201 + index / 47)).unwrap()
}

/// A small town: one policy, a counted indicator, one of a survey. Towns differ in unit, sampling and year.
fn tables(index: usize) -> Vec<File> {
    let unit = if index % 10 == 3 { "件" } else { "％" };
    let sampling = if index % 5 == 4 { "モニター" } else { "無作為抽出" };
    let year = if index % 7 == 6 { 2023 } else { 2024 };
    let value = 20 + index % 60;
    let tables = [
        "組織ID,組織名\nbu,企画部\n".to_owned(),
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\nplan,基本計画,総合計画,2020,2029,施策\n".to_owned(),
        format!(
            "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,現状と課題\ne,plan,,施策,1,第{index}の公園づくり,bu,\n"
        ),
        format!(
            "指標ID,要素ID,指標名,指標種別,単位,方向,抽出方法\nrate,e,公園の整備率,成果,{unit},上向き,\nfelt,e,公園に満足している人の割合,実感,％,上向き,{sampling}\n"
        ),
        format!("指標ID,年度,実績値,回答数\nrate,{year},{value},\nfelt,{year},{value},900\n"),
    ];
    csv(&tables)
}

struct Country {
    desk: Desk,
    ledger: Ledger,
    folder: TempDir,
}

impl Country {
    fn new(towns: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
        let country = Self { desk: Desk::new(ledger.clone()), ledger, folder };
        (0..towns).for_each(|index| country.found(index));
        country
    }

    fn found(&self, index: usize) {
        let town = code(index);
        let mut municipality = Municipality::new(format!("第{index}町"));
        if index == 7 {
            let code = MunicipalityCode::parse("13998").unwrap();
            municipality.former = vec![Former { code, name: "旧谷中町".to_owned() }];
        }
        desk::founding::found(&self.desk, &town, municipality, &by(), noon(DAY)).unwrap();
        self.decide(index, tables(index));
        self.publish(index);
    }

    fn decide(&self, index: usize, files: Vec<File>) {
        office::decide(&self.desk, &code(index), files, "計画の策定", DAY);
    }

    fn publish(&self, index: usize) {
        office::publish(&self.desk, &code(index), "確定", DAY);
    }

    /// A site as after a start: nothing is in memory.
    fn site(&self) -> Site {
        Site::new(Desk::new(self.ledger.clone()))
    }
}

async fn ask(site: &Site, path: &str) -> Answer {
    ask_of(site, with(path, &[("host", "meyasu.test")])).await
}

async fn get(site: &Site, path: &str) -> String {
    let answer = ask(site, path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text()
}

fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn two_hundred_municipalities_are_found_and_compared() {
    let country = Country::new(TOWNS);
    let site = country.site();

    let home = get(&site, "/").await;
    assert!(home.contains("200団体が、400件の指標を公表しています。"), "{home}");
    assert!(home.contains("/prefectures/13/") && !home.contains("第150町"), "two hundred names are too many");
    let tokyo = get(&site, "/prefectures/13/").await;
    assert!(tokyo.contains("第12町") && tokyo.contains("第153町") && !tokyo.contains("第13町<"), "{tokyo}");

    let found = get(&site, &format!("/search?q={}", encode("公園 整備"))).await;
    assert!(found.contains("200団体で見つかりました（名前200件）。") && found.contains("page=2"), "{found}");
    let found = get(&site, &format!("/search?q={}&kind=indicators&pref=13", encode("公園"))).await;
    assert!(found.contains("4団体で見つかりました（名前8件）。"), "{found}");
    let found = get(&site, &format!("/search?q={}", encode("第123町"))).await;
    assert!(
        found.contains("1団体で見つかりました（名前0件）。") && found.contains(&format!("/{}/", code(123))),
        "{found}"
    );
    let five = &code(123).as_str()[..5].to_owned();
    assert!(get(&site, &format!("/search?q={five}")).await.contains("第123町"));

    let names = get(&site, &format!("/compare?q={}", encode("公園"))).await;
    assert!(names.contains("2通りの名前"), "{names}");
    let rate = get(&site, &format!("/compare?name={}", encode("公園の整備率"))).await;
    // 20 towns count in another unit, and of the other 180 those whose newest year is 2023 have no figure for 2024.
    let late = (0..TOWNS).filter(|it| it % 10 != 3 && it % 7 == 6).count();
    let said =
        format!("令和6年度の値がそろう{}件を、団体コードの順に並べています。{}件は", 180 - late, 20 + late);
    assert!(rate.contains(&said), "{said}: {rate}");
    assert!(rate.contains("単位が違います") && rate.contains("この年度の実績値がありません"));
    let felt = get(&site, &format!("/compare?name={}", encode("公園に満足している人の割合"))).await;
    assert!(
        felt.contains("答えた人だけの値です") && felt.contains("誤差の範囲") && felt.contains("900"),
        "{felt}"
    );
}

#[tokio::test]
async fn who_publishes_again_or_for_the_first_time_is_shown_by_it() {
    let country = Country::new(3);
    let site = country.site();
    assert!(get(&site, "/").await.contains("3団体が"));

    country.found(3);
    site.refresh(&code(3));
    assert!(get(&site, "/").await.contains("4団体が"), "a kept page is stale");
    let renamed = File {
        name: "e.csv".to_owned(),
        bytes: "要素ID,計画ID,階層,名称\ne,plan,施策,天文台をつくる\n".into(),
    };
    country.decide(0, vec![renamed]);
    site.refresh(&code(0));
    let search = format!("/search?q={}", encode("天文台"));
    assert!(get(&site, &search).await.contains("見つかりませんでした"), "decided, but not published");
    country.publish(0);
    site.refresh(&code(0));
    assert!(get(&site, &search).await.contains("1団体で見つかりました"));
}

#[tokio::test]
async fn digests_that_were_lost_are_made_again() {
    let country = Country::new(12);
    let path = country.folder.path().join("meyasu.db");
    let lost = "DELETE FROM digest WHERE publication = 1 AND municipality < '06'";
    assert_eq!(rusqlite::Connection::open(path).unwrap().execute(lost, []).unwrap(), 5);
    let site = country.site();
    let began = std::time::Instant::now();
    while !get(&site, &format!("/search?q={}", encode("公園の整備率")))
        .await
        .contains("12団体で見つかりました")
    {
        assert!(began.elapsed().as_secs() < 30, "the lost ones never came back");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let kept = country.ledger.read(|tx| ledger::digest::find(tx, &code(0))).unwrap();
    assert!(kept.is_some(), "and they are kept for the next start");
}

#[tokio::test]
async fn one_municipality_alone_is_led_to_and_an_old_code_leads_to_the_new_one() {
    let alone = Country::new(1);
    let led = ask(&alone.site(), "/?lang=en").await;
    assert_eq!((led.status, led.head("location")), (307, format!("/{}/?lang=en", code(0)).as_str()));

    let country = Country::new(8);
    let site = country.site();
    let former = MunicipalityCode::parse("13998").unwrap();
    let led = ask(&site, &format!("/{former}/plan/")).await;
    assert_eq!((led.status, led.head("location")), (308, format!("/{}/", code(7)).as_str()));
    assert!(get(&site, &format!("/search?q={}", encode("谷中町"))).await.contains("第7町"));
}

#[tokio::test]
async fn what_cannot_be_asked_is_said() {
    let country = Country::new(2);
    let site = country.site();
    for (path, status) in [
        ("/prefectures/13/", 404),
        ("/prefectures/1/", 404),
        ("/prefectures/x%00/", 400),
        ("/search?q=a&pref=48", 400),
        ("/search?q=a&kind=x", 400),
        ("/search?q=a&page=2", 404),
        ("/search?q=&page=0", 400),
        ("/compare?name=none", 404),
        ("/compare?q=a&page=x", 400),
        ("/990027/feed.xml", 404),
        ("/990027/sitemap.xml", 404),
    ] {
        let answer = ask(&site, path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text().contains("<h1>"), "{path}: {}", answer.text());
    }
    let name = encode("公園の整備率");
    for (query, status) in
        [("year=3000", 200), ("year=x", 400), ("like=none", 400), ("pref=02", 200), ("pref=13", 404)]
    {
        assert_eq!(ask(&site, &format!("/compare?name={name}&{query}")).await.status, status, "{query}");
    }
    assert!(!get(&site, "/search?q=%3Cscript%3E").await.contains("<script>"), "what was asked is never run");
}

#[tokio::test]
async fn the_newest_publications_of_all_are_one_feed_of_bounded_length() {
    let country = Country::new(60);
    country.decide(9, csv(&["指標ID,年度,実績値\nrate,2025,77\n".to_owned()]));
    office::publish(&country.desk, &code(9), "速報", "2026-05-01");
    let site = country.site().known_as(Some("https://meyasu.example.jp".to_owned()));
    let home = get(&site, "/").await;
    assert!(home.contains("href=\"/feed.xml\" type=\"application/atom+xml\">Atom"), "{home}");
    assert!(home.contains("<link rel=\"canonical\" href=\"https://meyasu.example.jp/\">"), "{home}");
    let atom = ask(&site, "/feed.xml").await;
    assert_eq!((atom.status, atom.head("content-type")), (200, "application/atom+xml; charset=utf-8"));
    let atom = atom.text();
    assert_eq!(atom.matches("<entry>").count(), 50, "no more however many there are");
    let first = atom.split("<entry>").nth(1).unwrap();
    assert!(
        first.contains("第9町：公表（速報）") && first.contains("<updated>2026-04-30T15:00:00Z"),
        "{first}"
    );
    assert!(first.contains(&format!("https://meyasu.example.jp/{}/decisions/3", code(9))), "{first}");
    let own = get(&site, &format!("/{}/feed.xml", code(9))).await;
    let id = |text: &str| text.split("<id>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(id(first), id(own.split("<entry>").nth(1).unwrap()), "one publication, one name");
    let json: serde_json::Value = serde_json::from_str(&get(&site, "/feed.json").await).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), 50);
    assert_eq!(json["items"][0]["title"], "第9町：公表（速報）");
    assert_eq!(json["feed_url"], "https://meyasu.example.jp/feed.json");
    assert_eq!(ask(&site, "/feed.xml?x=1").await.status, 400);
    country.decide(10, csv(&["指標ID,年度,実績値\nrate,2025,78\n".to_owned()]));
    office::publish(&country.desk, &code(10), "確定", "2026-06-01");
    site.refresh(&code(10));
    let newest = get(&site, "/feed.xml").await;
    assert!(newest.split("<entry>").nth(1).unwrap().contains("第10町：公表（確定）"), "a kept feed is stale");
    assert!(get(&country.site(), "/feed.xml").await.contains("http://meyasu.test/feed.xml"));
}

#[tokio::test]
async fn feeds_and_site_maps_name_whole_addresses() {
    let country = Country::new(2);
    let town = code(0);
    let known = country.site().known_as(Some("https://meyasu.example.jp".to_owned()));
    let atom = ask(&known, &format!("/{town}/feed.xml")).await;
    assert_eq!(atom.head("content-type"), "application/atom+xml; charset=utf-8");
    let atom = atom.text();
    assert!(atom.contains(&format!("https://meyasu.example.jp/{town}/feed.xml")), "{atom}");
    assert!(atom.contains("新しい実績2件"), "{atom}");
    let json = ask(&known, &format!("/{town}/feed.json")).await;
    assert_eq!(json.head("content-type"), "application/feed+json; charset=utf-8");
    let json = json.text();
    assert!(json.contains(&format!("https://meyasu.example.jp/{town}/indicators/rate")), "{json}");

    let unknown = country.site();
    assert!(get(&unknown, &format!("/{town}/feed.xml")).await.contains("http://meyasu.test/"));
    assert!(get(&unknown, "/robots.txt").await.contains("Sitemap: http://meyasu.test/sitemap.xml"));
    let index = get(&unknown, "/sitemap.xml").await;
    assert_eq!(index.matches("<sitemap>").count(), 2, "{index}");
    let map = get(&unknown, &format!("/{town}/sitemap.xml")).await;
    for path in ["/", "/plan/e", "/indicators/rate", "/departments/bu", "/decisions/2"] {
        assert!(
            map.contains(&format!("<loc>http://meyasu.test/{town}{path}</loc><lastmod>2025-06-10</lastmod>")),
            "{path}: {map}"
        );
    }
    let mut wrong = Vec::new();
    for line in map.lines().filter(|it| it.starts_with("<url>")) {
        let path = line.split("http://meyasu.test").nth(1).unwrap().split('<').next().unwrap();
        wrong.extend(Some((path, ask(&unknown, path).await.status)).filter(|it| it.1 != 200));
    }
    assert_eq!(wrong, [], "every address leads to a page");
}
