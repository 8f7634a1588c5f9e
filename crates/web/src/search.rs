//! `/{code}/search`: every text of the edition, found by any run of characters: two are enough in Japanese.

use std::collections::{BTreeMap, HashSet};

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use plan::edition::Edition;
use plan::record::{Body, Kind, RecordId};

use crate::choice;
use crate::error::PageError;
use crate::frame::{Frame, Part};
use crate::gate::known;
use crate::here::Here;
use crate::lang::Lang;
use crate::pager::Pager;
use crate::site::Site;
use crate::visit::Visit;

mod folding;
mod group;
mod question;
mod snippet;
mod texts;

pub(crate) use folding::fold;
pub(crate) use question::{Question, Word};
pub(crate) use snippet::{Piece, marked};
pub(crate) use texts::Texts;

use group::Group;

#[derive(Template)]
#[template(path = "search/show.html")]
struct Show {
    frame: Frame,
    asked: String,
    said: String,
    /// Words, address, whether the visitor keeps to it, how many pages.
    groups: Vec<(&'static str, String, bool, usize)>,
    hits: Vec<Hit>,
    /// The number of the first of them.
    start: usize,
    pager: Pager,
    /// The same question in all municipalities, where there are several.
    everywhere: Option<String>,
}

/// One page on which the words stand.
struct Hit {
    kind: &'static str,
    title: Vec<Piece>,
    address: String,
    /// Where on the page they stand, if not in its title: the kind of record, and the words around them.
    snippet: Option<(&'static str, Vec<Piece>)>,
}

/// Pages in one part of the answer.
const LISTED: usize = 25;

/// `GET /{code}/search?q=…&kind=…`.
pub(crate) async fn show(
    State(site): State<Site>,
    Visit { edition, here }: Visit,
) -> Result<Html<String>, PageError> {
    let here = here.keeping(known::SEARCH);
    let group = choice::asked(&here, "kind", Group::parse)?;
    let question = Question::of(here.words.as_deref().unwrap_or_default());
    let texts = site.texts(&edition).await;
    let found = Answer::of(&edition, &texts, &question);
    let shown = found.pages(group);
    let (pager, part) = Pager::of(&here, shown.len(), LISTED)?;
    let start = part.start + 1;
    let hits = shown[part].iter().filter_map(|it| hit(&here, &edition, it, &question)).collect();
    let asked = here.words.clone().unwrap_or_default();
    let title = pager.titled(&title(here.lang, &asked));
    Ok(Html(
        Show {
            said: said(here.lang, &asked, question.is_empty(), shown.len()),
            groups: found.groups(&here, group),
            everywhere: site.is_of_many().then(|| crate::nation::search_address(here.lang, &asked)),
            frame: Frame::new(&here, &edition, title, Part::Search),
            asked,
            hits,
            start,
            pager,
        }
        .render()?,
    ))
}

fn title(lang: Lang, asked: &str) -> String {
    match asked {
        "" => lang.say("検索", "Search").to_owned(),
        asked => lang.say(format!("「{asked}」の検索結果"), format!("Search for “{asked}”")),
    }
}

fn said(lang: Lang, asked: &str, blank: bool, count: usize) -> String {
    match count {
        _ if blank => lang
            .say(
                "探す言葉を入れてください。2文字から探せます。空白で区切ると、すべての言葉を含むものを探します。",
                "Type what to look for. Words parted by blanks must all stand; words in quotes stand together.",
            )
            .to_owned(),
        0 => lang.say(
            format!("「{asked}」は見つかりませんでした。短い言葉や、別の言い方でもお試しください。"),
            format!("“{asked}” was not found. Try a shorter or another word."),
        ),
        count => lang
            .say(format!("「{asked}」は{count}件のページにあります。"), format!("{count} pages have “{asked}”.")),
    }
}

/// A page and the record on it in which the words stand.
struct Found<'a> {
    place: &'static str,
    page: &'a RecordId,
    record: &'a RecordId,
    in_name: bool,
}

/// A page on which words stand, for those who show it in their own way: its place, its record, the record with the words.
pub(crate) type ShownPage = (&'static str, RecordId, RecordId);

/// The pages of an edition on which all words stand, those with them in their names first.
pub(crate) fn pages(edition: &Edition, texts: &Texts, words: &str) -> Vec<ShownPage> {
    let found = Answer::of(edition, texts, &Question::of(words));
    found.pages(None).into_iter().map(|it| (it.place, it.page.clone(), it.record.clone())).collect()
}

/// All that was found, sort by sort; within a sort each page once.
struct Answer<'a>(BTreeMap<Group, Vec<Found<'a>>>);

impl<'a> Answer<'a> {
    fn of(edition: &'a Edition, texts: &'a Texts, question: &Question) -> Self {
        let (mut groups, mut seen) = (BTreeMap::<Group, Vec<Found<'a>>>::new(), HashSet::new());
        for it in texts.find(question) {
            let Some((kind, (place, page))) = page(edition, it.id) else { continue };
            let group = Group::of(kind);
            if seen.insert((group, page)) {
                let found = Found { place, page, record: it.id, in_name: it.in_name };
                groups.entry(group).or_default().push(found);
            }
        }
        Self(groups)
    }

    /// The pages of one sort, or of all: those with the words in their names first, each page once.
    fn pages(&self, group: Option<Group>) -> Vec<&Found<'a>> {
        let mut seen = HashSet::new();
        let sorts = self.0.iter().filter(|(it, _)| group.is_none_or(|group| group == **it));
        let mut pages: Vec<_> = sorts.flat_map(|(_, found)| found).collect();
        pages.sort_by_key(|it| !it.in_name); // Stable.
        pages.retain(|it| seen.insert(it.page));
        pages
    }

