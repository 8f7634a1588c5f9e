//! 入れ直し: what was typed goes back into the form in which it was typed.

use std::collections::HashMap;

use dom_query::{Document, NodeRef, Selection};

use crate::typed::Typed;

/// What became of that which was typed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Refilled {
    /// How many fields carry what was typed, and not what the page would show.
    pub(super) filled: usize,
    /// The id of the first of them.
    pub(super) first: Option<String>,
    /// Texts that stand in no field: the page has none for them any more, or what somebody else wrote meanwhile stands there.
    pub(super) left: Vec<String>,
}

/// Puts what was typed into the form of an action; or only tells it, where the fields show what somebody else wrote there meanwhile.
pub(super) fn refill(page: &Document, action: &str, (typed, fills): (&Typed, bool)) -> Refilled {
    let Some(form) = form(page, action, typed) else {
        return Refilled { left: texts(typed, |_| true), ..Refilled::default() };
    };
    // What is folded around the form is opened, so that it is seen.
    for around in form.ancestors(None).into_iter().filter(|it| it.has_name("details")) {
        around.set_attr("open", "");
    }
    let mut filling = Filling { typed, fills, met: HashMap::new(), became: Refilled::default() };
    for field in Selection::from(form).select("input, select, textarea").nodes() {
        filling.field(field);
    }
    let Filling { met, mut became, .. } = filling;
    became.left.extend(texts(typed, |name| !met.contains_key(name)));
    became
}

/// The page as it is sent. The first line end of a text of several lines is dropped by whoever reads it: one is put before each.
pub(super) fn written(page: &Document) -> String {
    for text in page.select("textarea").nodes() {
        text.set_text(format!("\n{}", text.text()));
    }
    page.html().to_string()
}

/// Fields that no person types.
fn is_ours(name: &str) -> bool {
    matches!(name, "token" | "seen") || name.starts_with("r:")
}

/// The texts of fields, with the wanted names, that a person may have written.
fn texts(typed: &Typed, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let words = typed.pairs().iter().filter(|(name, text)| {
        !is_ours(name) && wanted(name) && Typed::is_prose(name) && !text.trim().is_empty()
    });
    words.map(|(_, text)| text.clone()).collect()
}

/// The form of an action; of several the first whose hidden fields say most of what was sent.
fn form<'a>(page: &'a Document, action: &str, typed: &Typed) -> Option<NodeRef<'a>> {
    let score = |form: &NodeRef<'a>| -> isize {
        let hidden = Selection::from(*form).select("input[type=hidden]");
        let fields = hidden.nodes().iter().map(|it| (attribute(it, "name"), attribute(it, "value")));
        fields
            .filter(|(name, _)| !is_ours(name))
            .map(|(name, value)| if value == typed.get(&name) { 1 } else { -1 })
            .sum()
    };
    let forms = page.select("form");
    let ours = forms.nodes().iter().copied().filter(|it| attribute(it, "action") == action);
    ours.rev().max_by_key(score)
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).unwrap_or_default().to_string()
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
            // A revision stays the one that was seen.
            "hidden" if self.fills && name.starts_with("r:") && self.typed.has(&name) => {
                field.set_attr("value", self.typed.get(&name));
            }
            "hidden" | "password" | "file" | "submit" => {}
            "checkbox" | "radio" if self.fills => {
                let word = field.attr_or("value", "on");
                mark(field, "checked", self.typed.all(&name).any(|it| *it == *word));
            }
            "checkbox" | "radio" => {}
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

    fn choose(&self, list: &NodeRef<'_>, name: &str) {
        let Some(chosen) = self.next(name).filter(|_| self.fills) else { return };
        for option in Selection::from(*list).select("option").nodes() {
            let word = option.attr("value").unwrap_or_else(|| option.text().trim().into());
            mark(option, "selected", *word == *chosen);
        }
    }

    /// A field takes what was typed in it, where that is something else than it shows; or it is told beside.
    fn write(&mut self, field: &NodeRef<'_>, name: &str, shown: &str, put: impl FnOnce(&str)) {
        let Some(text) = self.next(name).map(|it| plain_ends(&it)).filter(|it| it != shown) else { return };
        if self.fills {
            field.set_attr("data-saved", shown);
            put(&text);
            self.became.filled += 1;
            self.became.first = self.became.first.take().or_else(|| field.id_attr().map(|it| it.to_string()));
        } else if !text.trim().is_empty() {
            self.became.left.push(text);
        }
    }
}

#[cfg(test)]
mod tests;
