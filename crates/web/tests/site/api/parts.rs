//! Long lists come in parts, and the parts are the list.

use serde_json::Value;

use super::description::{description, operations};
use super::sample::{TOWN, get};

/// Everything in a list, gathered along `Link: rel="next"`.
pub(crate) async fn all(address: &str) -> Vec<Value> {
    let (mut items, mut next) = (vec![], Some(address.to_owned()));
    while let Some(address) = next {
        let answer = get(&address).await;
        assert_eq!(answer.status, 200, "{address}: {}", answer.text());
        items.extend(answer.json()["items"].as_array().unwrap().clone());
        next = answer.link("next");
    }
    items
}

/// Every list of the API.
async fn lists() -> Vec<String> {
    let of_all = operations(&description().await);
    let is_list =
        |it: &Value| it["parameters"].as_array().into_iter().flatten().any(|it| it["name"] == "per_page");
    let lists = of_all.into_iter().filter(|(_, it)| is_list(it)).map(|(path, _)| path);
    lists
        .map(|it| if it.ends_with("/search") { format!("{it}?q=%E5%8C%BA&") } else { format!("{it}?") })
        .collect()
}

#[tokio::test]
async fn parts_of_any_size_hold_everything_once_and_in_one_order() {
    for list in lists().await {
        let whole = all(&format!("{list}per_page=500")).await;
        let total = get(&list).await.json()["total"].as_u64().unwrap();
        assert_eq!(whole.len() as u64, total, "{list}");
        for size in [7, 50] {
            assert_eq!(all(&format!("{list}per_page={size}")).await, whole, "{list} in parts of {size}");
        }
    }
}

#[tokio::test]
async fn a_part_names_its_neighbours_and_keeps_what_was_asked() {
    let list = format!("/{TOWN}/api/v1/elements?plan=basic-plan&asof=17&per_page=10");
    let first = get(&list).await;
    let last = first.link("last").unwrap();
    let middle = get(&first.link("next").unwrap()).await;
    let own = |page: u32| format!("{list}&page={page}");
    assert_eq!((first.link("first"), first.link("prev")), (Some(own(1)), None));
    assert_eq!((first.link("next"), middle.link("prev")), (Some(own(2)), Some(own(1))));
    let end = get(&last).await;
    assert_eq!((end.link("next"), end.link("last")), (None, Some(last.clone())));
    let page = end.json();
    let (total, shown) = (page["total"].as_u64().unwrap(), page["items"].as_array().unwrap().len() as u64);
    assert_eq!((page["page"].as_u64().unwrap() - 1) * 10 + shown, total);
}

#[tokio::test]
async fn behind_the_last_part_there_is_nothing_and_the_answer_says_which_is_the_last() {
    for list in lists().await {
        let last = get(&format!("{list}per_page=5")).await.link("last").unwrap();
        let number: u64 = last.rsplit_once("page=").unwrap().1.parse().unwrap();
        let answer = get(&format!("{list}per_page=5&page={}", number + 1)).await;
        assert_eq!((answer.status, answer.head("content-type")), (404, "application/problem+json"), "{list}");
        assert!(
            answer.json()["detail"].as_str().unwrap().contains(&format!(" {number}.")),
            "{}",
            answer.text()
        );
    }
}
