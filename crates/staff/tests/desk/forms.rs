//! 様式 edited on a page: parts and fields, sheets that were begun with it, and its decision.

use axum::http::StatusCode;
use desk::shaping::Shape;
use ledger::paper;
use plan::form::{Asks, Form};
use plan::record::RecordId;
use plan::role::Role;

use crate::browser::{Answer, Browser};
use crate::office::{TownHall, town};

pub(crate) const FORM: &str = "/990019/forms/form-goals";
const SHEET: &str = "/990019/sheets/goals/fukushi";

pub(crate) async fn planner(hall: &TownHall, login: &str) -> Browser {
    hall.signed_in(login, &[(Role::Planning, None)]).await
}

/// Everything that the page would send without a word typed, as a browser reads it.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let form = page.body.split("id=\"form\"").nth(1).unwrap().split("</form>").next().unwrap();
    let mut fields = vec![];
    for tag in form.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        let value = |name: &str| {
            let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
            Some(rest.split('"').next().unwrap().replace("&#34;", "\""))
        };
        let Some(name) = value("name").filter(|it| it != "token" && it != "do") else { continue };
        let is_box = tag.contains("type=\"checkbox\"");
        if tag.starts_with("textarea") {
            fields.push((name, text.trim_start_matches('\n').to_owned()));
        } else if tag.starts_with("input") && (!is_box || tag.ends_with(" checked")) {
            fields.push((name, value("value").unwrap_or_default()));
        } else if tag.starts_with("select") {
            let options =
                form.split(&format!("name=\"{name}\"")).nth(1).unwrap().split("</select>").next().unwrap();
            let chosen = options
                .split("<option ")
                .skip(1)
                .find(|it| it.split('>').next().unwrap().contains("selected"));
            let first = options.split("<option ").nth(1);
            let option = chosen.or(first).and_then(|it| it.split('"').nth(1)).unwrap_or_default();
            fields.push((name, option.to_owned()));
        }
    }
    fields
}

