//! `cargo xtask test`: everything that must hold, step by step; the first step that fails ends it.

mod advisories;
mod api;
mod browser;
mod cargo;

use std::time::{Duration, Instant};

use crate::Words;
use crate::tools::{self, CHROMIUM, JAPANESE, JAVA, NODE, NPM, OPENSSL, POSTGRES, PYTHON, Tool};

/// Lines that are worth repeating at the end.
type Summary = Vec<String>;

/// One step, and the tools that it needs.
struct Step {
    name: &'static str,
    about: &'static str,
    needs: &'static [Tool],
    run: fn(&mut Summary) -> Result<(), String>,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        about: "the code looks as rustfmt would write it",
        needs: &[],
        run: cargo::format,
    },
    Step { name: "clippy", about: "no warning of the compiler or of clippy", needs: &[], run: cargo::clippy },
    Step {
        name: "tests",
        about: "tests of all crates, on SQLite and on a PostgreSQL of their own",
        needs: &[POSTGRES, OPENSSL],
        run: cargo::tests,
    },
    Step { name: "docs", about: "the documentation builds without a warning", needs: &[], run: cargo::docs },
    Step {
        name: "advisories",
        about: "no dependency with a known weakness",
        needs: &[],
        run: advisories::run,
    },
    Step {
        name: "api",
        about: "the API keeps what its description says, whatever is asked",
        needs: &[PYTHON],
        run: api::run,
    },
    Step {
        name: "browser",
        about: "the pages, as a browser and its visitors meet them",
        needs: &[CHROMIUM, NODE, NPM, JAVA, JAPANESE],
        run: browser::run,
    },
];

pub(crate) fn run(words: &Words) -> Result<(), String> {
    let steps = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => STEPS.iter().collect(),
        ["--list"] => {
            STEPS.iter().for_each(|step| println!("{:12} {}", step.name, step.about));
            return Ok(());
        }
        ["--only", name] => vec![named(name)?],
        _ => return Err("usage: cargo xtask test [--list] [--only NAME]".to_owned()),
    };
    all(&steps)
}

fn named(name: &str) -> Result<&'static Step, String> {
    STEPS.iter().find(|step| step.name == name).ok_or_else(|| {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        format!("there is no step '{name}'; there are: {}", names.join(", "))
    })
}

fn all(steps: &[&Step]) -> Result<(), String> {
    let began = Instant::now();
    let mut took = vec![];
    let mut said = Summary::new();

    heading("tools", "what the steps need is installed");
    let mut needs: Vec<Tool> = steps.iter().flat_map(|step| step.needs).copied().collect();
    needs.sort_by_key(|tool| tool.name);
    needs.dedup_by_key(|tool| tool.name);
    tools::provide(&needs)?;
    took.push(("tools", began.elapsed()));

    for step in steps {
        heading(step.name, step.about);
        let since = Instant::now();
        let done = (step.run)(&mut said);
        took.push((step.name, since.elapsed()));
        if let Err(why) = done {
            close(&said, &took);
            return Err(format!(
                "FAILED at {}: {why}\nagain: cargo xtask test --only {}",
                step.name, step.name
            ));
        }
    }
    close(&said, &took);
    let names: Vec<&str> = steps.iter().map(|step| step.name).collect();
    println!("PASSED in {}: {}", minutes(began.elapsed()), names.join(", "));
    Ok(())
}

fn heading(name: &str, about: &str) {
    println!("\n== {name}: {about}");
}

fn close(said: &[String], took: &[(&str, Duration)]) {
    println!("\n== summary");
    let mut skipped: Vec<&String> = said.iter().filter(|line| line.starts_with("skipped:")).collect();
    skipped.sort();
    skipped.dedup();
    skipped.iter().for_each(|line| println!("{line}"));
    said.iter().filter(|line| !line.starts_with("skipped:")).for_each(|line| println!("{line}"));
    took.iter().for_each(|(name, time)| println!("{name:12} {}", minutes(*time)));
}

fn minutes(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
