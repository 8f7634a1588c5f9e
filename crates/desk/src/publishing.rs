//! 公表する: the public sees a decision, and all before it.

use ledger::{Tx, paper};
use plan::calendar::CalendarEntry;
use plan::check::{self, Finding};
use plan::decision::{DecisionNumber, StaffId};
use plan::digest::Digest;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::publication::{Publication, Unsolved};
use plan::record::RecordId;
use plan::refusal::Refusal;
use plan::sheet::life::{Sheet, Stand};

use crate::checking::year_of;
use crate::deciding::Dated;
use crate::policy::Deed;
use crate::{Actor, Desk, Error, scheduling};

/// As what, and with which sentence, a decision is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// 確定, 速報, 訂正 …
    pub label: String,
    /// A sentence for the reader.
    pub note: Option<String>,
    /// Why it is published although something should be solved first; kept only where there is such a thing.
    pub despite: Option<String>,
}

/// 公表の区分 of the stage whose sheet was decided last among what the public does not see yet: a 素案 is not published as 確定.
pub fn label(desk: &Desk, actor: &Actor, seen: Option<DecisionNumber>) -> Result<Option<String>, Error> {
    desk.ledger.read(|tx| {
        let edition = desk.current(tx, &actor.town)?;
        actor.may(Deed::Publish, None, &edition)?;
        let sheets = paper::all::<Sheet>(tx, &actor.town)?;
        let decided = sheets.into_iter().filter_map(|it| match it.value.stand() {
            Stand::Decided { number } if Some(number) > seen => Some((number, it.folder)),
            _ => None,
        });
        let stage = decided.max().map(|(_, folder)| RecordId::new(folder));
        let entry = stage.and_then(|id| edition.find::<CalendarEntry>(&id));
        Ok(entry.and_then(|it| it.work.as_ref()).map(|work| work.label.clone()))
    })
}

/// What somebody asks to be published, as it stood before their eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which decision.
    pub decision: DecisionNumber,
    /// The number of the latest publication then; 0: there was none. What was withdrawn since is not brought back by it.
    pub seen: u64,
}

/// Which way a publication may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To what the public has not seen, as long as the publication of this number is the latest: a page of yesterday neither takes back
    /// unseen nor brings back what was withdrawn.
    Forward(u64),
    /// Forward, and only while the plan of this name waits; it is done with it.
    Planned(String),
    /// 取下げ: to what was published before, and never forward, as long as the publication of this number is the latest: what a
    /// colleague published meanwhile is not withdrawn unseen.
    Back(u64),
    /// Anywhere: by the command line, which names what it wants.
    Any,
}

/// Publishes a decision, the newest where none is named; an earlier one takes back what came after it.
///
/// Refused while the checks find what is wrong in public, unless somebody says why it is published all the same.
pub fn publish(
    desk: &Desk,
    town: &MunicipalityCode,
    number: Option<DecisionNumber>,
    announcement: Announcement,
    by: &StaffId,
    dated: impl Into<Dated>,
) -> Result<Publication, Error> {
    go(desk, town, (number, Way::Any), announcement, by, dated.into())
}

/// The same, in one direction only where that is asked for.
pub(crate) fn go(
    desk: &Desk,
    town: &MunicipalityCode,
    (number, way): (Option<DecisionNumber>, Way),
    announcement: Announcement,
    by: &StaffId,
    dated: Dated,
) -> Result<Publication, Error> {
    // Looked at before the door is locked; looked at again only where somebody decided in between.
    let ahead = desk.edition(town)?;
    let decision = number.unwrap_or_else(|| ahead.number());
    let found = check::before_publication(&ahead, decision, year_of(dated.at));
    let (here, town, by) = (desk.clone(), town.clone(), by.clone());
    desk.ledger.write(move |tx| {
        let edition = here.reserved(tx, &town)?;
        let mut publications = ledger::publication::list(tx, &town)?;
        let seen = publications.last().map(|it| it.decision);
        let decision = number.unwrap_or_else(|| edition.number());
        if number.is_none() && seen.is_none() {
            worth_showing(tx, &town, decision)?;
        }
        allowed(&edition, (&publications, decision), &way, dated)?;
        let found = match edition.number() == ahead.number() {
            true => found,
            false => check::before_publication(&edition, decision, year_of(dated.at)),
        };
        let unanswered = check::unanswered(&found, decision, &publications);
        let announcement =
            Announcement { despite: answered(unanswered, announcement.despite)?, ..announcement };
        let number = publications.last().map_or(1, |it| it.number + 1);
        let publication = announcement.published((number, decision), by, dated, found);

        if let Way::Planned(id) = &way {
            scheduling::carried_out(tx, &town, id)?;
        }
        if seen.is_some_and(|seen| decision < seen) {
            scheduling::give_up_later(tx, &town, decision)?;
        }
        ledger::publication::append(tx, &town, &publication)?;
        publications.push(publication.clone());
        ledger::digest::save(tx, &Digest::of(&edition.shown(&publications), &publication))?;
        Ok(publication)
    })
}