    /// The sorts in which anything was found, after all of them together.
    fn groups(&self, here: &Here, chosen: Option<Group>) -> Vec<(&'static str, String, bool, usize)> {
        if self.0.is_empty() {
            return vec![];
        }
        let all = here.lang.say("すべて", "all");
        let all = (all, here.with("kind", None), chosen.is_none(), self.pages(None).len());
        let one = |(group, found): (&Group, &Vec<Found<'a>>)| {
            let address = here.with("kind", Some(group.word()));
            (here.lang.of_pair(group.name()), address, chosen == Some(*group), found.len())
        };
        std::iter::once(all).chain(self.0.iter().map(one)).collect()
    }
}

fn hit(here: &Here, edition: &Edition, found: &Found<'_>, question: &Question) -> Option<Hit> {
    let body = &edition.get(found.record)?.body;
    let place = || body.facets().iter().find_map(|facet| snippet::around(&facet.value.to_string(), question));
    let kind = here.lang.of_pair(body.kind().name());
    Some(Hit {
        kind: here.lang.of_pair(edition.get(found.page)?.body.kind().name()),
        title: marked(&crate::difference::title(edition, found.page), question),
        address: here.record(found.place, found.page),
        snippet: if found.in_name { None } else { place().map(|pieces| (kind, pieces)) },
    })
}

/// The address, below the municipality, of the page on which a record is shown, and whose page that is.
pub(crate) fn page_of<'a>(edition: &'a Edition, id: &'a RecordId) -> Option<(String, &'a RecordId)> {
    let (_, (part, whose)) = page(edition, id)?;
    Some((format!("/{part}/{}", crate::encode(whose.as_str())), whose))
}

/// Where a record is shown: part of the site, and record.
type Page<'a> = (&'static str, &'a RecordId);

/// A record's kind, and the page on which it is shown.
fn page<'a>(edition: &'a Edition, id: &'a RecordId) -> Option<(Kind, Page<'a>)> {
    let body = &edition.get(id)?.body;
    let subject = |id: &'a RecordId| match edition.get(id)?.body.kind() {
        Kind::Indicator => Some(("indicators", id)),
        Kind::Organisation => Some(("departments", id)),
        _ => Some(("plan", id)),
    };
    let page = match body {
        Body::Plan(_) | Body::Element(_) => ("plan", id),
        Body::Indicator(_) => ("indicators", id),
        Body::Organisation(_) => ("departments", id),
        Body::Target(it) => ("indicators", &it.indicator),
        Body::Actual(it) => ("indicators", &it.indicator),
        Body::Amount(it) => ("plan", &it.element),
        Body::Resource(it) => ("plan", &it.element),
        Body::Evaluation(it) => subject(&it.subject)?,
        Body::Remark(_) => ("remarks", id),
        Body::Response(it) => page(edition, &it.remark)?.1,
        Body::Municipality(_)
        | Body::Link(_)
        | Body::RatingRule(_)
        | Body::CalendarEntry(_)
        | Body::Form(_)
        | Body::StaffNote(_)
        | Body::Evidence(_) => ("records", id),
        Body::Consultation(_) => ("comments", id),
        Body::Opinion(it) => ("comments", &it.consultation),
    };
    Some((body.kind(), page))
}
