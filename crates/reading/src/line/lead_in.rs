//! What stands before the name of an indicator and is no part of it: bullets, numbers, labels, deadlines.

use plan::{
    fiscal_year::{self, FiscalYear},
    key::Folded,
    unit,
};

/// Bullets and circled numbers at the start of a raw text, before folding makes plain digits of them.
const BULLETS: &str = "・･●◆◇■□▪▫➢➤▶▷►▻◎○◯★☆•‣✓✔☑☐▼▽*＊※–—‐>＞";

/// Words that may stand in a label before 指標: アウトカム, 成果 …
const MODIFIERS: &str = "アウトカム アウトプット インプット プロセス インパクト 成果 活動 業績 数値 定量的な 定量的 定量 定性的な 定性的 定性 具体的な 評価 重要業績評価 重要業績 重要目標達成 重要 代表 \
    参考 達成 施策 政策 事業 取組 取り組み 中間 最終 初期 直接 主要 主な 補助 管理 戦略 計画 進捗管理 進捗 総合 共通 個別 基本 結果 実績 測定 効果 まちづくり 区政 市政 部 局 \
    年度 短期 中期 長期 単年度 設定 設定した 設定する 今年度の 本年度の 具体的 具体的取組 経営課題の 戦略の";

/// The words of a label that may stand alone or behind modifiers.
const CORES: &str = "数値目標 成果目標 活動目標 達成目標 到達目標 取組目標 行動目標 指標名 指標項目 指標 KPI KGI KPI指標 KPI名 測定項目 評価項目 目標項目";
/// Words that are labels only before a colon or inside brackets, for names begin with them too: 目標達成率.
const COLON_CORES: &str = "目標 目標値 数値目標 到達目標 名称 項目 項目名 アウトカム アウトプット プロセス 成果 活動 効果 内容 達成目標 成果目標 活動目標 行動目標 取組目標";
/// Marks in brackets before a name that say something about the item, not what it measures.
const TAGS: &str = "新規 拡充 再掲 継続 重点 新 拡 見直し 改 新規・拡充 一部新規 重要 必須 共通";

/// A name's text without what stands before it, and the deadline that stood there.
pub(crate) struct LeadIn<'a> {
    pub(crate) text: &'a str,
    pub(crate) due: Option<FiscalYear>,
    /// Whether the text was marked as a footnote.
    pub(crate) footnote: bool,
}

/// Takes bullets, enumerators, labels and deadlines off the start, as many as are stacked there.
pub(crate) fn strip(raw: &str) -> LeadIn<'_> {
    let mut lead_in =
        LeadIn { text: raw.trim(), due: None, footnote: raw.trim_start().starts_with(['※', '＊']) };
    loop {
        let text = bullet(lead_in.text);
        let folded = Folded::new(text);
        let key = folded.key();
        let rest = enumerator(key)
            .or_else(|| element(key))
            .or_else(|| label(key))
            .or_else(|| deadline(key, &mut lead_in.due));
        match rest {
            Some(rest) => lead_in.text = folded.raw(key.len() - rest.len()..key.len()).trim_start(),
            None if text.len() < lead_in.text.len() => lead_in.text = text,
            None => return lead_in,
        }
    }
}

