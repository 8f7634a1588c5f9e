//! 目安: the one program. It wires the rooms together and holds no rule.

mod cli;
mod data;
mod deed;
mod failure;
mod folder;
mod sample;
mod say;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Deed};

fn main() -> ExitCode {
    let cli = Cli::parse();
    say::choose(cli.lang);
    let done = match cli.deed.unwrap_or_else(Deed::with_sample) {
        Deed::Read(asked) => deed::read::run(&asked),
        Deed::Import(asked) => deed::import::run(&asked),
        Deed::Publish(asked) => deed::publish::run(&asked),
        Deed::Serve(asked) => deed::serve::run(&asked),
        Deed::Verify(asked) => deed::verify::run(&asked),
        Deed::Backup(asked) => deed::backup::run(&asked),
        Deed::Restore(asked) => deed::backup::restore(&asked),
        Deed::Export(asked) => deed::export::run(&asked),
        Deed::Init(asked) => deed::init::run(&asked),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            say::error(&failure.ja, &failure.en);
            ExitCode::from(failure.code)
        }
    }
}
