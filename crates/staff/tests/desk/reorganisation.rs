//! 組織改正 on its pages: put together over days, every record shown before it moves, then one draft; sheets and posts follow.

use axum::http::StatusCode;
use jiff::civil::date;
use plan::decision::StaffId;
use plan::element::Element;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, later, town};

pub(crate) const HERE: &str = "/990019/reorganisations/r1";
pub(crate) const SHEET: &str = "/990019/sheets/goals/fukushi";
const VISION: &str = "f:fukushi-2026#vision";

pub(crate) async fn planning(hall: &TownHall) -> Browser {
    hall.signed_in("kikaku", &[(Role::Planning, None)]).await
}

/// Sends a form of the first page as it is shown now.
pub(crate) async fn send(browser: &mut Browser, part: &str, fields: &[(&str, &str)]) -> Answer {
    let revision = browser.get(HERE).await.hidden("revision");
    let mut all = vec![("revision", revision.as_str())];
    all.extend(fields);
    browser.post(&format!("{HERE}/{part}"), &all).await
}

pub(crate) async fn begun(browser: &mut Browser, day: &str) {
    let begun = browser.post("/990019/reorganisations/", &[]).await;
    assert_eq!(begun.location, HERE);
    assert_eq!(
        browser.post("/990019/reorganisations/", &[]).await.location,
        HERE,
        "sent twice, it begins one"
    );
    let fields = [("title", "令和9年度の組織改正"), ("effective", day), ("note", "組織改正による")];
    let framed = send(browser, "frame", &fields).await;
    assert_eq!(framed.status, StatusCode::SEE_OTHER, "{}", framed.body);
}

pub(crate) async fn merged(browser: &mut Browser) {
    let fields = [("kind", "merge"), ("from", "fukushi"), ("into", "kankyo")];
    assert_eq!(send(browser, "steps", &fields).await.status, StatusCode::SEE_OTHER);
    // 高齢福祉課 goes with its department, as the second page says.
}

/// Makes the draft and decides it.
pub(crate) async fn decided(hall: &TownHall, browser: &mut Browser) {
    let page = browser.get(&format!("{HERE}/confirm")).await;
    let revision = page.hidden("revision");
    let drafted = browser.post(&format!("{HERE}/draft"), &[("revision", &revision)]).await;
    assert_eq!(drafted.location, "/990019/drafts/reorganisation-r1?done=opened", "{}", drafted.body);
    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    let by = StaffId("企画課".to_owned());
    desk::deciding::approve(&hall.desk, &town(), &draft.id, &by, "組織改正", later(60)).unwrap();
}

#[tokio::test]
async fn a_first_of_april_is_prepared_seen_record_by_record_and_decided() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "令和９年４月１日").await;
    merged(&mut kikaku).await;
    let renamed = [("kind", "rename"), ("organisation", "kankyo"), ("name", "環境福祉部")];
    assert_eq!(send(&mut kikaku, "steps", &renamed).await.status, StatusCode::SEE_OTHER);
    let new = [("kind", "establish"), ("name", "デジタル課"), ("under", "kankyo")];
    assert_eq!(send(&mut kikaku, "steps", &new).await.status, StatusCode::SEE_OTHER);
    let split = [("kind", "split"), ("organisation", "korei"), ("stays", "yes"), ("new", "介護課\n見守り課")];
    assert_eq!(send(&mut kikaku, "steps", &split).await.status, StatusCode::SEE_OTHER);

    let first = kikaku.get(HERE).await;
    for words in
        ["「福祉部」を廃止し、「環境部」に統合", "「環境部」を「環境福祉部」に改称", "「デジタル課」を新設"]
    {
        assert!(first.body.contains(words), "{words}: {}", first.body);
    }
    let second = kikaku.get(&format!("{HERE}/records")).await;
    assert!(
        second.body.contains("福祉部から") && second.body.contains("/preview/departments/korei"),
        "{}",
        second.body
    );
    let third = kikaku.get(&format!("{HERE}/confirm")).await;
    assert!(
        third.body.contains("令和8年度までの名称、担当、目標値、実績値、評価は変わりません"),
        "{}",
        third.body
    );
    assert!(hall.desk.drafts(&town()).unwrap().is_empty(), "looking makes no draft");

    decided(&hall, &mut kikaku).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let kankyo = edition.find::<Organisation>(&RecordId::new("kankyo")).unwrap();
    assert_eq!(
        (kankyo.name_on(date(2027, 3, 31)), kankyo.name_on(date(2027, 4, 1))),
        ("環境部", "環境福祉部")
    );
    let names: Vec<&str> = edition.all::<Organisation>().map(|(_, it)| it.name()).collect();
    assert!(["デジタル課", "介護課", "見守り課"].iter().all(|it| names.contains(it)), "{names:?}");
    let listed = kikaku.get("/990019/reorganisations/").await;
    assert!(listed.body.contains("決裁済み"), "{}", listed.body);
}

