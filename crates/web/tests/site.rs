//! The public site over a small town, asked in process: what is published is there, what is not is nowhere.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use desk::Desk;
use desk::importing::{self, File};
use desk::publishing::{self, Announcement};
use jiff::Timestamp;
use ledger::{Ledger, Place};
use plan::decision::{DecisionNumber, StaffId};
use plan::municipality::{Municipality, MunicipalityCode};
use tempfile::TempDir;
use tower::ServiceExt;
use web::Site;

const FRAME: &str = "組織ID,組織名,順序\nkankyo,環境部,1\n";
const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,政策;施策\n";
const ELEMENTS: &str = "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,現状と課題\ngreen,basic,,政策,1,みどりを守る,kankyo,公園が足りない。\nparks,basic,green,施策,1-1,公園を増やす,kankyo,\n";
const INDICATORS: &str =
    "指標ID,要素ID,指標名,指標種別,単位,方向\nparks-area,parks,一人当たり公園面積,成果,㎡,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\nparks-area,令和5年度,3.0㎡以上\nparks-area,令和6年度,3.2㎡以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,説明\nparks-area,令和5年度,3.1,新しい公園が開いた。\n";

/// A town on paper, its desk, and its site.
struct TestSite {
    desk: Desk,
    site: Site,
    town: MunicipalityCode,
    _folder: TempDir,
}

impl TestSite {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(&Place::File(folder.path().join("meyasu.db"))).unwrap();
        let desk = Desk::new(ledger);
        let town = MunicipalityCode::parse("99002").unwrap();
        let municipality = Municipality::new("若葉市");
        desk::founding::found(&desk, &town, municipality, &by(), at("2024-04-01")).unwrap();
        Self { site: Site::new(desk.clone()), desk, town, _folder: folder }
    }

    /// A site with a basic plan, one indicator, and its first result, published as decision 2.
    fn published() -> Self {
        let site = Self::new();
        site.decide(&[FRAME, PLANS, ELEMENTS, INDICATORS, TARGETS, ACTUALS], "計画の策定", "2024-06-10");
        site.publish("2024-06-10");
        site
    }

    fn decide(&self, tables: &[&str], reason: &str, day: &str) -> DecisionNumber {
        let file = |(index, text): (usize, &&str)| File {
            name: format!("{index}.csv"),
            bytes: text.as_bytes().to_vec(),
        };
        let files = tables.iter().enumerate().map(file).collect();
        let imported = importing::propose(&self.desk, &self.town, files, reason, &by(), at(day)).unwrap();
        assert!(imported.files.iter().all(|it| it.problems.is_empty()), "{:?}", imported.files);
        desk::deciding::approve(&self.desk, &self.town, &imported.draft.unwrap(), &by(), reason, at(day))
            .unwrap()
    }

    fn publish(&self, day: &str) {
        let announcement = Announcement { label: "確定".to_owned(), note: None, despite: None };
        publishing::publish(&self.desk, &self.town, None, announcement, &by(), at(day)).unwrap();
        self.site.refresh(&self.town);
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let response = web::router(self.site.clone()).oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    /// Status and text of a page below the town.
    async fn get(&self, path: &str) -> (u16, String) {
        let request = Request::get(format!("/{}{path}", self.town)).body(Body::empty()).unwrap();
        let (status, _, body) = self.ask(request).await;
        (status.as_u16(), String::from_utf8(body).unwrap())
    }
}

fn by() -> StaffId {
    StaffId("企画課".to_owned())
}

fn at(day: &str) -> Timestamp {
    format!("{day}T12:00:00+09:00").parse().unwrap()
}

#[tokio::test]
async fn what_was_decided_and_published_is_on_its_pages() {
    let site = TestSite::published();

    for (path, words) in [
        ("/", "令和5年度に目標を置いた指標は1件で、1件が目標を達成しました。"),
        ("/plan/", "若葉市基本計画"),
        ("/plan/basic", "みどりを守る"),
        ("/plan/parks", "3.1㎡"),
        ("/departments/kankyo", "公園を増やす"),
        ("/indicators/", "一人当たり公園面積"),
        ("/indicators/parks-area", "新しい公園が開いた。"),
        ("/decisions/2", "計画の策定"),
        ("/records/parks-area/target/2023", "3.0㎡以上"),
        ("/about/", "判定"),
    ] {
        let (status, page) = site.get(path).await;
        assert_eq!(status, 200, "{path}");
        assert!(page.contains(words), "{path} lacks {words}:\n{page}");
    }
}

