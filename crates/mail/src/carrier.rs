//! 配達: one letter, handed to the mail server; what it answered.

use std::error::Error as _;
use std::path::Path;
use std::time::Duration;

use configuration::Unusable;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::{Error, SmtpTransport};
use lettre::{Transport, transport::smtp::response::Response};

use crate::letter::Letter;
use crate::settings::{Encryption, MailSettings};

/// What became of a letter. The sentences are the server's own where it said any; they are cut, and hold no control characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server took it.
    Taken(String),
    /// Not now: try again later.
    NotNow(String),
    /// Never: trying again would not help.
    Never(String),
}

/// Who carries letters to the mail server.
pub struct Carrier {
    settings: MailSettings,
    transport: SmtpTransport,
}

/// So long a server may take to answer one command.
const PATIENCE: Duration = Duration::from_secs(20);
/// So much of what it says is kept.
const LONGEST: usize = 300;

impl Carrier {
    /// A carrier by these settings; the files that they name are read now.
    pub fn new(settings: MailSettings) -> Result<Self, Unusable> {
        settings.prove()?;
        let mut builder = SmtpTransport::builder_dangerous(settings.server.clone())
            .port(settings.port())
            .timeout(Some(PATIENCE))
            .tls(tls(&settings)?);
        if let Some((user, file)) = settings.user.as_ref().zip(settings.password_file.as_ref()) {
            let text = read(file)?;
            let password = text.lines().next().unwrap_or_default().to_owned();
            builder = builder.credentials(Credentials::new(user.clone(), password));
        }
        Ok(Self { settings, transport: builder.build() })
    }

    /// Hands one letter over and waits for the answer.
    pub fn carry(&self, letter: &Letter) -> Answer {
        let message = match letter.message(&self.settings) {
            Ok(message) => message,
            Err(why) => return Answer::Never(why.to_string()),
        };
        match self.transport.send(&message) {
            Ok(response) => Answer::Taken(said(&response)),
            Err(error) => answer(&error),
        }
    }
}

/// With `tls` and `starttls` nothing is ever sent in the clear.
fn tls(settings: &MailSettings) -> Result<Tls, Unusable> {
    if settings.encryption == Encryption::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(settings.server.clone());
    if let Some(file) = &settings.authority {
        let text = read(file)?;
        let bad = |error: Error| {
            Unusable::new(format!("証明書として読めません（{}）", whole(&error)), whole(&error)).of(file)
        };
        parameters = parameters.add_root_certificate(Certificate::from_pem(text.as_bytes()).map_err(bad)?);
    }
    let parameters = parameters.build().map_err(|error| {
        Unusable::new(format!("暗号化の用意ができません（{}）", whole(&error)), whole(&error))
    })?;
    Ok(match settings.encryption {
        Encryption::Tls => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

fn read(file: &Path) -> Result<String, Unusable> {
    configuration::read(file, |text| Ok(text.to_owned()))
}

/// Codes that speak of how we sign in, not of the letter: whoever keeps the settings mends them, and the letter goes out then.
const OF_SIGN_IN: [u16; 6] = [454, 530, 534, 535, 538, 432];

fn answer(error: &Error) -> Answer {
    let words = plain(&whole(error));
    let code = error.status().map(u16::from);
    if error.is_permanent() && !code.is_some_and(|code| OF_SIGN_IN.contains(&code)) {
        return Answer::Never(words);
    }
    Answer::NotNow(words)
}

/// An error with all that is behind it.
fn whole(error: &Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(it) = next {
        let more = it.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        next = it.source();
    }
    words
}

fn said(response: &Response) -> String {
    plain(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect()
}
