//! 入れ直し: what was typed goes back into the form in which it was typed. Reads our own templates and no HTML of others: those have
//! no comment, and every value stands in double quotes.

use std::collections::HashMap;
use std::ops::Range;

use crate::typed::Typed;

/// A page with what was typed in its fields.
pub(super) struct Refilled {
    pub(super) page: String,
    /// How many fields carry what was typed, and not what the page would show.
    pub(super) filled: usize,
    /// The place of the first of them on the page.
    pub(super) first: Option<String>,
    /// Texts for which the page has no field any more.
    pub(super) left: Vec<String>,
}

/// Fields that no person types.
fn is_ours(name: &str) -> bool {
    matches!(name, "token" | "seen") || name.starts_with("r:")
}

/// Puts what was typed into the form of an action; or only tells it, where the fields show what somebody else wrote there meanwhile.
pub(super) fn refill(page: &str, action: &str, (typed, fills): (&Typed, bool)) -> Refilled {
    let Some(form) = form(page, action, typed) else {
        return Refilled { page: page.to_owned(), filled: 0, first: None, left: texts(typed, |_| true) };
    };
    let (out, told, known) = (String::new(), vec![], HashMap::new());
    let mut filling = Filling { typed, fills, out, filled: 0, first: None, told, known, chosen: None };
    let opened = open_around(&page[..form.start]);
    filling.run(&page[form.clone()]);
    let Filling { out, filled, first, known, mut told, .. } = filling;
    told.extend(texts(typed, |name| !known.contains_key(name)));
    Refilled { page: format!("{opened}{out}{}", &page[form.end..]), filled, first, left: told }
}

/// The texts of fields, with the wanted names, that a person may have written.
fn texts(typed: &Typed, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let words = typed.pairs().iter().filter(|(name, text)| {
        !is_ours(name) && wanted(name) && Typed::is_prose(name) && !text.trim().is_empty()
    });
    words.map(|(_, text)| text.clone()).collect()
}

/// Where the form of an action stands; of several the one whose hidden fields say what was sent.
fn form(page: &str, action: &str, typed: &Typed) -> Option<Range<usize>> {
    let mut best: Option<(isize, Range<usize>)> = None;
    for (start, _) in page.match_indices("<form ") {
        let end = start + page[start..].find("</form>")?;
        let tag = &page[start..start + end_of_tag(&page[start..])];
        if value(tag, "action") != Some(action) {
            continue;
        }
        let score = score(&page[start..end], typed);
        if best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, start..end));
        }
    }
    best.map(|(_, form)| form)
}

fn score(form: &str, typed: &Typed) -> isize {
    let mut score = 0;
    for (at, _) in form.match_indices("<input ") {
        let tag = &form[at..at + end_of_tag(&form[at..])];
        let name = value(tag, "name").map(unescaped).unwrap_or_default();
        if value(tag, "type") == Some("hidden") && !is_ours(&name) {
            let same = value(tag, "value").map(unescaped).unwrap_or_default() == typed.get(&name);
            score += if same { 1 } else { -1 };
        }
    }
    score
}

/// Opens what is folded around a place, so that what stands there is seen.
fn open_around(before: &str) -> String {
    let mut around: Vec<usize> = vec![];
    let mut at = 0;
    while let Some(next) = before[at..].find("details").map(|it| at + it) {
        if before[..next].ends_with('<') {
            around.push(next + "details".len());
        } else if before[..next].ends_with("</") {
            around.pop();
        }
        at = next + "details".len();
    }
    let mut out = before.to_owned();
    for place in around.into_iter().rev() {
        if !before[place..].starts_with(" open") {
            out.insert_str(place, " open");
        }
    }
    out
}

struct Filling<'a> {
    typed: &'a Typed,
    /// Whether fields take what was typed.
    fills: bool,
    out: String,
    filled: usize,
    first: Option<String>,
    /// What was typed and not put into its field.
    told: Vec<String>,
    /// How many fields of a name were met.
    known: HashMap<String, usize>,
    /// What is to be chosen in the list that is read.
    chosen: Option<String>,
}

