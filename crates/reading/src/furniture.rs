//! ページの付属物: what stands around the content of a page, and the page data that it carries.

use plan::date::PartialDate;

use crate::{
    dictionary::{Dictionary, dictionary},
    words::{is_digit, key, trim},
};

/// 付属物の行.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Says nothing about the content.
    Plain,
    /// ページ番号: an id.
    Id(String),
    /// 更新日, 公開日: what the line says of each.
    Dates {
        /// ISO 8601
        updated: Option<String>,
        /// ISO 8601
        published: Option<String>,
        /// ページ番号, where it stands on the same line.
        id: Option<String>,
    },
    /// 担当: the section.
    Contact(String),
    /// お問い合わせ, 関連リンク: furniture follows.
    Section {
        /// A section that names whom to ask.
        contact: bool,
    },
}

/// Recognises a line of furniture.
pub fn furniture(text: &str) -> Option<Furniture> {
    let text = trim(text);
    if text.chars().count() > 200 {
        return None;
    }
    id(text)
        .or_else(|| dates(text))
        .or_else(|| sentence_contact(text))
        .or_else(|| section(text))
        .or_else(|| label_contact(text))
        .or_else(|| plain(text))
}

fn bare(text: &str) -> &str {
    trim(
        text.trim_matches(|c: char| {
            "[]［］【】（）()■□●○◆◇▼▲△▽・•#*→<>＜＞".contains(c) || c.is_whitespace()
        }),
    )
}

fn plain(text: &str) -> Option<Furniture> {
    let (phrases, folded) = (&dictionary().furniture, key(text));
    let inner = key(bare(text));
    let found = is_page_number(&folded)
        || phrases.lines.contains(&folded)
        || (!inner.is_empty() && phrases.lines.contains(&inner))
        || phrases.starts.iter().any(|start| {
            folded.starts_with(start.as_str())
                || inner.starts_with(start.as_str()) && inner.chars().count() < 60
        })
        || (folded.chars().count() < 40 && phrases.ends.iter().any(|end| folded.ends_with(end.as_str())))
        || is_file_link(&folded)
        || is_breadcrumb(&folded);
    found.then_some(Furniture::Plain)
}

/// `3`, `- 3 -`, `3/12`, `3ページ`, `P.3`, `(3)` is no page number.
fn is_page_number(folded: &str) -> bool {
    let inner =
        folded.trim_matches('-').trim_start_matches("P.").trim_start_matches("p.").trim_start_matches("Page");
    let inner = inner.strip_suffix("ページ").or_else(|| inner.strip_suffix('頁')).unwrap_or(inner);
    let parts: Vec<&str> = inner.split('/').collect();
    let numbers = parts
        .iter()
        .all(|part| (1..=4).contains(&part.chars().count()) && part.bytes().all(|b| b.is_ascii_digit()));
    // A bare number may be a figure; only with something around it is it certainly a page.
    numbers && parts.len() <= 2 && (inner.len() < folded.len() || parts.len() == 2)
}

/// `様式1 (PDF形式, 120KB)`.
fn is_file_link(folded: &str) -> bool {
    let upper = folded.to_uppercase();
    let sized = ["KB)", "MB)", "KB]", "MB]", "キロバイト)", "メガバイト)", "KB", "MB"]
        .iter()
        .any(|end| upper.ends_with(end));
    let kind = ["PDF", "WORD", "EXCEL", "XLS", "DOC", "CSV", "ZIP", "エクセル", "ワード"]
        .iter()
        .any(|kind| upper.contains(kind));
    folded.chars().count() < 120 && sized && (kind || folded.chars().any(is_digit))
}

fn is_breadcrumb(folded: &str) -> bool {
    let steps = folded.split(['>', '›', '»']).filter(|step| !step.is_empty()).count();
    steps >= 3 && !folded.contains('<') && !folded.contains('。')
}

fn id(text: &str) -> Option<Furniture> {
    let folded = key(bare(text));
    let phrase = dictionary().furniture.page_id.iter().find(|phrase| folded.starts_with(phrase.as_str()))?;
    let rest = folded.get(phrase.len()..)?.trim_start_matches([':', '-', '.']);
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let id = rest.get(..length).filter(|id| id.bytes().any(|b| b.is_ascii_digit()))?;
    let rest = rest.get(length..)?;
    if rest.is_empty() {
        return Some(Furniture::Id(id.to_owned()));
    }
    match dates(rest) {
        Some(Furniture::Dates { updated, published, .. }) => {
            Some(Furniture::Dates { updated, published, id: Some(id.to_owned()) })
        }
        _ => Some(Furniture::Id(id.to_owned())),
    }
}

