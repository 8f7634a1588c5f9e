//! Prints what one plain text document says, as JSON: `cargo run -p reading --example read -- FILE`.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: read FILE")?;
    let document = reading::text::read(&std::fs::read(path)?, &reading::text::Hint::default())?;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &document)?;
    writeln!(out)?;
    Ok(())
}
