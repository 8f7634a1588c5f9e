//! Where the visitor is: municipality, language, and the day or decision that the page is asked for.

use std::sync::Arc;

use plan::municipality::MunicipalityCode;
use plan::record::RecordId;

use crate::lang::Lang;

/// Makes links that stay in the visitor's municipality, language and time.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    /// Under which address the world knows the site, where it was configured: `https://meyasu.example.jp`.
    pub(crate) site: Option<Arc<str>>,
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
    /// Whatever else stands in the address, decoded, as the visitor wrote it.
    pub(crate) asked: Vec<(String, String)>,
    /// The part of `asked` that this page understands: it stays in links to the page itself. See `keeping`.
    pub(crate) query: Vec<(String, String)>,
    /// When and as what the edition shown was published, in words; none where it never was by itself.
    pub(crate) published: Option<String>,
}

impl Here {
    /// The home page of a municipality.
    pub(crate) fn at(code: MunicipalityCode, lang: Lang) -> Self {
        Self {
            site: None,
            code,
            lang,
            asof: None,
            path: "/".to_owned(),
            words: None,
            page: None,
            asked: vec![],
            query: vec![],
            published: None,
        }
    }

    /// The same place on a page that understands these parameters: `visit.here.keeping(&["kind", "status"])`.
    ///
    /// They stay in the address when the visitor changes language, time or part of the list; any others are dropped.
    pub(crate) fn keeping(mut self, names: &[&str]) -> Self {
        let known = |(name, value): &&(String, String)| names.contains(&name.as_str()) && !value.is_empty();
        self.query = self.asked.iter().filter(known).cloned().collect();
        self
    }

    /// The same place without a parameter that asks for what the page shows anyway: one page, one address of its own.
    pub(crate) fn without_usual(mut self, name: &str, usual: &str) -> Self {
        self.query.retain(|(it, value)| it != name || value != usual);
        self
    }

    /// The address without the empty answers that a form sends along, where there are any: the one worth keeping.
    pub(crate) fn tidy(&self) -> Option<String> {
        let has_blanks = self.asked.iter().any(|(_, value)| value.is_empty());
        has_blanks.then(|| self.in_language(self.lang))
    }

    /// The first value of a parameter that the page understands; an empty one is none.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a parameter that the page understands, in their order: `?i=a&i=b`.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.query.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// This page with another value of one parameter, or without it; from the first part of its list.
    pub(crate) fn with(&self, name: &str, value: Option<&str>) -> String {
        let value = value.map(|it| (name.to_owned(), it.to_owned()));
        let query = self.query.iter().filter(|(it, _)| it != name).cloned().chain(value).collect();
        let there = Self { query, page: None, ..self.clone() };
        there.address(&self.path, there.mine(), self.lang, self.asof.as_deref())
    }

    /// What a GET form on this page must carry along besides its own fields: time and language.
    pub(crate) fn hidden(&self) -> Vec<(&str, &str)> {
        let asof = self.asof.as_deref().map(|it| ("asof", it));
        asof.into_iter().chain((self.lang == Lang::En).then_some(("lang", "en"))).collect()
    }

    /// What the form that asks for another day must carry along: language, words and parameters, but no part of a list.
    pub(crate) fn hidden_but_time(&self) -> Vec<(&str, &str)> {
        let words = self.words.as_deref().map(|it| ("q", it));
        let query = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        words.into_iter().chain(query).chain((self.lang == Lang::En).then_some(("lang", "en"))).collect()
    }

    /// The address of a page below the municipality, e.g. `/indicators/`.
    pub(crate) fn to(&self, path: &str) -> String {
        self.address(path, vec![], self.lang, self.asof.as_deref())
    }

    /// The address of a page with parameters: `here.to_with("/indicators/", &[("kind", "outcome")])`.
    pub(crate) fn to_with(&self, path: &str, query: &[(&str, &str)]) -> String {
        let query = query.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.address(path, query, self.lang, self.asof.as_deref())
    }

    /// The page of a record: `at.record("indicators", id)`.
    pub(crate) fn record(&self, place: &str, id: &RecordId) -> String {
        let parts: Vec<String> = id.as_str().split('/').map(encode).collect();
        self.to(&format!("/{place}/{}", parts.join("/")))
    }

    /// This page in the other language.
    pub(crate) fn in_other_language(&self) -> String {
        self.in_language(self.lang.say(Lang::En, Lang::Ja))
    }

    /// This page in a language.
    pub(crate) fn in_language(&self, lang: Lang) -> String {
        self.address(&self.path, self.mine(), lang, self.asof.as_deref())
    }

    /// This page as it is now.
    pub(crate) fn now(&self) -> String {
        self.address(&self.path, self.mine(), self.lang, None)
    }

    /// An address for those who keep it elsewhere: with the site's own, where that is known. What one visitor's program took it
    /// for is good for nobody else, and never stands in a page.
    pub(crate) fn whole(&self, address: &str) -> String {
        format!("{}{address}", self.site.as_deref().unwrap_or_default())
    }

