//! What is marked in an English page, and what is not.

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
    assert_eq!(marked("<p>target 48%以上, FY2024</p>"), "<p>target <i lang=\"ja\">48%以上,</i> FY2024</p>");
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
fn a_name_that_only_machines_see_says_its_language_too() {
    let region = "<div class=\"scroll\" role=\"region\" aria-label=\"Rule: a > b 市\"><b>x</b></div>";
    let said = "<div class=\"scroll\" role=\"region\" aria-labelledby=\"name-0\">\
                <span hidden id=\"name-0\">Rule: a > b <i lang=\"ja\">市</i></span><b>x</b></div>";
    assert_eq!(marked(region), said);
    assert_eq!(marked(&format!("{region}{region}")).matches("id=\"name-1\"").count(), 1, "a name of its own");
    let tick = marked("<input type=\"checkbox\" aria-label=\"Compare: 市\"><p>町</p>");
    assert_eq!(tick, "<input lang=\"ja\" type=\"checkbox\" aria-label=\"Compare: 市\"><p lang=\"ja\">町</p>");
    let group = marked("<optgroup label=\"計画\"><option>町</option></optgroup><p>町</p>");
    assert_eq!(
        group,
        "<optgroup lang=\"ja\" label=\"計画\"><option>町</option></optgroup><p lang=\"ja\">町</p>"
    );
    assert_eq!(
        marked("<nav aria-label=\"Menu\">市</nav>"),
        "<nav aria-label=\"Menu\"><i lang=\"ja\">市</i></nav>"
    );
}

#[test]
fn what_nobody_reads_stays_as_it_is() {
    let script = "<script type=\"application/ld+json\">{\"a\": \"<p>市</p>\"}</script>";
    assert_eq!(marked(script), script);
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
    for wrong in
        ["<!-- 市 > x -->", "<p title='a > 市'>", "<p title = 'a'>", "<p\nlang=\"ja\">", "<p\tlang=\"ja\">"]
    {
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