fn bullet(text: &str) -> &str {
    let Some(first) = text.chars().next() else { return text };
    let rest = text[first.len_utf8()..].trim_start();
    let circled = matches!(first, '①'..='⓿' | '❶'..='➓' | '㉑'..='㊿' | '㋐'..='㋾');
    let dash = matches!(first, '-' | '－' | '―' | '△' | '▲' | '→' | '⇒') && !starts_with_digit(rest);
    // A circle or a box before a number is a figure to fill in, not a bullet.
    let bulleted = BULLETS.contains(first) && !rest.starts_with(['%', '％', '件', '人']) && !rest.is_empty();
    if (circled || dash || bulleted) && !rest.is_empty() { rest } else { text }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// (1), 1., ア), 1-(1), No.3: at the start of a key.
fn enumerator(key: &str) -> Option<&str> {
    bracketed(key).or_else(|| joined(key)).or_else(|| pointed(key)).filter(|rest| !rest.is_empty())
}

fn is_enumerating(word: &str) -> bool {
    let count = word.chars().count();
    let number = word.chars().all(|c| c.is_ascii_digit()) && count <= 2;
    let roman = word.chars().all(|c| "IVXivx".contains(c)) && count <= 4;
    let letter = count == 1
        && word.chars().all(|c| {
            c.is_ascii_alphabetic() || ('ァ'..='ン').contains(&c) || "一二三四五六七八九十".contains(c)
        });
    !word.is_empty() && (number || roman || letter)
}

fn bracketed(key: &str) -> Option<&str> {
    let close = match key.chars().next()? {
        '(' => ')',
        '[' => ']',
        '<' => '>',
        '【' => '】',
        '〔' => '〕',
        '〈' => '〉',
        _ => return None,
    };
    let (inner, rest) = key[key.chars().next()?.len_utf8()..].split_once(close)?;
    is_enumerating(inner.trim()).then(|| rest.trim_start_matches([' ', '.', ':', '、']))
}

/// 1-(1), 1-1-2, II-3: numbers of elements, before a space or a bracket's end.
fn joined(key: &str) -> Option<&str> {
    let numeral = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    let end = key.find(|c: char| !(numeral(c) || matches!(c, '-' | '(' | ')'))).unwrap_or(key.len());
    let (number, rest) = key.split_at(end);
    let jointed = number.contains('-') && number.starts_with(numeral);
    let closed = number.ends_with(')') || rest.starts_with([' ', ':', '.', '、']);
    (jointed && closed).then(|| rest.trim_start_matches([' ', '.', ':', '、']))
}

/// 1. and ア) and 1 before a space.
fn pointed(key: &str) -> Option<&str> {
    let key = key
        .strip_prefix("No.")
        .or_else(|| key.strip_prefix("No"))
        .or_else(|| key.strip_prefix("NO."))
        .unwrap_or(key)
        .trim_start();
    let end = key
        .char_indices()
        .find(|(_, c)| matches!(c, '.' | ')' | '、' | ' ' | ':' | ','))
        .map(|(at, _)| at)?;
    let (word, rest) = key.split_at(end);
    let mark = rest.chars().next()?;
    let after = rest[mark.len_utf8()..].trim_start();
    let counts = mark == ' '
        && [
            "年",
            "歳",
            "か月",
            "ヶ月",
            "人当",
            "人あ",
            "日当",
            "日あ",
            "世帯当",
            "世帯あ",
            "回以",
            "人以",
            "件以",
            "%",
            "日1",
        ]
        .iter()
        .any(|word| after.starts_with(word));
    let decimal = matches!(mark, '.' | ',') && starts_with_digit(after);
    let kana_word = mark == ':' && !word.chars().all(|c| c.is_ascii_digit());
    let list = mark == ' ' && starts_with_digit(after);
    (is_enumerating(word) && !counts && !decimal && !kana_word && !list).then_some(after)
}

/// 経営課題1-(1), 戦略1-1: the element to which the indicator belongs.
fn element(key: &str) -> Option<&str> {
    let rest =
        after_longest(key, "経営課題 課題 戦略 具体的取組 取組 施策 政策 基本目標 基本施策 事業 様式")?;
    let rest = rest.trim_start();
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '(' | ')'))).unwrap_or(rest.len());
    let closed = rest[..end].ends_with(')') || rest[end..].starts_with([' ', ':', '.', '、', '】']);
    let text = rest[end..].trim_start_matches([' ', ':', '.', '、', '】']);
    (rest.starts_with(|c: char| c.is_ascii_digit()) && closed && !text.is_empty() && !starts_with_digit(text))
        .then_some(text)
}

/// アウトカム指標1:, 【成果指標】, KPI: at the start of a key.
fn label(key: &str) -> Option<&str> {
    if let Some((inner, rest)) = in_brackets(key) {
        let tag = after_longest(inner, TAGS).is_some_and(str::is_empty);
        let named = core(inner).is_some_and(|rest| numbered(rest).trim().is_empty() || rest.starts_with('('));
        return (tag || named).then(|| rest.trim_start_matches([' ', ':', '、']));
    }
    let (rest, firm) = match core_of(key, CORES) {
        Some(rest) => (rest, true),
        None => (core_of(key, COLON_CORES)?, false),
    };
    let after_number = numbered(rest);
    let counts =
        unit::at_start(after_number).is_some() && after_number.chars().count() <= 8 && !rest.starts_with('(');
    let glued = firm && after_number.len() < rest.len() && !counts;
    let text = past_bracket(after_number);
    let text = if text.len() < after_number.len() { numbered(text) } else { text };
    match text.chars().next() {
        Some(':') => Some(text[1..].trim_start()),
        Some(' ' | '、' | '.' | ')') if firm => Some(text.trim_start_matches([' ', '、', '.', ')', ':'])),
        Some(_) if glued => Some(text),
        _ => None,
    }
}

fn in_brackets(key: &str) -> Option<(&str, &str)> {
    let pairs = [
        ('【', '】'),
        ('[', ']'),
        ('<', '>'),
        ('〔', '〕'),
        ('(', ')'),
        ('《', '》'),
        ('〈', '〉'),
        ('『', '』'),
    ];
    let (open, close) = pairs.into_iter().find(|(open, _)| key.starts_with(*open))?;
    key[open.len_utf8()..].split_once(close)
}

