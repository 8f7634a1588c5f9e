//! 番地: what may be wrong with an address before anybody asks what it names.

use axum::http::Uri;
use plan::municipality::MunicipalityCode;

use super::known::{self, Known};
use crate::here::encode;
use crate::lang::Lang;

/// Parameters that can have one value only wherever they stand: two would be two questions.
const SINGLE: [&str; 5] = ["lang", "asof", "q", "page", "per_page"];
/// How long a word is repeated.
const REPEATED: usize = 40;

/// Why an address cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// `%zz`, or bytes that are no UTF-8.
    Encoding,
    /// NUL and its like.
    Control,
    /// `lang` is neither `ja` nor `en`.
    Language(String),
    /// A part of a list is named by something else than a number from 1.
    Part(String),
    /// One parameter stands twice, with two values.
    Twice(String),
    /// A file has no such parameter, or a page has one that is almost written like it: what was written, what was meant, and all
    /// that are known.
    Unknown { name: String, meant: Option<&'static str>, known: Vec<&'static str> },
}

/// What is wrong with a path and its query; none where both can be read.
pub(super) fn fault(path: &str, query: &str) -> Option<Fault> {
    unreadable(path, query).or_else(|| {
        if query.is_empty() {
            return None;
        }
        let (pairs, known) = (pairs(query), known::of(path));
        let misread = pairs.iter().find_map(|(name, value)| misread(name, value));
        misread.or_else(|| twice(&pairs, &known)).or_else(|| unknown(&pairs, known))
    })
}

/// Why neither could be read whatever they ask for: no text, or signs in it that steer machines.
pub(super) fn unreadable(path: &str, query: &str) -> Option<Fault> {
    if !(is_encoded(path) && is_encoded(query)) {
        return Some(Fault::Encoding);
    }
    if is_plain(path) && is_plain(query) {
        return None; // Nothing encoded, and no parameter: as almost all addresses are.
    }
    let path = decoded(path)?;
    let steers = |text: &str| text.chars().any(|c| c.is_control() && c != '\r' && c != '\n' && c != '\t');
    let is_steered = steers(&path) || path.contains(['\r', '\n', '\t']);
    (is_steered || pairs(query).iter().any(|(a, b)| steers(a) || steers(b))).then_some(Fault::Control)
}

