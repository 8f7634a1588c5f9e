//! The words of a file of rules.

use plan::rating::{Among, ChangeBy, ChangeFrom, Formula, Hold, Of, Open, Order, Tone, Total, Toward, When};

use super::entry::Words;

/// 測るもの.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    MeetsTarget,
    Achievement,
    Change,
    ShareReached,
    Points,
    Person,
}

pub(super) const MEASURES: &Words<Measured> = &[
    ("meets_target", "目標達成", Measured::MeetsTarget),
    ("achievement", "達成率", Measured::Achievement),
    ("change", "変化", Measured::Change),
    ("share_reached", "達成した割合", Measured::ShareReached),
    ("points", "点数", Measured::Points),
    ("person", "人による判定", Measured::Person),
];

pub(super) const FORMULAS: &Words<Formula> = &[
    ("actual_over_target", "実績÷目標", Formula::ActualOverTarget),
    ("target_over_actual", "目標÷実績", Formula::TargetOverActual),
    ("twice_target_less_actual", "(目標×2-実績)÷目標", Formula::TwiceTargetLessActual),
    ("way_from_baseline", "基準値からの道のり", Formula::WayFromBaseline),
    ("met", "目標達成", Formula::Met),
    ("nearest_end", "近いほうの端", Formula::NearestEnd),
];

pub(super) const TOWARDS: &Words<Toward> =
    &[("year", "その年度", Toward::Year), ("end", "最終年度", Toward::End)];

pub(super) const CHANGES_FROM: &Words<ChangeFrom> =
    &[("last_year", "前年度", ChangeFrom::LastYear), ("baseline", "基準値", ChangeFrom::Baseline)];

pub(super) const CHANGES_BY: &Words<ChangeBy> =
    &[("difference", "差", ChangeBy::Difference), ("rate", "増減率", ChangeBy::Rate)];

pub(super) const AMONG: &Words<Among> =
    &[("indicators", "指標", Among::Indicators), ("elements", "要素", Among::Elements)];

pub(super) const OPEN: &Words<Open> =
    &[("left_out", "除く", Open::LeftOut), ("missed", "未達成とみなす", Open::Missed)];

pub(super) const TOTALS: &Words<Total> =
    &[("sum", "合計", Total::Sum), ("share_of_most", "満点に対する割合", Total::ShareOfMost)];

pub(super) const ORDERS: &Words<Order> = &[
    ("first_is_best", "先頭が最もよい", Order::FirstIsBest),
    ("last_is_best", "末尾が最もよい", Order::LastIsBest),
];

/// 維持の判定, where nothing but a word is needed.
pub(super) const HOLDS: &Words<Hold> =
    &[("at_least", "下回らない", Hold::AtLeast), ("at_most", "上回らない", Hold::AtMost)];

pub(super) const TONES: &Words<Tone> = &[
    ("reached", "達成", Tone::Reached),
    ("nearly", "概ね順調", Tone::Nearly),
    ("slow", "やや遅れ", Tone::Slow),
    ("missed", "遅れ", Tone::Missed),
    ("open", "判定なし", Tone::Open),
];

pub(super) const PARTS_OF: &Words<Of> =
    &[("whole", "全体", Of::Whole), ("expected", "期待される進み", Of::Expected)];

pub(super) const WHENS: &Words<When> = &[
    ("no_target", "目標値がない", When::NoTarget),
    ("not_yet", "実績未報告", When::NotYet),
    ("not_measured", "未測定", When::NotMeasured),
    ("cannot_judge", "計算できない", When::CannotJudge),
];
