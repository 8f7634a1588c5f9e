//! `/{code}/search`: every text of the edition, found by any run of characters: two are enough in Japanese.

use std::collections::HashSet;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Html;
use plan::edition::Edition;
use plan::record::{Body, Kind, RecordId};

use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::here::Here;
use crate::site::Site;
use crate::visit::{Visit, asked};

#[derive(Template)]
#[template(path = "search/show.html")]
struct Show {
    frame: Frame,
    asked: String,
    said: String,
    hits: Vec<Hit>,
}

/// One page on which the words stand.
struct Hit {
    kind: &'static str,
    title: String,
    address: String,
    /// The words around the first place: before, the words, after.
    snippet: Option<(String, String, String)>,
}

/// How many pages one answer lists.
const SHOWN: usize = 50;
/// A longer question is cut: nobody types more, and scanning it would cost everybody.
const LONGEST: usize = 100;

/// `GET /{code}/search?q=…`.
pub(crate) async fn show(
    State(site): State<Site>,
    Visit { edition, here }: Visit,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, PageError> {
    let words = asked(query.as_deref().unwrap_or_default(), "q").unwrap_or_default();
    let words: String = words.trim().chars().take(LONGEST).collect();
    let texts = site.texts(&edition);
    let found = if words.is_empty() { vec![] } else { pages(&edition, texts.find(&words)) };
    let lang = here.lang;
    let said = match (words.is_empty(), found.len()) {
        (true, _) => lang
            .say("探す言葉を入れてください。2文字から探せます。", "Type the words to look for.")
            .to_owned(),
        (_, 0) => lang.say(
            format!("「{words}」は見つかりませんでした。短い言葉や、別の言い方でもお試しください。"),
            format!("“{words}” was not found. Try a shorter or another word."),
        ),
        (_, count) if count > SHOWN => lang.say(
            format!("「{words}」は{count}件あります。はじめの{SHOWN}件を表示しています。"),
            format!("{count} pages have “{words}”; the first {SHOWN} are shown."),
        ),
        (_, count) => {
            lang.say(format!("「{words}」は{count}件あります。"), format!("{count} pages have “{words}”."))
        }
    };
    let hits = found.iter().take(SHOWN).filter_map(|it| hit(&here, &edition, it, &words)).collect();
    let title = lang.say("検索", "Search");
    Ok(Html(
        Show { frame: Frame::new(&here, &edition, title, Part::Search), asked: words, said, hits }
            .render()?,
    ))
}

/// A page and the record on it in which the words stand.
struct Found {
    place: &'static str,
    page: RecordId,
    record: RecordId,
}

/// The pages on which records are shown, each once, in the order of their first record.
fn pages(edition: &Edition, records: Vec<RecordId>) -> Vec<Found> {
    let mut seen = HashSet::new();
    let found = records.into_iter().filter_map(|record| {
        let (place, page) = page(edition, &record)?;
        let page = page.clone();
        seen.insert(page.clone()).then_some(Found { place, page, record })
    });
    found.collect()
}

fn hit(here: &Here, edition: &Edition, found: &Found, words: &str) -> Option<Hit> {
    let facets = edition.get(&found.record)?.body.facets();
    let terms = terms(words);
    let snippet = facets.iter().find_map(|facet| snippet(&facet.value, terms.first()?));
    Some(Hit {
        kind: here.lang.of_pair(edition.get(&found.page)?.body.kind().name()),
        title: crate::difference::title(edition, &found.page),
        address: here.record(found.place, &found.page),
        snippet,
    })
}

/// The page on which a record is shown.
fn page<'a>(edition: &'a Edition, id: &'a RecordId) -> Option<(&'static str, &'a RecordId)> {
    let record = edition.get(id)?;
    let subject = |id: &'a RecordId| match edition.get(id)?.body.kind() {
        Kind::Indicator => Some(("indicators", id)),
        Kind::Organisation => Some(("departments", id)),
        _ => Some(("plan", id)),
    };
    match &record.body {
        Body::Plan(_) | Body::Element(_) => Some(("plan", id)),
        Body::Indicator(_) => Some(("indicators", id)),
        Body::Organisation(_) => Some(("departments", id)),
        Body::Target(it) => Some(("indicators", &it.indicator)),
        Body::Actual(it) => Some(("indicators", &it.indicator)),
        Body::Amount(it) => Some(("plan", &it.element)),
        Body::Resource(it) => Some(("plan", &it.element)),
        Body::Evaluation(it) => subject(&it.subject),
        Body::Remark(it) => subject(&it.subject),
        Body::Response(it) => page(edition, &it.remark),
        Body::Municipality(_) | Body::Link(_) | Body::RatingRule(_) | Body::CalendarEntry(_) => {
            Some(("records", id))
        }
    }
}

