use proptest::prelude::*;

use super::*;
use crate::fiscal_year::FiscalYear;

fn check(text: &str, comparator: &str, target: &str, unit: &str) {
    let read = Condition::parse(text, None);
    let said = read.as_ref().map(|it| {
        let comparator = it.comparator().map(|it| it.to_string()).unwrap_or_default();
        let target = it.target().map(|it| it.to_string()).unwrap_or_default();
        let unit = it.unit.as_ref().map(ToString::to_string).unwrap_or_default();
        (comparator, target, unit)
    });
    assert_eq!(said, Some((comparator.to_owned(), target.to_owned(), unit.to_owned())), "{text}: {read:?}");
}

#[test]
fn targets_are_read_as_they_are_written() {
    for (text, comparator, target, unit) in [
        ("48%以上", "at_least", "48", "%"),
        ("48％以上", "at_least", "48", "%"),
        ("≧48", "at_least", "48", ""),
        ("48以上", "at_least", "48", ""),
        ("最低48", "at_least", "48", ""),
        ("48以上とする", "at_least", "48", ""),
        ("少なくとも48件", "at_least", "48", "件"),
        ("48%を下回らない", "at_least", "48", "%"),
        (">=48", "at_least", "48", ""),
        ("48 % 以上", "at_least", "48", "%"),
        ("3%以下", "at_most", "3", "%"),
        ("30日以内", "at_most", "30", "日"),
        ("≦3", "at_most", "3", ""),
        ("3件以下に抑える", "at_most", "3", "件"),
        ("30日以内に短縮", "at_most", "30", "日"),
        ("上限3件", "at_most", "3", "件"),
        ("3件を超えない", "at_most", "3", "件"),
        ("100を超える", "more_than", "100", ""),
        ("100超", "more_than", "100", ""),
        ("100件を上回る", "more_than", "100", "件"),
        (">100", "more_than", "100", ""),
        ("5未満", "less_than", "5", ""),
        ("5%未満とする", "less_than", "5", "%"),
        ("5件を下回る", "less_than", "5", "件"),
        ("=100", "equal", "100", ""),
        ("100と同数", "equal", "100", ""),
        ("60にする", "", "60", ""),
        ("60とする", "", "60", ""),
        ("→60", "", "60", ""),
        ("60", "", "60", ""),
        ("60%を目指す", "", "60", "%"),
        ("60件の達成", "", "60", "件"),
        ("60回開催", "", "60", "回"),
        ("60か所の設置", "", "60", "か所"),
        ("目標値：60", "", "60", ""),
        ("約60%", "", "60", "%"),
        ("60人程度", "", "60", "人"),
        ("ゼロ", "", "0", ""),
        ("ゼロ件", "", "0", "件"),
        ("60まで引き上げる", "at_least", "60", ""),
        ("60に拡大", "at_least", "60", ""),
        ("60へ増加", "at_least", "60", ""),
        ("60%に向上", "at_least", "60", "%"),
        ("60%まで高める", "at_least", "60", "%"),
        ("60%以上に引き上げる", "at_least", "60", "%"),
        ("48.3%まで減少", "at_most", "48.3", "%"),
        ("60に低下", "at_most", "60", ""),
        ("4.2まで減らす", "at_most", "4.2", ""),
        ("10%に抑制", "at_most", "10", "%"),
        ("20件まで削減する", "at_most", "20", "件"),
        ("2%増", "increase", "2", "%"),
        ("対前年約5.8%増", "increase", "5.8", "%"),
        ("毎年度12%の増加", "increase", "12", "%"),
        ("前年度より4人(8.3%)増加", "increase", "4", "人"),
        ("前年度比10%増", "increase", "10", "%"),
        ("5ポイント上昇", "increase", "5", "ポイント"),
        ("10件以上の増加", "increase", "10", "件"),
        ("10%アップ", "increase", "10", "%"),
        ("+5%", "increase", "5", "%"),
        ("令和4年度比5%増加", "increase", "5", "%"),
        ("前年比で17.8%減少", "decrease", "17.8", "%"),
        ("-17.8%", "decrease", "17.8", "%"),
        ("▲10%", "decrease", "10", "%"),
        ("30%以上削減", "decrease", "30", "%"),
        ("2013年度比46%削減", "decrease", "46", "%"),
        ("3割減", "decrease", "3", "割"),
        ("5件減らす", "decrease", "5", "件"),
        ("80%を維持", "maintain", "80", "%"),
        ("80%維持", "maintain", "80", "%"),
        ("80%を維持する", "maintain", "80", "%"),
        ("80%の水準を維持", "maintain", "80", "%"),
        ("現状維持", "maintain", "", ""),
        ("維持", "maintain", "", ""),
        ("前年度水準を維持", "maintain", "", ""),
        ("前年度並み", "maintain", "", ""),
        ("80%以上を維持", "at_least", "80", "%"),
        ("80%以上維持", "at_least", "80", "%"),
        ("前年度実績以上", "at_least", "", ""),
        ("前年度実績を上回る水準", "at_least", "", ""),
        ("前年度以上", "at_least", "", ""),
        ("前年度と同水準以上", "at_least", "", ""),
        ("全国平均以上", "at_least", "", ""),
        ("過去3年間の平均以上", "at_least", "", ""),
        ("令和4年度実績以上", "at_least", "", ""),
        ("前年度以下", "at_most", "", ""),
        ("前年度より増加", "increase", "", ""),
        ("前年度比増", "increase", "", ""),
        ("前年度より減少", "decrease", "", ""),
        ("増加", "increase", "", ""),
        ("減少させる", "decrease", "", ""),
        ("696～890", "", "", ""),
        ("50%～60%", "", "", "%"),
        ("±10％以内", "", "", "%"),
        ("欧州：3便／北米：維持", "", "", ""),
        ("国際3.8／地域3.8", "", "", ""),
        ("1/133", "", "", ""),
        ("毎年30、累計210", "", "", ""),
        ("40%以上60%以下", "", "", "%"),
        ("前年度比5%", "", "", "%"),
        ("5ポイント改善", "", "", "ポイント"),
        ("未定", "", "", ""),
        ("調整中", "", "", ""),
        ("半数以上", "at_least", "", ""),
        ("○%以上", "at_least", "", "%"),
        ("1時間30分以内", "at_most", "", ""),
        ("5.5‰(平成25年)→5.9‰(平成31年)", "", "5.9", "‰"),
        ("15.8%(H26)→28.0%(H31)", "", "28.0", "%"),
        ("100(平成13年)→90(平成22年)", "", "90", ""),
        ("100人から150人に増加", "at_least", "150", "人"),
        ("50件から30件へ削減", "at_most", "30", "件"),
        ("45%(R4)→60%以上(R8)", "at_least", "60", "%"),
        ("100人から150人", "", "", "人"),
        ("100人から150人へ", "", "150", "人"),
        ("令和7年度までに80%以上", "at_least", "80", "%"),
        ("80%以上（令和7年度）", "at_least", "80", "%"),
        ("各年度100件以上", "at_least", "100", "件"),
        ("年4回以上", "at_least", "4", "回"),
        ("10,000世帯以上(R3～R5作成合計目標)", "at_least", "10000", "世帯"),
        ("1億円以上", "at_least", "100000000", "円"),
        ("68万人以上", "at_least", "680000", "人"),
        ("平均30分以内", "at_most", "30", "分"),
    ] {
        check(text, comparator, target, unit);
    }
}

