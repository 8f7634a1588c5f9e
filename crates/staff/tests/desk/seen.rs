//! What those who review a sheet are shown, and where they come back to.

use axum::http::StatusCode;
use plan::plan::Plan;
use plan::record::{Record, RecordId};
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{PASSWORD, TownHall, growing_form, town};
use crate::reviews::{People, SHEET, done, fill, people, send};

const VISION: &str = "安心して暮らせるまち";

/// The sheet, up to the planning section.
async fn to_planning(all: &mut People, vision: &str) {
    fill(&mut all.writer, vision, "48%以上").await;
    done(&send(&mut all.writer, "submit", "submit", &[]).await, "submitted");
    done(&send(&mut all.chief, "review", "pass", &[]).await, "passed");
    done(&send(&mut all.head, "review", "pass", &[]).await, "passed");
}

async fn reopen(planner: &mut Browser, reason: &str) {
    let seen = planner.get(SHEET).await.hidden("seen");
    let reopened = planner.post(&format!("{SHEET}/reopen"), &[("seen", &seen), ("reason", reason)]).await;
    done(&reopened, "reopened");
}

#[tokio::test]
async fn who_submits_a_sheet_for_others_has_not_reviewed_it() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    let mut second = hall.signed_in("kikaku2", &[(Role::Planning, None)]).await;
    fill(&mut all.writer, VISION, "48%以上").await;
    done(&send(&mut all.planner, "submit", "submit", &[]).await, "submitted");
    send(&mut all.chief, "review", "pass", &[]).await;
    send(&mut all.head, "review", "pass", &[]).await;
    let page = second.get(&format!("{SHEET}/review")).await;
    assert!(page.body.contains(&format!("<ins>{VISION}</ins>")), "{}", page.body);
    assert!(page.body.contains("決裁済みの内容から変わるところ"), "{}", page.body);
    done(&send(&mut second, "review", "return", &[("reason", "直してください")]).await, "returned");
    fill(&mut all.writer, "ひとりでも安心して暮らせるまち", "48%以上").await;
    done(&send(&mut all.planner, "submit", "submit", &[]).await, "submitted");
    send(&mut all.chief, "review", "pass", &[]).await;
    send(&mut all.head, "review", "pass", &[]).await;
    let page = second.get(&format!("{SHEET}/review")).await;
    assert!(page.body.contains("の差戻しのあとに変わったところ"), "{}", page.body);
    assert!(page.body.contains("<ins>ひとりでも</ins>") && !page.body.contains("48%以上"), "{}", page.body);
}

#[tokio::test]
async fn a_sheet_that_was_opened_again_shows_what_differs_from_what_was_decided() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    to_planning(&mut all, VISION).await;
    done(&send(&mut all.planner, "review", "decide", &[("reason", "決定")]).await, "decided");
    reopen(&mut all.planner, "誤字").await;
    to_planning(&mut all, "ひとりでも安心して暮らせるまち").await;
    let page = all.planner.get(&format!("{SHEET}/review")).await;
    assert!(page.body.contains("<ins>ひとりでも</ins>"), "{}", page.body);
    assert!(!page.body.contains("48%以上"), "what is decided so already is not shown: {}", page.body);
}

/// The page is that of the review, which says why nothing was done.
fn on_the_review(answer: &Answer, why: &str) {
    assert!(answer.body.contains("<title>内容の確認"), "{}", answer.body);
    let said = answer.body.split("role=\"alert\"").nth(1).unwrap_or_default();
    assert!(said.split("</div>").next().unwrap().contains(why), "{}", answer.body);
}

#[tokio::test]
async fn who_is_refused_again_and_again_stays_on_the_page_of_the_review() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    to_planning(&mut all, VISION).await;
    let (page, ask, decide) = (format!("{SHEET}/review"), format!("{SHEET}/ask"), format!("{SHEET}/decide"));
    let wrong = [
        ("field", "fukushi-2026#vision"),
        ("kind", "question"),
        ("quote", "ないことば"),
        ("text", "なぜですか。"),
    ];
    let shown = all.planner.get(&page).await;
    let mut from = page.clone();
    let mut stands_on = String::new();
    for _ in 0..3 {
        let asked = [&wrong[..], &[("stands-on", stands_on.as_str())]].concat();
        let refused = all.planner.post_from(&from, &ask, &asked).await;
        on_the_review(&refused, "ないことば");
        assert!(refused.body.contains("なぜですか。</textarea>"), "{}", refused.body);
        (from, stands_on) = (ask.clone(), refused.hidden("stands-on"));
    }
    let in_its_place = [&wrong[..], &[("back", "review")]].concat();
    on_the_review(&all.planner.post_from(&ask, &ask, &in_its_place).await, "ないことば");

    let (seen, mut from, mut stands_on) = (shown.hidden("seen"), page, String::new());
    for _ in 0..2 {
        let blank = [("seen", seen.as_str()), ("reason", " "), ("stands-on", &stands_on)];
        let refused = all.planner.post_from(&from, &decide, &blank).await;
        on_the_review(&refused, "理由");
        assert!(refused.body.contains("/decide\""), "{}", refused.body);
        (from, stands_on) = (decide.clone(), refused.hidden("stands-on"));
    }
    // A page elsewhere is none of ours.
    let stray = [("seen", seen.as_str()), ("reason", " "), ("stands-on", "//evil.example/990019/")];
    assert!(!all.planner.post_from(&decide, &decide, &stray).await.body.contains("evil.example"));
}

