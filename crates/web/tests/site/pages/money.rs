//! 予算と決算 on the page of a program: what its works state, summed year by year and said to be a sum.

use crate::office::{Office, csv};

const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,施策;事業\n";
const ELEMENTS: &str = "要素ID,計画ID,上位要素ID,階層,番号,名称\n\
                        green,basic,,施策,1,緑を増やす\n\
                        trees,basic,green,事業,1-1,木を植える\npaths,basic,green,事業,1-2,道を直す\n";
const AMOUNTS: &str = "要素ID,年度,金額区分,金額\n\
                       trees,令和4年度,決算,100万円\npaths,令和4年度,決算,200万円\n\
                       trees,令和5年度,当初予算,110万円\npaths,令和5年度,当初予算,220万円\n\
                       trees,令和6年度,当初予算,130万円\npaths,令和6年度,当初予算,230万円\n";
const RESOURCES: &str = "要素ID,年度,経営資源の種別,経営資源\ngreen,令和6年度,施設,苗木の畑\n";
const INDICATORS: &str = "指標ID,要素ID,指標名,指標種別,単位,方向\nplanted,green,植えた木,成果,本,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\nplanted,令和5年度,10本以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\nplanted,令和5年度,12,確定\n";

#[tokio::test]
async fn a_program_shows_the_money_of_its_works_for_every_year_and_says_that_it_is_a_sum() {
    let office = Office::new();
    office.decide(
        csv(&[PLANS, ELEMENTS, AMOUNTS, RESOURCES, INDICATORS, TARGETS, ACTUALS]),
        "計画の策定",
        "2024-06-10",
    );
    office.publish("確定", "2024-06-10");

    let page = office.page("/plan/green").await;

    let (_, three) =
        page.split_once("令和4年度決算</th>").unwrap_or_else(|| panic!("no three years: {page}"));
    let three = three.split_once("</table>").unwrap().0;
    for said in ["令和5年度予算", "令和6年度予算", "300万円", "330万円", "360万円", "＋30万円"]
    {
        assert!(three.contains(said), "{said}: {three}");
    }
    assert!(page.contains("同じ決まりで足したものです（令和6年度の当初予算では2件）"), "{page}");
    for year in [2022, 2023, 2024] {
        assert!(page.contains(&format!("/budget/{year}?plan=basic\">")), "{year}");
    }
    assert!(page.contains("予算現額 360万円"), "the resources know the budget: {page}");
    let english = office.page("/plan/green?lang=en").await;
    assert!(english.contains("FY2024 budget") && english.contains("Nothing is counted twice."), "{english}");
}