#[tokio::test]
async fn a_draft_and_a_decision_without_publication_are_nowhere() {
    let site = TestSite::published();
    site.decide(&["指標ID,年度,実績値\nparks-area,令和6年度,9.9\n"], "速報値の取込み", "2025-06-01");
    site.site.refresh(&site.town);

    for path in ["/indicators/parks-area", "/decisions/", "/search?q=9.9", "/records/parks-area/actual/2024"]
    {
        let page = site.get(path).await.1;
        assert!(
            !page.contains("<td>9.9") && !page.contains("9.9㎡") && !page.contains("速報値"),
            "{path}: {page}"
        );
    }
    assert_eq!(site.get("/decisions/3").await.0, 404);
    let (status, page) = site.get("/indicators/parks-area?asof=3").await;
    assert_eq!(status, 404);
    assert!(page.contains("決裁第3号は公表されていません"), "{page}");
}

#[tokio::test]
async fn a_moved_target_shows_that_it_moved_and_the_past_stays() {
    let site = TestSite::published();
    let moved = "指標ID,年度,目標値,改定理由\nparks-area,令和5年度,3.5㎡以上,区域の見直し\n";
    site.decide(&[moved], "目標の改定", "2025-02-01");
    site.publish("2025-02-01");

    let (_, now) = site.get("/indicators/parks-area").await;
    assert!(now.contains("<del>3.0㎡以上</del> → <ins>3.5㎡以上</ins>"), "{now}");
    assert!(now.contains("結果判明後") && now.contains("区域の見直し"));
    let (_, by_day) = site.get("/indicators/parks-area?asof=2024-12-31").await;
    let (_, by_number) = site.get("/indicators/parks-area?asof=2").await;
    for past in [by_day, by_number] {
        assert!(
            past.contains("過去の版を見ています") && past.contains("目標値は改定されていません"),
            "{past}"
        );
        assert!(past.contains("asof="), "links stay in the past");
    }
    let (_, diff) = site.get("/decisions/3").await;
    assert!(diff.contains("<del>3.0㎡以上</del>") && diff.contains("<ins>3.5㎡以上</ins>"));
}

#[tokio::test]
async fn a_retired_record_is_gone_and_says_where_its_history_is() {
    let site = TestSite::published();
    site.decide(&["廃止する記録ID\nparks-area/actual/2023\nparks-area/target/2023\nparks-area/target/2024\nparks-area\n"], "指標の廃止", "2025-04-01");
    site.publish("2025-04-01");

    let (status, page) = site.get("/indicators/parks-area").await;
    assert_eq!(status, 410);
    assert!(page.contains("この記録は廃止されました") && page.contains("/records/parks-area"));
    assert_eq!(site.get("/indicators/parks-area?asof=2").await.0, 200);
    assert!(site.get("/records/parks-area").await.1.contains("指標の廃止"));
}

