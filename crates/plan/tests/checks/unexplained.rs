//! A missed target without a reason: asked of final figures, answered by any text on the year.

use plan::actual::{Actual, Status};
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::record::Record;

use crate::town::{actual, figure, id, indicator, measured, of_edition, target, told, year};

const CHECK: &str = "missed-without-reason";

fn found(records: impl IntoIterator<Item = Record>) -> Vec<String> {
    let promised = measured(indicator("相談の件数", "件")).into_iter().chain([target(2023, "240件以上")]);
    of_edition(CHECK, promised.chain(records)).into_iter().map(|it| it.record.to_string()).collect()
}

fn evaluated(of: i16, text: &str) -> Record {
    let mut it = Evaluation::new(id("i"), year(of), EvaluationKind::OwnAssessment);
    it.text.push(text.to_owned());
    Record::new(it.id(), it)
}

#[test]
fn a_final_figure_that_missed_its_target_is_explained_somewhere() {
    assert_eq!(found([figure(2023, "226")]), ["i/actual/2023"]);
    assert_eq!(found([told(2023, "226", "　")]), ["i/actual/2023"], "a blank is no reason");
    assert_eq!(found([told(2023, "226", "訪問を断る世帯が多かった。")]), [""; 0]);
    assert_eq!(found([figure(2023, "226"), evaluated(2023, "担い手が足りなかった。")]), [""; 0]);
    assert_eq!(found([figure(2023, "226"), evaluated(2022, "担い手が足りなかった。")]), ["i/actual/2023"]);
}

#[test]
fn nobody_asks_why_a_target_was_reached_or_what_is_not_final() {
    assert_eq!(found([figure(2023, "240")]), [""; 0]);
    assert_eq!(found([figure(2022, "226")]), [""; 0], "no target, nothing missed");
    let provisional = Actual { status: Status::Provisional, ..actual(2023, "226") };
    assert_eq!(found([Record::new(provisional.id(), provisional)]), [""; 0]);
}
