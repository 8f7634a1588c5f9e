//! The real program, serving the sample, for as long as somebody looks at it.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::{answer, cargo, run};
use crate::net::{free_port, status};
use crate::scratch::Scratch;

/// A running `meyasu serve --sample` on a port and a ledger of its own.
pub(crate) struct Site {
    server: Child,
    port: u16,
    scratch: Scratch,
}

impl Site {
    /// Builds the program and starts it.
    pub(crate) fn start() -> Result<Self, String> {
        run(&mut cargo(&["build", "--package", "meyasu", "--bin", "meyasu"]))?;
        let (scratch, port) = (Scratch::new("site")?, free_port()?);
        let log = std::fs::File::create(scratch.path().join("log")).map_err(|error| error.to_string())?;
        let mut serve = Command::new(crate::places::target().join("debug/meyasu"));
        serve.args(["serve", "--sample", "--listen", &format!("127.0.0.1:{port}"), "--data"]);
        serve.arg(scratch.path().join("data")).env_remove("MEYASU_DATABASE");
        serve.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let server = serve.spawn().map_err(|error| format!("meyasu cannot be started: {error}"))?;
        let mut site = Self { server, port, scratch };
        site.wait()?;
        println!("the sample is served at {}", site.address());
        Ok(site)
    }

    /// Where it is served, without a slash at the end.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to stop, as a service manager does. It must end by itself, and content.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        answer(Command::new("kill").arg(self.server.id().to_string()))?;
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(30) {
            match self.server.try_wait() {
                Ok(Some(code)) if code.success() => return Ok(()),
                Ok(Some(code)) => return Err(format!("meyasu ended with {code}:\n{}", self.log())),
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
        Err(format!("meyasu did not end when it was asked to:\n{}", self.log()))
    }

    fn wait(&mut self) -> Result<(), String> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(180) {
            if matches!(self.server.try_wait(), Ok(Some(_))) {
                break;
            }
            if status(self.port, "/healthz", Duration::from_secs(120)) == Some(200) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(format!("meyasu did not start:\n{}", self.log()))
    }

    /// The last lines that it logged.
    fn log(&self) -> String {
        let log = std::fs::read_to_string(self.scratch.path().join("log")).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.server.kill(); // Already ended where `stop` was called.
        let _ = self.server.wait();
    }
}
