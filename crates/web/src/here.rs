//! Where the visitor is: municipality, language, and the day or decision that the page is asked for.

use plan::municipality::MunicipalityCode;
use plan::record::RecordId;

use crate::lang::Lang;

/// Makes links that stay in the visitor's municipality, language and time.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    /// Whose pages.
    pub(crate) code: MunicipalityCode,
    /// In which language.
    pub(crate) lang: Lang,
    /// `asof` as the visitor wrote it, where the page is asked for as of a day or decision.
    pub(crate) asof: Option<String>,
    /// The page's own address below the municipality, e.g. `/indicators/x`.
    pub(crate) path: String,
    /// The words that the visitor looks for.
    pub(crate) words: Option<String>,
    /// Which part of a long list the visitor asked for.
    pub(crate) page: Option<String>,
    /// When and as what the edition shown was published, in words; none where it never was by itself.
    pub(crate) published: Option<String>,
}

impl Here {
    /// The home page of a municipality.
    pub(crate) fn at(code: MunicipalityCode, lang: Lang) -> Self {
        let path = "/".to_owned();
        Self { code, lang, asof: None, path, words: None, page: None, published: None }
    }

    /// The address of a page below the municipality, e.g. `/indicators/`.
    pub(crate) fn to(&self, path: &str) -> String {
        self.address(path, [None, None], self.lang, self.asof.as_deref())
    }

    /// The page of a record: `at.record("indicators", id)`.
    pub(crate) fn record(&self, place: &str, id: &RecordId) -> String {
        let parts: Vec<String> = id.as_str().split('/').map(encode).collect();
        self.to(&format!("/{place}/{}", parts.join("/")))
    }

    /// This page in the other language.
    pub(crate) fn in_other_language(&self) -> String {
        let other = self.lang.say(Lang::En, Lang::Ja);
        self.address(&self.path, self.asked(), other, self.asof.as_deref())
    }

    /// This page as it is now.
    pub(crate) fn now(&self) -> String {
        self.address(&self.path, self.asked(), self.lang, None)
    }

    /// This page as of a decision.
    pub(crate) fn as_of(&self, number: plan::decision::DecisionNumber) -> String {
        self.address(&self.path, self.asked(), self.lang, Some(&number.to_string()))
    }

    /// Another part of the list on this page; the first has no number in its address.
    pub(crate) fn part(&self, number: usize) -> String {
        let page = (number > 1).then(|| format!("page={number}"));
        self.address(&self.path, [self.asked()[0].clone(), page], self.lang, self.asof.as_deref())
    }

    /// What the visitor asked besides language and time, encoded.
    fn asked(&self) -> [Option<String>; 2] {
        let part =
            |name: &str, value: &Option<String>| value.as_ref().map(|it| format!("{name}={}", encode(it)));
        [part("q", &self.words), part("page", &self.page)]
    }

    fn address(&self, path: &str, asked: [Option<String>; 2], lang: Lang, asof: Option<&str>) -> String {
        let mut address = format!("/{}{path}", self.code);
        let asof = asof.map(|asof| format!("asof={}", encode(asof)));
        let lang = (lang == Lang::En).then(|| "lang=en".to_owned());
        for (index, part) in asked.into_iter().chain([asof, lang]).flatten().enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.push_str(&part);
        }
        address
    }
}

/// Percent-encodes what may not stand in one part of an address (RFC 3986, unreserved characters stay).
pub(crate) fn encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}"); // Writing to a String cannot fail.
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_language_and_time() {
        let here = Here {
            code: MunicipalityCode::parse("990019")
                .unwrap_or_else(|_| MunicipalityCode::parse("99001").unwrap()),
            lang: Lang::En,
            asof: Some("2024-06-10".to_owned()),
            path: "/search".to_owned(),
            words: Some("防災".to_owned()),
            page: None,
            published: None,
        };
        let code = here.code.clone();
        assert_eq!(here.to("/plan/"), format!("/{code}/plan/?asof=2024-06-10&lang=en"));
        assert_eq!(here.in_other_language(), format!("/{code}/search?q=%E9%98%B2%E7%81%BD&asof=2024-06-10"));
        assert_eq!(here.now(), format!("/{code}/search?q=%E9%98%B2%E7%81%BD&lang=en"));
    }
}
