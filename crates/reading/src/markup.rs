//! 残った標識の除去: HTML remnants, entities and invisible characters leave the text; the breaks they made stay.

/// 区切り: a stretch of text between two breaks that markup made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its text without markup.
    pub text: String,
    /// Inside a list whose items may have been glued together with single spaces.
    pub list: bool,
}

const BREAKING: &[&str] = &[
    "ul", "ol", "li", "br", "p", "div", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt",
    "dd", "hr", "table",
];
const QUIET: &[&str] = &[
    "span", "b", "strong", "i", "em", "u", "font", "a", "img", "sup", "sub", "small", "center", "thead",
    "tbody", "section", "caption", "label", "input", "s", "del", "ins",
];

/// Splits a cell at the breaks of its markup: `<ul style="…"> A B` becomes one piece that is a list.
pub fn pieces(cell: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece { text: String::new(), list: false }];
    let mut rest = cell;
    let mut list = false;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        if let Some((name, closing, after)) = tag(rest) {
            rest = after;
            if name == "ul" || name == "ol" {
                list = !closing;
            }
            if BREAKING.contains(&name.as_str()) {
                pieces.push(Piece { text: String::new(), list: list && name != "li" });
            }
            continue;
        }
        if let Some(after) = rest.strip_prefix("_x000D_") {
            pieces.push(Piece { text: String::new(), list });
            rest = after;
            continue;
        }
        let (shown, after) = entity(rest).unwrap_or((Some(c), after));
        rest = after;
        if let (Some(shown), Some(last)) = (shown.filter(|c| !is_invisible(*c)), pieces.last_mut()) {
            last.text.push(if shown == '\u{A0}' { ' ' } else { shown });
        }
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// A line of a web page's source: cells become tabs, headings and paragraphs lose their tags. `None` for other lines.
pub fn cells_of_tags(line: &str) -> Option<String> {
    let start = line.trim_start();
    tag(start).filter(|(name, closing, _)| {
        BREAKING.contains(&name.as_str()) && (*closing || !matches!(name.as_str(), "ul" | "ol" | "li" | "br"))
    })?;
    let mut out = String::with_capacity(line.len());
    let mut rest = start;
    while let Some(c) = rest.chars().next() {
        match tag(rest) {
            Some((name, closing, after)) => {
                match name.as_str() {
                    "td" | "th" if closing => out.push('\t'),
                    "ul" | "ol" | "li" | "br" => {
                        out.push_str(rest.get(..rest.len() - after.len()).unwrap_or(""));
                    }
                    _ => {}
                }
                rest = after;
            }
            None => {
                out.push(c);
                rest = rest.get(c.len_utf8()..).unwrap_or("");
            }
        }
    }
    Some(out.trim_end().to_owned())
}

/// Zero width characters, soft hyphens and directional marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}')
        || (c.is_control() && c != '\t')
}

/// A known tag at the start of `text`: its name, whether it closes, and what follows.
fn tag(text: &str) -> Option<(String, bool, &str)> {
    let inside = text.strip_prefix('<')?;
    let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let length = inside.bytes().take(10).take_while(u8::is_ascii_alphanumeric).count();
    let name = inside.get(..length)?.to_ascii_lowercase();
    if !BREAKING.contains(&name.as_str()) && !QUIET.contains(&name.as_str()) {
        return None;
    }
    let end = inside.bytes().take(2000).position(|byte| byte == b'>')?;
    Some((name, closing, inside.get(end + 1..)?))
}

/// An entity at the start of `text`: the character it stands for, and what follows.
fn entity(text: &str) -> Option<(Option<char>, &str)> {
    const NAMED: &[(&str, char)] = &[
        ("&nbsp;", ' '),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
        ("&ensp;", ' '),
        ("&emsp;", ' '),
    ];
    let inside = text.strip_prefix('&')?;
    if let Some((name, shown)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((Some(*shown), text.get(name.len()..)?));
    }
    let number = inside.strip_prefix('#')?;
    let end = number.bytes().take(8).position(|byte| byte == b';')?;
    let digits = number.get(..end)?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some((char::from_u32(code), number.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cell: &str) -> Vec<(String, bool)> {
        pieces(cell).into_iter().map(|piece| (piece.text, piece.list)).collect()
    }

    #[test]
    fn a_list_remnant_marks_its_text_as_a_list() {
        assert_eq!(
            texts("合言葉 <ul style=\"list-style-type: none\"> 甲を行う。 乙を行う。"),
            [("合言葉 ".to_owned(), false), (" 甲を行う。 乙を行う。".to_owned(), true)]
        );
        assert_eq!(
            texts("<ul><li>甲</li><li>乙</li></ul>"),
            [("甲".to_owned(), false), ("乙".to_owned(), false)]
        );
    }

    #[test]
    fn angle_brackets_and_ampersands_of_the_author_stay() {
        assert_eq!(texts("将来像<概ね10年間>"), [("将来像<概ね10年間>".to_owned(), false)]);
        assert_eq!(
            texts("R&D&nbsp;A&#12354;_x000D_次"),
            [("R&D Aあ".to_owned(), false), ("次".to_owned(), false)]
        );
        assert_eq!(texts("a < b <"), [("a < b <".to_owned(), false)]);
    }
}
