//! 定型文: the sentences that a municipality's reviewers write again and again. The planning section keeps them; everybody inserts them.

use jiff::Timestamp;
use ledger::paper::{Kept, Paper};
use ledger::{LedgerError, paper};
use plan::decision::StaffId;
use serde::{Deserialize, Serialize};

use crate::policy::Deed;
use crate::{Actor, Desk, Error};

/// 定型文の一覧 of a municipality, as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    /// In the order in which they are offered.
    pub sentences: Vec<String>,
    /// Who made this list.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

impl Paper for Phrases {
    const KIND: &'static str = "phrases";
}

/// 最初の定型文, in both languages: what is offered until the planning section keeps a list of its own.
pub const USUAL: [(&str, &str); 6] = [
    ("数値の根拠（調査名、基準日）を書いてください。", "Please name the source and the day of the figure."),
    ("前年度からの増減の理由を書いてください。", "Please say why it rose or fell since last year."),
    (
        "活動の量ではなく、住民にとっての成果で書いてください。",
        "Please tell the outcome for people, not the amount of work.",
    ),
    ("目標値を下げる理由を書いてください。", "Please say why the target is lowered."),
    (
        "前年度と同じ文です。今年度の状況に合わせてください。",
        "This is last year's text. Please fit it to this year.",
    ),
    ("回答者の割合であることがわかる書き方にしてください。", "Please word it as a share of respondents."),
];

/// So many sentences a list may have: a longer one is read by nobody while they choose.
pub const MOST: usize = 60;
/// So many characters a sentence may have.
pub const LONGEST: usize = 300;

/// The only list of a municipality.
const ID: &str = "review";

/// The list of a municipality, and the revision to name at the next save; none where it has made no list of its own.
pub fn list(desk: &Desk, actor: &Actor) -> Result<Option<Kept<Phrases>>, Error> {
    let edition = desk.edition(&actor.town)?;
    if !actor.may_somewhere(Deed::Ask, &edition) {
        return Err(Error::Forbidden(Deed::Ask));
    }
    desk.ledger.read(|tx| Ok(paper::find::<Phrases>(tx, &actor.town, "", ID)?))
}

/// Sentences as they were typed, one a line. Blank lines are no sentences, and what stands there twice is offered once.
pub fn parse(text: &str) -> Result<Vec<String>, Error> {
    let mut sentences: Vec<String> = vec![];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let length = line.chars().count();
        if length > LONGEST {
            let begin: String = line.chars().take(20).collect();
            return Err(Error::invalid(
                "sentences",
                format!("「{begin}…」が{length}字あります。1文は{LONGEST}字までにしてください"),
                format!("“{begin}…” has {length} characters; a sentence has {LONGEST} at most"),
            ));
        }
        if line.chars().any(char::is_control) {
            return Err(Error::invalid(
                "sentences",
                "使えない文字（制御文字）が入っています",
                "there are control characters in it",
            ));
        }
        if !sentences.iter().any(|known| known == line) {
            sentences.push(line.to_owned());
        }
    }
    if sentences.len() > MOST {
        let count = sentences.len();
        return Err(Error::invalid(
            "sentences",
            format!("{count}文あります。{MOST}文までにしてください"),
            format!("there are {count} sentences; {MOST} are the most"),
        ));
    }
    Ok(sentences)
}

/// 定型文を改める: over the list that was seen; 0 where there was none. The earlier list stays known.
pub fn save(desk: &Desk, actor: &Actor, text: &str, seen: u64, at: Timestamp) -> Result<(), Error> {
    let edition = desk.edition(&actor.town)?;
    actor.may(Deed::EditForms, None, &edition)?;
    let phrases = Phrases { sentences: parse(text)?, by: actor.id.clone(), at };
    let town = actor.town.clone();
    desk.ledger.write(move |tx| {
        let before = paper::find::<Phrases>(tx, &town, "", ID)?;
        if before.as_ref().map_or(0, |it| it.revision.0) != seen {
            return Err(overtaken());
        }
        if let Some(before) = &before {
            paper::keep(tx, &town, before)?;
        }
        match paper::save(tx, &town, "", ID, &phrases, before.map(|it| it.revision)) {
            Err(LedgerError::StalePaper) => Err(overtaken()),
            other => Ok(other.map(drop)?),
        }
    })
}

fn overtaken() -> Error {
    Error::invalid(
        "sentences",
        "表示してから、ほかの人が定型文を変えました。下の入力を写しておき、画面を読み込み直してから合わせてください",
        "somebody else changed the list after it was shown: copy what you typed, load the page again and put both together",
    )
}
