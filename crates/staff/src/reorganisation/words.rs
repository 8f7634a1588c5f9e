//! What happens, in words.

use jiff::civil::Date;
use plan::edition::Edition;
use plan::organisation::Organisation;
use plan::record::RecordId;
use plan::reorganisation::Step;
use web::Lang;

/// Who is called what: as it is the day before, and what is new as it will be.
pub(super) struct Names<'a> {
    pub(super) edition: &'a Edition,
    pub(super) steps: &'a [Step],
    pub(super) before: Date,
    pub(super) l: Lang,
}

impl Names<'_> {
    pub(super) fn of(&self, id: &RecordId) -> String {
        if let Some(it) = self.edition.find::<Organisation>(id) {
            return it.name_on(self.before).to_owned();
        }
        let named = self.steps.iter().find_map(|it| match it {
            Step::Establish { organisation, name, .. } if organisation == id => Some(name.clone()),
            _ => None,
        });
        named.unwrap_or_else(|| id.to_string())
    }

    fn quoted(&self, id: &RecordId) -> String {
        let name = self.of(id);
        self.l.say(format!("「{name}」"), format!("“{name}”"))
    }

    fn all(&self, ids: &[RecordId]) -> String {
        ids.iter().map(|id| self.quoted(id)).collect::<Vec<_>>().join(self.l.say("", ", "))
    }

    /// 「総務課」「企画課」を「企画総務課」に統合.
    pub(super) fn step(&self, step: &Step) -> String {
        let l = self.l;
        match step {
            Step::Establish { organisation, under: None, .. } => {
                let name = self.quoted(organisation);
                l.say(format!("{name}を部と並ぶ組織として新設"), format!("{name} is established at the top"))
            }
            Step::Establish { organisation, under: Some(under), .. } => {
                let (name, place) = (self.quoted(organisation), self.quoted(under));
                l.say(
                    format!("{name}を新設（所属：{place}）"),
                    format!("{name} is established under {place}"),
                )
            }
            Step::Rename { organisation, name } => {
                let old = self.quoted(organisation);
                l.say(format!("{old}を「{name}」に改称"), format!("{old} is renamed “{name}”"))
            }
            Step::Move { organisation, under: None } => {
                let name = self.quoted(organisation);
                l.say(format!("{name}を部と並ぶ組織にする"), format!("{name} is moved to the top"))
            }
            Step::Move { organisation, under: Some(under) } => {
                let (name, place) = (self.quoted(organisation), self.quoted(under));
                l.say(format!("{name}を{place}の下に移す"), format!("{name} is moved under {place}"))
            }
            Step::Merge { from, into } => {
                let (from, into) = (self.all(from), self.quoted(into));
                l.say(format!("{from}を廃止し、{into}に統合"), format!("{from} end, merged into {into}"))
            }
            Step::Split { organisation, into } => {
                let (name, parts) = (self.quoted(organisation), self.all(into));
                let stays = into.contains(organisation);
                let (ja, en) =
                    if stays { ("（存続）", ", and goes on") } else { ("（廃止）", ", and ends") };
                l.say(format!("{name}の業務を{parts}に分割{ja}"), format!("{name} is split into {parts}{en}"))
            }
            Step::Abolish { organisation } => {
                let name = self.quoted(organisation);
                l.say(
                    format!("{name}を廃止（引き継ぐ業務なし）"),
                    format!("{name} is abolished with no work left"),
                )
            }
        }
    }
}
