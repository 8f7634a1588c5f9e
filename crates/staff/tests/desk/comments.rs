//! A round of public comments from its draft to its results, and nobody's name in anything that is public.

use std::collections::{BTreeSet, VecDeque};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use desk::hearing::Hearing;
use desk::publishing::{self, Announcement};
use plan::consultation::{Consultation, Letter};
use plan::decision::StaffId;
use plan::draft::DraftId;
use plan::opinion::Opinion;
use plan::record::{Record, RecordId};
use plan::role::Role;
use tower::ServiceExt;

use crate::browser::Browser;
use crate::office::{TownHall, chance, now, town};

/// What stands in a letter beside its text, and must stand nowhere else.
const MARKERS: [&str; 3] = ["秘密野\u{E0100}花子", "霞町一丁目三番地", "090-0000-1234"];
pub(crate) const ROUND: &str = "/990019/comments/comments-2026-1";

fn staff_id() -> StaffId {
    StaffId("企画課".to_owned())
}

pub(crate) fn publish(hall: &TownHall) {
    let announcement =
        Announcement { label: "案".to_owned(), note: None, despite: Some("見本のため".to_owned()) };
    publishing::publish(&hall.desk, &town(), None, announcement, &staff_id(), now()).unwrap();
}

fn decide_and_publish(hall: &TownHall, draft: &str) {
    let id = DraftId(draft.to_owned());
    desk::deciding::approve(&hall.desk, &town(), &id, &staff_id(), "募集する", now()).unwrap();
    publish(hall);
}

pub(crate) fn site(hall: &TownHall) -> Router {
    let site = web::Site::new(hall.desk.clone()).by_clock(now).hearing_by(Hearing::new(chance));
    web::router(site)
}

const ASKED: [(&str, &str); 10] = [
    ("title", "福祉の目標の案"),
    ("purpose", "案への意見を聴く"),
    ("about", "fukushi-2026"),
    ("from", "R8.11.1"),
    ("to", "R8.12.1"),
    ("form", "on"),
    ("way-post", "市役所 企画課"),
    ("kept", "R9.3.31"),
    ("who", "市内に住む人"),
    ("wording-reflected", "ご意見を受けて直しました"),
];

/// A round that is open, with its public site.
pub(crate) async fn open_round(hall: &TownHall) -> Browser {
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    koho.get("/990019/comments/new").await;
    let about = some_plan(hall);
    let asked: Vec<(&str, &str)> = ASKED
        .iter()
        .map(|(name, value)| (*name, if *name == "about" { about.as_str() } else { value }))
        .collect();
    let drafted = koho.post("/990019/comments/new", &asked).await;
    assert!(drafted.location.ends_with("done=opened"), "{drafted:?}");
    assert!(koho.get("/990019/comments").await.body.contains("企画課の決裁待ち"));
    decide_and_publish(hall, "round-comments-2026-1");
    koho
}

fn some_plan(hall: &TownHall) -> String {
    let edition = hall.desk.edition(&town()).unwrap();
    edition.all::<plan::plan::Plan>().next().unwrap().0.to_string()
}

fn some_element(hall: &TownHall) -> String {
    let edition = hall.desk.edition(&town()).unwrap();
    edition.all::<plan::element::Element>().next().unwrap().0.to_string()
}

pub(crate) async fn asked(site: &Router, request: Request<Body>) -> (StatusCode, String) {
    let response = site.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = to_bytes(response.into_body(), 50_000_000).await.unwrap();
    (status, String::from_utf8_lossy(&bytes).into_owned())
}

pub(crate) async fn seen(site: &Router, path: &str) -> (StatusCode, String) {
    asked(site, Request::get(path).body(Body::empty()).unwrap()).await
}