#[test]
fn what_is_no_target_is_none() {
    for text in [
        "",
        "満足度",
        "区民の割合：48%以上",
        "地域で安心して暮らせる",
        "48%以上の区民が満足している",
        "48%以上60%",
    ] {
        assert_eq!(Condition::parse(text, None), None, "{text}");
    }
}

#[test]
fn baselines_and_deadlines_are_kept() {
    let target = Condition::parse("15.8%(H26)→28.0%(H31)", None).unwrap();
    let baseline = target.baseline.unwrap();
    assert_eq!(
        (baseline.value, baseline.year, target.due),
        (Decimal::new(158, 1), Some(FiscalYear::new(2014)), Some(FiscalYear::new(2019)))
    );
    let target = Condition::parse("令和7年度末までに累計100件以上", None).unwrap();
    assert_eq!((target.due, target.cumulative), (Some(FiscalYear::new(2025)), true));
    let range = Condition::parse("696～890", None).unwrap();
    assert_eq!(range.condition, Condition::Range { from: 696.into(), to: 890.into() });
}

#[test]
fn met_by_decides_what_can_be_decided() {
    let met = |condition: Condition, actual: i64, baseline: Option<i64>, higher| {
        condition.met_by(actual.into(), baseline.map(Decimal::from), higher)
    };
    let n = Decimal::from;
    assert_eq!(met(Condition::AtLeast(n(48)), 48, None, None), Some(true));
    assert_eq!(met(Condition::MoreThan(n(48)), 48, None, None), Some(false));
    assert_eq!(met(Condition::AtMost(n(3)), 4, None, None), Some(false));
    assert_eq!(met(Condition::Bare(n(60)), 61, None, None), None);
    assert_eq!(met(Condition::Bare(n(60)), 61, None, Some(true)), Some(true));
    assert_eq!(met(Condition::Bare(n(60)), 61, None, Some(false)), Some(false));
    assert_eq!(met(Condition::Increase(Some(n(4))), 54, Some(50), None), Some(true));
    assert_eq!(met(Condition::Increase(Some(n(4))), 54, None, None), None);
    assert_eq!(met(Condition::Decrease(None), 49, Some(50), None), Some(true));
    assert_eq!(met(Condition::Maintain(None), 50, Some(50), None), Some(true));
    assert_eq!(met(Condition::Maintain(Some(n(80))), 81, None, None), None);
    assert_eq!(met(Condition::Range { from: n(1), to: n(3) }, 3, None, None), Some(true));
    assert_eq!(met(Condition::Against(Comparator::AtLeast), 1, Some(1), Some(true)), None);
    assert_eq!(met(Condition::Words, 1, Some(1), Some(true)), None);
}

