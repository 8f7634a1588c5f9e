//! 文字への復号: bytes become text, or a typed refusal. Nothing here knows Japanese administration.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The largest document that is read as text: a municipal page has kilobytes, its longest appendix a few megabytes.
pub const LIMIT: usize = 32 * 1024 * 1024;

/// How many lines a document may have.
pub const LINE_LIMIT: usize = 200_000;

/// 読めない文書: why bytes are no text that could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nothing but white space.
    #[error("the document is empty")]
    Empty,
    /// More bytes than [`LIMIT`].
    #[error("the document has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// What is allowed.
        limit: usize,
    },
    /// More lines than [`LINE_LIMIT`].
    #[error("the document has more than {limit} lines")]
    TooManyLines {
        /// What is allowed.
        limit: usize,
    },
    /// Not text: an image, an archive, a program …
    #[error("the document is not text ({looks_like})")]
    Binary {
        /// What the first bytes say.
        looks_like: &'static str,
    },
}

impl Unreadable {
    /// The same sentence for a clerk.
    pub fn ja(&self) -> String {
        match self {
            Self::Empty => "文書に文字がありません".to_owned(),
            Self::TooLarge { size, limit } => {
                format!("文書が大きすぎます（{}MB）。{}MBまで読めます", size.div_ceil(1 << 20), limit >> 20)
            }
            Self::TooManyLines { limit } => format!("文書の行数が多すぎます。{limit}行まで読めます"),
            Self::Binary { looks_like } => format!("テキストの文書ではありません（{looks_like}）"),
        }
    }
}

/// 復号した文書: its text and the encoding that was used, to be shown and corrected by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Text with `\n` line ends.
    pub text: String,
    /// Name of the encoding, such as `UTF-8` or `Shift_JIS`.
    pub encoding: &'static str,
}

/// Decodes by byte order mark, then as UTF-8, then by the guess of a Japanese reader; `named` overrules the guess.
///
/// # Errors
/// [`Unreadable`] for empty, too large and binary input. Bytes that fit no encoding become U+FFFD, never an error.
pub fn decode(bytes: &[u8], named: Option<&str>) -> Result<Decoded, Unreadable> {
    if bytes.len() > LIMIT {
        return Err(Unreadable::TooLarge { size: bytes.len(), limit: LIMIT });
    }
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let encoding = encoding_of(bytes, named)?;
    let (text, used, _) = encoding.decode(bytes);
    if is_control_heavy(&text) {
        return Err(Unreadable::Binary { looks_like: "control characters" });
    }
    if text.chars().all(|c| c.is_whitespace() || c == '\u{FEFF}') {
        return Err(Unreadable::Empty);
    }
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    if text.bytes().filter(|byte| *byte == b'\n').count() > LINE_LIMIT {
        return Err(Unreadable::TooManyLines { limit: LINE_LIMIT });
    }
    Ok(Decoded { text, encoding: used.name() })
}

/// Whether an encoding of this name can be read: what a person names is not to be guessed at.
pub fn is_known(encoding: &str) -> bool {
    Encoding::for_label(encoding.as_bytes()).is_some()
}

fn encoding_of(bytes: &[u8], named: Option<&str>) -> Result<&'static Encoding, Unreadable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    if let Some(encoding) = named.and_then(|name| Encoding::for_label(name.as_bytes())) {
        return Ok(encoding);
    }
    if let Some(looks_like) = magic(bytes) {
        return Err(Unreadable::Binary { looks_like });
    }
    if let Some(wide) = unmarked_utf16(bytes) {
        return Ok(wide);
    }
    if bytes.iter().take(4096).filter(|byte| **byte == 0).count() > 0 {
        return Err(Unreadable::Binary { looks_like: "zero bytes" });
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return Ok(UTF_8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..bytes.len().min(1 << 20)).unwrap_or(bytes), true);
    Ok(detector.guess(Some(b"jp"), chardetng::Utf8Detection::Allow))
}

/// UTF-8 with a broken character here and there, as at the end of a file that was cut off: far more are whole.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let beyond_ascii = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let (whole, broken) = bytes.utf8_chunks().fold((0, 0), |(whole, broken), chunk| {
        (whole + beyond_ascii(chunk.valid()), broken + usize::from(!chunk.invalid().is_empty()))
    });
    whole > 10 * broken
}

/// Files of other kinds that people drop on a text reader.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"%PDF-", "PDF"),
        (b"PK\x03\x04", "ZIP, Word or Excel"),
        (b"\xD0\xCF\x11\xE0", "old Word or Excel"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\x1F\x8B", "gzip"),
        (b"\x7FELF", "program"),
    ];
    MAGIC.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

/// UTF-16 without a mark: ASCII spaces, digits and line ends leave zeros on one side only.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let zeros = |side: usize| head.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 200 + 1;
    match (even, odd) {
        (0, odd) if odd >= many => Some(UTF_16LE),
        (even, 0) if even >= many => Some(UTF_16BE),
        _ => None,
    }
}

/// More than one control character in a hundred: no document that a person wrote.
fn is_control_heavy(text: &str) -> bool {
    let (mut control, mut all) = (0_usize, 0_usize);
    for c in text.chars().take(65_536) {
        all += 1;
        let harmless = matches!(c, '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{1A}');
        control += usize::from((c.is_control() && !harmless) || c == '\u{FFFD}');
    }
    control * 100 > all && control > 2 || (control > 0 && control * 3 > all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "令和5年度 運営方針\n①安全なまち：48％以上㎡\n";
        let sjis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        let euc = encoding_rs::EUC_JP.encode(text).0.into_owned();
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> =
            [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();

        for bytes in [text.as_bytes().to_vec(), sjis, euc, utf16, marked, with_mark] {
            assert_eq!(decode(&bytes, None).unwrap().text, text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_reason() {
        assert_eq!(decode(b"", None), Err(Unreadable::Empty));
        assert_eq!(decode(" \u{3000}\n\n".as_bytes(), None), Err(Unreadable::Empty));
        assert_eq!(decode(b"%PDF-1.7 ...", None), Err(Unreadable::Binary { looks_like: "PDF" }));
        assert!(matches!(decode(&[0, 1, 2, 3, 0, 9, 9, 0], None), Err(Unreadable::Binary { .. })));
        assert!(matches!(decode(&vec![b'a'; LIMIT + 1], None), Err(Unreadable::TooLarge { .. })));
        assert!(matches!(
            decode(&vec![b'\n'; LINE_LIMIT + 9], None),
            Err(Unreadable::Empty | Unreadable::TooManyLines { .. })
        ));
    }
}