/// The number of the form on a page.
pub(crate) fn form_number(page: &str) -> String {
    page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Sent from an address.
pub(crate) async fn send_from(
    site: &Router,
    round: &str,
    address: &str,
    fields: &[(&str, &str)],
) -> (StatusCode, String) {
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(format!("{round}/send")).header("sec-fetch-site", "same-origin");
    let request = request.extension(web::Peer(address.parse().unwrap()));
    asked(site, request.body(Body::from(form)).unwrap()).await
}

async fn send(site: &Router, round: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(format!("{round}/send")).header("sec-fetch-site", "same-origin");
    asked(site, request.body(Body::from(form)).unwrap()).await
}

fn letter(text: &str) -> Vec<(&str, &str)> {
    vec![("text", text), ("name", MARKERS[0]), ("address", MARKERS[1]), ("contact", MARKERS[2])]
}

pub(crate) fn letters(hall: &TownHall) -> Vec<Letter> {
    let all = hall.ledger.read(|tx| ledger::paper::all::<Letter>(tx, &town())).unwrap();
    all.into_iter().map(|it| it.value).collect()
}

/// Every page, file and feed that can be reached from the home page of the site.
async fn everything(site: &Router) -> Vec<(String, String)> {
    let begin =
        ["/", "/990019/", "/990019/feed.xml", "/990019/feed.json", "/990019/sitemap.xml", "/990019/api/v1/"];
    let mut todo: VecDeque<String> = begin.map(str::to_owned).into();
    todo.extend(["consultations", "opinions"].map(|it| format!("/990019/data/{it}.csv")));
    let mut known: BTreeSet<String> = todo.iter().cloned().collect();
    let mut pages = vec![];
    while let Some(path) = todo.pop_front().filter(|_| pages.len() < 600) {
        let (_, body) = seen(site, &path).await;
        for part in body.split("href=\"").skip(1).chain(body.split("<loc>").skip(1)) {
            let next = part.split(['"', '<', '#']).next().unwrap().replace("&amp;", "&");
            if next.starts_with('/') && !next.contains("asof=") && known.insert(next.clone()) {
                todo.push_back(next);
            }
        }
        pages.push((path, body));
    }
    pages
}

#[tokio::test]
async fn a_round_goes_from_its_draft_to_results_that_name_nobody() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    let site = site(&hall);
    let (_, open) = seen(&site, ROUND).await;
    assert!(open.contains("あと10日です") && open.contains("<textarea"), "{open}");
    let (status, received) = send(&site, ROUND, &letter("公園を増やして\n---\n道を広く")).await;
    assert!(status == StatusCode::OK && received.contains("受付番号"), "{received}");

    let page = koho.get(ROUND).await;
    assert!(page.body.contains("<td>未確認 2</td>"), "each word once: {}", page.body);
    let path = page.body.split("/letters/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let shown = koho.get(&format!("{ROUND}/letters/{path}")).await;
    assert!(MARKERS.iter().all(|it| shown.body.contains(it)), "staff see who wrote: {}", shown.body);
    let marked =
        [("seen", "1"), ("mark-0", "new"), ("mark-1", "withheld:off_topic"), ("f:note-1", "県の仕事")];
    let done = koho.post(&format!("{ROUND}/letters/{path}/mark"), &marked).await;
    assert!(done.location.ends_with("done=marked"), "{done:?}");

    let early = koho.post(&format!("{ROUND}/results"), &[("on", "R8.12.20")]).await;
    assert!(early.body.contains("募集が終わってから"), "an open round has no results: {}", early.body);
    close(&hall);
    let page = koho.get(ROUND).await;
    let summary = page.body.split("/summaries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let element = some_element(&hall);
    let mut fields = vec![
        ("seen", "1"),
        ("order", "1"),
        ("f:summary", "公園を増やしてほしい（霞町一丁目三番地）"),
        ("answer", "reflected"),
        ("f:thinking", "2か所増やします"),
        ("decision", "1"),
    ];
    let saved = koho.post(&format!("{ROUND}/summaries/{summary}"), &fields).await;
    assert!(saved.location.ends_with("done=summary"), "{saved:?}");
    let refused = koho.post(&format!("{ROUND}/results"), &[("on", "R8.11.21")]).await;
    assert!(refused.body.contains("霞町一丁目三番地"), "an address in a summary is found");
    assert!(refused.body.contains("反映した先"), "{}", refused.body);

    (fields[0], fields[2]) = (("seen", "2"), ("f:summary", "公園を増やしてほしい"));
    fields.push(("changed", &element));
    let saved = koho.post(&format!("{ROUND}/summaries/{summary}"), &fields).await;
    assert!(saved.location.ends_with("done=summary"), "{saved:?}");
    let drafted =
        koho.post(&format!("{ROUND}/results"), &[("on", "R8.11.21"), ("f:text", "直しました")]).await;
    assert!(drafted.location.ends_with("done=opened"), "{drafted:?}");
    decide_and_publish(&hall, "answers-comments-2026-1");

    let site = self::site(&hall);
    let (_, results) = seen(&site, ROUND).await;
    assert!(
        results.contains("ご意見を受けて直しました") && results.contains("募集の対象でないもの 1件"),
        "{results}"
    );
    let (_, changed) = seen(&site, &format!("/990019/plan/{element}")).await;
    assert!(changed.contains("意見を受けて変わりました") && changed.contains(ROUND), "{changed}");
    let edition = hall.desk.edition(&town()).unwrap();
    let round = edition.find::<Consultation>(&RecordId::new("comments-2026-1")).unwrap();
    let counted = round.results.as_ref().unwrap();
    assert_eq!((counted.persons, counted.opinions), (1, 2));
    let (_, opinion) = edition.all::<Opinion>().next().unwrap();
    assert_eq!((opinion.opinions, opinion.persons), (1, 1));

    let pages = everything(&site).await;
    assert!(pages.len() > 40, "{}", pages.len());
    assert!(pages.iter().any(|(_, body)| body.contains("公園を増やしてほしい")), "what is public is there");
    for (path, body) in &pages {
        for marker in MARKERS.iter().chain(&["秘密野", "県の仕事", "道を広く"]) {
            assert!(!body.contains(marker), "{path} shows {marker}");
        }
    }
    let records = serde_json::to_string(edition.decisions()).unwrap();
    assert!(MARKERS.iter().all(|it| !records.contains(it)), "nor does the ledger of decisions hold it");
}

/// The round is made to have ended yesterday.
pub(crate) fn close(hall: &TownHall) {
    let edition = hall.desk.edition(&town()).unwrap();
    let id = RecordId::new("comments-2026-1");
    let round = edition.find::<Consultation>(&id).unwrap().clone();
    hall.decide(vec![Record::new(id, Consultation { to: jiff::civil::date(2026, 11, 20), ..round })]);
}

#[tokio::test]
async fn the_same_sent_twice_is_one_letter_and_fifty_at_once_are_fifty() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    let form = form_number(&seen(&site, ROUND).await.1);
    let same = [&letter("同じ意見")[..], &[("form", form.as_str())]].concat();
    let (_, first) = send(&site, ROUND, &same).await;
    let (_, again) = send(&site, ROUND, &same).await;
    let number = |page: &str| page.split("class=\"hash\">").nth(1).unwrap()[..14].to_owned();
    assert_eq!((number(&first), letters(&hall).len()), (number(&again), 1));

    let sent = (0..50).map(|number| {
        let (site, address) = (site.clone(), format!("192.0.2.{number}"));
        tokio::spawn(async move { send_from(&site, ROUND, &address, &[("text", "みな同じ意見")]).await.0 })
    });
    for it in sent.collect::<Vec<_>>() {
        assert_eq!(it.await.unwrap(), StatusCode::OK);
    }
    assert_eq!(letters(&hall).len(), 51);
}

#[tokio::test]
async fn what_cannot_be_taken_is_shown_again_and_kept_nowhere() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    let huge = "あ".repeat(10_001);
    for (fields, expected) in [
        (vec![("text", "")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("text", " \r\n")], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("text", huge.as_str())], StatusCode::UNPROCESSABLE_ENTITY),
        (vec![("text", "よい案"), ("homepage", "https://spam.example")], StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let (status, page) = send(&site, ROUND, &fields).await;
        assert_eq!(status, expected, "{page}");
        assert!(page.contains(fields[0].1.trim()), "what was written still stands there");
    }
    let far = "あ".repeat(300_000);
    assert_eq!(send(&site, ROUND, &[("text", &far)]).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(send(&site, "/990019/comments/comments-2026-9", &letter("x")).await.0, StatusCode::NOT_FOUND);
    assert_eq!(send(&site, "/131148/comments/comments-2026-1", &letter("x")).await.0, StatusCode::NOT_FOUND);
    let foreign = Request::post(format!("{ROUND}/send")).header("origin", "https://evil.example");
    let (status, _) = asked(&site, foreign.body(Body::from("text=x")).unwrap()).await;
    assert_eq!((status, letters(&hall).len()), (StatusCode::FORBIDDEN, 0));

    let silent = web::router(web::Site::new(hall.desk.clone()).by_clock(now));
    let (_, page) = seen(&silent, ROUND).await;
    assert!(
        !page.contains("<textarea") && page.contains("市役所 企画課"),
        "without --voice there is no form"
    );
    assert_eq!(send(&silent, ROUND, &letter("x")).await.0, StatusCode::METHOD_NOT_ALLOWED);
    assert!(letters(&hall).is_empty());
}

#[tokio::test]
async fn a_round_that_was_closed_early_takes_nothing_by_a_page_of_the_past() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let open = hall.desk.edition(&town()).unwrap().number();
    close(&hall);
    publish(&hall);
    let site = site(&hall);
    let form = "text=%E9%81%85%E3%81%84%E6%84%8F%E8%A6%8B";
    let request = Request::post(format!("{ROUND}/send?asof={open}")).header("sec-fetch-site", "same-origin");
    let (status, _) = asked(&site, request.body(Body::from(form)).unwrap()).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(send(&site, ROUND, &letter("遅い意見")).await.0, StatusCode::CONFLICT);
    assert!(letters(&hall).is_empty());
}

