//! 決裁された組織改正: it is read as it was decided, and changed by another decision only.

use axum::http::StatusCode;
use desk::reorganising::{self, Adding, Amendment};
use desk::restoring::{self, Picked};
use desk::{Actor, deciding};
use jiff::civil::date;
use plan::decision::StaffId;
use plan::organisation::Organisation;
use plan::record::{Record, RecordId};
use plan::role::Role;
use plan::staff::Post;

use crate::office::{TownHall, later, town};
use crate::reorganisation::{HERE, begun, decided, merged, planning, send};

/// Somebody of the planning section, asked without pages.
fn planner() -> Actor {
    let (role, from, given_by) = (Role::Planning, date(2020, 4, 1), StaffId("s-admin".to_owned()));
    let post = Post { role, organisation: None, from, until: None, stands_in_for: None, given_by };
    let (id, name) = (StaffId("s-planner".to_owned()), "企画".to_owned());
    Actor { town: town(), id, name, posts: vec![post], today: date(2026, 11, 21) }
}

fn steps(hall: &TownHall) -> usize {
    reorganising::list(&hall.desk, &planner()).unwrap()[0].prepared.steps.len()
}

#[tokio::test]
async fn a_decided_one_is_read_only_and_says_where_it_was_decided_and_how_to_change_it() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2027-04-01").await;
    merged(&mut kikaku).await;
    let open = kikaku.get(HERE).await.hidden("revision");
    decided(&hall, &mut kikaku).await;

    let number = hall.desk.edition(&town()).unwrap().number();
    for part in ["", "/records", "/confirm"] {
        let page = kikaku.get(&format!("{HERE}{part}")).await;
        assert!(page.body.contains("ここでは読むだけで、変えられません"), "{part}: {}", page.body);
        assert!(page.body.contains(&format!("/history/decisions/{number}\">決裁第{number}号</a>")), "{part}");
        assert!(page.body.contains("新しい組織改正を準備"), "{part}");
        assert!(!page.body.contains("name=\"revision\" value"), "{part} has nothing to send: {}", page.body);
    }
    let records = kikaku.get(&format!("{HERE}/records")).await;
    assert!(records.body.contains("福祉部から"), "what moved is still told: {}", records.body);

    for (part, fields) in [
        ("steps", vec![("kind", "rename"), ("organisation", "korei"), ("name", "みまもり課")]),
        ("frame", vec![("title", "別の件名"), ("effective", "2027-05-01"), ("note", "")]),
        ("steps/0/remove", vec![]),
        ("abandon", vec![]),
        ("draft", vec![]),
    ] {
        for revision in [open.as_str(), "3", "4", "5", "6"] {
            let all: Vec<_> = fields.iter().copied().chain([("revision", revision)]).collect();
            let refused = kikaku.post(&format!("{HERE}/{part}"), &all).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{part}: {}", refused.body);
            assert!(refused.body.contains("もう決裁されています"), "{part}: {}", refused.body);
            let typed = fields.iter().find(|(name, _)| matches!(*name, "name" | "title"));
            assert!(typed.is_none_or(|(_, typed)| refused.body.contains(typed)), "{part}: {}", refused.body);
        }
    }
    assert_eq!(steps(&hall), 1);
    assert!(hall.desk.drafts(&town()).unwrap().is_empty());
}

#[tokio::test]
async fn a_later_one_does_not_open_it_again_and_its_undoing_does() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2027-04-01").await;
    let name = [("kind", "rename"), ("organisation", "kankyo"), ("name", "みどり部")];
    assert_eq!(send(&mut kikaku, "steps", &name).await.status, StatusCode::SEE_OTHER);
    decided(&hall, &mut kikaku).await;
    let number = hall.desk.edition(&town()).unwrap().number();

    let id = RecordId::new("kankyo");
    let before = hall.desk.edition(&town()).unwrap();
    let mut better = before.find::<Organisation>(&id).unwrap().clone();
    better.names.last_mut().unwrap().text = "緑と水の部".to_owned();
    hall.decide(vec![Record::new(id.clone(), better)]);
    let page = kikaku.get(HERE).await;
    assert!(page.body.contains("決裁済み"), "another name since then: {}", page.body);

    let edition = hall.desk.edition(&town()).unwrap();
    let picked = vec![Picked { record: id.clone(), seen: edition.since(&id).unwrap() }];
    let draft = restoring::undo(&hall.desk, &planner(), number, picked, "取消", later(90)).unwrap();
    let by = StaffId("企画課".to_owned());
    deciding::approve(&hall.desk, &town(), &draft, &by, "取消", later(95)).unwrap();
    let page = kikaku.get(HERE).await;
    assert!(page.body.contains("準備中") && page.body.contains("追加する"), "{}", page.body);
}

#[tokio::test]
async fn what_was_changed_after_it_was_proposed_is_told_to_be_left_over() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2027-04-01").await;
    merged(&mut kikaku).await;
    let revision = kikaku.get(&format!("{HERE}/confirm")).await.hidden("revision");
    kikaku.post(&format!("{HERE}/draft"), &[("revision", &revision)]).await;
    let seen = reorganising::list(&hall.desk, &planner()).unwrap()[0].revision;
    let name = Adding::Rename(RecordId::new("korei"), "みまもり課".to_owned());
    reorganising::amend(&hall.desk, &planner(), "r1", seen, Amendment::Add(name), later(30)).unwrap();
    let draft = hall.desk.drafts(&town()).unwrap().remove(0);
    let by = StaffId("企画課".to_owned());
    deciding::approve(&hall.desk, &town(), &draft.id, &by, "組織改正", later(60)).unwrap();
    let page = kikaku.get(HERE).await;
    assert!(page.body.contains("直す前の内容が") && page.body.contains("みまもり課"), "{}", page.body);
    assert_eq!(send(&mut kikaku, "steps/0/remove", &[]).await.status, StatusCode::SEE_OTHER);
}

