//! `meyasu read-sent`: reads what a stranger sent, in a process of its own that may not grow, and says what it found as JSON.

use std::io::{Read, Write};
use std::process::ExitCode;

use plan::transfer::Grid;

use crate::failure::{Failure, SOFTWARE};

/// Bytes of a file.
const LARGEST: u64 = 10 * 1024 * 1024;
/// The sheet that is looked for first.
const SHEET: &str = "職員";

pub(crate) fn run() -> Result<ExitCode, Failure> {
    limit().map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    let read: Result<Grid, (String, String)> =
        reading::workbook::read(&bytes, SHEET).map_err(|why| (why.ja(), why.en()));
    let said = serde_json::to_vec(&read).map_err(|error| failed(&error.into()))?;
    std::io::stdout().write_all(&said).map_err(|error| failed(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn failed(error: &std::io::Error) -> Failure {
    Failure::new(SOFTWARE, format!("読めません（{error}）"), format!("it cannot be read: {error}"))
}

/// So much processor time and memory, no file and no image of the memory: whatever asks for more ends here, and the server goes on.
#[cfg(unix)]
fn limit() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, 10),
        (Resource::As, 512 * 1024 * 1024),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
        (Resource::Nofile, 16),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Where the system knows no such limits, the parent's clock is the limit.
#[cfg(not(unix))]
fn limit() -> std::io::Result<()> {
    Ok(())
}
