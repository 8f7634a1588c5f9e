//! 起案の入れ替え: a draft that waits is replaced by those who saw it, and by nobody else.

use axum::http::StatusCode;
use plan::decision::StaffId;
use plan::draft::Draft;
use plan::role::Role;

use crate::comments::{ROUND, close, open_round};
use crate::forms::{FORM, planner, send};
use crate::office::{TownHall, town};

fn waiting(hall: &TownHall) -> Draft {
    let mut drafts = hall.desk.drafts(&town()).unwrap();
    assert_eq!(drafts.len(), 1);
    drafts.remove(0)
}

fn by(login: &str) -> StaffId {
    StaffId(format!("s-{login}"))
}

#[tokio::test]
async fn results_that_somebody_proposed_are_replaced_by_who_saw_them_and_by_nobody_else() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    close(&hall);
    let mut other = hall.signed_in("other", &[(Role::PublicRelations, None)]).await;
    let to = format!("{ROUND}/results");
    assert!(!other.get(&to).await.body.contains("name=\"over\""), "nothing waits yet");

    let mine = [("on", "R8.11.21"), ("f:text", "一人目のまとめ")];
    for _ in 0..2 {
        let drafted = koho.post(&to, &mine).await;
        assert!(drafted.location.ends_with("done=opened"), "sent twice, it is one: {}", drafted.body);
    }
    let first = waiting(&hall);

    let late = other.post(&to, &[("on", "R8.11.21"), ("f:text", "二人目のまとめ")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("二人目のまとめ"), "what was typed is kept: {}", late.body);
    assert!(late.body.contains("上書きはしていません"), "{}", late.body);
    assert_eq!(waiting(&hall), first);

    let page = other.get(&to).await;
    assert!(page.body.contains("決裁を待っている起案があります") && page.body.contains("一人目のまとめ"));
    let over = page.hidden("over");
    let again = [("on", "R8.11.21"), ("f:text", "二人のまとめ"), ("over", over.as_str())];
    assert!(other.post(&to, &again).await.location.ends_with("done=opened"));
    let second = waiting(&hall);
    assert!([by("koho"), by("other")].iter().all(|it| second.authors.contains(it)), "{:?}", second.authors);
    let unseen = koho.post(&to, &[("on", "R8.11.21"), ("f:text", "三つめのまとめ")]).await;
    assert_eq!(unseen.status, StatusCode::CONFLICT);
    assert!(
        unseen.body.contains("三つめのまとめ") && unseen.body.contains("上書きはしていません"),
        "{}",
        unseen.body
    );
    assert_eq!(waiting(&hall), second);
}

#[tokio::test]
async fn a_form_given_up_and_begun_anew_replaces_no_draft_unseen() {
    let hall = TownHall::new();
    let (mut a, mut b) = (planner(&hall, "kikaku").await, planner(&hall, "kakaricho").await);
    let page = a.get(FORM).await;
    send(&mut a, &page, &[("fl:0-0", "一"), ("do", "save")]).await;
    // 別の人がもう直しを見ている.
    let page = b.get(FORM).await;
    let (seen, to) = (page.hidden("seen"), format!("{FORM}/propose"));
    assert!(a.post(&to, &[("seen", &seen)]).await.location.ends_with("done=form-proposed"));
    let first = waiting(&hall);
    assert!(a.post(&format!("{FORM}/give-up"), &[("seen", &seen)]).await.location.contains("given-up"));

    let page = b.get(FORM).await;
    send(&mut b, &page, &[("fl:0-0", "二"), ("do", "save")]).await;
    let page = b.get(FORM).await;
    let seen = page.hidden("seen");
    let blind = b.post(&to, &[("seen", &seen)]).await;
    assert_eq!(blind.status, StatusCode::CONFLICT, "{}", blind.body);
    assert!(blind.body.contains("上書きはしていません"), "{}", blind.body);
    assert_eq!(waiting(&hall), first);

    assert!(page.body.contains("いま待っている起案（kikaku"), "{}", page.body);
    let over = page.hidden("over");
    let named = b.post(&to, &[("seen", &seen), ("over", &over)]).await;
    assert!(named.location.ends_with("done=form-proposed"), "{}", named.body);
    assert_eq!(waiting(&hall).by, by("kakaricho"));
    let past = a.post(&to, &[("seen", &seen), ("over", &over)]).await;
    assert_eq!(past.status, StatusCode::CONFLICT, "the draft of that page is another by now");
}

#[tokio::test]
async fn a_year_that_somebody_else_prepared_is_not_opened_over_them() {
    let hall = TownHall::new();
    let mut a = hall.signed_in("a", &[(Role::Planning, None)]).await;
    let mut b = hall.signed_in("b", &[(Role::Planning, None)]).await;
    let to = "/990019/open/2027";
    let done = a.post(to, &[("chosen", "yes"), ("organisation", "fukushi")]).await;
    assert!(done.location.ends_with("done=opened"), "{}", done.body);
    let first = waiting(&hall);
    let late = b.post(to, &[("chosen", "yes"), ("organisation", "kankyo")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert_eq!(waiting(&hall), first);

    let page = b.get(to).await;
    assert!(page.body.contains("決裁を待っている起案があります"), "{}", page.body);
    let over = page.hidden("over");
    let seen = b.post(to, &[("chosen", "yes"), ("organisation", "kankyo"), ("over", &over)]).await;
    assert!(seen.location.ends_with("done=opened"), "{}", seen.body);
    assert_eq!(waiting(&hall).by, by("b"));
}
