//! Pages that gather: they work for a town with nothing, with one statement, and with three hundred projects.

use std::fmt::Write;

use crate::office::{Office, csv};

/// A town that decided these tables and published them.
fn with(tables: &[String]) -> Office {
    let office = Office::new();
    if !tables.is_empty() {
        office.decide(csv(tables), "計画の策定", "2025-06-10");
    }
    office.publish("確定", "2025-06-10");
    office
}

/// Status and text of a page below the town.
async fn get(office: &Office, path: &str) -> (u16, String) {
    let answer = office.get(path).await;
    (answer.status, answer.text())
}

/// A plan of three levels with this many projects, each with an indicator that missed its target.
fn projects(count: usize) -> Vec<String> {
    let mut elements = "要素ID,計画ID,上位要素ID,階層,番号,名称,くらしの分野\n".to_owned();
    let mut indicators = "指標ID,要素ID,指標名,指標種別,単位,方向\n".to_owned();
    let mut targets = "指標ID,年度,目標値\n".to_owned();
    let mut actuals = "指標ID,年度,実績値\n".to_owned();
    for policy in 0..10 {
        writeln!(elements, "p{policy},plan,,政策,{policy},政策その{policy},").unwrap();
        for program in 0..3 {
            writeln!(elements, "p{policy}-{program},plan,p{policy},施策,{policy}-{program},公園と緑を次の世代へ引き継ぐ施策,環境").unwrap();
        }
    }
    for at in 0..count {
        let (above, id) = (format!("p{}-{}", at % 10, at % 3), format!("j{at}"));
        writeln!(elements, "{id},plan,{above},事業,{at},地域で支える見守り活動を広げる事業その{at},")
            .unwrap();
        writeln!(indicators, "i{at},{id},見守り活動に参加した人の数その{at},成果,人,上向き").unwrap();
        writeln!(targets, "i{at},令和6年度,100人以上").unwrap();
        writeln!(actuals, "i{at},令和6年度,50").unwrap();
    }
    let plans = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nplan,基本計画,若葉市基本計画,令和3年度,令和7年度,政策;施策;事業\n".to_owned();
    vec![plans, elements, indicators, targets, actuals]
}

const GATHERING: [&str; 7] =
    ["/", "/topics/", "/plan/", "/indicators/", "/priority/", "/departments/", "/?lang=en"];

#[tokio::test]
async fn a_town_with_nothing_but_its_name_has_pages_that_say_so() {
    let town = with(&[]);
    for path in GATHERING {
        let (status, page) = get(&town, path).await;
        assert_eq!(status, 200, "{path}: {page}");
    }
    assert_eq!(get(&town, "/matrix/").await.0, 404);
    assert!(get(&town, "/").await.1.contains("実績はまだ報告されていません"));
}

#[tokio::test]
async fn a_town_of_one_statement_is_shown_as_well() {
    let organisations = "組織ID,組織名,順序\nward,若葉区役所,1\n".to_owned();
    let plans = "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\nward-2024,運営方針,若葉区運営方針,ward,令和6年度,令和6年度,経営課題\n".to_owned();
    let elements = "要素ID,計画ID,階層,番号,名称\nissue,ward-2024,経営課題,1,つながりを広げる\n".to_owned();
    let indicators =
        "指標ID,要素ID,指標名,指標種別,単位,方向\ntalk,issue,声をかけ合う人の数,成果,人,上向き\n".to_owned();
    let figures = "指標ID,年度,目標値\ntalk,令和6年度,10人以上\n".to_owned();
    let results = "指標ID,年度,実績値,説明\ntalk,令和6年度,8,雨で行事が減った。\n".to_owned();
    let town = with(&[organisations, plans, elements, indicators, figures, results]);
    for path in GATHERING {
        assert_eq!(get(&town, path).await.0, 200, "{path}");
    }
    let (_, home) = get(&town, "/").await;
    assert!(home.contains("若葉区役所") && home.contains("雨で行事が減った。"), "{home}");
    let (_, list) = get(&town, "/indicators/?department=ward&status=missed").await;
    assert!(list.contains("声をかけ合う人の数") && list.contains("雨で行事が減った。"));
}

