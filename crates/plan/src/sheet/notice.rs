//! 気づき: what is worth another look in a field while it is typed. Nothing is refused for it.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::layout::last_year;
use super::understood::{Answer, Context};
use crate::actual::{Actual, Figure};
use crate::amount::{Amount, AmountKind};
use crate::check::{self, Known};
use crate::condition::{Comparator, Condition};
use crate::element::Meaning;
use crate::form::Asks;
use crate::indicator::{Direction, Indicator, Window};
use crate::missing::Missing;
use crate::number::print;
use crate::target::Target;
use crate::unit::Unit;

/// 気づき in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its name for ever.
    pub code: &'static str,
    /// For a clerk.
    pub ja: String,
    /// The same in English.
    pub en: String,
    /// The whole text as it would be right, where that is plain: offered, never put in.
    pub instead: Option<String>,
}

impl Notice {
    fn new(code: &'static str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, ja: ja.into(), en: en.into(), instead: None }
    }
}

/// 字数: characters as people count them, by the extended grapheme clusters of UAX #29: 葛 with its variation selector, か with
/// a combining mark and a line end of any kind are one each.
/// ```
/// use plan::sheet::notice::characters;
/// assert_eq!((characters("葛\u{E0100}城"), characters("一\r\n二"), characters("ｶﾞ")), (2, 3, 1));
/// ```
pub fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Everything worth another look.
pub(super) fn notices(text: &str, answer: &Answer, context: &Context<'_>) -> Vec<Notice> {
    let mut found: Vec<Notice> = limit(text, context).into_iter().collect();
    match answer {
        Answer::Words(_) | Answer::Paragraphs(_) => {
            found.extend(writing(text, context));
            found.extend(copied(text, context));
        }
        Answer::Target { condition, words } => {
            found.extend(writing(text, context));
            found.extend(target(condition, words, context));
        }
        Answer::Figure { figure: Figure::Value(value), .. } => found.extend(leap(*value, context)),
        Answer::Yen(yen) => found.extend(money_leap(*yen, context)),
        _ => {}
    }
    found
}

/// Control characters that are left out of what is decided.
pub(super) fn unseen(count: usize, text: &str) -> Option<Notice> {
    let notice = Notice::new(
        "control-characters",
        format!("見えない制御文字が{count}個あります（除いて記録します）"),
        format!("{count} control characters that nobody sees are left out"),
    );
    (count > 0).then(|| Notice { instead: Some(text.to_owned()), ..notice })
}

fn limit(text: &str, context: &Context<'_>) -> Option<Notice> {
    let limit = usize::try_from(context.field.limit?).ok()?;
    let length = characters(text.trim_end());
    let over = length.checked_sub(limit).filter(|it| *it > 0)?;
    Some(Notice::new(
        "over-limit",
        format!("{length}字です（目安の{limit}字より{over}字多い）"),
        format!("{length} characters, {over} more than the {limit} that are asked for"),
    ))
}

/// What the checks say of any text.
fn writing(text: &str, context: &Context<'_>) -> Vec<Notice> {
    let findings = check::typed(text, known(context), context.edition);
    let notice = |it: check::Finding| {
        let instead = match it.check.code {
            "half-width-kana" => Some(full_width(text)),
            _ => it.fix.filter(|fix| text.contains(&fix.from)).map(|fix| text.replace(&fix.from, &fix.to)),
        };
        Notice { instead, ..Notice::new(it.check.code, it.ja, it.en) }
    };
    findings.into_iter().map(notice).collect()
}

/// 前年度の写し, where the year should have changed what is said.
fn copied(text: &str, context: &Context<'_>) -> Option<Notice> {
    let changes = match context.field.asks {
        Asks::Explanation { .. } | Asks::Assessment { .. } | Asks::Future { .. } => true,
        Asks::Section(meaning) => matches!(meaning, Meaning::Problem | Meaning::Strategy | Meaning::Action),
        _ => false,
    };
    let last = || last_year(context.edition, context.year, context.field, context.subject);
    let percent = if changes { check::copied(text, &last())? } else { return None };
    Some(Notice::new(
        "copied-text",
        format!("前年度の文章と{percent}％同じです（今年度の内容に改めてください）"),
        format!("{percent}% of it is last year's text"),
    ))
}

/// The text with every run of half-width kana in full width, and nothing else changed.
fn full_width(text: &str) -> String {
    let is_half = |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_half) {
        let (before, run) = rest.split_at(at);
        let end = run.find(|c| !is_half(c)).unwrap_or(run.len());
        out.push_str(before);
        out.extend(run[..end].nfkc());
        rest = &run[end..];
    }
    out + rest
}

/// The percentages that an explanation speaks of.
fn known(context: &Context<'_>) -> Known {
    let (edition, subject, year) = (context.edition, context.subject, context.asked_year());
    let indicator = edition.find::<Indicator>(subject).filter(|it| it.unit.is_percent());
    let Some(indicator) = indicator.filter(|_| matches!(context.field.asks, Asks::Explanation { .. })) else {
        return Known::default();
    };
    let value = |year| edition.find::<Actual>(&subject.actual(year)).and_then(Actual::value);
    let baseline = indicator.baseline.map(|it| it.value);
    let target = edition.find::<Target>(&subject.target(year)).and_then(|it| it.level(baseline));
    Known { now: value(year), last: value(year.previous()), target }
}

