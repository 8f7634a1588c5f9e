use std::sync::Arc;

use jiff::Timestamp;

use super::*;
use crate::actual::Figure;
use crate::decision::{Change, Edit, StaffId};
use crate::indicator::IndicatorKind;
use crate::municipality::Municipality;
use crate::record::{Body, Record};
use crate::unit::Unit;

fn edition(records: Vec<(&str, Body)>) -> Edition {
    let municipality = MunicipalityCode::parse("99001").unwrap();
    let put = |(id, body): (&str, Body)| Change::Put(Arc::new(Record::new(RecordId::new(id), body)));
    let edit = |change| Edit { change, seen: None, written: None };
    let edits = records.into_iter().map(put).map(edit).collect();
    Edition::empty(municipality).imagined(edits, &StaffId("企画課".to_owned()), Timestamp::UNIX_EPOCH)
}

fn publication() -> Publication {
    Publication {
        number: 3,
        decision: DecisionNumber(1),
        at: "2024-06-10T12:00:00+09:00".parse().unwrap(),
        recorded_at: None,
        by: StaffId("企画課".to_owned()),
        label: "確定".to_owned(),
        note: None,
        despite: None,
        unsolved: vec![],
    }
}

fn actual(year: i16, figure: Figure) -> Body {
    let actual = Actual {
        indicator: RecordId::new("i"),
        fiscal_year: FiscalYear::new(year),
        figure,
        status: Status::Final,
        sample: None,
        explanation: None,
    };
    actual.into()
}

#[test]
fn it_holds_every_name_and_the_newest_results_and_reads_back_the_same() {
    let mut records: Vec<(&str, Body)> = vec![
        ("municipality", Municipality::new("若葉市").into()),
        ("i", Indicator::new("公園面積", IndicatorKind::Outcome, Unit::new("㎡")).into()),
    ];
    let ids: Vec<String> = (2010..2020).map(|year| format!("i/actual/{year}")).collect();
    for (year, id) in (2010..2020).zip(&ids) {
        records.push((id, actual(year, Figure::Value(year.into()))));
    }
    records.push(("i/actual/2020", actual(2020, Figure::NotYet)));
    let digest = Digest::of(&edition(records), &publication());

    assert_eq!((digest.name.as_str(), digest.count(Named::Indicator)), ("若葉市", 1));
    assert_eq!(digest.published_on, jiff::civil::date(2024, 6, 10));
    let years: Vec<_> =
        digest.names[0].measure.as_ref().unwrap().results.iter().map(|it| it.year.year()).collect();
    assert_eq!(years, [2014, 2015, 2016, 2017, 2018, 2019], "a year without a figure is no result");
    let stored = serde_json::to_string(&digest).unwrap();
    assert_eq!(serde_json::from_str::<Digest>(&stored).unwrap(), digest);
}

#[test]
fn of_too_many_names_the_general_ones_stay() {
    let ids: Vec<String> = (0..MOST_NAMES + 5).map(|it| format!("i{it}")).collect();
    let indicator = || Indicator::new("件数", IndicatorKind::Output, Unit::new("件"));
    let mut records: Vec<(&str, Body)> = ids.iter().map(|id| (id.as_str(), indicator().into())).collect();
    records.push(("municipality", Municipality::new("若葉市").into()));
    records.push(("bu", Organisation::new("環境部").into()));
    let digest = Digest::of(&edition(records), &publication());
    assert_eq!((digest.names.len(), digest.unlisted), (MOST_NAMES, 6));
    assert_eq!(digest.names[0].text, "環境部");
}
