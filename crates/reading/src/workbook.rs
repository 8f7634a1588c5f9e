//! 表計算のファイル: a workbook (.xlsx) or a CSV file becomes the cells of one sheet, as text.
//!
//! Whoever reads what strangers send calls this in a process of its own, with limits: a workbook can be made so that its reader
//! asks for more memory than any machine has.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};
use plan::transfer::Grid;
use zip::ZipArchive;

use crate::decode;

/// Parts of a workbook.
const PARTS: usize = 200;
/// Bytes of one part, and of all, once inflated.
const PART: u64 = 64 * 1024 * 1024;
const INFLATED: u64 = 128 * 1024 * 1024;
/// How many times larger a part may become, above a size that harms nobody.
const RATIO: u64 = 150;
const HARMLESS: u64 = 1024 * 1024;
/// Cells with a value, rows, columns, characters a cell.
const CELLS: usize = 200_000;
const ROWS: u32 = 10_000;
const COLUMNS: u32 = 512;
const CHARACTERS: usize = 32_767;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It has a password.
    Encrypted,
    /// A workbook of before 2007.
    Old,
    /// It holds macros, files or ties to other files: named.
    Carries(&'static str),
    /// Larger than it may be, once it is opened.
    Swollen,
    /// A cell far outside of any table: named.
    Far(String),
    /// More cells with a value than may be.
    Many,
    /// A cell with more text than Excel allows.
    Long(String),
    /// It is damaged or no workbook.
    Broken,
    /// It is no text either.
    NoText(String),
}

impl Unusable {
    /// 職員に見せる文: what it is and what to do.
    pub fn ja(&self) -> String {
        match self {
            Self::Encrypted => {
                "パスワードの付いたファイルです。Excelでパスワードを外して保存し直してください".to_owned()
            }
            Self::Old => {
                "古い形式（.xls）のファイルです。Excelで「Excelブック（.xlsx）」として保存し直してください"
                    .to_owned()
            }
            Self::Carries(what) => format!(
                "{what}を含むファイルは受け付けません。「Excelブック（.xlsx）」として保存し直してください"
            ),
            Self::Swollen => {
                "開くと大きくなりすぎるファイルです。表だけを新しいブックに写して保存してください".to_owned()
            }
            Self::Far(cell) => {
                format!("表から離れたセル（{cell}）に値があります。余分なセルを消して保存してください")
            }
            Self::Many => format!("値のあるセルが多すぎます（{CELLS}個まで）"),
            Self::Long(cell) => format!("セル {cell} の文字が多すぎます（{CHARACTERS}字まで）"),
            Self::Broken => {
                "Excelブックとして読めません。壊れているか、ほかの形式です。Excelで開いて保存し直してください"
                    .to_owned()
            }
            Self::NoText(why) => format!("ファイルを読めません：{why}"),
        }
    }

    /// The same in English.
    pub fn en(&self) -> String {
        match self {
            Self::Encrypted => "the file has a password: take it off in Excel and save it again".to_owned(),
            Self::Old => "an old workbook (.xls): save it as .xlsx".to_owned(),
            Self::Carries(_) => {
                "the file holds macros, embedded files or links: save it as a plain .xlsx".to_owned()
            }
            Self::Swollen => {
                "the file grows too large when it is opened: copy the table into a new workbook".to_owned()
            }
            Self::Far(cell) => format!("there is a value far from the table, in {cell}: delete it"),
            Self::Many => format!("more than {CELLS} cells have a value"),
            Self::Long(cell) => format!("the text in {cell} is too long"),
            Self::Broken => {
                "this is no workbook, or it is damaged: open it in Excel and save it again".to_owned()
            }
            Self::NoText(why) => format!("the file cannot be read: {why}"),
        }
    }
}

/// The cells of the sheet of that name, else of the first; of a CSV file, whatever its encoding.
pub fn read(bytes: &[u8], sheet: &str) -> Result<Grid, Unusable> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let marker: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(marker.len()).any(|it| it == marker);
        return Err(if is_locked { Unusable::Encrypted } else { Unusable::Old });
    }
    if bytes.starts_with(b"PK") {
        inspect(bytes)?;
        return cells(bytes, sheet);
    }
    lines(bytes)
}

