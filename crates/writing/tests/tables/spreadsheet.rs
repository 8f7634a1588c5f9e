//! What a spreadsheet makes of the files: the right letters, no formula, no number out of a blank.

use plan::actual::{Actual, Figure, Status};
use plan::fiscal_year::FiscalYear;
use plan::record::{Record, RecordId};
use writing::csv::Reader;

use super::town::{decided, file, framework, indicator};

/// A town whose one indicator has this name and these figures.
fn town(name: &str, figures: Vec<Figure>) -> plan::edition::Edition {
    let mut records = framework();
    records.push(Record::new(RecordId::new("area"), indicator(name, "人")));
    records.extend((2021..).zip(figures).map(|(year, figure)| {
        let it = Actual {
            indicator: RecordId::new("area"),
            fiscal_year: FiscalYear::new(year),
            figure,
            status: Status::Final,
            sample: None,
            explanation: None,
        };
        Record::new(it.id(), it)
    }));
    decided(records)
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn people_get_japanese_heads_with_a_mark_and_programs_ascii_without() {
    let town = town("公園面積", vec![Figure::Value("3.10".parse().unwrap())]);

    let person = text(file(&town, "figures", Reader::Person));
    let program = text(file(&town, "figures", Reader::Program));

    assert!(person.starts_with("\u{FEFF}全国地方公共団体コード,ID,地方公共団体名,計画ID,"), "{person}");
    assert!(program.starts_with("municipality_code,id,municipality_name,plan_id,"), "{program}");
    assert!(person.contains(",公園面積,成果指標,2021,令和3年度,実績値,,3.10,人,確定,"), "{person}");
    assert!(program.contains(",公園面積,outcome,2021,令和3年度,actual,,3.10,人,A,"), "{program}");
    assert!(
        program.contains("990019,990019/area/actual/2021,若葉市,basic,parks,1-(1),green,環境部,area,"),
        "{program}"
    );
    assert!(program.ends_with("\r\n") && !program.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn a_text_that_a_spreadsheet_would_run_is_guarded_and_a_number_never_is() {
    for name in ["=1+1", "+5", "-x", "@a", "＝A1", "＋5", "－1", "＠a", "\t=1", "'=1"] {
        let town = town(name, vec![Figure::Value("-3".parse().unwrap())]);
        let program = text(file(&town, "figures", Reader::Program));
        assert!(program.contains(&format!(",'{},", name.trim())), "{name:?}: {program}");
        assert!(program.contains(",-3,人,A,"), "{program}");
    }
}

#[test]
fn what_is_missing_is_empty_and_says_why_and_zero_is_zero() {
    let missing = Figure::NotMeasured { because: "調査を\n行わなかった".to_owned() };
    let town = town("面積", vec![Figure::Value("0.0".parse().unwrap()), missing, Figure::NotYet]);

    let program = text(file(&town, "figures", Reader::Program));

    assert!(program.contains(",2021,令和3年度,actual,,0.0,人,A,,"), "{program}");
    assert!(program.contains(",2022,令和4年度,actual,,,人,M,調査を 行わなかった,"), "{program}");
    assert!(program.contains(",2023,令和5年度,actual,,,人,S,,"), "{program}");
}

#[test]
fn commas_and_quotes_are_quoted() {
    let town = town("一人当たり,「\"公園\"」", vec![Figure::NotYet]);

    let program = text(file(&town, "indicators", Reader::Program));

    assert!(program.contains(",\"一人当たり,「\"\"公園\"\"」\","), "{program}");
}
