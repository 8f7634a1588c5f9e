//! As of: any answer, as it was on a day or after a decision.

use serde_json::Value;

use super::sample::{TOWN, get, json};

#[tokio::test]
async fn an_answer_is_of_the_edition_that_was_asked_for() {
    let now = json("indicators").await;
    assert_eq!(now["edition"]["decision"], json("decisions?per_page=500").await["total"]);
    for number in [3, 9, 15] {
        let then = json(&format!("indicators?asof={number}")).await;
        assert_eq!(then["edition"]["decision"], number);
        let latest = json(&format!("decisions?asof={number}&per_page=500")).await;
        assert_eq!(latest["total"], number);
    }
}

#[tokio::test]
async fn a_day_shows_what_was_published_by_then() {
    let publications = json("publications?per_page=500").await["items"].as_array().unwrap().clone();
    assert!(publications.len() > 10, "{}", publications.len());
    for (number, publication) in publications.iter().enumerate() {
        let day = publication["published_on"].as_str().unwrap();
        // Of several on one day the last one counts.
        let later = publications[number..].iter().take_while(|it| it["published_on"] == day);
        let seen = json(&format!("municipality?asof={day}")).await;
        assert_eq!(Some(&seen["edition"]["decision"]), later.last().map(|it| &it["decision"]), "{day}");
    }
}

#[tokio::test]
async fn a_corrected_figure_is_what_it_was_before_the_correction() {
    let of = |series: Value| {
        let points = series["data"]["points"].as_array().unwrap().clone();
        let point = points.into_iter().find(|it| it["fiscal_year"]["year"] == 2024).unwrap();
        point["actual"]["value"].as_str().unwrap().to_owned()
    };
    let indicators = json("indicators?per_page=500").await["items"].clone();
    let waste =
        indicators.as_array().unwrap().iter().find(|it| it["name"].as_str().unwrap().contains("ごみ排出量"));
    let series = format!("indicators/{}/series", waste.unwrap()["id"].as_str().unwrap());
    // The sample's fifteenth folder is decision 16: the founding is the first.
    assert_eq!(of(json(&format!("{series}?asof=15")).await), "792");
    assert_eq!(of(json(&format!("{series}?asof=16")).await), "798");
    assert_eq!(of(json(&series).await), "798");
}

#[tokio::test]
async fn addresses_in_an_answer_of_the_past_lead_to_the_past() {
    let then = json("indicators?asof=9&per_page=5").await;
    for item in then["items"].as_array().unwrap() {
        for field in ["page", "series", "csv"] {
            let address = item[field].as_str().unwrap();
            assert!(address.ends_with("?asof=9"), "{address}");
            assert_eq!(get(address).await.status, 200, "{address}");
        }
    }
}

#[tokio::test]
async fn times_that_never_were_are_refused() {
    for (asof, status) in
        [("0", 400), ("someday", 400), ("2024-02-30", 400), ("999", 404), ("1999-01-01", 404), ("01", 400)]
    {
        let answer = get(&format!("/{TOWN}/api/v1/indicators?asof={asof}")).await;
        assert_eq!(
            (answer.status, answer.head("content-type")),
            (status, "application/problem+json"),
            "{asof}"
        );
    }
}
