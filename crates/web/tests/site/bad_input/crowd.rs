//! More visitors than places: told when to come again, while what needs no place goes on.

use super::town::{TOWN, with_places};

#[tokio::test]
async fn where_no_place_is_free_a_visitor_is_told_when_to_come_again() {
    let town = with_places(0);
    let answer = town.at(&format!("/{TOWN}/plan/")).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.head("retry-after"), "5");
    assert!(answer.text().contains("ただいま混み合っています") && answer.text().contains("<h1>"));
    let english = town.at(&format!("/{TOWN}/plan/?lang=en")).await;
    assert!(english.text().contains("The site is busy"));
    for address in ["/healthz", "/metrics"] {
        assert_eq!(town.at(address).await.status, 200, "{address} is for those who watch over the crowd");
    }
    let bad = town.at(&format!("/{TOWN}/?lang=xx")).await;
    assert_eq!(bad.status, 400, "what cannot be answered needs no place");
}

#[tokio::test]
async fn one_place_serves_one_after_another() {
    let town = with_places(1);
    for _ in 0..3 {
        assert_eq!(town.at(&format!("/{TOWN}/plan/")).await.status, 200);
        assert_eq!(town.at(&format!("/{TOWN}/search?q=x")).await.status, 200);
    }
}
