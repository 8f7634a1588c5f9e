//! What asks the API: schemathesis in a Python of its own, pinned by the list beside its settings.

use std::path::PathBuf;

use crate::command::{program, run};
use crate::places::{api_tests, target};

/// Installs the packages, unless exactly these are there already; gives the program.
pub(crate) fn schemathesis() -> Result<PathBuf, String> {
    let list = api_tests().join("requirements.txt");
    let wanted = std::fs::read(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let home = target().join("schemathesis");
    let (mark, built) = (home.join(".installed"), home.join("bin/schemathesis"));
    if std::fs::read(&mark).is_ok_and(|it| it == wanted) && built.is_file() {
        return Ok(built);
    }
    run(&mut program("python3", &["-m", "venv", "--clear", &home.to_string_lossy()]))?;
    // Each file must have its hash, and no package may run anything of its own while it is installed.
    let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let careful = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement"];
    let mut pip = program(home.join("bin/python"), &[&words[..], &careful[..]].concat());
    run(pip.arg(&list))?;
    std::fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))?;
    Ok(built)
}
