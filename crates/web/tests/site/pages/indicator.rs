//! The page of an indicator: the chart, its sentence and its table say the same, and the page says how sure it is.

use crate::office::{Office, csv};

const TABLES: [&str; 3] = [
    "指標ID,指標名,指標種別,単位,方向,集計,基準年度,基準値,抽出方法,重み付け,断絶年度,断絶の理由\n\
     feel,満足していると答えた人の割合,実感,%,上向き,単年,令和元年度,55.0,無作為抽出,,,\n\
     panel,モニターの満足の割合,実感,%,上向き,単年,,,モニター,,,\n\
     few,委員の満足の割合,実感,%,上向き,単年,,,会議委員,,,\n\
     count,相談の件数,活動,件,下向き,単年,令和元年度,100,,,,\n\
     broken,つながっている割合,成果,%,上向き,単年,,,,,令和5年度,定義を変えた\n",
    "指標ID,年度,目標値\nfeel,令和6年度,60%以上\nfeel,令和8年度,64%以上\npanel,令和6年度,60%以上\n\
     count,令和8年度,60件以下\nbroken,令和8年度,80%以上\n",
    "指標ID,年度,実績値,発送数,回答数,該当回答数\n\
     feel,令和2年度,56.0,3000,1200,672\nfeel,令和3年度,57.0,3000,1200,684\nfeel,令和4年度,58.0,3000,1200,696\n\
     feel,令和5年度,60.0,3000,1200,720\nfeel,令和6年度,61.0,3000,1200,732\n\
     panel,令和5年度,60.0,200,150,90\npanel,令和6年度,62.0,200,150,93\nfew,令和6年度,89.3,30,28,25\n\
     count,令和2年度,95,,,\ncount,令和3年度,90,,,\ncount,令和4年度,85,,,\ncount,令和5年度,80,,,\ncount,令和6年度,75,,,\n\
     broken,令和3年度,60,,,\nbroken,令和4年度,61,,,\nbroken,令和5年度,75,,,\nbroken,令和6年度,76,,,\n",
];

async fn page(path: &str) -> String {
    let office = Office::new();
    office.decide(csv(&TABLES), "実績", "2025-06-10");
    office.publish("確定", "2025-06-10");
    office.page(&format!("/indicators/{path}")).await
}

fn count(page: &str, part: &str) -> usize {
    page.matches(part).count()
}

#[tokio::test]
async fn a_random_sample_has_as_many_whiskers_as_ranges_in_its_table() {
    let page = page("feel").await;
    assert_eq!(count(&page, "<path class=\"whisker\""), 2 * 5, "five years, drawn wide and narrow");
    assert_eq!(count(&page, "<td class=\"n\">1,200／3,000</td>"), 5);
    for range in ["53.1～58.8%", "54.1～59.8%", "55.1～60.8%", "57.2～62.8%", "58.2～63.8%"] {
        assert_eq!(count(&page, range), 1, "{range}");
    }
    assert_eq!(count(&page, "55.0%（基準値）"), 1, "the baseline of the chart is a row of the table");
}

#[tokio::test]
async fn doubt_stands_beside_the_verdict_and_not_in_its_place() {
    let page = page("feel").await;
    assert!(
        page.contains("目標（60%以上）を達成しました。ただし、誤差の範囲では達成とも未達とも言えません。")
    );
    let doubt = "<span class=\"doubt\">ただし誤差の範囲では達成とも未達とも言えない</span>";
    assert!(page.contains(&format!("</span> 達成</span>{doubt}")));
    assert!(page.contains("前年度（60.0%）から横ばいです（差1.0ポイントは誤差の範囲）"));
    assert!(!page.contains("回答が要りました"), "how many should have been asked is for staff");
}

#[tokio::test]
async fn an_outlook_that_is_drawn_is_said_and_one_that_is_refused_is_not_drawn() {
    let known = page("feel").await;
    assert!(known.contains("見通しは「") && known.contains("class=\"band\" points"));
    let broken = page("broken").await;
    assert!(!broken.contains("class=\"band\" points") && !broken.contains("見通しは「"));
    assert!(broken.contains("令和5年度に集計方法が変わり、それ以後の実績が2年分しかないため"));
}

#[tokio::test]
async fn who_was_not_chosen_at_random_has_no_interval_and_the_page_says_why() {
    let panel = page("panel").await;
    assert_eq!(count(&panel, "<path class=\"whisker\""), 0);
    assert!(panel.contains(
        "みずから登録したモニターへの調査で、無作為抽出ではないため、誤差の範囲は計算できません。"
    ));
    assert!(panel.contains("この数値の正しい言い方は「モニターアンケート回答者の割合」です。"));
    assert!(page("few").await.contains("89.3%（28人中25人）"));
}

#[tokio::test]
async fn a_yearly_count_has_bars_and_says_that_it_has_no_sampling_error() {
    let page = page("count").await;
    assert_eq!(count(&page, "<rect class=\"bar\""), 2 * 5);
    assert!(page.contains("5件減り、改善しました。") && page.contains("標本調査による数値ではないため"));
    assert!(!page.contains("回答数／発送数"), "no column of answers where nobody was asked");
}

#[tokio::test]
async fn the_page_is_whole_in_english() {
    let page = page("feel?lang=en").await;
    assert!(
        page.contains("unchanged from the year before (60.0%)") && page.contains("Margin of error (95%)")
    );
    assert!(page.contains("The outlook is “") && page.contains("How sure it is"));
}

#[tokio::test]
async fn the_page_says_who_is_in_charge_how_to_cite_it_and_where_programs_read_it() {
    let office = Office::new();
    let tables = [
        "組織ID,組織名,順序\nkankyo,環境部,1\nkoen,公園課,2\n",
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和7年度,施策;事業\n",
        "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID\nparks,basic,,施策,1,公園を増やす,kankyo;koen\n\
         new,basic,parks,事業,1-1,公園を開く,\n",
        "指標ID,要素ID,指標名,指標種別,単位,方向\narea,parks;new,一人当たり公園面積,成果,㎡,上向き\n",
        "指標ID,年度,実績値\narea,令和5年度,3.1\n",
    ];
    let number = office.decide(csv(&tables), "計画の策定", "2024-06-10");
    office.publish("確定", "2024-06-10");
    let page = office.page("/indicators/area").await;
    for (id, name) in [("kankyo", "環境部"), ("koen", "公園課")] {
        let link = format!("<a href=\"/990027/departments/{id}\">{name}</a>");
        assert_eq!(page.matches(&link).count(), 1, "once, through both elements: {page}");
    }
    let cited = format!("若葉市「一人当たり公園面積」令和5年度、決裁第{number}号（令和6年6月10日）の版、");
    let address = page.split_once(&cited).unwrap().1.split_once('<').unwrap().0;
    let path = &address[address.find("/990027").unwrap()..];
    assert!(path.ends_with(&format!("/indicators/area?asof={number}")), "{address}");
    assert_eq!(office.at(path).await.status, 200);
    for path in ["/api/v1/indicators/area", "/api/v1/indicators/area/series"] {
        assert!(page.contains(&format!("<a href=\"/990027{path}\" type=\"application/json\">")), "{path}");
        assert_eq!(office.get(path).await.status, 200);
    }
}
