use super::*;

const PAGE: &str = r#"<main><h1>票</h1><details><summary>書く</summary>
<form method="post" action="/a/ask"><input type="hidden" name="token" value="t"><input type="hidden" name="field" value="x">
<textarea id="1" name="text" rows="3">
</textarea></form></details><details><summary>書く</summary>
<form method="post" action="/a/ask"><input type="hidden" name="token" value="t"><input type="hidden" name="field" value="y">
<input type="hidden" name="r:y" value="7"><select name="kind"><option value="q" selected>質問</option><option value="d">修正</option></select>
<input id="2" name="quote" value=""><textarea id="3" name="text" rows="3">
もとの &#60;文&#62;</textarea>
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

#[test]
fn what_was_typed_goes_back_into_the_form_whose_hidden_fields_say_what_was_sent() {
    let sent = [
        ("token", "old"),
        ("field", "y"),
        ("r:y", "3"),
        ("kind", "d"),
        ("quote", "\"<b>&"),
        ("text", "</textarea><b>一行目\r\n二行目"),
        ("way", "up"),
    ];
    let (page, became) = refilled("/a/ask", &sent, true);
    assert_eq!((became.filled, became.first.as_deref(), became.left), (2, Some("2"), vec![]));
    let (first, second) = page.split_once("</form>").unwrap();
    assert!(first.contains("<h1>票</h1><details><summary>"), "the other form stays folded: {first}");
    assert!(first.contains("rows=\"3\">\n</textarea>"), "and empty: {first}");
    assert!(second.contains("<details open=\"\"><summary>"), "{second}");
    assert!(second.contains("value=\"&quot;&lt;b&gt;&amp;\" data-saved=\"\">"), "{second}");
    assert!(
        second.contains("\">\n&lt;/textarea&gt;&lt;b&gt;一行目\n二行目</textarea>"),
        "what was typed is text: {second}"
    );
    let again = Document::fragment(page.as_str());
    assert_eq!(&*again.select("textarea").last().attr("data-saved").unwrap(), "もとの <文>");
    assert!(second.contains("name=\"r:y\" value=\"3\""), "the revision that was seen: {second}");
    assert!(second.contains("name=\"token\" value=\"t\""), "and the token that counts now: {second}");
    assert!(
        second.contains("value=\"q\">質問") && second.contains("value=\"d\" selected=\"\">修正"),
        "{second}"
    );
    assert!(second.contains("name=\"box\" value=\"1\">"), "a box that was cleared: {second}");
    assert!(second.contains("value=\"up\" checked=\"\">"), "{second}");
}

#[test]
fn what_has_no_field_any_more_is_told_and_nothing_else_is() {
    let sent =
        [("token", "t"), ("seen", "4"), ("field", "y"), ("text", "文"), ("f:gone#title", "消えた欄の文")];
    assert_eq!(refilled("/a/ask", &sent, true).1.left, ["消えた欄の文"]);
    let (page, became) = refilled("/elsewhere", &sent, true);
    assert_eq!((page, became.filled), (untouched(), 0));
    assert_eq!(became.left, ["文", "消えた欄の文"]);
}

#[test]
fn a_field_that_shows_what_was_typed_anyway_is_left_alone() {
    let (page, became) = refilled("/a/ask", &[("field", "y"), ("text", "もとの <文>")], true);
    assert_eq!(became.filled, 0);
    assert!(page.contains("rows=\"3\">\nもとの &lt;文&gt;</textarea>"), "{page}");
}

#[test]
fn over_what_somebody_else_wrote_meanwhile_nothing_is_put_and_nothing_is_lost() {
    let sent = [("field", "y"), ("quote", "引用"), ("text", "わたしの文"), ("kind", "d")];
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
