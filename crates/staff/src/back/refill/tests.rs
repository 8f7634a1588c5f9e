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
    assert!(second.contains("value=\"up\" checked=\"\" data-unsaved=\"\">"), "{second}");
    assert!(
        second.contains("name=\"kind\" data-unsaved=\"\">"),
        "a choice is as little saved as a text: {second}"
    );
    let cleared: Vec<(&str, &str)> = SENT.into_iter().filter(|(name, _)| *name != "box").collect();
    assert!(
        refilled("/a/ask", &cleared, true).0.contains("name=\"box\" value=\"1\" data-unsaved=\"\">"),
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

/// A form and what was sent to it.
fn put(page: &str, sent: &[(&str, &str)]) -> (String, Refilled) {
    let page = Document::fragment(page);
    let became = refill(&page, "/a", (&typed(sent), true));
    (written(&page), became)
}

fn hidden(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
}

fn a_form(fields: &str) -> String {
    format!("<form action=\"/a\">{fields}</form>")
}

#[test]
fn of_hidden_fields_of_one_name_each_is_held_against_the_one_in_its_place() {
    let two = [hidden("field", "x"), hidden("field", "y"), "<input name=\"quote\">".to_owned()].concat();
    let sent = [("field", "x"), ("field", "y"), ("quote", "引用")];
    let (_, became) = put(&a_form(&two), &sent);
    assert_eq!((became.moved, became.filled), (false, 1));
    let (_, became) = put(&a_form(&two), &[("field", "x"), ("field", "z"), ("quote", "引用")]);
    assert_eq!((became.moved, became.left), (true, vec!["引用".to_owned()]));
    // Of two forms the one is known whose second field says what was sent.
    let first = a_form(&two.replace("\"y\"", "\"z\""));
    let (page, became) = put(&[first.as_str(), &a_form(&two)].concat(), &sent);
    assert!(!became.moved && page.find("引用") > page.find("value=\"y\""), "{page}");
}

#[test]
fn what_names_no_version_moves_no_page() {
    let fields =
        [&hidden("found", "")[..], &hidden("offered", "a"), &hidden("insist", "1"), "<input name=\"quote\">"];
    let (_, became) =
        put(&a_form(&fields.concat()), &[("found", "福祉"), ("offered", "b"), ("quote", "引用")]);
    assert_eq!((became.moved, became.filled), (false, 1));
    let (_, became) = put(&a_form(&hidden("strange", "2")), &[("strange", "1")]);
    assert!(became.moved, "rather nothing is put than something put wrongly");
}

#[test]
fn ticks_and_choices_that_are_not_put_are_told() {
    let fields = [
        &hidden("seen", "8")[..],
        "<label for=\"a\">福祉部</label><input type=\"checkbox\" id=\"a\" name=\"sheet\" value=\"1\">",
        "<label><input type=\"checkbox\" name=\"sheet\" value=\"2\" checked> 環境部</label>",
        "<select name=\"to\" aria-label=\"引継先\"><option value=\"\">―</option><option value=\"k\">高齢部</option></select>",
    ];
    let page = a_form(&fields.concat());
    let sent = [("sheet", "1"), ("sheet", "3"), ("to", "k")];
    let (untouched, became) = put(&page, &[&[("seen", "7")][..], &sent].concat());
    let told = |label: &str, place: Option<&str>, was| Dropped {
        label: label.to_owned(),
        place: place.map(str::to_owned),
        was,
    };
    let chosen = told("引継先", None, Was::Chosen("高齢部".to_owned()));
    let told = [told("福祉部", Some("a"), Was::Ticked), told("環境部", None, Was::Cleared), chosen];
    assert_eq!(became.dropped, told);
    assert_eq!(
        (became.strays, became.filled, untouched),
        (1, 0, put(&page, &[("seen", "7"), ("sheet", "2")]).0)
    );
    let (page, became) = put(&page, &[&[("seen", "8")][..], &sent].concat());
    assert_eq!((became.strays, became.filled, became.dropped), (1, 3, vec![]));
    assert_eq!(page.matches(UNSAVED).count(), 3, "none of them is saved: {page}");
}

#[test]
fn a_field_is_called_by_its_label_or_by_what_it_is_read_out_as() {
    let named = |list: &str| {
        let page =
            format!("<label>何でもない</label>{}", a_form(&format!("<select name=\"to\"{list}</select>")));
        put(&page, &[("to", "gone")]).1.gone
    };
    assert_eq!(named(" aria-label=\"国語力の引継先\"><option>―</option>"), ["国語力の引継先"]);
    assert_eq!(named("><option>―</option>"), [""], "the label of something else is not its own");
}

#[test]
fn a_field_that_nobody_touched_shows_what_stands_there_now() {
    use crate::sheet::Shown;
    let (old, new) =
        (Shown::new(10, None, "前の文").to_string(), Shown::new(11, None, "田中の文").to_string());
    let page = [hidden("r:v", &new), "<textarea name=\"f:v\">田中の文</textarea>".to_owned()].concat();
    let (shown, became) = put(&a_form(&page), &[("r:v", &old), ("f:v", "前の文")]);
    assert_eq!((became.filled, became.left), (0, vec![]));
    assert!(shown.contains(&format!("value=\"{new}\"")) && !shown.contains("前の文"), "{shown}");
    let (shown, became) = put(&a_form(&page), &[("r:v", &old), ("f:v", "前の文を直した")]);
    assert_eq!(became.filled, 1);
    assert!(shown.contains(&format!("value=\"{old}\"")) && shown.contains("前の文を直した"), "{shown}");
    let gone = a_form("<input name=\"quote\">");
    assert_eq!(put(&gone, &[("r:v", &old), ("f:v", "前の文")]).1.left, [""; 0], "nor is it told as unsaved");
}

#[test]
fn what_is_folded_around_a_field_that_carries_something_is_opened() {
    let fold = |name: &str| format!("<details><summary>{name}</summary><input name=\"{name}\"></details>");
    let (page, _) = put(&a_form(&[fold("quote"), fold("note")].concat()), &[("quote", "引用"), ("note", "")]);
    assert!(
        page.contains("<details open=\"\"><summary>quote") && page.contains("<details><summary>note"),
        "{page}"
    );
}
