//! Sheets: filled in, saved, overtaken, merged.

use axum::http::StatusCode;
use plan::role::Role;

use crate::office::TownHall;

const SHEET: &str = "/990019/sheets/goals/fukushi";
const VISION: &str = "f:fukushi-2026#vision";
const TARGET: &str = "f:i-fukushi/target/2026#words";

fn writer() -> Vec<(Role, Option<&'static str>)> {
    vec![(Role::Writer, Some("fukushi"))]
}

#[tokio::test]
async fn what_is_typed_is_kept_word_for_word() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    let page = sato.get(SHEET).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let odd = "葛\u{E0100}飾の𠮷野家①　48％以上\n<script>alert(1)</script>&amp;";
    let saved = sato.post(SHEET, &[(VISION, odd), ("r:fukushi-2026#vision", "0")]).await;
    assert_eq!(
        (saved.status, saved.location.as_str()),
        (StatusCode::SEE_OTHER, "/990019/sheets/goals/fukushi?done=saved")
    );
    let page = sato.get(SHEET).await;
    assert!(page.body.contains("葛\u{E0100}飾の𠮷野家①　48％以上\n&#60;script&#62;"), "{}", page.body);
    assert_eq!(page.hidden("r:fukushi-2026#vision").split('.').next(), Some("1"));
}

#[tokio::test]
async fn two_people_in_different_fields_never_collide() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    let mut tanaka = hall.signed_in("tanaka", &writer()).await;
    sato.get(SHEET).await;
    tanaka.get(SHEET).await;
    let first = sato.post(SHEET, &[(VISION, "安心して暮らせるまち"), ("r:fukushi-2026#vision", "0")]).await;
    let second = tanaka.post(SHEET, &[(TARGET, "48％以上"), ("r:i-fukushi/target/2026#words", "0")]).await;
    assert!(first.location.ends_with("done=saved") && second.location.ends_with("done=saved"));
    let page = sato.get(SHEET).await;
    assert!(page.body.contains("安心して暮らせるまち") && page.body.contains("48％以上"));
}

#[tokio::test]
async fn two_people_in_one_field_lose_nothing() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    let mut tanaka = hall.signed_in("tanaka", &writer()).await;
    sato.get(SHEET).await;
    sato.post(SHEET, &[(VISION, "一つめの文。二つめの文。"), ("r:fukushi-2026#vision", "0")]).await;
    tanaka.get(SHEET).await;
    sato.post(SHEET, &[(VISION, "一つめの文を直した。二つめの文。"), ("r:fukushi-2026#vision", "1")]).await;
    let late =
        tanaka.post(SHEET, &[(VISION, "一つめの文。二つめも直した。"), ("r:fukushi-2026#vision", "1")]).await;
    assert!(late.location.ends_with("/merge?done=overtaken"), "{late:?}");
    let merge = tanaka.get("/990019/sheets/goals/fukushi/merge").await;
    assert!(merge.body.contains("一つめの文を直した。二つめも直した。"), "{}", merge.body);
    let revision = merge.hidden("r:fukushi-2026#vision");
    let done = tanaka
        .post(
            "/990019/sheets/goals/fukushi/merge",
            &[
                ("m:fukushi-2026#vision", "一つめの文を直した。二つめも直した。"),
                ("r:fukushi-2026#vision", &revision),
            ],
        )
        .await;
    assert!(done.location.ends_with("?done=merged"), "{done:?}");
    assert!(sato.get(SHEET).await.body.contains("一つめの文を直した。二つめも直した。"));
    assert!(tanaka.get("/990019/sheets/goals/fukushi/merge").await.body.contains("行き違いはありません"));
}

#[tokio::test]
async fn the_same_save_twice_is_one() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    sato.get(SHEET).await;
    let field = [("field", "fukushi-2026#vision"), ("text", "一つめ"), ("seen", "0"), ("key", "k1")];
    let path = "/990019/sheets/goals/fukushi/field";
    let first = sato.post(path, &field).await;
    let again = sato.post(path, &field).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(first.body.contains("\"revision\":1") && again.body.contains("\"revision\":1"), "{}", again.body);
}

#[tokio::test]
async fn a_field_that_the_form_does_not_ask_is_not_there() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    sato.get(SHEET).await;
    for field in [
        "kankyo-2026#vision",
        "i-kankyo/target/2026#words",
        "fukushi-2026#mission",
        "municipality#title",
        "x",
    ] {
        let path = "/990019/sheets/goals/fukushi/field";
        let answer = sato.post(path, &[("field", field), ("text", "x"), ("seen", "0")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{field}");
    }
}

#[tokio::test]
async fn amounts_are_the_finance_sections_and_a_foreign_sheet_is_nobodys_else() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    let page = sato.get(SHEET).await;
    assert!(page.body.contains("財政課が記入します"));
    let money = [("field", "fukushi-1/amount/2026/initial#yen"), ("text", "12百万円"), ("seen", "0")];
    let path = "/990019/sheets/goals/fukushi/field";
    assert_eq!(sato.post(path, &money).await.status, StatusCode::FORBIDDEN);
    assert_eq!(sato.get("/990019/sheets/goals/kankyo").await.status, StatusCode::FORBIDDEN);
    let mut zaisei = hall.signed_in("zaisei", &[(Role::Finance, None)]).await;
    zaisei.get(SHEET).await;
    assert_eq!(zaisei.post(path, &money).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_author_adds_an_indicator_and_ends_an_element_where_the_form_lets_them() {
    let hall = TownHall::new();
    let mut sato = hall.signed_in("sato", &writer()).await;
    let page = sato.get(SHEET).await;
    assert!(!page.body.contains("name=\"grow\""), "this form lets nobody");
    let forced = sato.post(SHEET, &[("grow", "add-indicator fukushi-1")]).await;
    assert_eq!(forced.status, StatusCode::NOT_FOUND);

    hall.decide(vec![crate::office::growing_form()]);
    let page = sato.get(SHEET).await;
    assert!(
        page.body.contains("「指標」を加える") && page.body.contains("「経営課題」を加える"),
        "{}",
        page.body
    );
    let typed = [(VISION, "書きかけ"), ("r:fukushi-2026#vision", "0"), ("grow", "add-indicator fukushi-1")];
    assert!(sato.post(SHEET, &typed).await.location.ends_with("done=saved"));
    let page = sato.get(SHEET).await;
    assert!(page.body.contains("この票で追加") && page.body.contains("書きかけ"), "{}", page.body);
    sato.post(SHEET, &[("grow", "end fukushi-1")]).await;
    assert!(sato.get(SHEET).await.body.contains("この票で取りやめ"));
    sato.post(SHEET, &[("grow", "stay fukushi-1")]).await;
    assert!(!sato.get(SHEET).await.body.contains("この票で取りやめ"));
}