#[tokio::test]
async fn rare_characters_come_through_to_the_code_point_and_invisible_ones_do_not() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    let rare = "葛\u{E0100}飾区の𠮷野家、辻\u{E0101}、𩸽";
    let typed = format!("{rare}\r\n\u{0}\u{7}\u{1b}二行目\u{b}三行目");
    send(&site, ROUND, &[("text", &typed)]).await;
    assert_eq!(letters(&hall)[0].text, format!("{rare}\n二行目\n三行目"));
}

#[tokio::test]
async fn a_pasted_table_is_taken_once_and_its_bad_rows_are_told() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let table = "番号\t提出方法\t受付日\t氏名\t意見\n1\t郵送\tR8.11.5\t山田\t道を\n1\t郵送\tR8.11.5\t山田\t公園を\n\
        2\tのろし\t\t\t川を\n3\tファクス\t2026/11/6\t\t\"空を\n広く\"\n4\t\t\t鈴木\t\n";
    let form = [("by", "counter"), ("received", "R8.11.10"), ("f:pasted", table)];
    let taken = koho.post(&format!("{ROUND}/list"), &form).await;
    assert!(taken.body.contains("<strong>2</strong>通"), "{}", taken.body);
    assert!(taken.body.contains("のろし") && taken.body.contains("意見の欄が空"), "{}", taken.body);
    let again = koho.post(&format!("{ROUND}/list"), &form).await;
    assert!(again.body.contains("2通は、前に同じ表から"), "{}", again.body);
    let all = letters(&hall);
    assert_eq!(all.iter().map(|it| it.points.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(all[1].text, "空を\n広く");

    let back = again.body.split("/list/").nth(1).map(|it| it.split('/').next().unwrap().to_owned());
    let table = back
        .unwrap_or_else(|| taken.body.split("/list/").nth(1).unwrap().split('/').next().unwrap().to_owned());
    koho.post(&format!("{ROUND}/list/{table}/back"), &[]).await;
    assert!(letters(&hall).is_empty());
}

#[tokio::test]
async fn whoever_was_slower_is_told_and_keeps_what_they_typed() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let first = [("seen", "0"), ("key", "s-1"), ("order", "1"), ("f:summary", "一つ目"), ("answer", "")];
    assert!(koho.post(&format!("{ROUND}/summaries/new"), &first).await.location.ends_with("done=summary"));
    let late = [("seen", "0"), ("key", "s-1"), ("order", "1"), ("f:summary", "行き違いの文"), ("answer", "")];
    let refused = koho.post(&format!("{ROUND}/summaries/new"), &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("行き違いの文"), "{}", refused.body);
    let form = [("key", "l-1"), ("by", "post"), ("received", "R8.11.10"), ("f:text", "紙の意見")];
    for _ in 0..2 {
        let typed = koho.post(&format!("{ROUND}/letters"), &form).await;
        assert!(typed.location.ends_with("done=typed-in"), "{typed:?}");
    }
    assert_eq!(letters(&hall).len(), 1, "the same form sent twice is one letter");
    let new = [("seen", "1"), ("mark-0", "new")];
    let marked = koho.post(&format!("{ROUND}/letters/l-1/mark"), &new).await;
    assert!(marked.location.ends_with("done=marked"), "{marked:?}");
    let late = koho.post(&format!("{ROUND}/letters/l-1/mark"), &new).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let made = hall.ledger.read(|tx| ledger::paper::all::<plan::consultation::Summary>(tx, &town())).unwrap();
    assert_eq!(made.len(), 2, "a mark that was refused leaves no summary behind");
}

