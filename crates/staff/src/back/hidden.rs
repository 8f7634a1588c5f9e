//! 隠れた欄: what the hidden fields of our forms are for. A form is known again by them, and so is whether its page has moved on.

/// What a hidden field is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It says what the form is about, or which version of that the page showed: what was typed belongs to just that.
    Names,
    /// The deed is judged by it, field by field: it goes back as it was sent.
    Goes,
    /// It says something of the way here; or it belongs to a box that names its thing and version itself.
    Aside,
}

/// Each name; where it ends with a colon, all names that begin so.
const USES: [(Use, &[&str]); 3] = [
    (
        Use::Names,
        &[
            "seen",
            "revision",
            "based",
            "over",
            "decision",
            "field",
            "request",
            "table",
            "kind",
            "at",
            "fp-about:",
            "fa:",
        ],
    ),
    (Use::Goes, &["decided", "key", "r:"]),
    (
        Use::Aside,
        &[
            "token",
            "stands-on",
            "back",
            "chosen",
            "found",
            "insist",
            "offered",
            "next",
            "action",
            "kept",
            "already",
            "username",
        ],
    ),
];

/// What a hidden field of this name is for; none where nobody has said it.
pub(super) fn listed(name: &str) -> Option<Use> {
    let is = |known: &&str| if known.ends_with(':') { name.starts_with(*known) } else { name == *known };
    USES.into_iter().find(|(_, names)| names.iter().any(is)).map(|(it, _)| it)
}

/// The same; of a name that nobody listed it is taken for a version: rather nothing is put than something put wrongly.
pub(super) fn of(name: &str) -> Use {
    listed(name).unwrap_or(Use::Names)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The names of hidden fields in the templates of a folder, up to where they are filled in.
    fn names(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                names(&path, found);
            } else if path.extension().is_some_and(|it| it == "html") {
                let text = std::fs::read_to_string(path).unwrap();
                let fields = text.split("<input type=\"hidden\"").skip(1);
                let name = |it: &str| it.split("name=\"").nth(1)?.split(['"', '{']).next().map(str::to_owned);
                found.extend(fields.filter_map(name));
            }
        }
    }

    #[test]
    fn every_hidden_field_of_every_page_is_listed() {
        let mut found = vec![];
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found.len() > 100, "{}", found.len());
        let strange: Vec<_> = found.iter().filter(|it| listed(it).is_none()).collect();
        assert!(strange.is_empty(), "say what they are for: {strange:?}");
    }
}
