//! What is decided goes out: seen first as residents will, then published, now or on a day.

use axum::http::StatusCode;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::office::{TownHall, later, town};

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

    let newest = page.hidden("decision");
    let done = koho.post("/990019/publish", &[("decision", &newest), ("label", "確定")]).await;
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
fn due(hall: &TownHall, at: jiff::Timestamp) -> Vec<plan::publication::Publication> {
    desk::scheduling::publish_due(&hall.desk, at, &|_, error| panic!("{error}")).unwrap()
}

#[tokio::test]
async fn a_planned_publication_goes_out_when_its_hour_has_come() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let page = koho.get("/990019/publish").await;
    let newest = page.hidden("decision");
    let late =
        koho.post("/990019/publish", &[("decision", &newest), ("label", "案"), ("day", "R8.11.20")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "a day that is over");
    let planned = koho
        .post(
            "/990019/publish",
            &[("decision", &newest), ("label", "案"), ("day", "R8.11.22"), ("hour", "１０時")],
        )
        .await;
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
async fn a_plan_can_be_cancelled() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let newest = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &newest), ("label", "案"), ("day", "2026-11-22")]).await;
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
async fn a_correction_says_what_was_wrong_and_a_publication_can_be_taken_back() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let first = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &first), ("label", "確定")]).await;
    hall.decide(vec![Record::new(RecordId::new("shinsetsu"), Organisation::new("新設部"))]);
    let second = koho.get("/990019/publish").await.hidden("decision");
    let silent = koho.post("/990019/publish", &[("decision", &second), ("label", "訂正")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("正誤"), "{}", silent.body);
    let told = [("decision", second.as_str()), ("label", "訂正"), ("note", "誤：新設課　正：新設部")];
    assert!(koho.post("/990019/publish", &told).await.location.ends_with("done=published"));

    koho.get("/990019/publish").await;
    let unsaid = koho.post("/990019/publish/back", &[("decision", &first), ("reason", "")]).await;
    assert_eq!(unsaid.status, StatusCode::CONFLICT);
    let forward = koho.post("/990019/publish/back", &[("decision", &second), ("reason", "戻す")]).await;
    assert_eq!(forward.status, StatusCode::UNPROCESSABLE_ENTITY, "not back but to where it is");
    let back = koho.post("/990019/publish/back", &[("decision", &first), ("reason", "掲載時期の誤り")]).await;
    assert!(back.location.ends_with("done=taken-back"), "{back:?}");
    let all = hall.desk.publications(&town()).unwrap();
    assert_eq!(all.last().unwrap().decision.0.to_string(), first);
    assert_eq!(all.last().unwrap().note.as_deref(), Some("掲載時期の誤り"));
}

#[tokio::test]
async fn a_page_of_yesterday_takes_nothing_back_and_neither_does_a_plan_of_last_month() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let old = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &old), ("label", "案"), ("day", "2026-11-22")]).await;

    hall.decide(vec![Record::new(RecordId::new("shinsetsu"), Organisation::new("新設部"))]);
    let new = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &new), ("label", "訂正"), ("note", "新設部の記載漏れ")])
        .await;

    let stale = koho.post("/990019/publish", &[("decision", &old), ("label", "確定")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    assert!(stale.body.contains(&format!("決裁第{new}号まで")), "{}", stale.body);
    assert!(due(&hall, later(48 * 3600)).is_empty());
    let seen: Vec<_> =
        hall.desk.publications(&town()).unwrap().iter().map(|it| it.decision.to_string()).collect();
    assert_eq!(seen.join(" "), new, "residents go on to see the correction");
    assert!(koho.get("/990019/publish").await.body.contains("戻すことになるため"), "and the plan says why");
}

#[tokio::test]
async fn what_is_withdrawn_is_not_brought_back_by_a_plan() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let first = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &first), ("label", "案")]).await;
    for name in ["新設部", "別設部"] {
        hall.decide(vec![Record::new(RecordId::new(name), Organisation::new(name))]);
        let next = koho.get("/990019/publish").await.hidden("decision");
        let day: &[(&str, &str)] = if name == "別設部" { &[("day", "2026-11-23")] } else { &[] };
        let fields = [&[("decision", next.as_str()), ("label", "確定")], day].concat();
        koho.post("/990019/publish", &fields).await;
    }
    let back = koho.post("/990019/publish/back", &[("decision", &first), ("reason", "数値に誤り")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    assert!(due(&hall, later(72 * 3600)).is_empty());
    assert_eq!(hall.desk.publications(&town()).unwrap().last().unwrap().label, "取下げ");
}

#[tokio::test]
async fn the_pages_that_change_are_named_each_with_its_preview_and_no_others() {
    let hall = TownHall::new();
    let mut koho = hall.signed_in("koho", &[(Role::PublicRelations, None)]).await;
    let newest = koho.get("/990019/publish").await.hidden("decision");
    koho.post("/990019/publish", &[("decision", &newest), ("label", "確定")]).await;
    let (new, inside) = (RecordId::new("shinsetsu"), RecordId::new("naibu"));
    let inside = Record { internal: true, ..Record::new(inside, Organisation::new("内部組織")) };
    hall.decide(vec![Record::new(new, Organisation::new("新設部")), inside]);

    let page = koho.get("/990019/publish").await;
    let list = page.body.split("変わる画面").nth(1).unwrap().split("</details>").next().unwrap();
    assert!(list.contains("<a href=\"/990019/preview/departments/shinsetsu\">新設部</a>"), "{list}");
    assert!(!list.contains("内部組織") && !list.contains("福祉部"), "{list}");
    let preview = koho.get("/990019/preview/departments/shinsetsu").await;
    assert_eq!(preview.status, StatusCode::OK);
}
