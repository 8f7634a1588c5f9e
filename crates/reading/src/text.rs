//! 平文の文書: bytes of a text file, a copied web page or a text layer become a [`Document`].

use plan::fiscal_year::FiscalYear;

use crate::{
    block::{LINE_LENGTH, clipped, lines},
    decode::{Unreadable, decode},
    document::{Document, Passage, Problem},
    outline::outline,
    read,
    words::trim,
};

/// 手がかり: what the person who brings the document knows about it. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// The file's name: some formats are known by it.
    pub name: Option<String>,
    /// Encoding, where the guess was wrong: `shift_jis`, `euc-jp`, `utf-8` …
    pub encoding: Option<String>,
    /// 年度 of the document, where it does not say.
    pub fiscal_year: Option<FiscalYear>,
    /// 組織, where the document does not say.
    pub organisation: Option<String>,
}

/// Reads one document. What could not be understood is in its `unread` and `problems`.
///
/// # Errors
/// [`Unreadable`] only where the bytes are no text of a reasonable size.
/// ```
/// use reading::text::{Hint, read};
/// let document = read("令和5年度 若芽区運営方針\n【使命】\n・暮らしを支える。\n".as_bytes(), &Hint::default()).unwrap();
/// assert_eq!(document.statements[0].organisation.as_deref(), Some("若芽区"));
/// assert_eq!(document.statements[0].mission, ["暮らしを支える。"]);
/// ```
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Document, Unreadable> {
    let decoded = decode(bytes, hint.encoding.as_deref())?;
    Ok(of_text(&decoded.text, hint))
}

/// Reads text that is decoded already, as another format's reader hands it over.
pub fn of_text(text: &str, hint: &Hint) -> Document {
    let mut document = read::read(&outline(&lines(text)), hint);
    for (index, raw) in
        text.split('\n').enumerate().filter(|(_, raw)| raw.len() > LINE_LENGTH && !trim(raw).is_empty())
    {
        let line = index + 1;
        document.unread.push(Passage { line, text: raw.get(clipped(raw).len()..).unwrap_or("").to_owned() });
        document.problems.push(Problem {
            line,
            what: format!("the line is longer than {LINE_LENGTH} bytes; its end was not read"),
            ja: "行が長すぎるため、後半は読んでいません".to_owned(),
        });
    }
    document
}
