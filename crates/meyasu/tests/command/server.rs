//! A running `meyasu serve`, and a visitor who asks it over a plain connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::office::{Office, wait};

pub(crate) struct Server {
    child: Child,
    said: Arc<Mutex<String>>,
    log: Option<thread::JoinHandle<()>>,
    /// Where it listens: `127.0.0.1:PORT`.
    pub(crate) address: String,
}

impl Server {
    /// Starts the program and waits until it says where it listens.
    pub(crate) fn start(office: &Office, words: &[&str]) -> Self {
        let mut command = office.command();
        let mut child = command.args(words).env("MEYASU_LISTEN", "127.0.0.1:0").spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (lines, own) = (BufReader::new(child.stderr.take().unwrap()).lines(), said.clone());
        let log = thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| *own.lock().unwrap() += &(line + "\n"));
        });
        let mut server = Self { child, said, log: Some(log), address: String::new() };
        let listening = server.until(Self::address_said);
        server.address = listening;
        server
    }

    fn address_said(&self) -> Option<String> {
        let said = self.said();
        let (_, rest) = said.split_once("http://")?;
        Some(rest.split_once('/')?.0.to_owned())
    }

    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Asks until there is an answer; the program must go on meanwhile.
    fn until<T>(&mut self, ask: impl Fn(&Self) -> Option<T>) -> T {
        for _ in 0..6000 {
            if let Some(answer) = ask(self) {
                return answer;
            }
            assert!(self.child.try_wait().unwrap().is_none(), "{}", self.said());
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no answer: {}", self.said());
    }

    /// Status and body of a page; a redirect is followed.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let answer = self.ask(path);
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let target =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("location: ").map(str::to_owned));
        target.map_or((status, body.to_owned()), |path| self.get(&path))
    }

    fn ask(&self, path: &str) -> String {
        let host = &self.address;
        self.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// What comes back on a line of its own; nothing more where the server closes it under us.
    pub(crate) fn send(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let _ = stream.write_all(request); // A head that is too long is refused before its end.
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// How long it takes until a page shows these words; none where it does not within some seconds.
    pub(crate) fn shows(&self, path: &str, words: &str) -> Option<Duration> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            if self.get(path).1.contains(words) {
                return Some(began.elapsed());
            }
            thread::sleep(Duration::from_millis(20));
        }
        None
    }

    /// Stops it as a service manager does, and tells exit code and last words.
    pub(crate) fn stop(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", "TERM", &id]).status().unwrap().success());
        let code = wait(&mut self.child).code();
        self.log.take().unwrap().join().unwrap();
        (code, self.said())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
