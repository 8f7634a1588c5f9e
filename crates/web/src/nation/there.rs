//! Where the visitor is on a page of all municipalities: path, language, and what the address asks.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::assets;
use crate::here::encode;
use crate::lang::Lang;
use crate::site::Site;

/// Makes links that stay in the visitor's language.
#[derive(Clone, Debug)]
pub(crate) struct There {
    pub(crate) lang: Lang,
    /// Under which address the world knows the site, where it was configured.
    site: Option<Arc<str>>,
    /// The page's own path.
    pub(crate) path: String,
    /// What the address asks besides the language, decoded, empty answers left out.
    query: Vec<(String, String)>,
}

impl FromRequestParts<Site> for There {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let pairs = pairs.map(|(name, value)| (name.into_owned(), value.trim().to_owned()));
        let (lang, query): (Vec<_>, Vec<_>) =
            pairs.filter(|(_, value)| !value.is_empty()).partition(|(name, _)| name == "lang");
        let lang = Lang::of(lang.first().map(|(_, value)| value.as_str()));
        let known = site.address().map(Arc::from);
        Ok(Self { lang, site: known, path: parts.uri.path().to_owned(), query })
    }
}

impl There {
    /// The same place on a page that understands these parameters; others are dropped from its links.
    pub(crate) fn keeping(mut self, names: &[&str]) -> Self {
        self.query.retain(|(name, _)| name == "page" || names.contains(&name.as_str()));
        self
    }

    /// The first value of a parameter.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// Which part of a long list is asked for.
    pub(crate) fn page(&self) -> Option<&str> {
        self.one("page")
    }

    /// This page with other values of some parameters, from the first part of its list.
    pub(crate) fn with(&self, changed: &[(&str, Option<&str>)]) -> String {
        let stays = |name: &str| name != "page" && changed.iter().all(|(it, _)| *it != name);
        let kept = self.query.iter().filter(|(name, _)| stays(name));
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        let new = changed.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        address(&self.path, kept.chain(new), self.lang)
    }

    /// Another part of the list; the first has no number in its address.
    pub(crate) fn part(&self, number: usize) -> String {
        let number = (number > 1).then(|| number.to_string());
        let kept = self.query.iter().filter(|(name, _)| name != "page");
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        address(&self.path, kept.chain(number.iter().map(|it| ("page", it.as_str()))), self.lang)
    }

    /// This page in a language.
    pub(crate) fn in_language(&self, lang: Lang) -> String {
        address(&self.path, self.query.iter().map(|(name, value)| (name.as_str(), value.as_str())), lang)
    }

    /// This page in the other language.
    pub(crate) fn in_other_language(&self) -> String {
        self.in_language(self.lang.say(Lang::En, Lang::Ja))
    }

    /// The one address of the page; none of answers to somebody's words.
    pub(crate) fn itself(&self) -> Option<String> {
        (!self.is_passing()).then(|| self.whole(self.lang))
    }

    /// This page in every language, for those who look for one: code and address.
    pub(crate) fn tongues(&self) -> Vec<(&'static str, String)> {
        [("ja", Lang::Ja), ("en", Lang::En), ("x-default", Lang::Ja)]
            .map(|(code, it)| (code, self.whole(it)))
            .to_vec()
    }

    /// This page in a language for those who keep its address elsewhere.
    fn whole(&self, lang: Lang) -> String {
        format!("{}{}", self.site.as_deref().unwrap_or_default(), self.in_language(lang))
    }

    /// Another page, in the visitor's language.
    pub(crate) fn to(&self, path: &str) -> String {
        address(path, [].into_iter(), self.lang)
    }

    /// Another page with parameters.
    pub(crate) fn to_with(&self, path: &str, query: &[(&str, &str)]) -> String {
        address(path, query.iter().copied(), self.lang)
    }

    /// What a GET form must carry along besides its own fields.
    pub(crate) fn hidden(&self) -> Vec<(&str, &str)> {
        if self.lang == Lang::En { vec![("lang", "en")] } else { vec![] }
    }

    /// Whether search engines should leave the page out: answers to somebody's words.
    pub(crate) fn is_passing(&self) -> bool {
        self.one("q").is_some()
    }

    /// The title of the window: the page, then the site.
    pub(crate) fn window(&self, title: &str) -> String {
        format!(
            "{title}｜{}",
            self.lang.say("目安　自治体の目標と成果", "Meyasu: goals and results of municipalities")
        )
    }

    /// The words asked for.
    pub(crate) fn words(&self) -> &str {
        self.one("q").unwrap_or_default()
    }

    pub(crate) fn style(&self) -> String {
        assets::style_address()
    }
}

fn address<'a>(path: &str, query: impl Iterator<Item = (&'a str, &'a str)>, lang: Lang) -> String {
    let lang = (lang == Lang::En).then_some(("lang", "en"));
    let pairs = query.chain(lang).map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let query = pairs.collect::<Vec<_>>().join("&");
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
