//! 職の引継ぎ: what becomes of posts in organisations that end. Who keeps the accounts carries it out, before the day or after it: posts
//! have days of their own, so nothing has to happen at midnight, and until it is done a post in what ended opens nothing.

use jiff::Timestamp;
use ledger::{LedgerError, paper};
use plan::decision::StaffId;
use plan::edition::Edition;
use plan::record::RecordId;
use plan::reorganisation::{self, PostMove, PostName};
use plan::staff::{Account, Post};

use crate::policy::Deed;
use crate::posting::refuse_twice;
use crate::proving::permit;
use crate::session::SignedIn;
use crate::staffing::Change;
use crate::{Actor, Desk, Error};

/// 引継ぎの指示: one post, and where it goes on; none: it only ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// Which.
    pub post: PostName,
    /// Where it goes on.
    pub heir: Option<RecordId>,
}

/// 引き継ぐ職: every post that would go on in an organisation that ended or will end, by what is decided.
pub fn posts(desk: &Desk, actor: &Actor) -> Result<Vec<PostMove>, Error> {
    posts_in(desk, actor, &*desk.edition(&actor.town)?)
}

/// The same by an edition that is only foreseen.
pub fn posts_in(desk: &Desk, actor: &Actor, edition: &Edition) -> Result<Vec<PostMove>, Error> {
    actor.may(Deed::ReadAccounts, None, &*desk.edition(&actor.town)?)?;
    desk.ledger.read(|tx| {
        let accounts = paper::list::<Account>(tx, &actor.town, "")?;
        Ok(reorganisation::posts(edition, accounts.iter().map(|it| &it.value)))
    })
}

/// 引き継ぐ: ends the posts with their organisation and goes on with them at the heir, all in one step. Tells how many. What was handed
/// over already is left alone, so that a form sent twice does it once; where a post became something else since its page was shown,
/// nothing is done and it is told.
pub fn hand_over_posts(
    desk: &Desk,
    who: &SignedIn,
    wanted: Vec<Handed>,
    now: Timestamp,
) -> Result<usize, Error> {
    let (here, change, by) = (desk.clone(), Change::of(who, now), who.actor.id.clone());
    permit(who, Deed::ManageAccounts, &*desk.edition(&who.actor.town)?, now)?;
    desk.ledger.write(move |tx| {
        let edition = here.current(tx, &change.town)?;
        let accounts = paper::list::<Account>(tx, &change.town, "")?;
        let moves = reorganisation::posts(&edition, accounts.iter().map(|it| &it.value));
        let mut done = 0;
        for it in &wanted {
            let Some(found) = moves.iter().find(|found| found.name() == it.post) else {
                is_done(it, accounts.iter().map(|it| &it.value))?;
                continue;
            };
            if it.heir.as_ref().is_some_and(|heir| !found.heirs.contains(heir)) {
                return Err(not_an_heir());
            }
            change.make(tx, &found.staff, |account| carry(account, found, it.heir.as_ref(), &by))?;
            done += 1;
        }
        Ok(done)
    })
}

/// Whether what is asked was done before, by the same form or another: the post has its end, and goes on where it should.
fn is_done<'a>(wanted: &Handed, mut accounts: impl Iterator<Item = &'a Account>) -> Result<(), Error> {
    let handed = |account: &Account| {
        let named = |post: &&Post| PostName::of(&account.id, post) == wanted.post;
        let goes_on = |old: &Post| {
            let same = |it: &Post| it.role == old.role && it.stands_in_for == old.stands_in_for;
            let there = |it: &&Post| same(it) && it.organisation == wanted.heir;
            wanted.heir.is_none() || account.posts.iter().any(|it| there(&it))
        };
        account.posts.iter().find(named).is_some_and(|old| old.until.is_some() && goes_on(old))
    };
    if accounts.any(handed) { Ok(()) } else { Err(LedgerError::StalePaper.into()) }
}

fn carry(
    account: &mut Account,
    found: &PostMove,
    heir: Option<&RecordId>,
    by: &StaffId,
) -> Result<(), Error> {
    let (until, new) = found.carried_to(heir, by);
    let old = account.posts.iter_mut().find(|it| **it == found.post).ok_or(Error::NotFound)?;
    old.until = Some(until);
    // Whoever has the same post there already has it.
    if let Some(new) = new.filter(|new| refuse_twice(account, new).is_ok()) {
        account.posts.push(new);
    }
    Ok(())
}

fn not_an_heir() -> Error {
    Error::invalid("heir", "引継先の組織を選んでください", "choose who takes its work over")
}
