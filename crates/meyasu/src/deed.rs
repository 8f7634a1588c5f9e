//! The deeds of the command line, one file each.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod drafts;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod invite;
pub(crate) mod mail;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod read_sent;
pub(crate) mod serve;
pub(crate) mod verify;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for long work; nothing where the output is no terminal.
fn bar(ja: &'static str, en: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {elapsed}");
    let bar = ProgressBar::new(0).with_message(crate::say::say(ja, en));
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar, // The template is ours and fixed; a plain bar would do as well.
    }
}

/// Moves a bar.
fn show(bar: &ProgressBar, progress: ledger::Progress) {
    bar.set_length(progress.of);
    bar.set_position(progress.done);
}
