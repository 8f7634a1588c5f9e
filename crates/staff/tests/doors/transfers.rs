//! 一括異動 over the pages: out by Excel, back by Excel, only what differs, and the same file twice changes nothing.

use axum::body::to_bytes;
use axum::http::StatusCode;
use desk::session::{PROVEN, Pass};
use plan::role::Role;

use crate::house::{House, TOWN, house, post, text, token};

const PATH: &str = "/990019/people/transfer";
const HEAD: &str =
    "職員番号,氏名,メール,役割,組織,開始日,終了日,代理される職員番号,キー（変えないでください）";

fn populated<const N: usize>() -> (House, Pass) {
    let house = house::<N>();
    house.person(TOWN, "admin", vec![post(Role::Administrator, None, None)], true);
    house.person(TOWN, "a01", vec![post(Role::Writer, Some("o-own"), None)], true);
    house.person(TOWN, "a02", vec![post(Role::SectionChief, Some("o-own"), None)], true);
    let admin = house.session(TOWN, "admin");
    (house, admin)
}

async fn foresee(house: &House, admin: &Pass, file: &[u8]) -> String {
    let answer = house.send(PATH, admin, &token(admin), file).await;
    assert_eq!(answer.status(), StatusCode::OK);
    text(answer).await
}

/// The id of a table that was foreseen, and the rows that can be chosen.
fn choices(page: &str) -> Vec<(&'static str, String)> {
    let after = |mark: &str| {
        page.split(mark).skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let table = after("name=\"table\" value=\"").into_iter().map(|it| ("table", it));
    let seen = after("name=\"seen\" value=\"").into_iter().map(|it| ("seen", it));
    table.chain(seen).chain(after("name=\"row\" value=\"").into_iter().map(|it| ("row", it))).collect()
}

async fn carry_out(house: &House, admin: &Pass, page: &str, more: &[(&'static str, &str)]) -> String {
    let chosen = choices(page);
    let fields: Vec<(&str, &str)> =
        chosen.iter().map(|(name, value)| (*name, value.as_str())).chain(more.iter().copied()).collect();
    text(house.post(&format!("{PATH}/done"), Some(admin), &fields).await).await
}

#[tokio::test]
async fn the_workbook_that_was_taken_out_changes_nothing_when_it_is_sent_back() {
    let (house, admin) = populated::<24>();
    let book = house.get(&format!("{PATH}/workbook"), Some(&admin)).await;
    let bytes = to_bytes(book.into_body(), 10_000_000).await.unwrap();
    let page = foresee(&house, &admin, &bytes).await;
    assert!(page.contains("変更なし 3行") && page.contains("行うことはありません"), "{page}");
}

#[tokio::test]
async fn a_table_in_shift_jis_moves_people_once() {
    let (house, admin) = populated::<25>();
    let rows = [
        HEAD,
        "ａ０１,a01さん,,入力者,道路課,令和９年４月１日,,,a01#0",
        "b03,鈴木 一郎,,課長,環境課（o-own）,2027/4/1,,,",
        "b04,田中 次郎,,係長,環境課,2027/4/1,,,",
    ];
    let joined = rows.join("\r\n");
    let (file, _, _) = encoding_rs::SHIFT_JIS.encode(&joined);
    let page = foresee(&house, &admin, &file).await;
    for said in ["変更 1行", "追加 1行", "D4：役割「係長」はありません", "ファイルにない職員", "a02さん"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let receipt = carry_out(&house, &admin, &page, &[]).await;
    assert!(receipt.contains("追加 1人、変更 1人") && receipt.contains("/990019/invitation/"), "{receipt}");
    let moved = text(house.get("/990019/people/a01", Some(&admin)).await).await;
    assert!(moved.contains("道路課") && moved.contains("令和9年3月31日"), "{moved}");
    let untouched = text(house.get("/990019/people/a02", Some(&admin)).await).await;
    assert!(!untouched.contains("職の期間を変更"), "whom it does not name is not touched");

    let again = foresee(&house, &admin, &file).await;
    assert!(again.contains("変更なし 2行") && !again.contains("name=\"row\""), "{again}");
}

#[tokio::test]
async fn whom_the_table_does_not_name_loses_local_posts_only_where_a_box_says_so() {
    let (house, admin) = populated::<26>();
    house.person(TOWN, "b09", vec![post(Role::Planning, None, None)], true);
    let page = foresee(&house, &admin, format!("{HEAD}\r\na01,a01さん,,,,,,,\r\n").as_bytes()).await;
    assert!(page.contains("令和9年3月31日"), "{page}");
    assert!(page.contains("a02さん") && !page.contains("b09さん"), "{page}");
    let receipt = carry_out(&house, &admin, &page, &[("missing", "yes")]).await;
    assert!(receipt.contains("追加 0人、変更 1人"), "{receipt}");
    let stays = text(house.get("/990019/people/b09", Some(&admin)).await).await;
    assert!(stays.contains("b09さん") && !stays.contains("令和9年3月31日"), "{stays}");
    let ended = text(house.get("/990019/people/a02", Some(&admin)).await).await;
    assert!(ended.contains("～令和9年3月31日"), "{ended}");
}

#[tokio::test]
async fn a_file_needs_the_token_and_doing_it_needs_the_password() {
    let (house, admin) = populated::<27>();
    let file = format!("{HEAD}\r\nb03,鈴木 一郎,,課長,環境課,2027/4/1,,,\r\n");
    assert_eq!(house.send(PATH, &admin, "", file.as_bytes()).await.status(), StatusCode::FORBIDDEN);
    house.turn(PROVEN);
    let page = foresee(&house, &admin, file.as_bytes()).await;
    let asked = carry_out(&house, &admin, &page, &[]).await;
    assert!(
        asked.contains("パスワードをもう一度入力してください") && asked.contains("row%3D")
            || asked.contains("row=2"),
        "{asked}"
    );
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_a_sentence_at_its_field() {
    let (house, admin) = populated::<28>();
    for (file, said) in [
        (&b""[..], "ファイルを選んでください"),
        (b"\xD0\xCF\x11\xE0 old", "古い形式"),
        (b"PK\x03\x04 broken", "Excelブックとして読めません"),
        ("事業名,予算\r\n道路,1\r\n".as_bytes(), "見出しがある表が見つかりません"),
    ] {
        let answer = house.send(PATH, &admin, &token(&admin), file).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        let page = text(answer).await;
        assert!(page.contains(said) && page.contains("href=\"#file\""), "{said}: {page}");
    }
    let huge = vec![b'a'; 11 * 1024 * 1024];
    let answer = house.send(PATH, &admin, &token(&admin), &huge).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert!(text(answer).await.contains("10MBまで"));
}

#[tokio::test]
async fn nobody_loses_a_post_who_was_not_on_the_list_that_was_shown() {
    let (house, admin) = populated::<29>();
    let file =
        format!("{HEAD}\r\na01,a01さん,,課長,道路課,2027/4/1,,,\r\nb03,鈴木,,課長,環境課,2027/4/1,,,\r\n");
    let page = foresee(&house, &admin, file.as_bytes()).await;
    house.person(TOWN, "b09", vec![post(Role::Writer, Some("o-own"), None)], true);
    let mut chosen = choices(&page);
    chosen.retain(|(name, value)| (*name, value.as_str()) != ("row", "3"));
    chosen.push(("missing", "yes".to_owned()));
    let fields: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = house.post(&format!("{PATH}/done"), Some(&admin), &fields).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let now = text(answer).await;
    assert!(now.contains("職員の登録が変わりました") && now.contains("b09さん"), "{now}");
    assert!(
        now.contains("value=\"2\" checked>") && now.contains("value=\"3\">"),
        "what was chosen is kept: {now}"
    );
    let untouched = text(house.get("/990019/people/b09", Some(&admin)).await).await;
    assert!(!untouched.contains("～令和9年3月31日"), "{untouched}");

    let receipt = carry_out(&house, &admin, &now, &[("missing", "yes")]).await;
    assert!(receipt.contains("追加 1人、変更 3人"), "{receipt}");
    let ended = text(house.get("/990019/people/b09", Some(&admin)).await).await;
    assert!(ended.contains("～令和9年3月31日"), "now it was shown: {ended}");
}

#[tokio::test]
async fn nobodys_post_ends_on_a_day_that_is_over_unless_a_second_box_says_so() {
    let (house, admin) = populated::<30>();
    let file = format!("{HEAD}\r\nb03,鈴木,,課長,環境課,2026-10-01,,,\r\n");
    let page = foresee(&house, &admin, file.as_bytes()).await;
    assert!(page.contains("令和8年9月30日") && page.contains("name=\"past\""), "{page}");
    let asked = carry_out(&house, &admin, &page, &[("missing", "yes")]).await;
    assert!(asked.contains("もう過ぎています") && asked.contains("まだ何も行っていません"), "{asked}");
    assert!(asked.contains("name=\"missing\" value=\"yes\" checked"), "what was chosen stays: {asked}");
    let untouched = text(house.get("/990019/people/a02", Some(&admin)).await).await;
    assert!(!untouched.contains("～令和8年9月30日"), "{untouched}");

    let receipt = carry_out(&house, &admin, &asked, &[("missing", "yes"), ("past", "yes")]).await;
    assert!(receipt.contains("追加 1人、変更 2人"), "{receipt}");
}

#[tokio::test]
async fn posts_end_by_the_rows_that_were_chosen_and_on_no_day_that_was_not_shown() {
    let (house, admin) = populated::<31>();
    let rows = [
        "b03,鈴木,,課長,環境課,2027/4/1,,,",
        "b04,田中,,課長,環境課,2027/4/1,,,",
        "b05,林,,課長,環境課,2027/1/4,,,",
    ];
    let file = format!("{HEAD}\r\n{}\r\n", rows.join("\r\n"));
    let page = foresee(&house, &admin, file.as_bytes()).await;
    assert!(page.contains("令和9年3月31日") && !page.contains("name=\"past\""), "{page}");
    let last_row_only = |page: &str| {
        let chosen = choices(page).into_iter();
        chosen.filter(|(name, value)| *name != "row" || value == "4").collect::<Vec<_>>()
    };
    let fields = |chosen: &[(&'static str, String)]| {
        chosen.iter().cloned().chain([("missing", "yes".to_owned())]).collect::<Vec<_>>()
    };
    let send = async |chosen: Vec<(&'static str, String)>| {
        let chosen: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
        house.post(&format!("{PATH}/done"), Some(&admin), &chosen).await
    };
    let answer = send(fields(&last_row_only(&page))).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let asked = text(answer).await;
    assert!(asked.contains("最後の日が変わりました") && asked.contains("令和9年1月3日"), "{asked}");
    let receipt = text(send(fields(&last_row_only(&asked))).await).await;
    assert!(receipt.contains("追加 1人、変更 2人"), "{receipt}");
    let ended = text(house.get("/990019/people/a02", Some(&admin)).await).await;
    assert!(ended.contains("～令和9年1月3日"), "{ended}");
}

#[tokio::test]
async fn a_wrong_set_of_rows_is_told_on_the_page_of_the_rows_with_its_ticks() {
    let (house, admin) = populated::<32>();
    let rows = [
        "b03,鈴木,,課長,環境課,2027/4/1,,,",
        "b03,鈴木,,入力者,道路課,2027/4/1,,,",
        "b04,田中,,課長,環境課,2027/4/1,,,",
    ];
    let page = foresee(&house, &admin, format!("{HEAD}\r\n{}\r\n", rows.join("\r\n")).as_bytes()).await;
    let chosen: Vec<_> = choices(&page)
        .into_iter()
        .filter(|(name, value)| *name != "row" || value == "3")
        .chain([("missing", "yes".to_owned())])
        .collect();
    let fields: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = house.post(&format!("{PATH}/done"), Some(&admin), &fields).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = text(answer).await;
    assert!(told.contains("「b03」の職だけが選ばれています"), "{told}");
    let ticks =
        [r#"value="2">"#, r#"value="3" checked>"#, r#"value="4">"#, r#"name="missing" value="yes" checked>"#];
    assert!(ticks.iter().all(|it| told.contains(it)), "what was chosen stays: {told}");
    let receipt = carry_out(&house, &admin, &page, &[]).await;
    assert!(receipt.contains("追加 2人"), "and it can be done: {receipt}");
}