fn conditions() -> impl Strategy<Value = Condition> {
    let number = (0i64..10_000_000, 0u32..3).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale));
    let maybe = proptest::option::of(number.clone());
    let comparators = [
        Comparator::AtLeast,
        Comparator::AtMost,
        Comparator::MoreThan,
        Comparator::LessThan,
        Comparator::Equal,
    ];
    prop_oneof![
        number.clone().prop_map(Condition::AtLeast),
        number.clone().prop_map(Condition::AtMost),
        number.clone().prop_map(Condition::MoreThan),
        number.clone().prop_map(Condition::LessThan),
        number.clone().prop_map(Condition::Equal),
        number.clone().prop_map(Condition::Bare),
        (number.clone(), 1i64..1000)
            .prop_map(|(from, more)| Condition::Range { from, to: from + Decimal::from(more) }),
        maybe.clone().prop_map(Condition::Maintain),
        maybe.clone().prop_map(Condition::Increase),
        maybe.prop_map(Condition::Decrease),
        proptest::sample::select(comparators.to_vec()).prop_map(Condition::Against),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(condition in conditions(), unit in "|%|人|件|か所|ポイント|円") {
        let written = condition.written(&unit);
        let read = Condition::parse(&written, None);
        prop_assert_eq!(read.map(|target| target.condition), Some(condition), "{}", written);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "[0-9%件人以上下内未満超増減前年度比から~→()、/約累計令和R]{0,30}") {
        let _ = Condition::parse(&text, Some("%"));
        let _ = WrittenTarget::find(&crate::key::key(&text), None);
    }

    #[test]
    fn no_text_at_all_breaks_the_reader(text in ".{0,60}") {
        let _ = Condition::parse(&text, None);
        let _ = WrittenTarget::find(&crate::key::key(&text), None);
    }
}

#[test]
fn a_target_in_another_unit_than_the_indicators_is_one_in_words() {
    let told = |text: &str, own: &str| Condition::parse_in(text, &Unit::new(own)).unwrap().condition;
    for (text, own) in [
        ("10%増", "人"),
        ("3割減", "件"),
        ("80%以上", "人"),
        ("100件以上", "人"),
        ("5ポイント増", "件"),
        ("10件～20件", "か所"),
    ] {
        assert_eq!(told(text, own), Condition::Words, "{text} of {own}");
    }
    assert_eq!(
        told("5ポイント増", "%"),
        Condition::Increase(Some(5.into())),
        "a percentage changes by points"
    );
    assert_eq!(told("80%以上", "％"), Condition::AtLeast(80.into()));
    assert_eq!(told("80名以上", "人"), Condition::AtLeast(80.into()), "one unit under two spellings");
    assert_eq!(told("80以上", "人"), Condition::AtLeast(80.into()));
    assert_eq!(told("12千人以上", ""), Condition::AtLeast(12_000.into()), "of no unit nothing is another");
    assert_eq!(told("増加", "件"), Condition::Increase(None));
}

#[test]
fn the_baseline_of_a_target_is_told_in_the_indicators_unit_too() {
    let told = Condition::parse_in("15.8千人(H26)→28.0千人(H31)", &Unit::new("千人")).unwrap();
    assert_eq!(told.condition.target(), Some(Decimal::new(280, 1)));
    assert_eq!(told.baseline.unwrap().value, Decimal::new(158, 1));
}

#[test]
fn of_ranks_the_smaller_number_is_the_better_one() {
    for text in ["3位以内", "3位以上"] {
        let told = Condition::parse_in(text, &Unit::new("位")).unwrap().condition;
        assert_eq!(told, Condition::AtMost(3.into()), "{text}");
        assert_eq!(told.written("位"), "3位以内");
    }
    assert_eq!(
        Condition::parse_in("3件以上", &Unit::new("件")).unwrap().condition,
        Condition::AtLeast(3.into())
    );
}
