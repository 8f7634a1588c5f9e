//! What was decided is read, brought back and undone: by drafts, never unseen, and by nobody alone.

use axum::http::StatusCode;
use plan::decision::DecisionNumber;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff_note::StaffNote;

use crate::browser::Browser;
use crate::office::{TownHall, town};

/// 新設部 under a name, which a decision each changes.
fn named(hall: &TownHall, name: &str) -> u64 {
    hall.decide(vec![Record::new(RecordId::new("shinsetsu"), Organisation::new(name))]);
    hall.desk.edition(&town()).unwrap().number().0
}

fn name(hall: &TownHall) -> String {
    let edition = hall.desk.edition(&town()).unwrap();
    edition.find::<Organisation>(&RecordId::new("shinsetsu")).map_or(String::new(), |it| it.name().to_owned())
}

async fn planners(hall: &TownHall) -> (Browser, Browser) {
    let first = hall.signed_in("kikaku", &[(Role::Planning, None)]).await;
    (first, hall.signed_in("shunin", &[(Role::Planning, None)]).await)
}

/// The draft to which an answer leads.
fn draft(location: &str) -> String {
    location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_version_is_brought_back_by_a_draft_that_somebody_else_decides() {
    let hall = TownHall::new();
    let first = named(&hall, "新設部");
    named(&hall, "新設局");
    let (mut kikaku, mut shunin) = planners(&hall).await;
    let page = kikaku.get("/990019/history/records/shinsetsu").await;
    assert!(page.body.contains("新設部") && page.body.contains("新設局"), "{}", page.body);
    let path = format!("/990019/history/restore/{first}/shinsetsu");
    assert!(page.body.contains(&path), "the older version is offered");
    assert!(!page.body.contains(&format!("/restore/{}/", first + 1)), "what stands is not");

    let foreseen = kikaku.get(&path).await;
    assert!(foreseen.body.contains("<del>新設局</del>") && foreseen.body.contains("<ins>新設部</ins>"));
    assert!(foreseen.body.contains("決裁するまで、何も変わりません"));
    let seen = foreseen.hidden("seen");
    let untitled = kikaku.post(&path, &[("seen", &seen), ("title", " ")]).await;
    assert_eq!(untitled.status, StatusCode::CONFLICT, "a draft has a title");
    let made = kikaku.post(&path, &[("seen", &seen), ("title", "名称を戻す")]).await;
    assert!(made.location.ends_with("?done=restoring"), "{made:?}");
    let again = kikaku.post(&path, &[("seen", &seen), ("title", "名称を戻す")]).await;
    assert_eq!(again.location, made.location, "sent twice it is one draft");
    assert_eq!((name(&hall).as_str(), hall.desk.drafts(&town()).unwrap().len()), ("新設局", 1));

    let decide = draft(&made.location);
    let alone = kikaku.decide(&decide, "戻す").await;
    assert_eq!(alone.status, StatusCode::CONFLICT, "nobody decides what they alone wrote: {}", alone.body);
    shunin.get("/990019/drafts/").await;
    let done = shunin.decide(&decide, "改称の誤り").await;
    assert!(done.location.ends_with("done=decided"), "{done:?}");
    assert_eq!(name(&hall), "新設部");
    let page = kikaku.get("/990019/history/records/shinsetsu").await;
    assert!(page.body.contains("改称の誤り") && page.body.contains("shunin"), "{}", page.body);
}

#[tokio::test]
async fn nothing_is_brought_back_over_what_was_decided_after_the_page_was_shown() {
    let hall = TownHall::new();
    let first = named(&hall, "新設部");
    named(&hall, "新設局");
    let (mut kikaku, _) = planners(&hall).await;
    let path = format!("/990019/history/restore/{first}/shinsetsu");
    let seen = kikaku.get(&path).await.hidden("seen");
    named(&hall, "創設局");
    let late = kikaku.post(&path, &[("seen", &seen), ("title", "名称を戻す")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("変わりました") && late.body.contains("名称を戻す"), "{}", late.body);
    assert!(hall.desk.drafts(&town()).unwrap().is_empty());
}

#[tokio::test]
async fn a_version_that_no_longer_holds_with_the_rest_is_refused_with_a_sentence() {
    let hall = TownHall::new();
    let below = |parent: Option<&str>| {
        let organisation = Organisation { parent: parent.map(RecordId::new), ..Organisation::new("課") };
        Record::new(RecordId::new("ka"), organisation)
    };
    named(&hall, "新設部");
    hall.decide(vec![below(Some("shinsetsu"))]);
    let under = hall.desk.edition(&town()).unwrap().number().0;
    hall.decide(vec![below(None)]);
    hall.retire("shinsetsu");
    let (mut kikaku, _) = planners(&hall).await;
    let path = format!("/990019/history/restore/{under}/ka");
    let page = kikaku.get(&path).await;
    assert!(page.body.contains("この版には戻せません") && page.body.contains("つじつまが合いません"));
    assert!(!page.body.contains("戻す起案を作る"), "no button");
    let seen = (under + 1).to_string();
    let forced = kikaku.post(&path, &[("seen", &seen), ("title", "戻す")]).await;
    assert_eq!(forced.status, StatusCode::CONFLICT, "{}", forced.body);
    assert!(hall.desk.drafts(&town()).unwrap().is_empty());
}

#[tokio::test]
async fn a_decision_is_undone_and_later_ones_go_only_where_they_were_chosen() {
    let hall = TownHall::new();
    let organisation = |id: &str, name: &str| Record::new(RecordId::new(id), Organisation::new(name));
    hall.decide(vec![organisation("a", "甲部"), organisation("b", "乙部")]);
    hall.decide(vec![organisation("a", "誤甲部"), organisation("b", "誤乙部")]);
    let wrong = hall.desk.edition(&town()).unwrap().number().0;
    hall.decide(vec![organisation("b", "丙部")]);
    let (mut kikaku, mut shunin) = planners(&hall).await;
    let path = format!("/990019/history/decisions/{wrong}/undo");
    let page = kikaku.get(&path).await;
    let [untouched, overtaken] =
        [format!("value=\"{wrong} a\" checked"), format!("value=\"{} b\">", wrong + 1)];
    assert!(page.body.contains(&untouched), "{}", page.body);
    assert!(page.body.contains(&overtaken), "chosen only by hand: {}", page.body);
    assert!(page.body.contains(&format!("決裁第{}号", wrong + 1)), "what came since is named");

    let none = kikaku.post(&path, &[("title", "取消")]).await;
    assert_eq!(none.status, StatusCode::CONFLICT, "nothing was chosen");
    let pick = format!("{wrong} a");
    let made = kikaku.post(&path, &[("pick", &pick), ("title", "取消")]).await;
    let decide = draft(&made.location);
    shunin.get("/990019/drafts/").await;
    assert!(shunin.decide(&decide, "取消").await.location.ends_with("done=decided"));
    let edition = hall.desk.edition(&town()).unwrap();
    let now = |id: &str| edition.find::<Organisation>(&RecordId::new(id)).unwrap().name().to_owned();
    assert_eq!((now("a"), now("b")), ("甲部".to_owned(), "丙部".to_owned()));

    let half = kikaku.get(&format!("/990019/history/decisions/{wrong}")).await;
    assert!(!half.body.contains("すべて元に戻しました"), "a part of it still stands");
    let stale = format!("{wrong} b");
    kikaku.get(&path).await;
    let unseen = kikaku.post(&path, &[("pick", &stale), ("title", "取消")]).await;
    assert_eq!(unseen.status, StatusCode::CONFLICT, "a later decision that was not seen");
    let pick = format!("{} b", wrong + 1);
    let made = kikaku.post(&path, &[("pick", &pick), ("title", "その後も含めて取消")]).await;
    assert!(made.location.ends_with("done=restoring"), "{made:?}");
    shunin.get("/990019/drafts/").await;
    assert!(shunin.decide(&draft(&made.location), "取消").await.location.ends_with("done=decided"));
    let last = hall.desk.edition(&town()).unwrap().number();
    let whole = kikaku.get(&format!("/990019/history/decisions/{wrong}")).await;
    let told = format!("/990019/history/decisions/{last}\">決裁第{last}号</a>で、すべて元に戻しました");
    assert!(whole.body.contains(&told) && !whole.body.contains(&path), "{}", whole.body);
}

#[tokio::test]
async fn decisions_are_narrowed_and_records_are_found_by_name_or_id() {
    let hall = TownHall::new();
    let number = named(&hall, "新設部");
    let mut kansa = hall.signed_in("kansa", &[(Role::Auditor, None)]).await;
    let all = kansa.get("/990019/history/").await;
    assert!(all.body.contains(&format!("/990019/history/decisions/{number}\"")), "{}", all.body);
    for (query, found) in [
        ("q=%E6%96%B0%E8%A8%AD%E9%83%A8", true),
        ("q=shinsetsu&year=2026&kind=organisation", true),
        ("year=2019", false),
        ("kind=indicator&q=shinsetsu", false),
        ("by=nobody", false),
    ] {
        let page = kansa.get(&format!("/990019/history/?{query}")).await;
        assert_eq!(page.body.contains(&format!("/decisions/{number}\"")), found, "{query}: {}", page.body);
    }
    for query in ["SHINSETSU", "%E6%96%B0%E8%A8%AD"] {
        let page = kansa.get(&format!("/990019/history/find?q={query}")).await;
        assert!(page.body.contains("/990019/history/records/shinsetsu\""), "{query}: {}", page.body);
    }
    let decision = kansa.get(&format!("/990019/history/decisions/{number}")).await;
    assert!(decision.body.contains("<ins>新設部</ins>") && decision.body.contains("まだ公表していません"));
    assert!(!decision.body.contains("/undo\""), "auditors bring nothing back");
    assert_eq!(kansa.get("/990019/history/decisions/9999").await.status, StatusCode::NOT_FOUND);
    assert_eq!(kansa.get("/990019/history/decisions/x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(kansa.get("/990019/history/records/none").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_section_reads_what_was_decided_of_its_own_and_nothing_else() {
    let hall = TownHall::new();
    let note = StaffNote {
        subject: RecordId::new("i-fukushi"),
        fiscal_year: plan::fiscal_year::FiscalYear::new(2026),
        text: vec!["数え方を来年見直す".to_owned()],
    };
    hall.decide(vec![note.into_record()]);
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let home = sato.get("/990019/").await;
    assert!(home.body.contains("/990019/history/by/fukushi/\""), "{}", home.body);
    assert_eq!(sato.get("/990019/history/").await.status, StatusCode::FORBIDDEN);
    assert_eq!(sato.get("/990019/history/by/kankyo/").await.status, StatusCode::FORBIDDEN);
    let own = "/990019/history/by/fukushi";
    let record = sato.get(&format!("{own}/records/i-fukushi")).await;
    assert!(record.body.contains("数え方を来年見直す"), "the note of staff: {}", record.body);
    assert!(!record.body.contains("この版に戻す"), "only the planning section brings back");
    assert_eq!(sato.get(&format!("{own}/records/i-kankyo")).await.status, StatusCode::NOT_FOUND);
    let decision = sato.get(&format!("{own}/decisions/2")).await;
    assert!(decision.body.contains("福祉部") && !decision.body.contains("環境部の指標"), "{}", decision.body);
    assert!(!decision.body.contains("/as-of/"), "the whole municipality is not theirs to look at");
    let sheet = sato.get("/990019/sheets/goals/fukushi").await;
    assert!(sheet.body.contains(&format!("{own}/records/fukushi-1\"")), "from the sheet to its records");
}

#[tokio::test]
async fn whoever_works_in_two_departments_reaches_the_history_of_both() {
    let hall = TownHall::new();
    let posts = [
        (Role::Writer, Some("fukushi")),
        (Role::SectionChief, Some("kankyo")),
        (Role::Writer, Some("kankyo")),
    ];
    let mut sato = hall.signed_in("sato", &posts).await;
    let (first, other) = ("/990019/history/by/fukushi/", "/990019/history/by/kankyo/");
    let page = sato.get(first).await;
    assert_eq!(page.body.matches(&format!("href=\"{other}\"")).count(), 1, "{}", page.body);
    let page = sato.get(other).await;
    assert!(
        page.status == StatusCode::OK && page.body.contains(&format!("<a href=\"{first}\">福祉部</a>")),
        "{}",
        page.body
    );
    let mut suzuki = hall.signed_in("suzuki", &[(Role::Writer, Some("fukushi"))]).await;
    assert!(!suzuki.get(first).await.body.contains("ほかに見られる組織の履歴"));
}

#[tokio::test]
async fn pages_are_seen_as_of_an_earlier_decision_whether_it_was_published_or_not() {
    let hall = TownHall::new();
    let first = named(&hall, "新設部");
    named(&hall, "新設局");
    let mut zaisei = hall.signed_in("zaisei", &[(Role::Finance, None)]).await;
    let then = zaisei.get(&format!("/990019/as-of/{first}/departments/")).await;
    assert_eq!(then.status, StatusCode::OK, "{}", then.body);
    assert!(then.body.contains("新設部") && !then.body.contains("新設局"));
    assert!(then.body.contains(&format!("決裁第{first}号の時点の画面です")));
    assert!(then.body.contains(&format!("href=\"/990019/as-of/{first}/")), "addresses stay in that time");
    let now = zaisei.get(&format!("/990019/as-of/{}/departments/", first + 1)).await;
    assert!(now.body.contains("新設局"));
    let hidden = zaisei.get(&format!("/990019/as-of/{first}/records/form-goals")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "internal matter stands on the staff's own page");
    assert_eq!(zaisei.get("/990019/as-of/9999/").await.status, StatusCode::NOT_FOUND);
    assert_eq!(hall.desk.edition(&town()).unwrap().number(), DecisionNumber(first + 1));
}
