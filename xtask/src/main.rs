//! The one task runner: `cargo xtask help` lists what it can do.
//!
//! A recipe is a file in `recipe/` with one function; adding one means adding a row here.

mod browser;
mod command;
mod net;
mod places;
mod postgres;
mod python;
mod recipe;
mod scratch;
mod site;
mod tools;

use std::process::ExitCode;

/// What a recipe takes from the command line.
type Words = [String];

/// One thing the runner can do.
struct Recipe {
    name: &'static str,
    words: &'static str,
    about: &'static str,
    run: fn(&Words) -> Result<(), String>,
}

const RECIPES: &[Recipe] = &[
    Recipe {
        name: "test",
        words: "[--list] [--only NAME]",
        about: "everything that must hold; installs what is missing first",
        run: recipe::test::run,
    },
    Recipe {
        name: "shots",
        words: "[DIR]",
        about: "a picture of every kind of page, wide and narrow (default: target/shots)",
        run: recipe::shots::run,
    },
    Recipe {
        name: "bench",
        words: "[backtest]",
        about: "speed and size, as ratios in one run; how well outlooks foresaw what came",
        run: recipe::bench::run,
    },
    Recipe { name: "help", words: "", about: "this list", run: help },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let name = words.first().map_or("help", String::as_str);
    let Some(recipe) = RECIPES.iter().find(|it| it.name == name.trim_start_matches("--")) else {
        eprintln!("xtask: there is no recipe '{name}'; `cargo xtask help` lists them");
        return ExitCode::from(2);
    };
    match (recipe.run)(words.get(1..).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask {name}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn help(_: &Words) -> Result<(), String> {
    println!("cargo xtask RECIPE");
    for recipe in RECIPES {
        println!("  {:30} {}", format!("{} {}", recipe.name, recipe.words), recipe.about);
    }
    Ok(())
}
