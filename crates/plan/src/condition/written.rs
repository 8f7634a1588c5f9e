//! How targets are written, from 48%以上 to 5.5‰(平成25年)→5.9‰(平成31年).

use rust_decimal::Decimal;

use super::{Comparator, Condition};
use crate::{fiscal_year::FiscalYear, unit::Unit};

mod figure;
mod lead;
mod reading;
mod words;

/// 基準値 as a target names it: 45%(R4)→60%.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// The figure from which the way to the target is counted.
    pub value: Decimal,
    /// The year of that figure, where it is written.
    pub year: Option<FiscalYear>,
}

/// How a target is tied to the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// A colon, or a cell of its own: whatever follows is the target.
    Firm,
    /// A space, or the start of a line: a target may follow, but so may more of the name.
    Open,
    /// Behind は, を or が: a verb alone may be the target.
    Particle,
    /// Glued to words: only what cannot be anything else is a target.
    Glued,
}

/// 目標: what a text asks, with the words around its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTarget {
    /// What the actual figure must do.
    pub condition: Condition,
    /// The unit as written, less its scale, or the unit of the table.
    pub unit: Option<Unit>,
    /// The figure from which it starts.
    pub baseline: Option<Baseline>,
    /// 令和7年度までに: when it is due.
    pub due: Option<FiscalYear>,
    /// 各年度, 累計, (R3～R5合計): the span it is counted over, in the text's own words, folded.
    pub window: Vec<String>,
    /// 約, 程度, 概ね
    pub approximate: bool,
    /// 累計, 延べ
    pub cumulative: bool,
}

impl WrittenTarget {
    /// Reads a whole [`key`](crate::key::key) as one target; `None` where it is not one from its first to its last character.
    ///
    /// The name of an indicator is what stands before the first place from which this succeeds.
    pub fn parse(key: &str, joint: Joint, context_unit: Option<&str>) -> Option<Self> {
        let context = context_unit.and_then(Unit::of_table);
        reading::whole(key, joint, context.as_ref(), 0).map(Self::ranked)
    }

    /// 3位以上 is third or better: of ranks the smaller number is the higher one.
    fn ranked(self) -> Self {
        let condition = match self.condition {
            Condition::AtLeast(value) if self.unit.as_ref().is_some_and(Unit::is_rank) => {
                Condition::AtMost(value)
            }
            other => other,
        };
        Self { condition, ..self }
    }

    /// The first place in a [`key`](crate::key::key) from which all that follows is one target, and that target.
    /// ```
    /// use plan::condition::WrittenTarget;
    /// let (at, target) = WrittenTarget::find("65歳以上の参加者数:100人以上", None).unwrap();
    /// assert_eq!((at, target.target()), ("65歳以上の参加者数:".len(), Some(100.into())));
    /// ```
    pub fn find(key: &str, context_unit: Option<&str>) -> Option<(usize, Self)> {
        let context = context_unit.and_then(Unit::of_table);
        let places = key.char_indices().filter_map(|(at, c)| Some((at, joint(&key[..at], c)?)));
        places
            .into_iter()
            .find_map(|(at, joint)| Some((at, reading::whole(&key[at..], joint, context.as_ref(), 0)?)))
    }

    /// 以上, 以下 …, if the text compares.
    pub fn comparator(&self) -> Option<Comparator> {
        self.condition.comparator()
    }

    /// The one number of the target.
    pub fn target(&self) -> Option<Decimal> {
        self.condition.target()
    }
}

/// How a target that begins with `c` would hang on to the words before it; `None` in the middle of a number or a Latin word.
fn joint(before: &str, c: char) -> Option<Joint> {
    let Some(last) = before.chars().next_back() else { return Some(Joint::Open) };
    let ellipsis = before.ends_with("...");
    let latin = (c.is_ascii_alphanumeric() && last.is_ascii_alphanumeric())
        || (matches!(last, '.' | ',') && !ellipsis && c.is_ascii_digit());
    let dotted = c == '.' && last == '.';
    let numeral = "一二三四五六七八九十百千万億〇第約".contains(last)
        || matches!(last, '-' | '▲' | '△' | '+' | '±' | '~' | '→');
    match last {
        _ if latin || dotted || numeral || c == ' ' || c == ':' || c == '(' => None,
        ':' | '.' => Some(Joint::Firm),
        ' ' | '」' | '』' | '、' => Some(Joint::Open),
        'は' | 'を' | 'が' => Some(Joint::Particle),
        _ => Some(Joint::Glued),
    }
}
