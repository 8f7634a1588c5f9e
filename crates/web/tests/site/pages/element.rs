//! The page of a work: the verdict that was published, the one of today, and what was corrected between.

use crate::office::{Office, named};

/// Two indicators below one program, which is on course from half of them on.
const TOWN: [(&str, &str); 5] = [
    (
        "rules.toml",
        "[municipality]\nrule = \"plain\"\nelement_rule = \"share\"\n\
         [[rule]]\nid = \"plain\"\nname = \"A/B\"\nmeasure = \"meets_target\"\n\
         grades = [{ mark = \"A\", words = \"達成\" }, { mark = \"B\", words = \"未達成\" }]\n\
         [[rule]]\nid = \"share\"\nname = \"施策の進み\"\nmeasure = \"share_reached\"\n\
         grades = [{ words = \"順調\", at_least = \"50%\" }, { words = \"遅れ\" }]\n",
    ),
    (
        "plans.csv",
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\np,基本計画,若葉市基本計画,令和3年度,令和7年度,施策\n",
    ),
    ("elements.csv", "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,ごみを減らす\n"),
    (
        "indicators.csv",
        "指標ID,要素ID,指標名,指標種別,単位,方向\nwaste,e,ごみの量,成果,g,下向き\nshops,e,協力する店,活動,店,上向き\n",
    ),
    ("targets.csv", "指標ID,年度,目標値\nwaste,令和6年度,795g以下\nshops,令和6年度,40店以上\n"),
];

fn publish(office: &Office, files: &[(&str, &str)], label: &str, day: &str) {
    office.decide(named(files), &format!("{label}の理由"), day);
    office.publish(label, day);
}

fn results(waste: &str, status: &str) -> String {
    format!("指標ID,年度,実績値,状態\nwaste,令和6年度,{waste},{status}\nshops,令和6年度,30,確定\n")
}

/// The line of the verdict, and what stands below it.
fn verdict(page: &str) -> &str {
    let from = page.find("class=\"verdict\"").unwrap_or_else(|| panic!("no verdict: {page}"));
    let rest = &page[from..];
    &rest[..rest.find("<section").unwrap_or(rest.len())]
}

#[tokio::test]
async fn a_corrected_figure_leaves_the_published_verdict_and_shows_the_one_of_today_beside_it() {
    let office = Office::new();
    let full: Vec<(&str, &str)> = TOWN.to_vec();
    publish(&office, &full, "計画", "2024-05-01");
    publish(&office, &[("a.csv", &results("792", "確定"))], "評価", "2025-09-05");
    let before = office.page("/plan/e").await;
    let said = verdict(&before);
    assert!(said.contains("順調") && !said.contains("いまの判定"), "{said}");

    publish(&office, &[("a.csv", &results("798", "訂正"))], "訂正", "2026-07-10");
    let after = office.page("/plan/e").await;
    let said = verdict(&after);
    let (published, today) = (said.find("順調").unwrap(), said.find("遅れ").unwrap());
    assert!(published < today, "the published one stands first: {said}");
    assert!(said.contains("令和7年9月5日公表（評価）。いまの判定："), "{said}");
    assert!(
        said.contains("（内訳：達成 1件、未達成 1件。評語では、B 未達成 1件、A 達成 1件）")
            && said.contains("（内訳：未達成 2件。評語では、B 未達成 2件）"),
        "{said}"
    );
    assert!(said.contains("実績値を訂正（令和8年7月10日、決裁第4号）"), "{said}");
    assert!(
        said.contains("/99002") && said.contains("/decisions/4\"") && said.contains("訂正の理由"),
        "{said}"
    );
    assert!(verdict(&office.page("/plan/e?lang=en").await).contains("After publication: corrections"));

    let past = office.page("/plan/e?asof=2026-01-01").await;
    let said = verdict(&past);
    assert!(
        said.contains("順調") && !said.contains("遅れ"),
        "a page of that day knows no correction: {said}"
    );
}

