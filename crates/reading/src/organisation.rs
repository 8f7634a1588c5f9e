//! 組織名の認識: headings that name a department, a ward or an office, whatever the city.

use plan::fiscal_year::FiscalYear;

use crate::words::{is_han, is_kana, key, trim, without_tail_bracket};
use crate::year::without_year;

/// 見出しの組織: its name, and what else the heading says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headed {
    /// 組織名
    pub name: String,
    /// 所属長, where the heading names a person.
    pub head: Option<String>,
    /// 年度
    pub year: Option<FiscalYear>,
    /// A municipality written before the name.
    pub municipality: Option<String>,
}

const ENDINGS: &[&str] = &[
    "部",
    "局",
    "室",
    "課",
    "区",
    "区役所",
    "事務局",
    "委員会",
    "センター",
    "事務所",
    "保健所",
    "支所",
    "出張所",
    "研究所",
    "相談所",
    "役所",
    "消防署",
    "本部",
    "公室",
    "病院",
    "会計管理者",
    "総局",
    "会議局",
    "庁",
    "担当",
    "図書館",
    "博物館",
    "公所",
];
const NEVER: &[&str] = &[
    "部",
    "局",
    "課",
    "室",
    "区",
    "各部",
    "各局",
    "各課",
    "各区",
    "全部",
    "一部",
    "内部",
    "外部",
    "上部",
    "下部",
    "幹部",
    "他部",
    "地区",
    "学区",
    "校区",
    "各地区",
    "行政区",
    "市区",
    "担当部",
    "担当課",
    "所管課",
    "所管部",
    "所管部局",
    "担当部局",
    "部局",
    "各部局",
    "関係部局",
    "関係課",
    "全庁",
    "庁",
    "役所",
    "市役所",
    "区役所",
    "教室",
    "会議室",
    "担当",
    "部署",
    "本部",
    "役場",
    "課題",
    "主管課",
    "担当局",
    "当区",
    "本区",
    "特別区",
    "校舎の一部",
    "各部・局",
    "各担当",
    "事業担当",
    "都市部",
    "中心部",
    "組織全部",
    "センター",
    "委員会",
    "図書館",
    "庁舎の一部",
    "全地区",
    "全区",
];
/// What may follow the name in the heading of a statement.
const TAILS: &[&str] = &[
    "運営方針",
    "部局運営方針",
    "目標",
    "部の目標",
    "目標と取組",
    "経営方針",
    "組織運営方針",
    "組織目標",
    "重点目標",
    "経営戦略",
    "目標(ビジョン)",
    "ビジョン",
    "経営計画",
    "運営計画",
    "重点施策",
    "使命と目標",
    "運営目標",
    "重点取組",
    "事業概要",
    "目標と成果",
    "仕事と目標",
    "部局経営方針",
    "マネジメント方針",
    "重点取組方針",
    "方針",
    "行動計画",
    "の部",
    "取組方針",
    "仕事目標",
    "マニフェスト",
    "部長マニフェスト",
    "実行宣言",
    "運営方針と重点目標",
    "運営方針・重点目標",
    "重点目標と取組",
    "実施方針",
    "経営目標",
];

/// Whether the whole text is the name of an organisation, or of several joined by ・.
pub fn is_name(text: &str) -> bool {
    let text = trim(text);
    let count = text.chars().count();
    let lettered = |c: char| {
        is_han(c)
            || is_kana(c)
            || matches!(c, '・' | '･' | '、' | 'D' | 'X' | 'Ｄ' | 'Ｘ' | 'I' | 'C' | 'T' | ' ' | '\u{3000}')
    };
    (2..=28).contains(&count)
        && text.chars().all(lettered)
        && ENDINGS.iter().any(|ending| text.ends_with(ending))
        && !NEVER.contains(&text)
        && !text.contains(['を', 'が', 'は', 'へ'])
        && !["する", "した", "による", "及びその", "一部", "全部", "地区", "学区", "校区", "など", "ための"]
            .iter()
            .any(|word| text.contains(word))
        && !text.starts_with(['・', 'の', '各', '全', '他', '同', '当', '約'])
}

/// `健康部（保健所）`: a name with a second name in brackets is written so.
fn with_second_name(text: &str) -> bool {
    without_tail_bracket(text).is_some_and(|(name, second)| is_name(name) && is_name(second))
}

