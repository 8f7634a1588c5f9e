//! 公表: what is wrong in public waits until it is mended, or until somebody says why it goes out all the same.

use desk::importing::File;
use desk::publishing::{self, Announcement};
use desk::{Error, checking};
use plan::decision::DecisionNumber;
use plan::publication::Publication;
use plan::refusal::Refusal;

use super::{Office, noon, staff};

/// A survey of a panel, by a name: the right one or the wrong one.
fn named(id: &str, name: &str) -> File {
    let head = "指標ID,指標名,指標種別,単位,方向,抽出方法\n";
    let text = format!("{head}{id},{name},実感,%,上向き,モニター\n");
    File { name: "指標.csv".to_owned(), bytes: text.into_bytes() }
}

const WRONG: &str = "安心と感じる町民の割合";
const RIGHT: &str = "安心と感じるモニターアンケート回答者の割合";

fn publish(office: &Office, number: Option<u64>, despite: Option<&str>) -> Result<Publication, Error> {
    let despite = despite.map(str::to_owned);
    let announcement = Announcement { label: "確定".to_owned(), note: None, despite };
    let number = number.map(DecisionNumber);
    publishing::publish(&office.desk, &office.town, number, announcement, &staff(), noon("2024-06-10"))
}

fn unsolved(result: Result<Publication, Error>) -> usize {
    match result {
        Err(Error::Refused(Refusal::Unsolved(findings))) => findings.len(),
        other => panic!("{other:?}"),
    }
}

fn office() -> Office {
    let office = Office::new("990027", "霞町", noon("2024-04-01"));
    office.take(vec![named("i", WRONG)], noon("2024-04-02"));
    office
}

#[test]
fn a_publication_waits_and_a_reason_is_kept_with_it() {
    let office = office();
    assert_eq!(unsolved(publish(&office, None, None)), 1);
    assert!(matches!(publish(&office, None, Some("　")), Err(Error::Refused(Refusal::NoReason))));
    assert_eq!(office.desk.publications(&office.town).unwrap(), [], "what was refused was not published");

    publish(&office, None, Some("割合はモニターのものです。")).unwrap();
    let kept = office.desk.publications(&office.town).unwrap();
    assert_eq!(kept[0].despite.as_deref(), Some("割合はモニターのものです。"));
    assert_eq!(kept[0].told().as_deref(), Some("割合はモニターのものです。"), "and told to the reader");
}

#[test]
fn a_reason_for_nothing_is_not_kept() {
    let office = office();
    office.take(vec![named("i", RIGHT)], noon("2024-04-03"));
    assert_eq!(publish(&office, None, Some("念のため")).unwrap().despite, None);
}

#[test]
fn what_went_out_with_a_reason_is_not_asked_again_and_what_is_new_is() {
    let office = office();
    publish(&office, None, Some("割合はモニターのものです。")).unwrap();
    office.take(vec![named("j", "別のモニターアンケート回答者の割合")], noon("2024-04-03"));
    publish(&office, None, None).unwrap();
    office.take(vec![named("k", "楽しいと感じる町民の割合")], noon("2024-04-04"));
    assert_eq!(unsolved(publish(&office, None, None)), 1);
    let left = checking::before_publication(&office.desk, &office.town, None, noon("2024-06-10")).unwrap();
    let records: Vec<&str> = left.findings.iter().map(|it| it.record.as_str()).collect();
    assert_eq!(records, ["k"]);
}

#[test]
fn going_back_to_what_was_never_answered_for_is_asked() {
    let office = office(); // Decision 2 is wrong, decision 3 is mended, decision 4 is wrong elsewhere.
    office.take(vec![named("i", RIGHT)], noon("2024-04-03"));
    office.take(vec![named("k", "楽しいと感じる町民の割合")], noon("2024-04-04"));
    publish(&office, None, Some("楽しさはモニターのものです。")).unwrap();
    assert_eq!(unsolved(publish(&office, Some(2), None)), 1, "nobody said why the first name may go out");
    publish(&office, Some(3), None).unwrap();
}

#[test]
fn what_was_mended_and_came_back_is_asked_again() {
    let office = office();
    publish(&office, None, Some("割合はモニターのものです。")).unwrap();
    office.take(vec![named("i", RIGHT)], noon("2024-04-03"));
    publish(&office, None, None).unwrap();
    office.take(vec![named("i", WRONG)], noon("2024-04-04"));
    assert_eq!(unsolved(publish(&office, None, None)), 1, "an old reason is no reason for a new mistake");
}

#[test]
fn an_answer_holds_as_long_as_what_it_answers_for_stays_public() {
    let office = office();
    publish(&office, None, Some("割合はモニターのものです。")).unwrap();
    for (id, day) in [("j", "2024-04-03"), ("k", "2024-04-04")] {
        office.take(vec![named(id, "モニターアンケート回答者の割合")], noon(day));
        assert_eq!(publish(&office, None, None).unwrap().unsolved.len(), 1);
    }
    office.take(vec![named("i", RIGHT)], noon("2024-04-05"));
    assert_eq!(publish(&office, None, None).unwrap().unsolved, []);
    publish(&office, Some(2), None).unwrap(); // Going back to what had its own answer.
}
