//! An office in a temporary folder: runs the program there, and judges how it answers.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A code that no municipality has; its check digit is right.
pub(crate) const TOWN: &str = "990027";

/// No command of these tests takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Office {
    folder: TempDir,
    database: Option<String>,
}

/// What a command printed and said, and how it ended.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) said: String,
}

impl Office {
    /// A folder without a ledger.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), database: None }
    }

    /// A ledger with one municipality.
    pub(crate) fn new() -> Self {
        let office = Self::empty();
        office.run(["init", TOWN, "--name", "霞町"]).succeeded();
        office
    }

    /// A ledger with one municipality and two records, decided as decision 2.
    pub(crate) fn at_work() -> Self {
        let office = Self::new();
        office.file("organisations.csv", "組織ID,組織名\nkikaku,企画課\nbosai,防災課\n");
        office.import("organisations.csv", "組織の登録").succeeded();
        office
    }

    /// An office whose ledger is on a server.
    pub(crate) fn on_server(url: &str) -> Self {
        Self { database: Some(url.to_owned()), ..Self::empty() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn ledger(&self) -> PathBuf {
        self.path("data/meyasu.db")
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// The program in this office, as a user without settings of their own starts it.
    pub(crate) fn command(&self) -> Command {
        self.settle(Command::new(env!("CARGO_BIN_EXE_meyasu")))
    }

    /// Another program that starts ours, such as a shell.
    pub(crate) fn settle(&self, mut command: Command) -> Command {
        let inherited = std::env::vars_os().map(|(name, _)| name);
        let settings = inherited.filter(|name| name.to_string_lossy().starts_with("MEYASU_"));
        for name in settings {
            command.env_remove(name);
        }
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "RUST_BACKTRACE", "RUST_LOG"] {
            command.env_remove(name);
        }
        command.current_dir(self.folder.path()).env("MEYASU_DATA", self.path("data"));
        if let Some(url) = &self.database {
            command.env("MEYASU_DATABASE", url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run<A: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = A>) -> Done {
        let mut command = self.command();
        command.args(words);
        finish(command.spawn().unwrap())
    }

    /// The same with bytes on standard input.
    pub(crate) fn given<A: AsRef<OsStr>>(&self, input: &[u8], words: impl IntoIterator<Item = A>) -> Done {
        let mut command = self.command();
        let mut child = command.args(words).stdin(Stdio::piped()).spawn().unwrap();
        let (mut pipe, input) = (child.stdin.take().unwrap(), input.to_vec());
        let giver = thread::spawn(move || drop(pipe.write_all(&input))); // Who refuses early hears only a part.
        let done = finish(child);
        giver.join().unwrap();
        done
    }

    /// `meyasu import FILE --decide REASON`.
    pub(crate) fn import(&self, file: &str, reason: &str) -> Done {
        self.run(["import", file, "--municipality", TOWN, "--decide", reason])
    }

    /// The whole newest edition.
    pub(crate) fn export(&self) -> Value {
        let done = self.run(["export", "--json", "--municipality", TOWN]).succeeded();
        serde_json::from_slice(&done.out).unwrap()
    }

    /// Municipality, number and root, after all of it was read and found sound.
    pub(crate) fn verified(&self) -> String {
        self.run(["verify"]).succeeded().text()
    }

    /// Runs a deed that must be refused, and sees that the ledger is what it was before.
    pub(crate) fn unchanged_by(&self, deed: impl FnOnce(&Self) -> Done) -> Done {
        let before = (self.verified(), self.export());
        let done = deed(self);
        assert_eq!((self.verified(), self.export()), before);
        done
    }
}

impl Done {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.out.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    pub(crate) fn succeeded(self) -> Self {
        self.ended(0)
    }

    /// The code is the one expected, it is documented, and nothing of the program's inside shows.
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}", self.said);
        assert!(documented().contains(&code), "{code} is not in --help");
        for inside in
            ["panicked", "RUST_BACKTRACE", "stack backtrace", "unwrap", "Err(", "Some(", "Error {", "src/"]
        {
            assert!(!self.said.contains(inside), "「{inside}」: {}", self.said);
        }
        self
    }

    /// Refused with a code and one sentence, the last line, in which these words stand.
    pub(crate) fn refused(self, code: i32, words: &str) -> Self {
        let done = self.ended(code);
        let sentences: Vec<_> = done.said.lines().filter(|line| line.starts_with("エラー：")).collect();
        assert_eq!(sentences.len(), 1, "{}", done.said);
        assert_eq!(done.said.lines().last(), sentences.first().copied(), "{}", done.said);
        assert!(sentences[0].contains(words), "no 「{words}」 in: {}", done.said);
        done
    }

    /// Refused by the reader of the command line.
    pub(crate) fn misused(self, words: &str) -> Self {
        let done = self.ended(2);
        assert!(done.said.contains(words), "no 「{words}」 in: {}", done.said);
        done
    }

    pub(crate) fn says(self, words: &str) -> Self {
        assert!(self.said.contains(words), "no 「{words}」 in: {}", self.said);
        self
    }
}

/// Waits for a program, but not for ever.
pub(crate) fn finish(mut child: Child) -> Done {
    let out = gather(child.stdout.take());
    let said = gather(child.stderr.take());
    let code = code(wait(&mut child));
    let said = String::from_utf8(said.join().unwrap()).unwrap();
    Done { code, out: out.join().unwrap(), said }
}

fn gather(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes).unwrap();
        }
        bytes
    })
}

pub(crate) fn wait(child: &mut Child) -> ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("still running after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// The exit code; a signal counts below zero.
fn code(status: ExitStatus) -> i32 {
    use std::os::unix::process::ExitStatusExt as _;
    status.code().unwrap_or_else(|| -status.signal().unwrap())
}

/// The exit codes that `--help` promises.
pub(crate) fn documented() -> &'static BTreeSet<i32> {
    static CODES: OnceLock<BTreeSet<i32>> = OnceLock::new();
    CODES.get_or_init(|| {
        let help = Command::new(env!("CARGO_BIN_EXE_meyasu")).arg("--help").output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        let table = help.lines().skip_while(|line| !line.contains("Exit codes:")).skip(1);
        let code = |line: &str| line.split_whitespace().next()?.parse().ok();
        table.map_while(code).collect()
    })
}

/// Says on the terminal that something could not be tried here, also where the output of passing tests is kept back.
pub(crate) fn skipped(why: &str) {
    say(&format!("skipped: {why}"));
}

pub(crate) fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

pub(crate) fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    Path::new("/proc/self").metadata().is_ok_and(|it| it.uid() == 0)
}

/// The ids of the records in an export.
pub(crate) fn ids(export: &Value) -> Vec<&str> {
    export["records"].as_array().unwrap().iter().map(|row| row["record"]["id"].as_str().unwrap()).collect()
}

/// The reasons of the decisions in an export, in order.
pub(crate) fn reasons(export: &Value) -> Vec<&str> {
    export["decisions"].as_array().unwrap().iter().map(|it| it["reason"].as_str().unwrap()).collect()
}
