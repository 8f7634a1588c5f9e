//! Mistakes that were found in print, each as it was made and as it is right: the first is found, the second is not.

use plan::actual::Actual;
use plan::check;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::indicator::{Direction, Indicator, IndicatorKind};
use plan::record::{Record, RecordId};
use plan::survey::{Sample, Sampling, SurveyDesign};

use crate::town::{
    TODAY, actual, decided, empty, evaluation, figure, id, indicator, measured, saying, target, told, with,
};

/// A mistake, the check that finds it, the town with it, and the town without.
struct Mistake {
    what: &'static str,
    check: &'static str,
    made: Edition,
    right: Edition,
}

impl Mistake {
    fn new(what: &'static str, check: &'static str, made: Vec<Record>, right: Vec<Record>) -> Self {
        Self { what, check, made: with(&empty(), made), right: with(&empty(), right) }
    }

    /// A sentence of an evaluation.
    fn said(what: &'static str, check: &'static str, made: &str, right: &str) -> Self {
        Self::new(what, check, saying(made), saying(right))
    }
}

fn asked(name: &str, sampling: Sampling) -> Indicator {
    Indicator { survey: Some(SurveyDesign::new(sampling)), ..indicator(name, "%") }
}

/// What 1,167 people answered in two years, and how the second year is explained.
fn answered(words: &str) -> Vec<Record> {
    let sample = Some(Sample { sent: Some(2_000), valid: 1_167, counted: None });
    let of = |year, value, words: &str| {
        let it = Actual { sample, explanation: Some(words.to_owned()), ..actual(year, value) };
        Record::new(it.id(), it)
    };
    let both = [of(2022, "54.2", ""), of(2023, "55.1", words)];
    measured(asked("備えの割合", Sampling::Probability)).into_iter().chain(both).collect()
}

fn accidents(words: &str) -> Vec<Record> {
    let it = Indicator { direction: Some(Direction::Down), ..indicator("事故件数", "件") };
    measured(it).into_iter().chain([target(2023, "0件"), told(2023, "6", words)]).collect()
}

/// A target of 62 that becomes 60, decided before or after its result.
fn moved(known: bool) -> Edition {
    let result = [figure(2023, "61")];
    let before =
        with(&empty(), measured(indicator("割合", "%")).into_iter().chain([target(2023, "62%以上")]));
    let before = if known { with(&before, result) } else { before };
    with(&before, [target(2023, "60%以上")])
}

/// An output and an outcome of one element, with these results.
fn pair(output: &str, outcome: &str) -> Vec<Record> {
    let own = |name: &str, kind, words: &str| named(name, Indicator { kind, ..indicator(words, "件") });
    let figures = [("o", output), ("i", outcome)].map(|(name, value)| {
        let it = Actual { indicator: id(name), ..actual(2023, value) };
        Record::new(it.id(), it)
    });
    let both = [own("o", IndicatorKind::Output, "申請件数"), own("i", IndicatorKind::Outcome, "交付件数")];
    measured(indicator("", "")).into_iter().filter(|it| it.id != id("i")).chain(both).chain(figures).collect()
}

fn named(id: &str, it: Indicator) -> Record {
    Record::new(RecordId::new(id), it)
}

/// A figure that was read from these words.
fn read(words: &str, value: &str) -> Edition {
    let town = with(&empty(), measured(indicator("転入超過", "人")));
    decided(&town, vec![Proposal::put(figure(2023, value)).from_words(words, "3行")])
}

fn of_council(counted: Option<u32>) -> Vec<Record> {
    let sample = Some(Sample { sent: None, valid: 20, counted });
    let it = Actual { sample, ..actual(2023, "85.0") };
    measured(asked("賛成の割合", Sampling::Members)).into_iter().chain([Record::new(it.id(), it)]).collect()
}

const LONG: &str =
    "区民防災会議での意見を受けて講座の内容を改め、参加者が増えた。来年度は全地区で開く予定である。";