/// `更新日：令和6年4月1日`, `公開日:2024年4月1日 更新日:…`, `[2023年4月1日]`, a date alone.
fn dates(text: &str) -> Option<Furniture> {
    let folded = key(bare(text));
    let phrases = &dictionary().furniture;
    let (mut updated, mut published) = (dated(&folded, &phrases.updated), dated(&folded, &phrases.published));
    let id =
        phrases.page_id.iter().find_map(|phrase| folded.split_once(phrase.as_str())).and_then(|(_, rest)| {
            let id: String =
                rest.trim_start_matches(':').chars().take_while(char::is_ascii_alphanumeric).collect();
            (!id.is_empty()).then_some(id)
        });
    if updated.is_none() && published.is_none() {
        let alone = folded.strip_suffix("更新").map(|date| (date, true)).or_else(|| {
            ["現在", "公開", "掲載", "作成", "公表"]
                .iter()
                .find_map(|end| folded.strip_suffix(end))
                .map(|date| (date, false))
        });
        let (date, is_update) = alone.unwrap_or((folded.as_str(), false));
        let found = day(date.split('(').next().unwrap_or(date)).filter(|iso| iso.len() == 10)?;
        if is_update { updated = Some(found) } else { published = Some(found) }
    }
    Some(Furniture::Dates { updated, published, id })
}

/// The date behind one of the phrases, which must begin the text or follow another date.
fn dated(folded: &str, phrases: &[String]) -> Option<String> {
    phrases.iter().find_map(|phrase| {
        let at = folded.find(phrase.as_str())?;
        let before = folded.get(..at)?;
        let clean = before.is_empty()
            || before.ends_with(['日', '|', '/', '(', '[', '・', ']', ')'])
            || before.ends_with(is_digit)
            || before == "最終"
            || before == "ページ";
        let rest = folded.get(at + phrase.len()..)?.trim_start_matches([':', '-', '=', ']', ')']);
        let end = rest.find('日').map(|end| end + '日'.len_utf8());
        let slashed = rest
            .bytes()
            .take_while(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-' | b'R' | b'H'))
            .count();
        let written = rest.get(..end.filter(|end| *end <= 30).unwrap_or(slashed))?;
        clean.then(|| day(written)).flatten()
    })
}

fn day(written: &str) -> Option<String> {
    let date = PartialDate::parse(written)?;
    (!matches!(date, PartialDate::Year(_))).then(|| date.to_string())
}

/// 「このページは総務部 企画課が担当しています。」
fn sentence_contact(text: &str) -> Option<Furniture> {
    let rest = [
        "このページは",
        "このページの担当は",
        "このページの作成担当は",
        "このページの担当課は",
        "本ページは",
    ]
    .iter()
    .find_map(|start| text.strip_prefix(start))?;
    let ends = [
        "が担当しています",
        "が作成しています",
        "で作成しています",
        "が所管しています",
        "の担当です",
        "が作成しました",
        "です",
        "が担当です",
    ];
    let name = ends.iter().find_map(|end| rest.find(end).map(|at| rest.get(..at).unwrap_or("")))?;
    let name = trim(name.trim_start_matches(['、', '，', ' ', '\u{3000}']));
    (!name.is_empty() && name.chars().count() <= 40).then(|| Furniture::Contact(name.to_owned()))
}

fn section(text: &str) -> Option<Furniture> {
    let name = trim(bare(text).trim_end_matches([':', '：']));
    let folded = key(name);
    let asked = ["この", "当"].iter().any(|start| folded.starts_with(start))
        && [
            "お問い合わせ",
            "お問い合わせ先",
            "お問合せ",
            "お問合せ先",
            "お問合わせ先",
            "問い合わせ先",
            "問合せ先",
        ]
        .iter()
        .any(|end| folded.ends_with(end))
        && folded.chars().count() <= 30;
    let found = asked || Dictionary::is_one_of(&dictionary().furniture.sections, name);
    found.then(|| Furniture::Section {
        contact: ["問", "担当", "連絡先", "作成者"].iter().any(|word| name.contains(word)),
    })
}

/// `お問い合わせ先：総務部企画課`: for lines that say whom to ask. Mere 担当：… is left to the content.
fn label_contact(text: &str) -> Option<Furniture> {
    let (label, value) = bare(text).split_once(['：', ':'])?;
    if crate::organisation::head_of(value).is_some() {
        return None;
    }
    let sections = Dictionary::is_one_of(&dictionary().furniture.sections, label);
    let asked = label.contains("問") || label.contains("このページ") || label.contains("作成者");
    let phone = ["電話", "内線", "TEL", "直通"].iter().any(|word| key(value).to_uppercase().contains(word));
    (sections || (asked || phone) && Dictionary::is_one_of(&dictionary().furniture.contact, label))
        .then(|| Furniture::Contact(contact_name(value)))
}

/// The section's name on a line: up to a telephone number or an address.
pub fn contact_name(text: &str) -> String {
    let floor = |inside: &str| inside.contains(['階', '番']) || inside.chars().any(is_digit);
    let text = crate::words::without_tail_bracket(text)
        .filter(|(_, inside)| floor(inside) && !inside.contains("電話"))
        .map_or(text, |(head, _)| head);
    let labelled = text.split_once(['：', ':']).filter(|(label, value)| {
        !trim(value).is_empty() && Dictionary::is_one_of(&dictionary().furniture.contact, bare(label))
    });
    let text = labelled.map_or(text, |(_, value)| value);
    let cut = [
        "電話",
        "TEL",
        "Tel",
        "ＴＥＬ",
        "℡",
        "FAX",
        "〒",
        "（内線",
        "内線",
        "直通",
        "メール",
        "E-mail",
        "（電話",
        "住所",
        "所在地",
        "（直通",
        "(直通",
    ];
    let end = cut.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len());
    trim(
        text.get(..end)
            .unwrap_or(text)
            .trim_end_matches(['（', '(', '、', '，', ',', '：', ':', '　', ' ', '/', '／']),
    )
    .to_owned()
}