#[tokio::test]
async fn of_a_split_each_record_is_given_to_whom_a_person_chose() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2026-12-01").await;
    let split = [("kind", "split"), ("organisation", "fukushi"), ("into", "kankyo"), ("new", "こども部")];
    assert_eq!(send(&mut kikaku, "steps", &split).await.status, StatusCode::SEE_OTHER);

    let page = kikaku.get(&format!("{HERE}/records")).await;
    let revision = page.hidden("revision");
    assert!(page.body.contains("name=\"to:fukushi:fukushi-1\""), "{}", page.body);
    let forged = [("revision", revision.as_str()), ("to:fukushi:fukushi-1", "korei")];
    let refused = kikaku.post(&format!("{HERE}/records"), &forged).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("示された組織から選んでください"), "{}", refused.body);

    let all = [("revision", revision.as_str()), ("all:fukushi", "org-r1-1"), ("all", "fukushi")];
    let done = kikaku.post(&format!("{HERE}/records"), &all).await;
    assert_eq!(done.location, format!("{HERE}/records?done=kept"), "{}", done.body);
    let revision = kikaku.get(&format!("{HERE}/records")).await.hidden("revision");
    let own = [("revision", revision.as_str()), ("to:fukushi:fukushi-2026", "kankyo"), ("next", "yes")];
    let done = kikaku.post(&format!("{HERE}/records"), &own).await;
    assert_eq!(done.location, format!("{HERE}/confirm?done=kept"), "{}", done.body);
    decided(&hall, &mut kikaku).await;
    let edition = hall.desk.edition(&town()).unwrap();
    let element = edition.find::<Element>(&RecordId::new("fukushi-1")).unwrap();
    assert_eq!(element.organisations, [RecordId::new("org-r1-1")]);
    assert_eq!(element.handed_over[0].note, "組織改正による");
    let plan = edition.find::<plan::plan::Plan>(&RecordId::new("fukushi-2026")).unwrap();
    assert_eq!(plan.organisation, Some(RecordId::new("kankyo")));
}

