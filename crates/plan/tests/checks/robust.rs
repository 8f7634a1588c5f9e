//! Whatever is recorded, the checks answer: no text, figure or tree makes them fall, and a second look says the same.

use plan::actual::{Actual, Figure};
use plan::amount::{Amount, AmountKind};
use plan::check;
use plan::condition::Condition;
use plan::element::Element;
use plan::evaluation::{Evaluation, EvaluationKind};
use plan::indicator::{Baseline, Indicator, Window};
use plan::record::Record;
use plan::survey::{Sample, Sampling, SurveyDesign};
use plan::target::Target;
use plan::unit::Unit;
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::town::{TODAY, actual, element, empty, id, indicator, plan, told, with, year};

/// Texts of the pieces that checks look for, in any order, and of anything else.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "0",
        "1",
        "12,345",
        "99.9",
        "％",
        "％低下",
        "人中",
        "/",
        "÷",
        "＝",
        "＋",
        "－",
        "×",
        "（",
        "）",
        "（内訳：",
        "から",
        "→",
        "総事業費",
        "事業費",
        "人件費",
        "達成率",
        "前年度より",
        "目標を",
        "区民の",
        "が",
        "担当：",
        "課長　",
        "山田 太郎",
        "03-",
        "0120",
        "-1234",
        "＠",
        ".jp",
        "###",
        "㈱",
        "ｶﾞ",
        "日　付",
        "令和5年度",
        "999999999999999999999999999",
        "万",
        "億",
        "千",
        "。",
        "、",
        " ",
        "\u{3000}",
        "\u{FFFD}",
        "葛\u{E0100}",
        "中止した",
        "ポイント",
        "78%の",
        "の割合は",
        "割が",
        "79228162514264337593543950335",
    ]);
    let known = prop::collection::vec(pieces, 0..14).prop_map(|it| it.concat());
    prop_oneof![4 => known, 1 => ".{0,40}"]
}

fn figure() -> impl Strategy<Value = Decimal> {
    let extreme = prop::sample::select(vec![Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::new(1, 28)]);
    prop_oneof![1 => extreme, 4 => (-100_000i64..100_000, 0u32..4).prop_map(|(it, scale)| Decimal::new(it, scale))]
}

fn yen() -> impl Strategy<Value = i64> {
    prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), -1_000i64..1_000_000]
}

/// An indicator with two years of anything, on a tree that may be a circle.
#[derive(Clone, Debug)]
struct Anything {
    texts: Vec<String>,
    figures: Vec<Decimal>,
    yen: Vec<i64>,
    parents: Vec<Option<u8>>,
    percent: bool,
    cumulative: bool,
    sample: Option<(u32, u32)>,
}

fn anything() -> impl Strategy<Value = Anything> {
    (
        prop::collection::vec(text(), 6),
        prop::collection::vec(figure(), 5),
        prop::collection::vec(yen(), 6),
        prop::collection::vec(prop::option::of(0u8..4), 3),
        any::<bool>(),
        any::<bool>(),
        prop::option::of((0u32..40, 0u32..50)),
    )
        .prop_map(|(texts, figures, yen, parents, percent, cumulative, sample)| Anything {
            texts,
            figures,
            yen,
            parents,
            percent,
            cumulative,
            sample,
        })
}

impl Anything {
    fn records(&self) -> Vec<Record> {
        let mut records = vec![plan()];
        for (at, parent) in self.parents.iter().enumerate() {
            let name = format!("e{at}");
            let level = u8::try_from(at).unwrap();
            let parent = parent.map(|it| id(&format!("e{it}")));
            let own = Element::new(id("plan"), level, self.texts[0].clone(), self.texts[1].clone());
            records.push(Record::new(id(&name), Element { parent, ..own }));
            for (year, yen) in [(2022, self.yen[at]), (2023, self.yen[at + 3])] {
                let amount = Amount {
                    staff_cost: Some(self.yen[0]),
                    explanation: Some(self.texts[2].clone()),
                    ..Amount::new(id(&name), crate::town::year(year), AmountKind::Settled, yen)
                };
                records.push(Record::new(amount.id(), amount));
            }
        }
        let mut said = Evaluation::new(id("e0"), year(2023), EvaluationKind::External);
        said.text = vec![self.texts[5].clone()];
        records.push(Record::new(said.id(), said));
        records.extend(self.measured());
        records
    }

    fn measured(&self) -> Vec<Record> {
        let it = Indicator {
            elements: vec![id("e0"), id("e1")],
            unit: Unit::new(if self.percent { "%" } else { "人" }),
            window: if self.cumulative { Window::Cumulative } else { Window::Yearly },
            baseline: Some(Baseline { year: year(2020), value: self.figures[0] }),
            survey: self.sample.map(|_| SurveyDesign::new(Sampling::Probability)),
            ..indicator(&self.texts[3], "%")
        };
        let sample =
            self.sample.map(|(valid, counted)| Sample { sent: Some(30), valid, counted: Some(counted) });
        let explained = |year, value, words: &str| {
            let (figure, explanation) = (Figure::Value(value), Some(words.to_owned()));
            let it = Actual { figure, sample, explanation, ..actual(year, "0") };
            Record::new(it.id(), it)
        };
        let promised = |fiscal_year, value| {
            let condition = Condition::AtLeast(value);
            let words = self.texts[4].clone();
            let fiscal_year = year(fiscal_year);
            let it = Target { indicator: id("i"), fiscal_year, condition, words, revision_reason: None };
            Record::new(it.id(), it)
        };
        vec![
            Record::new(id("i"), it),
            explained(2022, self.figures[1], &self.texts[5]),
            explained(2023, self.figures[2], &self.texts[5]),
            promised(2022, self.figures[3]),
            promised(2023, self.figures[4]),
        ]
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn no_record_makes_a_check_fall(it in anything()) {
        let edition = with(&empty(), it.records());
        let findings = check::edition(&edition, TODAY);
        prop_assert_eq!(&check::edition(&edition, TODAY), &findings);
        for finding in &findings {
            prop_assert!(!finding.ja.is_empty() && !finding.en.is_empty());
            prop_assert!(!check::place(&edition, finding).0.is_empty());
        }
    }

    #[test]
    fn a_draft_of_everything_is_told_what_its_edition_is(it in anything()) {
        let records = it.records();
        let after = with(&empty(), records.clone());
        let drafted = check::draft(&empty(), &after, records.iter().map(|it| &it.id), TODAY);
        let mut codes: Vec<_> = drafted.iter().map(|it| (it.check.code, it.record.clone())).collect();
        let whole = check::edition(&after, TODAY);
        let mut whole: Vec<_> = whole.iter().map(|it| (it.check.code, it.record.clone())).collect();
        codes.sort();
        whole.sort();
        prop_assert_eq!(codes, whole);
    }

    #[test]
    fn a_draft_that_changes_nothing_odd_is_told_nothing(words in text()) {
        let town = with(&empty(), [plan(), element("e", 0, None), told(2023, "1", &words)]);
        let same: Vec<Record> = vec![];
        let after = with(&town, same);
        prop_assert_eq!(check::draft(&town, &after, [], TODAY), vec![]);
    }
}
