//! Markdown of the manual as HTML of our own: only what a manual needs, and nothing as HTML that is not written here.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// What a chapter is a part of: its links lead from page to page, or within the one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// A page of its own.
    Page,
    /// The whole manual.
    All,
}

/// A chapter as HTML; its headings have ids that begin with the chapter's.
pub(super) fn html(chapter: &str, markdown: &str, within: Within) -> String {
    let mut html = String::new();
    let mut headings = 0;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                headings += 1;
                html += &format!("<{} id=\"{chapter}-{headings}\">", heading(level, within));
            }
            Event::End(TagEnd::Heading(level)) => html += &format!("</{}>\n", heading(level, within)),
            Event::Start(tag) => html += &opened(&tag, within),
            Event::End(tag) => html += closed(tag),
            // What is written as HTML is shown as it is written.
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => html += &escaped(&text),
            Event::Code(text) => html += &format!("<code>{}</code>", escaped(&text)),
            // A line that is broken in the file is not broken in a Japanese sentence.
            Event::HardBreak => html += "<br>",
            _ => {}
        }
    }
    html
}

/// Within the whole, a chapter's own title is a heading too.
fn heading(level: HeadingLevel, within: Within) -> &'static str {
    match (level, within) {
        (HeadingLevel::H1 | HeadingLevel::H2, Within::Page) => "h2",
        (HeadingLevel::H1 | HeadingLevel::H2, Within::All) | (_, Within::Page) => "h3",
        (_, Within::All) => "h4",
    }
}

fn opened(tag: &Tag<'_>, within: Within) -> String {
    match tag {
        Tag::Paragraph => "<p>".to_owned(),
        Tag::Strong => "<strong>".to_owned(),
        Tag::Emphasis => "<em>".to_owned(),
        Tag::List(Some(1)) => "<ol class=\"todo\">\n".to_owned(),
        Tag::List(Some(first)) => format!("<ol class=\"todo\" start=\"{first}\">\n"),
        Tag::List(None) => "<ul>\n".to_owned(),
        Tag::Item => "<li>".to_owned(),
        Tag::BlockQuote(_) => "<blockquote>".to_owned(),
        Tag::Link { dest_url, .. } => format!("<a href=\"{}\">", escaped(&led(dest_url, within))),
        _ => String::new(),
    }
}

fn closed(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "</p>\n",
        TagEnd::Strong => "</strong>",
        TagEnd::Emphasis => "</em>",
        TagEnd::List(true) => "</ol>\n",
        TagEnd::List(false) => "</ul>\n",
        TagEnd::Item => "</li>\n",
        TagEnd::BlockQuote(_) => "</blockquote>\n",
        TagEnd::Link => "</a>",
        _ => "",
    }
}

/// Where a link to `chapter.md` leads.
fn led(address: &str, within: Within) -> String {
    match (address.strip_suffix(".md"), within) {
        (Some(chapter), Within::Page) => chapter.to_owned(),
        (Some(chapter), Within::All) => format!("#{chapter}"),
        (None, _) => address.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::chapters;
    use super::*;

    #[test]
    fn a_chapter_becomes_headings_steps_and_links() {
        let text = "## 書く\n\n1. **提出する**を押します。\n\n[次へ](submit.md)";
        let page = "<h2 id=\"writing-1\">書く</h2>\n<ol class=\"todo\">\n<li><strong>提出する</strong>を押します。</li>\n</ol>\n<p><a href=\"submit\">次へ</a></p>\n";
        assert_eq!(html("writing", text, Within::Page), page);
        assert!(html("writing", text, Within::All).contains("<h3 id=\"writing-1\">"));
        assert!(html("writing", text, Within::All).contains("<a href=\"#submit\">"));
    }

    #[test]
    fn nothing_becomes_html_that_is_not_written_here() {
        let text = "<script>alert(1)</script>\n\nあ<b>い</b> `<i>` [x](\"onclick=)";
        let made = html("x", text, Within::Page);
        for bad in ["<script", "<b>", "<i>", "\"onclick"] {
            assert!(!made.contains(bad), "{made}");
        }
    }

    #[test]
    fn every_link_of_the_manual_leads_to_a_chapter() {
        for chapter in chapters() {
            for link in chapter.html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(chapters().iter().any(|it| it.id == link), "{}: {link}", chapter.id);
            }
            assert!(!chapter.html.contains("&lt;"), "{} holds HTML", chapter.id);
        }
    }
}
