//! 予算・決算: amounts with their year and kind, from labels, cells and columns.

use plan::{fiscal_year::FiscalYear, money};

use super::{MEMORY, Reader, place::Class};
use crate::{
    document::{Budget, BudgetKind},
    outline::Entry,
    words::{has_digit, is_digit, key, trim},
};

/// 金額の文脈: what labels and heads have said so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    pub year: Option<FiscalYear>,
    pub kind: Option<BudgetKind>,
    /// 千円
    pub unit: Option<String>,
}

impl Reader<'_> {
    /// 「予算額（千円）」 as a heading: its unit and kind hold for what follows; amounts may stand on its line.
    pub(super) fn budget_label(&mut self, entry: &Entry) {
        let found = amounts(&[&entry.text], self.statement_year(), &self.money());
        let label: String = entry.text.chars().take(60).collect();
        if let Some(frame) = self.stack.last_mut() {
            frame.label = if found.is_empty() { label } else { "予算".to_owned() };
        }
        if !found.is_empty() {
            self.budgets(entry, found);
        }
    }

    /// The context that the open headings give.
    pub(super) fn budget_context(&self) -> Context {
        let mut context = Context::default();
        for frame in
            self.stack.iter().filter(|frame| frame.meaning == Some(crate::dictionary::Meaning::Budgets))
        {
            context = label(&frame.label, self.statement_year()).unwrap_or_default();
            context.unit = context.unit.or_else(|| unit(&key(&frame.label)));
        }
        context.unit = context.unit.or_else(|| self.unit_of_money.clone());
        context
    }

    /// What a line （単位：円） above has said.
    pub(super) fn money(&self) -> Context {
        Context { unit: self.unit_of_money.clone(), ..Context::default() }
    }

    pub(super) fn budget_text(&mut self, entry: &Entry, text: &str) {
        let found = amounts(&[text], self.statement_year(), &self.budget_context());
        if found.is_empty() {
            return if has_digit(text) || text.chars().count() > 4 {
                self.keep_under_budget(entry, text);
            } else {
                self.place(entry, Class::Markup);
            };
        }
        self.budgets(entry, found);
    }

    fn keep_under_budget(&mut self, entry: &Entry, text: &str) {
        if label(text, None).is_some() {
            return self.place(entry, Class::Markup);
        }
        self.keep_section(entry, "予算".to_owned(), entry.line(), text);
    }

    pub(super) fn budgets(&mut self, entry: &Entry, found: Vec<Budget>) {
        let below_title = self.stack.iter().any(|frame| frame.rank > 100 && frame.number.is_some());
        if self.statement.is_none() && !below_title {
            return self.unread(entry);
        }
        self.place(entry, Class::Value);
        let line = entry.line();
        let Some(issue) = self.issue_mut(line) else { return };
        for budget in found {
            let budget = Budget { line, ..budget };
            let same = |held: &&Budget| {
                (held.fiscal_year, held.kind, held.yen) == (budget.fiscal_year, budget.kind, budget.yen)
            };
            if !issue.budgets.iter().rev().take(MEMORY).any(|held| same(&held)) {
                issue.budgets.push(budget);
            }
        }
    }
}

/// Reads labels and amounts in the order in which they stand: `3決算額 73百万円 4予算額 89百万円`.
pub(super) fn amounts(cells: &[&str], document: Option<FiscalYear>, context: &Context) -> Vec<Budget> {
    let mut found = Vec::new();
    let mut now = context.clone();
    let mut labelled = context.kind.is_some();
    for cell in cells {
        for word in words(cell) {
            if let Some(read) = label(&word, document) {
                labelled = true;
                now = Context {
                    year: read.year.or(now.year.filter(|_| read.kind.is_none())),
                    kind: read.kind.or(now.kind),
                    unit: read.unit.or(now.unit),
                };
                if let Some((_, amount)) = split_amount(&word) {
                    push(&mut found, amount, &now, document);
                }
            } else if labelled {
                push(&mut found, &word, &now, document);
            }
        }
    }
    found
}