impl Filling<'_> {
    fn run(&mut self, form: &str) {
        let mut rest = form;
        while let Some(start) = rest.find('<') {
            self.out.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = end_of_tag(rest);
            let (tag, after) = rest.split_at(end);
            rest = after;
            match tag[1..].split([' ', '>', '\n']).next() {
                Some("input") => self.input(tag),
                Some("textarea") => rest = self.text(tag, after),
                Some("select") => {
                    self.chosen = self.next(tag);
                    self.out.push_str(tag);
                }
                Some("/select") => {
                    self.chosen = None;
                    self.out.push_str(tag);
                }
                Some("option") => self.option(tag, after),
                _ => self.out.push_str(tag),
            }
        }
        self.out.push_str(rest);
    }

    /// What was typed into the next field of the name that a tag has.
    fn next(&mut self, tag: &str) -> Option<String> {
        let name = unescaped(value(tag, "name")?);
        let place = self.known.entry(name.clone()).or_default();
        let found = self.typed.all(&name).nth(*place).map(str::to_owned);
        *place += 1;
        found
    }

    /// Whether a field takes what was typed in it; else it is told beside.
    fn takes(&mut self, tag: &str, text: &str) -> bool {
        if self.fills {
            self.filled += 1;
            self.first = self.first.take().or_else(|| value(tag, "id").map(str::to_owned));
        } else if !text.trim().is_empty() {
            self.told.push(text.to_owned());
        }
        self.fills
    }

    fn input(&mut self, tag: &str) {
        let name = value(tag, "name").map(unescaped).unwrap_or_default();
        let shown = value(tag, "value").unwrap_or_default();
        match value(tag, "type").unwrap_or("text") {
            // A revision stays the one that was seen.
            "hidden" if self.fills && name.starts_with("r:") && self.typed.has(&name) => {
                self.out.push_str(&with(tag, "value", &escaped(self.typed.get(&name))));
            }
            "hidden" | "password" | "file" | "submit" => {
                self.known.insert(name, usize::MAX / 2);
                self.out.push_str(tag);
            }
            "checkbox" | "radio" if self.fills => {
                let word = if shown.is_empty() { "on".to_owned() } else { unescaped(shown) };
                let is_on = self.typed.all(&name).any(|it| it == word);
                self.known.insert(name, usize::MAX / 2);
                let bare = tag.replacen(" checked", "", 1);
                self.out.push_str(&if is_on { marked(&bare, " checked") } else { bare });
            }
            "checkbox" | "radio" => self.out.push_str(tag),
            _ => match self.next(tag) {
                Some(text) if escaped(&text) != shown && self.takes(tag, &text) => {
                    self.out.push_str(&with(&with(tag, "value", &escaped(&text)), "data-saved", shown));
                }
                _ => self.out.push_str(tag),
            },
        }
    }

    /// A text of several lines; gives what follows its content.
    fn text<'t>(&mut self, tag: &str, after: &'t str) -> &'t str {
        let end = after.find("</textarea>").unwrap_or(after.len());
        let shown = after[..end].strip_prefix('\n').unwrap_or(&after[..end]);
        match self.next(tag) {
            Some(text) if plain_ends(&unescaped(shown)) != plain_ends(&text) && self.takes(tag, &text) => {
                self.out.push_str(&with(tag, "data-saved", shown));
                self.out.push('\n');
                self.out.push_str(&escaped(&text));
            }
            _ => {
                self.out.push_str(tag);
                self.out.push_str(&after[..end]);
            }
        }
        &after[end..]
    }

    fn option(&mut self, tag: &str, after: &str) {
        let Some(chosen) = self.chosen.as_ref().filter(|_| self.fills) else { return self.out.push_str(tag) };
        let words = after.split('<').next().unwrap_or_default().trim();
        let is_chosen = unescaped(value(tag, "value").unwrap_or(words)) == *chosen;
        let bare = tag.replacen(" selected", "", 1);
        self.out.push_str(&if is_chosen { marked(&bare, " selected") } else { bare });
    }
}

/// Browsers send line ends of their own.
fn plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Where a tag ends: a value in quotes may hold anything.
fn end_of_tag(rest: &str) -> usize {
    let mut is_quoted = false;
    let end = rest.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map_or(rest.len(), |at| at + 1)
}

/// The value of an attribute, as it stands.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mark = format!(" {name}=\"");
    let at = tag.find(&mark)? + mark.len();
    tag[at..].split('"').next()
}

/// A tag with a word at its end.
fn marked(tag: &str, word: &str) -> String {
    format!("{}{word}>", tag.trim_end_matches('>'))
}

/// A tag whose attribute has a value, which is escaped already.
fn with(tag: &str, name: &str, text: &str) -> String {
    let mark = format!(" {name}=\"");
    match tag.find(&mark) {
        Some(at) => {
            let from = at + mark.len();
            let end = from + tag[from..].find('"').unwrap_or(0);
            format!("{}{text}{}", &tag[..from], &tag[end..])
        }
        None => marked(tag, &format!(" {name}=\"{text}\"")),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let known = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    known.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests;
