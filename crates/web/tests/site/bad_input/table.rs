//! Bad addresses one by one: what is answered, and the word that helps.

use super::town::{TOWN, town};

#[tokio::test]
async fn a_bad_address_gets_its_status_and_a_page_that_helps() {
    let town = town();
    let long = "x".repeat(9000);
    for (path, status, words) in [
        // Language.
        ("/?lang=fr", 400, "使えるのは ja（日本語）と en（英語）です"),
        ("/?lang=ja", 200, "若葉市"),
        ("/?lang=", 200, "若葉市"),
        ("/plan/?lang=en&lang=ja", 400, "stands twice"),
        ("/plan/?lang=en&lang=en", 200, "Plans"),
        // Parts of lists.
        ("/indicators/?page=abc", 400, "1からの整数です"),
        ("/indicators/?page=0", 400, "一覧の最初を見る"),
        ("/indicators/?page=-1", 400, "1からの整数です"),
        ("/indicators/?page=99999999999999999999", 400, "1からの整数です"),
        ("/indicators/?page=1.5", 400, "1からの整数です"),
        ("/indicators/?page=2", 404, "ページが見つかりません"),
        ("/indicators/?page=1", 200, "指標"),
        ("/indicators/?page=1&page=2", 400, "「page」が二つあり"),
        // Times.
        ("/?asof=tomorrow", 400, "日付としても決裁番号としても読めません"),
        ("/?asof=2024-02-30", 400, "読めません"),
        ("/?asof=-1", 400, "読めません"),
        ("/?asof=令和99年", 400, "「令和99年」はこれからの日付です"),
        ("/indicators/?asof=2999-12-31", 400, "読めません"),
        ("/indicators/?asof=2087-12-31", 400, "までの日付か、決裁番号を指定してください"),
        ("/?asof=2117-01-01&lang=en", 400, "is yet to come"),
        ("/?asof=12345-01-01", 400, "読めません"),
        ("/?asof=999", 404, "公表されていません"),
        ("/?asof=1990-01-01", 404, "その時点ではまだ公表されていません"),
        ("/?asof=1&asof=2", 400, "「asof」が二つあり"),
        // Encodings.
        ("/search?q=%", 400, "UTF-8"),
        ("/search?q=%zz", 400, "16進数2桁"),
        ("/search?q=%96%68%8D%D0", 400, "UTF-8"),
        ("/search?q=a%00b", 400, "制御文字"),
        ("/plan/%00", 400, "制御文字"),
        ("/plan/%E3%81", 400, "UTF-8"),
        ("/plan/a%0Ab", 400, "制御文字"),
        // Ids, numbers, years.
        ("/indicators/none", 404, "ページが見つかりません"),
        ("/indicators/parks-area%2Ftarget", 404, "ページが見つかりません"),
        ("/indicators/../../etc/passwd", 404, "ページが見つかりません"),
        ("/decisions/0", 404, "ページが見つかりません"),
        ("/decisions/99999999999999999999", 404, "ページが見つかりません"),
        ("/pdca/9999", 404, ""),
        ("/pdca/R5", 404, "ページが見つかりません"),
        ("/status/-2024", 404, "ページが見つかりません"),
        ("/budget/20240", 404, "ページが見つかりません"),
        ("/years/２０２４", 404, "ページが見つかりません"),
        ("/data/none.csv", 404, ""),
        // A file is asked by its own names only.
        ("/indicators.csv?statsu=missed", 400, "「status」の書き間違いではありませんか"),
        ("/indicators.csv?statsu=missed", 400, "/indicators.csv?status=missed\">「status」として見る"),
        ("/indicators.csv?page=2", 400, "「page」という条件は、このアドレスにはありません"),
        ("/data/figures.csv?foo=1", 400, "使えるもの：lang, asof"),
        ("/data/figures.csv?utm_source=x", 400, "「utm_source」"),
        ("/data/ascii/figures.csv?foo=1&lang=en", 400, "has no parameter “foo”"),
        ("/data/figures.csv-metadata.json?yeer=2020", 400, "「yeer」"),
        ("/data/catalog.jsonld?x", 400, "「x」"),
        ("/data/indicators/parks-area.csv?i=1", 400, "「i」"),
        ("/indicators.csv-metadata.json?status=missed", 400, "「status」"),
        ("/feed.xml?x=1", 400, "「x」"),
        ("/feed.json?pgae=1", 400, "「pgae」"),
        ("/sitemap.xml?pgae=1", 400, "「page」の書き間違い"),
        ("/indicators.csv?status=missed&sort=price", 400, "使えるのは次のとおり"),
        ("/indicators.csv?status=missed&lang=en&asof=1", 200, "指標"),
        ("/data/figures.csv?asof=1", 200, "指標"),
        // A slip in the name of a page's parameter would be a page without the filter.
        ("/indicators/?statsu=missed", 400, "「status」として見る"),
        ("/indicators/?Status=missed", 400, "「status」の書き間違い"),
        ("/indicators/?yeer=2020", 400, "「year」の書き間違い"),
        ("/indicators/?yeer=2020&lang=en", 400, "Did you mean “year”?"),
        ("/remarks/?anser=open", 400, "「answer」の書き間違い"),
        ("/comments/", 200, "いま募集している意見はありません"),
        ("/comments/none", 404, ""),
        ("/comments/none/paper", 404, ""),
        ("/comments/none/send", 404, ""),
        ("/comments/none?anwser=future", 400, "「answer」の書き間違い"),
        ("/?lagn=en", 400, "「lang」の書き間違い"),
        ("/about/?asfo=1", 400, "「asof」の書き間違い"),
        ("/about/?statsu=missed", 200, ""),
        // One question, one answer.
        ("/indicators/?status=missed&status=reached", 400, "「status」が二つあり"),
        ("/indicators/?status=missed&status=missed", 200, ""),
        ("/indicators.csv?status=missed&status=reached", 400, "「status」が二つあり"),
        ("/remarks/?year=2023&year=2024", 400, "「year」が二つあり"),
        ("/compare?i=parks-area&i=parks-feel", 200, ""),
        // What a page does not know is left alone.
        ("/indicators/?fresh=17&tag=a&ref=b&src=c&tag=d", 200, ""),
        ("/?utm_source=letter&fbclid=%E9%98%B2&utm_source=again", 200, "若葉市"),
        ("/search?q=&&&==&=x", 200, "検索"),
        ("/about/?page=3", 200, ""),
    ] {
        let address = format!("/{TOWN}{path}");
        let address: String = if path.is_ascii() { address } else { address.chars().map(encoded).collect() };
        let answer = town.at(&address).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert!(answer.text().contains(words), "{path} has no 「{words}」: {}", answer.text());
        if status >= 400 {
            assert!(
                answer.text().contains("<h1>") && answer.text().contains("<a href="),
                "{path} leads nowhere"
            );
        }
    }
    let answer = town.at(&format!("/{TOWN}/search?q={long}")).await;
    assert_eq!((answer.status, answer.text().contains("アドレスが長すぎます")), (414, true));
}

