//! 受付: whether a file can be kept beside a field, among those that are there.

use super::{Attachment, NotKept, kind};
use crate::form::FieldId;

/// Bytes of one file.
pub const LARGEST: u64 = 10 * 1024 * 1024;
/// Files beside one field.
pub const MOST_OF_FIELD: usize = 20;
/// Files of one sheet.
pub const MOST_OF_SHEET: usize = 200;
/// Bytes of all files of one sheet.
pub const LARGEST_SHEET: u64 = 200 * 1024 * 1024;
/// Characters of a name.
pub const LONGEST_NAME: usize = 200;

/// 空き: what is there already, of a sheet and of one field of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    of_field: usize,
    of_sheet: usize,
    bytes: u64,
}

impl Room {
    /// Counts the files of a sheet.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a Attachment>, field: &FieldId) -> Self {
        files.into_iter().fold(Self::default(), |room, it| Self {
            of_field: room.of_field + usize::from(it.field == *field),
            of_sheet: room.of_sheet + 1,
            bytes: room.bytes.saturating_add(it.size),
        })
    }

    /// The same with one file more beside the field.
    #[must_use]
    pub fn with(self, size: u64) -> Self {
        Self {
            of_field: self.of_field + 1,
            of_sheet: self.of_sheet + 1,
            bytes: self.bytes.saturating_add(size),
        }
    }
}

/// Whether a file can be kept, as far as its beginning tells; whoever can unpack it looks at what is packed in it too. What is wrong with the file itself is said before what is wrong with where it goes.
pub fn admit(name: &str, bytes: &[u8], room: Room) -> Result<(), NotKept> {
    named(name)?;
    let size = bytes.len() as u64;
    match size {
        0 => return Err(NotKept::Empty),
        _ if size > LARGEST => return Err(NotKept::TooLarge(size)),
        _ => kind::check(name, bytes)?,
    }
    if room.of_field >= MOST_OF_FIELD {
        return Err(NotKept::FieldFull);
    }
    if room.of_sheet >= MOST_OF_SHEET {
        return Err(NotKept::SheetFull);
    }
    if room.bytes.saturating_add(size) > LARGEST_SHEET { Err(NotKept::SheetTooLarge) } else { Ok(()) }
}

/// A name is kept to the code point, so one that deceives the eye is not taken at all.
fn named(name: &str) -> Result<(), NotKept> {
    if name.trim().is_empty() {
        return Err(NotKept::NoName);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(NotKept::NameTooLong);
    }
    // What turns the direction of text makes 「検査結果exe.pdf」 of 「検査結果fdp.exe」.
    let turns =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if name.chars().any(|c| c.is_control() || turns(c)) { Err(NotKept::NameHidden) } else { Ok(()) }
}