    /// This page's path alone, for a form that carries the rest in its fields.
    pub(crate) fn action(&self) -> String {
        format!("/{}{}", self.code, self.path)
    }

    /// This page as of a decision.
    pub(crate) fn as_of(&self, number: plan::decision::DecisionNumber) -> String {
        self.address(&self.path, self.mine(), self.lang, Some(&number.to_string()))
    }

    /// Another part of the list on this page; the first has no number in its address.
    pub(crate) fn part(&self, number: usize) -> String {
        let page = (number > 1).then(|| number.to_string());
        let there = Self { page, ..self.clone() };
        there.address(&self.path, there.mine(), self.lang, self.asof.as_deref())
    }

    /// What the visitor asked besides language and time, encoded: it makes this page another one.
    fn mine(&self) -> Vec<String> {
        let part = |(name, value): (&str, &String)| format!("{}={}", encode(name), encode(value));
        let words = self.words.iter().map(|it| ("q", it));
        let query = self.query.iter().map(|(name, value)| (name.as_str(), value));
        let page = self.page.iter().map(|it| ("page", it));
        words.chain(query).chain(page).map(part).collect()
    }

    fn address(&self, path: &str, asked: Vec<String>, lang: Lang, asof: Option<&str>) -> String {
        let mut address = format!("/{}{path}", self.code);
        let asof = asof.map(|asof| format!("asof={}", encode(asof)));
        let lang = (lang == Lang::En).then(|| "lang=en".to_owned());
        for (index, part) in asked.into_iter().chain(asof).chain(lang).enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.push_str(&part);
        }
        address
    }
}

/// Percent-encodes what may not stand in one part of an address (RFC 3986, unreserved characters stay).
pub fn encode(text: &str) -> String {
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

    fn here() -> Here {
        let pairs = [("kind", "outcome"), ("utm", "x"), ("i", "a"), ("i", "b/c"), ("status", "")];
        Here {
            lang: Lang::En,
            asof: Some("2024-06-10".to_owned()),
            path: "/search".to_owned(),
            words: Some("防災".to_owned()),
            asked: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            ..Here::at(MunicipalityCode::parse("990019").unwrap(), Lang::Ja)
        }
    }

    #[test]
    fn links_keep_language_and_time() {
        let here = here();
        assert_eq!(here.to("/plan/"), "/990019/plan/?asof=2024-06-10&lang=en");
        assert_eq!(here.in_other_language(), "/990019/search?q=%E9%98%B2%E7%81%BD&asof=2024-06-10");
        assert_eq!(here.now(), "/990019/search?q=%E9%98%B2%E7%81%BD&lang=en");
        let there = here.to_with("/compare", &[("i", "a"), ("i", "b/c")]);
        assert_eq!(there, "/990019/compare?i=a&i=b%2Fc&asof=2024-06-10&lang=en");
    }

    #[test]
    fn a_page_keeps_the_parameters_that_it_understands_and_no_others() {
        let here =
            Here { words: None, page: Some("3".to_owned()), ..here().keeping(&["kind", "i", "status"]) };
        assert_eq!(here.one("kind"), Some("outcome"));
        assert_eq!(here.all("i").collect::<Vec<_>>(), ["a", "b/c"]);
        assert_eq!((here.one("status"), here.one("utm")), (None, None));
        assert_eq!(here.now(), "/990019/search?kind=outcome&i=a&i=b%2Fc&page=3&lang=en");
        assert_eq!(here.part(1), "/990019/search?kind=outcome&i=a&i=b%2Fc&asof=2024-06-10&lang=en");
    }

    #[test]
    fn an_address_with_empty_answers_has_a_tidy_one() {
        let here = here().keeping(&["kind", "status"]);
        let tidy = "/990019/search?q=%E9%98%B2%E7%81%BD&kind=outcome&asof=2024-06-10&lang=en";
        assert_eq!(here.tidy().as_deref(), Some(tidy));
        assert_eq!(Here { asked: vec![], ..here }.tidy(), None);
    }

    #[test]
    fn what_the_page_shows_anyway_is_not_asked() {
        let here = Here { words: None, ..here().keeping(&["kind", "i"]) };
        let now = "/990019/search?i=a&i=b%2Fc&lang=en";
        assert_eq!(here.clone().without_usual("kind", "outcome").now(), now);
        assert_eq!(here.clone().without_usual("kind", "output").now(), here.now());
    }

    #[test]
    fn another_value_begins_the_list_anew() {
        let here = Here { words: None, page: Some("3".to_owned()), ..here().keeping(&["kind"]) };
        assert_eq!(here.with("kind", None), "/990019/search?asof=2024-06-10&lang=en");
        assert_eq!(
            here.with("status", Some("missed")),
            "/990019/search?kind=outcome&status=missed&asof=2024-06-10&lang=en"
        );
        assert_eq!(here.hidden(), [("asof", "2024-06-10"), ("lang", "en")]);
        assert_eq!(here.hidden_but_time(), [("kind", "outcome"), ("lang", "en")]);
    }
}