#[tokio::test]
async fn what_is_typed_wrongly_stays_on_the_page_today_and_tomorrow() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "R9.4.1").await;
    let odd = "葛\u{E0100}飾課";
    let wrong =
        send(&mut kikaku, "steps", &[("kind", "rename"), ("organisation", "nowhere"), ("name", odd)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("組織を選んでください") && wrong.body.contains(odd), "{}", wrong.body);
    let tomorrow = kikaku.get(HERE).await;
    assert!(tomorrow.body.contains(odd), "{}", tomorrow.body);

    for day in ["そのうち", "令和9年13月1日", "1900-04-01", "2099-04-01", "令和9年4月"] {
        let wrong = send(&mut kikaku, "frame", &[("title", "改正"), ("effective", day), ("note", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(wrong.body.contains(&format!("value=\"{day}\"")), "{day}: {}", wrong.body);
    }
    let form =
        send(&mut kikaku, "steps", &[("kind", "rename"), ("organisation", "form-goals"), ("name", "甲")])
            .await;
    assert_eq!(form.status, StatusCode::UNPROCESSABLE_ENTITY, "a form is no organisation");
    let nothing = send(&mut kikaku, "steps", &[("kind", "explode")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = kikaku.get(&format!("{HERE}/confirm")).await;
    assert!(page.body.contains("まだ起案できません"), "{}", page.body);
    assert_eq!(kikaku.get("/990019/reorganisations/r99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_people_overwrite_nothing_and_a_form_sent_twice_does_it_once() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "R9.4.1").await;
    let mut other = hall.signed_in("other", &[(Role::Planning, None)]).await;
    let seen = other.get(HERE).await.hidden("revision");
    merged(&mut kikaku).await;
    let rename =
        [("revision", seen.as_str()), ("kind", "rename"), ("organisation", "kankyo"), ("name", "みどり部")];
    let late = other.post(&format!("{HERE}/steps"), &rename).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("ほかの人がこの組織改正を変えました") && late.body.contains("みどり部"),
        "{}",
        late.body
    );
    assert!(late.body.contains("「環境部」に統合"), "it stands as it is now");

    let seen = late.hidden("revision");
    let again =
        [("revision", seen.as_str()), ("kind", "rename"), ("organisation", "kankyo"), ("name", "みどり部")];
    assert_eq!(other.post(&format!("{HERE}/steps"), &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.post(&format!("{HERE}/steps"), &again).await.status, StatusCode::CONFLICT);
    let page = other.get(HERE).await;
    assert_eq!(page.body.matches("に改称").count(), 2, "once in words, once for its button: {}", page.body);
}

#[tokio::test]
async fn it_is_put_aside_taken_up_and_taken_out_of() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "R9.4.1").await;
    let new = [("kind", "merge"), ("from", "fukushi"), ("new", "くらし部")];
    assert_eq!(send(&mut kikaku, "steps", &new).await.status, StatusCode::SEE_OTHER);
    assert_eq!(send(&mut kikaku, "abandon", &[]).await.status, StatusCode::SEE_OTHER);
    let page = kikaku.get(HERE).await;
    assert!(page.body.contains("中止しています") && page.body.contains("くらし部"), "{}", page.body);
    assert_eq!(send(&mut kikaku, "abandon", &[("again", "yes")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(send(&mut kikaku, "steps/1/remove", &[]).await.status, StatusCode::SEE_OTHER);
    let page = kikaku.get(HERE).await;
    assert!(!page.body.contains("くらし部"), "what was founded for it alone goes with it: {}", page.body);
}

#[tokio::test]
async fn from_the_day_on_the_heir_finishes_the_sheet_and_the_former_organisation_reads_none() {
    for (day, is_past) in [("2026-11-21", true), ("2027-04-01", false)] {
        let hall = TownHall::new();
        let mut old = hall.signed_in("old", &[(Role::Writer, Some("fukushi"))]).await;
        let mut heir = hall.signed_in("heir", &[(Role::Writer, Some("kankyo"))]).await;
        old.get(SHEET).await;
        old.post(SHEET, &[(VISION, "途中の文"), ("r:fukushi-2026#vision", "0")]).await;
        assert_eq!(heir.get(SHEET).await.status, StatusCode::FORBIDDEN);

        let mut kikaku = planning(&hall).await;
        begun(&mut kikaku, day).await;
        merged(&mut kikaku).await;
        let page = kikaku.get(&format!("{HERE}/confirm")).await;
        assert!(page.body.contains("の票「部の目標の作成」は決裁されていません"), "{}", page.body);
        assert!(
            page.body.contains("old") && page.body.contains("職の引継ぎ"),
            "posts are told: {}",
            page.body
        );
        decided(&hall, &mut kikaku).await;

        let (read, refused) = if is_past { (&mut heir, &mut old) } else { (&mut old, &mut heir) };
        let sheet = read.get(SHEET).await;
        assert_eq!(sheet.status, StatusCode::OK, "{day}");
        assert!(sheet.body.contains("途中の文"), "{day}: {}", sheet.body);
        let saved = read.post(SHEET, &[(VISION, "続きの文"), ("r:fukushi-2026#vision", "1")]).await;
        assert_eq!(saved.location, format!("{SHEET}?done=saved"), "{day}");
        assert_eq!(refused.get(SHEET).await.status, StatusCode::FORBIDDEN, "{day}");
    }
}
