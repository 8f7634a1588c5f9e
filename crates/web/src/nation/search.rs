//! `/search`: names of plans, works, indicators and departments of all municipalities, and the municipalities themselves.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use plan::digest::{Name, Named};
use plan::prefecture::Prefecture;

use crate::error::PageError;
use crate::gate::known;
use crate::lang::Lang;
use crate::nation::home::home_address;
use crate::nation::{There, TownHits, Towns, find};
use crate::pager::Pager;
use crate::search::{Piece, Question, marked};
use crate::site::Site;

/// What may be chosen: parameter, words, and its options: value, words, whether it is chosen.
type Asked = (&'static str, &'static str, Vec<(String, String, bool)>);

#[derive(Template)]
#[template(path = "nation/search.html")]
struct Show {
    there: There,
    title: String,
    said: String,
    awaited: usize,
    /// Fields of the form: name, label, then value, words, whether it is chosen.
    choices: Vec<Asked>,
    groups: Vec<Group>,
    start: usize,
    pager: Pager,
}

/// What was found in one municipality.
struct Group {
    name: Vec<Piece>,
    prefecture: &'static str,
    address: String,
    /// Kind, name, address, newest result.
    names: Vec<(&'static str, Vec<Piece>, String, String)>,
    /// How many more, and where they are.
    more: Option<(usize, String)>,
}

/// Municipalities in one part of the answer.
const LISTED: usize = 20;
/// Names listed of one municipality; its own search has the others.
const NAMES: usize = 5;

/// `GET /search?q=…&pref=…&kind=…`.
pub(crate) async fn show(State(site): State<Site>, there: There) -> Result<Html<String>, PageError> {
    let there = there.keeping(known::NATIONAL_SEARCH);
    let nation = site.nation().await;
    let towns = nation.towns();
    let prefecture = asked(&there, "pref", Prefecture::parse)?;
    let of = asked(&there, "kind", kind)?;
    let question = Question::of(there.words());
    let found = find(&towns, &question, prefecture, of);
    let (pager, part) = Pager::over(there.page(), found.len(), LISTED, there.lang, |it| there.part(it))
        .ok_or_else(|| PageError::not_found(there.lang))?;
    let start = part.start + 1;
    Ok(Html(
        Show {
            title: pager.titled(&title(&there)),
            said: said(&there, &question, &found),
            awaited: nation.awaited(),
            choices: choices(&there, &towns, prefecture, of),
            groups: found[part]
                .iter()
                .map(|it| Group::of(there.lang, it, &question, there.words()))
                .collect(),
            start,
            pager,
            there,
        }
        .render()?,
    ))
}

/// What the visitor chose, if anything; a value that cannot be is 400, with the way back.
pub(super) fn asked<T>(
    there: &There,
    name: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, PageError> {
    let Some(value) = there.one(name) else { return Ok(None) };
    let wrong = || PageError::no_such_choice(there.lang, name, value, there.with(&[(name, None)]));
    read(value).map(Some).ok_or_else(wrong)
}

/// 種類 as it stands in an address.
const KINDS: [(&str, Named); 4] = [
    ("indicators", Named::Indicator),
    ("works", Named::Element),
    ("plans", Named::Plan),
    ("departments", Named::Organisation),
];

fn kind(word: &str) -> Option<Named> {
    KINDS.into_iter().find(|(it, _)| *it == word).map(|(_, of)| of)
}

fn title(there: &There) -> String {
    match there.words() {
        "" => there.lang.say("全国から探す", "Search all municipalities").to_owned(),
        words => {
            there.lang.say(format!("「{words}」を全国から探す"), format!("“{words}” in all municipalities"))
        }
    }
}

fn said(there: &There, question: &Question, found: &[TownHits<'_>]) -> String {
    let (lang, words) = (there.lang, there.words());
    let names: usize = found.iter().map(|it| it.names.len()).sum();
    match found.len() {
        _ if question.is_empty() => lang
            .say(
                "自治体の名前、団体コード、指標・施策・事業・組織の名前から探します。空白で区切ると、すべてを含むものを探します。",
                "Type the name or code of a municipality, or the name of an indicator, policy, project or department.",
            )
            .to_owned(),
        0 => lang.say(
            format!("「{words}」は見つかりませんでした。文章の中の言葉は、それぞれの自治体のページの検索で探せます。"),
            format!("“{words}” was not found in any name. The search of each municipality looks into its texts, too."),
        ),
        towns => lang.say(
            format!("{towns}団体で見つかりました（名前{names}件）。"),
            format!("Found in {towns} municipalities ({names} names)."),
        ),
    }
}

fn choices(there: &There, towns: &Towns, chosen: Option<Prefecture>, of: Option<Named>) -> Vec<Asked> {
    let lang = there.lang;
    let mut prefectures: Vec<Prefecture> = towns.values().map(|it| it.prefecture()).collect();
    prefectures.dedup();
    let any = |none: bool| (String::new(), lang.say("すべて", "all").to_owned(), none);
    let prefecture = |it: Prefecture| (it.digits(), lang.of_pair(it.name()).to_owned(), chosen == Some(it));
    let kind =
        |(word, it): (&str, Named)| (word.to_owned(), lang.of_pair(it.name()).to_owned(), of == Some(it));
    vec![
        (
            "pref",
            lang.say("都道府県", "Prefecture"),
            std::iter::once(any(chosen.is_none())).chain(prefectures.into_iter().map(prefecture)).collect(),
        ),
        (
            "kind",
            lang.say("種類", "Sort"),
            std::iter::once(any(of.is_none())).chain(KINDS.into_iter().map(kind)).collect(),
        ),
    ]
}

impl Group {
    fn of(lang: Lang, hits: &TownHits<'_>, question: &Question, words: &str) -> Self {
        let town = hits.town;
        let mut names: Vec<&Name> = hits.names.iter().filter_map(|it| town.name(*it)).collect();
        names.sort_by_key(|it| Named::ALL.iter().position(|of| *of == it.of)); // Stable: as the town's pages have them.
        let names = names.into_iter().take(NAMES).map(|it| {
            let address = address(lang, town.code().as_str(), it);
            (lang.of_pair(it.of.name()), marked(&it.text, question), address, newest(lang, it))
        });
        let left = hits.names.len().saturating_sub(NAMES);
        let own = crate::nation::search_address(lang, words);
        Self {
            name: marked(&town.digest.name, question),
            prefecture: lang.of_pair(town.prefecture().name()),
            address: home_address(lang, town),
            names: names.collect(),
            more: (left > 0).then(|| (left, format!("/{}{own}", town.code()))),
        }
    }
}

/// The page of something that has a name.
pub(super) fn address(lang: Lang, code: &str, name: &Name) -> String {
    let place = match name.of {
        Named::Plan | Named::Element => "plan",
        Named::Indicator => "indicators",
        Named::Organisation => "departments",
    };
    let id = crate::here::encode(name.id.as_str());
    format!("/{code}/{place}/{id}{}", lang.say("", "?lang=en"))
}

/// 「令和6年度 54.2％」: the newest result of an indicator.
fn newest(lang: Lang, name: &Name) -> String {
    let Some((measure, result)) = name.measure.as_ref().and_then(|it| Some((it, it.results.last()?))) else {
        return String::new();
    };
    let value = crate::words::figure(result.value, &measure.nature.unit);
    format!("{} {value}", lang.short_year(result.year))
}