#[tokio::test]
async fn a_summary_that_somebody_rewrote_is_not_removed_by_a_page_that_never_showed_it_so() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let form = [("key", "l-1"), ("by", "post"), ("received", "R8.11.10"), ("f:text", "紙の意見")];
    koho.post(&format!("{ROUND}/letters"), &form).await;
    koho.post(&format!("{ROUND}/letters/l-1/mark"), &[("seen", "1"), ("mark-0", "new")]).await;
    let made = hall.ledger.read(|tx| ledger::paper::all::<plan::consultation::Summary>(tx, &town())).unwrap();
    let address = format!("{ROUND}/summaries/{}", made[0].id);
    let opened = koho.get(&address).await.hidden("seen");

    let rewritten =
        [("seen", opened.as_str()), ("order", "1"), ("f:summary", "書き直した概要"), ("answer", "")];
    assert!(koho.post(&address, &rewritten).await.location.ends_with("done=summary"));
    for stale in [opened.as_str(), ""] {
        let refused = koho.post(&format!("{address}/remove"), &[("seen", stale)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{stale}: {}", refused.body);
    }
    let now = koho.get(&address).await;
    assert!(now.body.contains("書き直した概要"), "{}", now.body);
    let removed = koho.post(&format!("{address}/remove"), &[("seen", &now.hidden("seen"))]).await;
    assert!(removed.location.ends_with("done=summary-removed"), "{removed:?}");
    let unread = letters(&hall).remove(0).points.remove(0).mark;
    assert_eq!(unread, plan::consultation::Mark::Unread, "its opinions are unread again");
}

#[tokio::test]
async fn the_sheet_that_is_printed_says_nothing_of_the_site() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    let (_, page) = seen(&site, &format!("{ROUND}/paper")).await;
    assert!(page.contains("<footer class=\"bottom\">") && page.contains("class=\"sheetform\""), "{page}");
    let style = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let (_, style) = seen(&site, style).await;
    let print: String = style.split("@media print").skip(1).collect();
    assert!(print.contains(":root:has(.sheetform) .bottom { display: none; }"), "{style}");
}

