//! More visitors than places: told when to come again, while what needs no place goes on.

use crate::town::{TOWN, Town};

#[tokio::test]
async fn where_no_place_is_free_a_visitor_is_told_when_to_come_again() {
    let town = Town::with_places(0);
    let answer = town.get(&format!("/{TOWN}/plan/")).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.head("retry-after"), "5");
    assert!(answer.body.contains("ただいま混み合っています") && answer.body.contains("<h1>"));
    let english = town.get(&format!("/{TOWN}/plan/?lang=en")).await;
    assert!(english.body.contains("The site is busy"));
    for address in ["/healthz", "/metrics"] {
        assert_eq!(town.get(address).await.status, 200, "{address} is for those who watch over the crowd");
    }
    let bad = town.get(&format!("/{TOWN}/?lang=xx")).await;
    assert_eq!(bad.status, 400, "what cannot be answered needs no place");
}

#[tokio::test]
async fn one_place_serves_one_after_another() {
    let town = Town::with_places(1);
    for _ in 0..3 {
        assert_eq!(town.get(&format!("/{TOWN}/plan/")).await.status, 200);
        assert_eq!(town.get(&format!("/{TOWN}/search?q=x")).await.status, 200);
    }
}
