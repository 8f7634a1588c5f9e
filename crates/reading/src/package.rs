//! 文書の入れ物: whether an Office document is what its name says, told by what is packed in it and not by how it begins.
//!
//! Nothing is taken for what it claims: sizes are counted while parts are unpacked, and no more is unpacked than a document needs.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Parts of a document: long presentations have some thousands.
const PARTS: usize = 5_000;
/// Bytes of all parts once unpacked.
const UNPACKED: u64 = 256 * 1024 * 1024;
/// How many times larger a part may become, above a size that harms nobody. Tables of numbers become fifty times larger.
const RATIO: u64 = 250;
const HARMLESS: u64 = 4 * 1024 * 1024;
/// Bytes of the list of what a document is made of.
const LIST: u64 = 1024 * 1024;
/// Documents within documents that are opened: a diagram holds its table.
const DEPTH: usize = 2;
/// Bytes of a document within a document.
const WITHIN: u64 = 32 * 1024 * 1024;

/// Why a document is not what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// It is another kind of file, or damaged.
    Other,
    /// It holds macros or controls, which are programs.
    Macros,
    /// It grows too large when it is unpacked.
    Swollen,
}

/// Looks into a document whose name ends so. What is no Office document is left to whoever looks at how it begins.
pub fn inspect(ending: &str, bytes: &[u8]) -> Result<(), Odd> {
    let mut left = UNPACKED;
    within(ending, bytes, &mut left, DEPTH)
}

fn within(ending: &str, bytes: &[u8], left: &mut u64, depth: usize) -> Result<(), Odd> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return compound(bytes);
    }
    match ending {
        "docx" => packed(bytes, Kind::Open("wordprocessingml.document.main+xml"), left, depth),
        "xlsx" => packed(bytes, Kind::Open("spreadsheetml.sheet.main+xml"), left, depth),
        "pptx" => packed(bytes, Kind::Open("presentationml.presentation.main+xml"), left, depth),
        "odt" => packed(bytes, Kind::Odf("text"), left, depth),
        "ods" => packed(bytes, Kind::Odf("spreadsheet"), left, depth),
        "odp" => packed(bytes, Kind::Odf("presentation"), left, depth),
        _ => Ok(()),
    }
}

/// Old Office files, and what is embedded as such: their programs lie in a storage whose name is written plainly.
fn compound(bytes: &[u8]) -> Result<(), Odd> {
    let marker: Vec<u8> = "_VBA_PROJECT".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(marker.len()).any(|it| it == marker) { Err(Odd::Macros) } else { Ok(()) }
}

/// What must be found in the package.
#[derive(Clone, Copy)]
enum Kind {
    /// Office Open XML whose main part is of this type.
    Open(&'static str),
    /// OpenDocument of this sort.
    Odf(&'static str),
}

fn packed(bytes: &[u8], kind: Kind, left: &mut u64, depth: usize) -> Result<(), Odd> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Odd::Other)?;
    if archive.len() > PARTS {
        return Err(Odd::Swollen);
    }
    // Parts of one name twice: which of them is meant, every program decides for itself.
    if crate::workbook::told(bytes).is_some_and(|told| told != archive.len()) {
        return Err(Odd::Other);
    }
    let mut is_named = false;
    for at in 0..archive.len() {
        is_named |= part(&mut archive, at, kind, left, depth)?;
    }
    if is_named { Ok(()) } else { Err(Odd::Other) }
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Looks at one part, and tells whether it says that the document is of this kind.
fn part(archive: &mut Archive<'_>, at: usize, kind: Kind, left: &mut u64, depth: usize) -> Result<bool, Odd> {
    let part = archive.by_index(at).map_err(|_| Odd::Other)?;
    let name = part.name().map_err(|_| Odd::Other)?.to_lowercase();
    if part.encrypted() || name.contains("..") || name.starts_with('/') || name.contains('\\') {
        return Err(Odd::Other);
    }
    if is_program(&name) {
        return Err(Odd::Macros);
    }
    let packed = part.compressed_size().max(1);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_owned();
    let is_list = name == "[content_types].xml" || name == "mimetype";
    let is_document = ["docx", "xlsx", "pptx", "odt", "ods", "odp"].contains(&ending.as_str());
    let is_bin = ending == "bin";
    let kept = if is_list {
        LIST
    } else if is_document || is_bin {
        WITHIN
    } else {
        0
    };
    let (text, size) = unpacked(part, *left, kept)?;
    if size > HARMLESS && size / packed > RATIO || size > *left {
        return Err(Odd::Swollen);
    }
    *left -= size;
    if (is_document || is_bin) && !text.is_empty() {
        let deeper = depth.checked_sub(1).ok_or(Odd::Swollen)?;
        within(if is_document { &ending } else { "" }, &text, left, deeper)?;
    }
    if is_list { says(&name, &text, kind) } else { Ok(false) }
}

/// Unpacks a part: its first bytes, so many, and how many there are, of which no more are counted than may be left.
fn unpacked(part: impl Read, left: u64, kept: u64) -> Result<(Vec<u8>, u64), Odd> {
    let mut start = Vec::new();
    let mut part = part.take(left.saturating_add(1));
    (&mut part).take(kept).read_to_end(&mut start).map_err(|_| Odd::Other)?;
    let rest = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| Odd::Other)?;
    let all = start.len() as u64 + rest;
    // What was only begun is not looked at: a list or a document that long is none of ours.
    if kept > 0 && rest > 0 { Err(Odd::Swollen) } else { Ok((start, all)) }
}

fn is_program(name: &str) -> bool {
    let marks = ["vbaproject", "vbadata", "activex/", "macrosheets/", "dialogsheets/"];
    let endings =
        [".xlsm", ".docm", ".pptm", ".xlam", ".xlsb", ".dotm", ".exe", ".dll", ".js", ".vbs", ".bat", ".ps1"];
    let scripts = name.starts_with("basic/") || name.starts_with("scripts/") || name.starts_with("dialogs/");
    scripts || marks.iter().any(|it| name.contains(it)) || endings.iter().any(|it| name.ends_with(it))
}

/// What the list of a package says of it.
fn says(name: &str, list: &[u8], kind: Kind) -> Result<bool, Odd> {
    let list = String::from_utf8_lossy(list).to_lowercase();
    if list.contains("<!doctype") || list.contains("<!entity") {
        return Err(Odd::Other);
    }
    if list.contains("macroenabled") || list.contains("vbaproject") || list.contains("ms-office.activex") {
        return Err(Odd::Macros);
    }
    Ok(match kind {
        Kind::Open(main) => name == "[content_types].xml" && list.contains(&format!("officedocument.{main}")),
        Kind::Odf(sort) => {
            name == "mimetype" && list.trim() == format!("application/vnd.oasis.opendocument.{sort}")
        }
    })
}