#[tokio::test]
async fn three_hundred_projects_fit_on_every_page() {
    let town = with(&projects(300));
    let table = "/matrix/plan?level=%E4%BA%8B%E6%A5%AD";
    for path in [
        table,
        "/",
        "/plan/plan",
        "/plan/p0",
        "/plan/p0-0",
        "/topics/",
        "/topics/%E7%92%B0%E5%A2%83",
        "/matrix/plan",
        "/indicators/",
        "/indicators/?page=6",
    ] {
        let (status, page) = get(&town, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(page.len() <= 100 * 1024, "{path} has {} bytes", page.len());
    }
    let (_, plan) = get(&town, "/plan/plan").await;
    assert!(plan.contains("事業 10件"), "what is not listed is counted");
}

#[tokio::test]
async fn an_answer_that_the_list_does_not_know_gets_a_page_that_helps() {
    let town = with(&projects(3));
    for query in [
        "status=good",
        "kind=%3Cscript%3E",
        "department=nobody",
        "plan=i1",
        "topic=%E8%A6%B3%E5%85%89",
        "survey=maybe",
        "direction=left",
        "moved=1",
        "sort=price",
        "year=2999",
        "year=abc",
        "year=-1",
        "year=99999999999",
    ] {
        let (status, page) = get(&town, &format!("/indicators/?{query}")).await;
        assert_eq!(status, 400, "{query}");
        assert!(page.contains("使えません") && page.contains("条件を外して見る"), "{query}: {page}");
        assert!(!page.contains("<script>"), "{query}");
    }
    for query in ["status=%00", "plan=%FF"] {
        assert_eq!(get(&town, &format!("/indicators/?{query}")).await.0, 400, "{query}");
    }
    assert_eq!(get(&town, "/plan/plan?priority=nothing").await.0, 400);
    assert_eq!(get(&town, "/matrix/plan?level=nothing").await.0, 400);
    assert_eq!(get(&town, "/indicators/?page=99").await.0, 404);
    assert_eq!(get(&town, "/topics/nothing").await.0, 404);
    assert_eq!(get(&town, "/indicators/?unknown=1&utm_source=x").await.0, 200);
}

#[tokio::test]
async fn a_list_with_nothing_in_it_says_how_to_widen_it() {
    let town = with(&projects(3));
    let (status, page) = get(&town, "/indicators/?status=reached").await;
    assert_eq!(status, 200);
    assert!(page.contains("条件に合う指標はありません") && page.contains("すべての条件を外す"));
}

/// What stands between two texts.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from}: {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}: {rest}")).0
}

