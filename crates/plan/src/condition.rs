//! 目標値: what a target asks of the actual figure, with the words that Japanese documents use.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// 目標の条件: what an actual figure must do for the target to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// 以上
    AtLeast(Decimal),
    /// 以下, 以内
    AtMost(Decimal),
    /// 超
    MoreThan(Decimal),
    /// 未満
    LessThan(Decimal),
    /// 同数
    Equal(Decimal),
    /// 範囲: both ends belong to it.
    Range { from: Decimal, to: Decimal },
    /// 維持: of a figure, or of the baseline where none is named.
    Maintain(Option<Decimal>),
    /// 増加: by an amount against the baseline, or by any amount.
    Increase(Option<Decimal>),
    /// 減少: by an amount against the baseline, or by any amount.
    Decrease(Option<Decimal>),
    /// A number without a word: the indicator's direction decides.
    Bare(Decimal),
    /// 言葉の目標: no number can decide it.
    Words,
}
