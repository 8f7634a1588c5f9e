//! What every page of a municipality carries around its own content.

use plan::edition::Edition;

use crate::assets;
use crate::here::Here;
use crate::lang::Lang;

/// The frame of a page: names, navigation, the time that it shows.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Makes the links.
    pub(crate) here: Here,
    /// The page's own title.
    pub(crate) title: String,
    /// 団体名.
    pub(crate) town: String,
    /// A sentence of the municipality on every page, e.g. that it is invented.
    pub(crate) notice: Option<String>,
    /// The decision that the page shows.
    pub(crate) decision: String,
    /// Its day.
    pub(crate) date: String,
    /// Whether the page shows the past.
    pub(crate) past: bool,
    /// The way from the home page to here: words and addresses, this page left out.
    pub(crate) trail: Vec<(String, String)>,
    /// Which part of the site the page belongs to.
    pub(crate) part: Part,
}

/// The parts of the site, as the navigation names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Home,
    Plan,
    Departments,
    Indicators,
    Priority,
    Decisions,
    Search,
    About,
}

impl Frame {
    /// A frame for a page of an edition.
    pub(crate) fn new(here: &Here, edition: &Edition, title: impl Into<String>, part: Part) -> Self {
        let lang = here.lang;
        let profile = edition.profile();
        Self {
            here: here.clone(),
            title: title.into(),
            town: profile.map_or_else(|| edition.municipality().to_string(), |it| it.name.clone()),
            notice: profile.and_then(|it| it.notice.clone()),
            decision: edition.number().to_string(),
            date: edition.date().map_or(String::new(), |date| lang.date(date)),
            past: here.asof.is_some(),
            trail: vec![],
            part,
        }
    }

    /// Adds a step of the way from the home page.
    pub(crate) fn via(mut self, words: impl Into<String>, address: String) -> Self {
        self.trail.push((words.into(), address));
        self
    }

    /// The navigation: words, address, whether the page belongs there.
    pub(crate) fn parts(&self) -> Vec<(&'static str, String, bool)> {
        let lang = self.here.lang;
        [
            (lang.say("計画", "Plans"), "/plan/", Part::Plan),
            (lang.say("組織", "Departments"), "/departments/", Part::Departments),
            (lang.say("指標", "Indicators"), "/indicators/", Part::Indicators),
            (lang.say("重点プロジェクト", "Priority projects"), "/priority/", Part::Priority),
            (lang.say("改訂履歴", "Revisions"), "/decisions/", Part::Decisions),
            (lang.say("見方", "How to read"), "/about/", Part::About),
        ]
        .into_iter()
        .map(|(words, path, part)| (words, self.here.to(path), part == self.part))
        .collect()
    }

    pub(crate) fn lang(&self) -> Lang {
        self.here.lang
    }

    pub(crate) fn style(&self) -> String {
        assets::style_address()
    }
}