fn target(condition: &Condition, words: &str, context: &Context<'_>) -> Vec<Notice> {
    let read = Condition::parse_in(words, &Unit::new(context.unit.as_deref().unwrap_or_default()));
    let mut found = vec![];
    if Missing::parse(words).is_some() {
        let ja = format!("「{words}」は目標値ではありません。まだ決まっていないなら空欄にしてください");
        found.push(Notice::new(
            "no-target",
            ja,
            format!("“{words}” is no target: leave the field blank until there is one"),
        ));
    }
    if let Some(it) = read.as_ref().filter(|it| it.approximate)
        && let Some(number) = it.target()
    {
        let ja = format!("およその目標です。言葉のまま示し、達成したかどうかは{}で判定します", print(number));
        found.push(Notice::new(
            "approximate-target",
            ja,
            format!("an approximate target: it is judged by {}", print(number)),
        ));
    }
    let asked = context.asked_year();
    if let Some(due) = read.as_ref().and_then(|it| it.due).filter(|it| *it != asked) {
        let (due_ja, asked_ja) = (due.japanese(), asked.japanese());
        let ja = format!("{due_ja}の目標と書いてありますが、この欄は{asked_ja}の目標です");
        let en = format!("it names FY{}, and this field is the target of FY{}", due.year(), asked.year());
        found.push(Notice::new("target-year", ja, en));
    }
    let own = context.unit.as_deref().and_then(Unit::parse);
    if let Some((unit, own)) = read.and_then(|it| it.unit).zip(own)
        && !unit.fits(&own)
        && !condition.is_in_points(&unit, &own)
    {
        let ja = format!("単位「{}」は、指標の単位「{}」と違います", unit.as_str(), own.as_str());
        let en = format!("the unit “{}” is not the indicator’s, “{}”", unit.as_str(), own.as_str());
        found.push(Notice::new("target-unit", ja, en));
    }
    found.extend(eased(condition, words, context));
    found
}

/// Whether the target asks less than last year's.
fn eased(condition: &Condition, words: &str, context: &Context<'_>) -> Option<Notice> {
    let (edition, year) = (context.edition, context.asked_year());
    let last = edition.find::<Target>(&context.subject.target(year.previous()))?;
    let indicator = edition.find::<Indicator>(context.subject);
    let baseline = indicator.and_then(|it| it.baseline).map(|it| it.value);
    let own = indicator.and_then(|it| it.direction).and_then(Direction::higher_is_better);
    let rises = own.or_else(|| rises(condition))?;
    let now = Target { condition: condition.clone(), words: words.to_owned(), ..last.clone() };
    let (before, after) = (last.level(baseline)?, now.level(baseline)?);
    let is_eased = if rises { after < before } else { after > before };
    is_eased.then(|| {
        let said = last.said();
        Notice::new(
            "eased-target",
            format!("前年度の目標（{said}）よりゆるい目標です。理由を確かめてください"),
            format!("asks less than last year’s target ({said}): is there a reason?"),
        )
    })
}

fn rises(condition: &Condition) -> Option<bool> {
    match condition.comparator()? {
        Comparator::AtLeast | Comparator::MoreThan | Comparator::Increase => Some(true),
        Comparator::AtMost | Comparator::LessThan | Comparator::Decrease => Some(false),
        Comparator::Equal | Comparator::Maintain => None,
    }
}

/// 前年度から±30％を超える変化. Running totals only grow.
fn leap(value: Decimal, context: &Context<'_>) -> Option<Notice> {
    let (edition, last_year) = (context.edition, context.asked_year().previous());
    let running =
        edition.find::<Indicator>(context.subject).is_some_and(|it| it.window == Window::Cumulative);
    let last = edition.find::<Actual>(&context.subject.actual(last_year)).filter(|_| !running)?.value()?;
    jump(value, last, &print(last))
}

fn money_leap(yen: i64, context: &Context<'_>) -> Option<Notice> {
    let Asks::Money { kind, year } = context.field.asks else { return None };
    let last = Asks::Money { kind, year: year.checked_sub(1)? }.field(context.subject, context.year);
    let last =
        context.edition.find::<Amount>(&last.record()).filter(|_| kind != AmountKind::Supplementary)?;
    jump(yen.into(), last.yen.into(), &crate::money::print_yen(last.yen))
}

fn jump(now: Decimal, last: Decimal, said: &str) -> Option<Notice> {
    let change = now.checked_sub(last)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(last.abs())?;
    (change.abs() > Decimal::from(30)).then(|| {
        let change = change.round_dp(1).normalize();
        let sign = if change.is_sign_negative() { "" } else { "+" };
        Notice::new(
            "leap",
            format!("前年度（{said}）から{sign}{change}％の変化です。桁や単位を確かめてください"),
            format!("{sign}{change}% against last year ({said}): are the digits and the unit right?"),
        )
    })
}
