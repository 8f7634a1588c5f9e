//! The pages about the files tell of the files as they are, at every time.

use super::sample::{TOWN, get, json};

/// 1,234
fn printed(number: usize) -> String {
    let digits = number.to_string();
    match digits.len() {
        0..=3 => digits,
        most => format!("{},{}", &digits[..most - 3], &digits[most - 3..]),
    }
}

#[tokio::test]
async fn a_page_about_a_file_counts_its_rows_now_and_then() {
    let mut different = 0;
    for table in
        ["figures", "judgements", "element_judgements", "indicators", "amounts", "decisions", "codes"]
    {
        let mut counts = vec![];
        for asof in ["?asof=3", "?asof=9", ""] {
            let file = get(&format!("/{TOWN}/data/ascii/{table}.csv{asof}")).await;
            let rows = file.text().lines().count() - 1;
            let page = get(&format!("/{TOWN}/data/{table}{asof}")).await.text();
            assert!(page.contains(&format!("<dd>{}</dd>", printed(rows))), "{table}{asof}: {rows}");
            let all = get(&format!("/{TOWN}/data/{asof}")).await.text();
            let own = all.split(&format!("/data/{table}")).nth(1).unwrap();
            assert!(
                own.split("</tr>").next().unwrap().contains(&format!(">{}</td>", printed(rows))),
                "{table}{asof}"
            );
            counts.push(rows);
        }
        counts.dedup();
        different += counts.len() - 1;
    }
    assert!(different > 6, "the sample never changes");
}

#[tokio::test]
async fn the_catalogue_tells_the_size_of_every_file_to_the_byte() {
    let catalogue = get(&format!("/{TOWN}/data/catalog.jsonld")).await.json();
    let sets = catalogue["@graph"].as_array().unwrap().iter().filter(|it| it["dcat:distribution"].is_array());
    let mut looked = 0;
    for file in sets.flat_map(|it| it["dcat:distribution"].as_array().unwrap()) {
        let answer = get(file["schema:contentUrl"].as_str().unwrap()).await;
        let size = file["dcat:byteSize"]["@value"].as_str().unwrap();
        assert_eq!(answer.body.len().to_string(), size, "{}", file["schema:contentUrl"]);
        looked += 1;
    }
    assert_eq!(looked % 2, 0);
    assert!(looked > 30 && json("municipality").await["data"]["data"] == format!("/{TOWN}/data/"));
}
