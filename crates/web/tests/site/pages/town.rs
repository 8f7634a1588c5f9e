//! The public site over a small town, asked in process: what is published is there, what is not is nowhere.

use axum::body::Body;
use axum::http::Request;
use desk::publishing::{self, Announcement};
use plan::decision::DecisionNumber;

use crate::answer::with;
use crate::office::{Office, by, csv, noon};

const FRAME: &str = "組織ID,組織名,順序\nkankyo,環境部,1\n";
const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,政策;施策\n";
const ELEMENTS: &str = "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,現状と課題\ngreen,basic,,政策,1,みどりを守る,kankyo,公園が足りない。\nparks,basic,green,施策,1-1,公園を増やす,kankyo,\n";
const INDICATORS: &str =
    "指標ID,要素ID,指標名,指標種別,単位,方向\nparks-area,parks,一人当たり公園面積,成果,㎡,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\nparks-area,令和5年度,3.0㎡以上\nparks-area,令和6年度,3.2㎡以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,説明\nparks-area,令和5年度,3.1,新しい公園が開いた。\n";

/// A basic plan, one indicator and its first result, published as decision 2.
fn published() -> Office {
    let site = Office::new();
    decide(&site, &[FRAME, PLANS, ELEMENTS, INDICATORS, TARGETS, ACTUALS], "計画の策定", "2024-06-10");
    site.publish("確定", "2024-06-10");
    site
}

fn decide(site: &Office, tables: &[&str], reason: &str, day: &str) {
    site.decide(csv(tables), reason, day);
}

/// Status and text of a page below the town.
async fn get(site: &Office, path: &str) -> (u16, String) {
    let answer = site.get(path).await;
    (answer.status, answer.text())
}

#[tokio::test]
async fn what_was_decided_and_published_is_on_its_pages() {
    let site = published();

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
        let (status, page) = get(&site, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(page.contains(words), "{path} lacks {words}:\n{page}");
    }
}

#[tokio::test]
async fn a_draft_and_a_decision_without_publication_are_nowhere() {
    let site = published();
    decide(&site, &["指標ID,年度,実績値\nparks-area,令和6年度,9.9\n"], "速報値の取込み", "2025-06-01");
    site.site.refresh(&site.town);

    for path in ["/indicators/parks-area", "/decisions/", "/search?q=9.9", "/records/parks-area/actual/2024"]
    {
        let page = get(&site, path).await.1;
        assert!(
            !page.contains("<td>9.9") && !page.contains("9.9㎡") && !page.contains("速報値"),
            "{path}: {page}"
        );
    }
    assert_eq!(get(&site, "/decisions/3").await.0, 404);
    let (status, page) = get(&site, "/indicators/parks-area?asof=3").await;
    assert_eq!(status, 404);
    assert!(page.contains("決裁第3号は公表されていません"), "{page}");
}

#[tokio::test]
async fn a_moved_target_shows_that_it_moved_and_the_past_stays() {
    let site = published();
    let moved = "指標ID,年度,目標値,改定理由\nparks-area,令和5年度,3.5㎡以上,区域の見直し\n";
    decide(&site, &[moved], "目標の改定", "2025-02-01");
    site.publish("確定", "2025-02-01");

    let (_, now) = get(&site, "/indicators/parks-area").await;
    assert!(now.contains("<del>3.0㎡以上</del> → <ins>3.5㎡以上</ins>"), "{now}");
    assert!(now.contains("結果判明後") && now.contains("区域の見直し"));
    let (_, by_day) = get(&site, "/indicators/parks-area?asof=2024-12-31").await;
    let (_, by_number) = get(&site, "/indicators/parks-area?asof=2").await;
    for past in [by_day, by_number] {
        assert!(
            past.contains("過去の版を見ています") && past.contains("目標値は改定されていません"),
            "{past}"
        );
        assert!(past.contains("asof="), "links stay in the past");
    }
    let (_, diff) = get(&site, "/decisions/3").await;
    assert!(diff.contains("<del>3.0㎡以上</del>") && diff.contains("<ins>3.5㎡以上</ins>"));
}

#[tokio::test]
async fn a_retired_record_is_gone_and_says_where_its_history_is() {
    let site = published();
    decide(
        &site,
        &[
            "廃止する記録ID\nparks-area/actual/2023\nparks-area/target/2023\nparks-area/target/2024\nparks-area\n",
        ],
        "指標の廃止",
        "2025-04-01",
    );
    site.publish("確定", "2025-04-01");

    let (status, page) = get(&site, "/indicators/parks-area").await;
    assert_eq!(status, 410);
    assert!(page.contains("この記録は廃止されました") && page.contains("/records/parks-area"));
    assert_eq!(get(&site, "/indicators/parks-area?asof=2").await.0, 200);
    assert!(get(&site, "/records/parks-area").await.1.contains("指標の廃止"));
}

#[tokio::test]
async fn bad_addresses_get_pages_that_help() {
    let site = published();
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
        let (got, page) = get(&site, path).await;
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
        let answer = site.at(address).await;
        assert_eq!(answer.status, 404, "{address}");
        assert!(answer.text().contains("<h1>"), "{address}");
    }
    let posted = site.ask(Request::post(format!("/{}/", site.town)).body(Body::empty()).unwrap()).await;
    assert_eq!(posted.status, 405);
    assert!(posted.text().contains("この操作はできません"));
}

