//! 入れ直し: what was typed goes back into the form in which it was typed.

use std::collections::HashMap;

use dom_query::{Document, NodeRef, Selection};

use super::hidden::{self, Use};
use crate::typed::Typed;

/// What became of that which was typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Refilled {
    /// How many fields carry what was typed or chosen, and not what the page would show.
    pub(super) filled: usize,
    /// The id of the first of them.
    pub(super) first: Option<String>,
    /// Texts that stand in no field: the page has none for them any more, or what somebody else wrote meanwhile stands there.
    pub(super) left: Vec<String>,
    /// Lists in which what was chosen is no more.
    pub(super) gone: Vec<String>,
    /// How many boxes were ticked that the page has no more.
    pub(super) strays: usize,
    /// What was ticked and chosen otherwise than the page shows, where nothing was put.
    pub(super) dropped: Vec<Dropped>,
    /// Whether the page shows something newer than what was typed over.
    pub(super) moved: bool,
}

/// 入れなかった選択: what was ticked or chosen otherwise than the page shows, told beside it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dropped {
    /// How the field is called on its page, and its id.
    pub(super) label: String,
    pub(super) place: Option<String>,
    pub(super) was: Was,
}

/// How it was when it was sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Was {
    Ticked,
    Cleared,
    /// With the words of what was chosen.
    Chosen(String),
}

/// Puts what was typed into the form of an action. Where the page has moved on since, what was typed is only told beside it: it was typed
/// over something that stands there no more.
pub(super) fn refill(page: &Document, action: &str, (typed, fills): (&Typed, bool)) -> Refilled {
    let Some(form) = form(page, action, typed) else {
        return Refilled { left: texts(typed, |_| true), ..Refilled::default() };
    };
    unfold(&form);
    let moved = said(&form, typed).any(|is_same| !is_same);
    let fills = fills && !moved;
    let mut filling =
        Filling { typed, fills, met: HashMap::new(), boxes: HashMap::new(), became: Refilled::default() };
    for field in Selection::from(form).select("input, select, textarea").nodes() {
        filling.field(field);
    }
    if fills {
        carry_back(&form, typed);
    }
    let strays = filling.strays();
    let Filling { met, became, .. } = filling;
    let mut became = Refilled { moved, strays, ..became };
    became.left.extend(texts(typed, |name| !met.contains_key(name)));
    became
}

/// What the deed is judged by field by field goes back as it was sent. What a field was typed over goes back where the field carries what
/// was typed; one that shows what stands there now says so.
fn carry_back(form: &NodeRef<'_>, typed: &Typed) {
    let fields = Selection::from(*form);
    let carry = fields.select(&format!("[{UNSAVED}][name^='f:'], [{UNSAVED}][name^='m:']"));
    let carry: Vec<String> = carry.nodes().iter().map(|it| attribute(it, "name")).collect();
    for it in fields.select("input[type=hidden]").nodes() {
        let name = attribute(it, "name");
        let stays = name.strip_prefix("r:").is_some_and(|id| !carry.iter().any(|it| it[2..] == *id));
        if hidden::of(&name) == Use::Goes && !stays && typed.has(&name) {
            it.set_attr("value", typed.get(&name));
        }
    }
}

/// The page as it is sent. The first line end of a text of several lines is dropped by whoever reads it: one is put before each.
pub(super) fn written(page: &Document) -> String {
    for text in page.select("textarea").nodes() {
        text.set_text(format!("\n{}", text.text()));
    }
    page.html().to_string()
}

/// Marks a field that carries what was typed, ticked or chosen and is saved nowhere.
const UNSAVED: &str = "data-unsaved";

/// Of each hidden field that says what a form is about, and in which version: whether it says what was sent. Of several with one name each
/// is held against the one that was sent in its place.
fn said<'a>(form: &NodeRef<'a>, typed: &'a Typed) -> impl Iterator<Item = bool> + use<'a> {
    let mut met = HashMap::<String, usize>::new();
    let fields = Selection::from(*form).select("input[type=hidden]").nodes().to_vec();
    let fields = fields.into_iter().map(|it| (attribute(&it, "name"), attribute(&it, "value")));
    fields.filter(|(name, _)| hidden::of(name) == Use::Names).map(move |(name, value)| {
        let at = met.entry(name.clone()).or_default();
        *at += 1;
        value == typed.all(&name).nth(*at - 1).unwrap_or_default()
    })
}

/// The texts of fields, with the wanted names, that a person wrote.
fn texts(typed: &Typed, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    typed.written().filter(|(name, _)| wanted(name)).map(|(_, text)| text.to_owned()).collect()
}

/// The form of an action; of several the first whose hidden fields say most of what was sent.
fn form<'a>(page: &'a Document, action: &str, typed: &Typed) -> Option<NodeRef<'a>> {
    let score =
        |form: &NodeRef<'a>| said(form, typed).map(|is_same| if is_same { 1 } else { -1 }).sum::<isize>();
    let forms = page.select("form");
    let ours = forms.nodes().iter().copied().filter(|it| attribute(it, "action") == action);
    ours.rev().max_by_key(score)
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).unwrap_or_default().to_string()
}

