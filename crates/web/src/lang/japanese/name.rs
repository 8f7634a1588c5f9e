//! 名前の言語: a name within a tag, which the eye does not see. An attribute can say no language of its own.

use super::runs::runs;

/// The one element that holds others of which all are as Japanese as its name.
pub(super) const GROUP: &str = "optgroup";
/// Elements that hold nothing: they may say the language themselves.
pub(super) const EMPTY: [&str; 2] = ["input", "img"];

/// A tag whose name is Japanese, said to be so: on the element itself where it holds nothing else, else as a hidden text behind the
/// tag by which the element is named. None where the name is in English, or where there is none.
pub(super) fn marked(part: &str, element: &str, number: usize) -> Option<String> {
    let attribute = if element == GROUP { " label=\"" } else { " aria-label=\"" };
    let (before, rest) = part.split_once(attribute)?;
    let (name, after) = rest.split_once('"')?;
    let runs = runs(name);
    if runs.is_empty() || part.contains(" lang=\"") {
        return None;
    }
    if element == GROUP || EMPTY.contains(&element) {
        let rest = part.strip_prefix('<')?.strip_prefix(element)?;
        return Some(format!("<{element} lang=\"ja\"{rest}"));
    }
    let mut said =
        format!("{before} aria-labelledby=\"name-{number}\"{after}<span hidden id=\"name-{number}\">");
    let mut done = 0;
    for (from, to) in runs {
        said.extend([&name[done..from], "<i lang=\"ja\">", &name[from..to], "</i>"]);
        done = to;
    }
    said.push_str(&name[done..]);
    said.push_str("</span>");
    Some(said)
}