#[tokio::test]
async fn who_follows_the_count_of_a_department_finds_the_same_count() {
    let organisations = "組織ID,組織名,順序\nparks,公園部,1\nward,若葉区役所,2\n".to_owned();
    let plans =
        "計画ID,計画種別,計画名,開始年度,終了年度,階層\nplan,基本計画,若葉市基本計画,令和3年度,令和7年度,施策\n".to_owned();
    let elements = "要素ID,計画ID,階層,番号,名称,担当組織ID\n\
                    own,plan,施策,1,区の施策,ward\nboth,plan,施策,2,公園の施策,parks;ward\nfree,plan,施策,3,市の施策,parks\n"
        .to_owned();
    let [mut indicators, mut targets, mut actuals] = [
        "指標ID,要素ID,指標名,指標種別,単位,方向\n".to_owned(),
        "指標ID,年度,目標値\n".to_owned(),
        "指標ID,年度,実績値,状態\n".to_owned(),
    ];
    for (at, (element, actual)) in
        [("own", 5), ("own", 20), ("both", 5), ("both", 6), ("both", 20), ("free", 5)].iter().enumerate()
    {
        writeln!(indicators, "i{at},{element},指標その{at},成果,人,上向き").unwrap();
        writeln!(targets, "i{at},令和6年度,10人以上").unwrap();
        writeln!(actuals, "i{at},令和6年度,{actual},確定").unwrap();
    }
    let town = with(&[organisations, plans, elements, indicators, targets, actuals]);

    let (_, home) = get(&town, "/").await;
    let home = &home[home.find("組織の目標").unwrap()..];
    let ward = between(home, "若葉区役所</a>", "</li>");
    assert!(ward.contains("未達成 3件"), "{ward}");
    assert!(ward.contains("（うち主担当1件、共に担当2件）"), "{ward}");
    assert!(!between(home, "公園部</a>", "</li>").contains("うち"), "it answers for all of its own");
    let address = between(ward, "<a href=\"/99002", "\"").trim_start_matches(|it: char| it.is_ascii_digit());
    let (status, list) = get(&town, &address.replace("&amp;", "&").replace("&#38;", "&")).await;
    assert_eq!(status, 200, "{address}");
    assert!(list.contains("条件に合う3件です"), "{list}");

    let (_, page) = get(&town, "/departments/ward").await;
    assert!(page.contains("令和6年度は2件中1件が目標を達成し、1件が届きませんでした。"), "{page}");
    let said = "ほかの組織と共に担当する3件のうち未達成は2件で、主担当とあわせた未達成は3件です。";
    assert!(page.contains(said) && page.contains("未達成の指標を一覧で見る（3件）"), "{page}");
    assert!(get(&town, "/departments/").await.1.contains(&format!("主担当2件中1件達成、1件未達成。{said}")));
    let english = get(&town, "/departments/ward?lang=en").await.1;
    assert!(english.contains("Of 3 shared with others 2 were missed: 3 together with its own."), "{english}");
}

#[tokio::test]
async fn a_target_is_shown_alike_however_it_was_typed() {
    let mut tables = projects(1);
    tables[3] = tables[3].replace("100人以上", "１２０００人以上");
    let town = with(&tables);
    for path in ["/", "/indicators/", "/indicators/i0", "/plan/j0", "/compare?i=i0", "/indicators/i0?lang=en"]
    {
        let (status, page) = get(&town, path).await;
        assert!(status == 200 && page.contains("12,000人以上"), "{path}: {page}");
        let typed = page.matches("１２０００人以上").count();
        assert_eq!(
            typed,
            usize::from(path.contains("indicators/i0")),
            "{path}: only where sources are shown"
        );
    }
    assert!(
        get(&town, "/records/i0/target/2024").await.1.contains("１２０００人以上"),
        "the record keeps its words"
    );
    assert!(get(&town, "/indicators.csv").await.1.contains("１２０００人以上"));
}