fn encoded(c: char) -> String {
    if c.is_ascii() { c.to_string() } else { c.to_string().bytes().map(|it| format!("%{it:02X}")).collect() }
}

#[tokio::test]
async fn a_refusal_offers_the_same_page_with_the_question_mended() {
    let town = town();
    let answer = town.at(&format!("/{TOWN}/search?q=%E5%85%AC%E5%9C%92&lang=xx&utm=1")).await;
    assert_eq!(answer.status, 400);
    for way in [
        format!("/{TOWN}/search?q=%E5%85%AC%E5%9C%92&#38;utm=1\""),
        format!("/{TOWN}/search?q=%E5%85%AC%E5%9C%92&#38;utm=1&#38;lang=en\""),
    ] {
        assert!(answer.text().contains(&way), "no {way} in {}", answer.text());
    }
    let english = town.at(&format!("/{TOWN}/indicators/?page=abc&lang=en")).await;
    assert!(english.text().contains("parts are numbered from 1") && english.text().contains("lang=\"en\""));
}

#[tokio::test]
async fn what_was_typed_comes_back_as_text_and_never_as_markup() {
    let town = town();
    for path in [
        "?lang=%3Cscript%3Ealert(1)%3C/script%3E",
        "indicators/?page=%22%3E%3Cimg%20src=x%3E",
        "?asof=%3Cb%3E",
    ] {
        let answer = town.at(&format!("/{TOWN}/{path}")).await;
        assert_eq!(answer.status, 400, "{path}");
        for markup in ["<script>alert", "<img src", "<b>"] {
            assert!(!answer.text().contains(markup), "{path}: {}", answer.text());
        }
    }
}
