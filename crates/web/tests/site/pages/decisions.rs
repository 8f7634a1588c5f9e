//! Decisions and their publications: what went out although the checks had found it, and why.

use desk::publishing::{self, Announcement};

use crate::office::{Office, by, csv, noon};

#[tokio::test]
async fn a_finding_that_was_published_is_told_with_its_reason_where_it_belongs() {
    let office = Office::new();
    let tables = [
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\np,基本計画,若葉市基本計画,令和3年度,令和7年度,施策\n",
        "要素ID,計画ID,階層,番号,名称\ne,p,施策,1,暮らしを守る\n",
        "指標ID,要素ID,指標名,指標種別,単位,方向,抽出方法\n\
         safe,e,安心と感じる市民の割合,実感,%,上向き,モニター\nparks,e,公園の数,成果,か所,上向き,\n",
    ];
    office.decide(csv(&tables), "計画の策定", "2024-05-01");
    let reason = "割合は市政モニターのものです。次の調査で名称を改めます。";
    let announcement =
        Announcement { label: "確定".to_owned(), note: None, despite: Some(reason.to_owned()) };
    publishing::publish(&office.desk, &office.town, None, announcement, &by(), noon("2024-05-02")).unwrap();
    office.site.refresh(&office.town);

    let heading = "<h2>指摘を残して公表しています</h2>";
    for path in ["/decisions/2", "/indicators/safe", "/records/safe"] {
        let page = office.page(path).await;
        let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
        assert!(main.contains(heading) && main.contains(reason), "{path}: {main}");
        assert!(
            main.contains("令和6年5月2日公表（確定）") && main.contains("/records/safe\""),
            "{path}: {main}"
        );
    }
    assert!(office.page("/decisions/2").await.contains("指摘を残して公表した理由</dt>"));
    for path in ["/indicators/parks", "/plan/e", "/records/parks"] {
        assert!(!office.page(path).await.contains(heading), "{path}: it is not about this");
    }
    assert!(office.page("/indicators/safe?lang=en").await.contains("Why it was published: "));
}

#[tokio::test]
async fn an_english_page_tells_a_usual_label_in_english_beside_the_original() {
    for (label, said) in [
        ("確定", "(final: <i lang=\"ja\">確定"),
        ("訂正1", "(correction 1: <i lang=\"ja\">訂正1"),
        ("広報特集", "<i lang=\"ja\">(広報特集"),
    ] {
        let office = Office::new();
        office.publish(label, "2025-06-10");
        let page = office.page("/?lang=en").await;
        assert!(page.contains(said), "{label}: {page}");
        assert!(office.page("/").await.contains(&format!("令和7年6月10日公表（{label}）")));
    }
}

#[tokio::test]
async fn the_page_of_how_to_read_explains_words_tells_what_is_not_met_and_what_is_proved() {
    let office = Office::new();
    office.publish("確定", "2025-06-10");
    let two = csv(&["組織ID,組織名,順序\nkankyo,環境部,1\n"]);
    let number = office.decide(two, "組織", "2025-07-01");
    office.publish("訂正", "2025-07-01");
    let page = office.page("/about/").await;
    for part in ["id=\"terms\"", "id=\"term-error\"", "id=\"accessibility\"", "id=\"evidence\""] {
        assert_eq!(page.matches(part).count(), 1, "{part}");
    }
    assert!(page.contains("できていないこと") && page.contains("根への電子署名はまだありません"));
    assert!(page.contains(&format!("版の葉は <b>{number}</b>枚です。")), "one leaf a decision: {page}");
    let before = office.page("/about/?asof=1").await;
    assert!(before.contains("版の葉は <b>1</b>枚です。"));
    assert!(office.page("/about/?lang=en").await.contains("<h2>Glossary</h2>"));
}

#[tokio::test]
async fn a_statement_says_as_what_it_was_published_whatever_was_published_after_it() {
    let office = Office::new();
    let plan = |id: &str, name: &str| {
        format!(
            "計画ID,計画種別,計画名,開始年度,終了年度,階層\n{id},運営方針,{name},令和6年度,令和6年度,課題\n"
        )
    };
    let issue = |id: &str, name: &str| format!("要素ID,計画ID,階層,番号,名称\n{id}-1,{id},課題,1,{name}\n");
    let publish = |label: &str, day: &str| {
        let announcement =
            Announcement { label: label.to_owned(), note: None, despite: Some("試験".to_owned()) };
        publishing::publish(&office.desk, &office.town, None, announcement, &by(), noon(day)).unwrap();
        office.site.refresh(&office.town);
    };
    let tables =
        [plan("a", "甲課の運営方針"), plan("b", "乙課の運営方針"), issue("a", "道"), issue("b", "川")];
    office.decide(csv(&tables), "素案", "2024-05-01");
    publish("素案", "2024-05-02");
    office.decide(csv(&[issue("b", "川と橋")]), "乙課の案の確定", "2024-06-01");
    publish("確定", "2024-06-02");
    let said = async |id: &str| {
        let page = office.page(&format!("/plan/{id}")).await;
        let line = page
            .split("この方針のいまの内容：")
            .nth(1)
            .unwrap_or_default()
            .split('<')
            .next()
            .unwrap()
            .to_owned();
        line.trim().to_owned()
    };
    assert_eq!(said("a").await, "令和6年5月2日公表（素案）", "nobody has confirmed it");
    assert_eq!(said("b").await, "令和6年6月2日公表（確定）", "its issue was");
}

#[tokio::test]
async fn what_a_record_was_is_told_with_names_and_days_in_the_readers_words() {
    let office = Office::new();
    let tables = [
        "組織ID,組織名,上位組織ID,設置日,順序\nkankyo,環境部,,2001-04-01,1\nmidori,みどり課,kankyo,,2\n",
        "計画ID,計画種別,計画名,開始年度,終了年度,階層,組織ID,策定日\np,運営方針,kankyo,令和6年度,令和6年度,課題,midori,2024-02-16\n",
    ];
    office.decide(csv(&tables), "組織と計画", "2024-05-01");
    office.publish("確定", "2024-05-02");
    let row = |page: &str, name: &str| {
        let at = page.find(name).unwrap_or_else(|| panic!("{name}: {page}"));
        page[at..].split("</tr>").next().unwrap().to_owned()
    };
    let ja = office.page("/decisions/2").await;
    assert!(row(&ja, "設置日").contains("平成13年4月1日") && row(&ja, "策定日").contains("令和6年2月16日"));
    assert!(row(&ja, "上位組織").contains("環境部") && row(&ja, "計画種別").contains("運営方針"));
    assert!(row(&ja, "開始年度").contains("令和6年度"));
    assert!(row(&ja, "計画名").contains("kankyo"), "a typed text is no name of a record, whatever it says");
    assert!(!ja.contains("2001-04-01"));
    let en = office.page("/decisions/2?lang=en").await;
    assert!(row(&en, "founded").contains("1 April 2001") && row(&en, "first year").contains("FY2024"));
    assert!(row(&en, ">kind<").contains("Yearly statement"), "{}", row(&en, ">kind<"));
}