/// Reads the heading of a statement: `総務部`, `令和5年度 〇〇区運営方針`, `総務部（部長：山田 太郎）`, `総務部の目標`.
pub fn headed(text: &str) -> Option<Headed> {
    let (year, rest) = without_year(text);
    let (rest, head) = without_head(&rest);
    let rest = without_notes(&rest);
    let rest = trim(rest.trim_matches(|c: char| "「」【】『』:：■◆●○◇□-－".contains(c) || c.is_whitespace()));
    for (name, tailed) in candidates(rest) {
        let name = trim(&name);
        let (municipality, own) = split_municipality(name);
        if (is_name(own) || with_second_name(own))
            && (tailed || municipality.is_none() || own.chars().count() > 1)
        {
            return Some(Headed {
                name: own.to_owned(),
                head,
                year,
                municipality: municipality.map(str::to_owned),
            });
        }
    }
    None
}

/// The name alone, and the name before each tail.
fn candidates(rest: &str) -> Vec<(String, bool)> {
    let mut found = vec![(rest.to_owned(), false)];
    let bare = without_tail_bracket(rest).map_or(rest, |(head, _)| head);
    let bracketed = without_tail_bracket(rest).map(|(_, inside)| inside);
    for text in [rest, bare] {
        let folded = key(text);
        for tail in TAILS {
            if let Some(head) = folded.strip_suffix(tail) {
                let head = head.strip_suffix('の').unwrap_or(head);
                let head = head.trim_end_matches(['部', '局']).len().max(head.len());
                let name = folded.get(..head).unwrap_or("").trim_end_matches(['-', ':', '(', '「']);
                found.push((name.to_owned(), true));
            }
        }
    }
    // 「運営方針（総務部）」, 「部の目標：総務部」, 「運営方針 総務部」
    if let Some(inside) = bracketed.filter(|_| TAILS.iter().any(|tail| key(bare).ends_with(tail))) {
        found.push((inside.to_owned(), true));
    }
    if let Some((tail, name)) = rest.split_once(['：', ':', ' ', '\u{3000}', '-', '－', '|', '｜'])
        && TAILS.iter().any(|known| key(tail).ends_with(known))
    {
        found.push((name.trim_start_matches(['-', '－', ' ', '|', '｜']).to_owned(), true));
    }
    found
}

/// Takes `（部長：山田 太郎）` or `部長 山田 太郎` off the end.
fn without_head(text: &str) -> (String, Option<String>) {
    if let Some((before, inside)) = without_tail_bracket(text)
        && let Some(person) = head_of(inside)
    {
        return (before.to_owned(), Some(person));
    }
    // 「総務部長 山田 太郎」
    for title in ["部長", "局長", "区長", "室長", "所属長", "事務局長", "課長", "会計管理者"]
    {
        if let Some((before, after)) = text.split_once(title) {
            let spaced = after.starts_with([' ', '\u{3000}', ':', '：']);
            let name = trim(after.trim_start_matches([':', '：', ' ', '\u{3000}']));
            if spaced && is_person(name) {
                let unit = title.strip_suffix('長').unwrap_or(title);
                let before = trim(before);
                let org = if ENDINGS.iter().any(|ending| before.ends_with(ending)) {
                    before.to_owned()
                } else {
                    format!("{before}{unit}")
                };
                return (org, Some(name.to_owned()));
            }
        }
    }
    (text.to_owned(), None)
}

/// `所属長 : 山田 太郎`, `区長：山田`, `局長 山田太郎`: the person.
pub fn head_of(text: &str) -> Option<String> {
    let text = trim(text);
    let at = [
        "所属長",
        "部長",
        "局長",
        "区長",
        "室長",
        "課長",
        "所長",
        "センター長",
        "事務局長",
        "会計管理者",
        "教育長",
        "責任者",
        "公室長",
        "本部長",
        "署長",
        "館長",
    ]
    .iter()
    .filter_map(|title| text.find(title).map(|at| at + title.len()))
    .max()?;
    let after = text.get(at..)?;
    let after = after.strip_prefix("氏名").or_else(|| after.strip_prefix('名')).unwrap_or(after);
    let name = trim(after.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == '：'));
    (after.len() > name.len() && is_person(name)).then(|| name.to_owned())
}