#[tokio::test]
async fn who_signs_in_without_the_right_is_led_to_their_work_and_not_to_sign_in_again() {
    let hall = TownHall::new();
    let mut other = hall.signed_in("kankyo", &[(Role::Writer, Some("kankyo"))]).await;
    let sent = [("seen", "1"), ("reason", "書いた理由")];
    let refused = other.post_from("/990019/sign-in", &format!("{SHEET}/decide"), &sent).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("<title>自分の仕事"), "{}", refused.body);
    assert!(refused.body.contains("書いた理由") && !refused.body.contains("name=\"password\""));
}

#[tokio::test]
async fn whoever_is_signed_out_is_told_so_truly_and_that_nothing_is_lost() {
    let hall = TownHall::new();
    hall.person("sato", &[(Role::Writer, Some("fukushi"))]);
    let mut nobody = Browser::new(staff::router(hall.office.clone()));
    let asked = nobody.post(SHEET, &[("f:fukushi-2026#vision", VISION)]).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert!(!asked.body.contains("しばらく操作がなかったため、サインアウトしました"), "{}", asked.body);
    assert!(asked.body.contains("まだ保存していません"), "{}", asked.body);
    let kept = [("action", SHEET), ("kept", "f%3Afukushi-2026%23vision=x"), ("login", "sato")];
    let wrong = [&kept[..], &[("password", "ちがうことば")]].concat();
    for page in [asked, nobody.post("/990019/sign-in", &wrong).await] {
        assert!(page.body.contains("入力した内容は残っています"), "{}", page.body);
    }
    let right = [&kept[..], &[("password", PASSWORD)]].concat();
    assert!(nobody.post("/990019/sign-in", &right).await.body.contains("name=\"f:fukushi-2026#vision\""));
}

#[tokio::test]
async fn what_others_saved_first_is_told_as_a_warning_and_no_success() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    let page = sato.get(&format!("{SHEET}/merge?done=overtaken")).await;
    assert!(page.body.contains("▲ ほかの人が先に保存した欄があります"), "{}", page.body);
    assert!(!page.body.contains("class=\"done\""), "{}", page.body);
    assert!(sato.get(&format!("{SHEET}?done=saved")).await.body.contains("class=\"done\""));
}

#[tokio::test]
async fn what_was_added_under_something_that_ends_is_not_told_as_if_it_came() {
    let hall = TownHall::new();
    hall.decide(vec![growing_form()]);
    let mut all = people(&hall).await;
    all.writer.get(SHEET).await;
    all.writer.post(SHEET, &[("grow", "add-indicator fukushi-1")]).await;
    let page = all.writer.get(SHEET).await;
    let names = page.body.split("name=\"f:").skip(1).filter_map(|it| it.split('"').next());
    let field = names.filter(|it| it.ends_with("/target/2026#words") && !it.starts_with("i-fukushi/"));
    let field = field.map(|it| format!("f:{it}")).next().unwrap();
    let saved = all.writer.post(SHEET, &[(&field, "70%以上"), ("f:fukushi-2026#vision", VISION)]).await;
    assert!(saved.location.ends_with("?done=saved"), "{saved:?}");
    let before = all.chief.get(&format!("{SHEET}/review")).await;
    assert!(before.body.contains("70%以上") && !before.body.contains("反映されません"), "{}", before.body);

    all.writer.post(SHEET, &[("grow", "end fukushi-1")]).await;
    let page = all.writer.get(SHEET).await;
    assert!(page.body.contains("この下に加えた1件も取りやめになります"), "{}", page.body);
    assert!(page.body.contains("この追加と記入は反映されません"), "{}", page.body);
    let handing_in = all.writer.get(&format!("{SHEET}/submit")).await;
    assert!(handing_in.body.contains("下に加えた1件も取りやめになります"), "{}", handing_in.body);
    let after = all.chief.get(&format!("{SHEET}/review")).await;
    let row = after.body.split("<section").find(|it| it.contains("70%以上")).unwrap();
    assert!(row.contains("取りやめにより反映されません"), "{row}");
    assert_eq!(after.body.matches("取りやめにより反映されません").count(), 1, "{}", after.body);

    all.writer.post(SHEET, &[("grow", "stay fukushi-1")]).await;
    assert!(!all.writer.get(SHEET).await.body.contains("取りやめになります"));
}

#[tokio::test]
async fn a_sheet_whose_decision_was_undone_says_so_and_the_way_on() {
    let hall = TownHall::new();
    let mut all = people(&hall).await;
    let before = hall.desk.edition(&town()).unwrap();
    to_planning(&mut all, VISION).await;
    done(&send(&mut all.planner, "review", "decide", &[("reason", "決定")]).await, "decided");
    let number = hall.desk.edition(&town()).unwrap().number().0;
    let id = RecordId::new("fukushi-2026");
    hall.decide(vec![Record::new(id.clone(), before.find::<Plan>(&id).unwrap().clone())]);
    let half = all.writer.get(SHEET).await;
    assert!(half.body.contains(&format!("決裁済み（第{number}号）")), "{}", half.body);
    hall.retire("i-fukushi/target/2026");
    let words = format!("決裁第{number}号は第{}号で取り消されました", number + 2);
    let page = all.writer.get(SHEET).await;
    assert!(page.body.contains(&words) && page.body.contains("訂正のために開き直す"), "{}", page.body);
    assert!(!page.body.contains("決裁済み（第"), "{}", page.body);
    let board = all.planner.get("/990019/board/2026").await;
    assert!(board.body.contains(&words) && !board.body.contains("決裁済み（第"), "{}", board.body);
    assert!(board.body.contains("決裁の取消し"), "{}", board.body);
    reopen(&mut all.planner, "やり直し").await;
    assert!(!all.writer.get(SHEET).await.body.contains("取り消されました"));
}
