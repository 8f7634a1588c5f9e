//! 文書の入れ物: whether an Office document is what its name says, told by what is packed in it and not by how it begins.
//!
//! A document is never unpacked. What is looked at is its directory (names and the sizes that it claims), the list of what it is made of,
//! and documents within it, for they may hold programs. All that is unpacked is counted while it comes out, and ends at a limit that no
//! machine feels; so this needs no process of its own. What a part claims that nobody here unpacks, is for the program that opens it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// Parts of a document: long presentations have some thousands.
const PARTS: usize = 5_000;
/// Bytes of all parts, as they claim.
const CLAIMED: u64 = 256 * 1024 * 1024;
/// How many times larger a part, or a document, may become, above a size that harms nobody. Tables of numbers become fifty times larger.
const RATIO: u64 = 250;
const HARMLESS: u64 = 4 * 1024 * 1024;
/// Bytes of the list of what a document is made of.
const LIST: u64 = 1024 * 1024;
/// Documents within documents that are opened: a diagram holds its table.
const DEPTH: usize = 2;
/// Bytes that are unpacked of one document, with those that they are unpacked from.
const OF_DOCUMENT: u64 = 32 * 1024 * 1024;
/// The same of all documents that come together.
const OF_ALL: u64 = 64 * 1024 * 1024;

/// Why a document is not what it says, or not known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// It is another kind of file, or damaged.
    Other,
    /// It holds macros or controls, which are programs.
    Macros,
    /// It grows too large when it is unpacked.
    Swollen,
    /// Too much came at once: it was not looked at to its end.
    TooMuch,
}

/// 調べる手間: how much may still be unpacked of what came together.
#[derive(Debug)]
pub struct Effort(u64);

impl Default for Effort {
    fn default() -> Self {
        Self(OF_ALL)
    }
}

/// What is left for one document.
struct Left<'e> {
    claimed: u64,
    unpacked: u64,
    of_all: &'e mut Effort,
}

impl Left<'_> {
    fn claim(&mut self, bytes: u64) -> Result<(), Odd> {
        self.claimed = self.claimed.checked_sub(bytes).ok_or(Odd::Swollen)?;
        Ok(())
    }

    fn spend(&mut self, bytes: u64) -> Result<(), Odd> {
        self.unpacked = self.unpacked.checked_sub(bytes).ok_or(Odd::Swollen)?;
        self.of_all.0 = self.of_all.0.checked_sub(bytes).ok_or(Odd::TooMuch)?;
        Ok(())
    }

    /// Unpacks the first bytes of a part, no more than may be.
    fn unpack(&mut self, part: &mut impl Read, most: u64) -> Result<Vec<u8>, Odd> {
        let mut start = Vec::new();
        let most = most.min(self.unpacked.saturating_add(1)).min(self.of_all.0.saturating_add(1));
        part.take(most).read_to_end(&mut start).map_err(|_| Odd::Other)?;
        self.spend(start.len() as u64)?;
        Ok(start)
    }
}

/// Looks into a document whose name ends so. What is no Office document is left to whoever looks at how it begins.
pub fn inspect(ending: &str, bytes: &[u8], effort: &mut Effort) -> Result<(), Odd> {
    let mut left = Left { claimed: CLAIMED, unpacked: OF_DOCUMENT, of_all: effort };
    within(ending, bytes, &mut left, DEPTH)
}

fn within(ending: &str, bytes: &[u8], left: &mut Left<'_>, depth: usize) -> Result<(), Odd> {
    if bytes.starts_with(COMPOUND) {
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

/// How old Office files begin.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

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

fn packed(bytes: &[u8], kind: Kind, left: &mut Left<'_>, depth: usize) -> Result<(), Odd> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Odd::Other)?;
    if archive.len() > PARTS {
        return Err(Odd::Swollen);
    }
    // Parts of one name twice: which of them is meant, every program decides for itself.
    if crate::workbook::told(bytes).is_some_and(|told| told != archive.len()) {
        return Err(Odd::Other);
    }
    let mut is_named = false;
    let before = left.claimed;
    for at in 0..archive.len() {
        is_named |= part(&mut archive, at, kind, left, depth)?;
    }
    may_become(before - left.claimed, bytes.len() as u64)?;
    if is_named { Ok(()) } else { Err(Odd::Other) }
}

/// Whether so many bytes may come of so many.
fn may_become(size: u64, packed: u64) -> Result<(), Odd> {
    if size > HARMLESS && size / packed.max(1) > RATIO { Err(Odd::Swollen) } else { Ok(()) }
}

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Looks at one part, and tells whether it says that the document is of this kind.
fn part(
    archive: &mut Archive<'_>,
    at: usize,
    kind: Kind,
    left: &mut Left<'_>,
    depth: usize,
) -> Result<bool, Odd> {
    let mut part = archive.by_index(at).map_err(|_| Odd::Other)?;
    let name = part.name().map_err(|_| Odd::Other)?.to_lowercase();
    if part.encrypted() || name.contains("..") || name.starts_with('/') || name.contains('\\') {
        return Err(Odd::Other);
    }
    if is_program(&name) {
        return Err(Odd::Macros);
    }
    let (size, packed) = (part.size(), part.compressed_size());
    left.claim(size)?;
    may_become(size, packed)?;
    if packed > size + size / 8 + 64 {
        return Err(Odd::Other); // Nobody packs so badly: it is larger than it claims.
    }
    match Inside::of(&name) {
        Inside::List => {
            left.spend(packed)?;
            let list = left.unpack(&mut part, LIST + 1)?;
            if list.len() as u64 > LIST { Err(Odd::Swollen) } else { says(&name, &list, kind) }
        }
        Inside::Document(ending) => {
            let deeper = depth.checked_sub(1).ok_or(Odd::Swollen)?;
            left.spend(packed)?;
            let document = left.unpack(&mut part, u64::MAX)?;
            within(&ending, &document, left, deeper).map(|()| false)
        }
        Inside::Object => {
            left.spend(packed)?;
            let mut object = left.unpack(&mut part, COMPOUND.len() as u64)?;
            if object == COMPOUND {
                object.extend(left.unpack(&mut part, u64::MAX)?);
                compound(&object)?;
            }
            Ok(false)
        }
        Inside::Matter => Ok(false),
    }
}

/// What a part is by its name, as far as it is looked at.
enum Inside {
    /// The list of what the document is made of.
    List,
    /// A document of its own, of this ending.
    Document(String),
    /// Something of which only another program knows what it is.
    Object,
    /// Text, pictures and whatever else a document is about.
    Matter,
}

impl Inside {
    fn of(name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            _ if name == "[content_types].xml" || name == "mimetype" => Self::List,
            "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" => Self::Document(ending.to_owned()),
            "bin" => Self::Object,
            _ => Self::Matter,
        }
    }
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