/// A person's name: two to ten letters of Japanese writing, at most one space.
pub fn is_person(text: &str) -> bool {
    let text = trim(text);
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let allowed = |c: char| {
        is_han(c) || is_kana(c) || c.is_whitespace() || matches!(c, '﨑' | '髙' | '・') || c > '\u{E00FF}'
    };
    (2..=10).contains(&letters)
        && text.chars().all(allowed)
        && !is_name(text)
        && !text.contains(['の', 'を', 'が'])
}

/// Takes notes in brackets and stage words off: （案）, 【確定版】, （様式1）.
fn without_notes(text: &str) -> String {
    let mut text = trim(text).to_owned();
    for note in [
        "(案)",
        "(素案)",
        "(確定版)",
        "(改定版)",
        "(改訂版)",
        "(様式1)",
        "(様式)",
        "(自己評価)",
        "(期末)",
        "(中間)",
        "(年度末)",
        "(最終)",
        "(抜粋)",
        "(概要)",
        "(概要版)",
        "(当初)",
        "(実績)",
        "(評価)",
        "(更新)",
    ] {
        for (open, close) in [('(', ')'), ('（', '）'), ('【', '】'), ('[', ']'), ('〔', '〕')] {
            let written: String = note
                .chars()
                .map(|c| match c {
                    '(' => open,
                    ')' => close,
                    c => c,
                })
                .collect();
            text = text.replace(&written, "");
        }
    }
    trim(&text).to_owned()
}

/// `青空市総務部` or `青空市 総務部`: the municipality, and the organisation.
pub fn split_municipality(text: &str) -> (Option<&str>, &str) {
    if let Some((first, rest)) = text.split_once([' ', '\u{3000}'])
        && first.ends_with(['市', '区', '町', '村', '県', '府', '都'])
        && first.chars().count() >= 2
        && is_name(trim(rest))
    {
        return (Some(first), trim(rest));
    }
    for (at, c) in text.char_indices().skip(1) {
        let (before, after) = text.split_at(at + c.len_utf8());
        if matches!(c, '市' | '町' | '村')
            && (3..=7).contains(&before.chars().count())
            && is_name(after)
            && !after.starts_with(['民', '長', '政', '立', '場', '街'])
            && !before.starts_with(['都', '市'])
            && !before.ends_with("都市")
            && before.chars().all(|c| is_han(c) || is_kana(c))
        {
            return (Some(before), after);
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<(String, Option<String>, Option<i16>)> {
        headed(text).map(|it| (it.name, it.head, it.year.map(FiscalYear::year)))
    }

    #[test]
    fn headings_of_statements_name_their_organisation() {
        let named = |name: &str| Some((name.to_owned(), None, None));
        assert_eq!(check("総務部"), named("総務部"));
        assert_eq!(check("こども部・教育委員会事務局"), named("こども部・教育委員会事務局"));
        assert_eq!(check("総務部の目標"), named("総務部"));
        assert_eq!(check("令和5年度 若芽区運営方針"), Some(("若芽区".to_owned(), None, Some(2023))));
        assert_eq!(check("令和５年度　交通局運営方針（案）"), Some(("交通局".to_owned(), None, Some(2023))));
        assert_eq!(check("運営方針（総務部）"), named("総務部"));
        assert_eq!(
            check("総務部（部長：山田 太郎）"),
            Some(("総務部".to_owned(), Some("山田 太郎".to_owned()), None))
        );
        assert_eq!(
            check("総務部長　山田 太郎"),
            Some(("総務部".to_owned(), Some("山田 太郎".to_owned()), None))
        );
        for text in [
            "各部",
            "区の目標",
            "地域の一部",
            "安全な地区",
            "令和6年度の各部の目標(ビジョン)",
            "1年間の行政活動の目標",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_found_in_headings() {
        assert_eq!(without_year("令和5年度 運営方針"), (Some(FiscalYear::new(2023)), "運営方針".to_owned()));
        assert_eq!(without_year("運営方針（令和５年度）").0, Some(FiscalYear::new(2023)));
        assert_eq!(
            without_year("2024年度（令和6年度）部の目標"),
            (Some(FiscalYear::new(2024)), "部の目標".to_owned())
        );
        assert_eq!(without_year("10年後の姿").0, None);
    }
}
