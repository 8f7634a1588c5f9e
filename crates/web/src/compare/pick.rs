//! 選ぶ: indicators to compare, found by a word and ticked: a plain form that needs no script.

use plan::edition::Edition;
use plan::element::Element;
use plan::indicator::Indicator;
use plan::key::key;
use plan::record::RecordId;

use super::MOST;
use crate::here::Here;

/// What can be ticked.
pub(super) struct Pick {
    /// What the visitor looked for.
    pub(super) words: String,
    pub(super) said: String,
    pub(super) boxes: Vec<Tick>,
}

/// One box.
pub(super) struct Tick {
    pub(super) id: String,
    pub(super) name: String,
    /// Of which work it is.
    pub(super) work: String,
    pub(super) chosen: bool,
}

/// How many are offered at once.
const SHOWN: usize = 40;

impl Pick {
    /// The chosen ones ticked, then those whose name or definition holds the words.
    pub(super) fn of(here: &Here, edition: &Edition, chosen: &[(&RecordId, &Indicator)]) -> Self {
        let words = here.words.clone().unwrap_or_default();
        let folded = key(&words).to_lowercase();
        let holds = |it: &Indicator| {
            let text = format!("{} {}", it.name, it.definition.as_deref().unwrap_or_default());
            let text = key(&text).to_lowercase();
            folded.split(' ').all(|word| text.contains(word))
        };
        let is_chosen = |id: &RecordId| chosen.iter().any(|it| it.0 == id);
        let found: Vec<_> =
            edition.all::<Indicator>().filter(|(id, it)| !is_chosen(id) && holds(it)).collect();
        let ticked = chosen.iter().map(|it| tick(edition, it.0, it.1, true));
        let offered = found.iter().take(SHOWN).map(|it| tick(edition, it.0, it.1, false));
        Self { said: said(here, found.len()), boxes: ticked.chain(offered).collect(), words }
    }
}

fn tick(edition: &Edition, id: &RecordId, it: &Indicator, chosen: bool) -> Tick {
    let work = it.elements.first().and_then(|id| edition.find::<Element>(id));
    let work = work.map_or(String::new(), |it| crate::difference::element(edition, it));
    Tick { id: id.to_string(), name: it.name.clone(), work, chosen }
}

fn said(here: &Here, found: usize) -> String {
    let (lang, shown) = (here.lang, found.min(SHOWN));
    match found {
        0 => lang
            .say("ほかに当てはまる指標はありません。".to_owned(), "No other indicator matches.".to_owned()),
        _ if found > SHOWN => lang.say(
            format!("{found}件のうち{shown}件を示しています。言葉で絞ってください。{MOST}件まで選べます。"),
            format!("{shown} of {found} are shown; narrow them by a word. Up to {MOST} can be chosen."),
        ),
        _ => lang.say(format!("{MOST}件まで選べます。"), format!("Up to {MOST} can be chosen.")),
    }
}