fn core(text: &str) -> Option<&str> {
    core_of(text, CORES).or_else(|| core_of(text, COLON_CORES))
}

/// Past any modifiers and one of the words; the longest reading wins, for 成果 is a modifier and a word.
fn core_of<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let here = after_longest(text, words);
    let modified = MODIFIERS.split_whitespace().filter_map(|modifier| text.strip_prefix(modifier));
    let deeper = modified
        .filter_map(|rest| core_of(rest.trim_start().trim_start_matches(['・', '/', '(', 'の']), words))
        .min_by_key(|rest| rest.len());
    match (here, deeper) {
        (Some(here), Some(deeper)) => Some(if deeper.len() < here.len() { deeper } else { here }),
        (here, deeper) => here.or(deeper),
    }
}

fn after_longest<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let fits = words.split_whitespace().filter(|word| text.starts_with(word));
    fits.map(str::len).max().map(|length| &text[length..])
}

/// Past 1, 1-2, (1) or A behind a label.
fn numbered(text: &str) -> &str {
    let spaced = text.trim_start_matches(['の', ' ', '(', '-']);
    let end =
        spaced.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '(' | ')'))).unwrap_or(spaced.len());
    if end > 0 && spaced.starts_with(|c: char| c.is_ascii_digit()) {
        return &spaced[end..];
    }
    let lettered = spaced.strip_prefix(|c: char| c.is_ascii_uppercase() || ('ア'..='オ').contains(&c));
    lettered.filter(|rest| rest.starts_with([':', ' ', ')']) || rest.is_empty()).unwrap_or(text)
}

fn past_bracket(text: &str) -> &str {
    let open = text.trim_start().strip_prefix('(');
    open.and_then(|open| Some(open.split_once(')')?.1)).unwrap_or(text)
}

/// Behind a year, before it is said what it is for.
const STATES: &str = "末日 末 中 内 時点 の目標値 目標値 の目標 目標";
/// Words that close a deadline.
const UNTIL: &str = "までの間に までの間の までの累計で までの合計で までの期間に までの期間中に までには までに まで において における 迄に 迄 には に";
/// Spans without a year.
const SPANS: &str = "各年度末に 各年度において 各年度 毎年度末に 毎年度 毎年 計画期間中に 計画期間内に 計画期間中 計画期間内 計画期間の 期間中に \
    年度末までに 年度末に 年度内に 今年度末までに 今年度中に 本年度中に 当該年度に 最終年度に 最終年度までに";

/// 令和7年度末までに, 毎年度, 3年間で: a deadline or a span before the name.
fn deadline<'a>(key: &'a str, due: &mut Option<FiscalYear>) -> Option<&'a str> {
    let labelled = after_longest(key, "目標年度 達成年度 目標時期 達成時期 目標年次");
    let key = labelled.and_then(|rest| rest.trim_start().strip_prefix(':')).map_or(key, str::trim_start);
    if let Some((year, rest)) = fiscal_year::at_start(key, None) {
        let (year, rest) = range_end(year, rest);
        let behind = after_all(rest, STATES);
        let during = behind.strip_prefix('で').filter(|_| behind.len() < rest.len());
        let closed = during.or_else(|| after_longest(behind, UNTIL));
        let rest = closed.or_else(|| behind.starts_with([' ', ':', '、', ',']).then_some(behind))?;
        let rest = rest.trim_start_matches([' ', '、', ',', ':']);
        return (!rest.is_empty()).then(|| {
            *due = Some(year);
            rest
        });
    }
    let rest = after_longest(key, SPANS).or_else(|| in_years(key))?;
    let clean = rest.trim_start_matches([' ', '、', ',', ':']);
    let closed = clean.len() < rest.len() || key[..key.len() - rest.len()].ends_with(['に', 'で', 'て']);
    (closed && !clean.is_empty()).then_some(clean)
}

/// 今後5年間で, 3年後に.
fn in_years(key: &str) -> Option<&str> {
    let text = key.strip_prefix("今後").unwrap_or(key);
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    after_longest(&text[digits..], "年間で か年で ヶ年で カ年で 年後に 年後までに 年以内に 年間に")
}

fn range_end(year: FiscalYear, rest: &str) -> (FiscalYear, &str) {
    let second = rest.trim_start().strip_prefix(['~', '-']).or_else(|| rest.strip_prefix("から"));
    second.and_then(|second| fiscal_year::at_start(second.trim_start(), None)).unwrap_or((year, rest))
}

fn after_all<'a>(text: &'a str, words: &str) -> &'a str {
    let mut rest = text;
    while let Some(next) = after_longest(rest, words) {
        rest = next;
    }
    rest
}
