//! 電子メール: hands a letter to the municipality's own mail server. The only crate that speaks SMTP; it knows nothing of sheets and people.
#![warn(missing_docs)]

mod carrier;
mod letter;
mod settings;

pub use carrier::{Answer, Carrier};
pub use letter::{Letter, NotALetter};
pub use settings::{Encryption, MailSettings, read};
