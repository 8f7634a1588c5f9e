//! `cargo xtask shots`: every kind of page as a picture, for people to look at.

use std::path::PathBuf;

use crate::Words;
use crate::browser;
use crate::command;
use crate::places::{root, target};
use crate::site::Site;
use crate::tools::{self, CHROMIUM, JAPANESE, NODE, NPM};

pub(crate) fn run(words: &Words) -> Result<(), String> {
    let folder: PathBuf = match words {
        [] => target().join("shots"),
        [folder] => root().join(folder),
        _ => return Err("usage: cargo xtask shots [DIR]".to_owned()),
    };
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    tools::provide(&[CHROMIUM, NODE, NPM, JAPANESE])?;
    browser::prepare()?;
    let site = Site::start()?;
    command::run(&mut browser::node(&["shots.mjs", &folder.to_string_lossy()], &site)?)?;
    site.stop()
}