/// Whether a line below お問い合わせ names a section: 部, 課, 係 … at the end of a word.
pub fn is_contact_name(text: &str) -> bool {
    let name = contact_name(bare(text));
    let ends = [
        "部",
        "課",
        "局",
        "室",
        "係",
        "担当",
        "センター",
        "事務局",
        "グループ",
        "班",
        "所",
        "区役所",
        "委員会",
        "チーム",
        "館",
    ];
    (2..=45).contains(&name.chars().count())
        && !name.contains(['。', '、'])
        && name
            .split([' ', '\u{3000}', '（', '(', ')', '）', '・'])
            .any(|word| ends.iter().any(|end| word.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_data_is_read_from_furniture() {
        assert_eq!(furniture("ページ番号：123456"), Some(Furniture::Id("123456".to_owned())));
        let dated = |updated: Option<&str>, published: Option<&str>| {
            Some(Furniture::Dates {
                updated: updated.map(str::to_owned),
                published: published.map(str::to_owned),
                id: None,
            })
        };
        assert_eq!(furniture("更新日：令和6年4月1日"), dated(Some("2024-04-01"), None));
        assert_eq!(
            furniture("公開日:2024年4月1日　最終更新日:2024年5月2日"),
            dated(Some("2024-05-02"), Some("2024-04-01"))
        );
        assert_eq!(furniture("[2023年4月1日]"), dated(None, Some("2023-04-01")));
        assert_eq!(
            furniture("このページは総務部 文書課が担当しています。"),
            Some(Furniture::Contact("総務部 文書課".to_owned()))
        );
        assert_eq!(
            furniture("お問い合わせ先：総務部文書課（電話03-0000-0000）"),
            Some(Furniture::Contact("総務部文書課".to_owned()))
        );
    }

    #[test]
    fn furniture_is_told_from_content() {
        for text in [
            "- 3 -",
            "3 / 12",
            "本文ここから",
            "Copyright (C) 町",
            "様式1（PDF形式, 120KB）",
            "トップページ ＞ 市政 ＞ 計画",
            "電話：03-0000-0000",
        ] {
            assert_eq!(furniture(text), Some(Furniture::Plain), "{text}");
        }
        for text in
            ["120", "担当：総務課", "課題認識", "更新を進める。", "公開する資料の割合：80%以上", "実施計画"]
        {
            assert_eq!(furniture(text), None, "{text}");
        }
    }
}