#[tokio::test]
async fn a_summary_that_was_removed_or_never_was_is_begun_under_no_address() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    let new = koho.get(&format!("{ROUND}/summaries/new")).await;
    assert_eq!(new.status, StatusCode::OK, "{}", new.body);
    let (key, words) = (new.hidden("key"), ("f:summary", "公園を広く"));
    let form = [("seen", "0"), ("key", key.as_str()), ("order", "1"), words, ("answer", "")];
    let made = koho.post(&format!("{ROUND}/summaries/new"), &form).await;
    assert!(made.location.ends_with("done=summary"), "{made:?}");
    let address = format!("{ROUND}/summaries/{key}");
    let kept = koho.get(&address).await;
    assert!(kept.body.contains("公園を広く"), "{}", kept.body);
    koho.post(&format!("{address}/remove"), &[("seen", &kept.hidden("seen"))]).await;
    for gone in [address.clone(), format!("{ROUND}/summaries/s-doesnotexist")] {
        let page = koho.get(&gone).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{gone}");
        assert!(page.body.contains("ほかの人が消しました"), "{}", page.body);
        assert!(page.body.contains(&format!("href=\"{ROUND}\"")), "the way back: {}", page.body);
        let sent = koho.post(&gone, &[("seen", "0"), ("order", "1"), words, ("answer", "")]).await;
        assert!(sent.status == StatusCode::CONFLICT && sent.body.contains("公園を広く"), "{}", sent.body);
    }
    let left = hall.ledger.read(|tx| ledger::paper::all::<plan::consultation::Summary>(tx, &town())).unwrap();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn marking_a_letter_that_a_colleague_removed_says_so_and_leads_to_the_round() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let form = [("key", "l-1"), ("by", "post"), ("received", "R8.11.10"), ("f:text", "紙の意見")];
    koho.post(&format!("{ROUND}/letters"), &form).await;
    let letter = format!("{ROUND}/letters/l-1");
    let seen = koho.get(&letter).await.hidden("seen");
    koho.post(&format!("{letter}/remove"), &[("seen", &seen)]).await;
    let marked = koho.post(&format!("{letter}/mark"), &[("seen", &seen), ("mark-0", "new")]).await;
    assert_eq!(marked.status, StatusCode::NOT_FOUND);
    for said in ["ほかの人が消しました", ROUND] {
        assert!(marked.body.contains(said), "{said}: {}", marked.body);
    }
    assert!(!marked.body.contains("この画面はありません"), "{}", marked.body);
}

