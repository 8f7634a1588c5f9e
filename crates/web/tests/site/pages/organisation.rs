//! 組織の年度のページ: each year speaks with the statement of that year, or says that there is none.

use plan::municipality::MunicipalityCode;

use crate::office::{self, Office, csv};

const OFFICES: &str = "組織ID,組織名,設置日,順序\nward,若葉区役所,2010-04-01,1\n";
const PLANS: &str = "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\n\
                     basic,基本計画,若葉市基本計画,,令和3年度,令和7年度,施策\n\
                     ward24,運営方針,若葉区運営方針（令和6年度）,ward,令和6年度,令和6年度,経営課題\n\
                     ward25,運営方針,若葉区運営方針（令和7年度）,ward,令和7年度,令和7年度,経営課題\n";
const ELEMENTS: &str = "要素ID,計画ID,階層,番号,名称,担当組織ID\nsafe,basic,施策,1,見守りを広げる,ward\n";
const INDICATORS: &str = "指標ID,要素ID,指標名,指標種別,単位,方向\ntalk,safe,見守る人の数,成果,人,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\ntalk,令和5年度,10人以上\ntalk,令和6年度,10人以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\ntalk,令和5年度,12,確定\ntalk,令和6年度,13,確定\n";

async fn page(path: &str) -> String {
    let office = Office::new();
    office.decide(csv(&[OFFICES, PLANS, ELEMENTS, INDICATORS, TARGETS, ACTUALS]), "計画の策定", "2025-06-10");
    office.publish("確定", "2025-06-10");
    let answer = office.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

/// The heading under which a statement speaks; the list of all statements has none.
fn heading(page: &str, name: &str) -> bool {
    page.contains(&format!("{name}</a></h2>"))
}

#[tokio::test]
async fn a_past_year_shows_the_statement_of_that_year() {
    let of_2024 = page("/departments/ward/2024").await;
    assert!(heading(&of_2024, "若葉区運営方針（令和6年度）"), "{of_2024}");
    assert!(!heading(&of_2024, "若葉区運営方針（令和7年度）"));
}

#[tokio::test]
async fn a_year_without_a_statement_says_so_and_leads_to_the_newest() {
    let of_2023 = page("/departments/ward/2023").await;
    assert!(!of_2023.contains("</a></h2>"), "another year's statement speaks: {of_2023}");
    assert!(of_2023.contains("令和5年度の目標・運営方針は、このサイトでは公表されていません。最新のもの："));
    assert!(of_2023.contains(r#"/plan/ward25">若葉区運営方針（令和7年度）</a></p>"#), "{of_2023}");
    let english = page("/departments/ward/2023?lang=en").await;
    assert!(english.contains("No statement of FY2023 is published here. The newest: "), "{english}");
}

#[tokio::test]
async fn a_ward_and_a_village_are_called_what_they_are() {
    let office = Office::new();
    for (code, name, noun) in
        [("99003", "川端区", "区"), ("99004", "谷中村", "村"), ("99005", "若葉広域連合", "この団体")]
    {
        let town = MunicipalityCode::parse(code).unwrap();
        office::found(&office.desk, &town, name, "2024-04-01");
        office::decide(
            &office.desk,
            &town,
            csv(&[PLANS.replace(",ward,", ",,")]),
            "計画の策定",
            "2025-06-10",
        );
        office::publish(&office.desk, &town, "確定", "2025-06-10");
        office.site.refresh(&town);
        let home = office.at(&format!("/{town}/")).await.text();
        assert!(
            home.contains(&format!("{noun}が何を約束し")) && !home.contains("市が何を"),
            "{name}: {home}"
        );
    }
}

#[tokio::test]
async fn what_was_divided_is_not_said_to_be_joined() {
    let office = Office::new();
    let offices = "組織ID,組織名,廃止日,統合先ID,順序\ntoshi,都市整備部,2025-04-01,machi;doro,1\nmachi,まちづくり部,,,2\n\
                   doro,道路部,,,3\nkoen,公園課,2025-04-01,midori,4\nmidori,緑課,,,5\n";
    office.decide(csv(&[offices]), "組織改正", "2025-06-10");
    office.publish("確定", "2025-06-10");
    for part in ["machi", "doro"] {
        let page = office.page(&format!("/departments/{part}")).await;
        assert!(page.contains("次の組織から分かれた業務を引き継ぐ："), "{page}");
        assert!(page.contains("都市整備部") && !page.contains("次の組織を統合し"), "{page}");
    }
    let whole = office.page("/departments/midori").await;
    assert!(whole.contains("次の組織を統合し、業務を引き継ぐ："), "{whole}");
}