/// Sends the page with some values typed otherwise. 「+name」 ticks a box, 「-name」 unticks it.
pub(crate) async fn send(browser: &mut Browser, page: &Answer, typed: &[(&str, &str)]) -> Answer {
    let mut fields = fields(page);
    for (name, value) in typed {
        let bare = name.trim_start_matches(['+', '-']);
        match fields.iter_mut().find(|(known, _)| known == bare) {
            Some(_) if name.starts_with('-') => fields.retain(|(known, _)| known != bare),
            Some(field) => field.1 = (*value).to_owned(),
            None => fields.push((bare.to_owned(), (*value).to_owned())),
        }
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(FORM, &fields).await
}

pub(crate) fn edited(hall: &TownHall) -> Form {
    let found = hall.ledger.read(|tx| paper::find::<Shape>(tx, &town(), "", "form-goals")).unwrap();
    found.unwrap().value.form
}

pub(crate) fn decided(hall: &TownHall) -> Form {
    hall.desk.edition(&town()).unwrap().find::<Form>(&RecordId::new("form-goals")).unwrap().clone()
}

#[tokio::test]
async fn the_list_tells_the_year_the_use_and_the_state_of_each_form() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let list = kikaku.get("/990019/forms").await;
    for words in [
        "令和8年度（2026年度）",
        "様式1 部の目標",
        "3部5欄",
        "部の目標の作成",
        "決裁済み",
        "その年度の運営方針",
    ] {
        assert!(list.body.contains(words), "{words}: {}", list.body);
    }
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    assert_eq!(sato.get("/990019/forms").await.status, StatusCode::FORBIDDEN);
    assert_eq!(kikaku.get("/990019/forms/no-such").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn looking_and_saving_without_a_change_leaves_no_paper() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let page = kikaku.get(FORM).await;
    let saved = send(&mut kikaku, &page, &[("do", "save")]).await;
    assert!(saved.location.ends_with("done=form-saved"), "{saved:?}");
    assert!(hall.ledger.read(|tx| paper::find::<Shape>(tx, &town(), "", "form-goals")).unwrap().is_none());
}

#[tokio::test]
async fn a_form_is_edited_step_by_step_proposed_and_decided_by_somebody_else() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let page = kikaku.get(FORM).await;
    let typed = [
        ("fl:0-0", "めざす姿"),
        ("fh:0-0", "3年後の姿を\r\n区民の言葉で"),
        ("fm:0-0", "２００字以内"),
        ("-fr:0-0", ""),
        ("add:1", "section:aim"),
        ("do", "add 1"),
    ];
    let saved = send(&mut kikaku, &page, &typed).await;
    assert!(saved.location.ends_with("?done=form-saved&open=1-2#f-1-2"), "{saved:?}");
    let vision = edited(&hall).parts[0].fields[0].clone();
    assert_eq!((vision.label.as_str(), vision.limit, vision.required), ("めざす姿", Some(200), false));
    assert_eq!(vision.help, "3年後の姿を\n区民の言葉で");
    for step in ["up 1-2", "part-down 0", "part-add", "remove 0-0"] {
        let page = kikaku.get(FORM).await;
        let done =
            send(&mut kikaku, &page, &[("new-about", "remark"), ("new-title", "対応"), ("do", step)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.body);
    }
    let titles: Vec<String> = edited(&hall).parts.iter().map(|it| it.title.clone()).collect();
    assert_eq!(titles, ["経営課題", "部の目標", "指標", "対応"]);
    let page = kikaku.get(FORM).await;
    for words in [
        "部「対応」（0欄）を追加",
        "字数の目安をなしから200字に変更",
        "部「対応」に欄がありません",
        "下書きあり",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let seen = page.hidden("seen");
    let proposed = kikaku.post(&format!("{FORM}/propose"), &[("seen", &seen)]).await;
    assert!(proposed.location.ends_with("done=form-proposed"), "{proposed:?}");
    let alone = kikaku.decide("/990019/drafts/form-form-goals", "確定").await;
    assert_eq!(alone.status, StatusCode::CONFLICT, "nobody decides what they alone wrote: {}", alone.body);
    let mut kakaricho = planner(&hall, "kakaricho").await;
    let draft = kakaricho.get("/990019/drafts/form-form-goals").await;
    assert_eq!(draft.status, StatusCode::OK, "{}", draft.body);
    let done = kakaricho.decide("/990019/drafts/form-form-goals", "確定").await;
    assert!(done.location.ends_with("done=decided"), "{done:?} {}", done.body);
    assert_eq!(decided(&hall).parts.len(), 4);
    assert!(kikaku.get(FORM).await.body.contains("直したところはまだありません"), "the paper is done with");
    let public = hall.desk.edition(&town()).unwrap().public();
    assert!(public.find::<Form>(&RecordId::new("form-goals")).is_none());
}

#[tokio::test]
async fn what_cannot_be_taken_stays_on_the_page_and_all_else_is_saved() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let page = kikaku.get(FORM).await;
    let typed = [("fm:0-0", "二百"), ("fl:0-0", "葛\u{E0100}飾"), ("fl:2-0", "ねらい"), ("do", "save")];
    let wrong = send(&mut kikaku, &page, &typed).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["字数「二百」は1以上の整数ではありません", "value=\"葛\u{E0100}飾\"", "value=\"二百\""]
    {
        assert!(wrong.body.contains(words), "{words}: {}", wrong.body);
    }
    assert_eq!(edited(&hall).parts[2].fields[0].label, "ねらい");
    let page = kikaku.get(FORM).await;
    let nameless = send(&mut kikaku, &page, &[("f-name:", "　"), ("fl:2-0", "目標"), ("do", "save")]).await;
    assert!(
        nameless.status == StatusCode::UNPROCESSABLE_ENTITY
            && nameless.body.contains("様式の名前を書いてください")
    );
    assert_eq!(
        (edited(&hall).name.as_str(), edited(&hall).parts[2].fields[0].label.as_str()),
        ("様式1 部の目標", "目標")
    );
    for (name, value) in [("fa:0-0", "title"), ("fa:0-0", "<script>"), ("do", "remove 9-9"), ("seen", "77")] {
        let page = kikaku.get(FORM).await;
        let forged = send(&mut kikaku, &page, &[(name, value)]).await;
        assert!(forged.status.is_client_error(), "{name}={value}: {forged:?}");
    }
    let page = kikaku.get(FORM).await;
    for key in ["title", "section:problem", "<script>", "target:200"] {
        let before = edited(&hall);
        send(&mut kikaku, &page, &[("add:1", key), ("do", "add 1")]).await;
        let asked: Vec<Asks> = edited(&hall).parts[1].fields.iter().map(|it| it.asks).collect();
        assert!(key == "title" || edited(&hall) == before, "{key}: {asked:?}");
    }
}

#[tokio::test]
async fn a_removed_field_with_entries_is_told_before_and_can_be_read_after() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &[(Role::Writer, Some("fukushi"))]).await;
    sato.get(SHEET).await;
    sato.post(SHEET, &[("f:fukushi-1#problem", "見守りの担い手が足りない"), ("r:fukushi-1#problem", "0")])
        .await;
    let mut kikaku = planner(&hall, "kikaku").await;
    let page = kikaku.get(FORM).await;
    send(&mut kikaku, &page, &[("do", "remove 1-0")]).await;
    let page = kikaku.get(FORM).await;
    assert!(
        page.body.contains("記入のある票 1件（記入1か所）") && page.body.contains("福祉部"),
        "{}",
        page.body
    );
    let seen = page.hidden("seen");
    kikaku.post(&format!("{FORM}/propose"), &[("seen", &seen)]).await;
    let mut kakaricho = planner(&hall, "kakaricho").await;
    let draft = kakaricho.get("/990019/drafts/form-form-goals").await;
    assert!(draft.body.contains("記入のある票 1件"), "{}", draft.body);
    let done = kakaricho.decide("/990019/drafts/form-form-goals", "欄を減らす").await;
    assert!(done.location.ends_with("done=decided"), "{done:?}");
    let sheet = sato.get(SHEET).await;
    for words in ["様式から除かれた欄の記入", "見守りの担い手が足りない", "福祉部の課題　", "sato"]
    {
        assert!(sheet.body.contains(words), "{words}: {}", sheet.body);
    }
}

