//! What stands before the number of a target: 令和7年度までに, 各年度, 前年度比, 約, ≧.

use crate::{
    condition::{
        Comparator, Joint,
        base::{self, Base},
    },
    fiscal_year::{self, FiscalYear},
    vocabulary::after,
};

/// The words before a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    pub(super) comparator: Option<Comparator>,
    pub(super) base: Option<Base>,
    pub(super) due: Option<FiscalYear>,
    pub(super) window: Vec<String>,
    pub(super) approximate: bool,
    pub(super) cumulative: bool,
    /// ±10%: a tolerance, not a level.
    pub(super) tolerance: bool,
}

const APPROXIMATE: &str = "おおむね おおよそ およそ 概ね ほぼ 約 ≒";
const CUMULATIVE: &str = "期間累計 累計 累積 延べ のべ 延 通算";
const LABELS: &str = "数値目標 目標数値 目標値 目標数 目標 到達目標 計画値 めざす値 目指す値 指標値";
/// Spans that are windows wherever they stand before a number.
const SPANS: &str = "年率 各年度末 各年度 毎年度末 毎年度 単年度 毎年 各年 年間 毎月 毎週 毎日 月間 計画期間中 計画期間内 \
    計画期間 期間中 期間内 年度末までに 年度末時点 年度末 年度内に 年度内 年度当初 期末 年度 今年度 \
    本年度 当年度 翌年度 次年度 最終年度";
/// Spans that may as well end a name, so they count only behind a firm joint.
const FIRM_SPANS: &str = "年平均 月平均 1日平均 一日平均 1日当たり 1日あたり 1人当たり 1人あたり 平均 全体で 全体 総数 合計 \
    計 各回 各校 各地域 各区 各地区 各校区 各施設 全";
/// Behind a year: 末, 時点, までに.
const BEHIND_A_YEAR: &str = "末日 末 中 時点 までの間 までに まで における において の目標値 目標値 の目標 目標 に には で の \
    内 以降 以降は 度 当初 計画 迄に 迄";

impl Lead {
    /// Takes every word that may stand before a number, and what is left.
    pub(super) fn take(key: &str, joint: Joint) -> (Self, &str) {
        let mut lead = Self::default();
        let mut rest = key;
        loop {
            let text =
                if rest.len() < key.len() { rest.trim_start_matches([' ', '、', ',', ':']) } else { rest };
            match lead.step(text, joint, rest.len() < key.len()) {
                Some(after) => rest = after,
                None => return (lead, text),
            }
        }
    }

    fn step<'a>(&mut self, text: &'a str, joint: Joint, begun: bool) -> Option<&'a str> {
        let firm = matches!(joint, Joint::Firm | Joint::Open) || begun;
        let named =
            base::at_start(text).filter(|(_, rest)| self.base.is_none() && (firm || !rest.is_empty()));
        if let Some((base, rest)) = named {
            self.base = Some(base);
            return Some(rest);
        }
        if let Some((comparator, rest)) = Comparator::before(text).filter(|_| self.comparator.is_none()) {
            self.comparator = Some(comparator);
            return Some(rest.strip_prefix('は').unwrap_or(rest));
        }
        self.years(text).or_else(|| self.mark(text)).or_else(|| label(text)).or_else(|| self.span(text, firm))
    }

    /// 約, 累計, ± and an arrow.
    fn mark<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some(rest) = after(text, APPROXIMATE) {
            self.approximate = true;
            return Some(rest);
        }
        if let Some(rest) = after(text, CUMULATIVE) {
            self.cumulative = true;
            self.window.push(text[..text.len() - rest.len()].to_owned());
            return Some(rest.strip_prefix('で').unwrap_or(rest));
        }
        if let Some(rest) = text.strip_prefix('±') {
            self.tolerance = true;
            return Some(rest);
        }
        text.strip_prefix('→')
    }

    /// 各年度, 年間, 3年間で, or 年 before a digit.
    fn span<'a>(&mut self, text: &'a str, firm: bool) -> Option<&'a str> {
        let rest = after(text, SPANS)
            .or_else(|| after(text, FIRM_SPANS).filter(|_| firm))
            .or_else(|| counted_years(text))
            .or_else(|| on_a_day(text))
            .or_else(|| after(text, "年 月 週 日").filter(|rest| starts_with_digit(rest)))?;
        let rest = rest.strip_prefix(['に', 'で', 'は', 'の']).filter(|_| rest.len() > 3).unwrap_or(rest);
        let span = &text[..text.len() - rest.len()];
        self.window.push(span.trim_end_matches(['に', 'で', 'は', 'の']).to_owned());
        Some(rest)
    }

    /// 令和7年度末までに, R3~R5, (R7).
    fn years<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let inside = text.strip_prefix(['(', '[', '【']);
        let (mut due, mut rest) = fiscal_year::at_start(inside.unwrap_or(text), None)?;
        let spaced = rest.trim_start();
        let second = spaced.strip_prefix(['~', '-']).or_else(|| spaced.strip_prefix("から"));
        let last = second.and_then(|second| fiscal_year::at_start(second.trim_start(), None));
        if let Some((last, behind)) = last {
            (due, rest) = (last, behind);
        }
        rest = past_month(rest);
        while let Some(behind) = after(rest.trim_start(), BEHIND_A_YEAR) {
            rest = behind;
        }
        if inside.is_some() {
            rest = rest.trim_start().strip_prefix([')', ']', '】'])?;
        }
        self.due = Some(due);
        self.window.push(text[..text.len() - rest.len()].trim().to_owned());
        Some(rest)
    }
}

/// 目標値:
fn label(text: &str) -> Option<&str> {
    let rest = after(text, LABELS)?;
    let rest = rest.strip_prefix(['は', 'を']).unwrap_or(rest);
    Some(rest.strip_prefix(':').unwrap_or(rest))
}

/// 3年間で累計 …: past a span that is counted in years.
fn counted_years(text: &str) -> Option<&str> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = after(&text[digits..], "年間で か年で 年間の累計 年間累計 か年累計 年後に 年間合計 年間")?;
    starts_with_digit(rest).then_some(rest)
}

/// 4月1日現在 …: past the day of a count.
fn on_a_day(text: &str) -> Option<&str> {
    let number = |text: &'_ str| text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end));
    let day = text[number(text)?..].strip_prefix('月')?;
    let rest = match number(day) {
        Some(end) => day[end..].strip_prefix('日')?,
        None => day.strip_prefix('末')?,
    };
    after(rest, "現在で 現在 時点で 時点 までに")
}

/// 4月, 3月末, 4月1日 behind a year.
fn past_month(rest: &str) -> &str {
    let number = |text: &str| text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end));
    let Some(day) = number(rest).and_then(|end| rest[end..].strip_prefix('月')) else { return rest };
    number(day).and_then(|end| day[end..].strip_prefix('日')).unwrap_or(day)
}

fn starts_with_digit(text: &str) -> bool {
    text.trim_start_matches("約").starts_with(|c: char| c.is_ascii_digit())
}
