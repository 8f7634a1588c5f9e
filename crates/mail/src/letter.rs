//! 手紙: one letter to one person, in plain text, as bytes that a mail server takes.

use configuration::Unusable;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};
use sha2::{Digest, Sha256};

use crate::settings::MailSettings;

/// One letter to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its own name: the same letter, sent again, is known as the same by whoever receives it twice.
    pub id: String,
    /// 宛先の氏名.
    pub name: String,
    /// 宛先のアドレス.
    pub address: String,
    /// 件名.
    pub subject: String,
    /// 本文.
    pub text: String,
}

/// Why something is no letter. It never says the address: what is told here may stand in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALetter {
    /// No mail address, or one with something behind it.
    #[error("this is no mail address")]
    Address,
    /// What no header can hold.
    #[error("the letter cannot be written down")]
    Unwritable,
}

impl Letter {
    /// The letter as it is sent. Whatever stands in names and subjects, it makes no header of its own.
    pub(crate) fn message(&self, settings: &MailSettings) -> Result<Message, NotALetter> {
        let to: Address = self.address.trim().parse().map_err(|_| NotALetter::Address)?;
        let from = mailbox(&settings.sender_name, &settings.sender)?;
        let mut message = Message::builder()
            .to(Mailbox::new(named(&self.name), to))
            .message_id(Some(self.message_id(from.email.domain())))
            .subject(line(&self.subject))
            .raw_header(header("Auto-Submitted", "auto-generated")?);
        if let Some(address) = &settings.reply_to {
            message = message.reply_to(mailbox("", address)?);
        }
        let text = self.text.replace("\r\n", "\n").replace('\n', "\r\n");
        let part = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::Base64)
            .body(text);
        message.from(from).singlepart(part).map_err(|_| NotALetter::Unwritable)
    }

    /// The same letter has the same one for ever.
    fn message_id(&self, domain: &str) -> String {
        let hash = Sha256::digest(format!("{}\n{}", self.id, self.address).as_bytes());
        let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("<{hex}@{domain}>")
    }
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox, NotALetter> {
    Ok(Mailbox::new(named(name), address.parse().map_err(|_| NotALetter::Address)?))
}

fn named(name: &str) -> Option<String> {
    Some(line(name)).filter(|it| !it.is_empty())
}

/// One line: what would begin another becomes a space.
fn line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().to_owned()
}

fn header(name: &'static str, value: &str) -> Result<HeaderValue, NotALetter> {
    let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| NotALetter::Unwritable)?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

impl MailSettings {
    /// Whether our own letters could be written with these settings.
    pub(crate) fn prove(&self) -> Result<(), Unusable> {
        mailbox(&self.sender_name, &self.sender)
            .map(drop)
            .map_err(|error| Unusable::new(format!("差出人を手紙に書けません（{error}）"), error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settings() -> MailSettings {
        MailSettings::parse(
            "server = 's'\nencryption = 'none'\nsender = 'kikaku@city.example'\nsender-name = '企画課'",
        )
        .unwrap()
    }

    fn letter(name: &str, subject: &str, text: &str) -> Letter {
        let [name, subject, text] = [name, subject, text].map(str::to_owned);
        Letter { id: "l-1".to_owned(), name, address: "hanako@city.example".to_owned(), subject, text }
    }

    /// The names of the headers of a letter.
    fn headers(bytes: &[u8]) -> Vec<String> {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap().to_owned();
        let own = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        let mut names: Vec<String> = own.map(|line| line.split(':').next().unwrap().to_lowercase()).collect();
        names.sort();
        names
    }

    const USUAL: [&str; 9] = [
        "auto-submitted",
        "content-transfer-encoding",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
    ];

    #[test]
    fn a_letter_in_japanese_is_all_ascii_on_the_way() {
        let bytes = letter("山田　花子", "提出のお願い（福祉部）", "次の票を…")
            .message(&settings())
            .unwrap()
            .formatted();
        assert!(bytes.is_ascii());
        assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= 998));
        assert_eq!(headers(&bytes), USUAL);
    }

    #[test]
    fn the_same_letter_has_the_same_name_for_ever() {
        let id = |letter: &Letter| letter.message_id("city.example");
        assert_eq!(id(&letter("a", "b", "c")), id(&letter("d", "e", "f")));
        let other = Letter { id: "l-2".to_owned(), ..letter("a", "b", "c") };
        assert_ne!(id(&letter("a", "b", "c")), id(&other));
    }

    #[test]
    fn an_address_with_something_behind_it_is_none() {
        for bad in [
            "",
            "hanako",
            "hanako@city.example\r\nBcc: x@y.example",
            "hanako@city.example, x@y.example",
            "<hanako@city.example>",
            "a@b@c",
            "hanako@city.example\0",
            "ha nako@city.example",
        ] {
            let letter = Letter { address: bad.to_owned(), ..letter("a", "b", "c") };
            assert_eq!(letter.message(&settings()).unwrap_err(), NotALetter::Address, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_written_makes_a_header(name in any::<String>(), subject in any::<String>(), text in any::<String>()) {
            let bytes = letter(&name, &subject, &text).message(&settings()).unwrap().formatted();
            prop_assert_eq!(headers(&bytes), USUAL);
        }

        #[test]
        fn line_breaks_make_no_header(before in "[a-z]{0,9}", brk in "(\r\n|\n|\r|\u{85}|\u{2028})", after in "Bcc: [a-z]{1,9}@b\\.example") {
            let odd = format!("{before}{brk}{after}");
            let bytes = letter(&odd, &odd, &odd).message(&settings()).unwrap().formatted();
            prop_assert_eq!(headers(&bytes), USUAL);
        }
    }
}
