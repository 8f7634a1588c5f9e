//! 意見を受け付ける: the one thing that somebody without an account may write, and only while a published round asks for it.

use jiff::Timestamp;
use ledger::{LedgerError, letter, paper};
use plan::consultation::{By, Consultation, Letter, Sender, Stage, points, room};
use plan::decision::date_in_japan;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::record::RecordId;
use sha2::{Digest, Sha256};

use crate::secret::Chance;
use crate::{Desk, Error};

mod full;
mod limit;

use full::Full;
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

/// 送信: on which form something was written, and from where it comes.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// 用紙の番号, as [`Hearing::form`] gave it; one that is none of ours is as good as none.
    pub form: &'a str,
    /// 送信元, where senders are counted. All of whom nothing is known are one.
    pub source: &'a str,
}

/// 受付: remembers for minutes who sent how much, and nobody's address: only a mark that means nothing after a restart.
#[derive(Debug)]
pub struct Hearing {
    salt: [u8; 32],
    chance: Chance,
    limit: Limit,
    full: Full,
}

impl Hearing {
    /// An ear with a salt of its own.
    pub fn new(chance: Chance) -> Self {
        let mut salt = [0; 32];
        chance(&mut salt);
        Self { salt, chance, limit: Limit::default(), full: Full::default() }
    }

    /// 用紙の番号 of a form that is about to be shown: sent twice, the form is one letter; whoever writes the same on another is another.
    pub fn form(&self) -> String {
        crate::secret::id("f", self.chance)
    }

    /// 受け付ける: keeps what was said and gives the receipt number. The same again on the same form is the same letter.
    ///
    /// `edition` is what the public sees: a round that is decided and not published is not open.
    pub fn hear(
        &self,
        desk: &Desk,
        (edition, round): (&Edition, &RecordId),
        said: &Said,
        sending: Sending<'_>,
        at: Timestamp,
    ) -> Result<String, Error> {
        let asked = edition.find::<Consultation>(round).ok_or(Error::NotFound)?;
        let said = said.tidied();
        is_open(asked, at)?;
        said.is_complete()?;

        let town = edition.municipality().clone();
        let receipt = receipt(&format!("{town}\n{round}"), &said, &self.known(sending.form));
        let folder = round.as_str().to_owned();
        if desk.ledger.read(|tx| paper::find::<Letter>(tx, &town, &folder, &receipt))?.is_some() {
            return Ok(receipt); // Sent twice: it is there.
        }
        let source = self.mark(&format!("{town}\n{round}\n{}", sending.source));
        self.limit.take(self.mark(&format!("{town}\n{round}")), source, at).map_err(Error::TooMany)?;
        let (mark, letter, id) = (self.mark(&format!("{town}\n{round}")), said.letter(at), receipt.clone());
        let (is_kept, left) = desk.ledger.write(move |tx| keep(tx, &town, (&folder, &id), &letter))?;
        self.full.note(mark, left == 0, at);
        if is_kept { Ok(receipt) } else { Err(full()) }
    }

    /// Whether a round is full, as it was counted half a minute ago at the most: then nobody is asked to write what cannot be taken in.
    pub fn is_full(
        &self,
        desk: &Desk,
        (town, round): (&MunicipalityCode, &RecordId),
        at: Timestamp,
    ) -> Result<bool, Error> {
        let mark = self.mark(&format!("{town}\n{round}"));
        if let Some(known) = self.full.known(mark, at) {
            return Ok(known);
        }
        let letters = desk.ledger.read(|tx| letter::count(tx, town, round.as_str()))?;
        self.full.note(mark, room(letters) == 0, at);
        Ok(room(letters) == 0)
    }

    fn mark(&self, text: &str) -> [u8; 16] {
        let hash = Sha256::new().chain_update(self.salt).chain_update(text).finalize();
        let mut mark = [0; 16];
        mark.copy_from_slice(&hash[..16]);
        mark
    }

    /// The form's number, where it may be one of ours; else a new one, so that nothing that was said is taken for something else.
    fn known(&self, form: &str) -> String {
        let is_ours = form.strip_prefix("f-").is_some_and(|it| {
            it.len() == 16 && it.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it))
        });
        if is_ours { form.to_owned() } else { self.form() }
    }
}

/// 受付番号: twelve characters that are read aloud without mistake, in three groups. The same after a restart, and on another machine.
fn receipt(round: &str, said: &Said, form: &str) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let Sender { name, address, contact } = &said.sender;
    let all = [round, &said.text, &said.place, name, address, contact, form];
    let whole = all.iter().map(|it| format!("{}:{it}", it.len())).collect::<String>();
    let hash: [u8; 32] = Sha256::digest(whole).into();
    let chars = hash.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let group = |from: usize| chars[from..from + 4].iter().collect::<String>();
    format!("{}-{}-{}", group(0), group(4), group(8))
}

/// Keeps a letter where there is room. Tells whether it is kept (what is there already is), and for how many more there is room then.
fn keep(
    tx: &mut ledger::Tx<'_>,
    town: &MunicipalityCode,
    (round, id): (&str, &str),
    letter: &Letter,
) -> Result<(bool, u64), Error> {
    let left = room(letter::count(tx, town, round)?);
    if left == 0 {
        return Ok((paper::find::<Letter>(tx, town, round, id)?.is_some(), 0));
    }
    match letter::save(tx, town, round, id, letter, None) {
        Ok(_) => Ok((true, left - 1)),
        Err(LedgerError::StalePaper) => Ok((true, left)),
        Err(error) => Err(error.into()),
    }
}

/// 受付の上限.
fn full() -> Error {
    Error::invalid(
        "round",
        "入力フォームで受け付けられる数の上限に達したため、受け付けられませんでした。書かれた内容は保存していません。ほかの方法でお送りください",
        "the form has taken in as many letters as it may: what you wrote was not taken; please send it another way",
    )
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