/// Looks at the parts of a workbook before any of them is taken for what it says it is.
fn inspect(bytes: &[u8]) -> Result<(), Unusable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unusable::Broken)?;
    if archive.len() > PARTS || told(bytes).is_some_and(|told| told != archive.len()) {
        return Err(Unusable::Broken);
    }
    let mut inflated = 0;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| Unusable::Broken)?;
        let name = part.name().map_err(|_| Unusable::Broken)?.to_lowercase();
        let size = part.size();
        if part.encrypted() {
            return Err(Unusable::Encrypted);
        }
        if name.contains("..") || name.starts_with('/') || name.contains('\\') {
            return Err(Unusable::Broken);
        }
        if let Some(what) = carried(&name) {
            return Err(Unusable::Carries(what));
        }
        inflated += size;
        let grows = size > HARMLESS && size / part.compressed_size().max(1) > RATIO;
        if size > PART || inflated > INFLATED || grows {
            return Err(Unusable::Swollen);
        }
        drop(part);
        doctype(&mut archive, at)?;
    }
    Ok(())
}

/// How many parts the end of the file tells: parts of one name twice are fewer than told.
pub(crate) fn told(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let count = bytes.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}

fn carried(name: &str) -> Option<&'static str> {
    if name.contains("vbaproject") {
        Some("マクロ")
    } else if name.contains("externallinks/") {
        Some("ほかのファイルへのリンク")
    } else if name.contains("embeddings/") || name.contains("activex/") {
        Some("埋め込まれたファイル")
    } else {
        None
    }
}

/// A part that declares what it is made of wants to be more than a table.
fn doctype(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize) -> Result<(), Unusable> {
    let mut start = Vec::new();
    let part = archive.by_index(at).map_err(|_| Unusable::Broken)?;
    part.take(4096).read_to_end(&mut start).map_err(|_| Unusable::Broken)?;
    let has = |mark: &[u8]| start.windows(mark.len()).any(|it| it == mark);
    if has(b"<!DOCTYPE") || has(b"<!ENTITY") { Err(Unusable::Broken) } else { Ok(()) }
}

fn cells(bytes: &[u8], sheet: &str) -> Result<Grid, Unusable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unusable::Broken)?;
    let names = book.sheet_names();
    let name = names.iter().find(|it| *it == sheet).or(names.first()).cloned().ok_or(Unusable::Broken)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unusable::Broken)?;
    let (mut rows, mut count) = (BTreeMap::<u32, Vec<String>>::new(), 0);
    while let Some(cell) = reader.next_cell().map_err(|_| Unusable::Broken)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let place = || format!("{}行{}列", u64::from(row) + 1, u64::from(column) + 1);
        count += 1;
        if row >= ROWS || column >= COLUMNS {
            return Err(Unusable::Far(place()));
        }
        if count > CELLS {
            return Err(Unusable::Many);
        }
        if text.chars().count() > CHARACTERS {
            return Err(Unusable::Long(place()));
        }
        let column = usize::try_from(column).unwrap_or(0);
        let cells = rows.entry(row + 1).or_default();
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }
    Ok(Grid { sheet: name, rows: rows.into_iter().collect() })
}

/// A value as it would be typed; a day as the number under which it is kept.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(it) => it.to_string(),
        DataRef::Float(it) => it.to_string(),
        DataRef::String(it) | DataRef::DateTimeIso(it) | DataRef::DurationIso(it) => it.clone(),
        DataRef::SharedString(it) => (*it).to_owned(),
        DataRef::Bool(it) => it.to_string(),
        DataRef::DateTime(it) => it.as_f64().to_string(),
        DataRef::Error(it) => it.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn lines(bytes: &[u8]) -> Result<Grid, Unusable> {
    let text = decode::decode(bytes, None).map_err(|why| Unusable::NoText(why.ja()))?.text;
    // Any bytes are some encoding's text. A table that people made has no control characters but those between its cells.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        let binary = decode::Unreadable::Binary { looks_like: "control characters" };
        return Err(Unusable::NoText(binary.ja()));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut rows, mut count) = (Vec::new(), 0);
    for (record, number) in reader.records().zip(1..) {
        let record = record.map_err(|_| Unusable::Broken)?;
        count += record.iter().filter(|it| !it.is_empty()).count();
        if number > ROWS || count > CELLS || record.len() > 512 {
            return Err(Unusable::Many);
        }
        if record.iter().any(|it| it.chars().count() > CHARACTERS) {
            return Err(Unusable::Long(format!("{number}行")));
        }
        rows.push((number, record.iter().map(str::to_owned).collect()));
    }
    Ok(Grid { sheet: String::new(), rows })
}