#[tokio::test]
async fn a_preview_is_the_sheet_of_an_organisation_and_cannot_be_written_in() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    let page = kikaku.get(FORM).await;
    send(&mut kikaku, &page, &[("fl:0-0", "めざす姿"), ("new-about", "remark"), ("do", "part-add")]).await;
    let page = kikaku.get(FORM).await;
    send(&mut kikaku, &page, &[("add:3", "response"), ("do", "add 3")]).await;
    let seen = kikaku.get(&format!("{FORM}/preview?organisation=kankyo")).await;
    for words in
        ["環境部の課題", "めざす姿", "財政課が記入します", "（意見の例）", "対応の内容", "<fieldset disabled"]
    {
        assert!(seen.body.contains(words), "{words}: {}", seen.body);
    }
    assert!(!seen.body.contains("福祉部の課題"));
    assert_eq!(
        kikaku.get(&format!("{FORM}/preview?organisation=nowhere")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(kikaku.get(&format!("{FORM}/preview")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_form_begins_from_another_and_tells_what_is_other_than_in_it() {
    let hall = TownHall::new();
    let mut kikaku = planner(&hall, "kikaku").await;
    kikaku.get("/990019/forms").await;
    let nameless = kikaku.post("/990019/forms", &[("year", "2027"), ("from", ""), ("name", " ")]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.body.contains("様式の名前を書いてください"), "{}", nameless.body);
    let far =
        kikaku.post("/990019/forms", &[("year", "3000"), ("from", "form-goals"), ("name", "遠い様式")]).await;
    assert!(far.status == StatusCode::UNPROCESSABLE_ENTITY && far.body.contains("遠い様式"), "{}", far.body);
    let made = kikaku.post("/990019/forms", &[("year", "2027"), ("from", "form-goals"), ("name", "")]).await;
    assert!(made.location.contains("/forms/form-2027-"), "{made:?}");
    let page = kikaku.get(&made.location).await;
    assert!(page.body.contains("年度のほかに違いはありません"), "{}", page.body);
    assert!(kikaku.get("/990019/forms").await.body.contains("まだ決裁していません"));
    let given_up = made.location.split('?').next().unwrap().to_owned() + "/give-up";
    let done = kikaku.post(&given_up, &[("seen", &page.hidden("seen"))]).await;
    assert!(done.location.ends_with("done=form-given-up"), "{done:?}");
}
