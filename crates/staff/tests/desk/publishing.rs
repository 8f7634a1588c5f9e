//! What is decided goes out: seen first as residents will, then published, now or on a day.

use axum::http::StatusCode;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, later, town};

/// What the page shows: the newest decision, and the latest publication.
pub(crate) struct Shown {
    pub(crate) decision: String,
    pub(crate) seen: String,
}

pub(crate) async fn shown(browser: &mut Browser) -> Shown {
    let page = browser.get("/990019/publish").await;
    Shown { decision: page.hidden("decision"), seen: page.hidden("seen") }
}

/// Sends the form of a page that was shown, perhaps some time ago.
pub(crate) async fn publish(browser: &mut Browser, it: &Shown, fields: &[(&str, &str)]) -> Answer {
    let shown = [("decision", it.decision.as_str()), ("seen", it.seen.as_str())];
    browser.post("/990019/publish", &[&shown, fields].concat()).await
}

#[tokio::test]
async fn what_will_be_public_is_seen_first_and_then_published() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    hall.decide(vec![Record::new(RecordId::new("shinsetsu"), Organisation::new("新設部"))]);
    let page = koho.get("/990019/publish").await;
    assert!(page.body.contains("まだ何も公表していません") && page.body.contains("準備"), "{}", page.body);

    let preview = koho.get("/990019/preview/departments/").await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    assert!(preview.body.contains("新設部") && preview.body.contains("公表前の下見です"));
    assert!(!preview.body.contains("href=\"/990019/departments/"), "no address leads out of the preview");
    assert!(hall.desk.publications(&town()).unwrap().is_empty(), "nothing is published by looking");

    let page = shown(&mut koho).await;
    let done = publish(&mut koho, &page, &[("label", "確定")]).await;
    assert!(done.location.ends_with("done=published"), "{done:?}");
    let published = hall.desk.publications(&town()).unwrap();
    assert_eq!(
        (published.len(), published[0].label.as_str(), published[0].by.0.as_str()),
        (1, "確定", "s-koho")
    );
}

#[tokio::test]
async fn a_preview_shows_nothing_internal() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    koho.get("/990019/publish").await;
    let record = koho.get("/990019/preview/records/form-goals").await;
    assert_eq!(record.status, StatusCode::NOT_FOUND);
    let stage = koho.get("/990019/preview/records/goals").await;
    assert!(!stage.body.contains("form-goals") && !stage.body.contains("回付"), "{}", stage.body);
}

/// What the clock publishes at an hour.
pub(crate) fn due(hall: &TownHall, at: jiff::Timestamp) -> Vec<plan::publication::Publication> {
    desk::scheduling::publish_due(&hall.desk, at, &|_, error| panic!("{error}")).unwrap()
}

#[tokio::test]
async fn a_planned_publication_goes_out_when_its_hour_has_come() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    let late = publish(&mut koho, &page, &[("label", "案"), ("day", "R8.11.20")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a day that is over");
    let fields = [("label", "案"), ("day", "R8.11.22"), ("hour", "１０時")];
    let planned = publish(&mut koho, &page, &fields).await;
    assert!(planned.location.ends_with("done=scheduled"), "{planned:?}");
    assert!(koho.get("/990019/publish").await.body.contains("令和8年11月22日 10:00　案"));

    let hours = |count: i64| later(count * 3600);
    assert!(due(&hall, hours(21)).is_empty(), "nine o'clock");
    let done = due(&hall, hours(22));
    assert_eq!(done.len(), 1);
    assert!(due(&hall, hours(23)).is_empty(), "once");
    assert_eq!(hall.desk.publications(&town()).unwrap()[0].label, "案");
}

#[tokio::test]
async fn a_plan_for_what_was_published_meanwhile_says_so() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    publish(&mut koho, &page, &[("label", "案"), ("day", "2026-11-22")]).await;
    let said = "この決裁は、もう公表されています";
    let planned = koho.get("/990019/publish").await;
    assert!(planned.body.contains("公表の予約") && !planned.body.contains(said), "{}", planned.body);
    let done = publish(&mut koho, &page, &[("label", "案")]).await;
    assert!(done.location.ends_with("done=published"), "{done:?}");
    let now = koho.get("/990019/publish").await;
    assert!(now.body.contains("公表の予約") && now.body.contains(said), "{}", now.body);
}

