//! Programs that are not ours: found where they are there, installed where we may, named where we may not.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{answer, run};
use crate::places::program;

/// A program or a set of files that a step needs.
#[derive(Clone, Copy)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// What Debian calls it.
    packages: &'static [&'static str],
    is_here: fn() -> bool,
}

pub(crate) const POSTGRES: Tool = Tool {
    name: "the PostgreSQL server",
    packages: &["postgresql"],
    is_here: || crate::postgres::folder().is_some(),
};
pub(crate) const OPENSSL: Tool =
    Tool { name: "openssl", packages: &["openssl"], is_here: || program(&["openssl"]).is_some() };
pub(crate) const CHROMIUM: Tool =
    Tool { name: "Chromium", packages: &["chromium"], is_here: || chromium().is_some() };
pub(crate) const NODE: Tool =
    Tool { name: "Node.js", packages: &["nodejs"], is_here: || program(&["node"]).is_some() };
pub(crate) const JAVA: Tool = Tool {
    name: "Java, for the Nu HTML checker",
    packages: &["default-jre-headless"],
    is_here: || program(&["java"]).is_some(),
};
pub(crate) const NPM: Tool =
    Tool { name: "npm", packages: &["npm"], is_here: || program(&["npm"]).is_some() };
pub(crate) const PYTHON: Tool = Tool {
    name: "Python (3.11 or newer) with venv",
    packages: &["python3", "python3-venv"],
    is_here: has_python,
};
pub(crate) const JAPANESE: Tool =
    Tool { name: "a Japanese font", packages: &["fontconfig", "fonts-noto-cjk"], is_here: has_japanese };

/// The browser of the machine.
pub(crate) fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("MEYASU_CHROMIUM").map(PathBuf::from);
    named.or_else(|| program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]))
}

/// On Debian the language comes without what makes a place of its own for packages.
fn has_python() -> bool {
    let asks = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
    answer(Command::new("python3").args(["-c", asks])).is_ok()
}

fn has_japanese() -> bool {
    answer(Command::new("fc-list").args([":lang=ja", "family"])).is_ok_and(|list| !list.trim().is_empty())
}

/// Sees to it that all of these are here.
pub(crate) fn provide(tools: &[Tool]) -> Result<(), String> {
    let missing: Vec<&Tool> = tools.iter().filter(|tool| !(tool.is_here)()).collect();
    if missing.is_empty() {
        println!("nothing is missing");
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    println!("missing: {}", names.join(", "));
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages).copied().collect();
    install(&packages)?;
    match missing.iter().find(|tool| !(tool.is_here)()) {
        None => Ok(()),
        Some(tool) => Err(format!("{} is still missing after the installation", tool.name)),
    }
}

fn install(packages: &[&str]) -> Result<(), String> {
    let by_hand = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    let Some(apt) = program(&["apt-get"]) else {
        return Err(format!(
            "this machine has no apt-get. Please install what Debian calls: {}",
            packages.join(" ")
        ));
    };
    let Some(prefix) = administrator() else {
        return Err(format!("this account may not install packages. Please run as root: {by_hand}"));
    };
    let apt = apt.to_string_lossy().into_owned();
    let call = |words: &[&str]| {
        // Nobody is there to answer a question of a package.
        let all = [&prefix[..], &["env", "DEBIAN_FRONTEND=noninteractive", &apt], words].concat();
        run(Command::new(all[0]).args(&all[1..]))
    };
    call(&["update"])?;
    call(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

/// The words before a command that make it an administrator's; none where we may not.
fn administrator() -> Option<Vec<&'static str>> {
    if crate::postgres::is_root() {
        return Some(vec![]);
    }
    answer(Command::new("sudo").args(["-n", "true"])).ok().map(|_| vec!["sudo", "-n"])
}
