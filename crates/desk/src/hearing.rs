//! 意見を受け付ける: the one thing that somebody without an account may write, and only while a published round asks for it.

use jiff::Timestamp;
use ledger::{LedgerError, paper};
use plan::consultation::{By, Consultation, Letter, Sender, Stage, points};
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::record::RecordId;
use sha2::{Digest, Sha256};

use crate::secret::Chance;
use crate::{Desk, Error};

mod limit;

use limit::Limit;

/// Characters of an opinion, and of the short fields beside it.
pub const LONGEST: usize = 10_000;
const LONGEST_FIELD: usize = 300;

/// What a form says. Every field but the text may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// 意見.
    pub text: String,
    /// 箇所.
    pub place: String,
    /// 提出者.
    pub sender: Sender,
}

/// 受付: remembers for minutes who sent how much, and nobody's address: only a mark that means nothing after a restart.
#[derive(Debug)]
pub struct Hearing {
    salt: [u8; 32],
    limit: Limit,
}

impl Hearing {
    /// An ear with a salt of its own.
    pub fn new(chance: Chance) -> Self {
        let mut salt = [0; 32];
        chance(&mut salt);
        Self { salt, limit: Limit::default() }
    }

    /// 受け付ける: keeps what was said and gives the receipt number. The same again from the same place is the same letter.
    ///
    /// `edition` is what the public sees: a round that is decided and not published is not open. `source` is where it comes from,
    /// where that tells one sender from another.
    pub fn hear(
        &self,
        desk: &Desk,
        (edition, round): (&Edition, &RecordId),
        said: &Said,
        source: Option<&str>,
        at: Timestamp,
    ) -> Result<String, Error> {
        let asked = edition.find::<Consultation>(round).ok_or(Error::NotFound)?;
        let said = said.tidied();
        is_open(asked, at)?;
        said.is_complete()?;

        let town = edition.municipality().clone();
        let receipt = self.receipt(&format!("{town}\n{round}"), &said, source.unwrap_or_default());
        let folder = round.as_str().to_owned();
        if desk.ledger.read(|tx| paper::find::<Letter>(tx, &town, &folder, &receipt))?.is_some() {
            return Ok(receipt); // Sent twice: it is there.
        }
        let mark = source.map(|it| self.mark(&format!("{town}\n{round}\n{it}")));
        self.limit.take(self.mark(&format!("{town}\n{round}")), mark, at).map_err(Error::TooMany)?;
        let (letter, id) = (said.letter(at), receipt.clone());
        desk.ledger.write(move |tx| match paper::save(tx, &town, &folder, &id, &letter, None) {
            Ok(_) | Err(LedgerError::StalePaper) => Ok(()),
            Err(error) => Err(Error::from(error)),
        })?;
        Ok(receipt)
    }

    fn mark(&self, text: &str) -> [u8; 16] {
        let hash = Sha256::new().chain_update(self.salt).chain_update(text).finalize();
        let mut mark = [0; 16];
        mark.copy_from_slice(&hash[..16]);
        mark
    }

    /// 受付番号: twelve characters that are read aloud without mistake, in three groups.
    fn receipt(&self, round: &str, said: &Said, source: &str) -> String {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let Sender { name, address, contact } = &said.sender;
        let all = [round, &said.text, &said.place, name, address, contact, source];
        let whole = all.iter().map(|it| format!("{}:{it}", it.len())).collect::<String>();
        let chars = self.mark(&whole).map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        let group = |from: usize| chars[from..from + 4].iter().collect::<String>();
        format!("{}-{}-{}", group(0), group(4), group(8))
    }
}

fn is_open(asked: &Consultation, at: Timestamp) -> Result<(), Error> {
    let closed = |ja: &str, en: &str| Err(Error::invalid("round", ja, en));
    match asked.stage(date_in_japan(at)) {
        Stage::Open if asked.ways.iter().any(|it| it.by == By::Form) => Ok(()),
        Stage::Open => closed(
            "この意見募集は、入力フォームでは受け付けていません。ほかの方法でお送りください",
            "this round takes no opinions by form: please send it another way",
        ),
        Stage::Coming => closed("募集はまだ始まっていません", "the round is not open yet"),
        Stage::Closed | Stage::Answered => closed(
            "募集の期間が終わったため、受け付けられませんでした。書かれた内容は保存していません",
            "the round is closed: what you wrote was not taken and is not kept",
        ),
    }
}

impl Said {
    /// The same with line breaks of one kind and without control characters, which nobody sees. All else stays to the code point.
    fn tidied(&self) -> Self {
        let tidy = |text: &str| {
            let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}'], "\n");
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>()
        };
        let line = |text: &str| tidy(text).replace('\n', " ").trim().to_owned();
        let Sender { name, address, contact } = &self.sender;
        Self {
            text: tidy(&self.text),
            place: line(&self.place),
            sender: Sender { name: line(name), address: line(address), contact: line(contact) },
        }
    }

    fn is_complete(&self) -> Result<(), Error> {
        let Sender { name, address, contact } = &self.sender;
        let short = [("place", &self.place), ("name", name), ("address", address), ("contact", contact)];
        if let Some((field, _)) = short.into_iter().find(|(_, it)| it.chars().count() > LONGEST_FIELD) {
            return Err(Error::invalid(field, "この欄は300字までです", "300 characters at most"));
        }
        match self.text.chars().count() {
            _ if self.text.trim().is_empty() => {
                Err(Error::invalid("text", "ご意見を書いてください", "please write your opinion"))
            }
            count if count > LONGEST => Err(Error::invalid(
                "text",
                format!("ご意見は{LONGEST}字までです（いま{count}字）。分けてお送りください"),
                format!("{LONGEST} characters at most (now {count}): please send it in parts"),
            )),
            _ => Ok(()),
        }
    }

    fn letter(self, at: Timestamp) -> Letter {
        Letter {
            by: By::Form,
            received: date_in_japan(at),
            at,
            typed_by: None,
            sender: self.sender,
            place: self.place,
            points: points(&self.text),
            marked_by: [].into(),
            text: self.text,
        }
    }
}