#[tokio::test]
async fn a_plan_can_be_cancelled() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    publish(&mut koho, &page, &[("label", "案"), ("day", "2026-11-22")]).await;
    let page = koho.get("/990019/publish").await;
    let address = page.body.split("/cancel\"").next().unwrap().rsplit("action=\"").next().unwrap().to_owned();
    let done = koho.post(&format!("{address}/cancel"), &[]).await;
    assert!(done.location.ends_with("done=cancelled"), "{done:?}");
    assert!(due(&hall, later(48 * 3600)).is_empty());
}

#[tokio::test]
async fn whoever_writes_publishes_nothing() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    for path in
        ["/990019/publish", "/990019/preview/", "/990019/board/2026", "/990019/drafts/", "/990019/open/2027"]
    {
        assert_eq!(sato.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn the_board_shows_who_owes_what_and_a_deadline_can_be_extended() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let board = kikaku.get("/990019/board/2026").await;
    assert!(
        board.body.contains("部の目標の作成")
            && board.body.contains("福祉部")
            && board.body.contains("未着手")
    );
    assert!(board.body.contains("令和8年11月30日（あと9日）"), "{}", board.body);
    let path = "/990019/sheets/goals/fukushi/extend";
    kikaku.get("/990019/sheets/goals/fukushi").await;
    let unsaid = kikaku.post(path, &[("to", "R8.12.11"), ("reason", " ")]).await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT, "no reason");
    let saturday = kikaku.post(path, &[("to", "R8.12.12"), ("reason", "災害対応のため")]).await;
    assert_eq!(saturday.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in
        ["令和8年12月12日は土曜日で", "令和8年12月14日（月）", "令和8年12月11日（金）", "災害対応のため"]
    {
        assert!(saturday.body.contains(words), "{words}: {}", saturday.body);
    }
    assert!(!kikaku.get("/990019/board/2026").await.body.contains("延長"), "nothing was done yet");
    for shorter in ["R8.11.27", "R8.10.1"] {
        let answer = kikaku.post(path, &[("to", shorter), ("reason", "間違い")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{shorter}");
        assert!(answer.body.contains("令和8年11月30日かそのあと"), "{}", answer.body);
    }
    let holiday = [("to", "2027-01-01"), ("reason", "災害対応のため"), ("insist", "1")];
    assert!(kikaku.post(path, &holiday).await.location.ends_with("done=extended"), "whoever insists may");
    let done = kikaku.post(path, &[("to", "R8.12.11"), ("reason", "災害対応のため")]).await;
    assert!(done.location.ends_with("done=extended"), "{done:?}");
    let board = kikaku.get("/990019/board/2026").await;
    assert!(board.body.contains("延長 令和8年12月11日"), "{}", board.body);
    let reminders = kikaku.get("/990019/board/2026/reminders").await;
    assert_eq!(reminders.status, StatusCode::OK);
}

#[tokio::test]
async fn the_pages_that_change_are_named_each_with_its_preview_and_no_others() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    publish(&mut koho, &page, &[("label", "確定")]).await;
    let (new, inside) = (RecordId::new("shinsetsu"), RecordId::new("naibu"));
    let inside = Record { internal: true, ..Record::new(inside, Organisation::new("内部組織")) };
    hall.decide(vec![Record::new(new, Organisation::new("新設部")), inside]);

    let page = koho.get("/990019/publish").await;
    let list = page.body.split("変わる記録の画面").nth(1).unwrap().split("</details>").next().unwrap();
    assert!(list.contains("<a href=\"/990019/preview/departments/shinsetsu\">新設部</a>"), "{list}");
    assert!(!list.contains("内部組織") && !list.contains("福祉部"), "{list}");
    let preview = koho.get("/990019/preview/departments/shinsetsu").await;
    assert_eq!(preview.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_that_residents_will_find_no_more_are_named_as_such() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    publish(&mut koho, &page, &[("label", "確定")]).await;
    hall.retire("korei");
    let edition = hall.desk.edition(&town()).unwrap();
    let indicator = edition.get(&RecordId::new("i-kankyo")).unwrap().clone();
    hall.decide(vec![Record { internal: true, ..indicator }]);

    let page = koho.get("/990019/publish").await.body;
    assert!(!page.contains("変わるものはありません"), "{page}");
    let list = page.split("変わる記録の画面").nth(1).unwrap().split("</details>").next().unwrap();
    for gone in ["departments/korei\">高齢福祉課</a>", "indicators/i-kankyo\">環境部の指標</a>"] {
        assert!(
            list.contains(&format!("{gone} <strong class=\"badge\">なくなる画面</strong>")),
            "{gone}: {list}"
        );
    }
    assert!(list.contains("ほかの画面") && list.matches("<li>").count() == 2, "{list}");
    let preview = koho.get("/990019/preview/indicators/i-kankyo").await;
    assert_eq!(preview.status, StatusCode::GONE, "as the preview shows");
}

#[tokio::test]
async fn what_only_staff_see_changes_no_page() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = shown(&mut koho).await;
    publish(&mut koho, &page, &[("label", "確定")]).await;
    hall.decide(vec![crate::office::growing_form()]);
    let page = koho.get("/990019/publish").await.body;
    assert!(page.contains("まだ公表していない決裁") && page.contains("変わるものはありません"), "{page}");
}

#[tokio::test]
async fn working_days_are_offered_only_where_they_can_be_the_deadline() {
    let hall = TownHall::new();
    let mut kikaku = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    let (sheet, path) = ("/990019/sheets/goals/fukushi", "/990019/sheets/goals/fukushi/extend");
    kikaku.get(sheet).await;
    let same = kikaku.post(path, &[("to", "R8.11.30"), ("reason", "災害対応")]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is extended");
    assert!(same.body.contains("いまの期限です"), "{}", same.body);

    let friday = kikaku.post(path, &[("to", "R8.12.4"), ("reason", "災害対応")]).await;
    assert!(friday.location.ends_with("done=extended"), "{friday:?}");
    let saturday = kikaku.post(path, &[("to", "R8.12.5"), ("reason", "災害対応")]).await;
    assert!(saturday.body.contains("value=\"2026-12-07\""), "{}", saturday.body);
    assert!(!saturday.body.contains("前の開庁日"), "it is the deadline already: {}", saturday.body);

    let back = kikaku.post(path, &[("to", "R8.11.30"), ("reason", "間違い")]).await;
    assert!(back.location.ends_with("done=extended"), "{back:?}");
    let board = kikaku.get("/990019/board/2026").await.body;
    assert!(!board.contains("延長"), "cut back to the deadline of all, it is no extension: {board}");

    let edition = hall.desk.edition(&town()).unwrap();
    let stage = RecordId::new("goals");
    let entry = edition.find::<plan::calendar::CalendarEntry>(&stage).unwrap().clone();
    let until = |day| Record::new(stage.clone(), plan::calendar::CalendarEntry { to: day, ..entry.clone() });
    // 金曜日; それは、きょう（土曜日）の前の日.
    hall.decide(vec![until(jiff::civil::date(2026, 11, 20))]);
    let holiday = kikaku.post(path, &[("to", "R8.11.23"), ("reason", "災害対応")]).await;
    assert!(holiday.body.contains("value=\"2026-11-24\""), "{}", holiday.body);
    assert!(!holiday.body.contains("前の開庁日"), "it is over: {}", holiday.body);
    hall.decide(vec![until(jiff::civil::date(2026, 12, 25))]);
    let sheet = kikaku.get(sheet).await.body;
    assert!(sheet.contains("令和8年12月25日"), "an extension ends no earlier than the stage: {sheet}");
}
