use plan::actual::{Actual, Figure, Status};
use plan::condition::Condition;
use plan::indicator::{Break, Direction, IndicatorKind};
use plan::rating::{Judgement, outcome};
use plan::record::RecordId;
use plan::target::Target;

use super::*;

fn indicator(unit: &str) -> Indicator {
    let unit = plan::unit::Unit::new(unit);
    Indicator { direction: Some(Direction::Up), ..Indicator::new("指標", IndicatorKind::Outcome, unit) }
}

/// One year as a test writes it: target words, then the actual's figure.
type Year = (i16, &'static str, Option<(Figure, Status)>);

fn value(text: &str) -> Option<(Figure, Status)> {
    Some((Figure::Value(text.parse().unwrap()), Status::Final))
}

fn said(lang: Lang, indicator: &Indicator, years: &[Year]) -> String {
    let id = RecordId::new("i");
    let made: Vec<(FiscalYear, Option<Target>, Option<Actual>)> = years
        .iter()
        .map(|(year, words, actual)| {
            let year = FiscalYear::new(*year);
            let target = (!words.is_empty()).then(|| Target {
                indicator: id.clone(),
                fiscal_year: year,
                condition: Condition::parse(words, None).map_or(Condition::Words, |it| it.condition),
                words: (*words).to_owned(),
                revision_reason: None,
            });
            let actual = actual.clone().map(|(figure, status)| Actual {
                indicator: id.clone(),
                fiscal_year: year,
                figure,
                status,
                sample: None,
                explanation: None,
            });
            (year, target, actual)
        })
        .collect();
    let series: Vec<Point<'_>> = made
        .iter()
        .map(|(year, target, actual)| Point {
            year: *year,
            target: target.as_ref(),
            actual: actual.as_ref(),
            judgement: Judgement::of(outcome(indicator, target.as_ref(), actual.as_ref())),
        })
        .collect();
    of(lang, indicator, &series)
}

#[test]
fn a_rise_that_misses_says_how_far_there_is_to_go() {
    let years =
        [(2023, "50%以上", value("40.2")), (2024, "50.0%以上", value("41.0")), (2025, "52%以上", None)];
    assert_eq!(
        said(Lang::Ja, &indicator("%"), &years),
        "令和6年度は41.0%で、前年度より0.8ポイント上がりました。目標（50.0%以上）に届かず、あと9.0ポイントでした。令和7年度の目標は52%以上です。"
    );
    assert_eq!(
        said(Lang::En, &indicator("%"), &years),
        "FY2024: 41.0%; up 0.8 points from the year before. The target (50.0%以上) was missed. It fell short by 9.0 points. The target for FY2025 is 52%以上."
    );
}

#[test]
fn fewer_is_better_is_judged_by_the_target_not_by_the_movement() {
    let fewer = Indicator { direction: Some(Direction::Down), ..indicator("件") };
    assert_eq!(
        said(Lang::Ja, &fewer, &[(2023, "", value("35")), (2024, "30件以下", value("28"))]),
        "令和6年度は28件で、前年度より7件減りました。目標（30件以下）を達成しました。"
    );
    assert_eq!(
        said(Lang::Ja, &fewer, &[(2024, "0件", value("6"))]),
        "令和6年度は6件で、比べられる前の実績はありません。目標（0件）に届かず、あと6件でした。"
    );
}

#[test]
fn a_year_without_a_figure_says_why() {
    let skipped = Some((Figure::NotMeasured { because: "調査を中止したため".to_owned() }, Status::Final));
    assert_eq!(
        said(Lang::Ja, &indicator("%"), &[(2023, "50%以上", value("40")), (2024, "50%以上", skipped)]),
        "令和6年度は測定していません（調査を中止したため）。"
    );
    let coming = Some((Figure::NotYet, Status::Final));
    assert_eq!(
        said(Lang::Ja, &indicator("%"), &[(2024, "50%以上", coming)]),
        "令和6年度の実績は集計中です。"
    );
    assert_eq!(
        said(Lang::Ja, &indicator("%"), &[(2026, "50%以上", None)]),
        "実績はまだ報告されていません。令和8年度の目標は50%以上です。"
    );
    assert_eq!(said(Lang::Ja, &indicator("%"), &[]), "実績はまだ報告されていません。");
}

#[test]
fn a_gap_names_the_year_it_is_compared_with() {
    let skipped = Some((Figure::NotMeasured { because: "隔年".to_owned() }, Status::Final));
    assert_eq!(
        said(
            Lang::Ja,
            &indicator("人"),
            &[(2022, "", value("1200")), (2023, "", skipped), (2024, "", value("1200"))]
        ),
        "令和6年度は1,200人で、令和4年度と同じです。この年度の目標値はありません。"
    );
}

#[test]
fn nothing_is_compared_across_a_break() {
    let broken = Indicator {
        breaks: vec![Break { year: FiscalYear::new(2024), note: "定義の変更".to_owned() }],
        ..indicator("%")
    };
    assert_eq!(
        said(Lang::Ja, &broken, &[(2023, "", value("40")), (2024, "30%以上", value("31"))]),
        "令和6年度は31%で、集計方法が変わったため前の年度とは比べられません。目標（30%以上）を達成しました。"
    );
}

#[test]
fn provisional_and_cumulative_figures_are_called_so() {
    let early = Some((Figure::Value("9".parse().unwrap()), Status::Provisional));
    let sum = Indicator { window: Window::Cumulative, ..indicator("棟") };
    assert_eq!(
        said(Lang::Ja, &sum, &[(2023, "", value("7")), (2024, "10棟以上", early)]),
        "令和6年度までの累計は9棟（速報値）で、前年度より2棟増えました。目標（10棟以上）に届かず、あと1棟でした。"
    );
}

#[test]
fn a_change_is_counted_from_the_baseline() {
    let baseline = plan::indicator::Baseline { year: FiscalYear::new(2020), value: "60".parse().unwrap() };
    let rising = Indicator { baseline: Some(baseline), ..indicator("%") };
    assert_eq!(
        said(Lang::Ja, &rising, &[(2024, "5ポイント増", value("62"))]),
        "令和6年度は62%で、比べられる前の実績はありません。目標（5ポイント増）に届かず、あと3ポイントでした。"
    );
}

#[test]
fn a_target_in_words_is_not_judged() {
    assert_eq!(
        said(Lang::Ja, &indicator("%"), &[(2024, "全校で実施", value("80"))]),
        "令和6年度は80%で、比べられる前の実績はありません。目標（全校で実施）は数値だけでは判定できません。"
    );
}