/// Opens what is folded around something, so that it is seen.
fn unfold(node: &NodeRef<'_>) {
    for around in node.ancestors(None).into_iter().filter(|it| it.has_name("details")) {
        around.set_attr("open", "");
    }
}

/// How a field is called on its page.
fn label(field: &NodeRef<'_>) -> String {
    let id = attribute(field, "id");
    let page = field.ancestors(None).last().copied().unwrap_or(*field);
    let labels = Selection::from(page).select("label");
    let own = labels.nodes().iter().find(|it| !id.is_empty() && attribute(it, "for") == id).copied();
    let around = || field.ancestors(None).into_iter().find(|it| it.has_name("label"));
    let words = own.or_else(around).map(|it| it.text().to_string());
    words.unwrap_or_else(|| attribute(field, "aria-label")).trim().to_owned()
}

/// Sets an attribute that is there or not.
fn mark(node: &NodeRef<'_>, name: &str, is_on: bool) {
    if is_on { node.set_attr(name, "") } else { node.remove_attr(name) }
}

/// Browsers send line ends of their own.
fn plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

struct Filling<'a> {
    typed: &'a Typed,
    /// Whether fields take what was typed.
    fills: bool,
    /// How many fields of a name were met.
    met: HashMap<String, usize>,
    /// What the boxes of a name stand for.
    boxes: HashMap<String, Vec<String>>,
    became: Refilled,
}

impl Filling<'_> {
    fn field(&mut self, field: &NodeRef<'_>) {
        let name = attribute(field, "name");
        let kind = match field.node_name().as_deref() {
            Some("input") => field.attr("type").map_or("text".to_owned(), |it| it.to_string()),
            other => other.unwrap_or_default().to_owned(),
        };
        match kind.as_str() {
            "hidden" | "password" | "file" | "submit" => {}
            "checkbox" | "radio" => self.tick(field, &name),
            "select" => self.choose(field, &name),
            "textarea" => self.write(field, &name, &field.text(), |text| field.set_text(text)),
            _ => self.write(field, &name, &attribute(field, "value"), |text| field.set_attr("value", text)),
        }
        *self.met.entry(name).or_default() += 1;
    }

    /// What was typed into the next field of a name.
    fn next(&self, name: &str) -> Option<String> {
        self.typed.all(name).nth(self.met.get(name).copied().unwrap_or_default()).map(str::to_owned)
    }

    fn tick(&mut self, field: &NodeRef<'_>, name: &str) {
        let word = field.attr_or("value", "on");
        let is_on = self.typed.all(name).any(|it| *it == *word);
        self.boxes.entry(name.to_owned()).or_default().push(word.to_string());
        if is_on == field.has_attr("checked") {
            return;
        }
        if self.fills {
            mark(field, "checked", is_on);
            self.filled(field);
        } else if is_on {
            self.dropped(field, Was::Ticked);
        } else if attribute(field, "type") == "checkbox" {
            self.dropped(field, Was::Cleared);
        }
    }

    /// How many boxes were ticked that are nowhere on the page.
    fn strays(&self) -> usize {
        let strays = |(name, words): (&String, &Vec<String>)| {
            self.typed.all(name).filter(|it| !words.iter().any(|word| word == it)).count()
        };
        self.boxes.iter().map(strays).sum()
    }

    fn choose(&mut self, list: &NodeRef<'_>, name: &str) {
        let Some(chosen) = self.next(name) else { return };
        let options = Selection::from(*list).select("option");
        let word = |option: &NodeRef<'_>| option.attr("value").unwrap_or_else(|| option.text().trim().into());
        let standing = options.nodes().iter().find(|it| it.has_attr("selected")).or(options.nodes().first());
        if standing.is_some_and(|it| *word(it) == *chosen) {
            return;
        }
        let Some(option) = options.nodes().iter().find(|it| *word(it) == *chosen) else {
            self.became.gone.push(label(list));
            return;
        };
        if self.fills {
            options.nodes().iter().for_each(|it| mark(it, "selected", *word(it) == *chosen));
            self.filled(list);
        } else {
            self.dropped(list, Was::Chosen(option.text().trim().to_owned()));
        }
    }

    /// A field takes what was typed in it, where that is something else than it shows; or it is told beside. What nobody touched is neither:
    /// the field shows what stands there now.
    fn write(&mut self, field: &NodeRef<'_>, name: &str, shown: &str, put: impl FnOnce(&str)) {
        let Some(text) = self.next(name).map(|it| plain_ends(&it)).filter(|it| it != shown) else { return };
        if self.typed.is_as_shown(name, &text) {
            return;
        }
        if self.fills {
            put(&text);
            self.filled(field);
        } else if !text.trim().is_empty() {
            self.became.left.push(text);
        }
    }

    fn dropped(&mut self, field: &NodeRef<'_>, was: Was) {
        let place = field.id_attr().map(|it| it.to_string());
        self.became.dropped.push(Dropped { label: label(field), place, was });
    }

    fn filled(&mut self, field: &NodeRef<'_>) {
        field.set_attr(UNSAVED, "");
        unfold(field);
        self.became.filled += 1;
        self.became.first = self.became.first.take().or_else(|| field.id_attr().map(|it| it.to_string()));
    }
}

#[cfg(test)]
mod tests;
