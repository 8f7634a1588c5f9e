use super::*;

const PAGE: &str = r#"<main><h1>票</h1><details><summary>書く</summary>
<form method="post" action="/a/ask"><input type="hidden" name="token" value="t"><input type="hidden" name="field" value="x">
<textarea id="1" name="text" rows="3">
</textarea></form></details><details><summary>書く</summary>
<form method="post" action="/a/ask"><input type="hidden" name="token" value="t"><input type="hidden" name="field" value="y"><input type="hidden" name="decided" value="11">
<input type="hidden" name="r:y" value="7"><input type="hidden" name="r:z" value="7"><label for="5">種類</label><select id="5" name="kind"><option value="q" selected>質問</option><option value="d">修正</option></select>
<input id="2" name="quote" value=""><textarea id="3" name="f:y" rows="3">
もとの &#60;文&#62;</textarea><input id="4" name="f:z" value="隣の文">
<input type="checkbox" name="box" value="1" checked><input type="radio" name="way" value="up"><button>送る</button></form></details></main>"#;

fn typed(pairs: &[(&str, &str)]) -> Typed {
    Typed::of(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

/// The page with what was sent to an action, and what became of it.
fn refilled(action: &str, sent: &[(&str, &str)], fills: bool) -> (String, Refilled) {
    let page = Document::fragment(PAGE);
    let became = refill(&page, action, (&typed(sent), fills));
    (written(&page), became)
}

/// The same page with nothing in it.
fn untouched() -> String {
    written(&Document::fragment(PAGE))
}

const SENT: [(&str, &str); 11] = [
    ("token", "old"),
    ("field", "y"),
    ("decided", "10"),
    ("r:y", "3"),
    ("r:z", "3"),
    ("kind", "d"),
    ("quote", "\"<b>&"),
    ("f:y", "</textarea><b>一行目\r\n二行目"),
    ("f:z", "隣の文"),
    ("box", "1"),
    ("way", "up"),
];

#[test]
fn what_was_typed_goes_back_into_the_form_whose_hidden_fields_say_what_was_sent() {
    let (page, became) = refilled("/a/ask", &SENT, true);
    let told = (became.filled, became.first.as_deref(), became.left, became.gone, became.moved);
    assert_eq!(told, (4, Some("5"), vec![], vec![], false), "a choice, two texts, a way");
    let (first, second) = page.split_once("</form>").unwrap();
    assert!(first.contains("<h1>票</h1><details><summary>"), "the other form stays folded: {first}");
    assert!(first.contains("rows=\"3\">\n</textarea>"), "and empty: {first}");
    assert!(second.contains("<details open=\"\"><summary>"), "{second}");
    assert!(second.contains("value=\"&quot;&lt;b&gt;&amp;\" data-unsaved=\"\">"), "{second}");
    assert!(
        second.contains("data-unsaved=\"\">\n&lt;/textarea&gt;&lt;b&gt;一行目\n二行目</textarea>"),
        "what was typed is text: {second}"
    );
    assert!(second.contains("name=\"token\" value=\"t\""), "the token that counts now: {second}");
    assert!(
        second.contains("value=\"q\">質問") && second.contains("value=\"d\" selected=\"\">修正"),
        "{second}"
    );
    assert!(second.contains("value=\"up\" checked=\"\">"), "{second}");
    let cleared: Vec<(&str, &str)> = SENT.into_iter().filter(|(name, _)| *name != "box").collect();
    assert!(
        refilled("/a/ask", &cleared, true).0.contains("name=\"box\" value=\"1\">"),
        "a box that was cleared"
    );
}

#[test]
fn a_field_says_over_which_revision_it_was_typed_and_one_that_shows_what_was_typed_anyway_says_the_newest() {
    let (page, _) = refilled("/a/ask", &SENT, true);
    assert!(page.contains("name=\"r:y\" value=\"3\""), "typed over the third: {page}");
    assert!(page.contains("name=\"r:z\" value=\"7\""), "the seventh shows the same words: {page}");
    assert!(page.contains("name=\"decided\" value=\"10\""), "what was decided since was not seen: {page}");
    assert!(page.contains("name=\"f:z\" value=\"隣の文\">"), "and is no change: {page}");
}

#[test]
fn over_a_page_that_shows_another_version_nothing_is_put() {
    let moved = PAGE.replace("value=\"y\">", "value=\"y\"><input type=\"hidden\" name=\"seen\" value=\"8\">");
    let page = Document::fragment(moved.as_str());
    let mut sent = SENT.to_vec();
    sent.push(("seen", "7"));
    let became = refill(&page, "/a/ask", (&typed(&sent), true));
    assert!(became.moved && became.filled == 0, "{became:?}");
    assert_eq!(became.left, ["\"<b>&", "</textarea><b>一行目\n二行目"], "what was typed is told");
    assert!(written(&page).contains("name=\"decided\" value=\"11\""), "the page says what it shows");
    sent.retain(|(name, _)| *name != "seen");
    let page = Document::fragment(moved.as_str());
    assert!(
        refill(&page, "/a/ask", (&typed(&sent), true)).moved,
        "what was not there to be seen was not seen"
    );
    let page = Document::fragment(moved.as_str());
    sent.push(("seen", "8"));
    assert_eq!(refill(&page, "/a/ask", (&typed(&sent), true)).filled, 4);
}

#[test]
fn a_choice_that_is_no_more_is_told_and_no_other_is_made() {
    let mut sent = SENT.to_vec();
    sent.retain(|(name, _)| *name != "kind");
    sent.push(("kind", "gone"));
    let (page, became) = refilled("/a/ask", &sent, true);
    assert_eq!(became.gone, ["種類"]);
    assert!(page.contains("value=\"q\" selected=\"\">質問"), "{page}");
}

#[test]
fn what_has_no_field_any_more_is_told_and_nothing_else_is() {
    let sent = [
        ("token", "t"),
        ("seen", "4"),
        ("field", "y"),
        ("decided", "11"),
        ("f:y", "文"),
        ("f:gone#title", "消えた欄の文"),
    ];
    assert_eq!(refilled("/a/ask", &sent, true).1.left, ["消えた欄の文"]);
    let (page, became) = refilled("/elsewhere", &sent, true);
    assert_eq!((page, became.filled), (untouched(), 0));
    assert_eq!(became.left, ["文", "消えた欄の文"]);
}

#[test]
fn over_what_somebody_else_wrote_meanwhile_nothing_is_put_and_nothing_is_lost() {
    let sent = [("field", "y"), ("quote", "引用"), ("f:y", "わたしの文"), ("kind", "d")];
    let (page, became) = refilled("/a/ask", &sent, false);
    assert_eq!((became.filled, became.left), (0, vec!["引用".to_owned(), "わたしの文".to_owned()]));
    let (first, second) = page.rsplit_once("<details open=\"\">").unwrap();
    assert_eq!(format!("{first}<details>{second}"), untouched(), "the form is opened, and nothing else");
}

#[test]
fn an_empty_first_line_stays() {
    let page = Document::fragment("<form action=\"/a\"><textarea name=\"text\">\n\n二行目</textarea></form>");
    assert!(written(&page).contains(">\n\n二行目</textarea>"), "{}", written(&page));
}