#[tokio::test]
async fn bad_addresses_get_pages_that_help() {
    let site = TestSite::published();
    for (path, status, words) in [
        ("/indicators/none", 404, "ページが見つかりません"),
        ("/plan/parks-area", 404, "ページが見つかりません"),
        ("/decisions/0", 404, "ページが見つかりません"),
        ("/decisions/x", 404, "ページが見つかりません"),
        ("/nowhere", 404, "ページが見つかりません"),
        ("/?asof=tomorrow", 400, "日付としても決裁番号としても読めません"),
        ("/?asof=99999999999999999999", 400, "読めません"),
        ("/?asof=0", 404, "公表されていません"),
        ("/?page=2", 200, "若葉市"),
        ("/indicators/?page=2", 404, "ページが見つかりません"),
        ("/?asof=2001-01-01", 404, "その時点ではまだ公表されていません"),
        ("/search?q=%ff%00", 400, "文字コードが UTF-8 ではありません"),
        ("/plan/%E3%81", 400, "文字コードが UTF-8 ではありません"),
    ] {
        let (got, page) = site.get(path).await;
        assert_eq!(got, status, "{path}: {page}");
        assert!(page.contains(words), "{path}: {page}");
    }
    for address in [
        "/990036/",
        "/131148/",
        "/abc/",
        "/123456/plan/",
        "/favicon.ico",
        "/99002/plan/",
        "//plan",
        "/\\evil.example/plan",
        "/assets/css",
        "/assets/s",
    ] {
        let (status, _, body) = site.ask(Request::get(address).body(Body::empty()).unwrap()).await;
        assert_eq!(status, 404, "{address}");
        assert!(String::from_utf8(body).unwrap().contains("<h1>"), "{address}");
    }
    let (status, _, body) =
        site.ask(Request::post(format!("/{}/", site.town)).body(Body::empty()).unwrap()).await;
    assert_eq!(status, 405);
    assert!(String::from_utf8(body).unwrap().contains("この操作はできません"));
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers_and_no_cookie() {
    let site = TestSite::published();
    for address in [
        format!("/{}/", site.town),
        "/".to_owned(),
        "/none".to_owned(),
        "/healthz".to_owned(),
        "/metrics".to_owned(),
        "/assets/icon.svg".to_owned(),
    ] {
        let (_, headers, _) = site.ask(Request::get(&address).body(Body::empty()).unwrap()).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{address}");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin", "{address}");
        assert!(!headers.contains_key(header::SET_COOKIE), "{address}");
    }
}

#[tokio::test]
async fn a_page_is_kept_compressed_and_known_by_its_tag() {
    let site = TestSite::published();
    let address = format!("/{}/plan/basic", site.town);
    let plain = || Request::get(&address).body(Body::empty()).unwrap();
    let (_, first, page) = site.ask(plain()).await;
    let tag = first[header::ETAG].clone();

    let zipped =
        Request::get(&address).header("accept-encoding", "br, gzip;q=0.8").body(Body::empty()).unwrap();
    let (_, headers, bytes) = site.ask(zipped).await;
    assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
    assert_eq!(headers[header::VARY], "accept-encoding");
    let mut read = Vec::new();
    std::io::copy(&mut flate2::read::GzDecoder::new(bytes.as_slice()), &mut read).unwrap();
    assert_eq!(read, page);

    let known = Request::get(&address).header("if-none-match", &tag).body(Body::empty()).unwrap();
    let (status, headers, body) = site.ask(known).await;
    assert_eq!(
        (status, headers[header::ETAG].clone(), body.len()),
        (StatusCode::NOT_MODIFIED, tag.clone(), 0)
    );

    site.decide(&["指標ID,年度,実績値\nparks-area,令和6年度,3.3\n"], "実績", "2025-06-01");
    site.publish("2025-06-01");
    let (_, headers, _) = site.ask(plain()).await;
    assert_ne!(headers[header::ETAG], tag, "another edition, another page");
}

#[tokio::test]
async fn a_head_is_the_head_of_the_same_page() {
    let site = TestSite::published();
    let address = format!("/{}/plan/basic", site.town);
    let head = || Request::head(&address).body(Body::empty()).unwrap();
    let (_, made, body) = site.ask(head()).await;
    let (_, page, bytes) = site.ask(Request::get(&address).body(Body::empty()).unwrap()).await;
    let (_, kept, _) = site.ask(head()).await;
    assert!(body.is_empty() && !bytes.is_empty());
    for headers in [made, kept] {
        assert_eq!(headers[header::ETAG], page[header::ETAG]);
        assert_eq!(headers[header::CONTENT_LENGTH].to_str().unwrap(), bytes.len().to_string());
    }
}

