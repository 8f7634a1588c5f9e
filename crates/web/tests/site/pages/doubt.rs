//! What a count of verdicts owes its reader: how many of them the error of a sample leaves open, with the list of exactly those;
//! and of a missed target the reason, or that none is recorded.

use crate::office::{Office, csv};

/// Three random samples: one a little above its target, one a little below, one far below; and a figure that was counted.
const TABLES: [&str; 3] = [
    "指標ID,指標名,指標種別,単位,方向,抽出方法\n\
     above,公園に満足している回答者の割合,実感,%,上向き,無作為抽出\n\
     below,道に満足している回答者の割合,実感,%,上向き,無作為抽出\n\
     far,店に満足している回答者の割合,実感,%,上向き,無作為抽出\n\
     count,相談の件数,活動,件,下向き,\n",
    "指標ID,年度,目標値\nabove,令和6年度,60%以上\nbelow,令和6年度,60%以上\nfar,令和6年度,60%以上\ncount,令和6年度,60件以下\n",
    "指標ID,年度,実績値,発送数,回答数,該当回答数\nabove,令和6年度,61.0,3000,1200,732\n\
     below,令和6年度,59.0,3000,1200,708\nfar,令和6年度,40.0,3000,1200,480\ncount,令和6年度,75,,,\n",
];

fn town() -> Office {
    let office = Office::new();
    office.decide(csv(&TABLES), "実績", "2025-06-10");
    office.publish("確定", "2025-06-10");
    office
}

/// The links of the sentences about doubt, in the order of the page.
fn links(page: &str) -> Vec<String> {
    let told = page.split("<p class=\"doubted\">").skip(1);
    told.map(|it| {
        let address = it.split_once("href=\"/990027").unwrap().1.split_once('"').unwrap().0;
        address.replace("&#38;", "&")
    })
    .collect()
}

#[tokio::test]
async fn the_home_and_the_year_say_how_many_verdicts_nobody_can_be_sure_of() {
    let office = town();
    for path in ["/", "/years/2024"] {
        let page = office.page(path).await;
        assert!(page.contains("判定した指標のうち2件（達成の1件、未達成の1件）は"), "{path}: {page}");
        assert!(page.contains("このうち1件は、目標が調査の誤差の範囲にあり"), "{path}");
        let [all, missed] = <[String; 2]>::try_from(links(&page)).unwrap();
        let (all, missed) = (office.page(&all).await, office.page(&missed).await);
        assert!(
            all.contains("全4件のうち、条件に合う2件です")
                && !all.contains("店に満足")
                && !all.contains("相談の件数")
        );
        assert!(missed.contains("全4件のうち、条件に合う1件です") && missed.contains("道に満足"));
    }
}

#[tokio::test]
async fn the_list_of_the_missed_says_it_at_its_head_and_no_other_list_does() {
    let office = town();
    let missed = office.page("/indicators/?status=missed").await;
    assert!(missed.contains("全4件のうち、条件に合う3件です") && missed.contains("このうち1件は"));
    for other in ["", "?status=reached", "?status=missed&survey=no", "?status=missed&certainty=within_error"]
    {
        let page = office.page(&format!("/indicators/{other}")).await;
        assert!(!page.contains("class=\"doubted\""), "{other}");
    }
    let sure = office.page("/indicators/?certainty=beyond_error").await;
    assert!(sure.contains("条件に合う1件です") && sure.contains("店に満足"));
}

#[tokio::test]
async fn a_town_without_doubt_says_nothing_of_it() {
    let office = Office::new();
    let figures = ["指標ID,年度,実績値\ncount,令和6年度,75\n"];
    office.decide(csv(&[TABLES[0], TABLES[1], figures[0]]), "実績", "2025-06-10");
    office.publish("確定", "2025-06-10");
    assert!(!office.page("/").await.contains("class=\"doubted\""));
}

#[tokio::test]
async fn a_missed_target_without_a_reason_says_that_none_is_recorded() {
    let office = Office::new();
    let told = "指標ID,年度,実績値,説明\nbelow,令和6年度,59.0,道路の工事が続いた。\ncount,令和6年度,75,\nfar,令和6年度,61,\n";
    office.decide(csv(&[TABLES[0], TABLES[1], told]), "実績", "2025-06-10");
    office.publish("確定", "2025-06-10");
    for (path, words) in [("", "理由の記載はありません。"), ("&lang=en", "No reason is recorded.")]
    {
        let page = office.page(&format!("/indicators/?status=missed{path}")).await;
        assert_eq!(page.matches(words).count(), 1, "the other one has a reason: {page}");
        let (before, after) = page.split_once(words).unwrap();
        assert!(before.contains("相談の件数") && !after.contains("相談の件数"), "{page}");
        assert!(page.contains("道路の工事が続いた。"));
    }
    assert_eq!(office.page("/").await.matches("理由の記載はありません。").count(), 1);
    assert!(!office.page("/indicators/?status=reached").await.contains("理由の記載はありません。"));
}
