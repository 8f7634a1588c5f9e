//! `meyasu read`: what a document says. Nothing is stored.

use std::io::{BufRead, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use reading::document::Document;
use reading::text::Hint;

use crate::cli::Read;
use crate::failure::{DATA, Failure, IO, SOFTWARE};
use crate::say::say;

pub(crate) fn run(asked: &Read) -> Result<ExitCode, Failure> {
    let Some(file) = asked.file.as_ref().filter(|_| !asked.line) else { return lines() };
    let bytes = bytes(file)?;
    let hint = Hint { encoding: asked.encoding.clone(), ..Hint::default() };
    let document = reading::text::read(&bytes, &hint).map_err(|why| {
        let name = file.display();
        Failure::new(DATA, format!("「{name}」：{}", why.ja()), format!("“{name}”: {why}"))
    })?;
    let shown = if asked.json { json(&document)? } else { summary(&document) };
    std::io::stdout().write_all(shown.as_bytes()).map_err(|error| unwritten(&error))?;
    Ok(ExitCode::SUCCESS)
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(reading::decode::LIMIT as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| Failure::unread(file, &error))?;
        return Ok(bytes);
    }
    let read = || {
        let mut bytes = Vec::new();
        // One byte more than is ever read, so that a file too large is seen as such and never fills the memory.
        std::fs::File::open(file)?.take(reading::decode::LIMIT as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Failure::unread(file, &error))
}

fn unwritten(error: &std::io::Error) -> Failure {
    Failure::new(IO, format!("出力できません（{error}）"), format!("the output cannot be written: {error}"))
}

fn json(document: &Document) -> Result<String, Failure> {
    let json = serde_json::to_string_pretty(document);
    let json = json.map_err(|error| Failure::new(SOFTWARE, error.to_string(), error.to_string()))?;
    Ok(json + "\n")
}

/// A summary for people: what was found, and what was not understood.
fn summary(it: &Document) -> String {
    let mut out = format!("{}\n", it.page.title.as_deref().unwrap_or(say("（表題なし）", "(no title)")));
    for statement in &it.statements {
        let year = statement.fiscal_year.map_or(say("年度不明", "no year").to_owned(), |year| year.to_string());
        let name = statement.organisation.as_deref().unwrap_or(say("組織不明", "no organisation"));
        let indicators: usize = statement.issues.iter().map(|issue| issue.indicators.len()).sum();
        out.push_str(&say(
            format!("  {year}　{name}：課題{}件、指標{indicators}件\n", statement.issues.len()),
            format!("  {year}  {name}: {} issues, {indicators} indicators\n", statement.issues.len()),
        ));
    }
    for plan in &it.plans {
        out.push_str(&format!("  {}\n", plan.name));
    }
    for problem in &it.problems {
        out.push_str(&say(format!("  要確認 {}行：{}\n", problem.line, problem.ja), format!("  look at line {}: {}\n", problem.line, problem.what)));
    }
    out.push_str(&say(
        format!("  読めなかった行：{}件\n", it.unread.len()),
        format!("  lines not understood: {}\n", it.unread.len()),
    ));
    for passage in &it.unread {
        out.push_str(&format!("    {}: {}\n", passage.line, passage.text));
    }
    out
}

/// JSON lines in, JSON lines out, in the same order; a bad line costs one line.
fn lines() -> Result<ExitCode, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|error| Failure::unread(Path::new("-"), &error))?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        writeln!(out, "{}", reading::line::read(&line)).map_err(|error| unwritten(&error))?;
    }
    out.flush().map_err(|error| unwritten(&error))?;
    Ok(ExitCode::SUCCESS)
}
