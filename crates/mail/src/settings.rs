//! メールの設定: a TOML file that says to whom mail is handed. `docs/formats/mail.md` describes it.

use std::path::{Path, PathBuf};

use configuration::Unusable;
use lettre::Address;
use serde::Deserialize;

/// How to reach the mail server, and in whose name letters go out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MailSettings {
    /// The mail server's name, as its certificate says it.
    pub server: String,
    /// Its port; 465 with `tls`, 587 with `starttls`, 25 with `none` where nothing is said.
    #[serde(default)]
    pub port: Option<u16>,
    /// 暗号化.
    pub encryption: Encryption,
    /// Under which name we sign in there; none where it asks for none.
    #[serde(default)]
    pub user: Option<String>,
    /// The file that holds the password; its first line counts.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// A file (PEM) with the authority that vouches for the server's certificate; those that the machine trusts where none.
    #[serde(default)]
    pub authority: Option<PathBuf>,
    /// 差出人の名前, e.g. 「企画課（めやす）」.
    #[serde(default)]
    pub sender_name: String,
    /// 差出人のアドレス.
    pub sender: String,
    /// How browsers reach the staff's side: it stands in the letters; none: they hold no link.
    #[serde(default)]
    pub address: Option<String>,
    /// 返信先; the sender where none.
    #[serde(default)]
    pub reply_to: Option<String>,
}

/// 暗号化 between us and the mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// From the first byte on.
    Tls,
    /// From the first command on; without it nothing is sent.
    Starttls,
    /// None: only within a closed network. Passwords and letters can be read on the way.
    None,
}

/// Reads a file of settings. Files that it names are looked for beside it.
pub fn read(file: &Path) -> Result<MailSettings, Unusable> {
    let mut read = configuration::read(file, MailSettings::parse)?;
    configuration::beside(file, [&mut read.password_file, &mut read.authority]);
    Ok(read)
}

impl MailSettings {
    /// Settings as they are written.
    pub fn parse(text: &str) -> Result<Self, Unusable> {
        let settings: Self = configuration::parse(text)?;
        settings.check()?;
        Ok(settings)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.encryption {
            Encryption::Tls => 465,
            Encryption::Starttls => 587,
            Encryption::None => 25,
        })
    }

    fn check(&self) -> Result<(), Unusable> {
        self.check_server()?;
        check_mail("sender", &self.sender)?;
        self.reply_to.iter().try_for_each(|it| check_mail("reply-to", it))?;
        if self.address.as_ref().is_some_and(|it| !is_address(it)) {
            return Err(Unusable::new(
                "address が http:// か https:// で始まるアドレスではありません".to_owned(),
                "address is no http:// or https:// address".to_owned(),
            ));
        }
        if self.sender_name.chars().any(char::is_control) {
            return Err(Unusable::new(
                "sender-name に制御文字があります".to_owned(),
                "sender-name has control characters in it".to_owned(),
            ));
        }
        Ok(())
    }

    /// Which server it is, and that whoever signs in there has both a name and a password.
    fn check_server(&self) -> Result<(), Unusable> {
        let name = &self.server;
        if name.trim().is_empty() || name.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Unusable::new(
                format!("server の「{name}」はサーバーの名前ではありません"),
                format!("server = “{name}” is no name of a server"),
            ));
        }
        let without = |one: &str, other: &str| {
            let ja = format!("{one} があって {other} がありません");
            Err(Unusable::new(ja, format!("{one} is set and {other} is not")))
        };
        match (&self.user, &self.password_file) {
            (Some(_), None) => without("user", "password-file"),
            (None, Some(_)) => without("password-file", "user"),
            _ => Ok(()),
        }
    }
}

fn check_mail(name: &str, address: &str) -> Result<(), Unusable> {
    match address.parse::<Address>() {
        Ok(_) => Ok(()),
        Err(_) => Err(Unusable::new(
            format!("{name} の「{address}」はメールアドレスではありません"),
            format!("{name} = “{address}” is no mail address"),
        )),
    }
}

fn is_address(text: &str) -> bool {
    let begins = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    begins && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEWEST: &str =
        "server = 'mail.city.example'\nencryption = 'starttls'\nsender = 'kikaku@city.example'\n";

    #[test]
    fn little_has_to_be_said() {
        let settings = MailSettings::parse(FEWEST).unwrap();
        assert_eq!((settings.port(), settings.user), (587, None));
        let port =
            |encryption: &str| MailSettings::parse(&FEWEST.replace("starttls", encryption)).unwrap().port();
        assert_eq!((port("tls"), port("none")), (465, 25));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_by_name() {
        let with = |line: &str| MailSettings::parse(&format!("{FEWEST}{line}")).unwrap_err().to_string();
        assert!(with("prot = 25").contains("prot"), "unknown words are refused");
        assert!(with("user = 'meyasu'").contains("password-file"));
        assert!(with("password-file = 'x'").contains("user"));
        assert!(with("address = 'desk.city.example'").contains("address"));
        assert!(with("reply-to = 'nobody'").contains("reply-to"));
        assert!(with("sender-name = \"企画課\\r\\nBcc: a@b.c\"").contains("sender-name"));
        let instead =
            |from: &str, to: &str| MailSettings::parse(&FEWEST.replace(from, to)).unwrap_err().to_string();
        assert!(instead("kikaku@city.example", "kikaku").contains("sender"));
        assert!(instead("starttls", "ssl").contains("ssl"), "an encryption is never guessed");
        assert!(instead("encryption = 'starttls'", "").contains("encryption"));
        assert!(instead("mail.city.example", "mail city").contains("server"));
        let ja = |line: &str| MailSettings::parse(&format!("{FEWEST}{line}")).unwrap_err().ja;
        assert_eq!(ja("user = 'meyasu'"), "user があって password-file がありません");
        assert_eq!(ja("reply-to = 'nobody'"), "reply-to の「nobody」はメールアドレスではありません");
    }
}