#[tokio::test]
async fn what_was_taken_back_is_no_longer_shown_and_says_so() {
    let site = TestSite::published();
    site.decide(&["指標ID,年度,実績値\nparks-area,令和6年度,9.9\n"], "速報値の取込み", "2025-06-01");
    site.publish("2025-06-01");
    assert!(site.get("/indicators/parks-area").await.1.contains("9.9㎡"));

    let announcement = Announcement {
        label: "取下げ".to_owned(),
        note: Some("集計に誤りがありました".to_owned()),
        despite: None,
    };
    publishing::publish(
        &site.desk,
        &site.town,
        Some(DecisionNumber(2)),
        announcement,
        &by(),
        at("2025-06-02"),
    )
    .unwrap();
    site.site.refresh(&site.town);

    let (_, page) = site.get("/indicators/parks-area").await;
    assert!(!page.contains("9.9㎡"), "{page}");
    assert!(page.contains("取下げ") && page.contains("集計に誤りがありました"), "{page}");
    assert!(site.get("/?asof=2025-06-01").await.1.contains("後に取り下げられました"));
    assert_eq!(site.get("/decisions/3").await.0, 404);
}

#[tokio::test]
async fn a_grade_given_by_a_person_stands_beside_the_rule_with_its_reason() {
    let site = TestSite::published();
    let rule = "判定基準ID,判定基準名,形,達成の評語,達成の言葉,未達成の評語,未達成の言葉\nab,A/B,目標達成,A,達成,B,未達成\n";
    site.decide(&[rule], "判定基準", "2024-07-01");
    let grade = "対象ID,年度,評価種別,評価,判定,判定の理由\nparks-area,令和5年度,自己評価,区域で差がある。,B,北部で減ったため\n";
    site.decide(&[grade], "評価", "2024-07-02");
    site.publish("2024-07-02");

    let (_, page) = site.get("/indicators/parks-area").await;
    for words in ["人による判定", "基準による判定はA", "北部で減ったため", "区域で差がある。"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn two_characters_are_enough_to_find_and_all_words_must_stand() {
    let site = TestSite::published();
    for (asked, found) in [
        ("公園", true),
        ("㎡", true),
        ("ｺｳｴﾝ", false),
        ("公園 足り", true),
        ("公園 病院", false),
        ("園面", true),
    ] {
        let (status, page) = site
            .get(&format!(
                "/search?q={}",
                form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>()
            ))
            .await;
        assert_eq!(status, 200);
        assert_eq!(page.contains("は見つかりませんでした"), !found, "{asked}");
        assert_eq!(page.contains("<mark>"), found, "{asked}");
    }
    let (_, page) = site.get("/search?q=%3Cscript%3E").await;
    assert!(page.contains("&#60;script&#62;") && !page.contains("<script>"), "what was asked is never run");
}

#[tokio::test]
async fn the_same_page_speaks_english_when_asked() {
    let site = TestSite::published();
    let (_, page) = site.get("/indicators/parks-area?lang=en").await;
    assert!(page.contains("<html lang=\"en\">") && page.contains("Why it rose or fell"));
    assert!(page.contains("/plan/?lang=en"), "links stay in the language");
    assert!(page.contains(" lang=\"ja\">"), "what the town wrote says that it is Japanese");
    let (_, again) = site.get("/indicators/parks-area?lang=en").await;
    assert_eq!(again, page, "a page that was kept is marked as it was");
    let (_, page) = site.get("/indicators/parks-area").await;
    assert!(!page.contains("<i lang"), "a page in Japanese has nothing to say");
}

#[tokio::test]
async fn addresses_without_their_last_slash_lead_to_the_page() {
    let site = TestSite::published();
    for (from, to) in [
        ("", "/"),
        ("/plan", "/plan/"),
        ("/indicators?lang=en", "/indicators/?lang=en"),
        ("/plan/basic/", "/plan/basic"),
    ] {
        let request = Request::get(format!("/{}{from}", site.town)).body(Body::empty()).unwrap();
        let (status, headers, _) = site.ask(request).await;
        assert_eq!(status, StatusCode::PERMANENT_REDIRECT, "{from}");
        assert_eq!(headers[header::LOCATION].to_str().unwrap(), format!("/{}{to}", site.town));
    }
}
