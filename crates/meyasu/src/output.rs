//! Results that are written: to standard output, or whole into a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::failure::{CANNOT_CREATE, Failure, IO};

/// Standard output, to the last byte. Whoever stopped reading has what they wanted: that is no error.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    accepted(out.write_all(bytes).and_then(|()| out.flush())).map(drop)
}

/// Whether somebody still reads; an error where the output failed.
pub(crate) fn accepted(written: io::Result<()>) -> Result<bool, Failure> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(Failure::new(
            IO,
            format!("出力できません（{error}）"),
            format!("the output cannot be written: {error}"),
        )),
    }
}

/// A file: beside the old one first, which stays as it is until the new one is whole.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: io::Error| {
        let name = path.display();
        let code = if error.kind() == ErrorKind::StorageFull { IO } else { CANNOT_CREATE };
        Failure::new(
            code,
            format!("「{name}」に書き込めません（{error}）"),
            format!("“{name}” cannot be written: {error}"),
        )
    };
    if path.exists() && !path.is_file() {
        return fs::write(path, bytes).map_err(failed); // A device or a pipe has no beside.
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    let part = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&part); // Of a file that could not be made nothing is there to remove.
        failed(error)
    })
}
