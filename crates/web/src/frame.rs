//! What every page of a municipality carries around its own content.

use plan::decision::DecisionNumber;
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
    /// 市, 区, 町, 村: what the municipality is called in a sentence.
    pub(crate) noun: &'static str,
    /// A sentence of the municipality on every page, e.g. that it is invented.
    pub(crate) notice: Option<String>,
    /// The decision that the page shows.
    pub(crate) number: DecisionNumber,
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
    Topics,
    Plan,
    Indicators,
    Departments,
    Priority,
    /// 年度のまとめ.
    Years,
    /// 評価.
    Evaluations,
    /// どう変わったか.
    Changes,
    Budget,
    Remarks,
    /// 意見募集.
    Comments,
    Decisions,
    Data,
    Search,
    About,
}

/// A page that the navigation names: words in both languages, address, part.
type Way = ((&'static str, &'static str), &'static str, Part);

/// The navigation on every page. A page of a new part adds its line here.
const MAIN: &[Way] = &[
    (("くらしの分野", "Topics"), "/topics/", Part::Topics),
    (("計画", "Plans"), "/plan/", Part::Plan),
    (("指標", "Indicators"), "/indicators/", Part::Indicators),
    (("組織", "Departments"), "/departments/", Part::Departments),
    (("年度のまとめ", "Years"), "/years/", Part::Years),
    (("評価", "Evaluations"), "/evaluations/", Part::Evaluations),
    (("どう変わったか", "What changed"), "/pdca/", Part::Changes),
    (("予算と決算", "Budget"), "/budget/", Part::Budget),
    (("データ", "Data"), "/data/", Part::Data),
    (("見方", "How to read"), "/about/", Part::About),
];

/// What the foot of every page adds to it.
const MORE: &[Way] = &[
    (("重点プロジェクト", "Priority projects"), "/priority/", Part::Priority),
    (("施策と年度の一覧表", "Programs by year"), "/matrix/", Part::Plan),
    (("報告の状況", "Reporting status"), "/status/", Part::Years),
    (("指標を比べる", "Compare indicators"), "/compare", Part::Indicators),
    (("意見と対応", "Remarks"), "/remarks/", Part::Remarks),
    (("意見募集", "Public comments"), "/comments/", Part::Comments),
    (("改訂履歴", "Revisions"), "/decisions/", Part::Decisions),
    (("検索", "Search"), "/search", Part::Search),
];

impl Frame {
    /// A frame for a page of an edition.
    pub(crate) fn new(here: &Here, edition: &Edition, title: impl Into<String>, part: Part) -> Self {
        let lang = here.lang;
        let profile = edition.profile();
        Self {
            here: here.clone(),
            title: title.into(),
            town: profile.map_or_else(|| edition.municipality().to_string(), |it| it.name.clone()),
            noun: profile.map_or(plan::municipality::UNNAMED, plan::municipality::Municipality::noun),
            notice: profile.and_then(|it| it.notice.clone()),
            number: edition.number(),
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
        self.ways(MAIN)
    }

    /// The pages that only the foot names.
    pub(crate) fn more(&self) -> Vec<(&'static str, String, bool)> {
        self.ways(MORE)
    }

    fn ways(&self, ways: &[Way]) -> Vec<(&'static str, String, bool)> {
        let lang = self.here.lang;
        ways.iter()
            .map(|(words, path, part)| (lang.of_pair(*words), self.here.to(path), *part == self.part))
            .collect()
    }

    /// The title of the window: the page, then whose it is; of a page of the past, when.
    pub(crate) fn window(&self) -> String {
        let lang = self.lang();
        let site = format!("{}　{}", self.town, lang.say("目標と成果", "Goals and results"));
        let page = if self.title == self.town { site } else { format!("{}｜{site}", self.title) };
        let number = self.number;
        match self.past {
            true => lang.say(
                format!("{page}（決裁第{number}号の時点）"),
                format!("{page} (as of decision {number})"),
            ),
            false => page,
        }
    }

    /// Whether search engines should leave the page out: the past, and answers to somebody's words.
    pub(crate) fn is_passing(&self) -> bool {
        self.past || self.here.words.is_some()
    }

    /// The one address of what the page shows, of the past with its decision; none of answers to somebody's words.
    pub(crate) fn itself(&self) -> Option<String> {
        let address = || if self.past { self.permanent() } else { self.here.whole(&self.here.now()) };
        self.here.words.is_none().then(address)
    }

    /// This page in every language, for those who look for one: code and address.
    pub(crate) fn tongues(&self) -> Vec<(&'static str, String)> {
        let [ja, en] = [Lang::Ja, Lang::En].map(|lang| self.here.whole(&self.here.in_language(lang)));
        vec![("ja", ja.clone()), ("en", en), ("x-default", ja)]
    }

    /// The same for those who name it elsewhere: with the site's own address, where that is known.
    pub(crate) fn permanent(&self) -> String {
        self.here.whole(&self.fixed())
    }

    /// The address under which this page stays as it is.
    pub(crate) fn fixed(&self) -> String {
        self.here.as_of(self.number)
    }

    pub(crate) fn lang(&self) -> Lang {
        self.here.lang
    }

    pub(crate) fn style(&self) -> String {
        assets::style_address()
    }
}