#[tokio::test]
async fn every_answer_carries_the_guarding_headers_and_no_cookie() {
    let site = published();
    for address in [
        format!("/{}/", site.town),
        "/".to_owned(),
        "/none".to_owned(),
        "/healthz".to_owned(),
        "/metrics".to_owned(),
        "/assets/icon.svg".to_owned(),
    ] {
        let answer = site.at(&address).await;
        let policy = answer.head("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}");
        assert_eq!(answer.head("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.head("referrer-policy"), "same-origin", "{address}");
        assert!(!answer.heads.contains_key("set-cookie"), "{address}");
    }
}

#[tokio::test]
async fn a_page_is_kept_compressed_and_known_by_its_tag() {
    let site = published();
    let address = format!("/{}/plan/basic", site.town);
    let page = site.at(&address).await;
    let tag = page.head("etag");

    let zipped = site.ask(with(&address, &[("accept-encoding", "br, gzip;q=0.8")])).await;
    assert_eq!(zipped.head("content-encoding"), "gzip");
    assert_eq!(zipped.head("vary"), "accept-encoding");
    let mut read = Vec::new();
    std::io::copy(&mut flate2::read::GzDecoder::new(zipped.body.as_slice()), &mut read).unwrap();
    assert_eq!(read, page.body);

    let known = site.ask(with(&address, &[("if-none-match", tag)])).await;
    assert_eq!((known.status, known.head("etag"), known.body.len()), (304, tag, 0));

    decide(&site, &["指標ID,年度,実績値\nparks-area,令和6年度,3.3\n"], "実績", "2025-06-01");
    site.publish("確定", "2025-06-01");
    assert_ne!(site.at(&address).await.head("etag"), tag, "another edition, another page");
}

#[tokio::test]
async fn a_head_is_the_head_of_the_same_page() {
    let site = published();
    let address = format!("/{}/plan/basic", site.town);
    let head = || Request::head(&address).body(Body::empty()).unwrap();
    let made = site.ask(head()).await;
    let page = site.at(&address).await;
    let kept = site.ask(head()).await;
    assert!(!page.body.is_empty());
    for it in [made, kept] {
        assert!(it.body.is_empty());
        assert_eq!(it.head("etag"), page.head("etag"));
        assert_eq!(it.head("content-length"), page.body.len().to_string());
    }
}

#[tokio::test]
async fn what_was_taken_back_is_no_longer_shown_and_says_so() {
    let site = published();
    decide(&site, &["指標ID,年度,実績値\nparks-area,令和6年度,9.9\n"], "速報値の取込み", "2025-06-01");
    site.publish("確定", "2025-06-01");
    assert!(get(&site, "/indicators/parks-area").await.1.contains("9.9㎡"));

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
        noon("2025-06-02"),
    )
    .unwrap();
    site.site.refresh(&site.town);

    let (_, page) = get(&site, "/indicators/parks-area").await;
    assert!(!page.contains("9.9㎡"), "{page}");
    assert!(page.contains("取下げ") && page.contains("集計に誤りがありました"), "{page}");
    assert!(get(&site, "/?asof=2025-06-01").await.1.contains("後に取り下げられました"));
    assert_eq!(get(&site, "/decisions/3").await.0, 404);
}

#[tokio::test]
async fn a_grade_given_by_a_person_stands_beside_the_rule_with_its_reason() {
    let site = published();
    let rule = "判定基準ID,判定基準名,形,達成の評語,達成の言葉,未達成の評語,未達成の言葉\nab,A/B,目標達成,A,達成,B,未達成\n";
    decide(&site, &[rule], "判定基準", "2024-07-01");
    let grade = "対象ID,年度,評価種別,評価,判定,判定の理由\nparks-area,令和5年度,自己評価,区域で差がある。,B,北部で減ったため\n";
    decide(&site, &[grade], "評価", "2024-07-02");
    site.publish("確定", "2024-07-02");

    let (_, page) = get(&site, "/indicators/parks-area").await;
    for words in ["人による判定", "基準による判定はA", "北部で減ったため", "区域で差がある。"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn two_characters_are_enough_to_find_and_all_words_must_stand() {
    let site = published();
    for (asked, found) in [
        ("公園", true),
        ("㎡", true),
        ("ｺｳｴﾝ", false),
        ("公園 足り", true),
        ("公園 病院", false),
        ("園面", true),
    ] {
        let (status, page) = get(
            &site,
            &format!("/search?q={}", form_urlencoded::byte_serialize(asked.as_bytes()).collect::<String>()),
        )
        .await;
        assert_eq!(status, 200);
        assert_eq!(page.contains("は見つかりませんでした"), !found, "{asked}");
        assert_eq!(page.contains("<mark>"), found, "{asked}");
    }
    let (_, page) = get(&site, "/search?q=%3Cscript%3E").await;
    assert!(page.contains("&#60;script&#62;") && !page.contains("<script>"), "what was asked is never run");
}

#[tokio::test]
async fn the_same_page_speaks_english_when_asked() {
    let site = published();
    let (_, page) = get(&site, "/indicators/parks-area?lang=en").await;
    assert!(page.contains("<html lang=\"en\">") && page.contains("Why it rose or fell"));
    assert!(page.contains("/plan/?lang=en"), "links stay in the language");
    assert!(page.contains(" lang=\"ja\">"), "what the town wrote says that it is Japanese");
    let (_, again) = get(&site, "/indicators/parks-area?lang=en").await;
    assert_eq!(again, page, "a page that was kept is marked as it was");
    let (_, page) = get(&site, "/indicators/parks-area").await;
    assert!(!page.contains("<i lang"), "a page in Japanese has nothing to say");
}

#[tokio::test]
async fn addresses_without_their_last_slash_lead_to_the_page() {
    let site = published();
    for (from, to) in [
        ("", "/"),
        ("/plan", "/plan/"),
        ("/indicators?lang=en", "/indicators/?lang=en"),
        ("/plan/basic/", "/plan/basic"),
    ] {
        let led = site.get(from).await;
        assert_eq!(led.status, 308, "{from}");
        assert_eq!(led.head("location"), format!("/{}{to}", site.town));
    }
}
