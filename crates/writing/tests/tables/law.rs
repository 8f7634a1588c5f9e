//! What is exported is what was decided: figures that are read back equal those of the edition, whatever they are.

use plan::actual::{Actual, Figure, Status};
use plan::condition::{Comparator, Condition};
use plan::edition::Edition;
use plan::fiscal_year::FiscalYear;
use plan::indicator::{Baseline, Indicator};
use plan::record::{Record, RecordId};
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use proptest::prelude::*;
use rust_decimal::Decimal;
use writing::csv::Reader;

use super::town::{decided, file, framework, indicator, parsed};

/// One figure as the edition or the file has it. Of a text only what a line can hold counts.
#[derive(Clone, Debug, PartialEq)]
enum Seen {
    Baseline(Decimal),
    Target(Condition, String, String),
    Actual(Figure, Status, Option<Sample>, String),
}

type Row = (String, i16, Seen);

/// What the edition says.
fn said(edition: &Edition) -> Vec<Row> {
    let mut rows = vec![];
    for (id, indicator) in edition.all::<Indicator>() {
        let mut push = |year: FiscalYear, seen| rows.push((id.to_string(), year.year(), seen));
        if let Some(it) = indicator.baseline {
            push(it.year, Seen::Baseline(it.value));
        }
        for point in edition.series(id, indicator) {
            if let Some(it) = point.target {
                let reason = line(it.revision_reason.as_deref().unwrap_or_default());
                push(point.year, Seen::Target(it.condition.clone(), line(&it.words), reason));
            }
            if let Some(it) = point.actual {
                let figure = match &it.figure {
                    Figure::NotMeasured { because } => Figure::NotMeasured { because: line(because) },
                    figure => figure.clone(),
                };
                // Of a figure that is not there, nobody says how sure it is.
                let status = if it.value().is_some() { it.status } else { Status::Final };
                let explanation = line(it.explanation.as_deref().unwrap_or_default());
                push(point.year, Seen::Actual(figure, status, it.sample, explanation));
            }
        }
    }
    rows
}

/// A text as one line of a file holds it.
fn line(text: &str) -> String {
    let parts = text.split(char::is_control).map(str::trim).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// What the file says.
fn read(bytes: &[u8]) -> Vec<Row> {
    let (heads, rows) = parsed(bytes);
    let rows = rows.into_iter().map(|cells| {
        let get = |name: &str| cells[heads.iter().position(|it| it == name).unwrap()].clone();
        let number = |name: &str| get(name).parse::<Decimal>().ok();
        let seen = match get("figure_kind").as_str() {
            "baseline" => Seen::Baseline(number("value").unwrap()),
            "target" => Seen::Target(
                condition(&get("comparator"), number("value"), number("value_to")),
                get("as_written"),
                get("revision_reason"),
            ),
            _ => {
                let (figure, status) = figure(&get("status"), number("value"), get("reason"));
                let count = |name: &str| get(name).parse::<u32>().ok();
                let sample = count("sample_size").map(|valid| Sample {
                    sent: count("sample_sent"),
                    valid,
                    counted: count("sample_counted"),
                });
                Seen::Actual(figure, status, sample, get("explanation"))
            }
        };
        (get("indicator_id"), get("fiscal_year").parse().unwrap(), seen)
    });
    rows.collect()
}

fn figure(status: &str, value: Option<Decimal>, because: String) -> (Figure, Status) {
    match (status, value) {
        ("M", None) => (Figure::NotMeasured { because }, Status::Final),
        ("S", None) => (Figure::NotYet, Status::Final),
        ("A", Some(value)) => (Figure::Value(value), Status::Final),
        ("P", Some(value)) => (Figure::Value(value), Status::Provisional),
        ("E", Some(value)) => (Figure::Value(value), Status::Expected),
        ("R", Some(value)) => (Figure::Value(value), Status::Corrected),
        other => panic!("no figure is {other:?}"),
    }
}

fn condition(comparator: &str, value: Option<Decimal>, to: Option<Decimal>) -> Condition {
    match (comparator, value) {
        ("at_least", Some(value)) => Condition::AtLeast(value),
        ("at_most", Some(value)) => Condition::AtMost(value),
        ("more_than", Some(value)) => Condition::MoreThan(value),
        ("less_than", Some(value)) => Condition::LessThan(value),
        ("equal", Some(value)) => Condition::Equal(value),
        ("bare", Some(value)) => Condition::Bare(value),
        ("range", Some(from)) => Condition::Range { from, to: to.unwrap() },
        ("maintain", value) => Condition::Maintain(value),
        ("increase", value) => Condition::Increase(value),
        ("decrease", value) => Condition::Decrease(value),
        ("words", None) => Condition::Words,
        (against, None) => Condition::Against(
            Comparator::ALL.into_iter().find(|it| format!("against_{it}") == against).unwrap(),
        ),
        other => panic!("no target is {other:?}"),
    }
}

/// Numbers with their sign and their trailing zeros: 41.0 is not 41.
fn number() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0u32..6).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

