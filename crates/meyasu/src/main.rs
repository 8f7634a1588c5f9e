//! 目安: the one program. It wires the rooms together and holds no rule.

mod chance;
mod cli;
mod data;
mod deed;
mod failure;
mod findings;
mod folder;
mod input;
mod outgoing;
mod output;
mod sample;
mod say;
mod sent;
mod told;

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::PanicHookInfo;
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Deed};
use failure::Failure;

fn main() -> ExitCode {
    let cli = Cli::parse();
    say::choose(cli.lang);
    std::panic::set_hook(Box::new(fell));
    match std::panic::catch_unwind(|| run(cli)) {
        Ok(Ok(code)) => code,
        Ok(Err(failure)) => {
            say::error(&failure.ja, &failure.en);
            ExitCode::from(failure.code)
        }
        Err(_) => ExitCode::from(failure::SOFTWARE), // The hook has said why.
    }
}

fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match cli.deed.unwrap_or_else(Deed::with_sample) {
        Deed::Read(asked) => deed::read::run(&asked),
        Deed::Import(asked) => deed::import::run(&asked),
        Deed::Drafts(asked) => deed::drafts::run(&asked),
        Deed::Check(asked) => deed::check::run(&asked),
        Deed::Publish(asked) => deed::publish::run(&asked),
        Deed::Serve(asked) => deed::serve::run(&asked),
        Deed::Verify(asked) => deed::verify::run(&asked),
        Deed::Backup(asked) => deed::backup::run(&asked),
        Deed::Restore(asked) => deed::backup::restore(&asked),
        Deed::Export(asked) => deed::export::run(&asked),
        Deed::Init(asked) => deed::init::run(&asked),
        Deed::ReadSent => deed::read_sent::run(),
        Deed::Invite(asked) => deed::invite::run(&asked),
        Deed::Mail(asked) => deed::mail::run(&asked),
    }
}

/// A fault of ours in one sentence with its place; with `RUST_BACKTRACE` also the way to it.
fn fell(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    let what = panic.payload_as_str().unwrap_or_default();
    say::error(
        &format!("プログラムの不具合です。開発者にお知らせください（{place} {what}）"),
        &format!("a fault of the program; please report it ({place} {what})"),
    );
    let way = Backtrace::capture();
    if way.status() == BacktraceStatus::Captured {
        say::tell(way.to_string(), way.to_string());
    }
}