impl Announcement {
    fn published(
        self,
        (number, decision): (u64, DecisionNumber),
        by: StaffId,
        Dated { at, recorded_at }: Dated,
        found: Vec<Finding>,
    ) -> Publication {
        let Self { label, note, despite } = self;
        let unsolved = |it: Finding| Unsolved { check: it.check.code.to_owned(), record: it.record };
        let unsolved = found.into_iter().map(unsolved).collect();
        Publication { number, decision, at, recorded_at, by, label, note, despite, unsolved }
    }
}

/// Whether a decision may be published after these publications.
fn allowed(
    edition: &Edition,
    (publications, decision): (&[Publication], DecisionNumber),
    way: &Way,
    dated: Dated,
) -> Result<(), Error> {
    edition.decision(decision).ok_or(Refusal::NoSuchDecision(decision.0))?;
    let latest = publications.last();
    if let Way::Back(seen) = way {
        is_latest(publications, *seen)?;
    }
    if matches!(way, Way::Back(_)) && !latest.is_some_and(|latest| is_back(publications, decision, latest)) {
        return Err(not_back());
    }
    let Some(latest) = latest else { return Ok(()) };
    if matches!(way, Way::Forward(_) | Way::Planned(_)) && decision < latest.decision {
        return Err(Refusal::WouldTakeBack { decision: decision.0, seen: latest.decision.0 }.into());
    }
    // The same decision says something else once a day has come that it speaks of: 組織改正 on its day.
    let day = plan::decision::date_in_japan(dated.at);
    if latest.decision == decision && !edition.takes_effect(latest.date(), day) {
        return Err(Refusal::PublishedAlready(decision.0).into());
    }
    match way {
        Way::Forward(seen) => Ok(is_latest(publications, *seen)?),
        Way::Planned(_) | Way::Back(_) | Way::Any => Ok(()),
    }
}

/// Whether nothing was published or withdrawn since somebody saw the publication of this number.
pub(crate) fn is_latest(publications: &[Publication], seen: u64) -> Result<(), Refusal> {
    match publications.last() {
        Some(latest) if latest.number != seen => Err(Refusal::PublishedMeanwhile(latest.decision.0)),
        _ => Ok(()),
    }
}

fn is_back(publications: &[Publication], decision: DecisionNumber, latest: &Publication) -> bool {
    decision < latest.decision && publications.iter().any(|it| it.decision == decision)
}

fn not_back() -> Error {
    Error::invalid(
        "decision",
        "取り下げて戻せるのは、いま公表している決裁より前に公表したものだけです",
        "only what was published before can be gone back to",
    )
}

/// Whether more was decided than the founding. If not, the newest draft waits: without it there is nothing to show but a name.
fn worth_showing(tx: &mut Tx<'_>, town: &MunicipalityCode, decision: DecisionNumber) -> Result<(), Error> {
    if decision > DecisionNumber(1) {
        return Ok(());
    }
    let newest = ledger::draft::list(tx, town)?.pop();
    Err(Refusal::OnlyFounded { draft: newest.map(|it| (town.to_string(), it.draft.id.0)) }.into())
}

/// The reason, where one is needed: what is wrong in public goes out with it, or not at all.
fn answered(unsolved: Vec<Finding>, despite: Option<String>) -> Result<Option<String>, Refusal> {
    match despite {
        _ if unsolved.is_empty() => Ok(None),
        None => Err(Refusal::Unsolved(unsolved)),
        Some(reason) if reason.trim().is_empty() => Err(Refusal::NoReason),
        Some(reason) => Ok(Some(reason)),
    }
}
