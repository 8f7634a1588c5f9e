//! Bytes that a user names: a file or standard input, never more of it than is ever read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use reading::decode::{LIMIT, Unreadable};

use crate::failure::Failure;

/// The bytes of a file; `-` is standard input.
///
/// A file that says it is too large is not opened; one that does not say (a pipe, a device) fills no memory either.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        return upto_limit(io::stdin().lock()).map_err(|error| Failure::unread(path, &error));
    }
    let size = path.metadata().map_err(|error| Failure::unread(path, &error))?.len();
    if size > LIMIT as u64 {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(Failure::unreadable(path, &Unreadable::TooLarge { size, limit: LIMIT }));
    }
    File::open(path).and_then(upto_limit).map_err(|error| Failure::unread(path, &error))
}

/// One byte more than the limit, so that what is too large is seen as such.
fn upto_limit(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