fn pairs(query: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn is_plain(text: &str) -> bool {
    !text.contains(['%', '=', '&', '+'])
}

/// Whether each `%` is followed by two hex digits, and the bytes are UTF-8.
fn is_encoded(text: &str) -> bool {
    decoded(text).is_some()
}

/// The text behind a percent-encoded one.
fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte == b'%' {
            let digits = text.get(at + 1..at + 3).filter(|it| it.bytes().all(|c| c.is_ascii_hexdigit()))?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

fn misread(name: &str, value: &str) -> Option<Fault> {
    match name {
        "lang" => (!["", "ja", "en"].contains(&value)).then(|| Fault::Language(value.to_owned())),
        "page" => {
            let number = value.parse::<u32>().is_ok_and(|it| it > 0) && !value.starts_with('+');
            (!number).then(|| Fault::Part(value.to_owned()))
        }
        _ => None,
    }
}

fn twice(pairs: &[(String, String)], known: &Known) -> Option<Fault> {
    let is_double = |name: &str| {
        let mut values = pairs.iter().filter(|(it, _)| it == name).map(|(_, value)| value);
        values.next().is_some_and(|first| values.any(|it| it != first))
    };
    let is_single = |name: &str| SINGLE.contains(&name) || known.is_single(name);
    let names = pairs.iter().map(|(name, _)| name.as_str());
    names.filter(|it| is_single(it)).find(|it| is_double(it)).map(|name| Fault::Twice(name.to_owned()))
}

fn unknown(pairs: &[(String, String)], known: Known) -> Option<Fault> {
    let strange = |name: &&str| !name.is_empty() && !known.holds(name);
    let names = pairs.iter().map(|(name, _)| name.as_str());
    let (name, meant) = names
        .filter(strange)
        .map(|name| (name, known.meant(name)))
        .find(|it| known.is_file || it.1.is_some())?;
    Some(Fault::Unknown { name: name.to_owned(), meant, known: known.names })
}

/// The municipality in an address, where there is one.
pub(super) fn town(path: &str) -> Option<MunicipalityCode> {
    MunicipalityCode::parse(path.split('/').nth(1)?).ok()
}

impl Fault {
    /// What is wrong and what would be right, in Japanese and in English.
    pub(super) fn advice(&self) -> (String, String) {
        match self {
            Self::Encoding => (
                "アドレスの「%」の後が16進数2桁でないか、文字コードが UTF-8 ではありません。".to_owned(),
                "A “%” in the address is not followed by two hex digits, or the text is not UTF-8."
                    .to_owned(),
            ),
            Self::Control => (
                "アドレスに使えない文字（制御文字）が入っています。".to_owned(),
                "The address has control characters in it.".to_owned(),
            ),
            Self::Language(word) => (
                format!(
                    "「lang={}」という表示言語はありません。使えるのは ja（日本語）と en（英語）です。",
                    cut(word)
                ),
                format!("There is no language “lang={}”: it is ja (Japanese) or en (English).", cut(word)),
            ),
            Self::Part(word) => (
                format!("「page={}」は一覧のページ番号ではありません。1からの整数です。", cut(word)),
                format!("“page={}” is no part of a list: parts are numbered from 1.", cut(word)),
            ),
            Self::Twice(name) => (
                format!("アドレスに「{name}」が二つあり、値が違います。どちらか一つにしてください。"),
                format!("“{name}” stands twice in the address, with different values: leave one of them."),
            ),
            Self::Unknown { name, meant, known } => {
                let (name, all) = (cut(name), known.join(", "));
                let perhaps = meant.map_or((String::new(), String::new()), |it| {
                    (format!("「{it}」の書き間違いではありませんか。"), format!(" Did you mean “{it}”?"))
                });
                (
                    format!(
                        "「{name}」という条件は、このアドレスにはありません。{}使えるもの：{all}",
                        perhaps.0
                    ),
                    format!("This address has no parameter “{name}”.{} Known: {all}", perhaps.1),
                )
            }
        }
    }

    /// The same page with the question mended.
    pub(super) fn remedies(&self, uri: &Uri, lang: Lang) -> Vec<(String, String)> {
        let without = |name: &str, value: Option<&str>| mended(uri, name, value);
        match self {
            Self::Encoding | Self::Control => vec![],
            Self::Language(_) => vec![
                ("日本語で見る".to_owned(), without("lang", None)),
                ("See it in English".to_owned(), without("lang", Some("en"))),
            ],
            Self::Part(_) => {
                vec![(lang.say("一覧の最初を見る", "See the first part").to_owned(), without("page", None))]
            }
            Self::Twice(name) => {
                let words = lang.say(format!("「{name}」を外して見る"), format!("See it without “{name}”"));
                vec![(words, without(name, None))]
            }
            Self::Unknown { name, meant, .. } => {
                let word = cut(name);
                let words = lang.say(format!("「{word}」を外して見る"), format!("See it without “{word}”"));
                let renamed = meant.map(|meant| {
                    let words = lang.say(format!("「{meant}」として見る"), format!("See it with “{meant}”"));
                    (words, renamed(uri, name, meant))
                });
                renamed.into_iter().chain([(words, without(name, None))]).collect()
            }
        }
    }
}

fn cut(word: &str) -> String {
    word.chars().take(REPEATED).collect()
}

/// The address with another value of one parameter, or without it.
fn mended(uri: &Uri, name: &str, value: Option<&str>) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let kept =
        pairs.filter(|(it, _)| it != name).map(|(it, value)| format!("{}={}", encode(&it), encode(&value)));
    let new = value.map(|value| format!("{name}={}", encode(value)));
    let query: Vec<String> = kept.chain(new).collect();
    match query.is_empty() {
        true => uri.path().to_owned(),
        false => format!("{}?{}", uri.path(), query.join("&")),
    }
}

/// The address with the right name of one parameter.
fn renamed(uri: &Uri, written: &str, meant: &str) -> String {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let query = pairs.map(|(name, value)| {
        let name = if name == written { meant } else { &name };
        format!("{}={}", encode(name), encode(&value))
    });
    format!("{}?{}", uri.path(), query.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        for (path, query, expected) in [
            ("/990019/", "", None),
            ("/990019/plan/%E9%98%B2", "lang=en&utm_source=%E9%98%B2&page=2&lang=en", None),
            ("/990019/plan/%zz", "", Some(Fault::Encoding)),
            ("/990019/plan/%E9%98", "", Some(Fault::Encoding)),
            ("/990019/", "q=%", Some(Fault::Encoding)),
            ("/990019/", "q=%96%68%8D%D0", Some(Fault::Encoding)),
            ("/990019/plan/a%00b", "", Some(Fault::Control)),
            ("/990019/", "q=a%00", Some(Fault::Control)),
            ("/990019/", "q=a%0Ab", None),
            ("/990019/", "lang=fr", Some(Fault::Language("fr".to_owned()))),
            ("/990019/", "page=0", Some(Fault::Part("0".to_owned()))),
            ("/990019/", "page=%2B1", Some(Fault::Part("+1".to_owned()))),
            ("/990019/", "page=1&page=2", Some(Fault::Twice("page".to_owned()))),
            ("/990019/", "kind=a&kind=b", None),
            ("/990019/search", "kind=a&kind=b", Some(Fault::Twice("kind".to_owned()))),
            ("/990019/compare", "i=a&i=b", None),
        ] {
            assert_eq!(fault(path, query), expected, "{path}?{query}");
        }
    }

    #[test]
    fn a_mended_address_keeps_the_other_questions() {
        let uri: Uri = "/990019/search?q=%E9%98%B2&lang=fr&x=1".parse().unwrap();
        assert_eq!(mended(&uri, "lang", Some("en")), "/990019/search?q=%E9%98%B2&x=1&lang=en");
        assert_eq!(mended(&uri, "lang", None), "/990019/search?q=%E9%98%B2&x=1");
    }
}
