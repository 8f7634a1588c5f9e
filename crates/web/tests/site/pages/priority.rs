//! 重点プロジェクトのページ: work that goes on counts once, and stands as on its own page.

use crate::office::{Office, csv};

const OFFICES: &str = "組織ID,組織名,順序\nward,若葉区役所,1\nparks,公園部,2\n";
const PLANS: &str = "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\n\
                     focus,重点プロジェクト,重点プロジェクト,,令和3年度,令和6年度,プロジェクト\n\
                     basic,基本計画,若葉市基本計画,,令和3年度,令和6年度,施策\n\
                     ward24,運営方針,若葉区運営方針,ward,令和6年度,令和6年度,経営課題\n\
                     ward25,運営方針,若葉区運営方針,ward,令和7年度,令和7年度,経営課題\n";
const ELEMENTS: &str = "要素ID,計画ID,階層,番号,名称,担当組織ID\n\
                        green,focus,プロジェクト,1,緑の道,\n\
                        paths,basic,施策,1,歩ける道,parks\n\
                        old,ward24,経営課題,1,道に緑を増やす,ward\n\
                        new,ward25,経営課題,1,道に緑を増やす,ward\n";
const LINKS: &str =
    "起点ID,終点ID,つながりの種別\npaths,green,重点\nold,green,重点\nnew,green,重点\nnew,old,継続\n";
const INDICATORS: &str = "指標ID,要素ID,指標名,指標種別,単位,方向\n\
                          trees,old;new,植えた木,成果,本,上向き\nbenches,paths,ベンチ,成果,基,上向き\n";
const TARGETS: &str =
    "指標ID,年度,目標値\ntrees,令和6年度,10本以上\ntrees,令和7年度,12本以上\nbenches,令和6年度,5基以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\ntrees,令和6年度,11,確定\nbenches,令和6年度,4,確定\n";

#[tokio::test]
async fn a_continuing_work_counts_once_and_stands_as_on_its_own_page() {
    let office = Office::new();
    let tables = [OFFICES, PLANS, ELEMENTS, LINKS, INDICATORS, TARGETS, ACTUALS];
    office.decide(csv(&tables), "計画の策定", "2025-06-10");
    office.publish("確定", "2025-06-10");

    let page = office.page("/priority/green").await;
    assert!(page.contains("2つの部署の2件の取組が支えています"), "{page}");
    assert!(page.contains("道に緑を増やす（令和7年度）") && !page.contains("道に緑を増やす（令和6年度）"));
    let own = office.page("/plan/new").await;
    assert!(own.contains("判定なし"), "of its own year nothing is judged yet: {own}");
    let (_, row) = page.split_once("道に緑を増やす（令和7年度）").unwrap();
    let row = row.split_once("</li>").unwrap().0;
    assert!(row.contains("判定なし") && !row.contains("1/1"), "{row}");
    assert!(
        page.contains("令和6年度に目標を置いた関わる指標は2件で、1件が達成、1件が未達成でした。"),
        "{page}"
    );
}