fn mistakes() -> Vec<Mistake> {
    let rate = |words: &str, of: &str| {
        let it = Indicator { direction: Some(Direction::Up), ..indicator(of, "世帯") };
        measured(it).into_iter().chain([target(2023, words), figure(2023, "10488")]).collect::<Vec<_>>()
    };
    let two = |last: &str, now: &str| {
        let mut records = saying(last);
        records.push(evaluation(2024, now));
        records
    };
    let beside = |other: &str| {
        let own = |name: &str, words: &str| {
            let explanation = Some(words.to_owned());
            let it = Actual { indicator: id(name), explanation, ..actual(2023, "5") };
            Record::new(it.id(), it)
        };
        let mut records = measured(indicator("講座の参加者", "人"));
        records.extend([named("j", indicator("避難所の数", "か所")), own("i", LONG), own("j", other)]);
        records
    };
    let reported = |year| {
        let it = actual(year, "41");
        measured(indicator("数", "件")).into_iter().chain([Record::new(it.id(), it)]).collect::<Vec<_>>()
    };
    let mut all = vec![
        Mistake::new(
            "a survey answer is written as a share of residents",
            "respondents-called-residents",
            measured(asked("安心と感じる区民の割合", Sampling::Panel)),
            measured(asked("安心と感じる区民アンケート回答者の割合", Sampling::Panel)),
        ),
        Mistake::new(
            "noise is read as progress",
            "noise-as-change",
            answered("前年度より0.9ポイント上昇した。"),
            answered("前年度とほぼ同じで、誤差の範囲である。"),
        ),
        Mistake::said(
            "percent stands for points",
            "percent-for-points",
            "満足度は93.6％から88.6％へ5％低下した。",
            "満足度は93.6％から88.6％へ5ポイント低下した。",
        ),
        Mistake::said(
            "shares are bent to make a hundred",
            "ratio",
            "81人中44人（54.4％）",
            "81人中44人（54.3％）",
        ),
        Mistake::said(
            "a rate is printed with digits that it has not",
            "ratio",
            "16,987/30,000（56.70％）",
            "16,987/30,000（56.62％）",
        ),
        Mistake::said(
            "rates are averaged",
            "averaged-rates",
            "246.9％と50％で、平均達成率は148.5％である。",
            "二つの指標のうち一つが達成した。",
        ),
        Mistake::new(
            "a rate is made of a target of zero",
            "rate-without-base",
            accidents("達成率は0％とした。"),
            accidents("6件発生した。"),
        ),
        Mistake::new(
            "a target of three years is held against one",
            "target-window",
            rate("10,000世帯以上（R3～R5合計）", "世帯数"),
            rate("10,000世帯以上", "世帯数"),
        ),
        Mistake::new(
            "an output is sold as an outcome",
            "output-as-outcome",
            pair("789", "789"),
            pair("789", "512"),
        ),
        Mistake::said("a workbook’s overflow is left", "overflow-mark", "実績は######人", "実績は1,206人"),
        Mistake::new(
            "a merged cell bleeds into its neighbour",
            "same-text-beside",
            beside(LONG),
            beside("別に説明する。"),
        ),
        Mistake::said(
            "money does not add up",
            "total-cost",
            "総事業費1,200千円（事業費900千円、人件費200千円）",
            "総事業費1,100千円（事業費900千円、人件費200千円）",
        ),
        Mistake::said(
            "a row of money does not add up",
            "sum",
            "10,836＋4,118＋51,400＋117＝66,741",
            "10,836＋4,118＋51,400＋117＝66,471",
        ),
        Mistake::new(
            "a share of few people stands alone",
            "small-denominator",
            of_council(None),
            of_council(Some(17)),
        ),
        Mistake::new(
            "a text is last year’s",
            "copied-text",
            two(LONG, LONG),
            two(LONG, "今年度は別の取組をした。"),
        ),
        Mistake::new("a figure is there before its year", "future-actual", reported(2025), reported(2024)),
    ];
    all.push(Mistake {
        what: "a target moves when its result is known",
        check: "lowered-after-result",
        made: moved(true),
        right: moved(false),
    });
    all.push(Mistake {
        what: "a minus is lost",
        check: "sign-lost",
        made: read("▲1,577人", "1577"),
        right: read("▲1,577人", "-1577"),
    });
    all.push(Mistake {
        what: "a blank is read as zero",
        check: "zero-for-blank",
        made: read("－", "0"),
        right: read("0人", "0"),
    });
    all
}

#[test]
fn every_mistake_is_found_and_what_is_right_is_left_alone() {
    for it in mistakes() {
        let codes = |edition: &Edition| -> Vec<&str> {
            check::edition(edition, TODAY).iter().map(|it| it.check.code).collect()
        };
        assert!(codes(&it.made).contains(&it.check), "not found: {}: {:?}", it.what, codes(&it.made));
        assert!(!codes(&it.right).contains(&it.check), "a false alarm: {}", it.what);
    }
}
