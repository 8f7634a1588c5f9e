//! 正誤: what was published and wrong stands beside what is right, with since when and why, wherever it was read; and what was taken back
//! is said to be.

use desk::deciding::{self, Grounds};
use desk::publishing::{self, Announcement};
use desk::{Actor, importing};
use plan::decision::{DecisionNumber, StaffId};
use plan::role::Role;
use plan::staff::Post;

use crate::office::{Office, by, csv, noon};

const HEADING: &str = "正誤（公表したあとに直した内容）</h2>";
const WHY: &str = "集計表の1行を数え落としていました。正しくは55か所です。";

/// Somebody of the planning section who imported nothing.
fn planner(office: &Office) -> Actor {
    let id = StaffId("s-1".to_owned());
    let from = jiff::civil::date(2020, 4, 1);
    let post = Post {
        role: Role::Planning,
        organisation: None,
        from,
        until: None,
        stands_in_for: None,
        given_by: id.clone(),
    };
    Actor {
        town: office.town.clone(),
        id,
        name: "目安 太郎".to_owned(),
        posts: vec![post],
        today: jiff::civil::date(2024, 7, 1),
    }
}

/// Decides a table, saying what it puts right.
fn correct(office: &Office, table: &str, erratum: &str, day: &str) -> DecisionNumber {
    let at = noon(day);
    let imported = importing::propose(&office.desk, &office.town, csv(&[table]), "訂正", &by(), at).unwrap();
    let grounds = Grounds { reason: "実績値の訂正".to_owned(), erratum: erratum.to_owned() };
    deciding::settle(&office.desk, &planner(office), (&imported.draft.unwrap(), None), &grounds, at).unwrap()
}

fn publish(office: &Office, number: DecisionNumber, label: &str, note: Option<&str>, day: &str) {
    let announcement = Announcement {
        label: label.to_owned(),
        note: note.map(str::to_owned),
        despite: Some("試験".to_owned()),
    };
    publishing::publish(&office.desk, &office.town, Some(number), announcement, &by(), noon(day)).unwrap();
    office.site.refresh(&office.town);
}

/// Decision 2, published: two indicators with a result each.
fn published() -> Office {
    let office = Office::new();
    let tables = [
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\np,基本計画,若葉市基本計画,令和3年度,令和7年度,施策\n",
        "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,公園をふやす\nf,p,施策,2,道をなおす\n",
        "指標ID,要素ID,指標名,指標種別,単位,方向\nparks,e,公園の数,成果,か所,上向き\nroads,f,直した道,成果,km,上向き\n",
        "指標ID,年度,実績値\nparks,令和5年度,50\nroads,令和5年度,7\n",
    ];
    let number = office.decide(csv(&tables), "計画の策定", "2024-05-01");
    publish(&office, number, "確定", None, "2024-05-02");
    office
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects_in_both_languages() {
    let office = published();
    let table = "指標ID,年度,実績値\nparks,令和5年度,55\n";
    let number = correct(&office, table, WHY, "2024-07-01");
    assert!(!office.page("/indicators/parks").await.contains(HEADING), "decided is not published");
    publish(&office, number, "訂正", Some("実績値に誤りがありました。"), "2024-07-02");

    for path in ["/indicators/parks", "/records/parks/actual/2023", "/decisions/3"] {
        let page = office.page(path).await;
        let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
        assert!(main.contains(HEADING) && main.contains(WHY), "{path}: {main}");
        assert!(
            main.contains("誤（公表していた内容）</th>") && main.contains("正（いまの内容）</th>"),
            "{path}"
        );
        assert!(main.contains("<del>50") && main.contains("<ins>55"), "{path}: {main}");
        assert!(main.contains("令和6年7月2日公表（訂正）"), "since when, {path}: {main}");
        let english = office.page(&format!("{path}?lang=en")).await;
        assert!(english.contains("Errata: what was put right after it was published"), "{path}");
        assert!(english.contains("Wrong: as it was published") && english.contains("Right: as it is now"));
    }
    for path in ["/indicators/roads", "/plan/f", "/decisions/2", "/indicators/parks?asof=2"] {
        assert!(!office.page(path).await.contains(HEADING), "{path}: nothing was wrong with it, or not yet");
    }
    let list = office.page("/decisions/").await;
    assert_eq!(list.matches("正誤あり").count(), 1, "{list}");
}

#[tokio::test]
async fn a_correction_of_a_text_stands_on_the_page_of_the_work() {
    let office = published();
    let table = "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,公園を増やす\n";
    let number = correct(&office, table, "名称の表記の誤りです。", "2024-07-01");
    publish(&office, number, "訂正", Some("名称の訂正"), "2024-07-02");
    let page = office.page("/plan/e").await;
    assert!(page.contains(HEADING) && page.contains("名称の表記の誤りです。"), "{page}");
    assert!(page.contains("<del>公園をふやす</del>") && page.contains("<ins>公園を増やす</ins>"), "{page}");
    assert!(!office.page("/plan/f").await.contains(HEADING));
}

#[tokio::test]
async fn feeds_files_and_the_api_tell_it_too() {
    let office = published();
    let number = correct(&office, "指標ID,年度,実績値\nparks,令和5年度,55\n", WHY, "2024-07-01");
    publish(&office, number, "訂正", Some("実績値に誤りがありました。"), "2024-07-02");
    let feed = office.page("/feed.xml").await;
    assert!(feed.contains(&format!("正誤：{WHY}")) && feed.contains("訂正あり："), "{feed}");
    let file = office.get("/data/decisions.csv").await.text();
    assert!(file.lines().next().unwrap().ends_with(",正誤"), "added at the end: {file}");
    assert!(file.lines().nth(3).unwrap().ends_with(WHY), "{file}");
    let api = office.page("/api/v1/decisions/3").await;
    assert!(api.contains(WHY), "{api}");
    let older = office.page("/api/v1/decisions/2").await;
    assert!(older.contains("\"erratum\":null"), "{older}");
}

#[tokio::test]
async fn what_was_taken_back_is_told_with_its_reason_and_shows_no_erratum() {
    let office = published();
    let number = correct(&office, "指標ID,年度,実績値\nparks,令和5年度,55\n", WHY, "2024-07-01");
    publish(&office, number, "訂正", Some("実績値に誤りがありました。"), "2024-07-02");
    publish(&office, DecisionNumber(2), "取下げ", Some("掲載の時期を誤りました。"), "2024-07-03");
    let list = office.page("/decisions/").await;
    assert!(list.contains("公表の取下げ") && list.contains("掲載の時期を誤りました。"), "{list}");
    assert!(list.contains("令和6年7月3日"));
    assert!(!office.page("/indicators/parks").await.contains(HEADING), "what was taken back is nowhere");
    assert!(office.page("/decisions/?lang=en").await.contains("Withdrawn"));
}
