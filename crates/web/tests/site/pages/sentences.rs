//! 図を一文で: every chart that gathers says in one sentence what it shows, from the figures that it draws.

use crate::office::{Office, csv};

const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,政策;施策\n";
const ELEMENTS: &str = "要素ID,計画ID,上位要素ID,階層,番号,名称\n\
                        p1,basic,,政策,1,緑を守る\np2,basic,,政策,2,道を直す\n\
                        s1,basic,p1,施策,1-1,木を植える\ns2,basic,p1,施策,1-2,公園を開く\ns3,basic,p2,施策,2-1,橋を直す\n";
const INDICATORS: &str = "指標ID,要素ID,指標名,指標種別,単位,方向\n\
                          trees,s1,植えた木,成果,本,上向き\nparks,s2,開いた公園,成果,箇所,上向き\n\
                          bridges,s3,直した橋,成果,橋,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\n\
                       trees,令和5年度,10以上\nparks,令和5年度,10以上\nbridges,令和5年度,10以上\n\
                       trees,令和6年度,10以上\nparks,令和6年度,10以上\nbridges,令和6年度,10以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\n\
                       trees,令和元年度,5,確定\ntrees,令和5年度,8,確定\nparks,令和5年度,8,確定\nbridges,令和5年度,12,確定\n\
                       trees,令和6年度,12,確定\nparks,令和6年度,13,確定\nbridges,令和6年度,9,確定\n";

fn town(actuals: &str) -> Office {
    let office = Office::new();
    office.decide(csv(&[PLANS, ELEMENTS, INDICATORS, TARGETS, actuals]), "計画の策定", "2025-06-10");
    office.publish("確定", "2025-06-10");
    office
}

async fn says(path: &str, sentences: [&str; 2]) {
    let office = town(ACTUALS);
    for (query, sentence) in ["", "?lang=en"].into_iter().zip(sentences) {
        let page = office.page(&format!("{path}{query}")).await;
        assert!(page.contains(sentence), "{path}{query} lacks {sentence}: {page}");
    }
}

#[tokio::test]
async fn the_table_of_programs_by_year_says_how_the_newest_year_stands_to_the_one_before() {
    let ja = "令和6年度は施策3件のうち、すべて達成2件、達成なし1件でした。すべて達成したものは、令和5年度より1件多くなりました。";
    let en = "all reached: 2, none reached: 1. 1 more than in FY2023 reached all their targets.";
    says("/matrix/basic", [ja, en]).await;
}

#[tokio::test]
async fn an_icicle_says_how_its_two_upper_levels_stand() {
    let ja =
        "令和6年度は、政策2件ではすべて達成1件、達成なし1件、施策3件ではすべて達成2件、達成なし1件でした。";
    says("/plan/basic", [ja, "all reached: 1, none reached: 1; 3 "]).await;
}

#[tokio::test]
async fn small_charts_say_how_many_of_them_reached_their_target() {
    let ja = "図にした指標2件のうち、令和6年度は2件が達成、0件が未達成でした。";
    says("/plan/p1", [ja, "Of the 2 charts, 2 reached the target of FY2024 and 0 missed it."]).await;

    // Two missed theirs, and the one that stands first is named.
    let missed = town(&ACTUALS.replace("令和6年度,12", "令和6年度,9").replace("令和6年度,13", "令和6年度,2"));
    let page = missed.page("/plan/p1").await;
    assert!(
        page.contains("0件が達成、2件が未達成でした。目標から最も離れているのは「開いた公園」です。"),
        "{page}"
    );
}

#[tokio::test]
async fn the_table_of_years_holds_the_years_with_targets_and_says_how_far_back_figures_go() {
    let ja = "令和6年度は3件中2件が目標を達成し、1件が届きませんでした。その前に判定した令和5年度は3件中1件の達成でした。";
    let en =
        "2 of 3 indicators reached their target, 1 missed it. In FY2023, the year judged before, 1 of 3 did.";
    says("/years/", [ja, en]).await;

    let page = town(ACTUALS).page("/years/").await;
    assert!(
        page.contains("目標を置いた令和5年度からの年度を示します。実績は令和元年度までさかのぼり"),
        "{page}"
    );
    assert!(!page.contains("/years/2019") && page.contains("/years/2023"), "a row of zeros: {page}");
    assert_eq!(
        town(ACTUALS).get("/years/2019").await.status,
        200,
        "the page of a year without targets stays"
    );
}
