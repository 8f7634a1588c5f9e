//! 言語の印: in an English page whatever is written in Japanese says so (WCAG 3.1.2), so that it is read aloud and drawn as Japanese.
//!
//! What a municipality wrote stays in Japanese and stands anywhere: in headings, cells, sentences and pictures. So no template
//! marks it: every page passes through here once, after it was made and before it is kept. It reads our own templates and no HTML
//! of others: those have no comment, no value in single quotes, and a `lang` only behind a blank.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::PageError;
use crate::lang::Lang;

mod name;
mod runs;

use runs::runs;

/// Elements whose content can only be text: they carry the language themselves, even where a part of it is English.
const TEXT_ONLY: [&str; 3] = ["title", "option", "textarea"];
/// Elements whose content is no text for people.
const UNREAD: [&str; 2] = ["script", "style"];
/// No page of ours comes near it.
const IMPOSSIBLE: usize = 64 * 1024 * 1024;

/// Middleware: an English page says what in it is Japanese.
pub(crate) async fn say(request: Request, next: Next) -> Response {
    let lang = crate::site::lang_of(&request);
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    if lang == Lang::Ja || !kind.is_some_and(|it| it.starts_with("text/html")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, IMPOSSIBLE).await else {
        return PageError::internal(lang).into_response();
    };
    let marked = std::str::from_utf8(&bytes).ok().and_then(mark);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, marked.map_or(Body::from(bytes), Body::from))
}

/// An English page with its Japanese marked; none where the page is in Japanese. What is marked is not marked again.
pub(crate) fn mark(page: &str) -> Option<String> {
    if !page.contains("<html lang=\"en\"") {
        return None;
    }
    let mut marking =
        Marking { out: String::with_capacity(page.len() + page.len() / 8), ..Marking::default() };
    let mut rest = page;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(marking.end_of_part(rest));
        match Tag::of(part) {
            Some(tag) => marking.tag(part, tag),
            None => marking.text(part, after),
        }
        rest = after;
    }
    Some(marking.out)
}

/// Where a tag ends: a value in quotes may hold anything.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut is_quoted = false;
    let end = rest.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map(|at| at + 1)
}

/// A tag, as far as it matters here.
#[derive(Clone, Copy)]
struct Tag<'a> {
    name: &'a str,
    is_close: bool,
    /// The value of `lang`.
    lang: Option<&'a str>,
    /// Whether it has a name of its own, in English, that the mark would take in.
    is_named: bool,
}

impl<'a> Tag<'a> {
    fn of(part: &'a str) -> Option<Self> {
        let inner = part.strip_prefix('<')?;
        let (is_close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let name = inner.split([' ', '\n', '>', '/']).next()?;
        let lang = inner.split_once(" lang=\"").and_then(|(_, rest)| rest.split('"').next());
        let is_named = inner.contains(" aria-label=\"") || inner.contains(" title=\"");
        Some(Self { name, is_close, lang, is_named })
    }
}

/// A page on its way.
#[derive(Default)]
struct Marking<'a> {
    out: String,
    /// The tag that has just been opened, and where in `out` an attribute can be added to it.
    fresh: Option<(Tag<'a>, usize)>,
    /// The element that is marked as Japanese, and how many of its name are open.
    within: Option<(&'a str, usize)>,
    /// Whether this is a picture: its words are `text`, not paragraphs.
    is_drawn: bool,
    /// How many names were taken out of their attributes.
    names: usize,
}

impl<'a> Marking<'a> {
    /// The end of a tag, or of the text before the next one.
    fn end_of_part(&self, rest: &str) -> usize {
        let unread = self.fresh.map(|(tag, _)| tag.name).filter(|name| UNREAD.contains(name));
        let end = match unread {
            Some(name) if !rest.starts_with("</") => rest.find(&format!("</{name}")),
            _ if rest.starts_with('<') => end_of_tag(rest),
            _ => rest.find('<'),
        };
        end.unwrap_or(rest.len())
    }

    fn tag(&mut self, part: &str, tag: Tag<'a>) {
        if self.within.is_none()
            && let Some(named) = name::marked(part, tag.name, self.names)
        {
            self.names += 1;
            self.out.push_str(&named);
            self.fresh = None;
            // An element that holds nothing says the language itself; a group says it for all that it holds.
            self.within = (tag.name == name::GROUP).then_some((tag.name, 1));
            return;
        }
        self.out.push_str(part);
        self.fresh = (!tag.is_close && !part.ends_with("/>")).then(|| (tag, self.out.len() - 1));
        if tag.name == "svg" {
            self.is_drawn = !tag.is_close;
        }
        self.within = match self.within {
            Some((name, depth)) if name == tag.name && tag.is_close => (depth > 1).then(|| (name, depth - 1)),
            Some((name, depth)) if name == tag.name && self.fresh.is_some() => Some((name, depth + 1)),
            None if tag.lang == Some("ja") && self.fresh.is_some() && !name::EMPTY.contains(&tag.name) => {
                Some((tag.name, 1))
            }
            same => same,
        };
    }

    fn text(&mut self, text: &str, after: &str) {
        let fresh = self.fresh.take();
        let is_unread = fresh.is_some_and(|(tag, _)| UNREAD.contains(&tag.name));
        let runs = if self.within.is_some() || is_unread { vec![] } else { runs(text) };
        let is_whole = matches!(runs.as_slice(), [(from, to)] if text[*from..*to].len() == text.trim().len());
        if let Some((tag, at)) = fresh.filter(|(tag, _)| !runs.is_empty() && tag.takes(is_whole, after)) {
            self.out.insert_str(at, " lang=\"ja\"");
            self.within = Some((tag.name, 1));
            self.out.push_str(text);
            return;
        }
        let (open, close) =
            if self.is_drawn { ("<tspan lang=\"ja\">", "</tspan>") } else { ("<i lang=\"ja\">", "</i>") };
        let mut done = 0;
        for (from, to) in runs {
            self.out.extend([&text[done..from], open, &text[from..to], close]);
            done = to;
        }
        self.out.push_str(&text[done..]);
    }
}

impl Tag<'_> {
    /// Whether the mark goes into the tag itself: its text is all that stands in it, and all of it is Japanese.
    fn takes(&self, is_whole: bool, after: &str) -> bool {
        let is_alone = after.strip_prefix("</").and_then(|it| it.strip_prefix(self.name)).is_some();
        let is_text_only = TEXT_ONLY.contains(&self.name);
        is_alone && self.lang.is_none() && (is_text_only || is_whole && !self.is_named)
    }
}

#[cfg(test)]
mod tests;
