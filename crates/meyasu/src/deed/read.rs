//! `meyasu read`: what a document says. Nothing is stored.

use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::ExitCode;

use reading::document::Document;
use reading::text::Hint;

use crate::cli::Read;
use crate::failure::{Failure, SOFTWARE};
use crate::output::accepted;
use crate::say::{plain, say};

pub(crate) fn run(asked: &Read) -> Result<ExitCode, Failure> {
    let Some(file) = asked.file.as_ref().filter(|_| !asked.line) else { return lines() };
    let bytes = crate::input::bytes(file)?;
    let hint = Hint { encoding: asked.encoding.clone(), ..Hint::default() };
    let document = reading::text::read(&bytes, &hint).map_err(|why| Failure::unreadable(file, &why))?;
    let shown = if asked.json { json(&document)? } else { plain(&summary(&document)) };
    crate::output::print(shown.as_bytes())?;
    Ok(ExitCode::SUCCESS)
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
        let year =
            statement.fiscal_year.map_or(say("年度不明", "no year").to_owned(), |year| year.to_string());
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
        out.push_str(&say(
            format!("  要確認 {}行：{}\n", problem.line, problem.ja),
            format!("  look at line {}: {}\n", problem.line, problem.what),
        ));
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
///
/// An answer goes out before the next line is waited for, so that another program can ask one thing after another.
fn lines() -> Result<ExitCode, Failure> {
    let mut lines = BufReader::new(std::io::stdin().lock());
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    loop {
        let answered = if lines.buffer().contains(&b'\n') { Ok(()) } else { out.flush() };
        line.clear();
        let read =
            lines.read_until(b'\n', &mut line).map_err(|error| Failure::unread(Path::new("-"), &error))?;
        if !accepted(answered)? || read == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        let words = String::from_utf8_lossy(&line);
        if !words.trim().is_empty() && !accepted(writeln!(out, "{}", reading::line::read(&words)))? {
            return Ok(ExitCode::SUCCESS);
        }
    }
}