/// `（単位：千円）` on a line of its own.
pub(super) fn unit_line(text: &str) -> Option<String> {
    let folded = key(text);
    let inner = folded.trim_matches(|c: char| "()[]【】※".contains(c));
    let unit = inner.strip_prefix("単位")?.trim_start_matches([':', '/', '=']);
    let unit = unit.split(['、', ',', '・', '/']).next().unwrap_or(unit);
    ["百万円", "千円", "億円", "万円", "円"].contains(&unit).then(|| unit.to_owned())
}

/// Amounts of a line that holds nothing but labels of money and amounts: `28決算額 3,200千円 29予算額 3,000千円`.
pub(super) fn line(text: &str, document: Option<FiscalYear>) -> Vec<Budget> {
    let text = text.trim_start_matches(['・', '･', '●', '○', '■', '◆', ' ', '\u{3000}']);
    let known = |word: &String| {
        label(word, document).is_some_and(|it| it.kind.is_some())
            || is_amount(word, None)
            || !word.chars().any(|c| is_digit(c) || c.is_alphabetic())
    };
    let dated =
        words(text).first().and_then(|word| label(word, document)).is_some_and(|it| it.year.is_some());
    if !dated || !words(text).iter().all(known) {
        return Vec::new();
    }
    amounts(&[text], document, &Context::default())
}

fn push(found: &mut Vec<Budget>, word: &str, now: &Context, document: Option<FiscalYear>) {
    let word = trim(word.trim_matches([':', '：']));
    // 「12百万円）・救急隊の増隊」: words behind a bracket are not of the amount.
    let tail = word.split_once('円').filter(|(_, rest)| rest.starts_with(['）', ')', '・', '】']));
    let word = tail.and_then(|(head, _)| word.get(..head.len() + '円'.len_utf8())).unwrap_or(word);
    let word =
        if word.contains(['（', '(']) { word } else { word.trim_end_matches(['）', ')', '】', ']']) };
    if !word.chars().any(is_digit) || !is_amount(word, now.unit.as_deref()) {
        return;
    }
    let (Some(yen), Some(kind)) = (money::yen(word, now.unit.as_deref()), now.kind) else { return };
    found.push(Budget { fiscal_year: now.year.or(document), kind, yen, raw: word.to_owned(), line: 0 });
}

/// A bare number is money only where a unit was named.
pub(super) fn is_amount(word: &str, unit: Option<&str>) -> bool {
    let folded = key(word);
    folded.contains('円')
        || (unit.is_some() && folded.chars().all(|c| c.is_ascii_digit() || ",.△▲-()".contains(c)))
}

