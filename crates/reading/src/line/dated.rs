//! Which years an achievement line names, and the line without them.

use plan::{
    date::PartialDate,
    era::Era,
    fiscal_year::{self, FiscalYear},
};

/// Every year that the line names, each once, and the line without them. A date counts as the year in which it lies.
pub(super) fn years(key: &str, context: Option<FiscalYear>) -> (Vec<FiscalYear>, String) {
    let (mut years, mut text, mut rest) = (Vec::new(), String::new(), key);
    while let Some(c) = rest.chars().next() {
        match year(rest, &text, context) {
            Some((year, after)) => {
                if !years.contains(&year) {
                    years.push(year);
                }
                text.push(' ');
                rest = after;
            }
            None => {
                text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    (
        years,
        text.replace("( 実績)", " ")
            .replace("( 実績値)", " ")
            .replace("( )", " ")
            .replace("[ ]", " ")
            .replace("【 】", " "),
    )
}

/// The year of the result at the start of `rest`, where `before` stands in front of it.
fn year<'a>(rest: &'a str, before: &str, context: Option<FiscalYear>) -> Option<(FiscalYear, &'a str)> {
    let glued = before.ends_with(|c: char| c.is_ascii_alphanumeric() || "./-~".contains(c));
    let bare = rest.starts_with(|c: char| c.is_ascii_digit())
        && before.ends_with(|c: char| !" :、,([【".contains(c));
    if glued || bare {
        return None;
    }
    if let Some(found) = day(rest) {
        return Some(found);
    }
    let (year, after) = fiscal_year::at_start(rest, context).filter(|(_, after)| is_heading(after))?;
    // (前年度52.1%): another year's figure beside this one
    let opened = before.strip_suffix('(').is_some_and(|before| before.contains(|c: char| c.is_ascii_digit()));
    let inner = after.split(')').next().unwrap_or_default();
    let beside = opened
        && inner.contains(|c: char| c.is_ascii_digit())
        && after.starts_with(|c: char| c.is_ascii_digit() || ": 実".contains(c));
    (!beside).then_some((year, after))
}

/// 令和6年3月31日現在, R5.12末: a day or a month that has its era.
fn day(rest: &str) -> Option<(FiscalYear, &str)> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4 || Era::at_start(rest).is_some()).then_some(())?;
    let end = rest
        .find([
            ' ', ':', '現', '時', '末', '、', '(', ')', ',', '実', '見', 'ま', '~', 'の', '公', '発', '確',
            '予', '把', '集', '頃', '上', '中', '下', 'に', 'ご', '判',
        ])
        .unwrap_or(rest.len());
    let date = PartialDate::parse(&rest[..end])?.fiscal_year()?;
    let after = &rest[end..];
    (is_heading(after)).then_some((date, after))
}

/// What follows a year that is not the one of the result: 令和7年度までに, 令和6年8月公表予定.
const NOT_ITS_OWN: &str = "まで から ~ 生まれ の目標 目標 公表 発表 確定 判明 把握 予定 国勢調査 国調";

/// A year of the result, not of a plan, a target or a publication.
fn is_heading(after: &str) -> bool {
    let month = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let dated = month.len() < after.len() && month.starts_with('月');
    let after = after.trim_start_matches(['上', '中', '下', '旬', '末', '頃', 'に', 'ご', 'ろ']);
    !dated && !NOT_ITS_OWN.split_whitespace().any(|word| after.starts_with(word))
}