#[tokio::test]
async fn a_chosen_list_is_a_file_of_the_same_rows() {
    let town = with(&projects(120));
    let asked = "status=missed&plan=p1&sort=name";
    let (_, page) = get(&town, &format!("/indicators/?{asked}")).await;
    assert!(page.contains("条件に合う12件です"), "{page}");
    let names = |text: &str, from: &str, to: char| {
        let parts = text.split(from).skip(1).map(|it| it.split(to).next().unwrap_or_default().to_owned());
        parts.collect::<Vec<_>>()
    };
    let shown = names(&page, "name=\"i\" value=\"", '"');
    let address = between(&page, "<a class=\"more\" href=\"/99002", "\"");
    let address = address.trim_start_matches(|it: char| it.is_ascii_digit()).replace("&#38;", "&");
    assert!(asked.split('&').all(|it| address.contains(it)), "the same words: {address}");
    let (status, file) = get(&town, &address).await;
    assert_eq!(status, 200, "{address}");
    let rows: Vec<&str> = file.lines().skip(1).map(|it| it.split(',').nth(3).unwrap()).collect();
    assert_eq!((rows.len(), rows), (12, shown.iter().map(String::as_str).collect()));
    assert!(file.lines().nth(1).unwrap().contains(",以上,100,,100人以上,50,"), "{file}");

    let (_, whole) = get(&town, "/indicators.csv").await;
    assert_eq!(whole.lines().count(), 121, "all parts of the list in one");
    let columns = whole.lines().next().unwrap().split(',').count();
    let (status, described) = get(&town, "/indicators.csv-metadata.json").await;
    assert_eq!((status, described.matches("\"titles\"").count()), (200, columns));
    for wrong in ["status=good", "plan=i1", "sort=price", "year=2999", "survey=maybe"] {
        let [page, file] = [format!("/indicators/?{wrong}"), format!("/indicators.csv?{wrong}")];
        assert_eq!((get(&town, &page).await.0, get(&town, &file).await.0), (400, 400), "{wrong}");
    }
}

#[tokio::test]
async fn a_budget_without_a_rate_names_the_element_that_has_no_settlement() {
    let mut tables = projects(2);
    tables[1] = tables[1].replace("p1-1,事業,1", "p0-0,事業,1");
    tables.push(
        "要素ID,年度,金額区分,金額\nj0,令和6年度,当初予算,1000円\nj0,令和6年度,決算,900円\nj1,令和6年度,当初予算,500円\n".to_owned(),
    );
    let town = with(&tables);
    let (status, page) = get(&town, "/budget/2024").await;
    assert_eq!(status, 200);
    let why = "「1 地域で支える見守り活動を広げる事業その1」の決算が記載されていないため、執行率は出せません";
    assert!(page.contains(why), "{page}");
    assert!(!page.contains("対象や按分が異なる"), "the reason is said, not guessed at");
}

#[tokio::test]
async fn the_page_of_what_changed_counts_what_it_lists() {
    let mut tables = projects(1);
    tables.push(
        "対象ID,年度,評価種別,評価\nj0,令和6年度,自己評価,よくできた。\nj0,令和5年度,外部評価,もう一歩である。\n".to_owned(),
    );
    let town = with(&tables);
    let (status, page) = get(&town, "/pdca/2025").await;
    assert_eq!(status, 200);
    assert_eq!(page.matches("class=\"told\"").count(), 2, "{page}");
    assert!(page.contains("令和6年度については、評価1件と意見0件があります。"), "{page}");
    assert!(page.contains("それより前の年度についての評価1件と意見0件も、あわせて示します。"), "{page}");
    assert!(page.contains("2025年1月から12月までの決裁では、"), "{page}");
}

#[tokio::test]
async fn a_count_says_its_year_and_a_plan_that_is_over_says_so() {
    let office = Office::new();
    let mut tables = projects(3);
    tables[1] = tables[1].replace("事業その0,", "事業その0,環境");
    office.decide(csv(&tables), "計画の策定", "2024-06-10");
    office.publish("確定", "2024-06-10");
    let home = office.page("/").await;
    assert!(home.contains("令和6年度に目標のある指標") && !home.contains("期間終了"), "{home}");
    assert!(home.contains("令和6年度の状況：若葉市基本計画の施策30件"), "{home}");

    office.decide(csv(&["指標ID,年度,実績値\ni0,令和6年度,60\n"]), "実績の確定", "2026-06-10");
    office.publish("確定", "2026-06-10");
    let home = office.page("/").await;
    assert!(home.contains("令和3年度～令和7年度（期間終了）"), "{home}");
    assert!(
        home.contains("令和6年度の状況：若葉市基本計画の施策30件"),
        "the year of the results, not today's: {home}"
    );
    assert!(office.page("/plan/").await.contains("令和3年度～令和7年度（期間終了）"));
}