/// Words of a cell: at white space and commas, but `13,500 千円` is one.
fn words(cell: &str) -> Vec<String> {
    let spaced = with_wide_commas(cell)
        .replace("単位：", "単位")
        .replace("単位:", "単位")
        .replace(['、', '／', '→', '：', ':'], " ")
        .replace("円（", "円 （")
        .replace("円(", "円 (");
    let mut words: Vec<String> = Vec::new();
    for word in spaced.split_whitespace() {
        let unit = ["円", "千円", "百万円", "億円", "万円"].contains(&key(word).as_str());
        match words.last_mut() {
            Some(last) if unit && last.ends_with(is_digit) => last.push_str(word),
            Some(last) if key(last).ends_with("年度") && !has_digit(word) && label(word, None).is_some() => {
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// `１，２５０千円`: a wide comma between digits cuts no words; all others are written as ideographic ones.
fn with_wide_commas(cell: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let mut before = None;
    let mut chars = cell.chars().peekable();
    let mut out = String::with_capacity(cell.len());
    while let Some(c) = chars.next() {
        let inside = c == '，' && digit(before) && digit(chars.peek().copied());
        out.push(if c == '，' && !inside { '、' } else { c });
        before = Some(c);
    }
    out
}

/// `令和3年度決算額：73百万円`: the label, and the amount glued to it.
fn split_amount(word: &str) -> Option<(&str, &str)> {
    if let Some((label, amount)) = word.split_once(['：', ':']) {
        return Some((label, amount));
    }
    let at = ["決算見込額", "決算額", "予算額", "決算", "予算", "事業費"]
        .iter()
        .find_map(|end| word.find(end).map(|at| at + end.len()))?;
    let amount = word.get(at..)?;
    let amount = if amount.starts_with(['(', '（']) {
        amount
            .find([')', '）'])
            .and_then(|end| amount.get(end..))
            .map_or(amount, |rest| rest.trim_start_matches([')', '）']))
    } else {
        amount
    };
    amount.starts_with(|c: char| is_digit(c) || "▲△-".contains(c)).then_some((word.get(..at)?, amount))
}

/// Reads a label such as `3決算額`, `R5当初予算額（千円）`, `令和4年度`, `予算額`, `（単位：千円）`.
pub(super) fn label(word: &str, document: Option<FiscalYear>) -> Option<Context> {
    let word =
        word.trim_start_matches(['（', '(', '【', '〔', '[', '■', '◆', '●', '○', '・', '＜', '<', '〈']);
    let folded = key(word);
    let mere = folded.starts_with("単位").then(|| unit(&format!("({folded})"))).flatten();
    let head = split_amount(word).map_or(folded.clone(), |(label, _)| key(label));
    let unit = unit(&folded).or(mere);
    let head: String = head.split(['(', '[']).next().unwrap_or("").to_owned() + "";
    let kinds = [
        ("決算", BudgetKind::Settled),
        ("予算", BudgetKind::Budgeted),
        ("支出済額", BudgetKind::Settled),
        ("当初", BudgetKind::Budgeted),
    ];
    let find = |text: &str| {
        let places = kinds.iter().filter_map(|(word, kind)| text.find(word).map(|at| (at, *kind)));
        places.min_by_key(|(at, _)| *at)
    };
    // 事業費（決算額）
    let inside = || find(&folded).map(|(_, kind)| (head.len(), kind)).filter(|_| head.contains('費'));
    let kind = find(&head).or_else(inside);
    let written = kind.and_then(|(at, _)| head.get(..at)).unwrap_or(&head);
    let written = written
        .trim_end_matches("当初")
        .trim_end_matches("補正後")
        .trim_end_matches("最終")
        .trim_end_matches("現計")
        .trim_end_matches('の')
        .trim_end_matches("事業費")
        .trim_start_matches(['【', '〔', '[', '■', '◆', '●', '○', '・', '＜', '<', '〈']);
    let year = if written.is_empty() { None } else { FiscalYear::parse(written, document) };
    let mere_unit = kind.is_none() && year.is_none() && unit.is_some() && folded.contains("単位");
    let mere_year = kind.is_none()
        && year.is_some()
        && (folded.contains("年度") || folded.starts_with(['R', 'H', '令', '平']));
    if kind.is_none() && !mere_unit && !mere_year || head.chars().count() > 24 {
        return None;
    }
    Some(Context { year, kind: kind.map(|(_, kind)| kind), unit })
}

/// The unit of money in brackets or behind 単位.
pub(super) fn unit(folded: &str) -> Option<String> {
    let inside = folded.split(['(', '[', '【']).skip(1).chain(folded.split("単位:").skip(1));
    inside
        .filter_map(|part| {
            ["百万円", "千円", "億円", "万円", "円"]
                .iter()
                .find(|unit| part.trim_start_matches("単位").trim_start_matches(':').starts_with(**unit))
        })
        .map(|unit| (*unit).to_owned())
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str]) -> Vec<(i16, BudgetKind, i64)> {
        amounts(cells, Some(FiscalYear::new(2023)), &Context::default())
            .into_iter()
            .map(|budget| (budget.fiscal_year.map_or(0, FiscalYear::year), budget.kind, budget.yen))
            .collect()
    }

    #[test]
    fn labels_give_year_and_kind_to_amounts() {
        use BudgetKind::{Budgeted, Settled};
        assert_eq!(
            check(&["3決算額", "73百万円", "4予算額", "89百万円"]),
            [(2021, Settled, 73_000_000), (2022, Budgeted, 89_000_000)]
        );
        assert_eq!(check(&["令和3年度決算額：7,300千円"]), [(2021, Settled, 7_300_000)]);
        assert_eq!(check(&["R5当初予算額（千円）", "1,200"]), [(2023, Budgeted, 1_200_000)]);
        assert_eq!(check(&["予算額 13,500 千円"]), [(2023, Budgeted, 13_500_000)]);
        assert_eq!(check(&["5予算額", "－"]), []);
        assert_eq!(
            check(&["平成30年度決算 12百万円、令和元年度予算 13百万円"]),
            [(2018, Settled, 12_000_000), (2019, Budgeted, 13_000_000)]
        );
    }
}