/// The words of a question, folded: all of them must stand in a text.
fn terms(words: &str) -> Vec<String> {
    plan::key::key(words).to_lowercase().split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// About 30 characters on either side of the first place where a term stands.
fn snippet(text: &str, term: &str) -> Option<(String, String, String)> {
    let folded = Folded::of(text);
    let (from, to) = folded.find(term)?;
    let chars: Vec<char> = text.chars().collect();
    let cut = |range: std::ops::Range<usize>| chars[range].iter().collect::<String>();
    let (left, right) = (from.saturating_sub(30), (to + 30).min(chars.len()));
    let dots = |cut: bool| if cut { "…" } else { "" };
    Some((
        format!("{}{}", dots(left > 0), cut(left..from)),
        cut(from..to),
        format!("{}{}", cut(to..right), dots(right < chars.len())),
    ))
}

/// A text folded character by character, so that a place in it leads back to the text as written.
struct Folded {
    folded: Vec<char>,
    origin: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let (mut folded, mut origin) = (Vec::new(), Vec::new());
        for (index, c) in text.chars().enumerate() {
            let key = plan::key::key(c.encode_utf8(&mut [0; 4])).to_lowercase();
            folded.extend(key.chars());
            origin.resize(folded.len(), index);
        }
        Self { folded, origin }
    }

    /// The first place of a term, in characters of the text as written.
    fn find(&self, term: &str) -> Option<(usize, usize)> {
        let term: Vec<char> = term.chars().collect();
        let at = self.folded.windows(term.len()).position(|window| window == term)?;
        Some((*self.origin.get(at)?, self.origin.get(at + term.len() - 1)? + 1))
    }
}

/// All texts of one edition, folded once for searching.
#[derive(Debug, Default)]
pub(crate) struct Texts(Vec<(RecordId, String)>);

impl Texts {
    /// Gathers every field of every record in force. Titles come first, so that they are found first.
    pub(crate) fn of(edition: &Edition) -> Self {
        let mut texts: Vec<(Kind, RecordId, String)> = edition
            .records()
            .filter(|record| !matches!(record.body.kind(), Kind::Link | Kind::Municipality))
            .map(|record| {
                let words: Vec<String> = record.body.facets().into_iter().map(|it| it.value).collect();
                let folded = plan::key::key(&words.join("\u{1F}")).to_lowercase();
                (record.body.kind(), record.id.clone(), folded)
            })
            .collect();
        texts.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
        Self(texts.into_iter().map(|(_, id, text)| (id, text)).collect())
    }

    /// The records in which all words stand.
    pub(crate) fn find(&self, words: &str) -> Vec<RecordId> {
        let terms = terms(words);
        let finders: Vec<_> = terms.iter().map(|it| memchr::memmem::Finder::new(it.as_bytes())).collect();
        let all = |text: &str| finders.iter().all(|finder| finder.find(text.as_bytes()).is_some());
        self.0.iter().filter(|(_, text)| all(text)).map(|(id, _)| id.clone()).collect()
    }
}
