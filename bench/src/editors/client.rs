//! One editor's browser: a connection that stays open, a cookie, and the token of the forms.

use std::net::SocketAddr;

use desk::session::Pass;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::office::Office;

/// A browser at one sheet.
pub(crate) struct Editor {
    number: usize,
    address: SocketAddr,
    path: String,
    cookie: String,
    token: String,
    line: Option<TcpStream>,
    /// The revision of the fields that it writes in, by the parity of the round.
    revisions: [u64; 2],
}

impl Editor {
    pub(crate) fn new(office: &Office, number: usize, address: SocketAddr) -> Self {
        let pass: &Pass = office.pass(number);
        Self {
            number,
            address,
            path: format!("/{}/sheets/goals/{}", office.town, Office::department(number)),
            cookie: format!("__Host-meyasu={}", pass.text()),
            token: pass.secret.derived("form"),
            line: None,
            revisions: [0; 2],
        }
    }

    /// Saves the text of a round; gives the parity of the field and the text that was acknowledged.
    pub(crate) async fn save(&mut self, round: usize) -> Result<(usize, String), String> {
        let side = round % 2;
        let text = format!("{round}回めに書いた文。{}", "現状と課題を、区民に伝わる言葉で書く。".repeat(8));
        let body = encoded(&[
            ("field", Office::field(self.number, round).as_str()),
            ("text", &text),
            ("seen", &self.revisions[side].to_string()),
            ("key", &format!("{}-{round}", self.number)),
        ]);
        let path = format!("{}/field", self.path);
        let answer = self.ask("POST", &path, &body).await?;
        let told: Value = serde_json::from_str(&answer).map_err(|error| format!("{error}: {answer}"))?;
        self.revisions[side] = told["revision"].as_u64().ok_or_else(|| format!("not saved: {answer}"))?;
        if told["overtaken"].is_string() {
            return Err(format!("overtaken: {answer}"));
        }
        Ok((side, text))
    }

    /// Looks who else is there.
    pub(crate) async fn look(&mut self) -> Result<(), String> {
        let path = format!("{}/live?version=999999", self.path);
        self.ask("GET", &path, "").await.map(drop)
    }

    async fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<String, String> {
        if self.line.is_none() {
            let line = TcpStream::connect(self.address).await.map_err(|error| format!("connect: {error}"))?;
            line.set_nodelay(true).map_err(|error| error.to_string())?;
            self.line = Some(line);
        }
        let done = self.talk(method, path, body).await;
        if done.is_err() {
            self.line = None;
        }
        done
    }

    async fn talk(&mut self, method: &str, path: &str, body: &str) -> Result<String, String> {
        let line = self.line.as_mut().ok_or("no connection")?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nX-Meyasu-Token: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            self.cookie,
            self.token,
            body.len()
        );
        line.write_all(request.as_bytes()).await.map_err(|error| format!("write: {error}"))?;
        let (mut got, mut buffer) = (vec![], [0; 8192]);
        loop {
            if let Some((head, length)) = head(&got)
                && got.len() >= head + length
            {
                let status = String::from_utf8_lossy(&got[..got.len().min(15)]).into_owned();
                let text = String::from_utf8_lossy(&got[head..head + length]).into_owned();
                let is_good = status.starts_with("HTTP/1.1 200");
                return if is_good { Ok(text) } else { Err(format!("{status}: {text}")) };
            }
            match line.read(&mut buffer).await.map_err(|error| format!("read: {error}"))? {
                0 => return Err("the connection was closed".to_owned()),
                much => got.extend_from_slice(&buffer[..much]),
            }
        }
    }
}

/// Where the head of an answer ends, and how long its body is.
fn head(got: &[u8]) -> Option<(usize, usize)> {
    let end = got.windows(4).position(|it| it == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&got[..end]).to_lowercase();
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"))?.trim().parse().ok()?;
    Some((end, length))
}

/// As browsers encode forms.
fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", web::encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}
