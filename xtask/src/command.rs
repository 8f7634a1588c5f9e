//! Running other programs where everybody can see it.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// A program with its words, to be run in the folder of the workspace.
pub(crate) fn program(name: impl AsRef<Path>, words: &[&str]) -> Command {
    let mut command = Command::new(name.as_ref());
    command.args(words).current_dir(crate::places::root());
    command
}

/// The cargo that runs us.
pub(crate) fn cargo(words: &[&str]) -> Command {
    program(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()), words)
}

/// Runs a program to its end; what it says goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    println!("$ {}", line(command));
    let status = command.status().map_err(|error| not_begun(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", line(command))) }
}

/// Runs a program without a word, for its answer.
pub(crate) fn answer(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_begun(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` ended with {}: {}", line(command), output.status, said.trim()))
}

/// Runs a program to its end and passes on what it says; the lines that `keep` chooses are kept for the summary.
pub(crate) fn run_keeping(
    command: &mut Command,
    keep: fn(&str) -> bool,
    kept: &mut Vec<String>,
) -> Result<(), String> {
    println!("$ {}", line(command));
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| not_begun(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let told = thread::spawn(move || err.map_or(vec![], |it| pass_on(it, std::io::stderr(), keep)));
    kept.extend(out.map_or(vec![], |it| pass_on(it, std::io::stdout(), keep)));
    kept.extend(told.join().unwrap_or_default());
    let status = child.wait().map_err(|error| not_begun(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", line(command))) }
}

fn pass_on(from: impl Read, mut to: impl Write, keep: fn(&str) -> bool) -> Vec<String> {
    let mut kept = vec![];
    for bytes in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let text = String::from_utf8_lossy(&bytes);
        let _ = writeln!(to, "{text}"); // Nobody listens any more: the program still runs to its end.
        if keep(&text) {
            kept.push(text.trim().to_owned());
        }
    }
    kept
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}

fn not_begun(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` cannot be run: {error}", line(command))
}