#[tokio::test]
async fn the_evaluations_of_a_year_list_the_works_whose_verdicts_were_corrected() {
    let office = Office::new();
    publish(&office, &TOWN, "計画", "2024-05-01");
    publish(&office, &[("a.csv", &results("792", "確定"))], "評価", "2025-09-05");
    let none = "この年度の判定と評価に、公表したあとの訂正や改定はありません。";
    assert!(office.page("/evaluations/2024/").await.contains(none));

    publish(&office, &[("a.csv", &results("798", "訂正"))], "訂正", "2026-07-10");
    let page = office.page("/evaluations/2024/").await;
    let list = &page[page.find("公表したあとの訂正・改定と改版").unwrap()..];
    let work = list.find("/plan/e\"").unwrap_or_else(|| panic!("the work is not listed: {list}"));
    let said = &list[work..work + list[work..].find("</li>").unwrap()];
    assert!(said.contains("ごみを減らす</a>　実績値を訂正（令和8年7月10日）"), "{said}");
    let (published, today) = said.split_once("いまの判定").unwrap();
    assert!(published.contains("順調") && today.contains("遅れ") && !said.contains("未達成"), "{said}");
    assert_eq!(said.matches("実績値を訂正").count(), 1, "it is said once: {said}");
    assert!(!page.contains(none) && list.contains("/indicators/waste"), "{list}");
}

#[tokio::test]
async fn a_target_that_is_lowered_is_revised_and_nowhere_called_corrected() {
    let office = Office::new();
    publish(&office, &TOWN, "計画", "2024-05-01");
    publish(&office, &[("a.csv", &results("798", "確定"))], "評価", "2025-09-05");
    let eased = "指標ID,年度,目標値,改定理由\nwaste,令和6年度,800g以下,見通しの変更\n";
    publish(&office, &[("t.csv", eased)], "改定", "2026-07-10");

    let indicator = office.page("/indicators/waste").await;
    assert!(indicator.contains("<h2>公表したあとの改定</h2>"), "{indicator}");
    assert!(indicator.contains("目標値を改定（令和8年7月10日、決裁第4号）"), "{indicator}");
    assert!(!indicator.contains("目標値を訂正") && !indicator.contains("公表したあとの訂正"), "{indicator}");
    let page = office.page("/plan/e").await;
    let said = verdict(&page);
    assert!(said.contains("公表したあとの改定") && !said.contains("訂正"), "{said}");
    let english = office.page("/indicators/waste?lang=en").await;
    assert!(english.contains("<h2>After publication: revisions</h2>"), "{english}");
    let feed = office.page("/feed.xml").await;
    assert!(feed.contains("<title>目標の改定あり：公表（改定）</title>"), "{feed}");
    assert!(feed.contains("令和6年度の目標 795g以下 → 800g以下"), "{feed}");
    assert!(!feed.contains("訂正"), "{feed}");
}

#[tokio::test]
async fn a_correction_of_an_earlier_year_is_told_on_the_page_of_a_later_one() {
    let office = Office::new();
    let full: Vec<(&str, &str)> = TOWN.to_vec();
    publish(&office, &full, "計画", "2024-05-01");
    publish(&office, &[("a.csv", &results("792", "確定"))], "評価", "2025-09-05");
    let next = "指標ID,年度,目標値\nwaste,令和7年度,780g以下\nshops,令和7年度,40店以上\n";
    let came = "指標ID,年度,実績値,状態\nwaste,令和7年度,787,確定\nshops,令和7年度,42,確定\n";
    publish(&office, &[("t.csv", next), ("a.csv", came)], "評価", "2026-06-12");
    publish(&office, &[("a.csv", &results("798", "訂正"))], "訂正", "2026-07-10");
    let page = office.page("/plan/e").await;
    let said = verdict(&page);
    assert!(
        said.contains("令和7年度の判定") && !said.contains("いまの判定"),
        "nothing of this year changed: {said}"
    );
    assert!(said.contains("<b>令和6年度</b>　令和7年9月5日公表（評価）"), "{said}");
    assert!(said.contains("順調") && said.contains("遅れ") && said.contains("/decisions/5\""), "{said}");
}

#[tokio::test]
async fn an_early_figure_leaves_the_verdict_to_change() {
    let office = Office::new();
    let full: Vec<(&str, &str)> = TOWN.to_vec();
    publish(&office, &full, "計画", "2024-05-01");
    publish(&office, &[("a.csv", &results("792", "速報"))], "速報", "2025-06-05");
    publish(&office, &[("a.csv", &results("798", "確定"))], "評価", "2025-09-05");
    let page = office.page("/plan/e").await;
    let said = verdict(&page);
    assert!(said.contains("遅れ") && !said.contains("順調") && !said.contains("いまの判定"), "{said}");
}