#[tokio::test]
async fn a_letter_that_somebody_marked_is_not_removed_by_a_page_that_never_showed_it_so() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let form = [("key", "l-1"), ("by", "post"), ("received", "R8.11.10"), ("f:text", "紙の意見")];
    koho.post(&format!("{ROUND}/letters"), &form).await;
    let address = format!("{ROUND}/letters/l-1");
    let opened = koho.get(&address).await.hidden("seen");
    koho.post(&format!("{address}/mark"), &[("seen", opened.as_str()), ("mark-0", "new")]).await;

    for stale in [opened.as_str(), ""] {
        let refused = koho.post(&format!("{address}/remove"), &[("seen", stale)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{stale}: {}", refused.body);
        assert!(refused.body.contains("ほかの人が先に変えました"), "{}", refused.body);
    }
    assert_eq!(letters(&hall).len(), 1);
    let page = koho.get(&address).await;
    let remove = page.body.split(&format!("{address}/remove")).nth(1).unwrap();
    let now = remove.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let removed = koho.post(&format!("{address}/remove"), &[("seen", now)]).await;
    assert!(removed.location.ends_with("done=letter-removed"), "{removed:?}");
    assert!(letters(&hall).is_empty());
    let again = koho.post(&format!("{address}/remove"), &[("seen", now)]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it is gone already: {}", again.body);
}

#[tokio::test]
async fn a_round_without_thirty_days_asks_for_a_reason() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    koho.get("/990019/comments/new").await;
    let fields = [("title", "急ぐ案"), ("from", "R8.12.1"), ("to", "R8.12.29"), ("way-post", "市役所")];
    let refused = koho.post("/990019/comments/new", &fields).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("30日より短い"),
        "{refused:?}"
    );
    assert!(refused.body.contains("急ぐ案"), "what was typed is still there");
    let with_reason = [&fields[..], &[("short", "国の期限に合わせるため")]].concat();
    let drafted = koho.post("/990019/comments/new", &with_reason).await;
    assert!(drafted.location.ends_with("done=opened"), "{drafted:?}");
}