/// What may happen to a preparation between its draft and the decision, without changing what is decided.
fn beside() -> [Vec<Amendment>; 4] {
    let half = [("kind", "rename"), ("name", "甲課")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let rename = Adding::Rename(RecordId::new("korei"), "みまもり課".to_owned());
    [
        vec![Amendment::Keep(half.into())],
        vec![Amendment::Abandon],
        vec![Amendment::Abandon, Amendment::TakeUp],
        vec![Amendment::Add(rename), Amendment::Remove(1)],
    ]
}

#[tokio::test]
async fn what_was_proposed_is_decided_though_words_stand_half_typed_or_it_was_put_aside_meanwhile() {
    for beside in beside() {
        let told = format!("{beside:?}");
        let hall = TownHall::new();
        let mut kikaku = planning(&hall).await;
        begun(&mut kikaku, "2026-12-01").await;
        // Of a split that goes on, organisations do not tell whether it is done.
        let split = [("kind", "split"), ("organisation", "fukushi"), ("stays", "yes"), ("into", "kankyo")];
        assert_eq!(send(&mut kikaku, "steps", &split).await.status, StatusCode::SEE_OTHER);
        send(&mut kikaku, "records", &[("to:fukushi:fukushi-1", "kankyo")]).await;
        let revision = kikaku.get(&format!("{HERE}/confirm")).await.hidden("revision");
        kikaku.post(&format!("{HERE}/draft"), &[("revision", &revision)]).await;
        for amendment in beside {
            let seen = reorganising::list(&hall.desk, &planner()).unwrap()[0].revision;
            reorganising::amend(&hall.desk, &planner(), "r1", seen, amendment, later(30)).unwrap();
        }
        let draft = hall.desk.drafts(&town()).unwrap().remove(0);
        let by = StaffId("企画課".to_owned());
        let number = deciding::approve(&hall.desk, &town(), &draft.id, &by, "組織改正", later(60)).unwrap();
        let page = kikaku.get(HERE).await.body;
        assert!(
            page.contains(&format!("/history/decisions/{number}\">決裁第{number}号</a>")),
            "{told}: {page}"
        );
        assert!(page.contains("ここでは読むだけで、変えられません"), "{told}: {page}");
        assert!(!page.contains("直す前の内容が"), "{told}: {page}");
    }
}

#[tokio::test]
async fn a_decided_one_closes_no_form_that_was_not_opened() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2027-04-01").await;
    merged(&mut kikaku).await;
    let records = kikaku.get(&format!("{HERE}/records")).await.body;
    assert_eq!(records.matches("<form").count(), records.matches("</form>").count(), "{records}");
    decided(&hall, &mut kikaku).await;
    let records = kikaku.get(&format!("{HERE}/records")).await.body;
    assert_eq!(records.matches("<form").count(), records.matches("</form>").count(), "{records}");
}

#[tokio::test]
async fn a_name_of_a_day_to_come_stands_on_no_page_before_it_but_beside_the_one_of_today() {
    let hall = TownHall::new();
    let mut kikaku = planning(&hall).await;
    begun(&mut kikaku, "2027-04-01").await;
    let name = [("kind", "rename"), ("organisation", "kankyo"), ("name", "みどり部")];
    assert_eq!(send(&mut kikaku, "steps", &name).await.status, StatusCode::SEE_OTHER);
    let revision = kikaku.get(&format!("{HERE}/confirm")).await.hidden("revision");
    kikaku.post(&format!("{HERE}/draft"), &[("revision", &revision)]).await;
    let tells = |page: &str| page.contains("環境部（令和9年4月1日から「みどり部」）");
    let draft = kikaku.get("/990019/drafts/reorganisation-r1").await;
    assert!(tells(&draft.body), "{}", draft.body);
    let by = StaffId("企画課".to_owned());
    let id = plan::draft::DraftId("reorganisation-r1".to_owned());
    deciding::approve(&hall.desk, &town(), &id, &by, "組織改正", later(60)).unwrap();

    for path in ["history/records/kankyo", "history/find?q=kankyo"] {
        let page = kikaku.get(&format!("/990019/{path}")).await;
        assert!(tells(&page.body), "{path}: {}", page.body);
    }
    let related = kikaku.get("/990019/history/records/kankyo-2026").await;
    assert!(related.body.contains("環境部") && !related.body.contains("みどり部"), "{}", related.body);
    for path in ["board/2026", "board/2026/findings", "board/2026/reminders", "open/2026"] {
        let page = kikaku.get(&format!("/990019/{path}")).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.body.contains("みどり部"), "{path}: {}", page.body);
    }
    let next = kikaku.get("/990019/open/2027").await;
    assert!(next.body.contains("みどり部"), "a year that begins on the day has the new name: {}", next.body);
}
