//! 送られたファイル: read in a process of its own. What it does there, whatever it is, the server outlives.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use plan::transfer::Grid;

/// So long it may take.
const LONGEST: Duration = Duration::from_secs(20);
/// Bytes of its answer: 200,000 cells are far less.
const ANSWER: u64 = 64 * 1024 * 1024;

/// The cells of a file as JSON, or what is wrong with it.
pub(crate) fn read(bytes: &[u8]) -> Result<String, (String, String)> {
    let answer = ask(bytes).map_err(|error| {
        tracing::warn!(%error, "a file that was sent could not be read");
        gave_up()
    })?;
    let read: Result<Grid, (String, String)> = serde_json::from_slice(&answer).map_err(|_| gave_up())?;
    serde_json::to_string(&read?).map_err(|_| gave_up())
}

/// What is said where the reader ended without an answer.
fn gave_up() -> (String, String) {
    (
        "このファイルは、読む途中で時間か記憶域の上限に達しました。表だけを新しいブックに写すか、CSVで保存して送ってください".to_owned(),
        "reading this file took too much time or memory: copy the table into a new workbook, or save it as CSV".to_owned(),
    )
}

fn ask(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("read-sent")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let answer = std::thread::scope(|threads| {
        threads.spawn(move || stdin.map(|mut it| it.write_all(bytes))); // A reader that ends early takes no more; that is no fault.
        let answer = threads.spawn(move || {
            let mut answer = Vec::new();
            stdout.map(|it| it.take(ANSWER).read_to_end(&mut answer)).transpose().map(|_| answer)
        });
        wait(&mut child)?;
        answer.join().unwrap_or_else(|_| Err(std::io::ErrorKind::Other.into()))
    })?;
    Ok(answer)
}

/// Waits for its end; past the limit it is ended.
fn wait(child: &mut Child) -> std::io::Result<()> {
    let began = Instant::now();
    while child.try_wait()?.is_none() {
        if began.elapsed() > LONGEST {
            child.kill()?;
            child.wait()?;
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}
