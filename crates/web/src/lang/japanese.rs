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
        self.out.push_str(part);
        self.fresh = (!tag.is_close && !part.ends_with("/>")).then(|| (tag, self.out.len() - 1));
        if tag.name == "svg" {
            self.is_drawn = !tag.is_close;
        }
        self.within = match self.within {
            Some((name, depth)) if name == tag.name && tag.is_close => (depth > 1).then(|| (name, depth - 1)),
            Some((name, depth)) if name == tag.name && self.fresh.is_some() => Some((name, depth + 1)),
            None if tag.lang == Some("ja") && self.fresh.is_some() => Some((tag.name, 1)),
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

/// Where Japanese stands in a text: whole words, one after another, with the figures among them.
fn runs(text: &str) -> Vec<(usize, usize)> {
    if !text.bytes().any(|byte| byte >= 0xE3) {
        return vec![]; // Nothing below it is Japanese: most of an English page.
    }
    let mut runs: Vec<(usize, usize)> = vec![];
    let (mut from, mut is_next) = (0, false);
    for word in text.split_inclusive(is_gap) {
        let bare = word.trim_end_matches(is_gap);
        let to = from + bare.len();
        let is_wanted = bare.chars().any(is_japanese);
        match runs.last_mut() {
            Some(last) if is_wanted && is_next => last.1 = to,
            _ if is_wanted => runs.push((from, to)),
            _ => {}
        }
        is_next = is_wanted || (is_next && !bare.contains(char::is_alphabetic));
        from += word.len();
    }
    runs
}

/// What stands between words, and between words of two languages.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '：' | '｜' | '→')
}

/// Kana and kanji. Marks such as 「、」 and ％ say nothing about the language.
fn is_japanese(c: char) -> bool {
    matches!(c,
        '々'..='〇' | 'ぁ'..='ヺ' | 'ー'..='ヿ' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | 'ｦ'..='ﾟ' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    fn marked(body: &str) -> String {
        let page = format!("<html lang=\"en\"><body>{body}</body></html>");
        let marked = mark(&page).unwrap();
        assert_eq!(mark(&marked).as_ref(), Some(&marked), "what is marked is not marked again");
        let inner = marked.strip_prefix("<html lang=\"en\"><body>").unwrap();
        inner.strip_suffix("</body></html>").unwrap().to_owned()
    }

    #[test]
    fn an_element_that_holds_only_japanese_says_so_itself() {
        assert_eq!(marked("<a href=\"/x\">防災 ・ 安全</a>"), "<a href=\"/x\" lang=\"ja\">防災 ・ 安全</a>");
        assert_eq!(marked("<p>All is well</p>"), "<p>All is well</p>");
    }

    #[test]
    fn japanese_within_an_english_sentence_is_marked_by_itself() {
        assert_eq!(
            marked("<p>target 48%以上, FY2024</p>"),
            "<p>target <i lang=\"ja\">48%以上,</i> FY2024</p>"
        );
        assert_eq!(
            marked("<p>Other：川端 区役所 (ward)</p>"),
            "<p>Other：<i lang=\"ja\">川端 区役所</i> (ward)</p>"
        );
        assert_eq!(marked("<p>市<b>x</b></p>"), "<p><i lang=\"ja\">市</i><b>x</b></p>");
        assert_eq!(marked("<p title=\"why\">市</p>"), "<p title=\"why\"><i lang=\"ja\">市</i></p>");
    }

    #[test]
    fn what_stands_in_something_japanese_needs_no_mark() {
        let body = "<div lang=\"ja\"><div>市</div>川</div>";
        assert_eq!(marked(body), body);
        assert_eq!(marked(&format!("{body}<p>町 x</p>")), format!("{body}<p><i lang=\"ja\">町</i> x</p>"));
    }

    #[test]
    fn pictures_and_lists_are_marked_in_their_own_way() {
        let drawn = "<svg viewBox=\"0 0 1 1\"><rect width=\"1\"/><text x=\"1\">FY2024 目標</text></svg>";
        let expected = drawn.replace("目標", "<tspan lang=\"ja\">目標</tspan>");
        assert_eq!(marked(drawn), expected);
        assert_eq!(
            marked("<option value=\"a\">all 川端</option>"),
            "<option value=\"a\" lang=\"ja\">all 川端</option>"
        );
    }

    #[test]
    fn what_nobody_reads_stays_as_it_is() {
        let script = "<script type=\"application/ld+json\">{\"a\": \"<p>市</p>\"}</script>";
        assert_eq!(marked(script), script);
        assert_eq!(marked("<p aria-label=\"a > b 市\">x</p>"), "<p aria-label=\"a > b 市\">x</p>");
        assert_eq!(mark("<html lang=\"ja\"><p>市 x</p>"), None);
    }

    /// What a template may not have, for it would be read wrongly here.
    fn unread(template: &str) -> Option<&'static str> {
        let is_apart = |(at, _): (usize, &str)| template[..at].ends_with(['\n', '\r', '\t']);
        if template.contains("<!--") {
            return Some("a comment");
        }
        if template.replace("= '", "='").contains("='") {
            return Some("a value in single quotes");
        }
        template
            .match_indices("lang=")
            .any(is_apart)
            .then_some("a lang behind a tab or at the beginning of a line")
    }

    fn templates(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                templates(&path, found);
            } else if path.extension().is_some_and(|it| it == "html") {
                found.push(path);
            }
        }
    }

    #[test]
    fn no_template_has_what_would_be_read_wrongly() {
        for wrong in [
            "<!-- 市 > x -->",
            "<p title='a > 市'>",
            "<p title = 'a'>",
            "<p\nlang=\"ja\">",
            "<p\tlang=\"ja\">",
        ] {
            assert!(unread(wrong).is_some(), "{wrong}");
        }
        assert_eq!(unread("<a lang=\"ja\" hreflang=\"en\" title=\"it's\">"), None);
        let mut found = vec![];
        templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found.len() > 50, "{}", found.len());
        for path in found {
            assert_eq!(unread(&fs::read_to_string(&path).unwrap()), None, "{}", path.display());
        }
    }
}