/// Texts as people write them, and as people write them who want to harm a spreadsheet.
fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "48%以上",
        ",",
        "\"",
        "\n",
        "\r\n",
        "\t",
        "=1+1",
        "'",
        "-",
        "＝",
        "@x",
        "＋5",
        "　",
        "㈱",
        "令和",
        "A",
        "0",
        "\u{7f}",
        " ",
    ]);
    prop::collection::vec(pieces, 0..6).prop_map(|it| it.concat())
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let maybe = || prop::option::of(number());
    prop_oneof![
        number().prop_map(Condition::AtLeast),
        number().prop_map(Condition::AtMost),
        number().prop_map(Condition::MoreThan),
        number().prop_map(Condition::LessThan),
        number().prop_map(Condition::Equal),
        number().prop_map(Condition::Bare),
        (number(), number()).prop_map(|(from, to)| Condition::Range { from, to }),
        maybe().prop_map(Condition::Maintain),
        maybe().prop_map(Condition::Increase),
        maybe().prop_map(Condition::Decrease),
        prop::sample::select(Comparator::ALL.to_vec()).prop_map(Condition::Against),
        Just(Condition::Words),
    ]
}

fn any_figure() -> impl Strategy<Value = Figure> {
    prop_oneof![
        number().prop_map(Figure::Value),
        Just(Figure::NotYet),
        words().prop_map(|because| Figure::NotMeasured { because }),
    ]
}

fn any_status() -> impl Strategy<Value = Status> {
    prop::sample::select(vec![Status::Expected, Status::Provisional, Status::Final, Status::Corrected])
}

fn any_sample() -> impl Strategy<Value = Sample> {
    let maybe = || prop::option::of(any::<u32>());
    (maybe(), any::<u32>(), maybe()).prop_map(|(sent, valid, counted)| Sample { sent, valid, counted })
}

const YEARS: [i16; 5] = [2019, 2021, 2023, 2024, 2026];

fn any_indicator() -> impl Strategy<Value = Indicator> {
    let sampling = prop::option::of(prop::sample::select(vec![Sampling::Probability, Sampling::Panel]));
    let baseline = prop::option::of((prop::sample::select(YEARS.to_vec()), number()));
    (words(), baseline, sampling, prop::option::of(words())).prop_map(|(name, baseline, sampling, source)| {
        Indicator {
            baseline: baseline.map(|(year, value)| Baseline { year: FiscalYear::new(year), value }),
            survey: sampling.map(SurveyDesign::new),
            source,
            ..indicator(&format!("指標{name}"), "%")
        }
    })
}

fn any_target() -> impl Strategy<Value = Target> {
    let year = prop::sample::select(YEARS.to_vec());
    (0u8..3, year, any_condition(), words(), prop::option::of(words())).prop_map(
        |(of, year, condition, words, revision_reason)| Target {
            indicator: RecordId::new(format!("i{of}")),
            fiscal_year: FiscalYear::new(year),
            condition,
            words,
            revision_reason,
        },
    )
}

fn any_actual() -> impl Strategy<Value = Actual> {
    let year = prop::sample::select(YEARS.to_vec());
    let sample = prop::option::of(any_sample());
    (0u8..3, year, any_figure(), any_status(), sample, prop::option::of(words())).prop_map(
        |(of, year, figure, status, sample, explanation)| Actual {
            indicator: RecordId::new(format!("i{of}")),
            fiscal_year: FiscalYear::new(year),
            figure,
            status,
            sample,
            explanation,
        },
    )
}

fn any_town() -> impl Strategy<Value = Edition> {
    let indicators = prop::collection::vec(any_indicator(), 3);
    let targets = prop::collection::vec(any_target(), 0..8);
    let actuals = prop::collection::vec(any_actual(), 0..8);
    (indicators, targets, actuals).prop_map(|(indicators, targets, actuals)| {
        let mut records = framework();
        records.extend(
            indicators
                .into_iter()
                .enumerate()
                .map(|(at, it)| Record::new(RecordId::new(format!("i{at}")), it)),
        );
        records.extend(targets.into_iter().map(|it| Record::new(it.id(), it)));
        records.extend(actuals.into_iter().map(|it| Record::new(it.id(), it)));
        decided(records)
    })
}

proptest! {
    #[test]
    fn figures_that_are_read_back_are_those_of_the_edition(edition in any_town()) {
        prop_assert_eq!(read(&file(&edition, "figures", Reader::Program)), said(&edition));
    }

    #[test]
    fn both_files_have_the_same_rows_one_a_line(edition in any_town()) {
        for table in writing::tables::TABLES {
            let [person, program] = [Reader::Person, Reader::Program].map(|it| file(&edition, table.name, it));
            let (heads, rows) = parsed(&program);
            prop_assert_eq!(heads.len(), table.columns().len());
            prop_assert_eq!(program.iter().filter(|it| **it == b'\n').count(), rows.len() + 1);
            prop_assert_eq!(parsed(&person).1.len(), rows.len());
        }
    }

    #[test]
    fn keys_name_one_row_each(edition in any_town()) {
        for table in writing::tables::TABLES {
            let (heads, rows) = parsed(&file(&edition, table.name, Reader::Program));
            for key in [table.key, &heads.iter().filter(|it| *it == "id").map(String::as_str).collect::<Vec<_>>()] {
                let places: Vec<usize> =
                    key.iter().map(|key| heads.iter().position(|head| head == key).unwrap()).collect();
                let mut seen: Vec<Vec<&String>> =
                    rows.iter().map(|row| places.iter().map(|at| &row[*at]).collect()).collect();
                let all = seen.len();
                seen.sort();
                seen.dedup();
                prop_assert!(key.is_empty() || seen.len() == all, "{}: {:?}", table.name, key);
            }
        }
    }
}
